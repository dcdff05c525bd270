import { guard } from 'lit/directives/guard.js';
import type { Part, Rows } from './rows.ts';

/** So many rows are one part. */
const PART = 50;

/**
 * A long list in parts: the browser leaves out those that are off the screen, though a search in the page and a screen
 * reader find them, and one without news is not drawn again.
 * @param revision - Changes with everything that a row may show, beyond which are open and where the keyboard is.
 */
export const inParts = <E extends { readonly id: string }>(entries: readonly E[], part: Part<E>, rows: Rows, revision: number): unknown[] =>
  Array.from({ length: Math.ceil(entries.length / PART) }, (_, place) => {
    const some = entries.slice(place * PART, (place + 1) * PART);
    const news = some.flatMap((entry) => [entry, rows.isOpen(entry.id), rows.isCurrent(entry.id)]);
    return guard([revision, ...news], () => part(some));
  });
