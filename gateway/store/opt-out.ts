import type { OptOutChange } from './store.ts';

/** Whether an objection held at that moment: the last change that had begun by then decides. */
export function heldAt(changes: readonly OptOutChange[], at: Date): boolean {
  const begun = changes.filter((change) => Date.parse(change.from) <= at.getTime());
  const latest = begun.reduce<OptOutChange | undefined>(
    (kept, change) => (kept && Date.parse(kept.from) > Date.parse(change.from) ? kept : change),
    undefined,
  );
  return latest?.state === 'opted-out';
}
