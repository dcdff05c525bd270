/** The content of documents, which FHIR writes as base64 (https://hl7.org/fhir/R4/datatypes.html#base64Binary). */
import type { Json } from './reference.ts';
import type { Content } from './source.ts';

/** As many bytes as these characters stand for, where they are base64 at all (RFC 4648, section 4). */
export const sizeOf = (base64: string): number => Math.floor((base64.replace(/=+$/, '').length * 3) / 4);

/**
 * The bytes, and nothing made up where the text is not what it should be: FHIR allows white space between the
 * characters and nothing else. What is larger than it may be is not decoded at all.
 */
export function decode(text: unknown, most: number): Content {
  if (typeof text !== 'string') return 'not-found';
  const base64 = text.replace(/\s+/g, '');
  if (base64 === '') return 'not-found';
  if (sizeOf(base64) > most) return 'too-large';
  const digits = base64.replace(/={1,2}$/, '');
  if (base64.length % 4 !== 0 || /[^A-Za-z0-9+/]/.test(digits)) return 'unreadable';
  const characters = atob(base64);
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < characters.length; at++) bytes[at] = characters.charCodeAt(at);
  return bytes;
}

/** What a FHIR `Binary` holds. */
export const contentOf = (binary: Json, most: number): Content =>
  binary['resourceType'] === 'Binary' ? decode(binary['data'], most) : 'unreadable';
