import type { Demographics, Section } from '../../api-spec/record.ts';
import { sha256 } from '../store/chain.ts';

/** What of an answer says how it was come by. It changes from one look to the next while the record stays the same. */
const CIRCUMSTANCES = new Set(['answeredAt', 'completeness', 'sources', 'next', 'total']);

/**
 * The hash under which an audit row keeps what was shown: SHA-256 (FIPS 180-4) over the UTF-8 of the answer in the form of
 * RFC 8785, without the {@link CIRCUMSTANCES}. Whoever has the answer, or makes it again from the versions of
 * its entries, comes to the same hash.
 */
export async function contentHash(answer: Section | Demographics): Promise<string> {
  const content = Object.fromEntries(Object.entries(answer).filter(([name]) => !CIRCUMSTANCES.has(name)));
  return sha256(new TextEncoder().encode(canonical(content)));
}

/**
 * JSON in one form only (RFC 8785): no white space, members in the order of their names by UTF-16 code units. Lone
 * surrogates, over which that RFC fails, stay escaped: a source that sends one must not keep an answer from leaving.
 */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one ?? null)).join(',')}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}
