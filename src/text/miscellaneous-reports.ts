import { list } from './list.ts';

/** The sentences of the list of operation notes and other reports. */
export const miscellaneousReportWords = list('miscellaneousReportWords', {
  title: 'Miscellaneous reports',
});
