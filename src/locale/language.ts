import type { Locale } from './locale.ts';

/** A language, with every sentence of it that has no gap. */
export interface Spoken extends Pick<Locale, 'lang' | 'dir'> {
  readonly sentences: Set<string>;
}

/** The language of what the sources send: names of medicines are read out by a voice that knows them. */
const OF_THE_RECORD = 'en-GB';

/** Where the record's own words stand. */
const RECORD = 'tbody, dd, [data-row], .conclusion, .passage, pre.text';

/** Where, among the record's words, a status or "not recorded" may stand for them. */
const CELL = 'td, dd, .chip, .mark';

const own = new WeakMap<Element, readonly [lang: string | null, dir: string | null]>();
let spoken: Spoken | undefined;

const changes = new MutationObserver((records) => {
  const places = new Set<Element>();
  for (const { target, addedNodes } of records)
    for (const node of [target, ...addedNodes]) {
      const element = node instanceof Element ? node : node.parentElement;
      if (element) places.add(element.closest(CELL) ?? element);
    }
  for (const place of places) if (place.isConnected) mark(place);
});

/**
 * Says in which language a widget is written, for the voice of a screen reader: the widget in its own, the record's words
 * within it in theirs, and a cell that holds nothing but a sentence of the widget's in the widget's again.
 */
export function markLanguages(element: HTMLElement, language: Spoken): void {
  spoken = language;
  if (!own.has(element)) {
    own.set(element, [element.getAttribute('lang'), element.getAttribute('dir')]);
    if (element.shadowRoot) changes.observe(element.shadowRoot, { childList: true, subtree: true, characterData: true });
  }
  element.lang = language.lang;
  element.dir = language.dir;
  if (element.shadowRoot) mark(element.shadowRoot);
}

/** Takes all that back: an element has the language of its page again, or the one that its host gave it. */
export function unmark(element: HTMLElement): void {
  spoken = undefined;
  const before = own.get(element);
  if (!before) return;
  for (const [place, name] of ['lang', 'dir'].entries()) {
    const value = before[place];
    if (value === null || value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
  for (const part of element.shadowRoot?.querySelectorAll('[lang]') ?? []) part.removeAttribute('lang');
  own.delete(element);
}

function mark(place: Element | ShadowRoot): void {
  if (!spoken) return;
  const { sentences, lang } = spoken;
  for (const part of all(place, RECORD)) part.setAttribute('lang', OF_THE_RECORD);
  for (const cell of all(place, CELL)) {
    const isOurs = (cell.textContent ?? '').trim().split('. ').every((sentence) => sentences.has(sentence));
    if (isOurs) cell.setAttribute('lang', lang);
    else if (cell.matches('dd')) cell.setAttribute('lang', OF_THE_RECORD);
    else cell.removeAttribute('lang');
  }
}

const all = (place: Element | ShadowRoot, selector: string): Element[] => [
  ...(place instanceof Element && place.matches(selector) ? [place] : []),
  ...place.querySelectorAll(selector),
];
