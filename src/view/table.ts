import { html, nothing, type TemplateResult } from 'lit';
import type { Content } from './frame.ts';

/** A declared column: its heading, and what stands in it for one entry. The first column names the row. */
export interface Column<E> {
  readonly heading: string;
  readonly cell: (entry: E) => Content;
  /** `date` has tabular numerals and is never broken. */
  readonly as?: 'date';
  /** What a reader may sort the list by: a text, or a date as it was sent. One that has nothing comes last. */
  readonly sort?: (entry: E) => string | null | undefined;
}

/** Which rows are open, which one the keyboard is on, and how that changes. */
export interface Rows {
  isOpen(id: string): boolean;
  toggle(id: string): void;
  /** The one row that Tab reaches; the arrow keys go from row to row. */
  isCurrent(id: string): boolean;
  moveTo(id: string): void;
  walk(event: KeyboardEvent): void;
  /** Which other sources recorded the very same. */
  also(id: string): Content;
}

/** Rows of which there may be thousands. */
export interface ManyRows extends Rows {
  /** Draws entries in one part, or where there are many in several. */
  parts<E extends Identified>(entries: readonly E[], part: Part<E>): unknown;
}

interface Identified {
  readonly id: string;
}

/** Draws some of a list's entries. */
export type Part<E> = (entries: readonly E[]) => TemplateResult;

/** So many entries are drawn in one go; what is longer is drawn a slice at a time. */
export const SLICE = 100;

/**
 * What a reader does at a row: a press opens it, and arrow keys, Home and End go from row to row of a widget, so that it is
 * one Tab stop in the host's page. One listener around all rows, for `click`, `focusin` and `keydown`: in a long list those
 * of each row would take longer than its text.
 */
export const atRow = (rows: Rows) => (event: Event): void => {
  const id = (event.target as Element).closest<HTMLElement>('[data-row]')?.dataset['row'];
  if (id === undefined) return;
  if (event.type === 'click') rows.toggle(id);
  else if (event.type === 'focusin') rows.moveTo(id);
  else rows.walk(event as KeyboardEvent);
};

/** Templates by what they are made of. No word of a record is ever part of one. */
const templates: Record<string, TemplateStringsArray> = {};

function split(markup: string): TemplateStringsArray {
  const parts = markup.split('¤');
  return Object.assign(parts, { raw: parts });
}

function filled(markup: string, ...values: unknown[]): TemplateResult {
  return html((templates[markup] ??= split(markup)), ...values);
}

/** One of our own words inside the quotes of an attribute. */
const quoted = (word: string) => word.replace(/[&"¤]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A text needs none of the marks that Lit leaves around more than that: in a long table they would be most of the nodes. */
const inside = (cell: Content) => (typeof cell === 'string' ? ' .textContent=¤>' : '>¤');

/** The button that names a row and opens its detail, and who else recorded the very same; and what stands in it. */
function button(id: string, name: Content, rows: Rows): [markup: string, ...values: unknown[]] {
  const also = [rows.also(id)].filter((content) => content !== nothing);
  return [`<button data-row=¤ tabindex=¤ aria-expanded=¤${inside(name)}</button>${also.map(() => '¤')}`, id, rows.isCurrent(id) ? 0 : -1, rows.isOpen(id), name, ...also];
}

/** That button where a list is no table. */
export const rowButton = (id: string, name: Content, rows: Rows): TemplateResult => filled(...button(id, name, rows));

/** The row of headings over a table. */
export const headings = (names: readonly string[]): TemplateResult =>
  filled(`<tr role="row">${'<th role="columnheader" scope="col" .textContent=¤></th>'.repeat(names.length)}</tr>`, ...names);

/**
 * Entries as a table that becomes cards where the widget is narrow. The roles are written out because a table
 * whose rows are laid out as blocks loses them in some browsers. Between the elements of a row stands nothing, because
 * in thousands of rows that would be thousands of nodes.
 */
export function table<E extends Identified>(
  label: string,
  entries: readonly E[],
  columns: readonly Column<E>[],
  rows: ManyRows,
  detail: (entry: E) => Content,
): TemplateResult {
  const [first, ...others] = columns;
  const attributes = others.map(({ heading, as }) => ` data-label="${quoted(heading)}"${as ? ' class="date"' : ''}`);
  const row = (entry: E) => {
    const [named, ...pressed] = button(entry.id, first!.cell(entry), rows);
    const cells = others.map(({ cell }) => cell(entry));
    return filled(
      `<tr role="row" part="row"><th role="rowheader" scope="row">${named}</th>${cells
        .map((cell, place) => `<td role="cell"${attributes[place]}${inside(cell)}</td>`)
        .join('')}</tr>`,
      ...pressed,
      ...cells,
    );
  };
  const opened = (entry: E) =>
    html`<tr role="row">
      <td role="cell" colspan=${columns.length} class="detail" part="detail">${detail(entry)}</td>
    </tr>`;
  // A place kept for the detail of each row would be two nodes in every row that is closed.
  const drawn = (entry: E) => (rows.isOpen(entry.id) ? [row(entry), opened(entry)] : [row(entry)]);
  const part: Part<E> = (some) => html`<tbody role="rowgroup">${some.flatMap(drawn)}</tbody>`;
  return html`<table role="table" aria-label=${label} part="table">
    <thead role="rowgroup">
      ${headings(columns.map(({ heading }) => heading))}
    </thead>
    ${rows.parts(entries, part)}
  </table>`;
}
