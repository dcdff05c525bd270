import { list } from './list.ts';

/** The sentences of the coverage: what this record includes and what it does not (provider FAQ). */
export const coverageWords = list('coverageWords', {
  title: 'What this record includes and what it does not',
  subject: { title: 'What this record includes' },
  sources: 'Where the data come from',
  asOf: (day: string) => `data as of ${day}`,
  asOfUnknown: 'age of data not stated: it is known once a source has been asked and says so',
  table: 'What each source is asked for',
  category: 'Category',
  included: 'Included',
  notIncluded: 'Not included',
  noSource: 'No source is connected for this',
  unknownCategory: (name: string) => `Another category (${name})`,

  never: 'What is never included',
  /** By the gateway's code; one that is not here keeps the gateway's words. */
  neverBy: {
    uncoded: 'Entries that have no code behind them. A list says how many its sources left out for that.',
    'gp-letters': 'Letters written by a GP practice.',
    'gp-referrals': 'Referrals made by a GP practice.',
    'emis-community': 'Records of EMIS community systems.',
  } as Record<string, string>,

  reading: 'How to read this',
  readingLines: [
    '“Included” means that the source is asked. It does not mean that it has anything about this patient.',
    '“Not included” means that the source is not asked: what it holds, if anything, is not in this record.',
    'This is the same for every patient. What you see of it depends on your role and organisation, too.',
    'A patient may have been seen by organisations that are not listed here.',
    'Whether a source answered just now stands at the foot of each list.',
    'This view sends no alerts and does not replace letters between professionals.',
  ],
});
