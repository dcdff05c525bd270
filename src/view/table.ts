import { html, type TemplateResult } from 'lit';
import { filled, piece, type Piece } from './filled.ts';
import type { Content } from './frame.ts';
import type { Column, Identified, ManyRows } from './rows.ts';
import { tableRows } from './table-rows.ts';

/** The row of headings over a table. */
export const headings = (names: readonly string[]): Piece =>
  piece`<tr role="row">${names.map((name) => piece`<th role="columnheader" scope="col" .textContent=${name}></th>`)}</tr>`;

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
  const drawn = (some: readonly E[]) => tableRows(some, columns, rows, detail);
  const parts = rows.parts(entries, (some) => html`<tbody role="rowgroup" ${drawn(some)}></tbody>`);
  return filled`<table role="table" aria-label=${label} part="table">
    <thead role="rowgroup">
      ${headings(columns.map(({ heading }) => heading))}
    </thead>
    ${parts ?? piece`<tbody role="rowgroup" ${drawn(entries)}></tbody>`}
  </table>`;
}
