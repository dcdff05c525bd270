import { LitElement, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Category, Entry, Section } from '../../api-spec/record.ts';
import { readSection, type Query } from '../api/section.ts';
import { conclude, isComplete } from '../record/conclude.ts';
import { Reading, type ReadingHost } from '../record/reading.ts';
import { sheet } from '../style/sheet.ts';
import { words, type CategoryWords } from '../text/words.ts';
import { completenessLine } from '../view/completeness.ts';
import type { Fact } from '../view/detail.ts';
import { classed } from '../view/filled.ts';
import { heading, type Content } from '../view/frame.ts';
import { missingNotice, stateNotice } from '../view/notice.ts';
import { atRow, SLICE, type Column, type ManyRows } from '../view/rows.ts';
import { table } from '../view/table.ts';
import { announcer } from './announce.ts';
import { LcrEntryOpenEvent } from './events.ts';
import type { Desk } from './desk.ts';
import type { Drawn } from './drawn.ts';

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
 * @fires {LcrStateEvent} lcr-state - The widget came into a state.
 * @fires {LcrEntryOpenEvent} lcr-entry-open - The detail of an entry was opened.
 * @fires {LcrErrorEvent} lcr-error - Something failed; `code` is stable.
 * @fires {LcrPatientMismatchEvent} lcr-patient-mismatch - An answer for another patient was thrown away.
 * @csspart header - The heading's line.
 * @csspart heading - The heading.
 * @csspart toolbar - Filter and order, while they are open.
 * @csspart filtered - What a filter hides, in words.
 * @csspart group - Entries that wait under their heading until they are asked for.
 * @csspart table - A list of entries.
 * @csspart row - A row of the list.
 * @csspart detail - An opened detail.
 * @csspart notice - A state or a warning in words.
 * @csspart completeness - The line that says who answered.
 * @csspart why - Why something is not shown, and whom to ask.
 */
export abstract class CategoryElement<C extends Category> extends LitElement implements ReadingHost {
  static override readonly styles: CSSResultGroup = sheet;
  static override readonly properties: PropertyDeclarations = {
    kind: {},
    limit: { type: Number },
    headingLevel: { type: Number, attribute: 'heading-level', useDefault: true },
    density: { reflect: true },
  };

  /** One kind of the category, or several with spaces between, where the category has kinds. All where it is not set. */
  declare kind: string | undefined;
  /** How many entries to ask for at a time. The gateway's own number where it is not set. */
  declare limit: number | undefined;
  /** Level of the widget's heading, 1 to 6. */
  declare headingLevel: number;
  /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
  declare density: 'compact' | 'comfortable' | undefined;

  protected abstract readonly category: C;
  protected abstract readonly words: CategoryWords;
  protected abstract readonly columns: readonly Column<Entry<C>>[];

  readonly #open = new Set<string>();
  #current: string | undefined;
  #desk: Desk<C> | undefined;
  /** What the reader works with: it may come a moment later than the list, or not at all. */
  #Desk: typeof Desk<C> | undefined;
  #deskIsThere: Promise<void> | undefined;
  #announce: ReturnType<typeof announcer> | undefined;
  /** Set once the attributes that were there from the start have been drawn: a later change asks anew. */
  #drawn = false;
  /** Set until the first page of a patient's list has arrived. */
  #isNew = true;

  /** Open to the room that shows the whole record, as are `rows` and `loadDetail`. @internal */
  readonly reading = new Reading<Section<C>>(this, {
    ask: (session, signal, anew) => {
      const query = this.query();
      return Object.keys(query).length ? readSection(session.gateway, this.category, query, signal) : session.first(this.category, anew);
    },
    conclude,
  });

  constructor() {
    super();
    this.headingLevel = 2;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Beside the record, so that the first widget stays small; without it there is still the list.
    this.#deskIsThere = import('./desk.ts').then(
      ({ Desk }) => {
        this.#Desk = Desk;
        // Where nothing has come yet there is nothing to work on.
        if (this.reading.state !== 'loading') this.requestUpdate();
      },
      () => {},
    );
  }

  /** How the entries are grouped; by default they stand in one list, in the gateway's order. */
  protected groups(entries: readonly Entry<C>[]): Group<Entry<C>>[] {
    return [{ entries }];
  }

  /** Whether an entry is to be shown where a reader wants abnormal ones only; for categories in which one can be. */
  protected isAbnormal?(entry: Entry<C>): boolean;

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
      this.#isNew = true;
      this.#desk = undefined;
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
    // What a subclass may use, those who work on its list may use, too.
    if (data && this.#Desk) this.#desk ??= new this.#Desk(this as unknown as Drawn<C>);
    if (data && this.#isNew) {
      this.#isNew = false;
      for (const id of this.opened(data)) this.#open.add(id);
    }
  }

  protected override render(): TemplateResult {
    const { title } = this.words;
    const { data, state } = this.reading;
    const done = atRow(this.rows);
    return html`<section aria-label=${title} aria-busy=${state === 'loading'} @click=${done} @focusin=${done} @keydown=${done}>
      <header part="header">${heading(this.headingLevel, title, this.#count(data))}${state === 'ready' && this.#desk ? this.#desk.button() : nothing}</header>
      ${data && state === 'ready' ? this.#ready(data) : this.#notice(data)}
      ${data ? completenessLine(data.sources, data.answeredAt) : nothing}${this.#Desk?.why(this.reading)}
    </section>`;
  }

  #ready(data: Section<C>): TemplateResult {
    const desk = this.#desk;
    const shown = desk?.shown(data) ?? data;
    const groups = this.groups(shown.entries);
    // Of a group that was closed, and of what a filter hides, no row may be the one that Tab reaches.
    if (!shown.entries.some(({ id }) => this.rows.isCurrent(id))) {
      const standing = groups.filter(({ entries }) => entries.length);
      this.#current = (standing.find(({ folded }) => !folded) ?? standing[0])?.entries[0]?.id;
    }
    let room = desk?.room ?? SLICE;
    return html`${isComplete(shown) ? nothing : missingNotice(shown.sources, () => this.reading.reload())}
      ${this.above(data)} ${desk?.bar(data) ?? nothing}
      ${groups.map(({ title, entries, folded }) => {
        if (!entries.length) return nothing;
        const list = this.list(entries.slice(0, Math.max(room, 0)), title ?? this.words.title);
        room -= entries.length;
        if (!title) return list;
        const count = shown.next ? nothing : (desk?.count(entries) ?? entries.length);
        return folded
          ? html`<details class="group" part="group" @toggle=${() => this.rows.moveTo('')}><summary>${title} <span class="count">${count}</span></summary>${list}</details>`
          : html`${heading(this.headingLevel + 1, title, count, 'group')}${list}`;
      })}
      ${desk ? desk.foot(data, shown) : room < 0 || data.next ? classed('state', words.shown(Math.min(SLICE, data.entries.length), this.#count(data)), 'p') : nothing}
      ${this.below(data)}`;
  }

  #notice(data: Section<C> | undefined): TemplateResult {
    return stateNotice(this.reading.state, this.words, {
      failure: this.reading.failure,
      ...(data && { sources: data.sources, known: data.knownNone }),
      retry: () => this.reading.reload(),
    });
  }

  #count(data: Section<C> | undefined): string | number | typeof nothing {
    if (this.reading.state !== 'ready' || !data) return nothing;
    return data.total ?? words.atLeast(data.entries.length);
  }

  /** What the widget is limited to by its attributes. */
  protected query(): Query<C> {
    const kind = this.kind?.split(/\s+/).filter(Boolean) as Query<C>['kind'];
    return { ...(kind?.length && { kind }), ...(this.limit && { limit: this.limit }) };
  }

  /** Which rows are open and where the keyboard is. @internal */
  readonly rows: ManyRows = {
    isOpen: (id) => this.#open.has(id),
    toggle: (id) => this.#toggle(id),
    isCurrent: (id) => this.#current === id,
    moveTo: (id) => {
      if (this.#current === id) return;
      this.#current = id;
      (this.#desk ?? this).requestUpdate();
    },
    walk: (event) => this.#desk?.walk(event),
    also: (id) => this.#desk?.also(id) ?? nothing,
    parts: (entries, part) => this.#desk?.parts(entries, part),
  };

  #toggle(id: string): void {
    if (!this.#open.delete(id)) {
      this.#open.add(id);
      this.dispatchEvent(new LcrEntryOpenEvent({ category: this.category, id }));
      void this.loadDetail();
    }
    (this.#desk ?? this).requestUpdate();
  }

  /** The detail view is fetched when the first row is opened; the list does not wait for it. @internal */
  async loadDetail(): Promise<void> {
    await this.#deskIsThere;
    if (this.#Desk) await (this.#desk ??= new this.#Desk(this as unknown as Drawn<C>)).loadDetail();
  }

  /** The detail of an entry, and of those that say the same: its category's facts, its provenance, and whom to tell if it is wrong. */
  protected detail(entry: Entry<C>): Content {
    return this.#desk?.detail(entry) ?? words.detailFailed;
  }
}
