import type { Contact, KnownNone, SourceAnswer, State } from '../../api-spec/record.ts';
import { list } from './list.ts';

/** What a category is called. */
export interface CategoryWords {
  title: string;
  /** What has to be said where there is nothing to list, so that an empty list does not reassure. */
  caution?: string;
  /** What its kinds are called, where it has kinds. */
  kinds?: Record<string, string>;
  /** Where entries can be abnormal: what the filter for them is called, and what it cannot tell. */
  abnormalOnly?: { label: string; note: string };
}

/**
 * Every sentence that all widgets share, for a clinical safety officer to read and sign in one place.
 * The sentences of one view stand beside this file, named after the view.
 *
 * Clinical rule: never "none", "nil", "normal" or "no known" unless a source said so (NHS CUI PAB-0064).
 * A host replaces sentences with {@link reword}.
 */
export const words = list('words', {
  notRecorded: 'Not recorded',
  /** The months of a date, as NHS CUI writes them (D+Ta-0002): English wherever the computer stands. */
  months: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
  atLeast: (count: number) => `at least ${count}`,
  tryAgain: 'Try again',
  shown: (shown: number, total: unknown) => `${shown} of ${total} shown.`,
  detailFailed: 'Details could not be loaded.',
  reference: (id: string) => `Reference: ${id}`,
  contact: ({ name, telephone, email }: Contact) => [name, telephone, email].filter(Boolean).join(', '),

  /**
   * The heading and the sentence of each state that has no entries to show (contract, section 2).
   * `%` stands for what the category is called, `@` for who can help.
   */
  states: {
    'no-patient': ['No patient is open', 'Open a patient in your own system.'],
    loading: ['Loading: %', ''],
    ready: ['', ''],
    'nothing-recorded': ['% not recorded', 'Every source answered, and has nothing recorded here. Ask the patient.'],
    'known-none': ['', 'Every source answered.'],
    incomplete: ['% could not be loaded in full', 'Part of the record is missing: this is not an empty record.'],
    'not-permitted': ['Not available for your role', 'To ask for access, contact @.'],
    'opted-out': [
      'This patient’s record is not shared',
      'The patient asked not to share it. Contact @.',
    ],
    'no-relationship': [
      'Only for the team caring for the patient',
      'Your organisation is not recorded as caring for them. If it is, contact @.',
    ],
    'session-ended': ['Your session has ended', 'Open the patient again in your own system.'],
    failed: ['% could not be loaded', 'If it goes on, contact @.'],
  } satisfies Record<State, [title: string, body: string]>,
  serviceDesk: 'your local service desk',

  /** What stands in place of the shared sentence where a failure has one of its own, by its code. */
  failures: {
    'no-context': 'This must stand inside lcr-context.',
    'nhs-number-invalid': 'The page gave no valid NHS number.',
    'gateway-invalid': 'The page gave no https gateway.',
    'token-url-invalid': 'The page gave a token-url of another origin.',
    'patient-mismatch': 'The answer was for another patient. Nothing of it was shown.',
    'all-sources-unavailable': 'No source answered.',
  } as Record<string, string>,

  /** The warning above a list or a state when part of the record is missing. */
  missing: {
    status: (who: string, status: string) => `${who} ${status}.`,
    withheld: (who: string) => `${who}: items excluded due to confidentiality and/or patient preferences.`,
    uncoded: (who: string, count: number) =>
      `${who}: ${count} ${count === 1 ? 'entry has' : 'entries have'} no code and cannot be shown here.`,
    unreadable: (who: string, count: number) => `${who}: ${count} ${count === 1 ? 'entry' : 'entries'} could not be read.`,
    incomplete: 'This may be incomplete.',
  },

  /** The completeness line that stands at the foot of every widget. */
  completeness: {
    answered: (answered: number, all: number, time: string) =>
      `${answered} of ${all} ${all === 1 ? 'source' : 'sources'} answered · ${time}`,
    whatIsNotHere: 'What is not here?',
    status: {
      answered: 'answered',
      partial: 'answered only in part',
      unavailable: 'did not answer',
      'timed-out': 'did not answer in time',
      'not-connected': 'is not connected for this',
    } satisfies Record<SourceAnswer['status'], string>,
    asOf: (day: string) => `data as of ${day}`,
    asOfUnknown: 'age of data not stated',
    never: [
      'Only entries with a code are shared here.',
      'GP letters, GP referrals and EMIS community data are never included.',
      'This view sends no alerts and does not replace letters between professionals.',
    ],
  },

  /** What a coded statement of absence is about; one about anything else keeps its source's words (domain rules, A4). */
  knownNone: {
    all: 'No known allergies',
    drug: 'No known drug allergies',
  } as Partial<Record<KnownNone['scope'], string>>,

  /** A coded statement of absence is its source's own; it is never the widget's verdict (domain rules, A4). */
  statement: (what: string, who: string, day: string) => `${what}: stated by ${who}, ${day}`,
  conflict: (what: string, who: string) => `${who} states “${what}”, but entries are listed here. Check with the patient.`,
});

type Reworded<T> = T extends (...args: never[]) => unknown ? T : { [K in keyof T]?: Reworded<T[K]> };

/**
 * Replaces sentences by a host's own; call it before the first widget draws. Another language is put on by `localize`.
 * @example reword(words, { serviceDesk: 'IT support, extension 4400' })
 */
export function reword<T extends object>(list: T, replacements: Reworded<T>): void {
  for (const [key, value] of Object.entries(replacements) as [keyof T, T[keyof T]][]) {
    const present = list[key];
    if (present && typeof present === 'object' && !Array.isArray(present)) reword(present, value as Reworded<typeof present>);
    else list[key] = value;
  }
}
