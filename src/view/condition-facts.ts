import type { Condition } from '../../api-spec/record.ts';
import { formatDay } from '../format/day.ts';
import { conditionFactWords as say } from '../text/condition-facts.ts';
import { words } from '../text/words.ts';
import type { Fact } from './detail.ts';

/** What the detail of a problem and of a diagnosis have in common (FHIR Condition). */
export const conditionFacts = (condition: Condition): Fact[] => [
  [say.onset, inWords(condition.onset, condition.onsetText) ?? words.notRecorded],
  [say.abatement, inWords(condition.abatement, condition.abatementText)],
  [say.severity, condition.severity?.display],
  [say.site, condition.bodySites.map(({ display }) => display).join(', ')],
];

const inWords = (day: string | undefined, text: string | undefined): string | undefined =>
  [day && formatDay(day), text].filter(Boolean).join(' · ') || undefined;
