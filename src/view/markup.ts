import createCleaner, { type Config } from 'dompurify';
import { html } from 'lit';
import { documentWords as say } from '../text/document.ts';
import type { Paper } from './paper.ts';
import { trusted } from './trusted.ts';

/** What a letter is made of. Everything else loses its tag and keeps its words, but for what is no text to begin with. */
const TAGS =
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em ' +
  'figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s samp section small ' +
  'span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr';

/** Nothing that names, links, runs, or hides; styles could paint words white, so a letter is shown without its own. */
const ATTRIBUTES =
  'abbr align alt border cellpadding cellspacing colspan dir headers height lang nowrap reversed rowspan scope span src start ' +
  'summary title valign value width';

/** A picture inside the letter itself is shown; one that would have to be fetched tells its sender who is reading. */
const INSIDE = /^data:image\/(png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]+$/i;

/** What the page in the frame may load: nothing. It says so itself, whatever the host's page allows. */
const FORBIDDEN = "default-src 'none'; img-src data:";

/**
 * A browser that has been forbidden styles, scripts, sounds, handlers and base addresses reports a letter's own as it parses
 * or moves them, before anything can clean them away. So it meets none: a sheet or script becomes what is dropped with all
 * that is in it and stands wherever they may (`noframes`), and every other `style`, whatever begins like a handler, `<base`,
 * `<audio` and `<video` have a mark in them, which no name has, until the letter is clean.
 */
function disguise(text: string): { text: string; undo(text: string): string } {
  let mark = '\uE000';
  while (text.includes(mark)) mark += '\uE000';
  return {
    text: text.replace(/(<\/?)(?:style|script)(?=[\s/>])/gi, '$1noframes').replace(/(?<=s)(?=tyle)|(?<=[\s"'/]o)(?=n)|(?<=<b)(?=ase)|(?<=<\/?a)(?=udio)|(?<=<\/?v)(?=ideo)/gi, mark),
    undo: (clean) => clean.replaceAll(mark, ''),
  };
}

/**
 * A web page as a letter: cleaned by DOMPurify, in a frame that runs no script, sends no form, loads nothing and cannot
 * reach the page around it. The frame has no sheet, which a strict host would forbid it, so its one font is an attribute.
 */
export function layMarkup(text: string, title: string): Paper {
  const letter = disguise(text);
  let isWhole = true;
  const cleaner = createCleaner(window);
  cleaner.addHook('uponSanitizeAttribute', (element, attribute) => {
    if (attribute.attrName !== 'src' || (element.localName === 'img' && INSIDE.test(letter.undo(attribute.attrValue)))) return;
    attribute.keepAttr = false;
    isWhole = false;
  });
  // A table with lines around its cells, but none of the room in them that its sheet gave it.
  cleaner.addHook('afterSanitizeAttributes', (element) => {
    if (element.localName === 'table' && !element.hasAttribute('cellpadding')) element.setAttribute('cellpadding', '4');
  });
  const config: Config = {
    ALLOWED_TAGS: TAGS.split(' '),
    ALLOWED_ATTR: ATTRIBUTES.split(' '),
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    TRUSTED_TYPES_POLICY: trusted() as unknown as NonNullable<Config['TRUSTED_TYPES_POLICY']>,
  };
  const clean = letter.undo(String(cleaner.sanitize(letter.text, config)));
  const page = [
    '<!doctype html><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${FORBIDDEN}">`,
    `<body bgcolor="#ffffff" text="#212b32"><font face="Arial, Helvetica, sans-serif">${clean}</font>`,
  ].join('');
  return {
    content: html`<iframe class="frame" sandbox="" referrerpolicy="no-referrer" title=${say.content(title)} .srcdoc=${trusted().createHTML(page)}></iframe>`,
    notes: isWhole ? [say.plain] : [say.plain, say.leftOut],
    drop() {},
  };
}
