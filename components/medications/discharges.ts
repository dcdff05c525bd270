import type { Entry } from '../../api-spec/record.ts';
import type { Group } from '../../src/element/category-element.ts';
import { formatDay } from '../../src/format/day.ts';
import { medicationWords as say } from '../../src/text/medications.ts';
import { words } from '../../src/text/words.ts';

type Medication = Entry<'medications'>;

const dayOf = ({ recorded, when }: Medication) => (recorded ?? when)?.slice(0, 10);

/**
 * Each discharge under its own heading, the latest first, as the entries come. What belongs together is said by the
 * stay that the medicines were prescribed in, otherwise by source and day. An earlier discharge is folded away only if
 * both it and a later one of the same source name their stays: two days without one may well be a single discharge.
 */
export function discharges(entries: readonly Medication[]): Group<Medication>[] {
  const groups = new Map<string, Medication[]>();
  for (const entry of entries) {
    const key = entry.encounter?.id ?? `${entry.source.odsCode} ${dayOf(entry) ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  const later = new Set<string>();
  return [...groups.values()].map((group) => {
    const { source, encounter } = group[0]!;
    const day = dayOf(group[0]!);
    const folded = encounter !== undefined && later.has(source.odsCode);
    if (encounter) later.add(source.odsCode);
    const title = folded ? say.earlierDischarge : say.discharge;
    return { title: title(source.name, day ? formatDay(day) : words.notRecorded), entries: group, folded };
  });
}
