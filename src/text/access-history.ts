import type { Access } from '../../api-spec/record.ts';
import { list } from './list.ts';

/** The sentences of the access history, in words that a patient may read (provider FAQ: "Is access to patient records tracked and audited?"). */
export const accessHistoryWords = list('accessHistoryWords', {
  title: 'Who has looked at this record',
  subject: { title: 'Who has looked at this record' },

  when: 'When',
  until: (time: string) => `until ${time}`,
  who: 'Who',
  what: 'What they asked for',
  outcome: 'What happened',

  whose: (organisation: string, roles: string) => [roles, organisation].filter(Boolean).join(', '),
  from: (organisations: string) => `Asked of: ${organisations}`,
  noSource: 'No source was asked.',
  all: (category: string, kinds: string) => `${category} (${kinds})`,
  details: 'Name, birth date, address and other details',
  history: 'This list: who has looked at the record',
  services: 'What is connected to the record',
  launch: 'To open the record',
  documents: (count: number) => (count === 1 ? 'One document, opened' : `${count} documents, opened`),
  notGiven: (categories: string) => `Asked for and not given: ${categories}`,

  purposes: {
    TREAT: 'For care',
    PATRQT: 'Because the patient asked',
    HOPERAT: 'To watch over the service',
    BTG: 'In an emergency, with a reason given',
    ETREAT: 'For care in an emergency',
  } as Record<string, string>,
  purpose: (code: string) => `Purpose: ${code}`,

  granted: 'Shown',
  grantedInPart: 'Shown in part',
  refused: 'Refused',
  /** Why, by the problem code of the refusal; one that is not here is said to have failed. */
  refusals: {
    'not-permitted': 'Their role may not see this.',
    'patient-opted-out': 'The patient had asked not to share the record.',
    'no-relationship': 'Their organisation is not known to care for the patient.',
    'patient-mismatch': 'Two different patients were open. Nothing was shown.',
    'token-invalid': 'Their sign-in was not accepted.',
    'token-expired': 'Their sign-in had ended.',
    'token-missing': 'They were not signed in.',
    'not-found': 'There was no such document.',
    'too-many-requests': 'They asked too often.',
  } as Record<string, string>,
  failed: 'It could not be answered.',

  days: 'Choose days',
  fromDay: 'From',
  toDay: 'To',
  show: 'Show these days',
  showAll: 'Show all days',
  turned: '“From” is later than “To”.',
  noVisits: (days: string) => `No visit is written down ${days}.`,
  between: (from: string | undefined, to: string | undefined) =>
    from && to ? `from ${from} to ${to}` : from ? `from ${from} on` : to ? `up to ${to}` : 'yet',

  visits: (count: number) => (count === 1 ? '1 visit' : `${count} visits`),
  atLeast: (count: number) => `at least ${count} visits`,
  more: 'Show earlier visits',
  loading: 'Loading',
  moreFailed: 'Earlier visits could not be loaded.',

  explained: 'Each line is one visit: everything that one person asked for in one go. What was refused stands in a line of its own.',
  kept: (day: string) => `Visits before ${day} are no longer kept.`,
  keptAll: 'Every visit since the record began is kept.',
  answered: (time: string) => `As of ${time}.`,
  ask: (contact: string) => `Something here that you do not understand, or that should not have happened? Contact ${contact}.`,
  helpdesk: 'the helpdesk',
});

/** What a visit was to, beside the categories of the record. */
export const visitWords = (action: Access['actions'][number]): string | undefined => {
  const say = accessHistoryWords;
  const words: { [A in Access['actions'][number]]?: string } = {
    patient: say.details,
    accesses: say.history,
    coverage: say.services,
    session: say.services,
    token: say.launch,
  };
  return words[action];
};
