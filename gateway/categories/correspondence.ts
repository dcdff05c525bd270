import { claimOf, documentSearch, told } from './documents.ts';
import { newestFirst, siftEach } from './each.ts';
import type { Rule } from './rule.ts';

/**
 * FHIR DocumentReference (UKCore-DocumentReference): discharge summaries and outpatient letters. Letters of a GP
 * practice are never included (provider FAQ): such a source has this category in its `without`, and is not asked.
 */
export const correspondence: Rule<'correspondence'> = {
  searches: [documentSearch],
  coded: 'DocumentReference.type',

  /** The latest first, by what they are about. */
  order: newestFirst,

  sift: siftEach<'correspondence'>({
    DocumentReference(document, holdings) {
      const claim = claimOf('correspondence', document, holdings);
      if (typeof claim === 'string') return claim;
      const { kind, classifiedBy } = claim;
      return { ...told(document, holdings), kind, classifiedBy };
    },
  }),
};
