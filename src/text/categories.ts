import type { Category } from '../../api-spec/record.ts';

/** What a category is called: as a heading, and inside a sentence. */
export interface CategoryWords {
  title: string;
  noun: string;
}

/** The names of the twenty categories, as the record's own users know them (provider FAQ). */
export const categories: Record<Category, CategoryWords> = {
  alerts: { title: 'Alerts', noun: 'alerts' },
  allergies: { title: 'Allergies and adverse reactions', noun: 'allergies and adverse reactions' },
  appointments: { title: 'Appointments', noun: 'appointments' },
  assessments: { title: 'Assessments', noun: 'assessments' },
  'care-coordinator': { title: 'Care coordinator', noun: 'the care coordinator' },
  'care-plans': { title: 'Care plans', noun: 'care plans' },
  correspondence: { title: 'Clinical correspondence', noun: 'clinical correspondence' },
  'community-mental-health': { title: 'Community and mental health', noun: 'community and mental health data' },
  diagnoses: { title: 'Diagnoses', noun: 'diagnoses' },
  results: { title: 'Diagnostic results and reports', noun: 'diagnostic results and reports' },
  encounters: { title: 'Encounters and visits', noun: 'encounters and visits' },
  'gp-record': { title: 'GP record', noun: 'the GP record' },
  immunisations: { title: 'Immunisations', noun: 'immunisations' },
  medications: { title: 'Medications', noun: 'medications' },
  'miscellaneous-reports': { title: 'Miscellaneous reports', noun: 'miscellaneous reports' },
  problems: { title: 'Problems', noun: 'problems' },
  procedures: { title: 'Procedures', noun: 'procedures' },
  'progress-notes': { title: 'Progress notes', noun: 'progress notes' },
  referrals: { title: 'Referrals', noun: 'referrals' },
  'vital-signs': { title: 'Vital signs', noun: 'vital signs' },
};
