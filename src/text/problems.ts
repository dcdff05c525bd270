import { list } from './list.ts';

/** The sentences of the problem list. */
export const problemWords = list('problemWords', {
  title: 'Problems',
  problem: 'Problem',
  status: 'Status',
  significance: 'Significance',
  since: 'Since',
  source: 'Source',
  significances: { major: 'Major', minor: 'Minor' },
  pastGroup: 'Inactive, in remission or resolved',
});
