import type { Entry, Person, Place, Term } from '../../api-spec/record.ts';
import type { Resource } from '../sources/source.ts';
import { byId, head, siftEach } from './each.ts';
import type { Holdings } from './holdings.ts';
import { person, typeOf } from './people.ts';
import { place } from './places.ts';
import {
  codings, date, dayOf, endOf, extension, known, listed, notes, objects, oneOf, periodOf, term, text, type Json,
} from './read.ts';
import type { LeftFor, Rule, Sifting } from './rule.ts';

type Appointment = Entry<'appointments'>;

/**
 * FHIR Appointment (UKCore-Appointment; https://hl7.org/fhir/R4/appointment.html) from today on.
 *
 * All are asked for, and those that are over are left here: a search by `date` would also leave out what has none yet,
 * and a waiting, an asked-for or a cancelled appointment need not have one (FHIR invariant app-3).
 */
export const appointments: Rule<'appointments'> = {
  searches: [
    {
      type: 'Appointment',
      // One type of actor after the other: the other patients of a group are not asked for.
      include: [
        ...['Practitioner', 'PractitionerRole', 'Location', 'HealthcareService'].map((type) => `Appointment:actor:${type}`),
        'PractitionerRole:practitioner', 'PractitionerRole:organization',
      ],
    },
  ],
  coded: 'the resource type',

  /** What may still take place comes before what will not; then the soonest; what has no date yet comes last. */
  order: (a, b) =>
    Number(isOff(a)) - Number(isOff(b)) ||
    startOf(a) - startOf(b) || // NaN for two without a date: on to the id
    byId(a, b),

  sift: (resources, sifting) =>
    siftEach<'appointments'>({ Appointment: (resource, holdings) => read(resource, holdings, sifting) })(resources, sifting),
};

const isOff = ({ status }: Appointment) => status === 'cancelled' || status === 'noshow';
const startOf = ({ when }: Appointment) => (when ? endOf(when) : Infinity);

/** https://hl7.org/fhir/R4/valueset-appointmentstatus.html, without `entered-in-error`. */
const STATUSES = [
  'proposed', 'pending', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow', 'checked-in', 'waitlist',
] as const;

function read(resource: Resource, holdings: Holdings, { now }: Sifting): Appointment | LeftFor {
  const status = oneOf(resource['status'], STATUSES);
  // Nobody can say that it is booked, and nobody that it is not.
  if (!status) return 'unreadable';
  const [start, end] = [date(resource['start']), date(resource['end'])];
  const requested = periodOf(objects(resource['requestedPeriod'])[0]);
  // Who still waits after the time that was wished for still waits; what was cancelled is over with it.
  const last = end ?? start ?? (status === 'cancelled' ? requested?.end : undefined);
  if (last && isBefore(last, now)) return 'lapsed';
  const { service, ...present } = participants(resource, holdings);
  return known<Appointment>({
    ...head(resource, holdings),
    status,
    when: start ?? null,
    end,
    requested,
    recorded: date(resource['created']) ?? null,
    service: first(resource['serviceType']) ?? service,
    specialty: first(resource['specialty']),
    type: term(resource['appointmentType']),
    channel: term(extension(resource, 'Extension-UKCore-DeliveryChannel')?.['valueCodeableConcept']),
    ...present,
    reasons: listed(resource['reasonCode']).map(term).filter((one) => one !== undefined),
    instruction: text(resource['patientInstruction']),
    cancellation: term(resource['cancelationReason']),
    note: notes([resource['description'], resource['comment']]),
  });
}

/** Whether the day on which it ends is over in London. What is dated by its month is over when the month is. */
function isBefore(last: string, now: Date): boolean {
  const day = dayOf(last);
  return day < dayOf(now.toISOString()).slice(0, day.length);
}

const first = (concepts: unknown): Term | undefined => listed(concepts).map(term).find((one) => one !== undefined);

const PROFESSIONALS = new Set<unknown>(['Practitioner', 'PractitionerRole']);
const OTHERS = new Set<unknown>(['Patient', 'RelatedPerson', 'Device']);

/** Who and what takes part, besides the patient (https://hl7.org/fhir/R4/appointment-definitions.html#Appointment.participant). */
function participants(resource: Resource, holdings: Holdings) {
  const clinicians: Person[] = [];
  const places: (Place | undefined)[] = [];
  const services: (string | undefined)[] = [];
  const actors = objects(resource['participant']).map((one) => ({ one, type: typeOf(one['actor'], resource, holdings) }));
  const inGroup = actors.filter(({ type }) => type === 'Patient').length > 1;
  for (const { one, type } of actors) {
    const link = one['actor'];
    if (type === 'Location') places.push(place(link, resource, holdings));
    else if (type === 'HealthcareService') services.push(person(link, resource, holdings)?.name);
    // Somebody in words alone may be another patient of a group, unless the source says what they come for.
    else if (PROFESSIONALS.has(type) || (!OTHERS.has(type) && (attends(one) || !inGroup))) {
      const who = person(link, resource, holdings);
      if (who) clinicians.push(who);
    }
  }
  const service = services.find((name) => name !== undefined);
  return { clinicians, location: places.find((one) => one !== undefined), service: service === undefined ? undefined : { display: service } };
}

/** Comes as a professional (v3 ParticipationType: attender, performers, consultant, admitter, discharger, referrer). */
const attends = ({ type }: Json) =>
  listed(type).flatMap(codings).some(({ system, code }) => /v3-ParticipationType$/.test(system) && ATTENDING.has(code));
const ATTENDING = new Set(['ATND', 'PPRF', 'SPRF', 'CON', 'ADM', 'DIS', 'REF']);
