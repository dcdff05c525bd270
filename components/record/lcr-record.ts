import { LitElement, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Category } from '../../api-spec/record.ts';
import { announcer } from '../../src/element/announce.ts';
import { define } from '../../src/element/define.ts';
import type { LcrStateEvent } from '../../src/element/events.ts';
import { concludeAll, Gathering, standing, type Gathered, type Standing } from '../../src/record/gathering.ts';
import { named, orderFor } from '../../src/record/order.ts';
import type { ReadingHost } from '../../src/record/reading.ts';
import type { Hit } from '../../src/record/search.ts';
import { asWritten } from '../../src/style/as-written.ts';
import { reportSheet } from '../../src/style/report.ts';
import { sheet } from '../../src/style/sheet.ts';
import { categoryTitles as titles } from '../../src/text/categories.ts';
import { recordWords as say } from '../../src/text/record.ts';
import { words } from '../../src/text/words.ts';
import { classed } from '../../src/view/filled.ts';
import { heading, skeleton, type Content } from '../../src/view/frame.ts';
import { stateNotice } from '../../src/view/notice.ts';
import { why } from '../../src/view/why.ts';
import type { Rows } from '../../src/view/rows.ts';
import { walk } from '../../src/view/walk.ts';
import { found } from './found.ts';
import { navigation } from './navigation.ts';
import { paper } from './paper.ts';
import { refusals } from './refused.ts';
import { openBanner, openRoom } from './rooms.ts';
import { recordSheet } from './sheet.ts';
import { reveal, unfold, type Widget } from './widget.ts';

/** How long the order waits for the session once the whole record is there, in milliseconds. */
const GRACE = 1000;

const tagOf = (category: Category) => `lcr-${category}`;

/**
 * The whole record: every category that the role has, each in its own widget, with a list to go from one to the next,
 * in an order that fits the role. It finds words in what is loaded, prints it, and lists what the role does not have.
 * All categories are asked for in one round trip.
 *
 * @element lcr-record
 * @fires {LcrStateEvent} lcr-state - The record as a whole came into a state (`category` is `record`); each widget inside tells of its own.
 * @fires {LcrErrorEvent} lcr-error - Something failed; `code` is stable.
 * @fires {LcrPatientMismatchEvent} lcr-patient-mismatch - An answer for another patient was thrown away.
 * @csspart header - Heading, search and print.
 * @csspart heading - The heading.
 * @csspart navigation - The list of categories.
 * @csspart room - The place of one category's widget.
 * @csspart found - What a search found.
 * @csspart refused - What the role does not have.
 * @csspart notice - A state or a warning in words.
 * @csspart paper - The head of a printed copy.
 * @csspart why - Why something is not shown, and whom to ask.
 */
export class LcrRecord extends LitElement implements ReadingHost {
  static override readonly styles: CSSResultGroup = [sheet, asWritten, reportSheet, recordSheet];
  static override readonly properties: PropertyDeclarations = {
    categories: {},
    headingLevel: { type: Number, attribute: 'heading-level', useDefault: true },
    density: { reflect: true },
  };

  /** The categories to show and their order, by name with spaces between. All, in the role's order, where it is not set. */
  declare categories: string | undefined;
  /** Level of the heading, 1 to 4; the categories' own are one below. */
  declare headingLevel: number;
  /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
  declare density: 'compact' | 'comfortable' | undefined;

  readonly #gathering = new Gathering(this, () => named(this.categories) ?? orderFor(undefined));
  readonly #announce = announcer(this, 'record');
  /** Widgets whose code the page does not have (yet). It is no patient's. */
  readonly #missing = new Map<Category, 'loading' | 'failed'>();
  #drawn = false;

  // What follows belongs to one patient, and is dropped with them.

  /** Fixed for as long as a patient is open: a list that rearranges itself is read wrongly. */
  #order: readonly Category[] | undefined;
  #waited = false;
  readonly #views = new Map<Category, Widget>();
  /** What each widget last told of itself. */
  readonly #told = new Map<Category, LcrStateEvent['detail']>();
  #query = '';
  /** The entry that was found and that its list does not show. */
  #hidden: string | undefined;
  #current: string | undefined;
  #menuOpen = false;
  #print: 'idle' | 'preparing' | 'opened' = 'idle';
  #printedAt = new Date();

  constructor() {
    super();
    this.headingLevel = 2;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeprint', this.#stamp);
  }

  override disconnectedCallback(): void {
    removeEventListener('beforeprint', this.#stamp);
    super.disconnectedCallback();
  }

  stateChanged(clear: boolean): void {
    if (clear) {
      this.#order = undefined;
      this.#waited = false;
      this.#views.clear();
      this.#told.clear();
      this.#query = '';
      this.#hidden = undefined;
      this.#current = undefined;
      this.#menuOpen = false;
      this.#print = 'idle';
    }
    this.requestUpdate();
    // At once, not in a later turn: the last patient's widgets leave the page before anything else runs.
    if (clear && this.hasUpdated) this.performUpdate();
    const { data } = this.#gathering;
    this.#announce(data ? { completeness: undefined, failure: undefined, ...concludeAll(data) } : this.#gathering);
  }

  protected override willUpdate(): void {
    const { data } = this.#gathering;
    if (!data || this.#order) return;
    if (named(this.categories)) this.#order = data.asked;
    // The role decides the order. Where the session is much slower than the whole record, nobody waits for it.
    else if (data.access || this.#waited) this.#order = orderFor(data.access?.data?.level);
    else if (data.answers.size === data.asked.length) this.#waitOn(this.#gathering.signal);
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (this.#drawn && changed.has('categories')) this.#gathering.reload();
    this.#drawn = true;
    // Not in the template: a widget speaks as soon as it is on the page, and the host may then open another patient.
    for (const place of this.shadowRoot!.querySelectorAll<HTMLElement>('[data-view]')) {
      const category = place.dataset['view'] as Category;
      if (place.isConnected && customElements.get(tagOf(category))) this.#settle(category, place);
    }
  }

  #waitOn(signal: AbortSignal): void {
    setTimeout(() => {
      if (signal.aborted) return;
      this.#waited = true;
      this.requestUpdate();
    }, GRACE);
  }

  #settle(category: Category, place: HTMLElement): void {
    const view = this.#views.get(category) ?? (document.createElement(tagOf(category)) as Widget);
    this.#views.set(category, view);
    Object.assign(view, { headingLevel: this.headingLevel + 1, density: this.density });
    if (view.parentNode !== place) place.append(view);
  }

  protected override render(): TemplateResult {
    const { state, failure, data } = this.#gathering;
    const overall = data && concludeAll(data);
    return html`<section aria-label=${say.title} aria-busy=${(overall ?? { state }).state === 'loading'}>
      ${data && this.#order ? this.#whole(data, this.#order) : data ? skeleton(say.loading(0, data.asked.length)) : this.#notice({ state, failure })}
    </section>`;
  }

  #notice({ state, failure }: Pick<Standing, 'state' | 'failure'>): TemplateResult {
    const { session } = this.#gathering;
    return html`${stateNotice(state, say.subject, { failure, retry: () => this.#gathering.reload() })}${why({ state, failure, session, data: undefined })}`;
  }

  #whole(data: Gathered, order: readonly Category[]): TemplateResult {
    const all = order.map((category) => this.#standing(data, category));
    const shown = all.filter(({ state }) => state !== 'not-permitted');
    const refused = all.filter(({ state }) => state === 'not-permitted');
    const access = data.access?.data;
    const one = oneForAll(shown);
    const answered = all.filter(({ state }) => state !== 'loading').length;
    const opened = this.#print === 'opened';
    this.#current ??= shown[0]?.category;
    return html`
      ${paper({ patient: data.patient, access, printedAt: this.#printedAt, opened, standings: all })}
      <header part="header">
        ${heading(this.headingLevel, say.title)}
        <span class="aside" role="status">${answered < all.length ? say.loading(answered, all.length) : nothing}</span>
        ${one || !shown.length ? nothing : this.#tools()}
      </header>
      ${found(this.#query, shown, this.#hidden, (hit) => void this.#reveal(hit))}
      ${one
        ? html`${this.#notice(one)} ${refusals(shown, refused, access, this.headingLevel + 1)}`
        : html`<div class="frame">
            ${navigation(shown, refused, this.#rows, { open: this.#menuOpen, toggle: () => this.#toggleMenu() })}
            <div class="rooms" @lcr-state=${this.#hear}>
              ${all.map((each) => (each.state === 'not-permitted' ? nothing : this.#room(each.category)))}
              ${refusals(shown, refused, access, this.headingLevel + 1)}
            </div>
          </div>`}
    `;
  }

  #tools(): TemplateResult {
    return html`<div class="search" role="search">
        <label for="query">${say.search.label}</label>
        <input
          id="query"
          type="search"
          autocomplete="off"
          spellcheck="false"
          .value=${this.#query}
          @input=${({ target }: Event) => this.#find((target as HTMLInputElement).value)}
        />
      </div>
      <button ?disabled=${this.#print === 'preparing'} @click=${() => void this.#printAll()}>
        ${this.#print === 'preparing' ? say.preparing : say.print}
      </button>`;
  }

  /** Where a category stands: as its widget says, which may have more pages or have asked again; else as it was gathered. */
  #standing(data: Gathered, category: Category): Standing {
    const gathered = standing(data, category);
    const told = this.#told.get(category);
    const view = this.#views.get(category);
    if (!told || !view?.isConnected || gathered.state === 'not-permitted') return gathered;
    return { ...gathered, state: told.state, completeness: told.completeness ?? undefined, section: view.reading.data };
  }

  readonly #hear = ({ detail, target }: LcrStateEvent): void => {
    const category = detail.category as Category;
    if (target !== this.#views.get(category)) return;
    this.#told.set(category, detail);
    this.requestUpdate();
  };

  #room(category: Category): TemplateResult {
    return html`<div class="room" part="room" data-room=${category} tabindex="-1" role="group" aria-label=${titles[category]}>
      ${customElements.get(tagOf(category)) ? nothing : this.#opening(category)}
      <div data-view=${category}></div>
    </div>`;
  }

  #opening(category: Category): Content {
    const title = titles[category];
    const how = this.#missing.get(category) ?? 'loading';
    if (!this.#missing.has(category)) void this.#open(category);
    return how === 'loading'
      ? classed('state', skeleton(say.view.loading(title)), 'div')
      : html`<div class="state" role="status">
          <strong>${say.view.failed(title)}</strong>
          <button @click=${() => void this.#open(category)}>${words.tryAgain}</button>
        </div>`;
  }

  async #open(category: Category): Promise<void> {
    // A page may register the widget by itself, at any time.
    if (!this.#missing.has(category)) void customElements.whenDefined(tagOf(category)).then(() => this.requestUpdate());
    this.#missing.set(category, 'loading');
    await openRoom(category).catch(() => this.#missing.set(category, 'failed'));
    this.requestUpdate();
  }

  // Going about

  readonly #rows: Rows = {
    isOpen: () => false,
    toggle: (key) => this.#go(key),
    isCurrent: (key) => this.#current === key,
    moveTo: (key) => {
      if (this.#current === key) return;
      this.#current = key;
      this.requestUpdate();
    },
    walk: (event) => walk(event, this.#rows),
    also: () => nothing,
  };

  #go(key: string): void {
    this.#menuOpen = false;
    this.requestUpdate();
    const place = this.shadowRoot!.querySelector<HTMLElement>(`[data-room="${CSS.escape(key)}"]`);
    place?.scrollIntoView({ block: 'start' });
    place?.focus({ preventScroll: true });
  }

  #toggleMenu(): void {
    this.#menuOpen = !this.#menuOpen;
    this.requestUpdate();
  }

  #find(query: string): void {
    this.#query = query;
    this.#hidden = undefined;
    this.requestUpdate();
  }

  async #reveal({ category, entry }: Hit): Promise<void> {
    const { signal } = this.#gathering;
    const view = this.#views.get(category);
    const shown = view && (await reveal(view, entry.id));
    if (signal.aborted) return;
    this.#hidden = shown ? undefined : entry.id;
    this.requestUpdate();
  }

  // Print

  readonly #stamp = (): void => {
    this.#printedAt = new Date();
    this.requestUpdate();
    if (this.hasUpdated) this.performUpdate();
  };

  /** Opens every loaded entry, waits for their details and for the patient's name, and prints. */
  async #printAll(): Promise<void> {
    const { signal } = this.#gathering;
    this.#print = 'preparing';
    this.requestUpdate();
    const [opened] = await Promise.all([
      Promise.allSettled([...this.#views.values()].map(unfold)),
      // Where the name cannot be had, the NHS number heads the copy alone.
      this.#bringBanner().catch(() => undefined),
    ]);
    const close = () => {
      for (const each of opened) if (each.status === 'fulfilled') each.value();
      if (signal.aborted) return;
      this.#print = 'idle';
      this.requestUpdate();
    };
    // The patient may have been closed meanwhile: then there is nothing to print.
    if (signal.aborted) return close();
    this.#print = 'opened';
    this.requestUpdate();
    await this.updateComplete;
    addEventListener('afterprint', close, { once: true });
    print();
  }

  /** The patient banner heads the copy; where it cannot be had, it says so itself. */
  async #bringBanner(): Promise<void> {
    const place = this.shadowRoot!.querySelector('[data-banner]');
    if (!place || place.hasChildNodes()) return;
    await openBanner().catch(() => undefined);
    if (!place.isConnected || !customElements.get('lcr-patient-banner')) return;
    const banner = document.createElement('lcr-patient-banner');
    const { signal } = this.#gathering;
    await new Promise<void>((settled) => {
      signal.addEventListener('abort', () => settled());
      banner.addEventListener('lcr-state', ({ detail }) => {
        if (detail.state !== 'loading') settled();
      });
      place.append(banner);
    });
    await banner.updateComplete;
  }
}

/** What to say once for the whole record: a refusal or failure that is the same for every category. */
function oneForAll(shown: readonly Standing[]): Standing | undefined {
  const [first, ...others] = shown;
  const failed = first && !first.section && first.state !== 'loading';
  return failed && others.every(({ section, state, failure }) => !section && state === first.state && failure?.code === first.failure?.code) ? first : undefined;
}

define('lcr-record', LcrRecord);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-record': LcrRecord;
  }
}
