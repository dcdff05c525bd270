import { list } from './list.ts';

/** The sentences of the immunisations list. What was not given says so in the very name of its row (domain rules, A2). */
export const immunisationWords = list('immunisationWords', {
  title: 'Immunisations',
  vaccine: 'Vaccine',
  dose: 'Dose',
  date: 'Date',
  status: 'Status',
  source: 'Source',
  notGiven: 'Not given:',
  given: 'Given',
  notGivenBecause: (reason: string) => `Not given. Reason: ${reason}`,
  reported: 'Reported, not witnessed by the source',
  subpotent: 'Counts for less than a full dose',
  doseOf: (number: string, of: string) => `${number} of ${of}`,
  sameDose: 'One dose may be listed more than once, by each source that tells of it.',
});
