import type { Entry } from '../../api-spec/record.ts';

type Encounter = Entry<'encounters'>;

/** A stay or visit with the encounters that were part of it, in the order in which they took place. */
export interface Spell {
  readonly spell: Encounter;
  readonly segments: readonly Encounter[];
}

/** Puts each segment with its spell (FHIR `Encounter.partOf`). One whose spell is not here, or that goes round in a circle, stands alone. */
export function spells(entries: readonly Encounter[]): Spell[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const wholeOf = (entry: Encounter): Encounter => {
    const passed = new Set([entry]);
    for (let whole = entry; ; ) {
      const next = byId.get(whole.partOf ?? '');
      if (!next) return whole;
      if (passed.has(next)) return entry;
      passed.add((whole = next));
    }
  };
  const wholes = new Map(entries.map((entry) => [entry, wholeOf(entry)]));
  return entries
    .filter((entry) => wholes.get(entry) === entry)
    .map((spell) => ({ spell, segments: entries.filter((one) => one !== spell && wholes.get(one) === spell).toReversed() }));
}
