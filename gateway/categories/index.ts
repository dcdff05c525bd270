import type { Category } from '../../api-spec/record.ts';
import { alerts } from './alerts.ts';
import { allergies } from './allergies.ts';
import { appointments } from './appointments.ts';
import { careCoordinator } from './care-coordinator.ts';
import { communityMentalHealth } from './community-mental-health.ts';
import { diagnoses } from './diagnoses.ts';
import { encounters } from './encounters.ts';
import { gpRecord } from './gp-record.ts';
import { immunisations } from './immunisations.ts';
import { medications } from './medications.ts';
import { problems } from './problems.ts';
import { procedures } from './procedures.ts';
import { referrals } from './referrals.ts';
import { results } from './results.ts';
import { vitalSigns } from './vital-signs.ts';
import { notConnected, type NotConnected, type Rule } from './rule.ts';

/** What the gateway knows of every category of the contract. A category without a line here does not compile. */
export const rules: { readonly [C in Category]: Rule<C> | NotConnected } = {
  alerts,
  allergies,
  appointments,
  assessments: notConnected,
  'care-coordinator': careCoordinator,
  'care-plans': notConnected,
  correspondence: notConnected,
  'community-mental-health': communityMentalHealth,
  diagnoses,
  results,
  encounters,
  'gp-record': gpRecord,
  immunisations,
  medications,
  'miscellaneous-reports': notConnected,
  problems,
  procedures,
  'progress-notes': notConnected,
  referrals,
  'vital-signs': vitalSigns,
};
