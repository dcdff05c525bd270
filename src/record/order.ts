import type { Category } from '../../api-spec/record.ts';

/** The order in which a clinician meets the record: what may harm the patient first, then what is wrong and what is done about it. */
const clinical: readonly Category[] = [
  'alerts',
  'allergies',
  'medications',
  'problems',
  'diagnoses',
  'results',
  'vital-signs',
  'encounters',
  'correspondence',
  'procedures',
  'care-plans',
  'appointments',
  'immunisations',
  'progress-notes',
  'assessments',
  'referrals',
  'care-coordinator',
  'community-mental-health',
  'miscellaneous-reports',
  'gp-record',
];

/**
 * What comes first for the access levels of the role policy; the rest follows in the clinical order. An organisation may
 * name levels of its own: they have the clinical order.
 */
const first: Readonly<Record<string, readonly Category[]>> = {
  pharmacy: ['allergies', 'medications', 'alerts', 'results', 'problems'],
  'social-care': ['care-coordinator', 'care-plans', 'alerts', 'appointments', 'assessments', 'referrals', 'encounters', 'allergies'],
  'care-home': ['alerts', 'care-plans', 'allergies', 'medications', 'care-coordinator', 'appointments'],
  administrative: ['appointments', 'care-coordinator', 'referrals'],
};

/** Every category, in the order for an access level; the clinical order where the level is not known. */
export const orderFor = (level: string | undefined): readonly Category[] =>
  level && Object.hasOwn(first, level) ? [...new Set([...(first[level] ?? []), ...clinical])] : clinical;

/** The categories that a host names, in its order; every one where it names none. A name that is no category is passed over. */
export function named(written: string | null | undefined): readonly Category[] | undefined {
  const names = written?.split(/\s+/).filter(Boolean) ?? [];
  return names.length ? [...new Set(names)].filter((name): name is Category => (clinical as readonly string[]).includes(name)) : undefined;
}
