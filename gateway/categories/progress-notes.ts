import type { Entry } from '../../api-spec/record.ts';
import { documentSearch, formsOf, isOf, letter } from './documents.ts';
import { newestFirst, siftEach } from './each.ts';
import { known, text, type Json } from './read.ts';
import type { Rule } from './rule.ts';

/** FHIR DocumentReference (UKCore-DocumentReference): the notes of a ward, a clinic or a visit. */
export const progressNotes: Rule<'progress-notes'> = {
  searches: [documentSearch],
  coded: 'DocumentReference.type',

  /** The latest first, by when they were about. */
  order: newestFirst,

  sift: siftEach<'progress-notes'>({
    DocumentReference(document, holdings) {
      const note = letter(document, holdings);
      return typeof note === 'string' ? note : known<Entry<'progress-notes'>>({ ...note, text: wholeText(formsOf(document)) });
    },
  }, isOf('progress-notes')),
};

/** A note that is longer is a document to be opened, like one that is not plain text. In characters of base64. */
const LONGEST = 100_000;

/** Everything that a note says in plain text, whole; undefined where it does not, or where a part could not be read. */
function wholeText(forms: readonly Json[]): string | undefined {
  const plain = forms.filter(({ contentType }) => /^\s*text\/plain\s*(;|$)/i.test(text(contentType) ?? ''));
  const parts = plain.map(plainText);
  return parts.length > 0 && parts.every((part) => part !== undefined) ? parts.join('\n\n') : undefined;
}

function plainText({ contentType, data }: Json): string | undefined {
  if (typeof data !== 'string' || data.length > LONGEST) return undefined;
  const charset = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(text(contentType) ?? '')?.[1] ?? 'utf-8';
  try {
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    return text(new TextDecoder(charset, { fatal: true }).decode(bytes));
  } catch {
    // Not base64, not of that charset, or a charset that nobody knows: half a note would be worse than a document.
    return undefined;
  }
}
