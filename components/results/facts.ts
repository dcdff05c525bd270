import type { Entry } from '../../api-spec/record.ts';
import { formatDay } from '../../src/format/day.ts';
import { reportFactWords as say } from '../../src/text/report-facts.ts';
import { resultWords } from '../../src/text/results.ts';
import { person, type Fact } from '../../src/view/detail.ts';

/** What a report's detail adds to its findings (FHIR DiagnosticReport, Specimen). Loaded when the first is opened. */
export function facts({ issued, specimens = [], requester, conclusionCodes = [], kind, classifiedBy }: Entry<'results'>): Fact[] {
  return [
    [say.reported, issued && formatDay(issued)],
    [say.requester, person(requester)],
    ...specimens.flatMap(({ type, collected, received, note }): Fact[] => [
      [say.specimen, [type?.display, note].filter(Boolean).join(', ')],
      [say.collected, collected && formatDay(collected)],
      [say.received, received && formatDay(received)],
    ]),
    [say.conclusionCodes, conclusionCodes.map(({ display }) => display).join(', ')],
    [say.classifiedBy, `${resultWords.kinds[kind]}: ${classifiedBy}`],
  ];
}
