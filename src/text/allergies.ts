import { list } from './list.ts';

/** The sentences of the allergies list. Absent severity reads "Not recorded", never "mild" (domain rules, A2). */
export const allergyWords = list('allergyWords', {
  title: 'Allergies and adverse reactions',
  agent: 'Allergen',
  reaction: 'Reaction',
  risk: 'Risk',
  status: 'Status',
  date: 'Date',
  source: 'Source',
  reactionWith: (what: string, severity: string) => `${what} (${severity})`,
  severity: { mild: 'mild', moderate: 'moderate', severe: 'severe' },
  criticality: { high: 'High risk', low: 'Low risk', 'unable-to-assess': 'Risk could not be assessed' },
  clinicalStatus: { active: 'Active', inactive: 'Inactive', resolved: 'Resolved', 'not-recorded': 'Not recorded' },
  verification: { confirmed: 'Confirmed', unconfirmed: 'Unconfirmed', refuted: 'Refuted: not an allergy' },
  degraded: 'Transferred record: check with the patient or GP',
  disagreement: (agent: string) => `Sources disagree about ${agent}. Check with the patient.`,
  says: (who: string, what: string) => `${who}: ${what}`,
  inactiveGroup: 'Inactive or resolved',
  refutedGroup: 'Refuted: not an allergy',
});
