import type { Category, Kind } from '../../api-spec/record.ts';

/** The contract's categories and the kinds inside them, as values. The compiler keeps them the contract's. */
const inside: { readonly [C in Category]: Readonly<Record<Kind<C>, true>> } = {
  alerts: {},
  allergies: {},
  appointments: {},
  assessments: {},
  'care-coordinator': {},
  'care-plans': {},
  correspondence: { 'inpatient-discharge': true, 'emergency-discharge': true, 'outpatient-letter': true },
  'community-mental-health': { community: true, 'mental-health': true },
  diagnoses: {},
  results: { radiology: true, histopathology: true, 'blood-sciences': true, 'microbiology-virology': true, other: true },
  encounters: {},
  'gp-record': {},
  immunisations: {},
  medications: { discharge: true, current: true, past: true },
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
