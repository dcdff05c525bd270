import type { Category } from '../../api-spec/record.ts';
import { allergies } from './allergies.ts';
import { appointments } from './appointments.ts';
import { careCoordinator } from './care-coordinator.ts';
import { communityMentalHealth } from './community-mental-health.ts';
import { results } from './results.ts';
import { vitalSigns } from './vital-signs.ts';
import { notConnected, type NotConnected, type Rule } from './rule.ts';

/** What the gateway knows of every category of the contract. A category without a line here does not compile. */
export const rules: { readonly [C in Category]: Rule<C> | NotConnected } = {
  alerts: notConnected,
  allergies,
  appointments,
  assessments: notConnected,
  'care-coordinator': careCoordinator,
  'care-plans': notConnected,
  correspondence: notConnected,
  'community-mental-health': communityMentalHealth,
  diagnoses: notConnected,
  results,
  encounters: notConnected,
  'gp-record': notConnected,
  immunisations: notConnected,
  medications: notConnected,
  'miscellaneous-reports': notConnected,
  problems: notConnected,
  procedures: notConnected,
  'progress-notes': notConnected,
  referrals: notConnected,
  'vital-signs': vitalSigns,
};
