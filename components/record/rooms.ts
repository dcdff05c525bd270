import type { Category } from '../../api-spec/record.ts';

/** How each category's widget is loaded where the page has not loaded it yet. One line a room. */
export const rooms: { readonly [C in Category]: () => Promise<unknown> } = {
  alerts: () => import('../alerts/lcr-alerts.ts'),
  allergies: () => import('../allergies/lcr-allergies.ts'),
  appointments: () => import('../appointments/lcr-appointments.ts'),
  assessments: () => import('../assessments/lcr-assessments.ts'),
  'care-coordinator': () => import('../care-coordinator/lcr-care-coordinator.ts'),
  'care-plans': () => import('../care-plans/lcr-care-plans.ts'),
  correspondence: () => import('../correspondence/lcr-correspondence.ts'),
  'community-mental-health': () => import('../community-mental-health/lcr-community-mental-health.ts'),
  diagnoses: () => import('../diagnoses/lcr-diagnoses.ts'),
  results: () => import('../results/lcr-results.ts'),
  encounters: () => import('../encounters/lcr-encounters.ts'),
  'gp-record': () => import('../gp-record/lcr-gp-record.ts'),
  immunisations: () => import('../immunisations/lcr-immunisations.ts'),
  medications: () => import('../medications/lcr-medications.ts'),
  'miscellaneous-reports': () => import('../miscellaneous-reports/lcr-miscellaneous-reports.ts'),
  problems: () => import('../problems/lcr-problems.ts'),
  procedures: () => import('../procedures/lcr-procedures.ts'),
  'progress-notes': () => import('../progress-notes/lcr-progress-notes.ts'),
  referrals: () => import('../referrals/lcr-referrals.ts'),
  'vital-signs': () => import('../vital-signs/lcr-vital-signs.ts'),
};

/** Loads the widget of a category. */
export async function openRoom(category: Category): Promise<void> {
  await rooms[category]();
}

/** Loads the patient banner, which heads a printed copy. */
export async function openBanner(): Promise<void> {
  if (!customElements.get('lcr-patient-banner')) await import('../patient-banner/lcr-patient-banner.ts');
}
