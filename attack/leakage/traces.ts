/** In the page: a short visit, and every place in which a browser keeps or tells something. */
import { inside } from '../../test/support/deep.ts';

interface Traces {
  /** Waits for the answers, opens what there is, and looks at everything that a page can read of itself. */
  visit(): Promise<{ shown: boolean; places: Record<string, string> }>;
  /** What a profile still holds when the page is gone. */
  left(): Promise<Record<string, string>>;
}

declare global {
  var traces: Traces;
}

const told: string[] = [];
/** Where a value that cannot be written as JSON is of no interest. */
const written = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
};

const EVENTS = ['lcr-state', 'lcr-error', 'lcr-token-needed', 'lcr-patient-mismatch', 'lcr-entry-open'];
for (const type of EVENTS) addEventListener(type, (event) => told.push(`${type} ${written((event as CustomEvent).detail)}`), true);
addEventListener('error', (event) => told.push(`error ${event.message} ${String((event.error as Error | null)?.stack)}`));
addEventListener('unhandledrejection', (event) => told.push(`rejection ${String(event.reason)} ${String((event.reason as Error | null)?.stack)}`));
new PerformanceObserver((list) => told.push(written(list.getEntries()))).observe({ type: 'resource', buffered: true });

const later = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
const isAtRest = () => !document.querySelector(':not(:defined)') && [...inside(document.body)].every(({ shadowRoot }) => !shadowRoot?.querySelector('[aria-busy=true]'));

/** Attributes of every element, light and shadow; what a reader is told by its name or its title is text like any other. */
const attributes = () =>
  [...inside(document.documentElement)]
    .flatMap((element) => element.getAttributeNames().filter((name) => !['aria-label', 'title'].includes(name) && !(element.localName === 'lcr-context' && name === 'patient')).map((name) => `${element.localName} ${name}=${element.getAttribute(name)}`))
    .join('\n');

async function kept(): Promise<Record<string, string>> {
  const databases = (await indexedDB.databases?.()) ?? [];
  // Where an address is not a safe one, there are no caches.
  const names = 'caches' in window ? await caches.keys() : [];
  const addresses = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
  return {
    localStorage: written({ ...localStorage }),
    sessionStorage: written({ ...sessionStorage }),
    cookies: document.cookie,
    databases: written(databases),
    caches: written(addresses),
    name: window.name,
    history: written(history.state),
    title: document.title,
    'the address bar': location.href,
  };
}

globalThis.traces = {
  async visit() {
    for (const end = Date.now() + 10_000; Date.now() < end && !isAtRest(); ) await later(5);
    const elements = [...inside(document.body)];
    for (const element of elements) if (element.matches('[data-row][aria-expanded=false], summary')) (element as HTMLElement).click();
    await later(30);
    return {
      shown: elements.some(({ shadowRoot }) => shadowRoot?.textContent.includes('Qwertamycin')),
      places: {
        ...(await kept()),
        'what was told': told.join('\n'),
        'performance entries': written(performance.getEntries()),
        attributes: attributes(),
        'the page outside the widgets': document.documentElement.textContent ?? '',
        globals: Object.getOwnPropertyNames(window).map((name) => { const value = (window as unknown as Record<string, unknown>)[name]; return typeof value === 'string' ? value : name; }).join('\n'),
      },
    };
  },
  left: kept,
};
