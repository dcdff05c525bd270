import type { Kind } from '../../api-spec/record.ts';
import { claimantOf, documentSearch, isOf, letter } from './documents.ts';
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
      const read = letter(document, holdings);
      const { kind } = claimantOf(document, holdings);
      return typeof read === 'string' ? read : { ...read, kind: kind as Kind<'correspondence'> };
    },
  }, isOf('correspondence')),
};
