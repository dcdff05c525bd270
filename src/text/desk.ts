import { list } from './list.ts';

/** The sentences around a list that is worked on: further pages, what several sources say alike, and the filter's button. */
export const deskWords = list('deskWords', {
  loaded: (loaded: number, total: string) => `${loaded} of ${total} loaded.`,
  showMore: 'Show more',
  loadAll: 'Load all',
  stop: 'Stop loading',
  moreFailed: 'More could not be loaded.',
  also: (who: string) => `Also recorded by ${who}`,
  detailLoading: 'Loading',
  filter: 'Filter',
  filterOn: 'Filter (on)',
  filterFailed: 'The filter could not be loaded.',
  /** On paper a list stands without its page: whose it is, of when, and who had it open. */
  paper: (nhsNumber: string, when: string, reader: string) =>
    `NHS number ${nhsNumber}. As the record answered on ${when}${reader && `, opened by ${reader}`}. It may have changed since.`,
});
