import type { Entry } from '../../api-spec/record.ts';
import type { Group } from '../../src/element/category-element.ts';
import { formatDay } from '../../src/format/day.ts';
import { medicationWords as say } from '../../src/text/medications.ts';
import { words } from '../../src/text/words.ts';

type Medication = Entry<'medications'>;

const dayOf = ({ recorded, when }: Medication) => (recorded ?? when)?.slice(0, 10);

/** Lists that are further apart than this are not of one discharge, nor of one and the readmission that followed. */
const MONTH = 31 * 86_400_000;

/**
 * Each discharge under its own heading, in the order of the entries, which is the latest first. What belongs together
 * is said by the stay that the medicines were prescribed in, otherwise by source and day. Discharges that are more than
 * a month older than the latest are folded; one without a date never is.
 */
export function discharges(entries: readonly Medication[]): Group<Medication>[] {
  const groups = new Map<string, Medication[]>();
  for (const entry of entries) {
    const key = entry.encounter?.id ?? `${entry.source.odsCode} ${dayOf(entry) ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  const times = entries.map((entry) => Date.parse(dayOf(entry) ?? '')).filter((time) => !Number.isNaN(time));
  const latest = Math.max(...times);
  return [...groups.values()].map((group) => {
    const [first] = group as [Medication, ...Medication[]];
    const day = dayOf(first);
    const folded = latest - Date.parse(day ?? '') > MONTH; // not where there is no date: NaN
    const title = folded ? say.earlierDischarge : say.discharge;
    return { title: title(first.source.name, day ? formatDay(day) : words.notRecorded), entries: group, folded };
  });
}
