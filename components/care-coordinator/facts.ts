import type { Entry } from '../../api-spec/record.ts';
import { formatDay } from '../../src/format/day.ts';
import { coordinatorFactWords as say } from '../../src/text/care-coordinator-facts.ts';
import { words } from '../../src/text/words.ts';
import type { Fact } from '../../src/view/detail.ts';

/** What the detail of somebody to turn to adds to the row (FHIR CareTeam, EpisodeOfCare). Loaded when the first is opened. */
export function facts({ telephone, email, organisation, team, period }: Entry<'care-coordinator'>): Fact[] {
  return [
    [say.organisation, organisation ?? words.notRecorded],
    [say.telephone, telephone ?? words.notRecorded],
    [say.email, email ?? words.notRecorded],
    [say.team, team],
    [say.from, period?.start && formatDay(period.start)],
    [say.until, period?.end && formatDay(period.end)],
  ];
}
