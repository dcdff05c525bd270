import type { Entry, EntryLink, Kind, KnownNone, Period, Term } from '../../api-spec/record.ts';
import type { Resource } from '../sources/source.ts';
import { dosages } from './dosage.ts';
import { byId, head, newestFirst, siftEach, type Reader } from './each.ts';
import type { Holdings } from './holdings.ts';
import { valueOf } from './measurement.ts';
import { medicineOf, type Medicine } from './medicine.ts';
import { person } from './people.ts';
import {
  at, coding, codings, date, endOf, inWords, known, listed, moment, notes, objects, oneOf, statusOf, term, text, periodOf,
} from './read.ts';
import { reasonsOf } from './reasons.ts';
import type { Rule, Sifted, Sifting } from './rule.ts';

type Medication = Entry<'medications'>;

const PEOPLE = ['PractitionerRole:practitioner', 'PractitionerRole:organization'];

/**
 * FHIR MedicationStatement and MedicationRequest (UKCore-MedicationStatement, UKCore-MedicationRequest;
 * https://hl7.org/fhir/R4/medicationrequest.html). A statement says what is taken, a request only what was asked for:
 * which of the two it was stands in every entry.
 */
export const medications: Rule<'medications'> = {
  searches: [
    {
      type: 'MedicationStatement',
      include: ['MedicationStatement:medication', 'MedicationStatement:source', 'MedicationStatement:context', ...PEOPLE],
    },
    {
      type: 'MedicationRequest',
      include: ['MedicationRequest:medication', 'MedicationRequest:requester', 'MedicationRequest:encounter', ...PEOPLE],
    },
  ],
  coded: 'medicationCodeableConcept or Medication.code',

  /**
   * What was prescribed at discharge comes first, the latest discharge before the ones before it; then what is
   * current, what is taken on and on before short courses, by name; then what is past, the latest first.
   */
  order: (a, b) =>
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    (a.kind === 'discharge' ? endOf(dayOf(b)) - endOf(dayOf(a)) : 0) ||
    (a.kind === 'current' ? courseOf(a) - courseOf(b) : 0) ||
    (a.kind === 'past' ? newestFirst(a, b) : byName.compare(nameOf(a), nameOf(b))) ||
    byId(a, b),

  sift: (resources, sifting) =>
    siftEach<'medications'>({
      MedicationStatement: reader('statement', sifting),
      MedicationRequest: reader('request', sifting),
    })(resources, sifting),
};

const KINDS: readonly Kind<'medications'>[] = ['discharge', 'current', 'past'];
const byName = new Intl.Collator('en-GB', { sensitivity: 'base', numeric: true });
const nameOf = ({ code }: Medication) => code.text ?? code.display;
const dayOf = ({ recorded, when }: Medication) => (recorded ?? when)?.slice(0, 10);
const COURSES = ['continuous', 'repeat', 'repeat-dispensing', 'delayed-prescribing', 'seasonal', 'acute'];
const courseOf = ({ course }: Medication) => {
  const place = COURSES.indexOf(course?.code ?? '');
  return place < 0 ? COURSES.length : place;
};

/** What the Patient Summary says for "there are none" and for "nobody knows" (https://hl7.org/fhir/uv/ips). */
const IPS = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';

function reader(from: Medication['from'], { now }: Sifting): Reader<'medications'> {
  return (resource, holdings, sifted) => {
    const absence = codings(resource['medicationCodeableConcept']).find(({ system }) => system === IPS);
    if (absence) {
      const holds = statusOf(resource['status'], ['active', 'completed', 'unknown']) !== undefined;
      if (absence.code === 'no-known-medications' && holds) sifted.knownNone.push(statement(resource, holdings));
      return holds ? 'statement' : 'lapsed';
    }
    const medicine = medicineOf(resource, holdings);
    // The source names a medicine and keeps it to itself: nothing says which, and more is missing than a code.
    if (medicine === 'not-sent') sifted.complete = false;
    if (typeof medicine === 'string') return medicine === 'not-sent' ? 'uncoded' : medicine;
    return entry(resource, from, medicine, holdings, sifted, now);
  };
}

const STATUSES = ['active', 'completed', 'intended', 'stopped', 'on-hold', 'cancelled', 'draft', 'not-taken', 'unknown'] as const;
const INTENTS = ['proposal', 'plan', 'order', 'original-order', 'reflex-order', 'filler-order', 'instance-order', 'option'] as const;

function entry(
  resource: Resource,
  from: Medication['from'],
  medicine: Medicine,
  holdings: Holdings,
  sifted: Sifted<'medications'>,
  now: Date,
): Medication {
  const isRequest = from === 'request';
  const dosed = dosages(resource[isRequest ? 'dosageInstruction' : 'dosage'], sifted);
  const period = isRequest ? boundsOf(dosed) : (periodOf(resource['effectivePeriod']) ?? startOf(resource));
  const recorded = date(resource[isRequest ? 'authoredOn' : 'dateAsserted']) ?? null;
  const status = oneOf(resource['status'], STATUSES) ?? 'unknown';
  const categories = listed(resource['category']).map(term).filter((one) => one !== undefined);
  const supply = at(resource['dispenseRequest'], 'quantity');
  return known<Medication>({
    ...head(resource, holdings),
    ...kindOf(resource, status, period, now),
    code: medicine.code,
    status,
    statusReason: statusReason(resource),
    from,
    intent: isRequest ? oneOf(resource['intent'], INTENTS) : undefined,
    doNotTake: resource['doNotPerform'] === true || undefined,
    categories,
    form: medicine.form,
    strength: medicine.strength,
    dosages: dosed,
    period,
    course: term(resource['courseOfTherapyType']) ?? term(extension(resource, /PrescriptionType(-1)?$/)?.['valueCodeableConcept']),
    reasons: reasonsOf(resource, holdings),
    quantity: supply === undefined ? undefined : valueOf({ valueQuantity: supply }, sifted),
    lastIssued: date(extension(resource, /MedicationStatementLastIssueDate(-1)?$/)?.['valueDateTime']),
    change: changeOf(resource),
    encounter: encounterOf(resource[isRequest ? 'encounter' : 'context'], resource, holdings),
    when: period?.start ?? recorded,
    recorded,
    author: person(resource[isRequest ? 'recorder' : 'informationSource'], resource, holdings),
    requester: isRequest ? person(resource['requester'], resource, holdings) : undefined,
    note: notes(resource['note']),
  });
}

const OVER = ['completed', 'stopped', 'cancelled', 'not-taken', 'draft'];

/**
 * Discharge by its category, whatever has become of it since: what was stopped at a discharge is news of that
 * discharge. Then by status, then by whether its time is up. What was never in force, a draft, is not current.
 */
function kindOf(resource: Resource, status: Medication['status'], period: Period | undefined, now: Date) {
  const category = listed(resource['category']).find((one) => statusOf(one, ['discharge']));
  if (category) return { kind: 'discharge', classifiedBy: 'category discharge' } as const;
  if (OVER.includes(status)) return { kind: 'past', classifiedBy: `status ${status}` } as const;
  const end = period?.end;
  const isUp = status !== 'on-hold' && end !== undefined && endOf(end) < now.getTime();
  return isUp
    ? ({ kind: 'past', classifiedBy: `status ${status}, period ended ${end}` } as const)
    : ({ kind: 'current', classifiedBy: `status ${status}` } as const);
}

/** From when the first instruction holds until when the last does, as far as each says so. */
function boundsOf(dosed: Medication['dosages']): Period | undefined {
  const periods = dosed.flatMap(({ period }) => period ?? []);
  const [start] = periods.flatMap((period) => period.start ?? []).toSorted((a, b) => endOf(a) - endOf(b));
  const ends = periods.flatMap((period) => period.end ?? []);
  const end = ends.length === dosed.length ? ends.toSorted((a, b) => endOf(b) - endOf(a))[0] : undefined;
  return start || end ? known<Period>({ start, end }) : undefined;
}

/** `effectiveDateTime` is when it was being taken: more than that nobody said. */
const startOf = (resource: Resource): Period | undefined => {
  const start = moment(resource, 'effective');
  return start === undefined ? undefined : { start };
};

/** One reason of a request, several of a statement; GP Connect has an extension of its own. */
function statusReason(resource: Resource): Term | undefined {
  const reasons = listed(resource['statusReason']).map(term).filter((one) => one !== undefined);
  if (reasons.length > 1) return { display: reasons.map(({ display }) => display).join('; ') };
  const own = part(extension(resource, /MedicationStatusReason(-1)?$/), /^statusReason$/);
  return reasons[0] ?? (own && term(own['valueCodeableConcept']));
}

/**
 * What was changed, and why (PRSB medication change). UK Core has retired its extension MedicationChangeSummary, and
 * the discharge messages and GP systems that send it, or its CareConnect forerunners, go on.
 */
function changeOf(resource: Resource): Medication['change'] {
  const summary = extension(resource, /MedicationChangeSummary(-1)?$/);
  const status = part(summary, /^status$|MedicationChangeStatus(-1)?$/);
  const code = text(status?.['valueCode']) ?? text(status?.['valueString']);
  const what = term(status?.['valueCodeableConcept']) ?? (code ? { display: code } : undefined);
  const why = part(summary, /^indication(ForChange)?$/);
  const how = part(summary, /^detailsOfAmendment$/);
  const when = date(part(summary, /^dateChanged$/)?.['valueDateTime']);
  const reason = [inWords(why?.['valueCodeableConcept']), text(why?.['valueString']), text(how?.['valueString'])].filter(Boolean).join('. ');
  if (!what && !when && !reason) return undefined;
  return known<NonNullable<Medication['change']>>({ what, when, reason: reason || undefined });
}

const extension = (resource: unknown, name: RegExp) =>
  objects(at(resource, 'extension')).find(({ url }) => name.test(text(url) ?? ''));
const part = extension;

/** Which stay or visit it belongs to. It says nothing that the reader may not see, or what would be its name is left. */
function encounterOf(link: unknown, resource: Resource, holdings: Holdings): EntryLink | undefined {
  const found = holdings.follow(link, resource);
  if (found?.resource['resourceType'] !== 'Encounter' || holdings.isWithheld(found.resource)) return undefined;
  const { type, serviceType, class: setting } = found.resource;
  const display = inWords(serviceType) ?? inWords(listed(type)[0]) ?? text(at(setting, 'display')) ?? text(at(link, 'display'));
  return { id: found.id, category: 'encounters', display: display ?? 'Encounter' };
}

function statement(resource: Resource, holdings: Holdings): KnownNone {
  const recorded = date(resource['dateAsserted']) ?? null;
  const code = coding(resource['medicationCodeableConcept'])!;
  const author = person(resource['informationSource'], resource, holdings);
  // Its own words are kept: "no known medications" is no statement about allergies.
  return known<KnownNone>({ code, scope: 'other', when: recorded, recorded, source: holdings.source, author });
}
