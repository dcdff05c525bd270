import type { Entry, Person } from '../../api-spec/record.ts';
import type { Resource } from '../sources/source.ts';
import { attachmentsOf } from './attachments.ts';
import { careSettingOf, type Classified } from './care-settings.ts';
import { claimantOf, documentSearch, formsOf, isOf } from './documents.ts';
import { head, newestFirst, siftEach } from './each.ts';
import type { Holdings } from './holdings.ts';
import { person, typeOf } from './people.ts';
import { at, coding, date, extension, known, listed, notes, objects, oneOf, periodOf, term, text, type Json } from './read.ts';
import type { LeftFor, Rule, Sifting } from './rule.ts';

type Contact = Entry<'community-mental-health'>;

const PEOPLE = ['PractitionerRole:practitioner', 'PractitionerRole:organization'];

/**
 * The caseloads, contacts and documents of community and mental health services: FHIR EpisodeOfCare, Encounter and
 * DocumentReference (UKCore-EpisodeOfCare, UKCore-Encounter, UKCore-DocumentReference). Neither has a search parameter
 * that could tell these services from others, so that all are asked for and told apart here.
 */
export const communityMentalHealth: Rule<'community-mental-health'> = {
  searches: [
    { type: 'EpisodeOfCare', include: ['EpisodeOfCare:care-manager', 'EpisodeOfCare:organization', ...PEOPLE] },
    { type: 'Encounter', include: ['Encounter:participant', 'Encounter:appointment', ...PEOPLE] },
    documentSearch,
  ],
  coded: 'the resource type, DocumentReference.type',

  /** The caseloads that the patient is on come first, documents that were replaced last; then the latest. */
  order: (a, b) => rank(a) - rank(b) || newestFirst(a, b),

  sift(resources, sifting) {
    const isMine = isOf('community-mental-health');
    return siftEach<'community-mental-health'>(
      { EpisodeOfCare: episode, Encounter: encounter, DocumentReference: document },
      (resource, holdings) => !isExcluded(resource, sifting) && isMine(resource, holdings),
    )(resources, sifting);
  },
};

/** EMIS community is never part of the record (provider FAQ), whoever passes it on. */
const EXCLUDED = /\bemis[\s_-]*community\b/i;
const isExcluded = ({ meta }: Resource, { source }: Sifting) =>
  [source.system, text(at(meta, 'source')) ?? ''].some((name) => EXCLUDED.test(name));

const CLOSED = new Set<Contact['status']>(['finished', 'cancelled']);
const rank = ({ from, status }: Contact) =>
  from === 'episode-of-care' && !CLOSED.has(status) ? 0 : status === 'superseded' ? 2 : 1;

const EPISODE_STATUSES = ['planned', 'waitlist', 'active', 'onhold', 'finished', 'cancelled'] as const;
const ENCOUNTER_STATUSES = ['planned', 'arrived', 'triaged', 'in-progress', 'onleave', 'finished', 'cancelled'] as const;
const DOCUMENT_STATUSES = ['current', 'superseded'] as const;

function episode(resource: Resource, holdings: Holdings): Contact | LeftFor {
  const types = listed(resource['type']);
  const classified = careSettingOf(types, [], holdings);
  if (!classified) return 'not-this-category';
  return contact(resource, holdings, classified, {
    from: 'episode-of-care',
    status: oneOf(resource['status'], EPISODE_STATUSES) ?? 'unknown',
    service: types.map(term).find((one) => one !== undefined),
    professionals: professionals([resource['careManager'], ...listed(resource['team'])], resource, holdings),
    period: periodOf(resource['period']),
  });
}

function encounter(resource: Resource, holdings: Holdings): Contact | LeftFor {
  const types = listed(resource['type']);
  const classified = careSettingOf([resource['serviceType']], types, holdings);
  if (!classified) return 'not-this-category';
  const appointment = listed(resource['appointment']).map((link) => holdings.mention(link, resource)?.resource);
  return contact(resource, holdings, classified, {
    from: 'encounter',
    status: oneOf(resource['status'], ENCOUNTER_STATUSES) ?? 'unknown',
    service: term(resource['serviceType']),
    contactType: types.map(term).find((one) => one !== undefined),
    professionals: professionals(objects(resource['participant']).map(({ individual }) => individual), resource, holdings),
    outcome: term(extension(resource, 'Extension-UKCore-OutcomeOfAttendance')?.['valueCodeableConcept']),
    missed: appointment.some((one) => one?.['status'] === 'noshow') || undefined,
    period: periodOf(resource['period']),
  });
}

function document(resource: Resource, holdings: Holdings): Contact | LeftFor {
  const context = resource['context'];
  const { category, kind, classifiedBy } = claimantOf(resource, holdings);
  if (category !== 'community-mental-health') return 'not-this-category';
  const code = coding(resource['type']);
  if (!code) return 'uncoded';
  const written = date(resource['date']);
  return contact(resource, holdings, { kind, classifiedBy }, {
    from: 'document',
    code,
    status: oneOf(resource['status'], DOCUMENT_STATUSES) ?? 'unknown',
    service: term(at(context, 'practiceSetting')),
    professionals: professionals(listed(resource['author']), resource, holdings),
    period: periodOf(at(context, 'period')),
    when: date(at(at(context, 'period'), 'start')) ?? written ?? null,
    recorded: written ?? null,
    note: notes([resource['description']]),
    documents: attachmentsOf(formsOf(resource), holdings.idOf(resource), holdings),
  });
}

type Said = { [K in keyof Contact]?: Contact[K] | undefined } & Pick<Contact, 'from' | 'status' | 'professionals'>;

function contact(resource: Resource, holdings: Holdings, classified: Classified, said: Said): Contact {
  const when = said.period?.start ?? said.period?.end ?? null;
  return known<Contact>({ ...head(resource, holdings), ...classified, when, recorded: null, ...said });
}

/** Whom the patient came with is a third party, and not told of here. */
const OTHERS = new Set<unknown>(['Patient', 'RelatedPerson']);

const professionals = (links: readonly unknown[], within: Json, holdings: Holdings): Person[] =>
  links
    .filter((link) => !OTHERS.has(typeOf(link, within, holdings)))
    .map((link) => person(link, within, holdings))
    .filter((who) => who !== undefined);
