import { html, nothing, type TemplateResult } from 'lit';
import type { Entry } from '../../api-spec/record.ts';
import { formatDay } from '../format/day.ts';
import { resultWords as say } from '../text/results.ts';
import type { Content } from './frame.ts';
import { flagWords, measurementTable, statusChip, type Extras } from './measurements.ts';
import { susceptibilities, susceptibilityGrid } from './susceptibilities.ts';
import { rowButton, type Rows } from './table.ts';

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
function panels({ measurements }: Report, title: string): Content {
  const named = new Set(measurements.flatMap(({ panel }) => (panel && panel !== title ? panel : [])));
  return named.size ? html`<div class="aside panels">${[...named].join(', ')}</div>` : nothing;
}

/**
 * A diagnostic report: its title, date, status and flags always, its findings when it is open.
 * The conclusion is text as sent: it keeps its lines and is never cut.
 */
export function report(entry: Report, level: number, rows: Rows, extras: Extras, detail: () => Content, wanted: () => void): TemplateResult {
  const title = entry.code.text || entry.code.display;
  const { status, corrected, conclusion, measurements, source, kind, documents } = entry;
  const { tested, others } = susceptibilities(measurements);
  const isLone = measurements.length === 1 && measurements[0]?.id === entry.id;
  return html`<article class="report" part="report">
    <div class="report-title">
      <div>
        <div role="heading" aria-level=${level}>${rowButton(entry.id, title, rows)}</div>
        ${rows.isOpen(entry.id) ? nothing : panels(entry, title)}
      </div>
      <span class="number">${formatDay(entry.when)}</span>
      <span>${statusChip(status, corrected && formatDay(corrected))}${flagged(entry)}</span>
      <span class="aside">${source.name}</span>
    </div>
    ${rows.isOpen(entry.id)
      ? html`${conclusion ? html`<p class="conclusion">${conclusion}</p>` : nothing}
          ${kind === 'radiology' ? html`<p class="aside line">${say.imagesAbsent}</p>` : nothing}
          ${others.length ? measurementTable(isLone ? title : say.reportOf(title, formatDay(entry.when)), others, extras) : nothing}
          ${tested.length ? susceptibilityGrid(say.reportOf(title, formatDay(entry.when)), tested) : nothing}
          <details class="detail" part="detail" @toggle=${wanted}><summary>${documents?.length ? say.documentsAnd(documents.length) : say.provenance}</summary>${detail()}</details>`
      : nothing}
  </article>`;
}
