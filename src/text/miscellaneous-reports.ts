/** The sentences of the list of operation notes and other reports. */
export const miscellaneousReportWords = {
  title: 'Operation notes and other reports',
};
