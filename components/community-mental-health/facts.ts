import type { Entry } from '../../api-spec/record.ts';
import { formatDay } from '../../src/format/day.ts';
import { contactFactWords as say } from '../../src/text/community-mental-health-facts.ts';
import { contactWords } from '../../src/text/community-mental-health.ts';
import { person, type Fact } from '../../src/view/detail.ts';

/** What a contact's detail adds to its row (FHIR Encounter, EpisodeOfCare, DocumentReference). Loaded when the first is opened. */
export function facts({ service, period, professionals, kind, classifiedBy }: Entry<'community-mental-health'>): Fact[] {
  return [
    [say.service, service?.display],
    [say.from, period?.start && formatDay(period.start)],
    [say.until, period?.end && formatDay(period.end)],
    [say.professionals, professionals.map(person).join('; ')],
    [say.classifiedBy, `${contactWords.kinds[kind]}: ${classifiedBy}`],
  ];
}
