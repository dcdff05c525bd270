import type { Contact, SourceAnswer, State } from '../../api-spec/record.ts';

/** What a category is called: as a heading, and inside a sentence. */
export interface CategoryWords {
  title: string;
  noun: string;
}

/**
 * Every sentence that all widgets share, for a clinical safety officer to read and sign in one place.
 * The sentences of one view stand beside this file, named after the view.
 *
 * Clinical rule: never "none", "nil", "normal" or "no known" unless a source said so (NHS CUI PAB-0064).
 * A host replaces sentences with {@link reword}.
 */
export const words = {
  notRecorded: 'Not recorded',
  yes: 'Yes',
  no: 'No',
  upTo: (high: string) => `up to ${high}`,
  from: (low: string) => `from ${low}`,
  atLeast: (count: number) => `at least ${count}`,
  tryAgain: 'Try again',
  showMore: (shown: number, total: string) => `Show more (${shown} of ${total} shown)`,
  moreFailed: 'The next entries could not be loaded. The list above is not the whole list.',
  detail: { loading: 'Loading the details', failed: 'The details could not be loaded. Close and open them to try again.' },
  reference: (id: string) => `Reference for support: ${id}`,
  contact: ({ name, telephone, email }: Contact) => [name, telephone, email].filter(Boolean).join(', '),

  /** The heading and the sentence of each state that has no entries to show (contract, section 2). */
  states: {
    'no-patient': () => ({ title: 'No patient is open', body: 'Open a patient in your own system to see their record here.' }),
    loading: (what) => ({ title: `Loading ${what.noun}`, body: '' }),
    ready: () => ({ title: '', body: '' }),
    'nothing-recorded': (what) => ({
      title: `${what.title} not recorded`,
      body: 'Every source answered, and each has nothing recorded under this heading. Not recorded does not mean not present: ask the patient.',
    }),
    'known-none': () => ({ title: '', body: 'Every source answered. This was stated by:' }),
    incomplete: (what) => ({
      title: `${what.title} could not be shown in full`,
      body: 'What arrived holds no entry to list, and part of the record is missing. Do not read this as an empty record.',
    }),
    'not-permitted': () => ({ title: 'Not available for your role', body: 'To ask for access, speak to' }),
    'opted-out': () => ({
      title: 'This patient’s shared record is not available',
      body: 'The patient has asked not to share their record here. Use your own system and ask the patient. If you have a question about this, contact',
    }),
    'no-relationship': () => ({
      title: 'This record is open only to the team caring for the patient',
      body: 'Your organisation is not recorded as caring for this patient. If you are caring for them, speak to',
    }),
    'session-ended': () => ({ title: 'Your session has ended', body: 'Open the patient again in your own system to go on.' }),
    failed: (what) => ({
      title: `${what.title} could not be loaded`,
      body: 'This is a fault, and says nothing about the patient. If it goes on, contact',
    }),
  } satisfies Record<State, (what: CategoryWords) => { title: string; body: string }>,

  /** What stands in place of the shared sentence where a failure has one of its own, by its code. */
  failures: {
    'no-context': 'This part of the page is not set up: it has to stand inside an lcr-context element.',
    'nhs-number-invalid': 'The host page gave a patient number that is not a valid NHS number. No record was asked for.',
    'gateway-invalid': 'The host page gave no usable address of the record gateway: an https address is needed.',
    'token-url-invalid': 'The host page gave a token address that is not on its own origin. It was not used.',
    'patient-mismatch': 'The answer was for another patient and has been thrown away. Nothing of it was shown.',
    'all-sources-unavailable': 'The record could not be read: no source answered.',
    'bad-request': 'The record did not understand what this page asked for.',
    'too-many-requests': 'Too many requests were made at once. Wait a moment, then try again.',
  } as Record<string, string>,

  /** The warning above a list or a state when part of the record is missing. */
  missing: {
    unavailable: (who: string) => `${who} did not answer.`,
    'timed-out': (who: string) => `${who} did not answer in time.`,
    partial: (who: string) => `${who} answered only in part.`,
    'not-connected': (who: string) => `${who} is not connected for this part of the record.`,
    withheld: (who: string) => `${who}: items excluded due to confidentiality and/or patient preferences.`,
    uncoded: (who: string, count: number) =>
      `${who}: ${count} ${count === 1 ? 'entry has' : 'entries have'} no code and cannot be shown here.`,
    unreadable: (who: string, count: number) => `${who}: ${count} ${count === 1 ? 'entry' : 'entries'} could not be read.`,
    incomplete: 'This list may be incomplete.',
  },

  /** The completeness line that stands at the foot of every widget. */
  completeness: {
    answered: (answered: number, all: number, time: string) =>
      `${answered} of ${all} ${all === 1 ? 'source' : 'sources'} answered · ${time}`,
    whatIsNotHere: 'What is not here?',
    status: {
      answered: 'answered',
      partial: 'answered in part',
      unavailable: 'did not answer',
      'timed-out': 'did not answer in time',
      'not-connected': 'not connected for this part of the record',
    } satisfies Record<SourceAnswer['status'], string>,
    asOf: (day: string) => `data as of ${day}`,
    asOfUnknown: 'age of data not stated',
    never: [
      'Only entries with a code behind them are shared here.',
      'GP letters, GP referrals and EMIS community data are never included.',
      'This is a view only: it sends no alerts and does not replace letters between professionals.',
    ],
  },

  /** A coded statement of absence is its source's own; it is never the widget's verdict (domain rules, A4). */
  statement: (what: string, who: string, day: string) => `${what}: stated by ${who}, ${day}`,
  conflict: (what: string, who: string) => `${who} states “${what}”, but entries are listed here. Check with the patient.`,
};

type Reworded<T> = T extends (...args: never[]) => unknown ? T : { [K in keyof T]?: Reworded<T[K]> };

/**
 * Replaces sentences, for another language or a host's own wording; call it before the first widget draws.
 * @example reword(words, { tryAgain: 'Rhowch gynnig arall arni' })
 */
export function reword<T extends object>(list: T, replacements: Reworded<T>): void {
  for (const [key, value] of Object.entries(replacements) as [keyof T, T[keyof T]][]) {
    const present = list[key];
    if (present && typeof present === 'object' && !Array.isArray(present)) reword(present, value as Reworded<typeof present>);
    else list[key] = value;
  }
}
