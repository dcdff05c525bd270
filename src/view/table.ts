import { html, nothing, type TemplateResult } from 'lit';
import type { Content } from './frame.ts';

/** A declared column: its heading, and what stands in it for one entry. The first column names the row. */
export interface Column<E> {
  readonly heading: string;
  readonly cell: (entry: E) => Content;
  /** `date` has tabular numerals and is never broken. */
  readonly as?: 'date';
}

/** Which rows are open, which one the keyboard is on, and how that changes. */
export interface Rows {
  isOpen(id: string): boolean;
  toggle(id: string): void;
  /** The one row that Tab reaches; the arrow keys go from row to row. */
  isCurrent(id: string): boolean;
  moveTo(id: string): void;
}

const STEPS: Record<string, (from: number, last: number) => number> = {
  ArrowDown: (from, last) => Math.min(from + 1, last),
  ArrowUp: (from) => Math.max(from - 1, 0),
  Home: () => 0,
  End: (_from, last) => last,
};

/** Arrow keys, Home and End go from row to row of a widget, so that it is one Tab stop in the host's page. */
export function walkRows(event: KeyboardEvent, rows: Rows): void {
  const step = STEPS[event.key];
  const from = event.target as HTMLElement;
  if (!step || !from.matches('[data-row]')) return;
  const stops = [...(from.getRootNode() as ShadowRoot).querySelectorAll<HTMLElement>('[data-row]')];
  const next = stops[step(stops.indexOf(from), stops.length - 1)];
  if (!next) return;
  event.preventDefault();
  rows.moveTo(next.dataset['row'] ?? '');
  next.focus();
}

/** The button that names a row and opens its detail. */
export const rowButton = (id: string, name: Content, rows: Rows): TemplateResult =>
  html`<button
    data-row=${id}
    tabindex=${rows.isCurrent(id) ? 0 : -1}
    aria-expanded=${rows.isOpen(id)}
    @click=${() => rows.toggle(id)}
    @focus=${() => rows.moveTo(id)}
  >
    ${name}
  </button>`;

/**
 * Entries as a table that becomes cards where the widget is narrow. The roles are written out because a table
 * whose rows are laid out as blocks loses them in some browsers.
 */
export function table<E extends { readonly id: string }>(
  label: string,
  entries: readonly E[],
  columns: readonly Column<E>[],
  rows: Rows,
  detail: (entry: E) => Content,
): TemplateResult {
  return html`<table role="table" aria-label=${label} part="table" @keydown=${(event: KeyboardEvent) => walkRows(event, rows)}>
    <thead>
      <tr role="row">
        ${columns.map(({ heading }) => html`<th role="columnheader" scope="col">${heading}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${entries.map(
        (entry) => html`<tr role="row" part="row">
            ${columns.map(({ heading, cell, as }, place) =>
              place
                ? html`<td role="cell" data-label=${heading} class=${as ?? nothing}>${cell(entry)}</td>`
                : html`<th role="rowheader" scope="row">${rowButton(entry.id, cell(entry), rows)}</th>`,
            )}
          </tr>
          ${rows.isOpen(entry.id)
            ? html`<tr role="row">
                <td role="cell" colspan=${columns.length} class="detail" part="detail">${detail(entry)}</td>
              </tr>`
            : nothing}`,
      )}
    </tbody>
  </table>`;
}
