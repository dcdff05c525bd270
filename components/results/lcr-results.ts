import { html, type CSSResultGroup, type TemplateResult } from 'lit';
import type { Entry, Kind, Section } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { reportSheet } from '../../src/style/report.ts';
import { sheet } from '../../src/style/sheet.ts';
import { resultWords as say } from '../../src/text/results.ts';
import type { Content } from '../../src/view/frame.ts';
import { report } from '../../src/view/report.ts';
import { walkRows, type Column } from '../../src/view/table.ts';
import { Trends } from '../../src/view/trends.ts';

type Report = Entry<'results'>;

/**
 * Diagnostic results and reports, by kind and panel (FHIR DiagnosticReport and Observation, UKCore-DiagnosticReport-Lab,
 * UKCore-Observation-Lab). Values, units, ranges and flags stand as their laboratory sent them; nothing is converted
 * and no flag is worked out. The newest report of each panel is open; a test with several values has a trend.
 *
 * @element lcr-results
 * @attr {'radiology'|'histopathology'|'blood-sciences'|'microbiology-virology'|'other'} kind - Kinds to show, with spaces between.
 * @fires {LcrStateEvent} lcr-state - The widget came into a state.
 * @fires {LcrEntryOpenEvent} lcr-entry-open - The detail of an entry was opened.
 * @fires {LcrErrorEvent} lcr-error - Something failed; `code` is stable.
 * @fires {LcrPatientMismatchEvent} lcr-patient-mismatch - An answer for another patient was thrown away.
 * @csspart heading - The heading.
 * @csspart report - One report.
 * @csspart measurement - One line of a report.
 * @csspart trend - A test over time.
 * @csspart detail - An opened detail.
 * @csspart notice - A state or a warning in words.
 * @csspart completeness - The line that says who answered.
 */
export class LcrResults extends CategoryElement<'results'> {
  static override readonly styles: CSSResultGroup = [sheet, reportSheet];

  protected override readonly category = 'results';
  protected override readonly words = say;
  protected override readonly columns: readonly Column<Report>[] = [];

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
    for (const { id, code } of entries) {
      const panel = `${code.system}|${code.code}`;
      if (!newest.has(panel)) newest.set(panel, id);
    }
    return [...newest.values()];
  }

  protected override list(entries: readonly Report[]): TemplateResult {
    return html`<div @keydown=${(event: KeyboardEvent) => walkRows(event, this.rows)}>
      ${entries.map((entry) =>
        report(entry, this.headingLevel + 2, this.rows, this.#trends, this.detail(entry), () => void this.loadDetail()),
      )}
    </div>`;
  }

  protected override below(): Content {
    return html`<p class="aside state">${say.responsibility}</p>`;
  }

  override stateChanged(clear: boolean): void {
    if (clear) this.#trends.clear();
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
