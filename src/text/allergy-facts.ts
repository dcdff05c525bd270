import { list } from './list.ts';

/** The sentences of an allergy's detail. */
export const allergyFactWords = list('allergyFactWords', {
  type: 'Type',
  types: { allergy: 'Allergy', intolerance: 'Intolerance' },
  category: 'Kind of allergen',
  categories: { food: 'Food', medication: 'Medication', environment: 'Environment', biologic: 'Biologic' },
  onset: 'Started',
  lastOccurrence: 'Last reaction',
  ended: 'Ended',
  reaction: 'Reaction',
  exposure: 'Exposed to',
  route: 'Route',
});
