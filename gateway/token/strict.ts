import { base64url } from 'jose';

/** The longest token that is looked at. Nothing of ours, and nothing that a host has to say, comes near it. */
const LONGEST = 8192;
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const STRING = /"(?:[^"\\]|\\.)*"/gs;

/** A JWS taken apart, its signature not yet checked. */
export interface Parts {
  header: Record<string, unknown>;
  payload: Record<string, unknown>;
}

/**
 * Reads a compact JWS (RFC 7515 section 3.1) in the one way it can be written, or says what is wrong.
 *
 * Libraries forgive white space, padding, spare bits and repeated members; two readers that forgive
 * differently see two tokens in one text. So nothing of the kind is let through to the signature check.
 */
export function takeApart(token: string): Parts | string {
  if (token.length > LONGEST) return 'too-long';
  if (!COMPACT.test(token)) return 'not-compact';
  const [header, payload, signature] = token.split('.') as [string, string, string];
  try {
    for (const part of [header, payload, signature]) {
      if (base64url.encode(base64url.decode(part)) !== part) return 'not-canonical';
    }
    const parts = { header: readObject(header), payload: readObject(payload) };
    return parts.header && parts.payload ? (parts as Parts) : 'not-json';
  } catch {
    return 'not-json';
  }
}

function readObject(part: string): Record<string, unknown> | undefined {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(base64url.decode(part));
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return repeatsMember(text, value) ? undefined : (value as Record<string, unknown>);
}

/** RFC 7519 section 4: names must be unique. A parser keeps the last one, so fewer are left than were written. */
function repeatsMember(text: string, value: unknown): boolean {
  const written = text.replace(STRING, '').split(':').length - 1;
  return written !== members(value);
}

function members(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inside = Object.values(value).reduce((sum: number, item) => sum + members(item), 0);
  return Array.isArray(value) ? inside : inside + Object.keys(value).length;
}
