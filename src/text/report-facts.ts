import { list } from './list.ts';

/** The sentences of a report's detail. */
export const reportFactWords = list('reportFactWords', {
  specimen: 'Specimen',
  collected: 'Collected',
  received: 'Received',
  reported: 'Reported',
  conclusionCodes: 'Coded findings',
  requester: 'Requested by',
  classifiedBy: 'Sorted by',
});
