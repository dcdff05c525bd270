import { html, nothing, type TemplateResult } from 'lit';
import type { Flag, Measurement } from '../../api-spec/record.ts';
import { formatRange, formatValue } from '../format/quantity.ts';
import { resultWords as say } from '../text/results.ts';
import { classed, filled, inside, none, piece } from './filled.ts';
import type { Content } from './frame.ts';
import { headings } from './table.ts';

/** What a measurement offers beyond its line: a trend, where there is more than one value of its test. */
export interface Extras {
  trendButton(measurement: Measurement): Content;
  trend(measurement: Measurement): Content;
}

type Line = TemplateResult | typeof nothing;

/** The words of a flag: ours for a code that we know, else the laboratory's own. */
export const flagText = ({ code, display }: { code: string; display?: string | undefined }): string =>
  (Object.hasOwn(say.flags, code) ? say.flags[code] : display) ?? code;

/** The laboratory's own flag in words; an abnormal or critical one is also marked. */
export const flagWords = ({ code, display, level }: Flag): TemplateResult => {
  const text = flagText({ code, display });
  return level === 'abnormal' || level === 'critical' ? filled`<span class="mark" .textContent=${text}></span> ` : html`${text} `;
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
const flags = ({ flags: sent, unitConflict }: Measurement): Content => (unitConflict || !sent.length ? nothing : sent.map(flagWords));

/** A range in another unit than its value's is shown as sent, and said to be: at a glance it would mislead. */
function ranges({ ranges: sent, value }: Measurement): Content {
  if (!sent.length) return classed('aside', say.noRange);
  const said = sent.map(formatRange).filter(Boolean).join('; ');
  const unit = value?.type === 'quantity' ? value.unit : undefined;
  const apart = unit && sent.some((range) => range.unit && range.unit !== unit);
  return apart ? html`${said} ${classed('mark', say.otherUnit)}` : said;
}

/** The status of a value or report, where it is anything but final. */
export const statusChip = (status: Measurement['status'], on?: string): Content =>
  status === 'final' ? nothing : filled`<span class="chip" .textContent=${on ? say.statusOn(say.status[status], on) : say.status[status]}></span> `;

/** The lines of one report, under the panels that the laboratory grouped them in. */
export function measurementTable(label: string, measurements: readonly Measurement[], extras: Extras): TemplateResult {
  const names = [say.test, say.value, say.range, say.flag];
  const across = (content: Content, attributes = none) =>
    filled`<tr role="row"><td role="cell" colspan=${names.length}${attributes}${inside(content)}</td></tr>`;
  const measured = (measurement: Measurement, isPart: boolean, button: Content) => {
    const { code, status } = measurement;
    const name = code.text || code.display;
    const chip = statusChip(status);
    return filled`<tr role="row" part="measurement">
      <th role="rowheader" scope="row"${isPart ? piece` class="part"` : none}${inside(chip === nothing ? name : html`${name} ${chip}`)}</th>
      <td role="cell" data-label=${say.value} class="number"><b${inside(valueWords(measurement))}</b>${button === nothing ? none : piece` ${button}`}</td>
      <td role="cell" data-label=${say.rangeOnCard} class="number"${inside(ranges(measurement))}</td>
      <td role="cell" data-label=${say.flag}${inside(flags(measurement))}</td>
    </tr>`;
  };
  const lines = (measurement: Measurement, isPart: boolean, panel?: string): Line[] => {
    const { note, parts, uncodedParts } = measurement;
    const button = extras.trendButton(measurement);
    const trend = extras.trend(measurement);
    // Its place is kept while it is closed: the lines below it, and with them the keyboard, stay where they are.
    const trendRow: Line[] = button === nothing ? [] : [trend === nothing ? nothing : across(trend)];
    return [
      ...(panel ? [html`<tr role="row"><th role="rowheader" scope="rowgroup" colspan=${names.length} class="aside" .textContent=${panel}></th></tr>`] : []),
      measured(measurement, isPart, button),
      ...(note ? [across(note, piece` class="aside" data-label=${say.note}`)] : []),
      ...trendRow,
      ...(parts?.flatMap((part) => lines(part, true)) ?? []),
      ...(uncodedParts ? [across(say.uncodedParts(uncodedParts), piece` class="aside"`)] : []),
    ];
  };
  const drawn = measurements.flatMap((measurement, index) =>
    lines(measurement, false, measurement.panel !== measurements[index - 1]?.panel ? measurement.panel : undefined),
  );
  return filled`<table role="table" aria-label=${label} class="measurements">
    <thead>
      ${headings(names)}
    </thead>
    <tbody>
      ${drawn}
    </tbody>
  </table>`;
}
