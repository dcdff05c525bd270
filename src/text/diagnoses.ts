/** The sentences of the list of diagnoses. */
export const diagnosisWords = {
  title: 'Diagnoses',
  diagnosis: 'Diagnosis',
  status: 'Status',
  date: 'Date',
  source: 'Source',
};
