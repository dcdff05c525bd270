import { LitElement, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Category, Section } from '../../api-spec/record.ts';
import { announcer } from '../../src/element/announce.ts';
import { define } from '../../src/element/define.ts';
import { LcrEntryOpenEvent } from '../../src/element/events.ts';
import { today } from '../../src/format/place.ts';
import { inOrder, momentsOf, type Moment } from '../../src/record/chronicle.ts';
import { answeredAt, concludeAll, Gathering, type Overall, type Standing } from '../../src/record/gathering.ts';
import { named, orderFor } from '../../src/record/order.ts';
import type { ReadingHost } from '../../src/record/reading.ts';
import { together } from '../../src/record/together.ts';
import { asWritten } from '../../src/style/as-written.ts';
import { sheet } from '../../src/style/sheet.ts';
import { categoryTitles as titles } from '../../src/text/categories.ts';
import { timelineWords as say } from '../../src/text/timeline.ts';
import { deskWords } from '../../src/text/desk.ts';
import { words } from '../../src/text/words.ts';
import { completenessLine } from '../../src/view/completeness.ts';
import { classed } from '../../src/view/filled.ts';
import { heading, skeleton, type Content } from '../../src/view/frame.ts';
import { missing, stateNotice } from '../../src/view/notice.ts';
import { why } from '../../src/view/why.ts';
import type { Rows } from '../../src/view/rows.ts';
import { walk } from '../../src/view/walk.ts';
import { timelineSheet } from './sheet.ts';

/** So many entries are drawn at a time. */
const STRIDE = 200;

const list = (standings: readonly Standing[]) => standings.map(({ category }) => titles[category]).join(', ');

/**
 * What is dated in the record, of all categories that the role has, in one order of time, newest first. A date is placed
 * with the precision that was recorded; what has none stands apart. A source that is missing is named, with the
 * categories that it leaves incomplete. Asks for nothing that a whole record on the same page has asked for.
 *
 * @element lcr-timeline
 * @fires {LcrStateEvent} lcr-state - The timeline came into a state (`category` is `timeline`).
 * @fires {LcrEntryOpenEvent} lcr-entry-open - An entry was opened.
 * @fires {LcrErrorEvent} lcr-error - Something failed; `code` is stable.
 * @fires {LcrPatientMismatchEvent} lcr-patient-mismatch - An answer for another patient was thrown away.
 * @csspart header - The heading's line.
 * @csspart heading - A heading.
 * @csspart filter - The choice of categories.
 * @csspart moment - One entry.
 * @csspart detail - An opened entry.
 * @csspart notice - A state or a warning in words.
 * @csspart completeness - The line that says who answered.
 * @csspart why - Why something is not shown, and whom to ask.
 */
export class LcrTimeline extends LitElement implements ReadingHost {
  static override readonly styles: CSSResultGroup = [sheet, asWritten, timelineSheet];
  static override readonly properties: PropertyDeclarations = {
    categories: {},
    headingLevel: { type: Number, attribute: 'heading-level', useDefault: true },
    density: { reflect: true },
  };

  /** The categories to take in, by name with spaces between. All where it is not set. */
  declare categories: string | undefined;
  /** Level of the heading, 1 to 4. */
  declare headingLevel: number;
  /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
  declare density: 'compact' | 'comfortable' | undefined;

  readonly #gathering = new Gathering(this, () => named(this.categories) ?? orderFor(undefined));
  readonly #announce = announcer(this, 'timeline');
  /** The drawing code is no patient's, and is fetched once. */
  #view: typeof import('../../src/view/timeline.ts') | 'loading' | 'failed' | undefined;
  #drawn = false;

  // What follows belongs to one patient, and is dropped with them.

  /** Set when every category has answered once: from then on the order stays on the screen while something is asked again. */
  #arrived = false;
  readonly #hidden = new Set<Category>();
  readonly #open = new Set<string>();
  readonly #more = new Map<Category, 'loading' | 'failed'>();
  #current: string | undefined;
  #limit = STRIDE;

  constructor() {
    super();
    this.headingLevel = 2;
  }

  stateChanged(clear: boolean): void {
    if (clear) {
      this.#arrived = false;
      this.#hidden.clear();
      this.#open.clear();
      this.#more.clear();
      this.#current = undefined;
      this.#limit = STRIDE;
    }
    this.requestUpdate();
    // At once, not in a later turn: the last patient's entries may not stay on the screen while anything else runs.
    if (clear && this.hasUpdated) this.performUpdate();
    const { data } = this.#gathering;
    const sections = this.#sections();
    this.#announce(
      data ? { completeness: undefined, failure: undefined, ...concludeAll(data) } : this.#gathering,
      sections.length && sections.every(({ next }) => !next) ? momentsOf(sections).length : null,
    );
  }

  #sections(): Section[] {
    return this.#gathering.standings.flatMap(({ section }) => section ?? []);
  }

  protected override willUpdate(): void {
    const { data } = this.#gathering;
    if (data && !this.#view) void this.#loadView();
    if (data && concludeAll(data).state !== 'loading') this.#arrived = true;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (this.#drawn && changed.has('categories')) this.#gathering.reload();
    this.#drawn = true;
  }

  async #loadView(): Promise<void> {
    this.#view = 'loading';
    this.#view = await import('../../src/view/timeline.ts').catch(() => 'failed' as const);
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { data } = this.#gathering;
    const standings = this.#gathering.standings;
    const sections = this.#sections();
    const overall: Overall = data ? concludeAll(data) : this.#gathering;
    const moments = momentsOf(sections);
    return html`<section aria-label=${say.title} aria-busy=${overall.state === 'loading'}>
      <header part="header">${heading(this.headingLevel, say.title)}</header>
      ${!data || !this.#arrived || !moments.length
        ? stateNotice(overall.state, say.subject, {
            failure: overall.failure,
            ...(sections.length && { sources: together(sections) }),
            retry: () => (data ? this.#gathering.retry() : this.#gathering.reload()),
          })
        : html`${this.#gaps(standings)}${this.#extent(sections)}${this.#filter(sections)}${this.#moments(moments)}`}
      ${this.#refused(standings)}
      ${this.#arrived && sections.length ? completenessLine(together(sections), answeredAt(sections)) : nothing}
      ${why({ state: overall.state, failure: overall.failure, session: this.#gathering.session, data: sections.length ? { sources: together(sections) } : undefined })}
    </section>`;
  }

  #refused(standings: readonly Standing[]): Content {
    const refused = standings.filter(({ state }) => state === 'not-permitted');
    return refused.length && refused.length < standings.length ? classed('state aside', say.notForRole(list(refused)), 'p') : nothing;
  }

  /** What is missing, each hole once, with the categories that it concerns; holes of the same categories together. */
  #gaps(standings: readonly Standing[]): Content {
    const loading = standings.filter(({ state }) => state === 'loading');
    const failed = standings.filter(({ section, state }) => !section && state !== 'loading' && state !== 'not-permitted');
    const holes = standings.flatMap(({ category, section }) => (section ? missing(section.sources).map((line) => ({ title: titles[category], line })) : []));
    const concerned = [...Map.groupBy(holes, ({ line }) => line)].map(([line, where]) => ({ line, where: where.map(({ title }) => title).join(', ') }));
    const lines = [
      ...(loading.length ? [say.loading(list(loading))] : []),
      ...(failed.length ? [say.failed(list(failed))] : []),
      ...[...Map.groupBy(concerned, ({ where }) => where)].map(([where, alike]) => say.gap(alike.map(({ line }) => line).join(' '), where)),
    ];
    if (!lines.length) return nothing;
    // A source that is not connected will not answer a second time either.
    const mayCome = failed.length || standings.some(({ section }) => section?.sources.some(({ status }) => status !== 'answered' && status !== 'not-connected'));
    return html`<div class="notice" part="notice" role="status">
      <strong>${words.missing.incomplete}</strong>
      <ul>
        ${lines.map((line) => html`<li>${line}</li>`)}
      </ul>
      ${loading.length || !mayCome ? nothing : html`<button @click=${() => this.#gathering.retry()}>${words.tryAgain}</button>`}
    </div>`;
  }

  /** How much of it is loaded. An entry that is not may fall anywhere in the order, so that is said before it begins. */
  #extent(sections: readonly Section[]): TemplateResult {
    const loaded = sections.reduce((sum, { entries }) => sum + entries.length, 0);
    const further = sections.filter(({ next }) => next);
    if (!further.length) return classed('state aside', say.loadedAll(loaded), 'p');
    const known = further.every(({ total }) => total !== null);
    const total = sections.reduce((sum, { total: whole, entries, next }) => sum + Math.max(whole ?? 0, entries.length + (next ? 1 : 0)), 0);
    return html`<div class="state" role="status">
      <strong>${say.loadedOnly(loaded, known ? String(total) : words.atLeast(total))}</strong>
      ${further.map((section) => this.#moreButton(section))}
    </div>`;
  }

  #moreButton(section: Section): TemplateResult {
    const { category, entries, total } = section;
    const title = titles[category];
    const how = this.#more.get(category);
    return html`<p>
      ${say.olderMissing(title)} ${how === 'failed' ? deskWords.moreFailed : nothing}
      <button ?disabled=${how === 'loading'} @click=${() => void this.#loadMore(section)}>
        ${say.loadMore(title, entries.length, String(total ?? words.atLeast(entries.length + 1)))}
      </button>
    </p>`;
  }

  async #loadMore(section: Section): Promise<void> {
    const { session, signal } = this.#gathering;
    if (!session || this.#more.get(section.category) === 'loading') return;
    this.#more.set(section.category, 'loading');
    this.requestUpdate();
    const api = await import('../../src/record/further.ts').catch(() => undefined);
    const answer = await api?.readFurther(session.gateway, section, {}, signal);
    // Another patient, or the category was asked again: then this page belongs to a list that is gone.
    if (signal.aborted) return;
    if (answer?.data && this.#sections().includes(section)) {
      this.#more.delete(section.category);
      this.#gathering.replace(answer.data);
    } else {
      this.#more.set(section.category, 'failed');
      this.#gathering.missed(answer?.failure);
    }
  }

  #filter(sections: readonly Section[]): TemplateResult {
    const some = sections.filter(({ entries }) => entries.length);
    const shown = some.filter(({ category }) => !this.#hidden.has(category));
    const narrowed = shown.length < some.length;
    return html`<details class="filter" part="filter" ?data-narrowed=${narrowed}>
      <summary>${say.filter}: ${narrowed ? say.filterSome(shown.length, some.length) : say.filterAll(some.length)}</summary>
      <fieldset>
        <legend>${say.filter}</legend>
        ${some.map(
          ({ category, entries }) => html`<label>
            <input type="checkbox" .checked=${!this.#hidden.has(category)} @change=${() => this.#toggleCategory(category)} />
            ${say.option(titles[category], entries.length)}
          </label>`,
        )}
      </fieldset>
      ${narrowed ? html`<button @click=${() => this.#showAll()}>${say.showAll}</button>` : nothing}
    </details>`;
  }

  #moments(all: readonly Moment[]): Content {
    if (!this.#view || typeof this.#view === 'string') {
      return this.#view === 'failed'
        ? html`<div class="notice danger" role="status">
            <p>${say.viewFailed.failed}</p>
            <button @click=${() => void this.#loadView()}>${words.tryAgain}</button>
          </div>`
        : skeleton(say.viewFailed.loading);
    }
    const shown = all.filter(({ categories }) => categories.some((category) => !this.#hidden.has(category)));
    const dated = inOrder(shown, today());
    const undated = shown.filter(({ place }) => !place);
    const first = dated[0] ?? undated[0];
    if (!shown.some(({ entry }) => entry.id === this.#current)) this.#current = first?.entry.id;
    return this.#view.timeline({
      dated,
      undated,
      limit: this.#limit,
      level: this.headingLevel + 1,
      rows: this.#rows,
      access: this.#gathering.data?.access?.data,
      showMore: () => {
        this.#limit += STRIDE;
        this.requestUpdate();
      },
    });
  }

  readonly #rows: Rows = {
    isOpen: (id) => this.#open.has(id),
    toggle: (id) => this.#toggle(id),
    isCurrent: (id) => this.#current === id,
    moveTo: (id) => {
      if (this.#current === id) return;
      this.#current = id;
      this.requestUpdate();
    },
    walk: (event) => walk(event, this.#rows),
    also: () => nothing,
  };

  #toggle(id: string): void {
    if (!this.#open.delete(id)) {
      this.#open.add(id);
      const category = this.#sections().find(({ entries }) => entries.some((entry) => entry.id === id))?.category;
      if (category) this.dispatchEvent(new LcrEntryOpenEvent({ category, id }));
    }
    this.requestUpdate();
  }

  #toggleCategory(category: Category): void {
    if (!this.#hidden.delete(category)) this.#hidden.add(category);
    this.requestUpdate();
  }

  #showAll(): void {
    this.#hidden.clear();
    this.requestUpdate();
  }
}

define('lcr-timeline', LcrTimeline);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-timeline': LcrTimeline;
  }
}
