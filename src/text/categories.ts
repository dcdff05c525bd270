import type { Category, Kind } from '../../api-spec/record.ts';
import { list } from './list.ts';

/** What each category is called, for whoever speaks of a category without having its widget: the whole record, the timeline, the coverage. */
export const categoryTitles = list('categoryTitles', {
  alerts: 'Alerts',
  allergies: 'Allergies and adverse reactions',
  appointments: 'Appointments',
  assessments: 'Assessments',
  'care-coordinator': 'Care coordinator and team',
  'care-plans': 'Care plans',
  correspondence: 'Clinical correspondence',
  'community-mental-health': 'Community and mental health',
  diagnoses: 'Diagnoses',
  results: 'Diagnostic results and reports',
  encounters: 'Encounters and visits',
  'gp-record': 'GP record',
  immunisations: 'Immunisations',
  medications: 'Medications',
  'miscellaneous-reports': 'Miscellaneous reports',
  problems: 'Problems',
  procedures: 'Procedures',
  'progress-notes': 'Progress notes',
  referrals: 'Referrals',
  'vital-signs': 'Vital signs',
} satisfies Record<Category, string>);

/** What the kinds inside a category are called, to say which of them a role has. */
export const kindTitles = list('kindTitles', {
  'inpatient-discharge': 'inpatient discharge summaries',
  'emergency-discharge': 'emergency discharge summaries',
  'outpatient-letter': 'outpatient letters',
  community: 'community',
  'mental-health': 'mental health',
  radiology: 'radiology',
  histopathology: 'histopathology',
  'blood-sciences': 'blood sciences',
  'microbiology-virology': 'microbiology and virology',
  other: 'other diagnostic reports',
  discharge: 'medications at discharge',
  current: 'current medications',
  past: 'past medications',
} satisfies Record<Kind, string>);
