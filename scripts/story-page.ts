/** What the story run asks of a page with a story in it. All of it runs in the page, where Storybook says how far a story is. */
import type axe from 'axe-core';

interface Storybook {
  __STORYBOOK_ADDONS_CHANNEL__: { emit(event: string, what: object): void };
  __STORYBOOK_PREVIEW__?: { currentRender?: { id?: string; phase?: string; story?: { parameters: { medium?: Medium } } } };
}

/** In what a story is looked at, where that is not a window of 1280 × 800. */
export interface Medium {
  readonly media?: 'print';
  readonly forcedColors?: 'active';
  readonly width?: number;
  readonly height?: number;
}

/** What a story is about, what it says that it shows there, and what it does show. */
export interface Seen {
  readonly tag?: string;
  readonly shows?: string;
  readonly seen?: string;
}

export function turnTo(selection: { storyId: string; viewMode: string }): void {
  (globalThis as unknown as Storybook).__STORYBOOK_ADDONS_CHANNEL__.emit('setCurrentStory', selection);
}

export function choose(globals: Record<string, string>): void {
  const root = document.querySelector<HTMLElement>('[data-shows]');
  if (root) delete root.dataset['seen'];
  (globalThis as unknown as Storybook).__STORYBOOK_ADDONS_CHANNEL__.emit('updateGlobals', { globals });
}

/** Whether a story has come to its end; a docs page, whether it is there. */
export function ended(id: string): boolean {
  const render = (globalThis as unknown as Storybook).__STORYBOOK_PREVIEW__?.currentRender;
  if (document.body.classList.contains('sb-show-errordisplay')) return true;
  if (render?.id !== id) return false;
  return document.querySelector('#storybook-docs .sbdocs-content') !== null || ['finished', 'errored', 'aborted'].includes(render.phase ?? '');
}

/** Why a story did not come to a good end. */
export function trouble(): string | null {
  if (document.body.classList.contains('sb-show-errordisplay')) return document.querySelector('#error-message')?.textContent ?? 'it could not be drawn';
  const phase = (globalThis as unknown as Storybook).__STORYBOOK_PREVIEW__?.currentRender?.phase;
  return phase === 'errored' || phase === 'aborted' ? `it ended ${phase}` : null;
}

export function mediumOf(): Medium {
  return (globalThis as unknown as Storybook).__STORYBOOK_PREVIEW__?.currentRender?.story?.parameters.medium ?? {};
}

export const told = (): Seen => ({ ...document.querySelector<HTMLElement>('#storybook-root [data-shows]')?.dataset });

/** The stories that a page leads to. */
export const ways = (): string[] =>
  [...document.querySelectorAll<HTMLAnchorElement>('#storybook-root a[href*="path=/story/"]')].map(({ href }) => href.split('path=/story/')[1]!);

/** Whether everything in a story has come to where it stays: what it says that it shows, and nothing else still loading. */
export function arrived(): boolean {
  const { shows, seen } = document.querySelector<HTMLElement>('#storybook-root [data-shows]')?.dataset ?? {};
  if (shows !== seen) return false;
  const busy = (root: ParentNode): boolean =>
    root.querySelector('[aria-busy=true]') !== null || [...root.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot !== null && busy(shadowRoot));
  return shows === 'loading' || !busy(document.querySelector('#storybook-root')!);
}

/** Drawing goes on for a moment after the last answer: a page is at rest when nothing in it has changed for a while. */
export async function rest(): Promise<void> {
  const QUIET = 60;
  const LONGEST = 4_000;
  const known = new Set<Node>();
  let last = performance.now();
  const observer = new MutationObserver(() => {
    last = performance.now();
    watch(document.body);
  });
  const watch = (root: ParentNode & Node): void => {
    if (!known.has(root)) observer.observe(root, { childList: true, subtree: true, characterData: true, attributes: true });
    known.add(root);
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) watch(shadowRoot);
  };
  watch(document.body);
  for (const end = last + LONGEST; performance.now() < end && performance.now() < last + QUIET; ) {
    await new Promise((later) => setTimeout(later, 20));
  }
  observer.disconnect();
}

/** What stands outside its widget, or makes the page wider than its window, in words. */
export function overflows(): string[] {
  const page = document.documentElement;
  const wrong = page.scrollWidth > page.clientWidth ? [`the page is ${page.scrollWidth} px wide in a window of ${page.clientWidth} px`] : [];
  const scrolls = (element: Element): boolean => {
    for (let one: Element | null = element; one; one = one.parentElement) if (!['visible', 'clip'].includes(getComputedStyle(one).overflowX)) return true;
    return false;
  };
  const look = (host: Element, shadow: ShadowRoot): void => {
    const { left, right } = host.getBoundingClientRect();
    for (const element of shadow.querySelectorAll('*')) {
      const box = element.getBoundingClientRect();
      if (box.width > 1 && (box.left < left - 1 || box.right > right + 1) && !scrolls(element)) {
        wrong.push(`<${element.localName} class="${element.getAttribute('class') ?? ''}"> of <${host.localName}> stands outside it (${Math.round(box.left)} to ${Math.round(box.right)}, not ${Math.round(left)} to ${Math.round(right)})`);
        return;
      }
      if (element.shadowRoot) look(element, element.shadowRoot);
    }
  };
  for (const host of document.querySelectorAll('#storybook-root *')) if (host.shadowRoot) look(host, host.shadowRoot);
  return wrong;
}

/** What axe finds, a line each. */
export async function violations(): Promise<string[]> {
  const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
  const { violations: found } = await inPage.run('#storybook-root', { resultTypes: ['violations'], selectors: false, preload: false });
  return found.map(({ id, help, nodes }) => `axe ${id}: ${help} (${nodes.map((node) => node.html).slice(0, 3).join(' ')})`);
}
