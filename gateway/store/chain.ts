import { sha256 } from '../sha256.ts';
import type { AuditRow, Link, WrittenRow } from './store.ts';

/** A place in the chain, and the hash that stands there: of the last row, where the chain ends. */
export interface End {
  seq: number;
  hash: string;
}

/** What stands before the first row. */
export const BEGINNING = '0'.repeat(64);
export const START: End = { seq: 0, hash: BEGINNING };

/** SHA-256 over the previous hash, the place and the row's exact text, so that none of the three can move. */
export async function seal(previous: string, seq: number, text: string): Promise<string> {
  return sha256(`${previous}\n${seq}\n${text}`);
}

/** Gives rows their places after the end of a chain. */
export async function link(rows: readonly AuditRow[], { seq, hash: previous }: End): Promise<Link[]> {
  const links: Link[] = [];
  for (const row of rows) {
    seq += 1;
    const text = textOf(row);
    const hash = await seal(previous, seq, text);
    links.push({ seq, at: row.at, text, previous, hash });
    previous = hash;
  }
  return links;
}

/**
 * Rows are stored as this text and read back from it, so the text, not the object, is what is sealed. What no database
 * can hold as text, and no honest name has, is written as U+FFFD: nobody must escape being written down by it.
 */
export function textOf(row: AuditRow): string {
  const text = JSON.stringify(row);
  if (!UNSTORABLE.test(text)) return text;
  return JSON.stringify(row, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\uFFFD') : value));
}

/** NUL and lone surrogates, as JSON escapes them. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

export const rowOf = ({ seq, text, previous, hash }: Link): WrittenRow => ({ seq, row: JSON.parse(text) as AuditRow, previous, hash });

export const linkOf = ({ row, ...place }: WrittenRow): Link => ({ ...place, at: row.at, text: textOf(row) });

/** Where a chain is no longer what was written: at one row, or at an unknown one of several; and how that shows. */
export interface Break {
  first: number;
  last: number;
  what: 'changed' | 'missing' | 'added' | 'replaced';
}

/** Follows a chain link by link. @returns where it breaks, or its end so far */
export async function follow(links: readonly Link[], from: End): Promise<Break | End> {
  let { seq, hash } = from;
  for (const one of links) {
    const expected = seq + 1;
    if (one.seq > expected) return { first: expected, last: one.seq - 1, what: 'missing' };
    if (one.seq < expected) return { first: one.seq, last: seq, what: 'added' };
    const whole = one.hash === (await seal(one.previous, one.seq, one.text)) && timeIn(one.text) === one.at;
    if (!whole) return { first: one.seq, last: one.seq, what: 'changed' };
    // Each is whole in itself, so one of the two is not the one that once stood there.
    if (one.previous !== hash) return { first: Math.max(seq, 1), last: one.seq, what: 'replaced' };
    ({ seq, hash } = one);
  }
  return { seq, hash };
}

function timeIn(text: string): unknown {
  try {
    return (JSON.parse(text) as AuditRow).at;
  } catch {
    return undefined;
  }
}

/** The place of the first row that does not follow from the ones before it, or null when all do. */
export async function firstBreak(rows: readonly WrittenRow[], before = BEGINNING): Promise<number | null> {
  const found = await follow(rows.map(linkOf), { seq: (rows[0]?.seq ?? 1) - 1, hash: before });
  return 'what' in found ? found.first : null;
}
