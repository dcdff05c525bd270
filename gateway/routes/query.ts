import type { Category } from '../../api-spec/record.ts';
import { isCategory, kindsOf } from '../policy/kinds.ts';
import type { Query } from '../record/page.ts';
import { Refusal } from '../record/refusal.ts';

/** The longest page that may be asked for, and the one that comes when nothing is said. */
const MOST = 1000;
const USUAL = 100;

/**
 * Reads the query of a category. Whatever is not understood is refused: a filter that is overlooked would
 * make a part look like the whole. What was sent is never repeated in the answer.
 */
export function readQuery(parameters: URLSearchParams, category: Category): Query {
  allow(parameters, ['kind', 'from', 'to', 'limit', 'cursor']);
  const kinds = parameters.getAll('kind');
  const known = kindsOf(category);
  if (!kinds.every((kind) => known.includes(kind))) {
    throw bad(known.length > 0 ? `kind is not one of ${known.join(', ')}` : 'this category has no kinds');
  }
  return { ...(kinds.length > 0 ? { kinds: [...new Set(kinds)] } : {}), ...readPart(parameters) };
}

/** Days, and a page of what lies between them. */
function readPart(parameters: URLSearchParams): { from?: string; to?: string; limit: number; cursor?: string } {
  const from = single(parameters, 'from');
  const to = single(parameters, 'to');
  if (!isDay(from) || !isDay(to)) throw bad('from and to are days such as 2019-03-05');
  if (from && to && from > to) throw bad('from is later than to');
  const limit = single(parameters, 'limit');
  if (limit !== undefined && !(/^[1-9][0-9]{0,3}$/.test(limit) && Number(limit) <= MOST)) {
    throw bad(`limit is not a whole number from 1 to ${MOST}`);
  }
  const cursor = single(parameters, 'cursor');
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    limit: limit === undefined ? USUAL : Number(limit),
    ...(cursor === undefined ? {} : { cursor }),
  };
}

/** Reads the query of a stream: which categories, each once, in the order asked. */
export function readCategories(parameters: URLSearchParams): Category[] {
  allow(parameters, ['category']);
  const names = [...new Set(parameters.getAll('category'))];
  const wanted = names.filter(isCategory);
  if (wanted.length === 0 || wanted.length < names.length) throw bad('category does not name a category');
  return wanted;
}

/** Reads the query of a list of days: what of a history is asked for. */
export function readDays(parameters: URLSearchParams): { from?: string; to?: string; limit: number; cursor?: string } {
  allow(parameters, ['from', 'to', 'limit', 'cursor']);
  return readPart(parameters);
}

/** For a path that takes no query at all. */
export function readNothing(parameters: URLSearchParams): void {
  allow(parameters, []);
}

function allow(parameters: URLSearchParams, names: readonly string[]): void {
  if (![...parameters.keys()].every((name) => names.includes(name))) {
    throw bad(names.length > 0 ? `only ${names.join(', ')} may be asked here` : 'no parameter may be given here');
  }
}

function single(parameters: URLSearchParams, name: string): string | undefined {
  const [value, ...more] = parameters.getAll(name);
  if (more.length > 0) throw bad(`${name} is given more than once`);
  return value;
}

/** A day that there is, RFC 3339 `full-date`. Nothing asked is fine, too. */
export function isDay(value: string | undefined): boolean {
  if (value === undefined) return true;
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

const bad = (detail: string) => new Refusal('bad-request', { detail });
