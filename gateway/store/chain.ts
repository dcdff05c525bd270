import type { AuditRow, WrittenRow } from './store.ts';

/** What stands before the first row. */
export const BEGINNING = '0'.repeat(64);

/** SHA-256 over the previous hash, the place and the row's exact text, so that none of the three can move. */
export async function seal(previous: string, seq: number, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${previous}\n${seq}\n${text}`);
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The place of the first row that does not follow from the ones before it, or null when all do. */
export async function firstBreak(rows: readonly WrittenRow[], before = BEGINNING): Promise<number | null> {
  let previous = before;
  let expected = rows[0]?.seq ?? 1;
  for (const { seq, row, previous: claimed, hash } of rows) {
    const intact = seq === expected && claimed === previous && hash === (await seal(previous, seq, textOf(row)));
    if (!intact) return expected;
    previous = hash;
    expected = seq + 1;
  }
  return null;
}

/** Rows are stored as this text and read back from it, so the text, not the object, is what is sealed. */
export const textOf = (row: AuditRow): string => JSON.stringify(row);
