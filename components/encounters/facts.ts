import type { Entry } from '../../api-spec/record.ts';
import { formatDay } from '../../src/format/day.ts';
import { encounterFactWords as say } from '../../src/text/encounter-facts.ts';
import { person, type Fact } from '../../src/view/detail.ts';

type Encounter = Entry<'encounters'>;

const all = (terms: readonly { display: string }[]) => terms.map(({ display }) => display).join(', ');

const diagnosed = ({ condition, verification, use }: Encounter['diagnoses'][number]) =>
  say.diagnosed(condition.display, ...[use?.display, verification && say.verification[verification]].filter((one) => one !== undefined));

/** What an encounter's detail adds to its row (FHIR Encounter). Loaded when the first row is opened. */
export function facts(entry: Encounter): Fact[] {
  const { period, types, service, reasons, diagnoses, locations, participants } = entry;
  return [
    [say.start, formatDay(period.start)],
    [say.end, formatDay(period.end)],
    [say.setting, entry.class?.display],
    [say.type, all(types)],
    [say.service, service?.display],
    [say.reasons, all(reasons)],
    ...diagnoses
      .toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0)
      .map((one): Fact => [say.diagnosis, diagnosed(one)]),
    ...locations.map(({ name, address, telephone }): Fact => [say.places, [name, address, telephone].filter(Boolean).join(', ')]),
    [say.admittedFrom, entry.admittedFrom?.display],
    [say.admissionMethod, entry.admissionMethod?.display],
    [say.dischargedTo, entry.dischargedTo?.display],
    [say.dischargeMethod, entry.dischargeMethod?.display],
    ...participants.map((who): Fact => [say.people, person(who)]),
    [say.partOf, entry.partOf],
  ];
}
