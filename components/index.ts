export { LcrContext } from './context/lcr-context.ts';
export { LcrPatientBanner } from './patient-banner/lcr-patient-banner.ts';
export { LcrAllergies } from './allergies/lcr-allergies.ts';
export { LcrResults } from './results/lcr-results.ts';
export { LcrEncounters } from './encounters/lcr-encounters.ts';
export { LcrMedications } from './medications/lcr-medications.ts';
export { LcrReferrals } from './referrals/lcr-referrals.ts';
export * from '../src/element/events.ts';
