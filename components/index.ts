export { LcrContext } from './context/lcr-context.ts';
export { LcrPatientBanner } from './patient-banner/lcr-patient-banner.ts';
export { LcrAllergies } from './allergies/lcr-allergies.ts';
export { LcrAppointments } from './appointments/lcr-appointments.ts';
export { LcrCareCoordinator } from './care-coordinator/lcr-care-coordinator.ts';
export { LcrCommunityMentalHealth } from './community-mental-health/lcr-community-mental-health.ts';
export { LcrVitalSigns } from './vital-signs/lcr-vital-signs.ts';
export { LcrResults } from './results/lcr-results.ts';
export * from '../src/element/events.ts';
