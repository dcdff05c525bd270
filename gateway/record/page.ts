import type { PartialDate } from '../../api-spec/record.ts';
import { dayOf } from '../categories/read.ts';
import { sha256 } from '../sha256.ts';

/** Which of a section's entries are asked for. */
export interface Query {
  kinds?: readonly string[];
  /** Days, `2019-03-05`, both included. */
  from?: string;
  to?: string;
  limit: number;
  cursor?: string;
}

/**
 * Whether an entry's date, at the precision in which it was recorded, touches the days asked for: `2019` is
 * all of that year. An instant counts as the day that it is in London, where it is read. An entry without
 * a date is kept, because it might belong here.
 */
export function touches(when: PartialDate | null, { from, to }: Pick<Query, 'from' | 'to'>): boolean {
  if (when === null) return true;
  const day = dayOf(when);
  return (!from || day >= from.slice(0, day.length)) && (!to || day <= to.slice(0, day.length));
}

/**
 * One page of ordered entries, and the cursor of the next. A cursor is a hash of the last entry's id, so that
 * it means the same entry when others have come or gone, and says nothing to whoever reads an access log.
 *
 * @returns undefined where the cursor's entry is not there (any more)
 */
export async function page<E extends { id: string }>(
  entries: readonly E[],
  { cursor, limit }: Pick<Query, 'cursor' | 'limit'>,
): Promise<{ entries: E[]; next: string | null } | undefined> {
  let start = 0;
  if (cursor !== undefined) {
    while (start < entries.length && (await cursorOf(entries[start]!)) !== cursor) start += 1;
    if (start === entries.length) return undefined;
    start += 1;
  }
  const part = entries.slice(start, start + limit);
  const more = start + limit < entries.length;
  return { entries: part, next: more ? await cursorOf(part.at(-1)!) : null };
}

async function cursorOf({ id }: { id: string }): Promise<string> {
  return (await sha256(id)).slice(0, 24);
}
