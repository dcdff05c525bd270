import { documentSearch, isOf, letter } from './documents.ts';
import { newestFirst, siftEach } from './each.ts';
import type { Rule } from './rule.ts';

/** FHIR DocumentReference (UKCore-DocumentReference): operation notes, reports, and whatever nothing else claims. */
export const miscellaneousReports: Rule<'miscellaneous-reports'> = {
  searches: [documentSearch],
  coded: 'DocumentReference.type',

  /** The latest first, by what they are about. */
  order: newestFirst,

  sift: siftEach<'miscellaneous-reports'>({ DocumentReference: letter }, isOf('miscellaneous-reports')),
};
