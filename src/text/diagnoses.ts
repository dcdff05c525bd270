import { list } from './list.ts';

/** The sentences of the list of diagnoses. */
export const diagnosisWords = list('diagnosisWords', {
  title: 'Diagnoses',
  diagnosis: 'Diagnosis',
  status: 'Status',
  date: 'Date',
  source: 'Source',
});
