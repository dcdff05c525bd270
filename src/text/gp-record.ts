import type { Entry } from '../../api-spec/record.ts';
import { list } from './list.ts';

/** The sentences of the GP record, under the headings of GP Connect Access Record: Structured. */
export const gpRecordWords = list('gpRecordWords', {
  title: 'GP record',
  headings: {
    problems: 'Problems',
    medications: 'Medications',
    allergies: 'Allergies and adverse reactions',
    immunisations: 'Immunisations',
    investigations: 'Investigations and results',
    consultations: 'Consultations',
  } satisfies Record<Entry<'gp-record'>['heading'], string>,
  past: (heading: string) => `${heading}: past, ruled out or never in force`,
  warning: (who: string, text: string) => `${who}: ${text}`,
  coded: 'Only what the practice has coded is here: free text, letters and referrals of the practice are never included.',
});
