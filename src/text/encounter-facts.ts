import { list } from './list.ts';

/** The sentences of an encounter's detail. */
export const encounterFactWords = list('encounterFactWords', {
  start: 'Start',
  end: 'End',
  setting: 'Setting',
  type: 'Type',
  service: 'Service',
  reasons: 'Reason',
  diagnosis: 'Diagnosis',
  diagnosed: (condition: string, ...more: string[]) => [condition, ...more].join(' · '),
  verification: {
    unconfirmed: 'Unconfirmed', provisional: 'Provisional: not confirmed', differential: 'One of several possible', confirmed: 'Confirmed',
  },
  places: 'Where',
  admittedFrom: 'Admitted from',
  admissionMethod: 'How admitted',
  dischargedTo: 'Discharged to',
  dischargeMethod: 'How discharged',
  people: 'Who took part',
  partOf: 'Part of entry',
});
