/** What arrived is not what it should be. The message says where, never what: it may be logged. */
export class Unreadable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Unreadable';
  }
}

/** Deeper than any FHIR resource nests, shallower than any call stack. */
const DEEPEST = 200;

/**
 * Reads JSON (RFC 8259) with every number as the string it was written as: FHIR says that the precision of a
 * decimal has meaning (https://hl7.org/fhir/R4/datatypes.html#decimal), so 5.60 must not become 5.6.
 * @param most - how many values it may have: who reads it does nothing else meanwhile
 * @throws {Unreadable}
 */
export function readJson(text: string, most = Infinity): unknown {
  refuseBulk(text, most);
  try {
    return JSON.parse(text, asWritten);
  } catch (error) {
    // The message of JSON.parse quotes the text, which may be a patient's.
    const place = error instanceof Error ? /position (\d+)/.exec(error.message) : null;
    throw new Unreadable(place ? `it is not JSON (at character ${Number(place[1]) + 1})` : 'it is not JSON');
  }
}

/** The third argument of a reviver, by which the language gives the source text of a primitive value. */
const asWritten = (_key: string, value: unknown, context?: { source?: string }) =>
  typeof value === 'number' ? (context?.source ?? String(value)) : value;

/** Before anything recursive sees the text: a reviver calls itself once a level, and is called for each value. */
function refuseBulk(text: string, most: number): void {
  let depth = 0;
  let values = 1;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (quoted) {
      if (character === 0x5c /* \ */) at++;
      else if (character === 0x22 /* " */) quoted = false;
    } else if (character === 0x22) quoted = true;
    else if (character === 0x7b /* { */ || character === 0x5b /* [ */) {
      if (++depth > DEEPEST) throw new Unreadable(`it is nested more than ${DEEPEST} levels deep`);
      values++;
    } else if (character === 0x7d /* } */ || character === 0x5d /* ] */) depth--;
    else if (character === 0x2c /* , */) values++;
    if (values > most) throw new Unreadable(`it has more than ${most} values`);
  }
}

/**
 * Bytes to text. FHIR is UTF-8 only; a byte that is not is refused, since it may be the µ of a unit.
 * @throws {Unreadable}
 */
export function readText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Unreadable('it is not UTF-8');
  }
}
