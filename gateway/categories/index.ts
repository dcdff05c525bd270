import type { Category } from '../../api-spec/record.ts';
import { allergies } from './allergies.ts';
import { appointments } from './appointments.ts';
import { results } from './results.ts';
import { notConnected, type NotConnected, type Rule } from './rule.ts';

/** What the gateway knows of every category of the contract. A category without a line here does not compile. */
export const rules: { readonly [C in Category]: Rule<C> | NotConnected } = {
  alerts: notConnected,
  allergies,
  appointments,
  assessments: notConnected,
  'care-coordinator': notConnected,
  'care-plans': notConnected,
  correspondence: notConnected,
  'community-mental-health': notConnected,
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
  'vital-signs': notConnected,
};
