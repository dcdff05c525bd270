import { html, nothing, type TemplateResult } from 'lit';
import type { Entry } from '../../api-spec/record.ts';
import { formatDay } from '../format/day.ts';
import { resultWords as say } from '../text/results.ts';
import { classed, filled, none, piece } from './filled.ts';
import type { Content } from './frame.ts';
import { flagWords, measurementTable, statusChip, type Extras } from './measurements.ts';
import { susceptibilities, susceptibilityGrid } from './susceptibilities.ts';
import { rowButton, type ManyRows } from './rows.ts';

type Report = Entry<'results'>;

/** The flags in a report that are not plain, each named once, so that a closed report does not hide them. */
const flagged = ({ measurements }: Report): Content => {
  const sent = measurements
    .flatMap((measurement) => [measurement, ...(measurement.parts ?? [])])
    .filter(({ unitConflict }) => !unitConflict)
    .flatMap(({ flags }) => flags)
    .filter(({ level }) => level === 'abnormal' || level === 'critical');
  const named = [...new Map(sent.map((flag) => [flag.code, flag])).values()];
  return named.length ? named.map(flagWords) : nothing;
};

/** What a closed report is about, where its title, such as "Diagnostic studies report", does not say it. */
function panels({ measurements }: Report, title: string): string {
  const named = new Set(measurements.flatMap(({ panel }) => (panel && panel !== title ? panel : [])));
  return [...named].join(', ');
}

/** What a report needs of the widget that it stands in. */
interface Around<E extends Report> {
  readonly level: number;
  readonly rows: ManyRows;
  readonly extras: Extras;
  detail(entry: E): Content;
  /** Fetches what the detail is drawn with. */
  wanted(): void;
}

/** Reports below one another. */
export function reports<E extends Report>(entries: readonly E[], around: Around<E>): TemplateResult {
  const drawn = (some: readonly E[]) => some.map((entry) => report(entry, around));
  return html`${around.rows.parts(entries, (some) => html`${drawn(some)}`) ?? drawn(entries)}`;
}

/**
 * A diagnostic report: its title, date, status and flags always, its findings when it is open.
 * The conclusion is text as sent: it keeps its lines and is never cut.
 */
function report<E extends Report>(entry: E, { level, rows, extras, detail, wanted }: Around<E>): TemplateResult {
  const title = entry.code.text || entry.code.display;
  const { status, corrected, conclusion, measurements, source, kind, documents } = entry;
  const { tested, others } = susceptibilities(measurements);
  const isLone = measurements.length === 1 && measurements[0]?.id === entry.id;
  const isOpen = rows.isOpen(entry.id);
  const about = panels(entry, title);
  const chip = statusChip(status, corrected && formatDay(corrected));
  const flags = flagged(entry);
  const body = () => html`${conclusion ? classed('conclusion', conclusion, 'p') : nothing}
    ${kind === 'radiology' ? classed('aside line', say.imagesAbsent, 'p') : nothing}
    ${others.length ? measurementTable(isLone ? title : say.reportOf(title, formatDay(entry.when)), others, extras) : nothing}
    ${tested.length ? susceptibilityGrid(say.reportOf(title, formatDay(entry.when)), tested) : nothing}
    <details class="detail" part="detail" @toggle=${wanted}><summary>${documents?.length ? say.documentsAnd(documents.length) : say.provenance}</summary>${detail(entry)}</details>`;
  // The place of what it is about is kept while it is open: the button that opened it has the keyboard.
  return filled`<article class="report" part="report">
    <div class="report-title">
      <div>
        <div role="heading" aria-level=${level}>${rowButton(entry.id, title, rows)}</div>
        ${about ? piece`${isOpen ? nothing : classed('aside panels', about, 'div')}` : none}
      </div>
      <span class="number" .textContent=${formatDay(entry.when)}></span>
      <span>${chip === nothing ? none : chip}${flags === nothing ? none : flags}</span>
      <span class="aside" .textContent=${source.name}></span>
    </div>
    ${isOpen ? body() : nothing}
  </article>`;
}
