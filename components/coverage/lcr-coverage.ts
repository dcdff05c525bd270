import { LitElement, css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Category } from '../../api-spec/record.ts';
import { readCoverage, type Covered } from '../../src/api/coverage.ts';
import { announcer } from '../../src/element/announce.ts';
import { define } from '../../src/element/define.ts';
import { formatDay } from '../../src/format/day.ts';
import { orderFor } from '../../src/record/order.ts';
import { Reading, type ReadingHost } from '../../src/record/reading.ts';
import { sheet } from '../../src/style/sheet.ts';
import { categoryTitles as titles } from '../../src/text/categories.ts';
import { coverageWords as say } from '../../src/text/coverage.ts';
import { heading } from '../../src/view/frame.ts';
import { stateNotice } from '../../src/view/notice.ts';

type Source = Covered['sources'][number];

const nameOf = ({ organisation, system }: Source) => [organisation.name, system].filter(Boolean).join(', ');

/**
 * What this record includes and what it does not: which source is asked for which category, how old each source's data
 * are, and what is never included (provider FAQ). A category for which no source is connected says so.
 *
 * @element lcr-coverage
 * @fires {LcrStateEvent} lcr-state - The coverage came into a state (`category` is `coverage`).
 * @fires {LcrErrorEvent} lcr-error - Something failed; `code` is stable.
 * @csspart header - The heading's line.
 * @csspart heading - A heading.
 * @csspart table - The table of sources and categories.
 * @csspart row - A category.
 * @csspart notice - A state in words.
 */
export class LcrCoverage extends LitElement implements ReadingHost {
  static override readonly styles: CSSResultGroup = [
    sheet,
    css`
      .lines {
        padding: var(--_space) var(--_edge) var(--_space) calc(var(--_edge) + 1.25em);
      }
      .wide {
        overflow-x: auto;
      }
      thead th {
        vertical-align: bottom;
      }
      .without {
        color: var(--_text-secondary);
      }
      tbody th {
        font-weight: 700;
      }
    `,
  ];
  static override readonly properties: PropertyDeclarations = {
    headingLevel: { type: Number, attribute: 'heading-level', useDefault: true },
    density: { reflect: true },
  };

  /** Level of the heading, 1 to 5. */
  declare headingLevel: number;
  /** How much room there is. `compact` where it is not set. */
  declare density: 'compact' | 'comfortable' | undefined;

  readonly #reading = new Reading<Covered>(this, {
    ask: (session, signal) => readCoverage(session.gateway, signal),
    conclude: () => ({ state: 'ready', completeness: 'complete' }),
  });
  readonly #announce = announcer(this, 'coverage');

  constructor() {
    super();
    this.headingLevel = 2;
  }

  stateChanged(clear: boolean): void {
    this.requestUpdate();
    if (clear && this.hasUpdated) this.performUpdate();
    this.#announce(this.#reading);
  }

  protected override render(): TemplateResult {
    const { data, state, failure } = this.#reading;
    return html`<section aria-label=${say.title} aria-busy=${state === 'loading'}>
      <header part="header">${heading(this.headingLevel, say.title)}</header>
      ${data ? this.#coverage(data) : stateNotice(state, say.subject, { failure, retry: () => this.#reading.reload() })}
    </section>`;
  }

  #coverage({ sources, never }: Covered): TemplateResult {
    const level = this.headingLevel + 1;
    return html`${heading(level, say.reading, nothing, 'group')}
      <ul class="lines">
        ${say.readingLines.map((line) => html`<li>${line}</li>`)}
      </ul>
      ${heading(level, say.sources, sources.length, 'group')}
      <ul class="lines">
        ${sources.map((source) => html`<li><strong>${nameOf(source)}</strong>: ${source.asOf ? say.asOf(formatDay(source.asOf)) : say.asOfUnknown}</li>`)}
      </ul>
      ${heading(level, say.never, nothing, 'group')}
      <ul class="lines">
        ${never.map(({ code, text }) => html`<li>${Object.hasOwn(say.neverBy, code) ? say.neverBy[code] : text}</li>`)}
      </ul>
      ${heading(level, say.table, nothing, 'group')}
      ${this.#table(sources)}`;
  }

  /** The roles are written out: rows that are laid out as blocks lose them in some browsers. */
  #table(sources: readonly Source[]): TemplateResult {
    const known = orderFor(undefined);
    const others = sources.flatMap(({ categories }) => categories).filter((category) => !known.includes(category));
    return html`<div class="wide" tabindex="0" role="region" aria-label=${say.table}>
      <table role="table" aria-label=${say.table} part="table">
        <thead>
          <tr role="row">
            <th role="columnheader" scope="col">${say.category}</th>
            ${sources.map(({ organisation }) => html`<th role="columnheader" scope="col">${organisation.name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${[...known, ...new Set(others)].map((category) => this.#row(category, sources))}
        </tbody>
      </table>
    </div>`;
  }

  #row(category: Category, sources: readonly Source[]): TemplateResult {
    const title = Object.hasOwn(titles, category) ? titles[category] : say.unknownCategory(category);
    const holds = ({ categories }: Source) => categories.includes(category);
    return html`<tr role="row" part="row">
      <th role="rowheader" scope="row">${title}</th>
      ${sources.some(holds)
        ? sources.map(
            (source) =>
              html`<td role="cell" data-label=${source.organisation.name} class=${holds(source) ? nothing : 'without'}>
                ${holds(source) ? say.included : say.notIncluded}
              </td>`,
          )
        : html`<td role="cell" colspan=${sources.length}><strong>${say.noSource}</strong></td>`}
    </tr>`;
  }
}

define('lcr-coverage', LcrCoverage);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-coverage': LcrCoverage;
  }
}
