import { list } from './list.ts';

/** The sentences of results side by side by date, and of susceptibilities by organism. */
export const cumulativeWords = list('cumulativeWords', {
  view: 'Side by side by date',
  back: 'Back to the reports',
  loading: 'Loading the dates side by side',
  failed: 'The dates could not be put side by side. The reports are unaffected.',
  label: (panel: string) => `${panel}: values by date, newest first`,
  test: 'Test',
  absent: 'Not in this report',
  inUnit: (unit: string) => `in ${unit}`,
  by: (method: string) => `by ${method}`,
  range: (range: string) => `Latest range: ${range}`,
  rangesDiffer: 'Ranges differ between these reports.',
  apart: 'Sent with other units or methods: rows of one test that may not be compared.',
  more: 'With a conclusion: see the report.',
  reports: 'Conclusions and where each value comes from stand in the reports.',
  susceptibilities: (report: string) => `${report}: susceptibilities`,
  antimicrobial: 'Antimicrobial',
  unnamed: 'Organism not named with these',
  untested: 'Not tested or not sent',
});
