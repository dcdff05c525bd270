import type { Flag, Measurement, Person, Range, Term, Value } from '../../api-spec/record.ts';
import type { Found, Holdings } from './holdings.ts';
import { firstPerson } from './people.ts';
import {
  at, coding, codings, date, decimal, inWords, known, listed, moment, notes, objects, oneOf, term, text, type Json,
} from './read.ts';
import { unitsConflict } from './units.ts';

/** Counts what a measurement could not take in. */
export interface Tally {
  uncoded: number;
  unreadable: number;
}

export interface Setting {
  /** The group that the observation belongs to. */
  readonly panel: string | undefined;
  /** The whole report was cancelled. */
  readonly cancelled: boolean;
  /** Who is named for the whole entry, and need not be named again. */
  readonly author: Person | undefined;
}

export const STATUSES = [
  'registered', 'partial', 'preliminary', 'final', 'amended', 'corrected', 'appended', 'cancelled', 'unknown',
] as const;

/** FHIR Observation (UKCore-Observation-Lab; https://hl7.org/fhir/R4/observation.html), with a code. */
export function measurement(found: Found, setting: Setting, holdings: Holdings, tally: Tally): Measurement {
  const { resource, within, id } = found;
  const status = setting.cancelled ? 'cancelled' : (oneOf(resource['status'], STATUSES) ?? 'unknown');
  const specimen = holdings.mention(resource['specimen'], within)?.resource;
  const collected = moment(at(specimen, 'collection'), 'collected');
  const performer = firstPerson(resource['performer'], within, holdings);
  return known<Measurement>({
    ...reading(resource, id, status, tally),
    panel: setting.panel,
    when: collected ?? moment(resource, 'effective') ?? null,
    note: notes(resource['note']),
    method: term(resource['method']),
    specimen: specimenType(resource['specimen'], specimen),
    performer: JSON.stringify(performer) === JSON.stringify(setting.author) ? undefined : performer,
  });
}

const specimenType = (link: unknown, specimen: Json | undefined): Term | undefined => {
  const display = text(at(link, 'display'));
  return term(specimen?.['type']) ?? (display ? { display } : undefined);
};

/** What an observation and a component of one have in common. */
function reading(observed: Json, id: string, status: Measurement['status'], tally: Tally): Measurement {
  const code = coding(observed['code'])!;
  // Of what was cancelled there is no result, whatever else was sent.
  if (status === 'cancelled') return { id, code, status, when: null, value: null, flags: [], ranges: [] };
  const value = valueOf(observed, tally);
  const quantity = observed['valueQuantity'];
  const conflict = unitsConflict(text(at(quantity, 'unit')), ucumOf(quantity));
  const components = objects(observed['component']);
  const parts = components
    .map((component, index) => ({ component, index }))
    .filter(({ component }) => coding(component['code']))
    .map(({ component, index }) => reading(component, `${id}.${index + 1}`, status, tally));
  const uncodedParts = components.length - parts.length;
  tally.uncoded += uncodedParts;
  return known<Measurement>({
    id,
    code,
    status,
    when: null,
    value: value ?? null,
    flags: conflict ? [] : listed(observed['interpretation']).map(flag).filter((one) => one !== undefined),
    ranges: objects(observed['referenceRange']).map(range).filter((one) => one !== undefined),
    absent: inWords(observed['dataAbsentReason']),
    unitConflict: conflict || undefined,
    parts: parts.length > 0 ? parts : undefined,
    uncodedParts: uncodedParts > 0 ? uncodedParts : undefined,
  });
}

/** `value[x]`. A value of a type that has no place in the record, or that is not what its type says, is counted. */
export function valueOf(observed: Json, tally: Tally): Value | undefined {
  const element = Object.keys(observed).find((name) => /^value[A-Z]/.test(name) && observed[name] !== null);
  if (element === undefined) return undefined;
  const value = VALUES.get(element)?.(observed[element]);
  if (value === undefined) tally.unreadable++;
  return value;
}

type Reader = (value: unknown) => Value | undefined;

const VALUES: ReadonlyMap<string, Reader> = new Map(Object.entries<Reader>({
  valueQuantity: quantity,
  valueInteger: (value) => quantity({ value }),
  valueCodeableConcept(value) {
    const words = inWords(value);
    const code = coding(value);
    return words === undefined ? undefined : known<Value & { type: 'text' }>({ type: 'text', text: words, code });
  },
  valueString: asText,
  valueTime: asText,
  valueBoolean: (value) => (typeof value === 'boolean' ? { type: 'boolean', value } : undefined),
  valueDateTime(value) {
    const day = date(value);
    return day === undefined ? asText(value) : { type: 'date', date: day };
  },
  valuePeriod(value) {
    const [start, end] = [date(at(value, 'start')), date(at(value, 'end'))];
    return start || end ? { type: 'text', text: `${start ?? ''} – ${end ?? ''}`.trim() } : undefined;
  },
  valueRange(value) {
    const { low, high, unit, mixed } = bounds(value);
    if (mixed !== undefined) return { type: 'text', text: mixed };
    return low || high ? known<Value & { type: 'range' }>({ type: 'range', low, high, unit }) : undefined;
  },
  valueRatio(value) {
    const [numerator, denominator] = [inFull(at(value, 'numerator')), inFull(at(value, 'denominator'))];
    return numerator && denominator ? { type: 'ratio', numerator, denominator } : undefined;
  },
}));

function asText(value: unknown): Value | undefined {
  const words = text(value);
  return words === undefined ? undefined : { type: 'text', text: words };
}

const COMPARATORS = ['<', '<=', '>=', '>', 'ad'] as const;

function quantity(value: unknown): Value | undefined {
  const number = decimal(at(value, 'value'));
  if (number === undefined) return undefined;
  const comparator = oneOf(at(value, 'comparator'), COMPARATORS);
  // Without what stands before it, it would be another value.
  if (comparator === undefined && text(at(value, 'comparator'))) return asText(inFull(value));
  const [unit, ucum] = [unitOf(value), ucumOf(value)];
  return known<Value & { type: 'quantity' }>({ type: 'quantity', value: number, comparator, unit, ucum });
}

const UCUM = /^https?:\/\/unitsofmeasure\.org\/?$/;

const ucumOf = (value: unknown) => (UCUM.test(text(at(value, 'system')) ?? '') ? text(at(value, 'code')) : undefined);

/** As sent. Where only a code was sent, a number would otherwise stand without a unit. */
const unitOf = (value: unknown) => text(at(value, 'unit')) ?? text(at(value, 'code'));

/** A quantity in one phrase: "<0.5 mg/L". */
function inFull(value: unknown): string | undefined {
  const number = decimal(at(value, 'value'));
  if (number === undefined) return undefined;
  const unit = unitOf(value);
  return `${text(at(value, 'comparator')) ?? ''}${number}${unit && unit !== '1' ? ` ${unit}` : ''}`;
}

/** Two ends in one unit; or, where each has its own, both in words. */
function bounds(value: unknown): Bounds {
  const [low, high] = [at(value, 'low'), at(value, 'high')];
  const [lowUnit, highUnit] = [unitOf(low), unitOf(high)];
  if (lowUnit && highUnit && lowUnit !== highUnit) {
    return { mixed: [inFull(low), inFull(high)].filter(Boolean).join(' – ') };
  }
  return { low: decimal(at(low, 'value')), high: decimal(at(high, 'value')), unit: lowUnit ?? highUnit };
}

type Bounds = { [K in 'low' | 'high' | 'unit' | 'mixed']?: string | undefined };

/** FHIR `referenceRange`, which may be words only. */
function range(written: Json): Range | undefined {
  const { low, high, unit, mixed } = bounds(written);
  const own = text(written['text']);
  const words = [own, mixed].filter(Boolean).join('; ') || undefined;
  if (!low && !high && !words) return undefined;
  const [from, until] = [inFull(at(written['age'], 'low')), inFull(at(written['age'], 'high'))];
  const age = from || until ? `${from ?? ''} – ${until ?? ''}`.trim() : undefined;
  const whom = [written['type'], ...listed(written['appliesTo'])].map(inWords);
  const appliesTo = [...whom, age].filter(Boolean).join(', ') || undefined;
  return known<Range>({ low, high, unit: low || high ? unit : undefined, text: words, appliesTo });
}

/** v3 ObservationInterpretation, v2 table 0078 and what CareConnect made of them have the same codes. */
const INTERPRETATIONS = /ObservationInterpretation|\bv2[-/]0078$|2\.16\.840\.1\.113883\.5\.83$/;

const LEVELS: ReadonlyMap<string, Flag['level']> = new Map([
  ['N', 'normal'],
  ...['A', 'H', 'L', 'HU', 'LU', 'HX', 'LX'].map((code) => [code, 'abnormal'] as const),
  ...['AA', 'HH', 'LL'].map((code) => [code, 'critical'] as const),
]);

/** A flag as the laboratory sent it. Nothing is ever concluded from a value and its range. */
function flag(interpretation: unknown): Flag | undefined {
  const codes = codings(interpretation);
  const best = codes.find(({ system }) => INTERPRETATIONS.test(system)) ?? codes[0];
  const display = best?.display ?? inWords(interpretation);
  if (!best) return display ? { code: display, system: '', display, level: 'other' } : undefined;
  const level = (INTERPRETATIONS.test(best.system) && LEVELS.get(best.code)) || 'other';
  return known<Flag>({ code: best.code, system: best.system, display, level });
}
