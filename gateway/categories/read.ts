/**
 * Reading FHIR that nobody has checked. Every reader takes anything at all and answers with what the contract
 * allows, or with undefined; none of them throws.
 */
import type { Coding, PartialDate, Period, Term } from '../../api-spec/record.ts';
import { asWritten, isObject, listed, type Json } from '../sources/reference.ts';

export { asWritten, isObject, listed, type Json };

export const SNOMED = 'http://snomed.info/sct';

/** An element of something that may be no object. */
export const at = (value: unknown, element: string): unknown => (isObject(value) ? value[element] : undefined);

/** The objects among what should be a list of objects. */
export const objects = (value: unknown): Json[] => listed(value).filter(isObject);

/** Plain text, without the control characters that no clinician has typed. */
export function text(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const plain = (CONTROL.test(value) ? value.replaceAll(EVERY_CONTROL, '') : value).toWellFormed().trim();
  return plain === '' ? undefined : plain;
}

const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;
const EVERY_CONTROL = new RegExp(CONTROL, 'g');

/** One of a closed list of codes, `undefined` for any other. */
export const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined =>
  allowed.find((one) => one === (typeof value === 'string' ? value.trim() : value));

/** FHIR `decimal`, as it was written (https://hl7.org/fhir/R4/datatypes.html#decimal). */
export function decimal(value: unknown): string | undefined {
  const written = text(asWritten(value));
  return written !== undefined && /^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$/.test(written) ? written : undefined;
}

const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?)?)?$/;

/**
 * FHIR `date`, `dateTime` or `instant`, to the precision recorded. A time without an offset could be any of two
 * dozen instants, and is left away; a day that no calendar has leaves nothing to rely on.
 */
export function date(value: unknown): PartialDate | undefined {
  const parts = DATE.exec(text(value) ?? '');
  if (!parts) return undefined;
  const [, year, month, day, time, seconds = '00', fraction = '', offset] = parts;
  if (month === undefined) return year;
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number(month) < 1 || Number(month) > 12 || Number(day ?? 1) < 1 || Number(day ?? 1) > days) return undefined;
  if (day === undefined) return `${year}-${month}`;
  const moment = `${year}-${month}-${day}T${time}:${seconds}${fraction}${offset}`;
  // FHIR has no 24:00, and readers disagree about the day that it belongs to.
  const isInstant = time !== undefined && time < '24' && offset !== undefined && !Number.isNaN(Date.parse(moment));
  return isInstant ? moment : `${year}-${month}-${day}`;
}

/** A date that is an instant (RFC 3339). */
export function instant(value: unknown): string | undefined {
  const moment = date(value);
  return moment?.includes('T') ? moment : undefined;
}

/** Which version of a resource this is: FHIR `meta.versionId`, or when it last changed, where its source counts none. */
export const versionOf = (resource: Json): string | undefined =>
  text(asWritten(at(resource['meta'], 'versionId'))) ?? text(at(resource['meta'], 'lastUpdated'));

/** An element that says when in one of several types: `effective[x]`, `onset[x]`. Of a period, its start. */
export function moment(resource: unknown, element: string): PartialDate | undefined {
  const period = at(resource, `${element}Period`);
  return (
    date(at(resource, `${element}DateTime`)) ?? date(at(resource, `${element}Instant`)) ??
    date(at(period, 'start')) ?? date(at(period, 'end'))
  );
}

/** The same element where it is no date: an age, a range of ages, or the source's own words. */
export function momentInWords(resource: unknown, element: string): string | undefined {
  const range = at(resource, `${element}Range`);
  const [age, low, high] = [at(resource, `${element}Age`), at(range, 'low'), at(range, 'high')].map(amount);
  return text(at(resource, `${element}String`)) ?? age ?? (low || high ? `${low ?? ''} – ${high ?? ''}`.trim() : undefined);
}

const amount = (quantity: unknown): string | undefined => {
  const number = decimal(at(quantity, 'value'));
  return number && [number, text(at(quantity, 'unit')) ?? text(at(quantity, 'code'))].filter(Boolean).join(' ');
};
/** FHIR `Period`, each end to the precision recorded; undefined where neither is known. */
export function periodOf(value: unknown): Period | undefined {
  const [start, end] = [date(at(value, 'start')), date(at(value, 'end'))];
  return start || end ? known<Period>({ start, end }) : undefined;
}

/** The extension of an element whose address ends so: UK Core has moved its extensions from one address to another. */
export const extension = (element: unknown, name: string): Json | undefined =>
  objects(at(element, 'extension')).find(({ url }) => text(url)?.endsWith(name));

/** The last moment that a date may mean, for sorting: `2019` is after every day of 2019, no date is before all. */
export function endOf(value: PartialDate | null | undefined): number {
  if (!value) return -Infinity;
  const [year, month, day] = value.slice(0, 10).split('-').map(Number) as [number, number?, number?];
  if (value.includes('T')) return Date.parse(value);
  const after = day ? Date.UTC(year, month! - 1, day + 1) : month ? Date.UTC(year, month) : Date.UTC(year + 1);
  return after - 1;
}

const londonDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });

/** The day in London, where the record is read, on which an instant falls; a date without a time stays as it is. */
export const dayOf = (when: PartialDate): PartialDate => (when.length > 10 ? londonDay.format(new Date(when)) : when);

/** To be confirmed, to be advised: a place held open for a code is not a code. */
const PLACEHOLDER = /^(tbc|tba|tbd)$/i;

interface Coded {
  readonly system: string;
  readonly code: string;
  readonly display: string | undefined;
}

/** The codings of a CodeableConcept that have a system and a code, those of SNOMED CT first. */
export function codings(concept: unknown): Coded[] {
  const ranked: { rank: number; coded: Coded }[] = [];
  for (const coding of listed(at(concept, 'coding'))) {
    const [system, code] = [text(at(coding, 'system')), text(at(coding, 'code'))];
    if (!system || !code || PLACEHOLDER.test(code)) continue;
    const rank = (system === SNOMED ? 0 : 2) + (at(coding, 'userSelected') === true ? 0 : 1);
    ranked.push({ rank, coded: { system, code, display: text(at(coding, 'display')) } });
  }
  if (ranked.length > 1) ranked.sort((a, b) => a.rank - b.rank);
  return ranked.map(({ coded }) => coded);
}

/** A CodeableConcept by its best coding; undefined if no code stands behind it (contract, section 5). */
export function coding(concept: unknown, among: readonly Coded[] = codings(concept)): Coding | undefined {
  const [best] = among;
  if (!best) return undefined;
  const own = text(at(concept, 'text'));
  const display = best.display ?? own ?? best.code;
  const { system, code } = best;
  return own && !sameWords(own, display) ? { system, code, display, text: own } : { system, code, display };
}

/** A CodeableConcept that may be text only. The source's own words are not lost beside a code. */
export function term(concept: unknown): Term | undefined {
  const coded = coding(concept);
  if (coded) return { display: words(coded), system: coded.system, code: coded.code };
  const displays = objects(at(concept, 'coding')).map((one) => text(one['display']));
  const display = text(at(concept, 'text')) ?? displays.find((one) => one !== undefined);
  return display ? { display } : undefined;
}

/** What a concept says, in words. */
export const inWords = (concept: unknown): string | undefined => term(concept)?.display;

/** A coding in one phrase: what the source wrote, and what its code means where that says something else. */
export function words({ display, text: own }: Coding): string {
  if (!own || display.toLowerCase().includes(own.toLowerCase())) return display;
  return own.toLowerCase().includes(display.toLowerCase()) ? own : `${own} (${display})`;
}

const sameWords = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** The first code of a concept that is on the list, whatever its system: the value sets of statuses are closed. */
export function statusOf<T extends string>(concept: unknown, allowed: readonly T[]): T | undefined {
  // A source that still speaks STU3 sends the bare code.
  const codes = typeof concept === 'string' ? [concept] : objects(at(concept, 'coding')).map(({ code }) => code);
  return codes.map((code) => oneOf(code, allowed)).find((code) => code !== undefined);
}

/** All annotations, in order. */
export function notes(value: unknown): string | undefined {
  const lines = listed(value)
    .map((note) => text(at(note, 'text')) ?? text(note))
    .filter((line) => line !== undefined);
  return lines.length > 0 ? lines.join('\n') : undefined;
}

/** Only what is known: the contract has no empty elements. */
export function known<T extends object>(elements: { [K in keyof T]: T[K] | undefined }): T {
  const kept: Partial<T> = {};
  for (const name of Object.keys(elements) as (keyof T)[]) {
    const value = elements[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept as T;
}
