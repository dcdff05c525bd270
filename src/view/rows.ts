import { nothing, type TemplateResult } from 'lit';
import { inside, none, piece, type Piece } from './filled.ts';
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
  /** Draws entries in several parts, where there are many. */
  parts<E extends Identified>(entries: readonly E[], part: Part<E>): unknown[] | undefined;
}

export interface Identified {
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

/** The button that names a row and opens its detail, and who else recorded the very same. */
export function rowButton(id: string, name: Content, rows: Rows): Piece {
  const also = rows.also(id);
  return piece`<button data-row=${id} tabindex=${rows.isCurrent(id) ? 0 : -1} aria-expanded=${rows.isOpen(id)}${inside(name)}</button>${also === nothing ? none : also}`;
}
