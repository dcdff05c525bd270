export { LcrContext } from './context/lcr-context.ts';
export { LcrPatientBanner } from './patient-banner/lcr-patient-banner.ts';
export { LcrAllergies } from './allergies/lcr-allergies.ts';
export { LcrDocument } from './document/lcr-document.ts';
export { LcrResults } from './results/lcr-results.ts';
export * from '../src/element/events.ts';
