import { LitElement, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Category, Entry, Kind, Section } from '../../api-spec/record.ts';
import { readSection } from '../api/section.ts';
import { conclude } from '../record/conclude.ts';
import { Reading, type ReadingHost } from '../record/reading.ts';
import { sheet } from '../style/sheet.ts';
import { words, type CategoryWords } from '../text/words.ts';
import { completenessLine } from '../view/completeness.ts';
import type { Fact } from '../view/detail.ts';
import { heading, type Content } from '../view/frame.ts';
import { missingNotice, stateNotice } from '../view/notice.ts';
import { table, type Column, type Rows } from '../view/table.ts';
import { announcer } from './announce.ts';
import { LcrEntryOpenEvent } from './events.ts';

/** Entries that are shown together; `folded` ones wait under their heading until they are asked for. */
export interface Group<E> {
  readonly title?: string;
  readonly entries: readonly E[];
  readonly folded?: boolean;
}

/**
 * What every category's widget is made of: the states, the loading, the rows and their detail. A widget adds its
 * category, its columns, and what its readers need beyond a table.
 *
 * @attr {string} kind - One kind of the category, or several with spaces between, where the category has kinds.
 * @attr {number} limit - How many entries to ask for at a time.
 * @attr {number} heading-level - Level of the widget's heading, 1 to 6. Default 2.
 * @attr {'compact'|'comfortable'} density - `comfortable` has touch targets of 44 px.
 */
export abstract class CategoryElement<C extends Category> extends LitElement implements ReadingHost {
  static override readonly styles: CSSResultGroup = sheet;
  static override readonly properties: PropertyDeclarations = {
    kind: {},
    limit: { type: Number },
    headingLevel: { type: Number, attribute: 'heading-level' },
    density: { reflect: true },
  };

  /** The kinds to show; all where it is not set. */
  declare kind: string | undefined;
  /** How many entries to ask for at a time. */
  declare limit: number | undefined;
  /** Level of the heading. */
  declare headingLevel: number;
  /** `compact`, or `comfortable` for touch. */
  declare density: 'compact' | 'comfortable' | undefined;

  protected abstract readonly category: C;
  protected abstract readonly words: CategoryWords;
  protected abstract readonly columns: readonly Column<Entry<C>>[];

  readonly #open = new Set<string>();
  #current: string | undefined;
  #detail: 'loading' | 'failed' | ((entry: Entry<C>) => TemplateResult) = 'loading';
  #more: 'ready' | 'loading' | 'failed' = 'ready';
  #announce: ReturnType<typeof announcer> | undefined;
  /** Set once the attributes that were there from the start have been drawn: a later change asks anew. */
  #drawn = false;
  /** Set until the first page of a patient's list has arrived. */
  #isNew = true;

  /** Open to the room that shows the whole record, as are `rows` and `loadDetail`. @internal */
  readonly reading = new Reading<Section<C>>(this, {
    ask: (session, signal, anew) => {
      const query = this.#query();
      return Object.keys(query).length ? readSection(session.gateway, this.category, query, signal) : session.first(this.category, anew);
    },
    conclude,
  });

  constructor() {
    super();
    this.headingLevel = 2;
  }

  /** How the entries are grouped; by default they stand in one list, in the gateway's order. */
  protected groups(entries: readonly Entry<C>[]): Group<Entry<C>>[] {
    return [{ entries }];
  }

  /** Loads what the category adds to an entry's detail. */
  protected abstract readonly facts: () => Promise<{ facts(entry: Entry<C>): Fact[] }>;

  /** The entries of one group, by default as a table of the declared columns. */
  protected list(entries: readonly Entry<C>[], title: string): TemplateResult {
    return table(title, entries, this.columns, this.rows, (entry) => this.detail(entry));
  }

  /** The entries that are open from the start. */
  protected opened(_section: Section<C>): string[] {
    return [];
  }

  /** What stands above or below the list of a category. */
  protected above(_section: Section<C>): Content {
    return nothing;
  }
  protected below(_section: Section<C>): Content {
    return nothing;
  }

  stateChanged(clear: boolean): void {
    if (clear) {
      this.#open.clear();
      this.#current = undefined;
      this.#detail = 'loading';
      this.#more = 'ready';
      this.#isNew = true;
    }
    const { data } = this.reading;
    this.requestUpdate();
    // At once, not in a later turn: the last patient's entries may not stay on the screen while anything else runs.
    if (clear && this.hasUpdated) this.performUpdate();
    this.#announce ??= announcer(this, this.category);
    const { state } = this.reading;
    this.#announce(this.reading, state === 'ready' && data ? data.total : state === 'nothing-recorded' || state === 'known-none' ? 0 : null);
  }

  /** A drawing that fails must not leave a half or an old one behind. */
  protected override performUpdate(): void {
    try {
      super.performUpdate();
    } catch (thrown) {
      if (this.reading.failure?.code === 'cannot-draw') throw thrown;
      this.reading.abandon('cannot-draw');
    }
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (this.#drawn && (changed.has('kind') || changed.has('limit'))) this.reading.reload();
    this.#drawn = true;
  }

  protected override willUpdate(): void {
    const { data } = this.reading;
    if (data && this.#isNew) {
      this.#isNew = false;
      for (const id of this.opened(data)) this.#open.add(id);
    }
  }

  protected override render(): TemplateResult {
    const { title } = this.words;
    const { data, state } = this.reading;
    return html`<section aria-label=${title} aria-busy=${state === 'loading'}>
      <header part="header">${heading(this.headingLevel, title, this.#count(data))}</header>
      ${data && state === 'ready' ? this.#ready(data) : this.#notice(data)}
      ${data ? completenessLine(data.sources, data.answeredAt) : nothing}
    </section>`;
  }

  #ready(data: Section<C>): TemplateResult {
    const { completeness } = this.reading;
    const entries = data.entries as readonly Entry<C>[];
    this.#current ??= entries[0]?.id;
    return html`${completeness === 'partial' ? missingNotice(data.sources, () => this.reading.reload()) : nothing}
      ${this.above(data)}
      ${this.groups(entries).map(({ title, entries: group, folded }) =>
        !group.length
          ? nothing
          : !title
            ? this.list(group, this.words.title)
            : folded
              ? html`<details class="group" part="group"><summary>${title}${data.next ? nothing : ` (${group.length})`}</summary>${this.list(group, title)}</details>`
              : html`${heading(this.headingLevel + 1, title, data.next ? nothing : group.length, 'group')}${this.list(group, title)}`,
      )}
      ${this.#moreButton(data)} ${this.below(data)}`;
  }

  #notice(data: Section<C> | undefined): TemplateResult {
    return stateNotice(this.reading.state, this.words, {
      failure: this.reading.failure,
      ...(data && { sources: data.sources, known: data.knownNone }),
      retry: () => this.reading.reload(),
    });
  }

  #count(data: Section<C> | undefined): Content {
    if (this.reading.state !== 'ready' || !data) return nothing;
    return data.total ?? words.atLeast(data.entries.length);
  }

  #moreButton(data: Section<C>): Content {
    if (!data.next) return nothing;
    return html`<p class="state" role="status">
      ${this.#more === 'failed' ? words.moreFailed : nothing}
      <button ?disabled=${this.#more === 'loading'} @click=${() => this.#loadMore(data)}>
        ${words.showMore(data.entries.length, String(data.total ?? words.atLeast(data.entries.length + 1)))}
      </button>
    </p>`;
  }

  async #loadMore(data: Section<C>): Promise<void> {
    const { session, signal } = this.reading;
    if (!session || !data.next || this.#more === 'loading') return;
    this.#more = 'loading';
    this.requestUpdate();
    const api = await import('../record/further.ts').catch(() => undefined);
    const answer = await api?.readFurther(session.gateway, data, this.#query(), signal);
    if (signal.aborted || this.reading.data !== data) return;
    this.#more = answer?.data ? 'ready' : 'failed';
    if (answer?.data) this.reading.extend(answer.data);
    else this.reading.missed(answer?.failure);
  }

  #query(): { kind?: Kind<C>[]; limit?: number } {
    const kind = this.kind?.split(/\s+/).filter(Boolean) as Kind<C>[] | undefined;
    return { ...(kind?.length && { kind }), ...(this.limit && { limit: this.limit }) };
  }

  /** Which rows are open and where the keyboard is. @internal */
  readonly rows: Rows = {
    isOpen: (id) => this.#open.has(id),
    toggle: (id) => this.#toggle(id),
    isCurrent: (id) => this.#current === id,
    moveTo: (id) => {
      if (this.#current === id) return;
      this.#current = id;
      this.requestUpdate();
    },
  };

  #toggle(id: string): void {
    if (!this.#open.delete(id)) {
      this.#open.add(id);
      this.dispatchEvent(new LcrEntryOpenEvent({ category: this.category, id }));
      void this.loadDetail();
    }
    this.requestUpdate();
  }

  /** The detail view is fetched when the first row is opened; the list does not wait for it. @internal */
  async loadDetail(): Promise<void> {
    if (typeof this.#detail === 'function') return;
    const { session, signal } = this.reading;
    const parts = await Promise.all([import('../view/detail.ts'), this.facts(), session?.access]).catch(() => undefined);
    if (signal.aborted) return;
    if (!parts) this.#detail = 'failed';
    else {
      const [view, { facts }, access] = parts;
      this.#detail = (entry) => view.detail(entry as Entry, facts(entry), access?.data);
    }
    this.requestUpdate();
  }

  /** The detail of an entry: its category's facts, its provenance, and whom to tell if it is wrong. */
  protected detail(entry: Entry<C>): Content {
    return typeof this.#detail === 'string' ? words.detail[this.#detail] : this.#detail(entry);
  }
}
