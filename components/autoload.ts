import { ContextEvent } from '@lit/context';
import type { Category } from '../api-spec/record.ts';
import { sessionContext } from '../src/session/session.ts';
import { autoloadWords } from '../src/text/autoload.ts';
import { openRoom, rooms } from './record/rooms.ts';

// By it `lcr-doctor` tells which copy of this file the page uses.
export { LcrContext } from './context/lcr-context.ts';

const isCategory = (name: string): name is Category => Object.hasOwn(rooms, name);

/** The tags that show no single category, without `lcr-`. One line a tag. */
const others: { readonly [name: string]: () => Promise<unknown> } = {
  'access-history': () => import('./access-history/lcr-access-history.ts'),
  coverage: () => import('./coverage/lcr-coverage.ts'),
  doctor: () => import('./doctor/lcr-doctor.ts'),
  document: () => import('./document/lcr-document.ts'),
  fhircast: () => import('./fhircast/lcr-fhircast.ts'),
  frame: () => import('./frame/lcr-frame.ts'),
  'patient-banner': () => import('./patient-banner/lcr-patient-banner.ts'),
  record: () => import('./record/lcr-record.ts'),
  timeline: () => import('./timeline/lcr-timeline.ts'),
};

/** Whether a tag is one that shows a part of the record. */
export const knows = (tag: string): boolean => {
  const name = tag.slice('lcr-'.length);
  return tag.startsWith('lcr-') && !['frame', 'doctor'].includes(name) && (isCategory(name) || Object.hasOwn(others, name));
};

/** A tag of ours without `lcr-`; of any other, nothing. */
const nameOf = ({ localName }: Element) => (localName.startsWith('lcr-') ? localName.slice('lcr-'.length) : '');

/** A widget that is told what to ask for asks by itself: its answer would be no use to another. */
const isNarrowed = (element: Element) => element.hasAttribute('kind') || element.hasAttribute('limit');

/**
 * Fetches the code of every tag of ours in `root` that this page does not have yet. Meanwhile the record is asked for,
 * in one round trip for all of them: the widgets share the answers when their code has come.
 *
 * The document is watched from the start. Call this for a shadow root of your own, into which nobody else can look.
 *
 * @returns resolves when each is defined, or says in its own place that it could not be fetched
 */
export async function discover(root: ParentNode): Promise<void> {
  const waiting = [...root.querySelectorAll<HTMLElement>(':not(:defined)')].flatMap((element) => {
    const name = nameOf(element);
    const load = isCategory(name) ? () => openRoom(name) : Object.hasOwn(others, name) && others[name];
    return load ? [{ element, name, load }] : [];
  });
  if (waiting.length === 0) return;
  for (const { element, name } of waiting) if (isCategory(name) && !isNarrowed(element)) askFor(element, name);
  const hasList = waiting.some(({ name }) => isCategory(name));
  // What every list stands on is not needed to ask, so it comes while the token and the record are on their way.
  if (hasList) void import('../src/element/category-element.ts').catch(() => {});
  // They are what takes longest: where only so many requests may be under way, they go before all the rest.
  await new Promise((later) => setTimeout(later));
  // What works on a list is there before the list then, so that each is drawn once.
  if (hasList) void import('../src/element/desk.ts').catch(() => {});
  await Promise.all(
    waiting.map(({ element, load }) =>
      // A tag that is not there yet would be a blank, and a blank could be taken for an empty record.
      load().catch((reason: unknown) => {
        // Where the host has words of its own inside the tag, they stand. They are gone when the tag comes after all.
        element.textContent ||= autoloadWords.failed;
        reportError(reason);
      }),
    ),
  );
}

function askFor(element: HTMLElement, category: Category): void {
  element.dispatchEvent(
    new ContextEvent(sessionContext, element, (session) => {
      if (session.patient !== undefined) void session.first(category);
    }),
  );
}

const look = () => void discover(document);

new MutationObserver((changes) => {
  if (changes.some(({ addedNodes }) => [...addedNodes].some((node) => node instanceof Element))) look();
}).observe(document, { subtree: true, childList: true });
look();
