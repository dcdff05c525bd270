import type { Category } from '../../api-spec/record.ts';
import { alerts } from './alerts.ts';
import { allergies } from './allergies.ts';
import { appointments } from './appointments.ts';
import { assessments } from './assessments.ts';
import { careCoordinator } from './care-coordinator.ts';
import { carePlans } from './care-plans.ts';
import { communityMentalHealth } from './community-mental-health.ts';
import { correspondence } from './correspondence.ts';
import { diagnoses } from './diagnoses.ts';
import { encounters } from './encounters.ts';
import { gpRecord } from './gp-record.ts';
import { immunisations } from './immunisations.ts';
import { medications } from './medications.ts';
import { miscellaneousReports } from './miscellaneous-reports.ts';
import { problems } from './problems.ts';
import { procedures } from './procedures.ts';
import { progressNotes } from './progress-notes.ts';
import { referrals } from './referrals.ts';
import { results } from './results.ts';
import { vitalSigns } from './vital-signs.ts';
import type { Rule } from './rule.ts';

/** What the gateway knows of every category of the contract. A category without a line here does not compile. */
export const rules: { readonly [C in Category]: Rule<C> } = {
  alerts,
  allergies,
  appointments,
  assessments,
  'care-coordinator': careCoordinator,
  'care-plans': carePlans,
  correspondence,
  'community-mental-health': communityMentalHealth,
  diagnoses,
  results,
  encounters,
  'gp-record': gpRecord,
  immunisations,
  medications,
  'miscellaneous-reports': miscellaneousReports,
  problems,
  procedures,
  'progress-notes': progressNotes,
  referrals,
  'vital-signs': vitalSigns,
};
