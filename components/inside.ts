import type { LcrContext } from './context/lcr-context.ts';
import { READY, type FromFrame, type Opening, type ToFrame } from './frame/messages.ts';
import { knows } from './autoload.ts';
import { bindTokens } from '../src/session/dpop.ts';
import { TokenRefused, type IssuedToken } from '../src/session/token.ts';
import { LcrErrorEvent } from '../src/element/events.ts';
import { frameWords } from '../src/text/frame.ts';

/*
 * The page within the frame: an ordinary `lcr-context`, with a host that speaks through a port. The gateway has written
 * into the page which origin may speak to it, and lets it stand in no other.
 */

/** `lcr-results[kind=radiology]`: a tag and its attributes. */
const WRITTEN = /^(lcr-[a-z-]+)((?:\[[a-z-]+=[\w-]+\])*)$/;
const ATTRIBUTE = /\[([a-z-]+)=([\w-]+)\]/g;
const ATTRIBUTES = ['kind', 'limit', 'heading-level', 'density'];

const TOLD = ['lcr-state', 'lcr-entry-open', 'lcr-token-needed', 'lcr-patient-mismatch', 'lcr-error'] as const;

const { host } = document.body.dataset;
const spoken = new AbortController();

if (host && parent !== self) {
  addEventListener(
    'message',
    ({ source, origin, data, ports: [port] }: MessageEvent<Opening>) => {
      if (source !== parent || origin !== host || !port) return;
      spoken.abort();
      open(data, port);
    },
    { signal: spoken.signal },
  );
  parent.postMessage(READY, host);
}

function open({ patient, show, asks, colorScheme }: Opening, port: MessagePort): void {
  const say = (message: FromFrame) => port.postMessage(message);
  const asked = new Map<number, PromiseWithResolvers<IssuedToken>>();
  const context: LcrContext = document.createElement('lcr-context');
  document.documentElement.style.colorScheme = colorScheme;

  const ask = () => {
    context.getToken = ({ patient: open, reason, dpop }) => {
      const question = Promise.withResolvers<IssuedToken>();
      asked.set(asked.size, question);
      say({ ask: asked.size - 1, request: { patient: open, reason, ...(dpop === undefined ? {} : { dpop }) } });
      return question.promise;
    };
    bindTokens(context);
  };
  port.onmessage = ({ data }: MessageEvent<ToFrame>) => {
    if ('token' in data) context.token = data.token;
    else if ('asks' in data) ask();
    else if ('issued' in data) asked.get(data.answer)?.resolve(data.issued);
    else asked.get(data.answer)?.reject(new TokenRefused(data.refused === 'session-ended' ? 'session-ended' : 'token-unavailable'));
  };
  for (const event of TOLD) context.addEventListener(event, ({ detail }) => say({ event, detail }));

  context.gateway = location.origin;
  // The browser names no origin in a request to the page's own: the gateway is told in which page this one stands.
  context.fetch = (input, init) => {
    const request = new Request(input, init);
    request.headers.set('LCR-Embedder', host!);
    return fetch(request);
  };
  if (asks) ask();
  context.patient = patient;
  document.body.replaceChildren(context);
  context.append(...String(show).split(/\s+/).filter(Boolean).map((written) => widget(written, context)));
  new ResizeObserver(() => say({ height: Math.ceil(document.body.getBoundingClientRect().height) })).observe(document.body);
}

/** A widget as it was asked for. What there is none of says so: a blank could be taken for an empty record. */
function widget(written: string, context: LcrContext): HTMLElement {
  const [, tag = '', attributes = ''] = WRITTEN.exec(written) ?? [];
  if (!knows(tag)) {
    queueMicrotask(() => context.dispatchEvent(new LcrErrorEvent({ code: 'tag-unknown' })));
    return Object.assign(document.createElement('p'), { textContent: frameWords.unknownTag });
  }
  const made = document.createElement(tag);
  for (const [, name, value] of attributes.matchAll(ATTRIBUTE)) if (ATTRIBUTES.includes(name!)) made.setAttribute(name!, value!);
  return made;
}
