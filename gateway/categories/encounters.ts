import type { Entry, Person, Term } from '../../api-spec/record.ts';
import type { Resource } from '../sources/source.ts';
import { head, newestFirst, siftEach } from './each.ts';
import type { Holdings } from './holdings.ts';
import { person } from './people.ts';
import { place } from './places.ts';
import { at, decimal, inWords, known, listed, notes, objects, oneOf, statusOf, term, text, type Json, periodOf } from './read.ts';
import { named, reasonsOf } from './reasons.ts';
import type { Rule } from './rule.ts';

type Encounter = Entry<'encounters'>;

/**
 * FHIR Encounter (UKCore-Encounter; https://hl7.org/fhir/R4/encounter.html). That one was never closed is no proof
 * that it still goes on: its status and its dates stand as they were sent.
 */
export const encounters: Rule<'encounters'> = {
  searches: [
    {
      type: 'Encounter',
      include: [
        'Encounter:participant', 'Encounter:location', 'Encounter:diagnosis', 'Encounter:reason-reference',
        'PractitionerRole:practitioner', 'PractitionerRole:organization',
      ],
    },
  ],
  coded: 'Encounter (its type is the code)',

  /** What is going on, as far as anybody said, comes first; then the newest. */
  order: (a, b) => Number(isOpen(b)) - Number(isOpen(a)) || newestFirst(a, b),

  sift: siftEach<'encounters'>({ Encounter: entry }),
};

const OPEN: readonly Encounter['status'][] = ['arrived', 'triaged', 'in-progress', 'onleave'];
const isOpen = ({ status, period }: Encounter) => OPEN.includes(status) && !period.end;

const STATUSES = ['planned', 'arrived', 'triaged', 'in-progress', 'onleave', 'finished', 'cancelled', 'unknown'] as const;

function entry(resource: Resource, holdings: Holdings): Encounter {
  const period = periodOf(resource['period']) ?? {};
  const stay = resource['hospitalization'];
  return known<Encounter>({
    ...head(resource, holdings),
    status: oneOf(resource['status'], STATUSES) ?? 'unknown',
    class: classOf(resource['class']),
    types: terms(resource['type']),
    service: term(resource['serviceType']),
    period,
    reasons: reasonsOf(resource, holdings),
    diagnoses: objects(resource['diagnosis']).flatMap((one) => diagnosis(one, resource, holdings) ?? []),
    locations: objects(resource['location']).flatMap(({ location }) => place(location, resource, holdings) ?? []),
    admittedFrom: term(at(stay, 'admitSource')),
    admissionMethod: extension([resource, stay], 'AdmissionMethod'),
    dischargedTo: term(at(stay, 'dischargeDisposition')),
    dischargeMethod: extension([resource, stay], 'DischargeMethod'),
    participants: objects(resource['participant']).flatMap((one) => participant(one, resource, holdings) ?? []),
    partOf: partOf(resource, holdings),
    when: period.start ?? period.end ?? null,
    recorded: null,
    note: notes(resource['note']),
  });
}

/** A `Coding`, which older senders wrap in a concept or send as a bare code. */
const classOf = (setting: unknown): Term | undefined =>
  typeof setting === 'string' ? term({ text: setting }) : (term({ coding: [setting] }) ?? term(setting) ?? bare(setting));
const bare = (setting: unknown): Term | undefined => term({ text: at(setting, 'code') });

const terms = (concepts: unknown): Term[] => listed(concepts).map(term).filter((one) => one !== undefined);

const VERIFICATIONS = ['unconfirmed', 'provisional', 'differential', 'confirmed'] as const;

/** One that is only suspected says so: it is not to be read as a diagnosis that was made. */
function diagnosis(one: Json, resource: Resource, holdings: Holdings): Encounter['diagnoses'][number] | undefined {
  const link = one['condition'];
  const verification = statusOf(holdings.follow(link, resource)?.resource['verificationStatus'], VERIFICATIONS);
  const condition = named(link, resource, holdings);
  if (!condition) return undefined;
  const rank = decimal(one['rank']);
  return known<Encounter['diagnoses'][number]>({
    condition,
    verification,
    use: term(one['use']),
    rank: rank && /^[1-9]\d{0,3}$/.test(rank) ? Number(rank) : undefined,
  });
}

/** Who took part; as what, where their own role was not sent. */
function participant(one: Json, resource: Resource, holdings: Holdings): Person | undefined {
  const who = person(one['individual'], resource, holdings);
  return who && known<Person>({ organisation: undefined, role: inWords(listed(one['type'])[0]), ...who });
}

/** The spell that a segment belongs to, if that is an entry too. */
function partOf(resource: Resource, holdings: Holdings): string | undefined {
  const whole = holdings.follow(resource['partOf'], resource);
  const isEntry =
    whole?.resource['resourceType'] === 'Encounter' && whole.resource !== resource && whole.within === whole.resource &&
    !statusOf(whole.resource['status'], ['entered-in-error']) && !holdings.isWithheld(whole.resource);
  return isEntry ? whole.id : undefined;
}

/** A UK Core extension, which some send with the encounter and some with the stay in it. */
function extension(holders: readonly unknown[], name: string): Term | undefined {
  const found = holders
    .flatMap((holder) => objects(at(holder, 'extension')))
    .find(({ url }) => text(url)?.endsWith(`Extension-UKCore-${name}`));
  return term(found?.['valueCodeableConcept']);
}
