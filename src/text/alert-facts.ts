import { list } from './list.ts';

/** The sentences of an alert's detail. */
export const alertFactWords = list('alertFactWords', {
  category: 'Category',
  since: 'Since',
  until: 'Until',
  noEnd: 'No end recorded',
});
