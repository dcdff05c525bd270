import type { Entry, Term } from '../../api-spec/record.ts';
import { formatDay } from '../../src/format/day.ts';
import { procedureFactWords as say } from '../../src/text/procedure-facts.ts';
import { words } from '../../src/text/words.ts';
import { person, type Fact } from '../../src/view/detail.ts';

const terms = (all: readonly Term[]) => all.map(({ display }) => display).join(', ');

/** What a procedure's detail adds to its row (FHIR Procedure). Loaded when the first row is opened. */
export function facts(entry: Entry<'procedures'>): Fact[] {
  const { period, location, status } = entry;
  const notDone = status === 'not-done' || status === 'preparation' || status === 'on-hold';
  return [
    [say.reason, entry.statusReason?.display],
    [say.category, entry.category?.display],
    [say.site, terms(entry.bodySites) || words.notRecorded],
    [say.laterality, entry.laterality?.display ?? words.notRecorded],
    [say.began, period?.start && formatDay(period.start)],
    [say.ended, period?.end && formatDay(period.end)],
    ...entry.performers.map((who): Fact => [say.performer, person(who)]),
    [notDone ? say.reasonsNotDone : say.reasons, terms(entry.reasons)],
    [say.outcome, entry.outcome?.display ?? (status === 'completed' ? words.notRecorded : undefined)],
    [say.complications, terms(entry.complications)],
    [say.location, [location?.name, location?.address, location?.telephone].filter(Boolean).join(', ')],
    [say.report, entry.report?.display],
  ];
}
