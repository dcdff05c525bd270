/** Every list of sentences, for a host that replaces some of them with {@link reword}. */
export { reword, words } from './words.ts';
export { allergyWords } from './allergies.ts';
export { allergyFactWords } from './allergy-facts.ts';
export { appointmentFactWords } from './appointment-facts.ts';
export { appointmentWords } from './appointments.ts';
export { bannerWords } from './banner.ts';
export { coordinatorFactWords } from './care-coordinator-facts.ts';
export { coordinatorWords } from './care-coordinator.ts';
export { contactFactWords } from './community-mental-health-facts.ts';
export { contactWords } from './community-mental-health.ts';
export { codeSystems, detailWords } from './detail.ts';
export { quantityWords } from './quantity.ts';
export { reportFactWords } from './report-facts.ts';
export { resultWords } from './results.ts';
export { trendWords } from './trend.ts';
export { vitalSignFactWords } from './vital-sign-facts.ts';
export { vitalSignWords } from './vital-signs.ts';
