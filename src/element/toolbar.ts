import { html, nothing, type TemplateResult } from 'lit';
import type { Category, Entry, Kind, Section } from '../../api-spec/record.ts';
import { readAll, together } from '../record/further.ts';
import { toolbarSheet } from '../style/toolbar.ts';
import { toolbarWords as say } from '../text/toolbar.ts';
import { words } from '../text/words.ts';
import { arrange, noFilter, type Filter } from '../view/filter.ts';
import type { Drawn } from './drawn.ts';

/** How many entries are opened before the page may breathe. */
const AT_ONCE = 20;

/**
 * Filter, order, and opening or closing everything: fetched when a reader first asks for it, and thrown away with the
 * patient. What is typed here stays here: only days and a kind are asked of the gateway.
 */
export class Toolbar<C extends Category> {
  isOpen = true;
  readonly #of: Drawn<C>;
  #filter: Filter = { ...noFilter };
  /** The section of the days and the kind asked for, all of it. */
  #asked: Section<C> | undefined;
  #asking = new AbortController();
  #told: 'turned' | 'asking' | 'undated' | 'askFailed' | undefined;
  #last: { filter: Filter; of: readonly Entry<C>[]; entries: Entry<C>[] } | undefined;

  constructor(of: Drawn<C>) {
    this.#of = of;
    const sheets = of.shadowRoot?.adoptedStyleSheets;
    const own = toolbarSheet.styleSheet;
    if (own && !sheets?.includes(own)) sheets?.push(own);
  }

  /** Whether a reader asked for less than there is. */
  get isOn(): boolean {
    const { order: _, ...asked } = this.#filter;
    return Object.values(asked).some(Boolean);
  }

  /** The section as the reader wants to see it. */
  shown(data: Section<C>): Section<C> {
    const whole = this.#asked ? { ...data, ...this.#asked, ...together(data, this.#asked) } : data;
    const of = whole.entries as readonly Entry<C>[];
    if (this.#last?.of !== of || this.#last.filter !== this.#filter)
      this.#last = { of, filter: this.#filter, entries: arrange(of, this.#filter, this.#of) };
    return { ...whole, entries: this.#last.entries } as Section<C>;
  }

  /** The form while it is open, and always in words what is hidden. */
  draw(data: Section<C>): TemplateResult {
    const shown = this.shown(data);
    return html`${this.isOpen ? this.#form(data, shown) : nothing}
      <div class=${this.isOn ? 'notice' : 'aside state'} part="filtered" role="status" ?hidden=${!this.isOn && !this.#filter.order}>
        ${this.isOn ? html`<strong>${this.#hidden(data, shown)}</strong>` : nothing}
        ${this.#told ? say[this.#told] : nothing} ${this.#filter.abnormal ? this.#of.words.abnormalOnly?.note : nothing} ${data.next && !this.#asked && this.isOn ? say.loadedOnly(data.entries.length) : nothing}
        ${data.next && !this.#asked && !this.isOn && this.#filter.order ? say.sortedOnly(data.entries.length) : nothing}
        ${this.isOn ? html`<button @click=${() => this.#showAll()}>${say.showAll}</button>` : nothing}
      </div>`;
  }

  #hidden(data: Section<C>, { entries }: Section<C>): string {
    const { total } = data;
    const [shown, least] = [entries.length, Math.max(data.entries.length, entries.length)];
    const all = total === null ? words.atLeast(least) : String(total);
    const hidden = (total ?? least) - shown;
    const many = total === null ? words.atLeast(hidden) : String(hidden);
    return shown === 0 ? say.none(many) : hidden > 0 || total === null ? say.some(shown, all, many) : say.every(all);
  }

  #form(data: Section<C>, shown: Section<C>): TemplateResult {
    const { columns, words: own, isAbnormal } = this.#of;
    const { kind: only } = this.#of.query();
    const sources = new Map(data.sources.map(({ organisation }) => [organisation.odsCode, organisation.name]));
    const kinds = Object.entries(own.kinds ?? {}).filter(([kind]) => !only || (only as string[]).includes(kind));
    const orders = columns.flatMap(({ heading, sort, as }, place) =>
      !sort
        ? []
        : as === 'date'
          ? [[`-${place + 1}`, say.newest(heading)], [`${place + 1}`, say.oldest(heading)]]
          : [[`${place + 1}`, say.ascending(heading)], [`-${place + 1}`, say.descending(heading)]],
    ) as [string, string][];
    return html`<div class="toolbar" part="toolbar" role="group" aria-label=${say.label(own.title)}>
      <label>${say.text}<input type="search" autocomplete="off" spellcheck="false" .value=${this.#filter.text} @input=${this.#set('text')} /></label>
      ${sources.size > 1 ? this.#choice('source', say.source, say.everySource, [...sources]) : nothing}
      ${kinds.length > 1 ? this.#choice('kind', say.kind, say.everyKind, kinds) : nothing}
      ${this.#day('from')} ${this.#day('to')}
      ${orders.length ? this.#choice('order', say.order, say.usualOrder, orders) : nothing}
      ${isAbnormal && own.abnormalOnly
        ? html`<label class="tick"
            ><input type="checkbox" .checked=${this.#filter.abnormal} @change=${this.#set('abnormal')} />${own.abnormalOnly.label}</label
          >`
        : nothing}
      <button @click=${() => void this.#expand(shown.entries, true)}>${say.expandAll}</button>
      <button @click=${() => void this.#expand(data.entries, false)}>${say.collapseAll}</button>
    </div>`;
  }

  #choice(of: 'source' | 'kind' | 'order', label: string, all: string, choices: readonly (readonly [value: string, name: string])[]): TemplateResult {
    return html`<label
      >${label}<select @change=${this.#set(of)}>
        ${[['', all] as const, ...choices].map(
          ([value, name]) => html`<option value=${value} .selected=${value === this.#filter[of]}>${name}</option>`,
        )}
      </select></label
    >`;
  }

  #day(of: 'from' | 'to'): TemplateResult {
    return html`<label>${say[of]}<input type="date" autocomplete="off" .value=${this.#filter[of]} @change=${this.#set(of)} /></label>`;
  }

  #set(what: keyof Filter): (event: Event) => void {
    return ({ target }) => {
      const { value, checked } = target as HTMLInputElement;
      this.#change({ [what]: what === 'abnormal' ? checked : value });
    };
  }

  #showAll(): void {
    this.#change({ ...noFilter, order: this.#filter.order });
    // The button that was pressed is gone: the keyboard goes back to where the filter is opened.
    this.#of.shadowRoot?.querySelector<HTMLElement>('header button')?.focus();
  }

  #change(change: Partial<Filter>): void {
    const before = this.#filter;
    this.#filter = { ...before, ...change };
    const { kind, from, to } = this.#filter;
    if (kind !== before.kind || from !== before.from || to !== before.to) void this.#ask();
    this.#of.requestUpdate();
  }

  /** Days and a kind are asked of the gateway, because what is not loaded yet may belong to them. */
  async #ask(): Promise<void> {
    const { category, reading } = this.#of;
    const { kind, from, to } = this.#filter;
    this.#asking.abort();
    this.#asked = undefined;
    this.#told = undefined;
    if (!reading.session || !(kind || from || to)) return;
    const isTurned = Boolean(from && to && from > to);
    if (isTurned) this.#told = 'turned';
    if (isTurned && !kind) return;
    if (!isTurned) this.#told = 'asking';
    this.#asking = new AbortController();
    const signal = AbortSignal.any([reading.signal, this.#asking.signal]);
    const asked = { ...this.#of.query(), ...(kind && { kind: [kind as Kind<C>] }), ...(!isTurned && from && { from }), ...(!isTurned && to && { to }) };
    const { data, failure } = await readAll(reading.session.gateway, category, asked, signal);
    if (signal.aborted) return;
    if (data) {
      this.#asked = data;
      if (!isTurned) this.#told = from || to ? 'undated' : undefined;
      this.#of.requestUpdate();
    } else {
      this.#told = 'askFailed';
      reading.missed(failure);
    }
  }

  /** Opens or closes them, a few at a time, so that the page can be used meanwhile; another patient ends it. */
  async #expand(entries: readonly { id: string }[], open: boolean): Promise<void> {
    const { rows, reading } = this.#of;
    const { signal } = reading;
    const others = entries.filter(({ id }) => rows.isOpen(id) !== open);
    for (let start = 0; start < others.length && !signal.aborted; start += AT_ONCE) {
      // One drawing for all of them.
      this.#of.requestUpdate();
      for (const { id } of others.slice(start, start + AT_ONCE)) if (rows.isOpen(id) !== open) rows.toggle(id);
      await new Promise((later) => setTimeout(later));
    }
  }
}
