import { list } from './list.ts';

/** The sentences of the whole record: its navigation, its search, and what is printed. */
export const recordWords = list('recordWords', {
  title: 'Shared care record',
  subject: { title: 'The record' },
  loading: (answered: number, all: number) => `Loading: ${answered} of ${all} categories answered.`,

  navigation: 'Categories of the record',
  showCategories: 'Categories',
  /** What stands beside a category in the navigation, where it is not the number of its entries. */
  states: {
    'no-patient': '',
    loading: 'loading',
    ready: '',
    'nothing-recorded': 'not recorded',
    'known-none': 'see statement',
    incomplete: 'not loaded in full',
    'not-permitted': 'not available',
    'opted-out': 'not shared',
    'no-relationship': 'not available',
    'session-ended': 'session ended',
    failed: 'not loaded',
  },
  partly: (count: string) => `${count}, may be incomplete`,

  view: {
    loading: (title: string) => `Loading: ${title}`,
    failed: (title: string) => `The view of “${title}” could not be loaded. This is not an empty record.`,
  },

  notForRole: 'Not available for your role',
  kindsOnly: (title: string, kinds: string) => `${title}: only ${kinds}`,
  why: 'Why can’t I see this?',
  because: 'What you can see is decided by your organisation and your role.',
  youAre: (name: string, roles: string, organisation: string) => `You are signed in as ${name}, ${roles}, ${organisation}.`,
  askFor: (contact: string) => `To ask for more, contact ${contact}.`,
  administrator: 'your local system administrator',

  search: {
    label: 'Find in what is loaded',
    found: (count: number) => `${count} ${count === 1 ? 'entry' : 'entries'} found.`,
    firstOf: (shown: number, count: number) => `The first ${shown} of ${count} entries found.`,
    nothing: 'No loaded entry has these words. This does not mean that the record has no such entry.',
    tooShort: 'Write at least two letters or digits.',
    searched: (entries: number, categories: number) =>
      `Searched: the words of ${entries} loaded ${entries === 1 ? 'entry' : 'entries'} in ${categories} ${categories === 1 ? 'category' : 'categories'}. Nothing was sent anywhere.`,
    notSearched: 'Not searched:',
    documents: 'the contents of documents',
    further: (title: string, loaded: number, total: string) => `${title}: ${loaded} of ${total} loaded`,
    state: (title: string, state: string) => `${title}: ${state}`,
    missing: (title: string) => `${title}: what is missing there`,
    cut: '…',
    hidden: 'This entry is loaded, but its list does not show it now: look at the list’s own filter.',
    line: (category: string, day: string, source: string) => `${category} · ${day} · ${source}`,
  },

  print: 'Print what is loaded',
  preparing: 'Preparing to print',
  paper: {
    title: 'Shared care record: printed copy',
    outOfDate: 'A printed copy is out of date as soon as it is printed. Look at the record itself before you act on this copy.',
    nhsNumber: 'NHS No.',
    printedBy: 'Printed by',
    printedAt: 'Printed',
    by: (name: string, roles: string, organisation: string) => [name, roles, organisation].filter(Boolean).join(', '),
    byUnknown: 'Not known: the session did not say',
    opened: 'Every loaded entry is printed with its detail.',
    asOnScreen: 'Details are printed only where they were open on the screen. “Print what is loaded” prints them all.',
    notWhole: 'This copy is not the whole record:',
    whole: 'All that your role may see of this record was loaded.',
    state: (title: string, state: string) => `${title}: ${state}`,
    further: (title: string, loaded: number, total: string) => `${title}: ${loaded} of ${total} printed`,
    missing: (title: string, holes: string) => `${title}: ${holes}`,
    confidential: 'Confidential patient information. Keep it safe, and destroy it as your organisation requires.',
  },
});
