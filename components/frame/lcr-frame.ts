import { define } from '../../src/element/define.ts';
import {
  LcrEntryOpenEvent,
  LcrErrorEvent,
  LcrPatientMismatchEvent,
  LcrStateEvent,
  LcrTokenNeededEvent,
} from '../../src/element/events.ts';
import { address, isSafe } from '../../src/session/address.ts';
import { tokenFrom, TokenRefused, type GetToken } from '../../src/session/token.ts';
import { frameWords } from '../../src/text/frame.ts';
import { READY, type FromFrame, type Opening, type ToFrame } from './messages.ts';

/** How long a frame may take to say that it stands, in milliseconds. */
const PATIENCE = 20_000;
/** How long after a page has come into the frame, whichever it is. */
const GRACE = 2_000;

/** What is told to the host as it would be without a frame. */
const events: Readonly<Record<string, new (detail: never) => Event>> = {
  'lcr-state': LcrStateEvent,
  'lcr-entry-open': LcrEntryOpenEvent,
  'lcr-token-needed': LcrTokenNeededEvent,
  'lcr-patient-mismatch': LcrPatientMismatchEvent,
  'lcr-error': LcrErrorEvent,
};

/**
 * The same widgets in a frame of the gateway's own, for hosts whose scripts should not see the record: a page cannot look
 * into a frame of another origin. Patient, tokens and events are as at `lcr-context`, which stands in the frame.
 *
 * ```html
 * <lcr-frame gateway="https://record.example" patient="999 000 0018" token-url="/ehr/lcr-token"
 *   show="lcr-patient-banner lcr-allergies lcr-results[kind=radiology]"></lcr-frame>
 * ```
 *
 * A change of `patient` takes the frame away in the same task: another patient is another frame.
 *
 * @element lcr-frame
 * @attr {string} gateway - Address of the record gateway: https, or http on a loopback address.
 * @attr {string} patient - NHS number of the patient who is open, with or without spaces. Remove it to close the record.
 * @attr {string} token-url - Same-origin address of the host's backend that answers POST `{patient}` with `{access_token, expires_in}`.
 * @attr {string} show - The widgets, one after another, as tags; their attributes as in `lcr-results[kind=radiology]`.
 * @fires {LcrStateEvent} lcr-state - A widget in the frame came into a state.
 * @fires {LcrEntryOpenEvent} lcr-entry-open - The user opened an entry's detail.
 * @fires {LcrTokenNeededEvent} lcr-token-needed - A token is needed and neither `getToken` nor `token-url` is there to give one: set `token`.
 * @fires {LcrPatientMismatchEvent} lcr-patient-mismatch - An answer was for another patient and was thrown away.
 * @fires {LcrErrorEvent} lcr-error - Something failed; `code` is stable. `frame-unreachable`: the gateway's frame did not come.
 * @csspart frame - The frame.
 * @csspart notice - The words that stand there until the frame does, or instead of it.
 */
export class LcrFrame extends HTMLElement {
  static readonly observedAttributes = ['gateway', 'patient', 'token-url', 'show'];

  readonly #root = this.attachShadow({ mode: 'open' });
  #end = new AbortController();
  #waiting = false;
  #port: MessagePort | undefined;
  #getToken: GetToken | undefined;
  #token: string | undefined;

  /** Address of the record gateway. */
  get gateway(): string | null {
    return this.getAttribute('gateway');
  }
  set gateway(value: string | null) {
    this.#reflect('gateway', value);
  }

  /** NHS number of the patient who is open. */
  get patient(): string | null {
    return this.getAttribute('patient');
  }
  set patient(value: string | null) {
    this.#reflect('patient', value);
  }

  /** Same-origin address of the host's own token call. */
  get tokenUrl(): string | null {
    return this.getAttribute('token-url');
  }
  set tokenUrl(value: string | null) {
    this.#reflect('token-url', value);
  }

  /** The widgets in the frame. */
  get show(): string | null {
    return this.getAttribute('show');
  }
  set show(value: string | null) {
    this.#reflect('show', value);
  }

  /** The host's own way to get a token, instead of `token-url`. */
  set getToken(value: GetToken | undefined) {
    this.#getToken = value;
    if (value) this.#say({ asks: true });
  }
  get getToken(): GetToken | undefined {
    return this.#getToken;
  }

  /** A token for the patient who is open. Write-only: reading it gives `undefined`. */
  set token(value: string | undefined) {
    this.#token = value;
    this.#handOver();
  }
  get token(): undefined {
    return undefined;
  }

  connectedCallback(): void {
    // Properties that a host set before this element was defined would hide the accessors of the same name.
    for (const name of ['gateway', 'patient', 'tokenUrl', 'show', 'getToken', 'token'] as const) {
      const early = Object.getOwnPropertyDescriptor(this, name)?.value as never;
      if (Reflect.deleteProperty(this, name) && early !== undefined) this[name] = early;
    }
    this.style.display ||= 'block';
    this.#begin();
    addEventListener('pagehide', this.#close);
    addEventListener('pageshow', this.#restore);
  }

  disconnectedCallback(): void {
    removeEventListener('pagehide', this.#close);
    removeEventListener('pageshow', this.#restore);
    this.#close();
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (before !== after) this.#begin();
  }

  #reflect(name: string, value: string | null): void {
    if (value === null) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  // With its frame goes everything that was in it; with the port, whatever it still had to say.
  readonly #close = (): void => {
    this.#end.abort();
    this.#port?.close();
    this.#port = undefined;
    this.#root.replaceChildren();
  };

  readonly #restore = (event: PageTransitionEvent): void => {
    if (event.persisted) this.#begin();
  };

  /** Takes the old frame away now. The new one waits for the end of the task: a framework sets attribute after attribute. */
  #begin(): void {
    this.#close();
    if (this.#waiting) return;
    this.#waiting = true;
    queueMicrotask(() => {
      this.#waiting = false;
      if (this.isConnected) this.#open();
    });
  }

  #open(): void {
    const gateway = address(this.gateway);
    if (!gateway || !isSafe(gateway)) return this.#refuse('gateway-invalid');
    const tokenUrl = address(this.tokenUrl);
    if (this.tokenUrl && tokenUrl?.origin !== location.origin) return this.#refuse('token-url-invalid');

    const { signal } = (this.#end = new AbortController());
    const frame = document.createElement('iframe');
    frame.part.add('frame');
    frame.title = frameWords.title;
    frame.referrerPolicy = 'no-referrer';
    frame.sandbox.add('allow-scripts', 'allow-same-origin', 'allow-downloads', 'allow-modals', 'allow-popups');
    Object.assign(frame.style, { display: 'block', width: '100%', height: '0', border: '0' });
    frame.src = `${gateway.origin}/frame?host=${encodeURIComponent(location.origin)}`;

    let pages = 0;
    let ready = 0;
    const unreachable = () => {
      if (!signal.aborted && (ready === 0 || ready < pages)) this.#refuse('frame-unreachable');
    };
    frame.addEventListener('load', () => {
      pages += 1;
      setTimeout(unreachable, GRACE);
    });
    setTimeout(unreachable, PATIENCE);
    addEventListener(
      'message',
      ({ source, origin, data }) => {
        // Whatever has come into the frame instead is of another origin, and so is whoever else speaks.
        if (source !== frame.contentWindow || origin !== gateway.origin || data !== READY) return;
        ready += 1;
        const { port1: port, port2 } = new MessageChannel();
        this.#port?.close();
        this.#port = port;
        port.onmessage = ({ data }: MessageEvent<FromFrame>) => this.#hear(data, frame, tokenUrl, signal);
        const asks = (this.#getToken ?? tokenUrl) !== undefined;
        const { colorScheme } = getComputedStyle(this);
        const opening: Opening = { patient: this.patient, show: this.show ?? '', asks, colorScheme };
        frame.contentWindow?.postMessage(opening, gateway.origin, [port2]);
        this.#handOver();
      },
      { signal },
    );
    this.#root.replaceChildren(this.#notice(frameWords.loading), frame);
  }

  #hear(data: FromFrame, frame: HTMLIFrameElement, tokenUrl: URL | undefined, signal: AbortSignal): void {
    if (signal.aborted) return;
    if ('height' in data) {
      frame.style.height = `${Number(data.height)}px`;
      frame.previousElementSibling?.remove();
    } else if ('event' in data) {
      const Told = Object.hasOwn(events, data.event) && events[data.event];
      if (Told) this.dispatchEvent(new Told(data.detail as never));
    } else {
      void this.#answer(data, tokenUrl, signal);
    }
  }

  async #answer({ ask: answer, request }: Extract<FromFrame, { ask: number }>, tokenUrl: URL | undefined, signal: AbortSignal): Promise<void> {
    const port = this.#port;
    const ask = this.#getToken ?? (tokenUrl && tokenFrom(tokenUrl));
    try {
      if (!ask) throw new TokenRefused('session-ended');
      const issued = await ask({ ...request, signal });
      port?.postMessage({ answer, issued } satisfies ToFrame);
    } catch (thrown) {
      const refused = thrown instanceof TokenRefused ? thrown.code : 'token-unavailable';
      port?.postMessage({ answer, refused } satisfies ToFrame);
    }
  }

  /** A token belongs to one patient: the frame that has got it is that patient's. */
  #handOver(): void {
    if (!this.#token || !this.#port) return;
    this.#say({ token: this.#token });
    this.#token = undefined;
  }

  #say(message: ToFrame): void {
    this.#port?.postMessage(message);
  }

  #refuse(code: 'gateway-invalid' | 'token-url-invalid' | 'frame-unreachable'): void {
    this.#close();
    this.#root.append(this.#notice(frameWords.refused[code]));
    this.dispatchEvent(new LcrErrorEvent({ code }));
  }

  #notice(text: string): HTMLElement {
    const notice = document.createElement('p');
    notice.part.add('notice');
    notice.setAttribute('role', 'status');
    notice.textContent = text;
    return notice;
  }
}

define('lcr-frame', LcrFrame);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-frame': LcrFrame;
  }
}
