import { html, nothing, type CSSResult, type TemplateResult } from 'lit';
import { until } from 'lit/directives/until.js';
import type { Category, Entry, Section } from '../../api-spec/record.ts';
import type { Answer } from '../api/client.ts';
import { formatDay } from '../format/day.ts';
import { formatNhsNumber } from '../format/nhs-number.ts';
import { fold } from '../record/fold.ts';
import { LONGEST, readFurther } from '../record/further.ts';
import { deskSheet, longSheet } from '../style/desk.ts';
import { deskWords as say } from '../text/desk.ts';
import { words } from '../text/words.ts';
import { classed } from '../view/filled.ts';
import type { Content } from '../view/frame.ts';
import { inParts } from '../view/parts.ts';
import { SLICE, type Part } from '../view/rows.ts';
import { walk } from '../view/walk.ts';
import { why } from '../view/why.ts';
import type { Drawn } from './drawn.ts';
import type { Toolbar } from './toolbar.ts';

// Both take a moment the first time: one in which the record is still on its way.
void deskSheet.styleSheet;
formatDay(new Date().toISOString());

/** Those whose last patient had a long list: only they wear its sheet. */
const long = new WeakSet<object>();

/** Milliseconds after which a browser calls a task long (W3C Long Tasks). */
const LONG = 50;

/**
 * Where a reader works on a list: what several sources say alike in one row, further pages or all of them, thousands of
 * rows, and the filter. It is fetched beside the record, so that the first widget stays small, and thrown away with the
 * patient; without it there is the plain list of the first entries.
 */
export class Desk<C extends Category> {
  /** The answer to "Why can't I see this?". It needs no list, and is there before any. */
  static readonly why = why;
  /** How many entries are drawn: a few at first, and more until all are there, so that no page stands still. */
  room = SLICE;
  readonly #of: Drawn<C>;
  #more: 'ready' | 'loading' | 'all' | 'failed' = 'ready';
  #toolbar: Toolbar<C> | 'failed' | undefined;
  #folds: { of: readonly Entry<C>[]; entries: Entry<C>[]; byId: Map<string, Entry<C>[]> } | undefined;
  #detail: 'loading' | 'failed' | ((entry: Entry<C>) => TemplateResult) = 'loading';
  /** Who reads, for a printed copy: the list is not drawn again for it. */
  readonly #reader: Promise<string> | undefined;
  #revision = 0;
  #isQuiet = false;
  #isGrowing = false;
  #slice = SLICE;

  constructor(of: Drawn<C>) {
    this.#of = of;
    this.#wear(deskSheet, true);
    if (long.delete(of)) this.#wear(longSheet, false);
    this.#reader = of.reading.session?.access.then(({ data }) => [data?.user.name, data?.organisation.name].filter(Boolean).join(', '));
  }

  #wear({ styleSheet }: CSSResult, isWanted: boolean): void {
    const sheets = this.#of.shadowRoot?.adoptedStyleSheets;
    if (!styleSheet || !sheets || sheets.includes(styleSheet) === isWanted) return;
    if (isWanted) sheets.push(styleSheet);
    else sheets.splice(sheets.indexOf(styleSheet), 1);
  }

  get #filter(): Toolbar<C> | undefined {
    return typeof this.#toolbar === 'object' ? this.#toolbar : undefined;
  }

  /** The section as the reader wants to see it, with what several sources say alike in one place. */
  shown(data: Section<C>): Section<C> {
    if (!this.#isQuiet) this.#revision++;
    const shown = this.#filter?.shown(data) ?? data;
    const of = shown.entries as readonly Entry<C>[];
    if (this.#folds?.of !== of) {
      const sets = fold(of);
      this.#folds = { of, entries: [...sets.keys()], byId: new Map([...sets].map(([{ id }, others]) => [id, others])) };
    }
    const { entries } = this.#folds;
    this.#grow(entries.length);
    return { ...shown, entries } as Section<C>;
  }

  /** Makes room for that many entries, a slice at a time. */
  #grow(count: number): void {
    this.room = Math.max(SLICE, Math.min(this.room, count));
    if (this.room >= count || this.#isGrowing) return;
    this.#isGrowing = true;
    setTimeout(() => {
      this.#isGrowing = false;
      this.room += this.#slice;
      const begun = performance.now();
      this.requestUpdate();
      // What a machine draws easily it draws in larger slices: each costs a look at the whole list, too.
      this.#slice = Math.max(SLICE, performance.now() - begun > LONG / 2 ? this.#slice / 2 : this.#slice * 2);
    });
  }

  /** An entry, and those of other sources that say the same. */
  alike(entry: Entry<C>): readonly Entry<C>[] {
    return [entry, ...(this.#folds?.byId.get(entry.id) ?? [])];
  }

  /** The detail view is fetched when the first row is opened; the list does not wait for it. */
  async loadDetail(): Promise<void> {
    if (typeof this.#detail === 'function') return;
    const { session, signal } = this.#of.reading;
    const parts = await Promise.all([import('../view/detail.ts'), this.#of.facts(), session?.access]).catch(() => undefined);
    if (signal.aborted) return;
    if (!parts) this.#detail = 'failed';
    else {
      const [view, { facts }, access] = parts;
      this.#detail = (entry) => view.detail(entry as Entry, facts(entry), access?.data);
    }
    this.#of.requestUpdate();
  }

  /** What is known of an entry beyond its row, and of those that say the same, each by itself. */
  detail(entry: Entry<C>): Content {
    if (typeof this.#detail === 'function') return this.alike(entry).map(this.#detail);
    return this.#detail === 'loading' ? say.detailLoading : words.detailFailed;
  }

  /** All that counts counts every entry, in whatever row it stands. */
  count(entries: readonly Entry<C>[]): number {
    return entries.reduce((sum, entry) => sum + 1 + (this.#folds?.byId.get(entry.id)?.length ?? 0), 0);
  }

  also(id: string): Content {
    const others = this.#folds?.byId.get(id);
    return others?.length ? classed('aside', say.also(others.map(({ source }) => source.name).join(', '))) : nothing;
  }

  walk(event: KeyboardEvent): void {
    walk(event, this.#of.rows);
  }

  /** A long list in parts; a short one needs none. */
  parts<E extends { readonly id: string }>(entries: readonly E[], part: Part<E>): unknown[] | undefined {
    if (entries.length <= SLICE) return undefined;
    long.add(this.#of);
    this.#wear(longSheet, true);
    return inParts(entries, part, this.#of.rows, this.#revision);
  }

  /** Draws at once what has nothing new in its rows: another has the keyboard or is open, there is room for more, or there are more. */
  requestUpdate(change = () => this.#of.requestUpdate()): void {
    this.#isQuiet = !this.#of.isUpdatePending;
    change();
    if (this.#isQuiet) this.#of.performUpdate();
    this.#isQuiet = false;
  }

  /** Opens the filter. */
  button(): TemplateResult {
    return html`<button aria-expanded=${this.#filter?.isOpen ?? false} @click=${() => void this.#open()}>
        ${this.#filter?.isOn ? say.filterOn : say.filter}
      </button>
      ${this.#toolbar === 'failed' ? html`<p class="aside" role="status">${say.filterFailed}</p>` : nothing}`;
  }

  bar(data: Section<C>): Content {
    return this.#filter?.draw(data) ?? nothing;
  }

  async #open(): Promise<void> {
    const { signal } = this.#of.reading;
    if (this.#filter) this.#filter.isOpen = !this.#filter.isOpen;
    else {
      const made = await import('./toolbar.ts').catch(() => undefined);
      if (signal.aborted) return;
      this.#toolbar = made ? new made.Toolbar<C>(this.#of) : 'failed';
    }
    this.#of.requestUpdate();
  }

  /** How much of a list is here, and the ways to the rest. */
  foot({ entries, total, patient, answeredAt }: Section<C>, shown: Section<C>): Content {
    const count = shown.entries.length;
    const isDrawn = this.room >= count;
    const line = (reader: string) => say.paper(formatNhsNumber(patient), formatDay(answeredAt), reader);
    const paper = html`<p class="paper aside">${until(this.#reader?.then(line), line(''))}</p>`;
    if (!shown.next && isDrawn) return paper;
    return html`${paper}
    <p class="state" role="status">
      ${this.#more === 'failed' ? say.moreFailed : nothing}
      ${isDrawn ? say.loaded(entries.length, String(total ?? words.atLeast(entries.length + 1))) : words.shown(this.room, count)}
      ${shown.next
        ? html`<button ?disabled=${this.#more === 'loading'} @click=${() => void this.#load('loading')}>${say.showMore}</button>
            <button @click=${() => void this.#load('all')}>${this.#more === 'all' ? say.stop : say.loadAll}</button>`
        : nothing}
    </p>`;
  }

  /** Loads the next page, or all; asked again while all are loading, it stops after the page that is under way. */
  async #load(how: 'loading' | 'all'): Promise<void> {
    const { reading } = this.#of;
    const { session, signal } = reading;
    const isBusy = this.#more === 'loading' || this.#more === 'all';
    this.#more = this.#more === 'all' ? 'loading' : how;
    this.#of.requestUpdate();
    if (isBusy) return;
    const query = { ...this.#of.query(), ...(how === 'all' && { limit: LONGEST }) };
    const ask = (data: Section<C>): Promise<Answer<Section<C>>> => readFurther(session!.gateway, data, query, signal);
    let { data } = reading;
    for (let asked = session && data?.next ? ask(data) : undefined; asked; ) {
      const { data: longer, failure }: Answer<Section<C>> = await asked;
      if (signal.aborted || reading.data !== data) return;
      // The next page is on its way while this one is drawn.
      asked = longer?.next && this.#more === 'all' ? ask(longer) : undefined;
      if (!asked) this.#more = longer ? 'ready' : 'failed';
      if (!longer) return reading.missed(failure);
      data = longer;
      this.requestUpdate(() => reading.extend(longer));
    }
  }
}
