/** The sentences of a report's detail. */
export const reportFactWords = {
  specimen: 'Specimen',
  collected: 'Collected',
  received: 'Received',
  reported: 'Reported',
  conclusionCodes: 'Coded findings',
  requester: 'Requested by',
  classifiedBy: 'Sorted by',
};
