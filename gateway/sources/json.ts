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
  const quoted = quoteNumbers(text, most);
  try {
    if (quoted !== undefined) return JSON.parse(quoted);
  } catch {
    // Of what is wrong the place is told in the text as it came.
  }
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

/** Not one that stands where a name belongs: between quotes it would pass for one. */
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-]|\s*:)/y;

/**
 * Puts every number between quotes, so that a plain parse keeps it: a reviver takes ten times as long over a large
 * answer, and nothing else is answered meanwhile. Undefined where that cannot be done without a doubt.
 *
 * Depth and bulk are refused on the way, before anything recursive sees the text: a reviver calls itself once a level.
 */
function quoteNumbers(text: string, most: number): string | undefined {
  let depth = 0;
  let values = 1;
  let quoted = '';
  let done = 0;
  let sure = true;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === 0x22 /* " */) {
      at = endOfString(text, at);
    } else if (character === 0x7b /* { */ || character === 0x5b /* [ */) {
      if (++depth > DEEPEST) throw new Unreadable(`it is nested more than ${DEEPEST} levels deep`);
      values++;
    } else if (character === 0x7d /* } */ || character === 0x5d /* ] */) depth--;
    else if (character === 0x2c /* , */) values++;
    else if (sure && (character === 0x2d /* - */ || (character >= 0x30 && character <= 0x39))) {
      NUMBER.lastIndex = at;
      sure = NUMBER.test(text);
      if (!sure) continue;
      quoted += `${text.slice(done, at)}"${text.slice(at, NUMBER.lastIndex)}"`;
      done = NUMBER.lastIndex;
      at = done - 1;
    }
    if (values > most) throw new Unreadable(`it has more than ${most} values`);
  }
  return sure ? quoted + text.slice(done) : undefined;
}

/** Where the string ends that begins here: at the next quotation mark with no, or an even number of, `\` before it. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (text.charCodeAt(before - 1) === 0x5c /* \ */) before--;
    if ((end - before) % 2 === 0) return end;
  }
  return text.length;
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
