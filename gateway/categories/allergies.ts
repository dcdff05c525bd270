import type { Coding, Entry, KnownNone, Reaction } from '../../api-spec/record.ts';
import type { Resource } from '../sources/source.ts';
import { begin, byId, finish, head, keptBack } from './each.ts';
import { Holdings } from './holdings.ts';
import { listCodeOf, listCodes, lists, readList } from './lists.ts';
import { person } from './people.ts';
import {
  at, coding, codings, date, endOf, known, listed, moment, momentInWords, notes, objects, oneOf, SNOMED, statusOf,
  term, text,
} from './read.ts';
import type { Rule, Sifted } from './rule.ts';

type Allergy = Entry<'allergies'>;

const IPS = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';

/** SNOMED CT 716186003 |No known allergy| with what is and was below it, and what the Patient Summary says for it. */
const NEGATIONS: ReadonlyMap<string, KnownNone['scope'] | 'unknown'> = new Map([
  [`${SNOMED}|716186003`, 'all'],
  [`${SNOMED}|160244002`, 'all'], // retired, and still found in older records
  [`${SNOMED}|409137002`, 'drug'],
  [`${SNOMED}|429625007`, 'food'],
  [`${SNOMED}|428607008`, 'environment'],
  [`${SNOMED}|428197003`, 'other'], // insect
  [`${SNOMED}|716220001`, 'other'], // animal
  [`${SNOMED}|1003774007`, 'other'], // Hevea brasiliensis latex
  [`${IPS}|no-known-allergies`, 'all'],
  [`${IPS}|no-known-medication-allergies`, 'drug'],
  [`${IPS}|no-known-food-allergies`, 'food'],
  [`${IPS}|no-known-environmental-allergies`, 'environment'],
  [`${IPS}|no-allergy-info`, 'unknown'],
]);

/** The record of an agent that lost its code on the way between two GP systems (GP Connect, UK Core). */
const DEGRADED = new Set(['196461000000101', '196471000000108']);

/** FHIR AllergyIntolerance, List (UKCore-AllergyIntolerance; https://hl7.org/fhir/R4/allergyintolerance.html). */
export const allergies: Rule<'allergies'> = {
  searches: [
    {
      type: 'AllergyIntolerance',
      include: [
        'AllergyIntolerance:recorder', 'AllergyIntolerance:asserter',
        'PractitionerRole:practitioner', 'PractitionerRole:organization',
      ],
    },
    { type: 'List', params: { code: listCodes(lists.allergies, lists.endedAllergies) }, optional: true },
  ],
  coded: 'AllergyIntolerance.code',

  /** What holds now comes first, alphabetically by agent (CUI ADR-0005); what was refuted comes last. */
  order: (a, b) =>
    standing(a) - standing(b) ||
    byName.compare(a.code.display, b.code.display) ||
    endOf(b.when) - endOf(a.when) || // NaN for two without a date: on to the id
    byId(a, b),

  sift(resources, sifting) {
    const holdings = new Holdings(resources, sifting);
    const sifted = begin<'allergies'>();
    for (const resource of holdings.ofType('AllergyIntolerance')) siftAllergy(resource, holdings, sifted);
    for (const list of holdings.ofType('List')) siftList(list, holdings, sifted);
    return finish(sifted, holdings);
  },
};

const VERIFICATIONS = ['unconfirmed', 'confirmed', 'refuted'] as const;

const byName = new Intl.Collator('en-GB', { sensitivity: 'base', numeric: true });

const ORDER = ['active', 'not-recorded', 'inactive', 'resolved'];
const standing = ({ verification, status }: Allergy) =>
  verification === 'refuted' ? ORDER.length : ORDER.indexOf(status);

function siftAllergy(resource: Resource, holdings: Holdings, sifted: Sifted<'allergies'>): void {
  const kept = keptBack(resource, holdings);
  if (kept) return holdings.decide(resource, kept);
  const verification = statusOf(resource['verificationStatus'], VERIFICATIONS);
  const codes = codings(resource['code']);
  const negation = negationOf(codes);
  const status = statusOf(resource['clinicalStatus'], ['active', 'inactive', 'resolved']) ?? 'not-recorded';
  if (negation) {
    // Who reacted to something does not have nothing: one of the two is wrong, and nobody here knows which.
    if (objects(resource['reaction']).length > 0) return holdings.decide(resource, 'unreadable');
    if (status !== 'active' || verification === 'refuted') return holdings.decide(resource, 'lapsed');
    // "No information" says neither that there is something nor that there is nothing.
    if (negation.scope !== 'unknown') {
      sifted.knownNone.push(statement(resource, coding(resource['code'], [negation])!, negation.scope, holdings));
    }
    return holdings.decide(resource, 'statement');
  }
  const code = coding(resource['code'], codes.filter((one) => scopeOf(one) === undefined));
  if (!code) return holdings.decide(resource, 'uncoded');
  sifted.entries.push(entry(resource, code, status, verification, holdings));
  holdings.decide(resource, 'entry');
}

const CATEGORIES = ['food', 'medication', 'environment', 'biologic'] as const;

function entry(
  resource: Resource,
  code: Coding,
  status: Allergy['status'],
  verification: Allergy['verification'],
  holdings: Holdings,
): Allergy {
  const onset = moment(resource, 'onset');
  const recorded = date(resource['recordedDate']) ?? null;
  const categories = listed(resource['category'])
    .map((one) => oneOf(one, CATEGORIES))
    .filter((one) => one !== undefined);
  return known<Allergy>({
    ...head(resource, holdings),
    code,
    status,
    verification,
    type: oneOf(resource['type'], ['allergy', 'intolerance']),
    categories: categories.length > 0 ? categories : undefined,
    criticality: oneOf(resource['criticality'], ['low', 'high', 'unable-to-assess']),
    reactions: objects(resource['reaction']).map(reaction),
    onset,
    lastOccurrence: date(resource['lastOccurrence']),
    ended: ended(resource),
    degraded: DEGRADED.has(code.code) || undefined,
    when: onset ?? recorded,
    recorded,
    author: author(resource, holdings),
    note: notes([onsetInWords(resource), ...listed(resource['note'])]),
  });
}

function reaction(written: unknown): Reaction {
  return known<Reaction>({
    manifestations: listed(at(written, 'manifestation')).map(term).filter((one) => one !== undefined),
    severity: oneOf(at(written, 'severity'), ['mild', 'moderate', 'severe']),
    substance: term(at(written, 'substance')),
    when: date(at(written, 'onset')),
    note: notes([at(written, 'description'), ...listed(at(written, 'note'))]),
    route: term(at(written, 'exposureRoute')),
  });
}

/** An onset that is no date, as the source put it: there is nothing else that could hold it. */
function onsetInWords(resource: Resource): string | undefined {
  const onset = momentInWords(resource, 'onset');
  return onset && `Onset: ${onset}`;
}

/** UK Core extension AllergyIntoleranceEnd, on the clinical status. */
function ended(resource: Resource): Allergy['ended'] {
  const extension = objects(at(resource['clinicalStatus'], 'extension')).find(({ url }) =>
    text(url)?.endsWith('Extension-UKCore-AllergyIntoleranceEnd'),
  );
  const part = (name: string) => objects(extension?.['extension']).find(({ url }) => url === name);
  const [when, reason] = [date(part('endDate')?.['valueDateTime']), text(part('reasonEnded')?.['valueString'])];
  return when || reason ? known<NonNullable<Allergy['ended']>>({ when, reason }) : undefined;
}

const author = (resource: Resource, holdings: Holdings) =>
  person(resource['recorder'], resource, holdings) ?? person(resource['asserter'], resource, holdings);

type Coded = ReturnType<typeof codings>[number];

const scopeOf = ({ system, code }: Coded) => NEGATIONS.get(`${system}|${code}`);

/**
 * The coding that says there is nothing. A statement that names an agent at the same time contradicts itself, and
 * is better read as the allergy.
 */
function negationOf(codes: readonly Coded[]): (Coded & { scope: KnownNone['scope'] | 'unknown' }) | undefined {
  const best = codes.find((one) => scopeOf(one) !== undefined);
  const scope = best && scopeOf(best);
  const agent = codes.some((one) => one.system === SNOMED && scopeOf(one) === undefined);
  return scope && !agent ? { ...best, scope } : undefined;
}

function statement(resource: Resource, code: Coding, scope: KnownNone['scope'], holdings: Holdings): KnownNone {
  const recorded = date(resource['recordedDate']) ?? null;
  return known<KnownNone>({
    code,
    scope,
    when: moment(resource, 'onset') ?? recorded,
    recorded,
    source: holdings.source,
    author: author(resource, holdings),
  });
}

/** The allergy lists of a GP record say what their members cannot: that there is nothing, or that something is not there. */
function siftList(list: Resource, holdings: Holdings, sifted: Sifted<'allergies'>): void {
  const code = listCodeOf(list);
  if (code !== lists.allergies && code !== lists.endedAllergies) return;
  const read = keptBack(list, holdings) ?? readList(list, holdings);
  if (typeof read === 'string') return holdings.decide(list, read);
  holdings.decide(list, 'shown-within');
  sifted.withheld ||= read.withheld;
  sifted.complete &&= read.complete;

  const why = coding(list['emptyReason']);
  const isNone = statusOf(list['emptyReason'], ['nilknown']) && code === lists.allergies && read.items.length === 0;
  if (isNone && why) {
    const when = date(list['date']) ?? null;
    const { source } = holdings;
    const author = person(list['source'], list, holdings);
    sifted.knownNone.push(known<KnownNone>({ code: why, scope: 'all', when, recorded: when, source, author }));
    holdings.decide(list, 'statement');
  }
}
