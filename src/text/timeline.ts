import { list } from './list.ts';

/** The sentences of the timeline. */
export const timelineWords = list('timelineWords', {
  title: 'Timeline',
  subject: { title: 'Entries' },
  viewFailed: { loading: 'Loading the timeline', failed: 'The timeline could not be drawn. This is not an empty record.' },
  loading: (titles: string) => `Still loading: ${titles}.`,
  failed: (titles: string) => `Could not be loaded, and so not in this timeline: ${titles}.`,
  notForRole: (titles: string) => `Not available for your role: ${titles}.`,
  gap: (lines: string, titles: string) => `${titles}: ${lines}`,

  loadedOnly: (loaded: number, total: string) => `Only what is loaded: ${loaded} of ${total} entries.`,
  loadedAll: (loaded: number) => `${loaded} ${loaded === 1 ? 'entry' : 'entries'}, all that the sources sent.`,
  loadMore: (title: string, loaded: number, total: string) => `Load more: ${title} (${loaded} of ${total})`,
  olderMissing: (title: string) => `${title}: entries that are not loaded are missing from the timeline, wherever their dates fall.`,
  showMore: (shown: number, all: number) => `Show more of what is loaded (${shown} of ${all})`,

  filter: 'Categories shown',
  filterAll: (all: number) => `all ${all}`,
  filterSome: (some: number, all: number) => `${some} of ${all}: entries of the others are hidden`,
  showAll: 'Show all categories',
  option: (title: string, count: number) => `${title} (${count})`,

  future: 'After today',
  monthNotRecorded: (year: string) => `${year}, month not recorded`,
  dayNotRecorded: 'day not recorded',
  undated: 'Date not recorded',
  undatedNote: 'These entries have no date, or one that cannot be read. They stand apart from the order in time.',
  sentAs: (date: string) => `sent as “${date}”`,
  date: 'Date',
  entry: 'Entry',
  category: 'Category',
  status: 'Status',
  source: 'Source',
  wholeEntry: (titles: string) => `The whole entry stands under: ${titles}.`,
});
