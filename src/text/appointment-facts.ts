import { list } from './list.ts';

/** The sentences of an appointment's detail. */
export const appointmentFactWords = list('appointmentFactWords', {
  ends: 'Ends',
  wanted: 'Wanted',
  specialty: 'Specialty',
  type: 'Type of appointment',
  clinicians: 'With',
  where: 'Where',
  telephone: 'Telephone of the place',
  reasons: 'Reason',
  instruction: 'What the patient was told',
  cancellation: 'Reason for cancelling',
  between: (from: string, until: string) => `${from} to ${until}`,
});
