import type { Category } from '../../api-spec/record.ts';
import { allergies } from './allergies.ts';
import { assessments } from './assessments.ts';
import { carePlans } from './care-plans.ts';
import { correspondence } from './correspondence.ts';
import { miscellaneousReports } from './miscellaneous-reports.ts';
import { progressNotes } from './progress-notes.ts';
import { results } from './results.ts';
import { notConnected, type NotConnected, type Rule } from './rule.ts';

/** What the gateway knows of every category of the contract. A category without a line here does not compile. */
export const rules: { readonly [C in Category]: Rule<C> | NotConnected } = {
  alerts: notConnected,
  allergies,
  appointments: notConnected,
  assessments,
  'care-coordinator': notConnected,
  'care-plans': carePlans,
  correspondence,
  'community-mental-health': notConnected,
  diagnoses: notConnected,
  results,
  encounters: notConnected,
  'gp-record': notConnected,
  immunisations: notConnected,
  medications: notConnected,
  'miscellaneous-reports': miscellaneousReports,
  problems: notConnected,
  procedures: notConnected,
  'progress-notes': progressNotes,
  referrals: notConnected,
  'vital-signs': notConnected,
};
