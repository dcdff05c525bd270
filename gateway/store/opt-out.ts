import type { OptOutChange } from './store.ts';

/** Whether an objection held at that moment: the last change that had begun by then decides. */
export const heldAt = (changes: readonly OptOutChange[], at: Date): boolean => decisiveAt(changes, at)?.state === 'opted-out';

/** The change that decides at a moment: of those that have begun the one that began last, and of those the newest. */
export function decisiveAt(changes: readonly OptOutChange[], at: Date): OptOutChange | undefined {
  const begun = changes.filter((change) => Date.parse(change.from) <= at.getTime());
  return begun.reduce<OptOutChange | undefined>(
    (kept, change) => (kept && Date.parse(kept.from) > Date.parse(change.from) ? kept : change),
    undefined,
  );
}
