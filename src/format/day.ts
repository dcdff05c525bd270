import { words } from '../text/words.ts';
import { inLondon } from './london.ts';

/**
 * Writes a FHIR date, dateTime or instant as `12-Mar-2019`, with the precision recorded and no more:
 * `2019` stays a year, `2019-03` becomes `Mar-2019`, an instant gets its time in Europe/London.
 * A text that is no date is shown as it was sent; a missing one reads "Not recorded".
 */
export function formatDay(date: string | null | undefined, withTime = true): string {
  if (!date) return words.notRecorded;
  const [, year, month, day, time] = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(T.+)?)?)?$/.exec(date) ?? [];
  if (!year) return date;
  if (!time) return [day, month && (words.months.split(' ')[Number(month) - 1] ?? month), year].filter(Boolean).join('-');
  const instant = new Date(date);
  if (Number.isNaN(+instant)) return date;
  const [there, then] = inLondon(instant).split('T');
  return formatDay(there) + (withTime ? ` ${then}` : '');
}

/**
 * The last moment that a date may mean, for sorting: a partial date stands at the end of its period (domain rules, A6), a
 * missing one before everything.
 */
export function lastMoment(date: string | null): number {
  const [year, month, day] = (date ?? '').slice(0, 10).split('-').map(Number) as [number, number?, number?];
  if (!date || !year) return -Infinity;
  if (date.includes('T')) return Date.parse(date);
  return (day ? Date.UTC(year, (month ?? 1) - 1, day + 1) : month ? Date.UTC(year, month) : Date.UTC(year + 1)) - 1;
}

/** Writes the time of day of an instant in Europe/London, 24 hours: `14:02`. */
export const formatTime = (instant: string | Date): string => {
  const date = new Date(instant);
  return Number.isNaN(+date) ? words.notRecorded : inLondon(date).slice(-5);
};

/** Whole years between two dates at the precision recorded, or `undefined` where a year is all that is known of either. */
export function yearsBetween(from: string, to: string): number | undefined {
  const [fromYear, fromRest] = [from.slice(0, 4), from.slice(5, 10)];
  const [toYear, toRest] = [to.slice(0, 4), to.slice(5, 10)];
  if (fromRest.length < 5 || toRest.length < 5) return undefined;
  return Number(toYear) - Number(fromYear) - (toRest < fromRest ? 1 : 0);
}
