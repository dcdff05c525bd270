/** The sentences around a list that is worked on: further pages, what several sources say alike, and the filter's button. */
export const deskWords = {
  showMore: 'Show more',
  loadAll: 'Load all',
  stop: 'Stop loading',
  moreFailed: 'More could not be loaded.',
  also: (who: string) => `Also recorded by ${who}`,
  detailLoading: 'Loading',
  filter: 'Filter',
  filterOn: 'Filter (on)',
  filterFailed: 'The filter could not be loaded.',
};
