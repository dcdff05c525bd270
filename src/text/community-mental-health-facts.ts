import { list } from './list.ts';

/** The sentences of the detail of a community or mental health contact. */
export const contactFactWords = list('contactFactWords', {
  service: 'Service',
  from: 'From',
  until: 'Until',
  professionals: 'Seen by',
  documents: 'Documents',
  classifiedBy: 'Sorted by',
});
