import { html, nothing, type TemplateResult } from 'lit';
import type { Flag, Measurement } from '../../api-spec/record.ts';
import { formatRange, formatValue } from '../format/quantity.ts';
import { resultWords as say } from '../text/results.ts';
import type { Content } from './frame.ts';
import { headings } from './table.ts';

/** What a measurement offers beyond its line: a trend, where there is more than one value of its test. */
export interface Extras {
  trendButton(measurement: Measurement): Content;
  trend(measurement: Measurement): Content;
}

/** The words of a flag: ours for a code that we know, else the laboratory's own. */
export const flagText = ({ code, display }: { code: string; display?: string | undefined }): string =>
  (Object.hasOwn(say.flags, code) ? say.flags[code] : display) ?? code;

/** The laboratory's own flag in words; an abnormal or critical one is also marked. */
export const flagWords = ({ code, display, level }: Flag): TemplateResult => {
  const text = flagText({ code, display });
  return level === 'abnormal' || level === 'critical' ? html`<span class="mark">${text}</span> ` : html`${text} `;
};

/** The value as sent; where there is none, why not; nothing where the parts below hold it. */
export function valueWords({ value, status, absent, unitConflict, parts }: Measurement): Content {
  if (status === 'cancelled') return say.cancelledValue;
  // The two pressures of a reading are its value.
  if (!value && !absent && parts) return nothing;
  if (!value) return absent ?? (status === 'registered' ? say.awaitedValue : say.noValue);
  if (!unitConflict || value.type !== 'quantity') return formatValue(value);
  return html`${formatValue(value)} <span class="mark">${say.unitConflict}</span>
    <span class="aside">${say.unitsSent(value.unit ?? '', value.ucum ?? '')}</span>`;
}

// A flag that hangs on a doubtful unit would lend the value a certainty that it does not have. Where none was sent
// the cell stays blank: one is never worked out, and "no flag" would read as "nothing wrong".
const flags = ({ flags: sent, unitConflict }: Measurement): Content => (unitConflict ? nothing : sent.map(flagWords));

/** A range in another unit than its value's is shown as sent, and said to be: at a glance it would mislead. */
function ranges({ ranges: sent, value }: Measurement): Content {
  if (!sent.length) return html`<span class="aside">${say.noRange}</span>`;
  const unit = value?.type === 'quantity' ? value.unit : undefined;
  const apart = unit && sent.some((range) => range.unit && range.unit !== unit);
  return html`${sent.map(formatRange).filter(Boolean).join('; ')} ${apart ? html`<span class="mark">${say.otherUnit}</span>` : nothing}`;
}

/** The status of a value or report, where it is anything but final. */
export const statusChip = (status: Measurement['status'], on?: string): Content =>
  status === 'final' ? nothing : html`<span class="chip">${on ? say.statusOn(say.status[status], on) : say.status[status]}</span> `;

const trendRow = (trend: Content, columns: number): Content =>
  trend === nothing ? nothing : html`<tr role="row"><td role="cell" colspan=${columns}>${trend}</td></tr>`;

/** The lines of one report, under the panels that the laboratory grouped them in. */
export function measurementTable(label: string, measurements: readonly Measurement[], extras: Extras): TemplateResult {
  const names = [say.test, say.value, say.range, say.flag];
  const line = (measurement: Measurement, depth: number, panel: string | undefined): TemplateResult => html`
    ${panel
      ? html`<tr role="row"><th role="rowheader" scope="rowgroup" colspan=${names.length} class="aside">${panel}</th></tr>`
      : nothing}
    <tr role="row" part="measurement">
      <th role="rowheader" scope="row" class=${depth ? 'part' : nothing}>
        ${measurement.code.text || measurement.code.display} ${statusChip(measurement.status)}
      </th>
      <td role="cell" data-label=${say.value} class="number"><b>${valueWords(measurement)}</b> ${extras.trendButton(measurement)}</td>
      <td role="cell" data-label=${say.rangeOnCard} class="number">${ranges(measurement)}</td>
      <td role="cell" data-label=${say.flag}>${flags(measurement)}</td>
    </tr>
    ${measurement.note
      ? html`<tr role="row"><td role="cell" colspan=${names.length} class="aside" data-label=${say.note}>${measurement.note}</td></tr>`
      : nothing}
    ${trendRow(extras.trend(measurement), names.length)}
    ${measurement.parts?.map((part) => line(part, depth + 1, undefined)) ?? nothing}
    ${measurement.uncodedParts
      ? html`<tr role="row"><td role="cell" colspan=${names.length} class="aside">${say.uncodedParts(measurement.uncodedParts)}</td></tr>`
      : nothing}`;
  return html`<table role="table" aria-label=${label} class="measurements">
    <thead>
      ${headings(names)}
    </thead>
    <tbody>
      ${measurements.map((measurement, index) =>
        line(measurement, 0, measurement.panel !== measurements[index - 1]?.panel ? measurement.panel : undefined),
      )}
    </tbody>
  </table>`;
}
