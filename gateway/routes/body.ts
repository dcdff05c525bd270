import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Refusal } from '../record/refusal.ts';
import { isNhsNumber } from '../register/nhs-number.ts';
import type { Env } from './log.ts';
import { isDay } from './query.ts';

/** Nothing that an operator asks for comes near it, in bytes. */
const LONGEST = 8192;

/** Of a body that does not say how long it is no more is read than that. */
const noLonger = bodyLimit({
  maxSize: LONGEST,
  onError() {
    throw bad('the body is too long');
  },
});

export const bad = (detail: string) => new Refusal('bad-request', { detail });

/** The fields of a JSON body. One that is not understood is refused: a filter that is overlooked would widen a report. */
export interface Fields {
  text(name: string, longest?: number): string | undefined;
  patient(): string | undefined;
  odsCode(name: string): string | undefined;
  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined;
  someOf<T extends string>(name: string, allowed: readonly T[]): T[] | undefined;
  whole(name: string, most: number): number | undefined;
  day(name: string): string | undefined;
  moment(name: string): Date | undefined;
}

/** Reads the body of a request. @throws {Refusal} where it is not a JSON object of these fields */
export async function readFields(c: Context<Env>, allowed: readonly string[]): Promise<Fields> {
  const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw bad('a JSON body is expected');
  await noLonger(c, async () => undefined);
  const body = parsed(await c.req.text());
  if (!Object.keys(body).every((name) => allowed.includes(name))) throw bad(`only ${allowed.join(', ')} may be said here`);

  function read<T>(name: string, expected: string, fits: (value: unknown) => value is T): T | undefined {
    const value = body[name];
    if (value === undefined || fits(value)) return value;
    throw bad(`${name} is not ${expected}`);
  }
  const isText = (value: unknown): value is string => typeof value === 'string';
  const among = <T extends string>(all: readonly T[]) => (value: unknown): value is T => all.includes(value as T);

  return {
    text: (name, longest = 200) =>
      read(name, `a text of at most ${longest} characters`, (value): value is string => isText(value) && value.length > 0 && value.length <= longest),
    patient: () => read('patient', 'a valid NHS number of ten digits', isNhsNumber),
    odsCode: (name) => read(name, 'an ODS code', (value): value is string => isText(value) && /^[A-Z0-9]{3,10}$/.test(value)),
    oneOf: (name, all) => read(name, `one of ${all.join(', ')}`, among(all)),
    someOf: <T extends string>(name: string, all: readonly T[]) =>
      read(name, `a list of one to three of ${all.join(', ')}, each once`, (value): value is T[] =>
        Array.isArray(value) && value.length > 0 && value.length <= 3 && new Set(value).size === value.length && value.every(among(all))),
    whole: (name, most) =>
      read(name, `a whole number from 1 to ${most}`, (value): value is number => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most),
    day: (name) => read(name, 'a day such as 2019-03-05', (value): value is string => isText(value) && isDay(value)),
    moment(name) {
      const written = read(name, 'a moment such as 2019-03-05T10:00:00Z', (value): value is string =>
        isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value)));
      return written === undefined ? undefined : new Date(written);
    },
  };
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said below, like any other body that is none.
  }
  throw bad('the body is not a JSON object');
}
