import type { Attachment, Category, Entry } from '../../api-spec/record.ts';
import { asWritten, text } from '../categories/read.ts';
import type { Rule } from '../categories/rule.ts';
import { decode } from '../sources/binary.ts';
import { Outage, type Source } from '../sources/source.ts';
import { contradicted, formatOf, type Format } from './format.ts';
import type { Inquiry, Limits } from './inquiry.ts';
import { Refusal } from './refusal.ts';
import { readPart, type Reading, shownOf, type Told } from './section.ts';

/** A scanned letter of many pages, from an archive that has to look for it. */
export const USUAL: Limits = { largest: 20_000_000, deadline: 15_000 };

/** A document, ready to be handed out. */
export interface Document {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly format: Format;
  /** The type that its source declared, where the bytes are something else. */
  readonly contradicted: string | undefined;
  readonly title: string | undefined;
}

const ID = /^([a-z-]{1,64})\.([a-z][a-z0-9-]{0,31})\.[0-9a-f]{16}$/;

/** The category and the source that an id names, whether or not there are such. */
export function partsOf(id: string): { category: string; source: string } | undefined {
  const parts = ID.exec(id);
  return parts ? { category: parts[1]!, source: parts[2]! } : undefined;
}

/**
 * Reads one document of one source, once it has been granted and written down. The source is asked for the whole
 * category again, and only what an entry names that this reader may see now is handed out: an id alone opens nothing.
 */
export async function readDocument<C extends Category>(
  id: string,
  source: Source,
  inquiry: Inquiry,
  rule: Rule<C>,
  reading: Reading<C>,
  limits: Limits,
): Promise<Told<Document>> {
  const { category } = reading;
  const { answer, entries, attachments, versionOf } = await readPart(source, inquiry, rule, reading);
  const naming = entries.filter((entry) => documentsOf(entry).some((document) => document.id === id));
  const form = attachments.get(id);
  if (naming.length === 0 || !form) {
    // What did not arrive, or not whole, may well be there.
    if (answer.status === 'answered') throw new Refusal('not-found');
    throw new Refusal('all-sources-unavailable', { category, sources: [answer] });
  }

  const content =
    form['data'] === undefined
      ? await inquiry.fetch(source, asWritten(form['url']).trim(), limits).catch((error: unknown) => {
          if (!(error instanceof Outage)) throw error;
          throw new Refusal('all-sources-unavailable', { category, sources: [{ ...answer, status: error.status }] });
        })
      : decode(form['data'], limits.largest);
  if (content === 'not-found') throw new Refusal('not-found');
  if (content === 'too-large') throw new Refusal('document-too-large', { category });
  if (content === 'unreadable' || content.length === 0) throw new Refusal('document-unreadable', { category });
  const format = formatOf(content);
  return {
    answer: { bytes: content, format, contradicted: contradicted(text(form['contentType']), format), title: text(form['title']) },
    sources: [shownOf(answer, naming.map(({ id: entry }: { id: string }) => entry), versionOf)],
  };
}

const documentsOf = (entry: Entry): readonly Attachment[] => ('documents' in entry && entry.documents) || [];
