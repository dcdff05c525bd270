import type { Entry, Measurement, Person } from '../../api-spec/record.ts';
import type { Resource } from '../sources/source.ts';
import { begin, finish, head, keptBack, newestFirst } from './each.ts';
import { Holdings, type Found } from './holdings.ts';
import { measurement, STATUSES, type Tally } from './measurement.ts';
import { firstPerson, person } from './people.ts';
import { at, codings, coding, date, extension, instant, known, listed, moment, objects, oneOf, term, type Json } from './read.ts';
import type { LeftFor, Rule, Sifted } from './rule.ts';

type VitalSign = Entry<'vital-signs'>;

/**
 * FHIR Observation of the category `vital-signs` (UKCore-Observation-VitalSigns; https://hl7.org/fhir/R4/vitalsigns.html).
 *
 * A score is one entry with the observations that it was made from (`hasMember`), whatever category they have themselves.
 * These are no entries beside it, so that no reading is listed twice; whoever wants the latest of each looks through the
 * measurements of all entries. A score that has no code, or was withdrawn, gives its members free: they were measured
 * all the same. One that is withheld keeps them back with it.
 *
 * What is marked as laboratory as well is a result, too, and shown in both places: better twice than nowhere.
 */
export const vitalSigns: Rule<'vital-signs'> = {
  searches: [
    {
      type: 'Observation',
      params: { category: 'vital-signs' },
      include: [
        'Observation:has-member', 'Observation:performer', 'Observation:device',
        'PractitionerRole:practitioner', 'PractitionerRole:organization',
      ],
    },
  ],
  coded: 'Observation.code',

  /** The latest first, by when it was taken. */
  order: newestFirst,

  sift(resources, sifting) {
    const holdings = new Holdings(resources, sifting);
    const sifted = begin<'vital-signs'>();
    const marked = holdings.ofType('Observation').filter(isVitalSign).map(itself(holdings));
    for (const { resource } of withBelow(marked.filter(({ resource }) => keptBack(resource, holdings) === 'withheld'), holdings)) {
      holdings.decide(resource, keptBack(resource, holdings) ?? 'withheld');
    }
    const open = marked.filter(({ resource }) => !settle(resource, holdings));
    const inside = new Set(open.flatMap((one) => membersOf(one, holdings)).map(({ resource }) => resource));
    const claimed = new Set<Json>();
    // Of scores in a circle, in which each is inside another one, the first stands for all.
    for (const one of [...open.filter(({ resource }) => !inside.has(resource)), ...open]) {
      if (claimed.has(one.resource)) continue;
      sifted.entries.push(entry(one, holdings, claimed, sifted));
    }
    return finish(sifted, holdings);
  },
};

const itself = (holdings: Holdings) => (resource: Resource): Found => ({ resource, within: resource, id: holdings.idOf(resource) });

const isVitalSign = ({ category }: Json): boolean =>
  listed(category)
    .flatMap((one) => objects(at(one, 'coding')))
    .some(({ code }) => oneOf(code, ['vital-signs']) !== undefined);

/** Why an observation is no entry and no part of one; undefined if it may be either. */
function settle(resource: Json, holdings: Holdings): LeftFor | undefined {
  if (holdings.fateOf(resource) === 'withheld') return 'withheld';
  const fate = keptBack(resource, holdings) ?? (codings(resource['code']).length > 0 ? undefined : 'uncoded');
  if (fate) holdings.decide(resource, fate);
  return fate;
}

function membersOf({ resource, within }: Found, holdings: Holdings): Found[] {
  return listed(resource['hasMember'])
    .map((link) => holdings.follow(link, within))
    .filter((found) => found !== undefined && found.resource['resourceType'] === 'Observation') as Found[];
}

/** Some observations and all that they were made from, each once and in order. */
function withBelow(starts: readonly Found[], holdings: Holdings, enter: (found: Found) => boolean = () => true): Found[] {
  const met = new Map<Json, Found>();
  const open = starts.toReversed();
  for (let next = open.pop(); next; next = open.pop()) {
    if (met.has(next.resource)) continue;
    met.set(next.resource, next);
    if (enter(next)) open.push(...membersOf(next, holdings).toReversed());
  }
  return [...met.values()];
}

function entry(found: Found, holdings: Holdings, claimed: Set<Json>, sifted: Sifted<'vital-signs'>): VitalSign {
  const { resource, within, id } = found;
  const author = firstPerson(resource['performer'], within, holdings);
  const issued = instant(resource['issued']);
  const device = person(resource['device'], within, holdings)?.name;
  return known<VitalSign>({
    ...head(resource as Resource, holdings),
    id,
    code: coding(resource['code'])!,
    status: oneOf(resource['status'], STATUSES) ?? 'unknown',
    when: moment(resource, 'effective') ?? null,
    recorded: date(resource['issued']) ?? null,
    issued,
    author,
    measurements: measurements(found, author, holdings, claimed, sifted),
    bodySite: term(resource['bodySite']),
    position: term(extension(resource, 'bodyPosition')?.['valueCodeableConcept']),
    device,
  });
}

/** The observation itself, and after it what it was made from. */
function measurements(
  head: Found,
  author: Person | undefined,
  holdings: Holdings,
  claimed: Set<Json>,
  sifted: Sifted<'vital-signs'>,
): Measurement[] {
  const tally: Tally = { uncoded: 0, unreadable: 0 };
  const rows: Measurement[] = [];
  withBelow([head], holdings, (found) => {
    const { resource, within } = found;
    const fate = settle(resource, holdings);
    // What is contained in another resource is not among those whose fate is counted.
    if (fate === 'uncoded' && resource !== within) tally.uncoded++;
    if (fate === 'withheld') sifted.withheld = true;
    if (fate) return false;
    claimed.add(resource);
    if (found === head) holdings.decide(resource, 'entry');
    else if (holdings.fateOf(resource) !== 'entry') holdings.decide(resource, 'shown-within');
    sifted.complete &&= membersOf(found, holdings).length === listed(resource['hasMember']).length;
    rows.push(measurement(found, { panel: undefined, cancelled: false, author }, holdings, tally));
    return true;
  });
  sifted.uncoded += tally.uncoded;
  sifted.unreadable += tally.unreadable;
  return rows;
}
