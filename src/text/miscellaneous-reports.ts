/** The sentences of the list of operation notes and other reports. */
export const miscellaneousReportWords = {
  title: 'Miscellaneous reports',
};
