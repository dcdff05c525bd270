import type { Entry } from '../../api-spec/record.ts';
import { formatDay } from '../../src/format/day.ts';
import { vitalSignFactWords as say } from '../../src/text/vital-sign-facts.ts';
import type { Fact } from '../../src/view/detail.ts';

/** What a vital sign's detail adds to its reading (FHIR Observation). Loaded when the first row is opened. */
export function facts({ measurements, device, position, bodySite, issued }: Entry<'vital-signs'>): Fact[] {
  return [
    [say.method, measurements[0]?.method?.display],
    [say.device, device],
    [say.position, position?.display],
    [say.bodySite, bodySite?.display],
    [say.sent, issued && formatDay(issued)],
  ];
}
