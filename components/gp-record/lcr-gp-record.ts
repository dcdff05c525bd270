import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { Entry, Section } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { columnSheet } from '../../src/style/columns.ts';
import { reportSheet } from '../../src/style/report.ts';
import { sheet } from '../../src/style/sheet.ts';
import { gpRecordWords as say } from '../../src/text/gp-record.ts';
import { words } from '../../src/text/words.ts';
import { classed } from '../../src/view/filled.ts';
import type { Content } from '../../src/view/frame.ts';
import { statements } from '../../src/view/notice.ts';
import { reports } from '../../src/view/report.ts';
import type { Column } from '../../src/view/rows.ts';
import { table } from '../../src/view/table.ts';
import { Trends } from '../../src/view/trends.ts';
import { columns, type Heading } from './columns.ts';

type GpEntry = Entry<'gp-record'>;
type Investigation = Extract<GpEntry, { heading: 'investigations' }>;

/** What is over, was ruled out or never came into force: it stays readable, and is not read as what holds now. */
function isPast(entry: GpEntry): boolean {
  switch (entry.heading) {
    case 'allergies':
    case 'problems':
      return entry.verification === 'refuted' || ['inactive', 'remission', 'resolved'].includes(entry.status);
    case 'medications':
      return entry.kind === 'past';
    default:
      return false;
  }
}

const isInvestigation = (entry: GpEntry): entry is Investigation => entry.heading === 'investigations';

/**
 * The GP's coded record by heading, with what the practice's system warns of above everything else (FHIR List,
 * UKCore-ListWarningCode; GP Connect Access Record: Structured). Each heading shows what the category of the same
 * name would show of this one source.
 *
 * @element lcr-gp-record
 * @csspart report - One report.
 * @csspart measurement - One line of a report.
 * @csspart cumulative - The reports of a panel side by side.
 * @csspart trend - A test over time.
 */
export class LcrGpRecord extends CategoryElement<'gp-record'> {
  static override readonly styles: CSSResultGroup = [sheet, columnSheet, reportSheet];

  protected override readonly category = 'gp-record';
  protected override readonly words = say;
  protected override readonly columns: readonly Column<GpEntry>[] = [];

  readonly #trends = new Trends(this, () => {
    const { data } = this.reading;
    return data && { ...data, entries: data.entries.filter(isInvestigation) };
  });

  protected override groups(entries: readonly GpEntry[]): Group<GpEntry>[] {
    const known = Object.keys(say.headings) as Heading[];
    return [
      ...known.flatMap((heading) => {
        const title = say.headings[heading];
        const under = entries.filter((entry) => entry.heading === heading);
        return [
          { title, entries: under.filter((entry) => !isPast(entry)) },
          { title: say.past(title), entries: under.filter(isPast), folded: true },
        ];
      }),
      // A heading that this version does not know cannot be drawn, and is not left out: the widget says that it failed.
      { entries: entries.filter(({ heading }) => !known.includes(heading)) },
    ];
  }

  protected override list(entries: readonly GpEntry[], title: string): TemplateResult {
    const [first] = entries;
    if (!first || isInvestigation(first)) return this.#reports(entries.filter(isInvestigation));
    return table(title, entries, columns()[first.heading] as readonly Column<GpEntry>[], this.rows, (entry) => this.detail(entry));
  }

  #reports(entries: readonly Investigation[]): TemplateResult {
    return reports(entries, {
      level: this.headingLevel + 2,
      rows: this.rows,
      extras: this.#trends,
      detail: (entry) => this.detail(entry),
      wanted: () => void this.loadDetail(),
    });
  }

  protected override above({ warnings, knownNone, entries }: Section<'gp-record'>): Content {
    const listed = entries.some((entry) => entry.heading === 'allergies' && !isPast(entry));
    return html`${warnings.length
        ? html`<div class="notice" part="notice" role="status">${warnings.map(({ text, source }) => html`<p>${say.warning(source.name, text)}</p>`)}</div>`
        : nothing}
      ${!knownNone.length
        ? nothing
        : listed
          ? html`<div class="notice" role="status">${knownNone.map(({ code, source }) => html`<p>${words.conflict(code.display, source.name)}</p>`)}</div>`
          : classed('state', statements(knownNone), 'div')}`;
  }

  protected override below(): Content {
    return classed('aside state', say.coded, 'p');
  }

  override stateChanged(clear: boolean): void {
    if (clear) this.#trends.clear();
    super.stateChanged(clear);
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-gp-record', LcrGpRecord);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-gp-record': LcrGpRecord;
  }
}
