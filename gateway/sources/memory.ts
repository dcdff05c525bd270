/** How long something a source said is remembered, in milliseconds: as long as an access token lives. */
const LIFETIME = 300_000;

/** What was heard not long ago. It may spare work, never a question: whoever recalls it has asked again. */
export interface Memory<T> {
  recall(key: string): T | undefined;
  /** @param size - in the unit of `most` */
  keep(key: string, what: T, size?: number): void;
  forget(key: string): void;
}

/**
 * A memory that forgets: everything after a while, asked for or not, and the oldest first where it has no room.
 *
 * @param most - how much it holds
 */
export function createMemory<T>(most: number): Memory<T> {
  const kept = new Map<string, { what: T; size: number; end: ReturnType<typeof setTimeout> }>();
  let room = most;

  function forget(key: string): void {
    const one = kept.get(key);
    if (!one) return;
    clearTimeout(one.end);
    kept.delete(key);
    room += one.size;
  }

  return {
    recall: (key) => kept.get(key)?.what,
    forget,
    keep(key, what, size = 1) {
      forget(key);
      if (size > most) return;
      while (room < size) forget(kept.keys().next().value!);
      const end = setTimeout(forget, LIFETIME, key);
      // In Node a timer keeps the process alive; in a page it is a number.
      (end as { unref?: () => void }).unref?.();
      kept.set(key, { what, size, end });
      room -= size;
    },
  };
}
