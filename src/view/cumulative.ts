import { html, nothing, type TemplateResult } from 'lit';
import type { Entry, Measurement } from '../../api-spec/record.ts';
import { formatDay } from '../format/day.ts';
import { formatRange, unitOf } from '../format/quantity.ts';
import { cumulativeSheet } from '../style/cumulative.ts';
import { cumulativeWords as say } from '../text/cumulative.ts';
import { classed } from './filled.ts';
import type { Content } from './frame.ts';
import { flagWords, statusChip, valueWords } from './measurements.ts';
import { comparable } from './series.ts';

type Report = Entry<'results'>;

/** A test in one unit by one method: the values that may be read along one line. */
interface Line {
  readonly name: string;
  readonly latest: Measurement;
  readonly isPart: boolean;
  readonly byReport: Map<Report, Measurement[]>;
}

interface Placed {
  readonly report: Report;
  readonly measurement: Measurement;
  readonly test: string;
  readonly isPart: boolean;
}

function placed(report: Report, measurement: Measurement, path = ''): Placed[] {
  const { code, panel, parts = [] } = measurement;
  const test = `${path}/${panel ?? ''} ${code.system}|${code.code}`;
  return [{ report, measurement, test, isPart: path !== '' }, ...parts.flatMap((part) => placed(report, part, test))];
}

/** The lines of a panel over its reports, in the order of the newest that has them. Nothing is left out. */
export function linesOf(reports: readonly Report[]): Line[] {
  const all = reports.flatMap((report) => report.measurements.flatMap((measurement) => placed(report, measurement)));
  return [...Map.groupBy(all, ({ test }) => test).values()].flatMap((same) => {
    // A value that is not there has no unit: it stands on the first line of its test.
    const first = same.find(({ measurement }) => measurement.value) ?? same[0]!;
    const key = ({ measurement }: Placed) => comparable(measurement.value ? measurement : first.measurement);
    return [...Map.groupBy(same, key).values()].map((line): Line => {
      const { measurement: latest, isPart } = line[0]!;
      const byReport = new Map<Report, Measurement[]>();
      for (const { report, measurement } of line) byReport.set(report, [...(byReport.get(report) ?? []), measurement]);
      return { name: latest.code.text || latest.code.display, latest, isPart, byReport };
    });
  });
}

const unitIn = ({ value }: Measurement) => (value?.type === 'quantity' ? unitOf(value) : undefined);

/** The figure alone, because its line names the unit; anything else as sent. */
const figure = (measurement: Measurement): Content => {
  const { value, status, unitConflict } = measurement;
  if (value?.type !== 'quantity' || unitConflict || status === 'cancelled') return valueWords(measurement);
  return [value.comparator, value.value].filter(Boolean).join(' ');
};

const value = (measurement: Measurement, several: boolean, reported: Measurement['status']): TemplateResult =>
  html`<div>
    <b>${figure(measurement)}</b> ${measurement.unitConflict ? nothing : measurement.flags.map(flagWords)}
    ${measurement.status === reported ? nothing : statusChip(measurement.status)}
    ${several ? classed('aside', [measurement.when && formatDay(measurement.when), measurement.specimen?.display].filter(Boolean).join(', ')) : nothing}
    ${measurement.note ? classed('aside', measurement.note) : nothing}
  </div>`;

const rangesOf = ({ ranges }: Measurement) => ranges.map(formatRange).filter(Boolean).join('; ');

function head({ name, latest, isPart, byReport }: Line): TemplateResult {
  const measured = [...byReport.values()].flat().filter((one) => one.value);
  const [newest = latest] = measured;
  const unit = unitIn(newest);
  const ranges = rangesOf(newest);
  return html`<th role="rowheader" scope="row" class=${isPart ? 'part' : nothing}>
    ${name}
    <span class="aside">
      ${[
        latest.panel,
        unit && say.inUnit(unit),
        newest.method && say.by(newest.method.display),
      ].filter(Boolean).join(', ')}
    </span>
    ${ranges ? classed('aside', say.range(ranges)) : nothing}
    ${measured.some((one) => rangesOf(one) !== ranges) ? classed('aside', say.rangesDiffer) : nothing}
  </th>`;
}

/** Whether reports of one panel can be laid side by side at all. */
export const isCumulative = (reports: readonly Report[]): boolean =>
  reports.filter(({ measurements }) => measurements.length).length > 1;

/**
 * The reports of one panel side by side, newest first: a line for each test in each unit and method, a column for each
 * report. Values, flags and units stand as sent, and what one report does not have is said.
 */
export function cumulative(title: string, reports: readonly Report[], level: number): TemplateResult {
  const lines = linesOf(reports);
  const tests = new Set(lines.map(({ latest, isPart }) => `${isPart} ${latest.panel} ${latest.code.system}|${latest.code.code}`));
  return html`<div class="report" part="cumulative">
    <div class="report-title"><div role="heading" aria-level=${level}>${title} <span class="count">${reports.length}</span></div></div>
    <div class="across" role="region" tabindex="0" aria-label=${say.label(title)}>
      <table role="table" aria-label=${say.label(title)}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">${say.test}</th>
            ${reports.map(
              ({ when, source, status, corrected, conclusion }) => html`<th role="columnheader" scope="col">
                <b class="number">${formatDay(when)}</b>
                <span class="aside">${source.name}</span> ${statusChip(status, corrected && formatDay(corrected))}
                ${conclusion ? classed('aside', say.more) : nothing}
              </th>`,
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${lines.map(
            (line) => html`<tr role="row" part="measurement">
              ${head(line)}
              ${reports.map((report) => {
                const values = line.byReport.get(report) ?? [];
                return html`<td role="cell" class="number" data-label=${formatDay(report.when)}>
                  ${values.length ? values.map((one) => value(one, values.length > 1, report.status)) : classed('aside', say.absent)}
                </td>`;
              })}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="aside line">${lines.length > tests.size ? say.apart : nothing} ${say.reports}</p>
  </div>`;
}

/** The sheet that comes with it, once for each widget. */
export function dress(root: ShadowRoot | null): void {
  const own = cumulativeSheet.styleSheet;
  if (own && root && !root.adoptedStyleSheets.includes(own)) root.adoptedStyleSheets.push(own);
}
