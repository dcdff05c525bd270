import { list } from './list.ts';

/** The sentences of the trend chart and its table. */
export const trendWords = list('trendWords', {
  title: (test: string, unit: string) => `${test} over time, in ${unit}`,
  unitNotRecorded: 'a unit that was not recorded',
  description: (count: number, first: string, last: string) => `${count} values from ${first} to ${last}.`,
  range: (range: string) => `Reference range of the latest value: ${range}`,
  separate: 'Values with another unit or method are not joined by a line: each has a chart of its own.',
  notDrawn: (count: number) => `${count} ${count === 1 ? 'value is' : 'values are'} in the table but not in the chart: text, an upper or lower limit, or a date that is not exact.`,
  table: 'The same values as a table',
  point: (value: string, day: string, flag: string) => [`${value} on ${day}`, flag].filter(Boolean).join(', '),
  abnormal: 'Flagged by the source',
  usual: 'Not flagged',
});
