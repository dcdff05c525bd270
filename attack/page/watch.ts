/** In the page, before any script of it: notes whatever runs, is refused or fails, and looks through every shadow tree. */
import type { CategoryElement } from '../../src/element/category-element.ts';
import { inside } from '../../test/support/deep.ts';

export interface Watch {
  /** Which functions were called that no widget ever calls. */
  ran: string[];
  /** What a policy of the page complained of. */
  violations: string[];
  /** Errors that nobody caught. */
  errors: string[];
  /** The numbers that stand between two § anywhere in the page. */
  marks(): number[];
  /** Every element that stands in a widget, by widget and kind, with the names of its attributes. */
  kinds(): string[];
  /** Elements and attributes that run, fetch, send or lead somewhere, none of which a list of entries has. */
  foreign(): string[];
  /** How many entries of each widget a reader can see: they take room, and are neither hidden nor without colour. */
  rows(): Record<string, number>;
  /** Waits until no widget waits for an answer, then opens every row. */
  openAll(): Promise<Record<string, string>>;
}

declare global {
  var attack: Watch;
}

const ran: string[] = [];
const violations: string[] = [];
const errors: string[] = [];

for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const) {
  Object.defineProperty(window, name, { configurable: true, writable: true, value: () => void ran.push(name) });
}
addEventListener('securitypolicyviolation', (event) => violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
addEventListener('error', (event) => errors.push(event.message));
addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));

const ACTIVE = 'script, iframe, frame, object, embed, link, meta, base, form, style, math, audio, video, source, template, marquee, portal, img, image, use, foreignObject, animate, set';

function* widgets(): Generator<Element> {
  for (const element of inside(document.body)) if (element.shadowRoot) yield element;
}

function* standing(): Generator<[host: Element, element: Element]> {
  for (const host of widgets()) for (const element of host.shadowRoot!.querySelectorAll('*')) yield [host, element];
}

/** No tag still waits for its code, and none for its answer. */
const isAtRest = () => !document.querySelector(':not(:defined)') && [...widgets()].every(({ shadowRoot }) => shadowRoot!.childElementCount && !shadowRoot!.querySelector('[aria-busy=true]'));
const turn = () => new Promise<void>((later) => setTimeout(later, 5));

globalThis.attack = {
  ran,
  violations,
  errors,
  marks: () => [...new Set([document.body, ...inside(document.body)].flatMap(({ shadowRoot }) => Array.from(shadowRoot?.textContent.matchAll(/§(\d+)§/g) ?? [], ([, mark]) => Number(mark))))],
  kinds: () => [...new Set(Array.from(standing(), ([host, element]) => `${host.localName} ${element.localName} ${element.getAttributeNames().sort().join(' ')}`))],
  foreign: () =>
    Array.from(standing(), ([host, element]) => {
      const led = element.getAttributeNames().filter((name) => /^on|^(srcdoc|action|formaction|background|ping|style)$/.test(name) || /^\s*(javascript|vbscript|data):/i.test(element.getAttribute(name) ?? '') && /href|src/.test(name));
      return element.matches(ACTIVE) || led.length > 0 ? `${host.localName}: ${element.outerHTML.slice(0, 200)}` : '';
    }).filter(Boolean),
  rows: () =>
    Object.fromEntries(
      Array.from(widgets(), ({ localName, shadowRoot }) => {
        const seen = [...shadowRoot!.querySelectorAll('[data-row]')].filter((row) => {
          const { width, height } = row.getBoundingClientRect();
          const { visibility, opacity, fontSize } = getComputedStyle(row);
          return width > 20 && height > 8 && visibility === 'visible' && Number(opacity) > 0.5 && parseFloat(fontSize) >= 8 && row.textContent.trim() !== '';
        });
        return [localName, seen.length];
      }),
    ),
  async openAll() {
    for (const end = Date.now() + 15_000; Date.now() < end && !isAtRest(); ) await turn();
    const found = [...widgets()].filter((widget): widget is CategoryElement<'results'> => 'reading' in widget && 'category' in widget);
    for (const widget of found) {
      for (const details of widget.shadowRoot!.querySelectorAll('details')) details.open = true;
      for (const row of widget.shadowRoot!.querySelectorAll<HTMLElement>('[data-row][aria-expanded=false]')) row.click();
      await widget.loadDetail?.();
      await widget.updateComplete;
    }
    return Object.fromEntries(found.map((widget) => [widget.localName, [widget.reading.state, widget.reading.failure?.code].filter(Boolean).join(' ')]));
  },
};
