import { inside } from './deep.ts';

/** Every text of an element that can be read or heard, one by one, through every shadow tree. */
export function* texts(element: Element): Generator<string> {
  for (const each of [element, ...inside(element)]) {
    if (each.matches('style, script')) continue;
    for (const node of [...each.childNodes, ...(each.shadowRoot?.childNodes ?? [])]) if (node.nodeType === Node.TEXT_NODE && node.textContent?.trim()) yield node.textContent;
    for (const name of ['aria-label', 'aria-description', 'title', 'alt', 'placeholder', 'data-label']) {
      const said = each.getAttribute(name);
      if (said) yield said;
    }
  }
}

const SEPARATORS = /[\n·,;:@()“”"]|\.(?=\s|$)|\s[–—-]\s|\s\/\s/;

/** The words of a text without its figures, and in what pieces they may stand on the screen. */
const pieces = (text: string): string[] =>
  text
    .toLowerCase()
    .split(SEPARATORS)
    .flatMap((piece) => piece.replace(/[<>≤≥]?\s*[\d.,:/–%-]*\d[\d.,:/–%-]*/g, ' ').split(/\s{2,}/))
    .map((piece) => piece.trim())
    .filter((piece) => /\p{L}/u.test(piece));

/** Hears what a gateway answers, so that a test can tell the record's words from the widgets' own. */
export function overheard(fetch: typeof globalThis.fetch) {
  const said = new Set<string>();
  const hear = (value: unknown): void => {
    if (typeof value === 'string') for (const piece of pieces(value)) for (const one of [piece, ...piece.split(/\s+/)]) said.add(one);
    else if (typeof value === 'object' && value !== null) for (const [key, one] of Object.entries(value)) [key, one].forEach(hear);
  };
  return {
    fetch: (async (input, init) => {
      const answer = await fetch(input, init);
      const text = await answer.clone().text();
      for (const line of text.split('\n')) if (line.trim().startsWith('{')) hear(JSON.parse(line));
      return answer;
    }) as typeof globalThis.fetch,
    /** What of a text the record has not said: piece by piece, or at least word by word. */
    foreign: (text: string) => pieces(text).filter((piece) => !said.has(piece) && !piece.split(/\s+/).every((word) => said.has(word) || !/\p{L}{2}/u.test(word))),
  };
}
