/**
 * Drafts of resources know both how a source writes a thing and how the gateway holds it once it is read:
 * `asJson` gives the one, `asRead` the other.
 */
export type Drafted = Decimal | Link | string | boolean | undefined | Drafted[] | DraftedElements;
/** An undefined element is one that the source does not send. */
export interface DraftedElements {
  [element: string]: Drafted;
}

/**
 * A number with the precision in which it is written. In FHIR that is part of the value: 7.0 is not 7 (FHIR
 * R4, data types, decimal), and a JavaScript number cannot tell the two apart.
 */
export class Decimal {
  readonly text: string;

  constructor(text: string) {
    if (!/^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)) throw new RangeError(`"${text}" is not a FHIR decimal`);
    this.text = text;
  }
}

/** A reference to a resource of the same source: relative, absolute or `urn:uuid:`; once read, `Type/id`. */
export class Link {
  readonly written: string;
  readonly read: string;

  constructor(written: string, read: string) {
    this.written = written;
    this.read = read;
  }
}

/** The draft as the gateway holds it after reading: every number is the text that the source wrote. */
export function asRead(draft: Drafted): unknown {
  if (draft instanceof Decimal) return draft.text;
  if (draft instanceof Link) return draft.read;
  if (Array.isArray(draft)) return draft.map(asRead);
  if (typeof draft !== 'object') return draft;
  const read: { [element: string]: unknown } = {};
  for (const [element, value] of Object.entries(draft)) {
    if (value !== undefined) read[element] = asRead(value);
  }
  return read;
}

/** The draft as FHIR JSON, its numbers as real JSON numbers with their written precision. */
export function asJson(draft: Drafted): string {
  if (draft instanceof Decimal) return draft.text;
  if (draft instanceof Link) return JSON.stringify(draft.written);
  if (Array.isArray(draft)) return `[${draft.map(asJson).join(',')}]`;
  if (typeof draft !== 'object') return JSON.stringify(draft);
  const elements = Object.entries(draft).filter(([, value]) => value !== undefined);
  return `{${elements.map(([element, value]) => `${JSON.stringify(element)}:${asJson(value)}`).join(',')}}`;
}
