import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { Entry, Kind, Measurement, Section } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { reportSheet } from '../../src/style/report.ts';
import { sheet } from '../../src/style/sheet.ts';
import { formatDay } from '../../src/format/day.ts';
import { cumulativeWords } from '../../src/text/cumulative.ts';
import { resultWords as say } from '../../src/text/results.ts';
import { classed } from '../../src/view/filled.ts';
import type { Content } from '../../src/view/frame.ts';
import { flagText } from '../../src/view/measurements.ts';
import { reports } from '../../src/view/report.ts';
import type { Column } from '../../src/view/rows.ts';
import { Trends } from '../../src/view/trends.ts';

type Report = Entry<'results'>;

const panelOf = ({ code }: Report) => `${code.system}|${code.code}`;
/** What a report is called: one code may stand for whatever a source reports, so that panels are told apart by name. */
const titleOf = ({ code }: Report) => code.text || code.display;

/**
 * Diagnostic results and reports, by kind and panel (FHIR DiagnosticReport and Observation, UKCore-DiagnosticReport-Lab,
 * UKCore-Observation-Lab). Values, units, ranges and flags stand as their laboratory sent them; nothing is converted
 * and no flag is worked out. The newest report of each panel is open; a test with several values has a trend.
 *
 * @element lcr-results
 * @attr {'radiology'|'histopathology'|'blood-sciences'|'microbiology-virology'|'other'} kind - Kinds to show, with spaces between.
 * @csspart report - One report.
 * @csspart measurement - One line of a report.
 * @csspart cumulative - The reports of a panel side by side.
 * @csspart trend - A test over time.
 */
export class LcrResults extends CategoryElement<'results'> {
  static override readonly styles: CSSResultGroup = [sheet, reportSheet];

  protected override readonly category = 'results';
  protected override readonly words = say;
  /** By what a reader may sort and find the reports; each is drawn as a report, not as a row. */
  protected override get columns(): readonly Column<Report>[] {
    return [
      { heading: say.report, cell: titleOf, sort: titleOf },
      { heading: say.date, cell: ({ when }) => formatDay(when), as: 'date', sort: ({ when }) => when },
      { heading: say.source, cell: ({ source }) => source.name, sort: ({ source }) => source.name },
      { heading: say.flag, cell: ({ status, measurements }) => [say.status[status], ...measurements.flatMap(({ flags }) => flags.map(flagText))].join(' ') },
    ];
  }

  #cumulative: typeof import('../../src/view/cumulative.ts') | 'loading' | 'failed' | undefined;

  readonly #trends = new Trends(this, () => this.reading.data);

  protected override groups(entries: readonly Report[]): Group<Report>[] {
    return (Object.keys(say.kinds) as Kind<'results'>[]).map((kind) => ({
      title: say.kinds[kind],
      // A kind that this version does not know is not left out.
      entries: entries.filter((entry) => (Object.hasOwn(say.kinds, entry.kind) ? entry.kind : 'other') === kind),
    }));
  }

  /** The newest report of each panel is open: a clinician sees the latest values without a click. */
  protected override opened({ entries }: Section<'results'>): string[] {
    const newest = new Map<string, string>();
    for (const entry of entries) if (!newest.has(panelOf(entry))) newest.set(panelOf(entry), entry.id);
    return [...newest.values()];
  }

  /** What cannot be laid side by side stands as the reports do. */
  protected override list(entries: readonly Report[]): TemplateResult {
    const view = typeof this.#cumulative === 'object' ? this.#cumulative : undefined;
    const panels = view ? [...Map.groupBy(entries, titleOf).values()].filter(view.isCumulative) : [];
    const across = new Set(panels.flat());
    return html`${panels.map((same) => view?.cumulative(titleOf(same[0]!), same, this.headingLevel + 2))}
      ${reports(entries.filter((entry) => !across.has(entry)), {
        level: this.headingLevel + 2,
        rows: this.rows,
        extras: this.#trends,
        detail: (entry) => this.detail(entry),
        wanted: () => void this.loadDetail(),
      })}`;
  }

  /** Any flag that does not say "normal". One that hangs on a doubtful unit is not shown, but what it might mean may not be hidden. */
  protected override isAbnormal({ measurements }: Report): boolean {
    const isMarked = ({ flags, unitConflict, parts }: Measurement): boolean =>
      Boolean(unitConflict) || flags.some(({ level }) => level !== 'normal') || Boolean(parts?.some(isMarked));
    return measurements.some(isMarked);
  }

  protected override above({ entries, next }: Section<'results'>): Content {
    const view = this.#cumulative;
    const measured = entries.filter(({ measurements }) => measurements.length);
    if (new Set(measured.map(titleOf)).size === measured.length) return nothing;
    return html`<p class="state">
      <button @click=${() => this.#toggleCumulative()}>${typeof view === 'object' ? cumulativeWords.back : cumulativeWords.view}</button>
      ${typeof view === 'string' ? html`<span role="status">${cumulativeWords[view]}</span>` : nothing}
      ${typeof view === 'object' && next ? classed('aside', say.trends.loadedOnly) : nothing}
    </p>`;
  }

  /** The view side by side is fetched when it is first asked for. */
  async #toggleCumulative(): Promise<void> {
    const { signal } = this.reading;
    const wasOn = typeof this.#cumulative === 'object';
    this.#cumulative = wasOn ? undefined : 'loading';
    this.requestUpdate();
    if (wasOn) return;
    const view = await import('../../src/view/cumulative.ts').catch(() => 'failed' as const);
    if (signal.aborted) return;
    if (typeof view === 'object') view.dress(this.shadowRoot);
    this.#cumulative = view;
    this.requestUpdate();
  }

  protected override below(): Content {
    return classed('aside state', say.responsibility, 'p');
  }

  override stateChanged(clear: boolean): void {
    if (clear) {
      this.#trends.clear();
      this.#cumulative = undefined;
    }
    super.stateChanged(clear);
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-results', LcrResults);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-results': LcrResults;
  }
}
