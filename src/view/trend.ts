import { html, nothing, svg, type TemplateResult } from 'lit';
import { scaleLinear, scaleUtc } from 'd3-scale';
import { line } from 'd3-shape';
import type { Measurement } from '../../api-spec/record.ts';
import { formatDay } from '../format/day.ts';
import { formatRange, formatValue, unitOf } from '../format/quantity.ts';
import { resultWords } from '../text/results.ts';
import { trendWords as say } from '../text/trend.ts';
import { classed } from './filled.ts';
import { flagText, flagWords, statusChip, valueWords } from './measurements.ts';
import { comparable, type Point } from './series.ts';

const WIDEST = 560;
const HEIGHT = 180;
const EDGE = { top: 12, right: 16, bottom: 28, left: 52 };

interface Plotted {
  point: Point;
  value: number;
  at: Date;
}

/** A value goes into the chart only if it is a plain figure on an exact day: `<5`, text and `2019` stay in the table. */
function plotted(point: Point): Plotted | undefined {
  const { value, status } = point.measurement;
  if (value?.type !== 'quantity' || value.comparator || status === 'cancelled') return undefined;
  if (!point.when || point.when.length < 10) return undefined;
  const [figure, at] = [Number.parseFloat(value.value), new Date(point.when)];
  return Number.isFinite(figure) && !Number.isNaN(at.getTime()) ? { point, value: figure, at } : undefined;
}

const isMarked = ({ flags, unitConflict }: Measurement) =>
  !unitConflict && flags.some(({ level }) => level === 'abnormal' || level === 'critical');

const words = (measurement: Measurement) =>
  measurement.unitConflict ? resultWords.unitConflict : measurement.flags.map(flagText).join(', ');

const unitIn = ({ value }: Measurement) => (value?.type === 'quantity' ? unitOf(value) : undefined);

/** One chart of values that may be joined: axes, unit, the latest range as a band, a shape of its own for flagged points. */
function chart(test: string, points: Plotted[], width: number): TemplateResult {
  const [latest] = points;
  const earliest = points.at(-1);
  if (!latest || !earliest) throw new Error('a chart needs a point');
  const { measurement } = latest.point;
  const unit = unitIn(measurement) ?? say.unitNotRecorded;
  // A range in another unit than the value's, or a doubtful unit, is no band for it.
  const band = measurement.unitConflict ? undefined : measurement.ranges.find(({ low, high, unit: of }) => (low || high) && (!of || of === unitIn(measurement)));
  const [low, high] = [band?.low, band?.high].map((bound) => (bound === undefined ? undefined : Number(bound)));
  const bounds = [low, high].filter((bound) => bound !== undefined && Number.isFinite(bound)) as number[];
  const all = [...points.map(({ value }) => value), ...bounds];
  const x = scaleUtc().domain([earliest.at, latest.at]).range([EDGE.left, width - EDGE.right]);
  const y = scaleLinear().domain([Math.min(...all), Math.max(...all)]).nice(5).range([HEIGHT - EDGE.bottom, EDGE.top]);
  const [bottom, top] = y.domain() as [number, number];
  const path = line<Plotted>((p) => x(p.at), (p) => y(p.value))(points);
  // Months and years for a long time, days and months for a short one.
  const isLong = latest.at.getTime() - earliest.at.getTime() > 180 * 86_400_000;
  const days = points.length === 1 ? [latest.at] : x.ticks(width < 400 ? 2 : 4);
  const title = say.title(test, unit);
  const first = formatDay(earliest.point.when, false);
  const last = formatDay(latest.point.when, false);

  return html`<figure>
    <figcaption>${title}</figcaption>
    <svg viewBox="0 0 ${width} ${HEIGHT}" width=${width} height=${HEIGHT} role="group" aria-label=${title}>
      <title>${title}</title>
      <desc>${say.description(points.length, first, last)} ${band ? say.range(formatRange(band)) : ''}</desc>
      ${bounds.length
        ? svg`<rect class="band" x=${EDGE.left} width=${width - EDGE.left - EDGE.right}
            y=${y(high ?? top)} height=${Math.max(0, y(low ?? bottom) - y(high ?? top))}></rect>`
        : nothing}
      ${y.ticks(5).map(
        (tick) => svg`<g class="tick"><line x1=${EDGE.left} x2=${width - EDGE.right} y1=${y(tick)} y2=${y(tick)}></line>
          <text x=${EDGE.left - 6} y=${y(tick)} dy="0.32em" text-anchor="end">${tick}</text></g>`,
      )}
      ${days.map(
        (day) => svg`<text class="day" x=${x(day)} y=${HEIGHT - 8} text-anchor="middle">${formatDay(day.toISOString().slice(0, 10)).replace(isLong ? /^\d+-/ : /-\d+$/, '')}</text>`,
      )}
      ${path ? svg`<path class="line" d=${path}></path>` : nothing}
      ${points.map(({ point, value, at }) => {
        const [cx, cy] = [x(at), y(value)];
        const { measurement: of } = point;
        const name = say.point(of.value ? formatValue(of.value) : '', formatDay(point.when), words(of));
        return svg`<g tabindex="0" role="img" aria-label=${name} class=${isMarked(of) ? 'flagged' : 'plain'}>
          <title>${name}</title>
          ${
            isMarked(of)
              ? svg`<path d="M${cx} ${cy - 6}L${cx + 6} ${cy + 5}H${cx - 6}Z"></path>`
              : svg`<circle cx=${cx} cy=${cy} r="4"></circle>`
          }
        </g>`;
      })}
    </svg>
    <p class="aside key">● ${say.usual} ▲ ${say.abnormal} ${bounds.length && band ? html`▬ ${say.range(formatRange(band))}` : nothing}</p>
  </figure>`;
}

/**
 * A test over time: one chart for each set of values that are comparable, and a table with the very same values.
 * Values of another unit or method are never joined by a line.
 * @param space - How many CSS pixels wide the chart may be.
 */
export function trend(test: string, points: readonly Point[], space: number): TemplateResult {
  const width = Math.max(240, Math.min(WIDEST, space));
  const drawable = points.map(plotted).filter((point) => point !== undefined);
  drawable.sort((a, b) => b.at.getTime() - a.at.getTime());
  const sets = Map.groupBy(drawable, ({ point }) => comparable(point.measurement));
  const left = points.length - drawable.length;
  return html`<div class="trend" part="trend">
    ${[...sets.values()].map((set) => chart(test, set, width))}
    ${sets.size > 1 ? classed('aside', say.separate, 'p') : nothing}
    ${left ? classed('aside', say.notDrawn(left), 'p') : nothing}
    <details>
      <summary>${say.table}</summary>
      <table role="table" aria-label=${resultWords.trendOf(test)}>
        <thead>
          <tr role="row">
            ${[resultWords.date, resultWords.value, resultWords.flag].map((heading) => html`<th role="columnheader" scope="col">${heading}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${points.map(
            ({ measurement, when }) => html`<tr role="row">
              <th role="rowheader" scope="row" class="number">${formatDay(when)}</th>
              <td role="cell" class="number" data-label=${resultWords.value}>
                ${valueWords(measurement)} ${statusChip(measurement.status)}
              </td>
              <td role="cell" data-label=${resultWords.flag}>${measurement.unitConflict ? resultWords.unitConflict : measurement.flags.map(flagWords)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </details>
  </div>`;
}
