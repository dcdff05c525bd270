import { html, nothing } from 'lit';
import type { Entry } from '../../api-spec/record.ts';
import { formatDay } from '../format/day.ts';
import { clinicalDocumentWords as say } from '../text/clinical-document.ts';
import { words } from '../text/words.ts';
import { classed } from './filled.ts';
import type { Content } from './frame.ts';
import type { Column } from './rows.ts';

/** What the lists of letters, reports and notes have in common (FHIR DocumentReference). */
export type ClinicalDocument = Omit<Entry<'miscellaneous-reports'>, 'kind' | 'classifiedBy'>;

/** What can be replaced by a newer version. */
interface Versioned {
  readonly id: string;
  readonly status: string;
  readonly when: string | null;
  readonly recorded: string | null;
  readonly replacedBy?: string;
  readonly title?: string;
  readonly code: { readonly display: string; readonly text?: string };
}

const nameOf = ({ title, code }: Versioned): string => title ?? (code.text || code.display);

export const isSuperseded = ({ status }: { readonly status: string }): boolean => status === 'superseded';

/** What a reader must know before they rely on a document: that it is not final, not the newest, or not there. */
export const chips = ({ completion, replacedBy, status, documents }: ClinicalDocument, isHere = documents.length > 0): Content =>
  [
    completion && say.completion[completion],
    isSuperseded({ status }) ? say.superseded : replacedBy && say.newerExists,
    isHere ? '' : say.noFile,
  ].map((chip) => (chip ? html` <span class="chip">${chip}</span>` : nothing));

/** Which newer version stands in the place of an old one, among the entries that are listed. */
export function replacement(entry: Versioned, among: readonly Versioned[] = []): Content {
  if (!entry.replacedBy && !isSuperseded(entry)) return nothing;
  const newer = among.find(({ id }) => id === entry.replacedBy);
  const said = newer ? say.replacedBy(nameOf(newer), formatDay(newer.recorded ?? newer.when, false)) : say.replacedElsewhere;
  return classed('aside under', said);
}

/** The columns of a list of documents; the type names the row. */
export const documentColumns = <E extends ClinicalDocument>(listed: () => readonly E[] | undefined): readonly Column<E>[] => [
  { heading: say.type, cell: (entry) => html`<span>${entry.code.text || entry.code.display}${chips(entry)}</span>` },
  { heading: say.date, cell: ({ when }) => formatDay(when, false), as: 'date' },
  { heading: say.about, cell: (entry) => html`${entry.title ?? words.notRecorded}${replacement(entry, listed())}` },
  {
    heading: say.authorAndSpecialty,
    cell: ({ author, specialty }) =>
      html`${author?.name ?? say.authorNotRecorded}<span class="aside under">${specialty?.display ?? say.specialtyNotRecorded}</span>`,
  },
  { heading: say.organisation, cell: ({ source }) => source.name },
];

/** Above so many, a list is easier to read by year. */
const MANY = 8;

interface Listed<E> {
  readonly title?: string;
  readonly entries: readonly E[];
}

/** One group; or, of many entries, one for each year, in the order in which they come. */
export function byYear<E extends { readonly when: string | null }>(entries: readonly E[], title = ''): Listed<E>[] {
  if (entries.length <= MANY) return [title ? { title, entries } : { entries }];
  const years = Map.groupBy(entries, ({ when }) => (when ? formatDay(when, false).slice(-4) : words.notRecorded));
  return [...years].map(([year, group]) => ({ title: title ? say.groupOfYear(title, year) : year, entries: group }));
}

/** What has been replaced waits under its own heading. */
export const supersededGroup = <E extends { readonly status: string }>(entries: readonly E[]) => ({
  title: say.supersededGroup,
  entries: entries.filter(isSuperseded),
  folded: true,
});
