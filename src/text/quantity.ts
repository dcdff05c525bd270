import { list } from './list.ts';

/** The few words that a value or a range is written with. */
export const quantityWords = list('quantityWords', {
  yes: 'Yes',
  no: 'No',
  upTo: (high: string) => `up to ${high}`,
  from: (low: string) => `from ${low}`,
});
