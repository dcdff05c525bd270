import { list } from './list.ts';

/** The sentences of an immunisation's detail. */
export const immunisationFactWords = list('immunisationFactWords', {
  reasonNotGiven: 'Reason not given',
  procedure: 'Procedure',
  diseases: 'Protects against',
  series: 'Series',
  subpotent: 'Why it counts for less than a full dose',
  manufacturer: 'Manufacturer',
  batch: 'Batch',
  expires: 'Batch expires',
  quantity: 'Amount',
  site: 'Site',
  route: 'Route',
  reasons: 'Given because',
  reasonsNotDone: 'Was to be given because',
  givenBy: 'Given by',
  professional: 'Professional',
  location: 'Place',
  reportOrigin: 'Reported by',
});
