import type { Entry } from '../../api-spec/record.ts';
import { formatDay } from '../../src/format/day.ts';
import { allergyFactWords as say } from '../../src/text/allergy-facts.ts';
import type { Fact } from '../../src/view/detail.ts';

const together = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' · ');

/** What an allergy's detail adds to its row (FHIR AllergyIntolerance). Loaded when the first row is opened. */
export function facts({ type, categories = [], onset, lastOccurrence, ended, reactions }: Entry<'allergies'>): Fact[] {
  return [
    [say.type, type && say.types[type]],
    [say.category, categories.map((kind) => say.categories[kind]).join(', ')],
    [say.onset, onset && formatDay(onset)],
    [say.lastOccurrence, lastOccurrence && formatDay(lastOccurrence)],
    [say.ended, ended && together(ended.when && formatDay(ended.when), ended.reason)],
    ...reactions.flatMap(({ manifestations, substance, route, when, note }): Fact[] => [
      [say.reaction, together(manifestations.map(({ display }) => display).join(', '), when && formatDay(when), note)],
      [say.exposure, substance?.display],
      [say.route, route?.display],
    ]),
  ];
}
