import type { Demographics, Section } from '../../api-spec/record.ts';
import { sha256 } from '../store/sha256.ts';

/** What of an answer says how it was come by. It changes from one look to the next while the record stays the same. */
const CIRCUMSTANCES = new Set(['answeredAt', 'completeness', 'sources', 'next', 'total']);

/**
 * The hash under which an audit row keeps what was shown: SHA-256 (FIPS 180-4) over the UTF-8 of the answer in the form of
 * RFC 8785, without the {@link CIRCUMSTANCES}. Whoever has the answer, or makes it again from the versions of
 * its entries, comes to the same hash.
 */
export async function contentHash(answer: Section | Demographics): Promise<string> {
  return sha256(textOf(answer, (name) => !CIRCUMSTANCES.has(name)));
}

/** An answer as it is sent: in the form of RFC 8785, in which its content has been written for its hash already. */
export const written = (answer: Section | Demographics): string => textOf(answer, () => true);

function textOf(answer: Section | Demographics, has: (name: string) => boolean): string {
  let text = '';
  for (const name of inOrder(Object.keys(answer).filter(has))) {
    const member = answer[name as keyof typeof answer] as unknown;
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${quoted(name)}:${name === 'entries' ? once(member as object, listOf) : canonical(member)}`;
  }
  return `{${text}}`;
}

/** An answer's entries are written once for both, and an entry once for all the answers that it stands in: none of them changes. */
const texts = new WeakMap<object, string>();
function once<T extends object>(one: T, write: (one: T) => string): string {
  const known = texts.get(one) ?? write(one);
  texts.set(one, known);
  return known;
}

const listOf = (list: object) => `[${(list as object[]).map((entry) => once(entry, canonical)).join(',')}]`;

/**
 * JSON in one form only (RFC 8785): no white space, members in the order of their names by UTF-16 code units. Lone
 * surrogates, over which that RFC fails, stay escaped: a source that sends one must not keep an answer from leaving.
 */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let text = '';
  if (Array.isArray(value)) {
    for (const one of value) text += (text === '' ? '' : ',') + canonical(one ?? null);
    return `[${text}]`;
  }
  for (const name of inOrder(Object.keys(value))) {
    const member = (value as Record<string, unknown>)[name];
    if (member !== undefined) text += `${text === '' ? '' : ','}${quoted(name)}:${canonical(member)}`;
  }
  return `{${text}}`;
}

/** Most strings stand between quotes as they are. */
const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));
const PLAIN = /^[ !#-[\]-~]*$/;

/** By UTF-16 code units, as `<` compares them. For as few names as our objects have, this takes less time than a sort. */
function inOrder(names: string[]): string[] {
  if (names.length > 32) return names.sort();
  for (let next = 1; next < names.length; next += 1) {
    const name = names[next]!;
    let place = next;
    for (; place > 0 && names[place - 1]! > name; place -= 1) names[place] = names[place - 1]!;
    names[place] = name;
  }
  return names;
}
