import '../../components/index.ts';
import type { LcrContext } from '../../components/context/lcr-context.ts';
import type { LcrStateEvent } from '../../src/element/events.ts';

/** Valid NHS numbers of the 999 test range. */
export const ADA = '9990000018';
export const BEN = '9990000026';
export const CAY = '9990000034';

export interface Opened {
  context: LcrContext;
  widget: HTMLElement;
  states: LcrStateEvent['detail'][];
  events: Event[];
  text(): string;
  close(): void;
}

/** Puts a widget inside a context on the page, with the patient open and a token at hand. */
export function open(tag: string, fetch: typeof globalThis.fetch, patient: string | null = ADA, attributes: Record<string, string> = {}): Opened {
  const context = document.createElement('lcr-context');
  const widget = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) widget.setAttribute(name, value);
  const states: LcrStateEvent['detail'][] = [];
  const events: Event[] = [];
  for (const type of ['lcr-state', 'lcr-error', 'lcr-token-needed', 'lcr-patient-mismatch', 'lcr-entry-open'])
    context.addEventListener(type, (event) => {
      events.push(event);
      if (type === 'lcr-state') states.push((event as LcrStateEvent).detail);
    });
  context.gateway = 'https://gateway.test';
  context.getToken = () => 'token';
  context.fetch = fetch;
  context.patient = patient;
  context.append(widget);
  document.body.append(context);
  return { context, widget, states, events, text: () => shownText(widget), close: () => context.remove() };
}

/** Everything that a reader could see or hear in an element, its shadow tree included. */
export function shownText(element: Element): string {
  const root = element.shadowRoot;
  if (!root) return '';
  const attributes = [...root.querySelectorAll('*')].flatMap((each) => [each.getAttribute('aria-label'), each.getAttribute('title')]);
  return [root.textContent, ...attributes].join(' ').replace(/\s+/g, ' ');
}
