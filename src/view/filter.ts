import type { Entry } from '../../api-spec/record.ts';
import type { Column } from './rows.ts';

/** What a reader asked to see of a list, and in which order. Kind and days are asked of the gateway, the rest is done here. */
export interface Filter {
  text: string;
  source: string;
  kind: string;
  from: string;
  to: string;
  abnormal: boolean;
  /** The place of a column, with a minus for the other way round; empty for the gateway's order. */
  order: string;
}

export const noFilter: Readonly<Filter> = { text: '', source: '', kind: '', from: '', to: '', abnormal: false, order: '' };

/** How the entries of a category are put into words and order. */
export interface Sorting<E> {
  readonly columns: readonly Column<E>[];
  readonly isAbnormal?: ((entry: E) => boolean) | undefined;
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The words of a template, a text or a list of both; what stands in an attribute is not read. */
function said(content: unknown): string {
  if (typeof content === 'string' || typeof content === 'number') return String(content);
  if (Array.isArray(content)) return content.map(said).join(' ');
  const { strings = [], values = [] } = (content ?? {}) as { strings?: readonly string[]; values?: readonly unknown[] };
  return values.filter((_, place) => !/(?<!textContent)=["']?$/.test(strings[place] ?? '')).map(said).join(' ');
}

/** Names for machines, in which nobody looks for a word. */
const UNREAD = new Set(['id', 'system', 'odsCode', 'lastUpdated', 'contentType']);

function written(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value).map(([name, part]) => (UNREAD.has(name) ? '' : written(part))).join(' ');
}

const read = new WeakMap<object, string>();

/** All that an entry says, in its row and beyond it, without capitals and accents. */
function wordsOf<E extends object>(entry: E, { columns }: Sorting<E>): string {
  let words = read.get(entry);
  if (words === undefined) {
    words = plain(`${columns.map(({ cell }) => said(cell(entry))).join(' ')} ${written(entry)}`);
    read.set(entry, words);
  }
  return words;
}

const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

/** A partial date stands at the end of its period (domain rules, A6). */
const byDay = (a: string, b: string) => (`${a}~` < `${b}~` ? -1 : a === b ? 0 : 1);

function sorted<E>(entries: E[], order: string, columns: readonly Column<E>[]): E[] {
  const { sort, as } = columns[Math.abs(Number(order)) - 1] ?? {};
  if (!order || !sort) return entries;
  const [way, compare] = [order.startsWith('-') ? -1 : 1, as === 'date' ? byDay : collator.compare];
  return entries
    .map((entry) => ({ entry, key: sort(entry) ?? '' }))
    // What has nothing to be sorted by comes last, whichever way round.
    .sort((a, b) => (a.key && b.key ? way * compare(a.key, b.key) : Number(!a.key) - Number(!b.key)))
    .map(({ entry }) => entry);
}

/** The entries that match, in the order asked for. Every word has to be there, anywhere. */
export function arrange<E extends Pick<Entry, 'source'>>(entries: readonly E[], filter: Readonly<Filter>, sorting: Sorting<E>): E[] {
  const wanted = plain(filter.text).split(/\s+/).filter(Boolean);
  const kept = entries.filter(
    (entry) =>
      (!filter.source || entry.source.odsCode === filter.source) &&
      (!filter.abnormal || !sorting.isAbnormal || sorting.isAbnormal(entry)) &&
      wanted.every((word) => wordsOf(entry, sorting).includes(word)),
  );
  return sorted(kept, filter.order, sorting.columns);
}
