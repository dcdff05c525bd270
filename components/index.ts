export { LcrContext } from './context/lcr-context.ts';
export { LcrPatientBanner } from './patient-banner/lcr-patient-banner.ts';
export { LcrAllergies } from './allergies/lcr-allergies.ts';
export { LcrResults } from './results/lcr-results.ts';
export { LcrRecord } from './record/lcr-record.ts';
export { LcrTimeline } from './timeline/lcr-timeline.ts';
export { LcrCoverage } from './coverage/lcr-coverage.ts';
export * from '../src/element/events.ts';
