import { LitElement, css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { State } from '../../api-spec/record.ts';
import { define } from '../../src/element/define.ts';
import { LcrErrorEvent, LcrStateEvent } from '../../src/element/events.ts';
import { parseNhsNumber } from '../../src/format/nhs-number.ts';
import { nhsNumberOf } from '../../src/format/patient-number.ts';
import { sheet } from '../../src/style/sheet.ts';
import { fhircastWords as say } from '../../src/text/fhircast.ts';
import { createOrder, type Order, type Patient } from './order.ts';
import { subscribe, type Listener, type Reply } from './subscription.ts';

type Code = keyof typeof say.failures;
type Condition = { state: 'loading' | 'no-patient' | 'ready' | 'session-ended'; code?: undefined } | { state: 'failed'; code: Code };

/** Finds the NHS number of a patient whom an event names by another system's id only. */
export type NhsNumberOf = (patient: Patient, signal: AbortSignal) => string | null | undefined | Promise<string | null | undefined>;

/** How long the host may take over a number, in milliseconds: a hub waits ten seconds for an answer. */
const PATIENCE = 8_000;

/** Plain http is taken only from this machine, for development. */
const isSafe = (hub: string) => URL.canParse(hub) && (/^https:/.test(hub) || /^http:\/\/(localhost|127[\d.]+|\[::1])[:/]/.test(new URL(hub).href));

/**
 * Follows the patient who is open in the user's other applications, by FHIRcast 3.0: `Patient-open` opens that patient in
 * the `lcr-context` around it, `Patient-close` closes the record, `UserLogout` ends it. From the moment it stands there,
 * `patient` of that context is its business: whenever it is not certain who is open elsewhere, nobody is open here.
 *
 * The hub's topic and token are properties, never attributes: whoever has the topic hears which patients are opened.
 *
 * @element lcr-fhircast
 * @attr {string} hub - Address of the hub (`hub.url` of the SMART launch): https, or http on a loopback address.
 * @fires {LcrStateEvent} lcr-state - It came into a state (`category` is `fhircast`): `loading`, `ready`, `no-patient`, `session-ended` or `failed`.
 * @fires {LcrErrorEvent} lcr-error - The patient is not followed; `code` says why, such as `hub-lost`.
 * @csspart notice - What the element says.
 */
export class LcrFhircast extends LitElement {
  static override readonly styles: CSSResultGroup = [
    sheet,
    css`
      p {
        padding: var(--_space) var(--_edge);
      }
    `,
  ];
  static override readonly properties: PropertyDeclarations = {
    hub: { reflect: true },
    topic: { attribute: false },
    nhsNumber: { attribute: false },
  };

  /** Address of the hub. */
  declare hub: string | null;
  /** The session to follow (`hub.topic` of the SMART launch). */
  declare topic: string | null;
  /** The host's own way to an NHS number, where an event has none. What it does not know is not shown. */
  declare nhsNumber: NhsNumberOf | undefined;

  #token: string | (() => string | undefined | Promise<string | undefined>) | undefined;
  #session: AbortController | undefined;
  #context: Element | null = null;
  #order: Order = createOrder();
  #shown: string | undefined;
  #condition: Condition = { state: 'loading' };
  #unsynced = false;

  constructor() {
    super();
    // A property that a host set before this element was defined would hide the accessor of the same name.
    const early = Object.getOwnPropertyDescriptor(this, 'token')?.value as never;
    if (Reflect.deleteProperty(this, 'token') && early !== undefined) this.token = early;
  }

  /** A token of the hub's, or a function that gives the present one. Write-only: reading it gives `undefined`. */
  set token(value: string | (() => string | undefined | Promise<string | undefined>) | undefined) {
    this.#token = value;
  }
  get token(): undefined {
    return undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Where it comes for the first time, the host may still be setting its properties: the first update begins.
    if (this.hasUpdated) this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#session?.abort();
    this.#open(undefined);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated || changed.has('hub') || changed.has('topic')) this.#begin();
  }

  protected override render(): TemplateResult {
    const { state, code } = this.#condition;
    const words = { loading: say.connecting, ready: say.connected, 'no-patient': say.nobody, 'session-ended': say.ended, failed: code && say.failures[code] }[state];
    return html`<section aria-label=${say.label}>
      <p class=${state === 'failed' ? 'notice danger' : state === 'session-ended' ? 'notice' : 'aside'} part="notice" role="status">${words}</p>
      ${this.#unsynced ? html`<p class="notice" part="notice" role="status">${say.unsynced}</p>` : nothing}
    </section>`;
  }

  /** Follows the session that the properties name, and no other. */
  #begin(): void {
    if (!this.isConnected) return;
    this.#session?.abort();
    this.#order = createOrder();
    this.#unsynced = false;
    this.#context = contextOf(this);
    this.#open(undefined);
    if (!this.#context) return this.#become({ state: 'failed', code: 'no-context' });
    if (this.hub && !isSafe(this.hub)) return this.#become({ state: 'failed', code: 'hub-invalid' });
    this.#become({ state: 'loading' });
    if (!this.hub || !this.topic) return;
    const session = (this.#session = new AbortController());
    const token = () => (typeof this.#token === 'function' ? this.#token() : this.#token);
    subscribe({ url: this.hub, topic: this.topic, token }, this.#listener(session), session.signal);
  }

  #listener(session: AbortController): Listener {
    const over = () => session.signal.aborted;
    return {
      stands: (standing) => {
        if (over()) return;
        // The hub says at once who is open, if anybody is. Words about a loss stand until then.
        if (standing === 'connected') this.#become({ state: 'no-patient' });
        if (standing === 'connected' || standing === 'connecting') return;
        this.#order.lost();
        this.#open(undefined);
        this.#become({ state: 'failed', code: standing === 'lost' ? 'hub-lost' : 'hub-denied' });
      },
      happened: (message) => {
        if (over()) return 500;
        if (message.kind === 'logout') {
          session.abort();
          this.#open(undefined);
          this.#become({ state: 'session-ended' });
          return 200;
        }
        if (message.kind === 'sync-error') {
          this.#unsynced = true;
          this.requestUpdate();
          return 200;
        }
        if (message.kind === 'unclear') {
          this.#order.lost();
          this.#open(undefined);
          this.#become({ state: 'failed', code: 'patient-unclear' });
          return 400;
        }
        return this.#order.take(message.event) ? this.#follow(session.signal) : 200;
      },
    };
  }

  /** Opens whoever is open elsewhere. The patient before goes at once, and the next one comes when their number is known. */
  async #follow(signal: AbortSignal): Promise<Reply> {
    const open = this.#order.current();
    if (typeof open === 'object' && open.event.id === this.#shown) return 200;
    this.#unsynced = false;
    this.#open(undefined);
    if (open === 'nobody') return this.#become({ state: 'no-patient' }), 200;
    if (open === 'unclear') return this.#become({ state: 'failed', code: 'patient-unclear' }), 409;

    const { patient, id } = open.event;
    this.#shown = id;
    const isNext = () => this.#shown === id && !signal.aborted;
    const own = nhsNumberOf(patient);
    if (own === undefined) this.#become({ state: 'loading' });
    const number = own ?? (own === null ? undefined : parseNhsNumber(await this.#ask(patient, signal)));
    // Somebody else has been opened meanwhile, or nobody.
    if (!isNext()) return 202;
    if (!number) return this.#become({ state: 'failed', code: 'nhs-number-unknown' }), 409;
    this.#context?.setAttribute('patient', number);
    this.#become({ state: 'ready' });
    return 200;
  }

  async #ask(patient: Patient, signal: AbortSignal): Promise<string | null | undefined> {
    const until = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
    const never = new Promise<undefined>((resolve) => until.addEventListener('abort', () => resolve(undefined)));
    try {
      return await Promise.race([this.nhsNumber?.(patient, until), never]);
    } catch {
      return undefined;
    }
  }

  /** Closes what is open, in the same task. */
  #open(nobody: undefined): void {
    this.#shown = nobody;
    this.#context?.removeAttribute('patient');
  }

  #become(condition: Condition): void {
    const { state, code } = condition;
    const isNew = state !== this.#condition.state || code !== this.#condition.code;
    this.#condition = condition;
    this.requestUpdate();
    if (!isNew) return;
    if (code) this.dispatchEvent(new LcrErrorEvent({ code }));
    this.dispatchEvent(new LcrStateEvent({ category: 'fhircast', state: state satisfies State, completeness: null, count: null }));
  }
}

/** The context around an element, even where shadow roots stand between them. */
function contextOf(element: Element): Element | null {
  const found = element.closest('lcr-context');
  const root = element.getRootNode();
  return found ?? (root instanceof ShadowRoot ? contextOf(root.host) : null);
}

define('lcr-fhircast', LcrFhircast);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-fhircast': LcrFhircast;
  }
}
