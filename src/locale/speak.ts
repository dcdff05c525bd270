import { lists } from '../text/list.ts';
import { reword } from '../text/words.ts';
import { markLanguages, unmark, type Spoken } from './language.ts';
import type { Locale } from './locale.ts';

/** A widget, as far as it can be drawn again. A widget that is a Lit element is one; `lcr-context` has nothing to draw. */
interface Drawn extends HTMLElement {
  requestUpdate(): void;
  addController(controller: { hostUpdate(): void }): void;
}

const isDrawn = (element: EventTarget | undefined): element is Drawn =>
  element instanceof HTMLElement && element.localName.startsWith('lcr-') && 'addController' in element;

const english = new Map<string, object>();
const attended = new WeakSet<Drawn>();
/** The lists that are in the language spoken now. */
const turned = new Set<string>();
let spoken: (Locale & Spoken) | undefined;

/** Which language the widgets speak, and whether a clinician has signed its sentences; nothing for English. */
export const speaks = (): Locale | undefined => spoken;

/** Speaks a language, or with nothing English as it was: whatever is on the page is drawn again, whatever comes later is drawn in it. */
export function speak(locale: Locale | undefined): void {
  addEventListener('lcr-state', attend, { capture: true });
  // What is left is English, whatever a host may have reworded in it: it is what comes back.
  if (!spoken) english.clear();
  spoken = locale && { ...locale, sentences: new Set() };
  turned.clear();
  catchUp();
  for (const element of drawnIn(document)) {
    look(element);
    element.requestUpdate();
  }
}

/** Puts into the language what has been loaded since: a list of sentences comes with the part of a page that says them. */
function catchUp(): void {
  for (const [name, words] of Object.entries(lists)) {
    if (turned.has(name)) continue;
    turned.add(name);
    if (!english.has(name)) english.set(name, copy(words));
    const before = english.get(name)!;
    reword(words, before);
    const said = spoken?.say(name, before);
    if (!said) continue;
    reword(words, said);
    leaves(said, spoken!.sentences);
  }
}

/** Every widget tells of its first state before it is drawn for the first time, in whatever shadow tree it stands. */
const attend = (event: Event): void => {
  const [element] = event.composedPath();
  if (isDrawn(element)) look(element);
};

function look(element: Drawn): void {
  if (spoken) markLanguages(element, spoken);
  else unmark(element);
  catchUp();
  if (attended.has(element)) return;
  attended.add(element);
  element.addController({ hostUpdate: catchUp });
}

function* drawnIn(root: ParentNode): Generator<Drawn> {
  for (const element of root.querySelectorAll('*')) {
    if (isDrawn(element)) yield element;
    if (element.shadowRoot) yield* drawnIn(element.shadowRoot);
  }
}

const isList = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list as it is now. An array is never changed in its place: only replaced. */
const copy = (words: object): object => Object.fromEntries(Object.entries(words).map(([key, value]) => [key, isList(value) ? copy(value) : value]));

function leaves(words: unknown, into: Set<string>): void {
  if (typeof words === 'string') into.add(words);
  else if (typeof words === 'object' && words !== null) for (const value of Object.values(words)) leaves(value, into);
}
