/** Every list of sentences, for a host that replaces some of them with {@link reword}. */
export { reword, words } from './words.ts';
export { allergyWords } from './allergies.ts';
export { allergyFactWords } from './allergy-facts.ts';
export { assessmentFactWords } from './assessment-facts.ts';
export { assessmentWords } from './assessments.ts';
export { bannerWords } from './banner.ts';
export { carePlanFactWords } from './care-plan-facts.ts';
export { carePlanWords } from './care-plans.ts';
export { clinicalDocumentFactWords } from './clinical-document-facts.ts';
export { clinicalDocumentWords } from './clinical-document.ts';
export { correspondenceWords } from './correspondence.ts';
export { codeSystems, detailWords } from './detail.ts';
export { miscellaneousReportWords } from './miscellaneous-reports.ts';
export { progressNoteWords } from './progress-notes.ts';
export { quantityWords } from './quantity.ts';
export { reportFactWords } from './report-facts.ts';
export { resultWords } from './results.ts';
export { trendWords } from './trend.ts';
