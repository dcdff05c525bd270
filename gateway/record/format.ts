/**
 * What a document is, by its own bytes. What its source declares is a claim: a script that is called a picture must
 * not reach a browser under either name that would run it (https://mimesniff.spec.whatwg.org/ for the signatures).
 */

/** What nobody can tell is not opened, only saved. */
export const UNKNOWN = 'application/octet-stream';

export interface Format {
  /** The media type to tell, with its character set where it is text. */
  readonly type: string;
  /** How the name of a saved copy ends. */
  readonly ending: string;
}

const SIGNATURES: readonly [type: string, ending: string, starts: readonly string[]][] = [
  ['application/pdf', 'pdf', ['%PDF-']],
  ['image/png', 'png', ['\x89PNG\r\n\x1a\n']],
  ['image/jpeg', 'jpg', ['\xff\xd8\xff']],
  ['image/gif', 'gif', ['GIF87a', 'GIF89a']],
  ['image/webp', 'webp', ['RIFF????WEBP']],
  ['image/tiff', 'tif', ['II*\0', 'MM\0*']],
  ['application/rtf', 'rtf', ['{\\rtf']],
];

/** Names by which the same formats go. */
const SAME: Readonly<Record<string, string>> = {
  'application/x-pdf': 'application/pdf',
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/tif': 'image/tiff',
  'text/rtf': 'application/rtf',
  'application/xhtml+xml': 'text/html',
};

/** Formats that are text, and that are shown as it: what a browser would make of them is not asked. */
const TEXTUAL = /^text\/(?!html)|[/+](xml|json)$/;

/** A PDF may have some other bytes before its first line (ISO 32000-1, annex H, implementation note 13). */
const PREAMBLE = 1024;

/** How a text has to begin to be a page: one of the tags that pages and parts of pages begin with. */
const MARKUP =
  /^(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|title|meta|link|style|script|iframe|body|main|header|section|article|div|p|span|h[1-6]|table|ul|ol|dl|pre|font|center|a|b|i|em|strong|br|hr|img)[\s/>]/i;

/** Control characters that no text has, of any of the character sets below. */
const BINARY = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/;

export function formatOf(bytes: Uint8Array): Format {
  const start = latin1(bytes.subarray(0, PREAMBLE));
  const known = SIGNATURES.find(([, , starts]) => starts.some((one) => isAt(start, one))) ?? pdfLater(start);
  if (known) return { type: known[0], ending: known[1] };
  const text = textOf(bytes);
  if (!text) return { type: UNKNOWN, ending: 'bin' };
  const isPage = MARKUP.test(text.start.trimStart());
  return { type: `text/${isPage ? 'html' : 'plain'}; charset=${text.charset}`, ending: isPage ? 'html' : 'txt' };
}

/**
 * The type that a source declared, if it is another one than the bytes are. What says nothing, or what cannot be told
 * from the bytes, contradicts nothing.
 */
export function contradicted(declared: string | undefined, { type }: Format): string | undefined {
  const claim = declared?.split(';')[0]!.trim().toLowerCase() ?? '';
  if (!/^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,100}$/.test(claim) || claim === UNKNOWN) return undefined;
  const [found] = type.split(';') as [string];
  const meant = SAME[claim] ?? claim;
  const agrees = found === 'text/plain' ? TEXTUAL.test(meant) : found === meant;
  const couldTell = found !== UNKNOWN || TEXTUAL.test(meant) || meant === 'text/html' || SIGNATURES.some(([one]) => one === meant);
  return agrees || !couldTell ? undefined : claim;
}

const isAt = (text: string, signature: string) => [...signature].every((one, at) => one === '?' || text[at] === one);

const pdfLater = (start: string) => (start.includes('%PDF-') && !MARKUP.test(start.trimStart()) ? SIGNATURES[0] : undefined);

const latin1 = (bytes: Uint8Array) => String.fromCharCode(...bytes);

/** In which character set bytes are text, if they are any: UTF-8 where that is possible, otherwise what Windows writes. */
function textOf(bytes: Uint8Array): { charset: string; start: string } | undefined {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
  for (const charset of marked ? [marked] : ['utf-8', 'windows-1252']) {
    try {
      const text = new TextDecoder(charset, { fatal: true }).decode(bytes);
      return BINARY.test(text) ? undefined : { charset, start: text.slice(0, PREAMBLE) };
    } catch {
      // Not this one.
    }
  }
  return undefined;
}
