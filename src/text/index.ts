/** Every list of sentences, for a host that replaces some of them with {@link reword}. */
export { reword, words } from './words.ts';
export { allergyWords } from './allergies.ts';
export { allergyFactWords } from './allergy-facts.ts';
export { bannerWords } from './banner.ts';
export { codeSystems, detailWords } from './detail.ts';
export { quantityWords } from './quantity.ts';
export { reportFactWords } from './report-facts.ts';
export { resultWords } from './results.ts';
export { trendWords } from './trend.ts';
export { categoryTitles, kindTitles } from './categories.ts';
export { coverageWords } from './coverage.ts';
export { recordWords } from './record.ts';
export { statusWords, verificationWords } from './status.ts';
export { timelineWords } from './timeline.ts';
