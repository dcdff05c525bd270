import { parseNhsNumber } from '../../src/format/nhs-number.ts';
import { address, isSafe } from '../../src/session/address.ts';
import { preconnect } from '../../src/session/preconnect.ts';
import { provideSession } from '../../src/session/provide.ts';
import { beginSession, type NoSession } from '../../src/session/session.ts';
import { TokenRefused, tokenFrom, tokenSupply, type GetToken, type IssuedToken, type TokenReason } from '../../src/session/token.ts';
import { LcrErrorEvent, LcrTokenNeededEvent } from '../../src/element/events.ts';
import { define } from '../../src/element/define.ts';

/** How long a host may take to set `token` after `lcr-token-needed`, in milliseconds. */
const TOKEN_PATIENCE = 10_000;

/**
 * Holds one patient, one user and one supply of tokens for every widget inside it.
 *
 * ```html
 * <lcr-context gateway="https://record.example" patient="999 000 0018" token-url="/ehr/lcr-token">
 *   <lcr-allergies></lcr-allergies>
 * </lcr-context>
 * ```
 *
 * A change of `patient` or `gateway` ends the session: every widget drops what it shows in the same task.
 * There is no token attribute, and the token cannot be read back.
 *
 * @element lcr-context
 * @attr {string} gateway - Address of the record gateway: https, or http on a loopback address.
 * @attr {string} patient - NHS number of the patient who is open, with or without spaces. Remove it to close the record.
 * @attr {string} token-url - Same-origin address of the host's backend that answers POST `{patient}` with `{access_token, expires_in}`.
 * @fires {LcrTokenNeededEvent} lcr-token-needed - A token is needed and neither `getToken` nor `token-url` is there to give one: set `token`.
 * @fires {LcrErrorEvent} lcr-error - The element is set up in a way that cannot work; `code` says how. Those of the widgets inside pass here, too.
 * @fires {LcrStateEvent} lcr-state - A widget inside came into a state: it bubbles, so that one listener here hears all.
 * @fires {LcrEntryOpenEvent} lcr-entry-open - The detail of an entry was opened in a widget inside.
 * @fires {LcrPatientMismatchEvent} lcr-patient-mismatch - A widget inside threw away an answer for another patient.
 * @slot - The widgets, and whatever else the host puts around them.
 */
export class LcrContext extends HTMLElement {
  static readonly observedAttributes = ['gateway', 'patient', 'token-url'];

  readonly #provide = provideSession(this);
  /** Only in a page is there a session, once all that the markup says has been read. */
  #isInPage = false;
  /** Of the session that there is. */
  #end: AbortController | undefined;
  #getToken: GetToken | undefined;
  #token: string | undefined;
  #tokenUsed = false;
  #tokenArrived: (() => void) | undefined;
  /** Set when the session ended for want of a token: the next one that the host supplies begins it anew. */
  #lapsed = false;
  #fetch: typeof fetch | undefined;

  /** Address of the record gateway: https, or http on a loopback address. Reflects the attribute. */
  get gateway(): string | null {
    return this.getAttribute('gateway');
  }
  set gateway(value: string | null | undefined) {
    this.#reflect('gateway', value);
  }

  /** NHS number of the patient who is open, with or without spaces; null or empty closes the record. Reflects the attribute. */
  get patient(): string | null {
    return this.getAttribute('patient');
  }
  set patient(value: string | null | undefined) {
    this.#reflect('patient', value);
  }

  /** Same-origin address of the host's own token call. Reflects the attribute. */
  get tokenUrl(): string | null {
    return this.getAttribute('token-url');
  }
  set tokenUrl(value: string | null | undefined) {
    this.#reflect('token-url', value);
  }

  /**
   * The host's own way to get a token, instead of `token-url`: given `{patient, reason, signal}`, it answers a token or
   * `{access_token, expires_in}`, or a promise of it.
   */
  set getToken(value: GetToken | undefined) {
    this.#getToken = value;
    this.#supplied();
  }
  get getToken(): GetToken | undefined {
    return this.#getToken;
  }

  /** A token for the patient who is open. Write-only: reading it gives `undefined`. */
  set token(value: string | undefined) {
    this.#token = value;
    this.#tokenUsed = false;
    if (value) this.#supplied();
  }
  get token(): undefined {
    return undefined;
  }

  /** How requests to the gateway are sent: the page's own `fetch` unless a host brings its own (a native bridge, a test). */
  set fetch(value: typeof fetch | undefined) {
    this.#fetch = value;
    this.#begin();
  }
  get fetch(): typeof fetch {
    return this.#fetch ?? globalThis.fetch.bind(globalThis);
  }

  connectedCallback(): void {
    // Properties that a host set before this element was defined would hide the accessors of the same name.
    for (const name of ['gateway', 'patient', 'tokenUrl', 'getToken', 'token', 'fetch'] as const) {
      const early = Object.getOwnPropertyDescriptor(this, name)?.value as never;
      if (Reflect.deleteProperty(this, name) && early !== undefined) this[name] = early;
    }
    addEventListener('pagehide', this.#close);
    addEventListener('pageshow', this.#restore);
    this.style.display ||= 'contents';
    this.#isInPage = true;
    this.#begin();
  }

  disconnectedCallback(): void {
    removeEventListener('pagehide', this.#close);
    removeEventListener('pageshow', this.#restore);
    this.#isInPage = false;
    this.#close();
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (before !== after) this.#begin();
  }

  #supplied(): void {
    if (this.#lapsed) this.#begin();
    else this.#tokenArrived?.();
  }

  #reflect(name: string, value: string | null | undefined): void {
    // A framework takes a property back by setting it to undefined.
    if (value == null) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  // A page in the back/forward cache must not hold a record, nor show it when it comes back.
  readonly #close = (): void => {
    this.#end?.abort();
    this.#provide({ reason: 'no-patient' });
  };

  readonly #restore = (event: PageTransitionEvent): void => {
    if (event.persisted) this.#begin();
  };

  /** Ends the session that there was and begins the one that the attributes ask for. */
  #begin(): void {
    if (!this.#isInPage) return;
    this.#end?.abort();
    this.#lapsed = false;
    // A token belongs to one patient: one that was used is not carried over to the next.
    if (this.#tokenUsed) this.#token = undefined;
    if (!this.patient?.trim()) return this.#provide({ reason: 'no-patient' });
    const patient = parseNhsNumber(this.patient);
    if (!patient) return this.#refuse('nhs-number-invalid');
    const gateway = address(this.gateway);
    if (!gateway || !isSafe(gateway)) return this.#refuse('gateway-invalid');
    const tokenUrl = address(this.tokenUrl);
    if (this.tokenUrl && tokenUrl?.origin !== location.origin) return this.#refuse('token-url-invalid');
    // A host that sends by itself connects by itself.
    if (!this.#fetch) preconnect(gateway.origin);

    const end = (this.#end = new AbortController());
    const ended = () => {
      if (end === this.#end) this.#lapsed = true;
    };
    const token = tokenSupply(async (reason) => {
      try {
        return await this.#issue(patient, reason, end.signal, tokenUrl);
      } catch (refused) {
        // The old token is still good when a renewal behind the scenes fails.
        if (reason !== 'renewal') ended();
        throw refused;
      }
    });
    this.#provide(beginSession({ gateway: gateway.href, patient, token, ended, fetch: this.fetch }, end.signal));
  }

  #refuse(reason: NoSession['reason']): void {
    this.#provide({ reason });
    this.dispatchEvent(new LcrErrorEvent({ code: reason }));
  }

  async #issue(patient: string, reason: TokenReason, signal: AbortSignal, tokenUrl?: URL): Promise<IssuedToken> {
    const ask = this.#getToken ?? (tokenUrl && tokenFrom(tokenUrl));
    if (ask) return ask({ patient, reason, signal });
    if (!this.#token || (reason === 'rejected' && this.#tokenUsed)) await this.#awaitToken(reason, signal);
    signal.throwIfAborted();
    if (this.#getToken) return this.#getToken({ patient, reason, signal });
    if (!this.#token) throw new TokenRefused('session-ended');
    this.#tokenUsed = true;
    return this.#token;
  }

  #awaitToken(reason: TokenReason, signal: AbortSignal): Promise<void> {
    this.#token = undefined;
    return new Promise((resolve) => {
      this.#tokenArrived = resolve;
      AbortSignal.any([signal, AbortSignal.timeout(TOKEN_PATIENCE)]).addEventListener('abort', () => resolve());
      this.dispatchEvent(new LcrTokenNeededEvent({ reason }));
    });
  }
}

define('lcr-context', LcrContext);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-context': LcrContext;
  }
}
