import type { Category, Kind } from '../../api-spec/record.ts';

/** The contract's categories and the kinds inside them, as values. The compiler keeps them the contract's. */
const inside: { readonly [C in Category]: Readonly<Record<Kind<C>, null>> } = {
  alerts: {},
  allergies: {},
  appointments: {},
  assessments: {},
  'care-coordinator': {},
  'care-plans': {},
  correspondence: { 'inpatient-discharge': null, 'emergency-discharge': null, 'outpatient-letter': null },
  'community-mental-health': { community: null, 'mental-health': null },
  diagnoses: {},
  results: { radiology: null, histopathology: null, 'blood-sciences': null, 'microbiology-virology': null, other: null },
  encounters: {},
  'gp-record': {},
  immunisations: {},
  medications: { discharge: null, current: null, past: null },
  'miscellaneous-reports': {},
  problems: {},
  procedures: {},
  'progress-notes': {},
  referrals: {},
  'vital-signs': {},
};

export const categories = Object.keys(inside) as readonly Category[];

/** The kinds of a category; none where it is not divided. */
export const kindsOf = (category: Category): readonly string[] => Object.keys(inside[category]);

export function isCategory(value: string): value is Category {
  return Object.hasOwn(inside, value);
}
