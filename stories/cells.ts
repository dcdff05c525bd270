import type { Category, Completeness, State } from '../api-spec/record.ts';
import type { Scene } from '../demo/in-page.ts';
import { categoryTitles } from '../src/text/categories.ts';

/** What a story shows: a state of the contract (section 2), of `ready` with its completeness. */
export type Shown = Exclude<State, 'ready'> | `ready ${Completeness}`;

/** A story that every tag has: its name, the scene that leads there, and what is to be seen; or why there is none. With neither, the tag's own file shows it. */
export interface Cell {
  readonly name: string;
  readonly shows: Shown;
  readonly scene?: Scene;
  readonly why?: string;
}

/** The cells of one tag, by the name of the story's export. */
export type Row = Readonly<Record<(typeof order)[number], Cell>>;

/** A tag, and where its stories stand. */
export interface Tag {
  readonly tag: string;
  readonly title: string;
  readonly cells: Row;
}

const order = [
  'NoPatient', 'Loading', 'ReadyComplete', 'ReadyPartial', 'NothingRecorded', 'KnownNone', 'Incomplete', 'NotPermitted',
  'OptedOut', 'NoRelationship', 'SessionEnded', 'EverySourceDown', 'Unreachable', 'Huge', 'Hostile',
] as const;

/** Every state in the order of the contract. */
export const states: readonly Shown[] = [
  'no-patient', 'loading', 'ready complete', 'ready partial', 'nothing-recorded', 'known-none', 'incomplete', 'not-permitted',
  'opted-out', 'no-relationship', 'session-ended', 'failed',
];

const everyone = ['northbridge', 'canalside', 'heathway', 'larkfield', 'millmead'] as const;

/** The states that come about alike in every tag. */
const alike: Row = {
  NoPatient: { name: 'No patient', shows: 'no-patient', scene: { patient: null } },
  Loading: { name: 'Loading', shows: 'loading', scene: { patient: 'margaret', gateway: 'silent' } },
  ReadyComplete: { name: 'Ready, complete', shows: 'ready complete', scene: { patient: 'gareth' } },
  ReadyPartial: { name: 'Ready, partial', shows: 'ready partial', scene: { patient: 'margaret', sources: { millmead: 'down' } } },
  NothingRecorded: { name: 'Nothing recorded', shows: 'nothing-recorded', scene: { patient: 'stranger' } },
  KnownNone: { name: 'Known none', shows: 'known-none', why: 'No code that the gateway reads says of this that there is none.' },
  Incomplete: { name: 'Incomplete', shows: 'incomplete', scene: { patient: 'stranger', sources: { northbridge: 'down' } } },
  NotPermitted: { name: 'Not permitted', shows: 'not-permitted', scene: { patient: 'margaret', user: 'lowe' } },
  OptedOut: { name: 'Opted out', shows: 'opted-out', scene: { patient: 'fatima' } },
  NoRelationship: { name: 'No relationship', shows: 'no-relationship', scene: { patient: 'callum', user: 'adeyemi' } },
  SessionEnded: { name: 'Session ended', shows: 'session-ended', scene: { patient: 'margaret', gateway: 'refused' } },
  EverySourceDown: {
    name: 'Failed: every source down', shows: 'failed',
    scene: { patient: 'margaret', sources: Object.fromEntries(everyone.map((id) => [id, 'down'])) },
  },
  Unreachable: { name: 'Failed: gateway unreachable', shows: 'failed', scene: { patient: 'margaret', gateway: 'unreachable' } },
  Huge: { name: 'Huge data', shows: 'ready complete', scene: { patient: 'gareth', copies: 100 } },
  Hostile: { name: 'Hostile data', shows: 'ready complete', scene: { patient: 'xanthe' } },
};

const scene = (cell: keyof Row, scene: Scene, shows: Shown = alike[cell].shows): Partial<Row> => ({
  [cell]: { name: alike[cell].name, shows, scene },
});

/** A state that a tag is never in, and why. */
const never = (cells: readonly (keyof Row)[], why: string): Partial<Row> =>
  Object.fromEntries(cells.map((cell) => [cell, { name: alike[cell].name, shows: alike[cell].shows, why }]));

/** Where a category comes into a state in a way of its own. */
const own: Partial<Record<Category, Partial<Row>>> = {
  appointments: scene('NotPermitted', { patient: 'margaret', user: 'sethi' }),
  'care-coordinator': scene('NotPermitted', { patient: 'margaret', user: 'sethi' }),
  referrals: scene('NotPermitted', { patient: 'margaret', user: 'sethi' }),
  // One source holds it: where that one is down nothing has answered, but it may keep everything back.
  'gp-record': {
    ...scene('Incomplete', { patient: 'tomasz', sources: { larkfield: 'withheld' } }),
    ...scene('Huge', { patient: 'gareth', copies: 30 }),
  },
  results: scene('Huge', { patient: 'kwabena' }),
};

/** What the absence of can be coded, as the gateway reads it. */
const denied: readonly Category[] = ['allergies', 'diagnoses', 'gp-record', 'immunisations', 'medications', 'problems', 'procedures'];
/** Some of the hostile patient's entries have no code, or cannot be read. */
const hostileInPart: readonly Category[] = ['alerts', 'gp-record', 'immunisations'];

const nameOf = (category: Category) => (category === 'gp-record' ? 'GP record' : category[0]!.toUpperCase() + category.slice(1).replaceAll('-', ' '));

const ofCategory = (category: Category): Row => ({
  ...alike,
  ...(denied.includes(category) && scene('KnownNone', { patient: 'stated' })),
  ...(hostileInPart.includes(category) && scene('Hostile', { patient: 'xanthe' }, 'ready partial')),
  ...own[category],
});

/** A privacy officer may know who looked, and nothing of the patient. */
const privacyOfficer = scene('NotPermitted', { patient: 'margaret', role: 'R0001' });

const wholeRecord: Partial<Row> = {
  ...scene('ReadyPartial', { patient: 'margaret', sources: { canalside: 'down' } }),
  ...never(['KnownNone'], 'Only a category can be known to have nothing in it; the record as a whole never is.'),
  ...privacyOfficer,
  ...scene('Huge', { patient: 'kwabena' }),
  ...scene('Hostile', { patient: 'xanthe' }, 'ready partial'),
};

const visitors = ['okafor', 'lowe', 'sethi', 'obi', 'whitlock', 'okafor', 'lindqvist'];
const reader = { patient: 'margaret', user: 'castellane' } as const;

const others: readonly Tag[] = [
  {
    tag: 'lcr-patient-banner', title: 'Patient/Banner',
    cells: {
      ...alike,
      ...scene('ReadyPartial', { patient: 'margaret', sources: { larkfield: 'down' } }),
      ...never(['KnownNone'], 'A patient is named or not; there is no statement that there is none.'),
      ...privacyOfficer,
      ...never(['Huge'], 'It holds one patient’s details, however long the record is.'),
    },
  },
  {
    tag: 'lcr-document', title: 'Patient/Document',
    cells: {
      ...alike,
      ...never(['ReadyPartial', 'NothingRecorded', 'KnownNone', 'Incomplete'], 'A document is there as a whole, or not at all.'),
      ...never(['Huge', 'Hostile'], 'Its own stories open long and hostile documents of each format.'),
    },
  },
  { tag: 'lcr-record', title: 'Whole record/Record', cells: { ...alike, ...wholeRecord } },
  { tag: 'lcr-timeline', title: 'Whole record/Timeline', cells: { ...alike, ...wholeRecord } },
  {
    tag: 'lcr-coverage', title: 'Whole record/Coverage',
    cells: {
      ...alike,
      ...never(['ReadyPartial', 'NothingRecorded', 'KnownNone', 'Incomplete', 'EverySourceDown', 'Huge', 'Hostile'], 'It says what is connected, whatever the sources answer and hold.'),
      ...never(['NotPermitted', 'OptedOut', 'NoRelationship'], 'It says nothing of a patient, and every role may read it.'),
    },
  },
  {
    tag: 'lcr-access-history', title: 'Whole record/Access history',
    cells: {
      ...alike,
      ...scene('ReadyComplete', { ...reader, visitors }),
      ...never(['ReadyPartial', 'Incomplete', 'EverySourceDown'], 'It is the gateway’s own, whole, and no source is asked.'),
      // Its reader's own visit is always in it, unless days are asked for in which nobody looked.
      NothingRecorded: { name: 'Nothing recorded', shows: 'nothing-recorded' },
      ...never(['KnownNone'], 'Nobody states that nobody looked.'),
      ...scene('NotPermitted', { patient: 'margaret' }),
      ...never(['OptedOut'], 'A patient who does not share may still see who asked.'),
      ...never(['NoRelationship'], 'Whoever watches over access does not care for the patient.'),
      ...scene('Huge', { ...reader, visitors: Array.from({ length: 104 }, (_, index) => (index % 2 ? 'obi' : 'lowe')) }),
      ...scene('Hostile', { ...reader, patient: 'xanthe', visitors }),
    },
  },
  // It has no state of its own, and hands down the one that the widgets inside it are in.
  { tag: 'lcr-context', title: 'Set-up/Context', cells: { ...ofCategory('allergies') } },
];

/** Every tag × state: one list, so that no tag can lack a state without saying why. */
export const tags: readonly Tag[] = [
  ...others,
  ...(Object.keys(categoryTitles) as Category[]).map((category) => ({ tag: `lcr-${category}`, title: `Categories/${nameOf(category)}`, cells: ofCategory(category) })),
];

/** Tags that are never in a state of the record, and why. */
export const stateless: Readonly<Record<string, string>> = {
  'lcr-doctor': 'It checks a host’s set-up, and shows nothing of a record.',
  'lcr-fhircast': 'It opens and closes patients, and shows nothing.',
  'lcr-frame': 'It shows what the other tags show, from inside a frame.',
};

/** The cells of a tag that are stories, each with the name of its export. */
export const cellsOf = ({ cells }: Tag): [name: keyof Row, cell: Cell][] => order.flatMap((name) => (cells[name].scene ? [[name, cells[name]]] : []));
