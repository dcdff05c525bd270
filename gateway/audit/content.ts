import type { Demographics, Section } from '../../api-spec/record.ts';
import { sha256 } from '../sha256.ts';

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
    text += `${text === '' ? '' : ','}${quoted(name)}:${name === 'entries' ? listOf(member as object[]) : canonical(member)}`;
  }
  return `{${text}}`;
}

/** The entries of an answer, which its hash and its sending both need. */
const lists = new WeakMap<object, string>();
function listOf(entries: readonly object[]): string {
  const known = lists.get(entries) ?? `[${entries.map(entryOf).join(',')}]`;
  lists.set(entries, known);
  return known;
}

/** Entries that stand in more answers than one, and never change; each is written once. */
const lasting = new WeakMap<object, string | undefined>();
function entryOf(entry: object): string {
  const known = lasting.get(entry);
  if (known !== undefined) return known;
  const text = canonical(entry);
  if (lasting.has(entry)) lasting.set(entry, text);
  return text;
}

/** Says that an entry will be written again. To remember those that will not costs more than to write them. */
export function keepWritten(entry: object): void {
  if (!lasting.has(entry)) lasting.set(entry, undefined);
}

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
