import type { Entry } from '../../api-spec/record.ts';
import { formatDay } from '../../src/format/day.ts';
import { alertFactWords as say } from '../../src/text/alert-facts.ts';
import type { Fact } from '../../src/view/detail.ts';

/** What an alert's detail adds to its row (FHIR Flag). Loaded when the first row is opened. */
export const facts = ({ categories, period }: Entry<'alerts'>): Fact[] => [
  [say.category, categories.map(({ display }) => display).join(', ')],
  [say.since, formatDay(period?.start)],
  [say.until, period?.end ? formatDay(period.end) : say.noEnd],
];
