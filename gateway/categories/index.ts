import type { Category } from '../../api-spec/record.ts';
import { allergies } from './allergies.ts';
import { encounters } from './encounters.ts';
import { medications } from './medications.ts';
import { referrals } from './referrals.ts';
import { results } from './results.ts';
import { notConnected, type NotConnected, type Rule } from './rule.ts';

/** What the gateway knows of every category of the contract. A category without a line here does not compile. */
export const rules: { readonly [C in Category]: Rule<C> | NotConnected } = {
  alerts: notConnected,
  allergies,
  appointments: notConnected,
  assessments: notConnected,
  'care-coordinator': notConnected,
  'care-plans': notConnected,
  correspondence: notConnected,
  'community-mental-health': notConnected,
  diagnoses: notConnected,
  results,
  encounters,
  'gp-record': notConnected,
  immunisations: notConnected,
  medications,
  'miscellaneous-reports': notConnected,
  problems: notConnected,
  procedures: notConnected,
  'progress-notes': notConnected,
  referrals,
  'vital-signs': notConnected,
};
