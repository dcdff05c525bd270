import { list } from './list.ts';

/** The sentences of a procedure's detail. A side that was not sent apart reads "Not recorded", whatever the site says. */
export const procedureFactWords = list('procedureFactWords', {
  reason: 'Reason for the status',
  category: 'Category',
  site: 'Site',
  laterality: 'Side, as sent apart from the site',
  began: 'Began',
  ended: 'Ended',
  performer: 'Performed by',
  reasons: 'Carried out because',
  reasonsNotDone: 'Proposed because',
  outcome: 'Outcome',
  complications: 'Complications',
  location: 'Place',
  report: 'Report',
});
