import { at, codings, date, decimal, inWords, listed, text } from './read.ts';

/**
 * FHIR `Timing`, in words (https://hl7.org/fhir/R4/datatypes.html#timing). Numbers stand as they were sent, and what
 * has no words here stands as its code: nothing is left out, because a dose without its frequency is another dose.
 */
export function timingInWords(timing: unknown): string | undefined {
  const repeat = at(timing, 'repeat');
  const parts = [
    abbreviation(at(timing, 'code')), howOften(repeat), days(repeat), occasions(repeat), hours(repeat),
    length(repeat), howManyTimes(repeat), howLong(repeat),
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? [...new Set(parts)].join(', ') : undefined;
}

/** v3 GTSAbbreviation (https://hl7.org/fhir/R4/valueset-timing-abbreviation.html), which nobody should have to know. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['QD', 'once a day'], ['BID', 'twice a day'], ['TID', '3 times a day'], ['QID', '4 times a day'],
  ['QOD', 'every other day'], ['AM', 'every morning'], ['PM', 'every afternoon'], ['BED', 'at bedtime'],
  ['Q1H', 'every hour'], ['Q2H', 'every 2 hours'], ['Q3H', 'every 3 hours'], ['Q4H', 'every 4 hours'],
  ['Q6H', 'every 6 hours'], ['Q8H', 'every 8 hours'], ['WK', 'once a week'], ['MO', 'once a month'],
]);

function abbreviation(code: unknown): string | undefined {
  const known = codings(code)
    .filter(({ system }) => system.endsWith('/v3-GTSAbbreviation'))
    .map((coded) => ABBREVIATIONS.get(coded.code))
    .find((words) => words !== undefined);
  return text(at(code, 'text')) ?? known ?? inWords(code);
}

/** UCUM, as far as a `Timing` may use it, in one and in many. */
const UNITS: ReadonlyMap<string, readonly [one: string, many: string]> = new Map([
  ['s', ['second', 'seconds']], ['min', ['minute', 'minutes']], ['h', ['hour', 'hours']], ['d', ['day', 'days']],
  ['wk', ['week', 'weeks']], ['mo', ['month', 'months']], ['a', ['year', 'years']],
]);

/** `8 hours`, `1 day`; a unit that is not known as it was sent. */
function amount(number: string, unit: string | undefined): string {
  const [one, many] = UNITS.get(unit ?? '') ?? [unit, unit];
  return [number, number === '1' ? one : many].filter(Boolean).join(' ');
}

const span = (low: string, high: string | undefined) => (high && high !== low ? `${low} to ${high}` : low);

/** How many times in how long: "twice a day", "2 to 3 times a week", "every 4 to 6 hours". */
function howOften(repeat: unknown): string | undefined {
  const [frequency, most, period, longest] = ['frequency', 'frequencyMax', 'period', 'periodMax'].map((name) =>
    decimal(at(repeat, name)),
  );
  if (frequency === undefined && most === undefined && period === undefined) return undefined;
  const times = frequency ?? (most === undefined ? '1' : `up to ${most}`);
  const spoken = frequency === undefined ? times : span(times, most);
  const counted = spoken === '1' ? 'once' : spoken === '2' ? 'twice' : `${spoken} times`;
  if (period === undefined) return `${counted} (in what time is not recorded)`;
  const unit = text(at(repeat, 'periodUnit'));
  if (unit === undefined) return `${counted} every ${span(period, longest)} (unit of time not recorded)`;
  const within = span(period, longest);
  const one = UNITS.get(unit)?.[0] ?? unit;
  if (within !== '1') return `${spoken === '1' ? '' : `${counted} `}every ${amount(within, unit)}`;
  if (unit === 'h' || unit === 'min' || unit === 's') return `${spoken === '1' ? '' : `${counted} `}every ${one}`;
  return `${counted} a ${one}`;
}

const DAYS: ReadonlyMap<string, string> = new Map([
  ['mon', 'Monday'], ['tue', 'Tuesday'], ['wed', 'Wednesday'], ['thu', 'Thursday'], ['fri', 'Friday'],
  ['sat', 'Saturday'], ['sun', 'Sunday'],
]);

/** "on Monday, Wednesday and Friday". A weekly medicine taken daily has killed people. */
function days(repeat: unknown): string | undefined {
  const named = texts(at(repeat, 'dayOfWeek')).map((day) => DAYS.get(day) ?? day);
  return named.length > 0 ? `on ${series(named)}` : undefined;
}

/** v3 TimingEvent and EventTiming (https://hl7.org/fhir/R4/valueset-event-timing.html). */
const OCCASIONS: ReadonlyMap<string, string> = new Map([
  ['MORN', 'in the morning'], ['MORN.early', 'early in the morning'], ['MORN.late', 'late in the morning'],
  ['NOON', 'at noon'], ['AFT', 'in the afternoon'], ['AFT.early', 'early in the afternoon'],
  ['AFT.late', 'late in the afternoon'], ['EVE', 'in the evening'], ['EVE.early', 'early in the evening'],
  ['EVE.late', 'late in the evening'], ['NIGHT', 'at night'], ['PHS', 'after sleep'], ['HS', 'at bedtime'],
  ['WAKE', 'on waking'], ['C', 'with meals'], ['CM', 'with breakfast'], ['CD', 'with lunch'],
  ['CV', 'with the evening meal'], ['AC', 'before meals'], ['ACM', 'before breakfast'], ['ACD', 'before lunch'],
  ['ACV', 'before the evening meal'], ['PC', 'after meals'], ['PCM', 'after breakfast'], ['PCD', 'after lunch'],
  ['PCV', 'after the evening meal'],
]);

function occasions(repeat: unknown): string | undefined {
  const named = texts(at(repeat, 'when')).map((code) => OCCASIONS.get(code) ?? code);
  if (named.length === 0) return undefined;
  const offset = decimal(at(repeat, 'offset'));
  return [offset && offset !== '0' ? amount(offset, 'min') : undefined, series(named)].filter(Boolean).join(' ');
}

/** "at 08:00 and 20:00". */
function hours(repeat: unknown): string | undefined {
  const times = texts(at(repeat, 'timeOfDay')).map((time) => /^(\d\d:\d\d):00$/.exec(time)?.[1] ?? time);
  return times.length > 0 ? `at ${series(times)}` : undefined;
}

/** How long one dose takes to give. */
function length(repeat: unknown): string | undefined {
  const duration = decimal(at(repeat, 'duration'));
  if (duration === undefined) return undefined;
  return `over ${amount(span(duration, decimal(at(repeat, 'durationMax'))), text(at(repeat, 'durationUnit')))}`;
}

function howManyTimes(repeat: unknown): string | undefined {
  const [count, most] = [decimal(at(repeat, 'count')), decimal(at(repeat, 'countMax'))];
  if (count === undefined) return most && `up to ${most} times in all`;
  const times = span(count, most);
  return times === '1' ? 'once only' : `${times} times in all`;
}

/** For how long to go on; the dates of a `boundsPeriod` are told apart from the words. */
function howLong(repeat: unknown): string | undefined {
  const [duration, range] = [at(repeat, 'boundsDuration'), at(repeat, 'boundsRange')];
  const exact = decimal(at(duration, 'value'));
  if (exact !== undefined) return `for ${text(at(duration, 'comparator')) ?? ''}${amount(exact, unitOf(duration))}`;
  const [low, high] = [at(range, 'low'), at(range, 'high')];
  const [least, most] = [decimal(at(low, 'value')), decimal(at(high, 'value'))];
  const unit = unitOf(high) ?? unitOf(low);
  if (least && most) return `for ${amount(span(least, most), unit)}`;
  if (least) return `for at least ${amount(least, unit)}`;
  return most && `for up to ${amount(most, unit)}`;
}

/** The code, which has words here, before the source's own word for it. */
function unitOf(quantity: unknown): string | undefined {
  const code = text(at(quantity, 'code'));
  return code !== undefined && UNITS.has(code) ? code : (text(at(quantity, 'unit')) ?? code);
}

/** The days on which something is to be given, where these are all that was said. */
export const datesOf = (timing: unknown): string[] => listed(at(timing, 'event')).map(date).filter((day) => day !== undefined);

const texts = (value: unknown): string[] => listed(value).map(text).filter((one) => one !== undefined);

/** "a, b and c". */
function series(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
