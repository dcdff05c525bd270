import { css, html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { Entry, Measurement } from '../../api-spec/record.ts';
import { CategoryElement } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { formatDay } from '../../src/format/day.ts';
import { formatValue } from '../../src/format/quantity.ts';
import { alignedSheet } from '../../src/style/aligned.ts';
import { reportSheet } from '../../src/style/report.ts';
import { sheet } from '../../src/style/sheet.ts';
import { vitalSignWords as say } from '../../src/text/vital-signs.ts';
import { words } from '../../src/text/words.ts';
import { unbroken } from '../../src/view/dated.ts';
import { classed } from '../../src/view/filled.ts';
import { heading, type Content } from '../../src/view/frame.ts';
import { flagWords, measurementTable, statusChip, valueWords } from '../../src/view/measurements.ts';
import type { Column, ManyRows } from '../../src/view/rows.ts';
import { table } from '../../src/view/table.ts';
import { Trends } from '../../src/view/trends.ts';
import { entryOf, isNews2, isSaturation, isScore, oxygenOf, pressuresOf, signsOf, type Reading, type Sign } from './signs.ts';

type VitalSign = Entry<'vital-signs'>;

const nameOf = ({ code }: Measurement) => code.text || code.display;

/** `142/88 mmHg`, from one reading alone; in full where the two pressures are not written alike. */
function pressure(measurement: Measurement): string | undefined {
  const { systolic, diastolic } = pressuresOf(measurement);
  if (!systolic && !diastolic) return undefined;
  const [high, low] = [systolic?.value, diastolic?.value];
  const plain = [systolic, diastolic].every((one) => one?.value?.type === 'quantity' && !one.value.comparator && !one.unitConflict);
  if (plain && high?.type === 'quantity' && low?.type === 'quantity' && high.unit === low.unit)
    return say.pressure(high.value, low.value, high.unit ?? '');
  return [
    high && systolic ? say.part(nameOf(systolic), formatValue(high)) : say.systolicMissing,
    low && diastolic ? say.part(nameOf(diastolic), formatValue(low)) : say.diastolicMissing,
  ].join(', ');
}

function valueOf(measurement: Measurement): Content {
  if (measurement.status === 'cancelled' || measurement.value) return valueWords(measurement);
  const parts = measurement.parts?.map((part) => say.part(nameOf(part), part.value ? formatValue(part.value) : words.notRecorded));
  return pressure(measurement) ?? (parts?.join(', ') || valueWords(measurement));
}

/** What a value means nothing without: air or oxygen for a saturation, the scale for NEWS2. */
function beside(reading: Reading): string[] {
  const { measurement } = reading;
  if (isSaturation(measurement)) {
    const said = oxygenOf(reading).map((one) => {
      const isYes = one.value?.type === 'boolean' && one.value.value;
      return isYes || !one.value ? nameOf(one) : say.oxygenOf(nameOf(one), formatValue(one.value));
    });
    return said.length > 0 ? said : [say.oxygenNotRecorded];
  }
  if (!isScore(measurement)) return [];
  const { method, note, parts = [] } = measurement;
  const said = [method?.display, ...parts.map((part) => say.part(nameOf(part), part.value ? formatValue(part.value) : ''))].filter((one) => one !== undefined);
  const hasScale = [...said, note].some((one) => /scale/i.test(one ?? ''));
  return isNews2(measurement) && !hasScale ? [...said, say.scaleNotRecorded] : said;
}

const value = (reading: Reading) =>
  html`<b class=${isScore(reading.measurement) ? 'number score' : 'number'}>${valueOf(reading.measurement)}</b> ${statusChip(reading.measurement.status)}
    ${beside(reading).map((line) => html`<span class="aside">${line}</span> `)}`;

const flags = ({ measurement }: Reading) =>
  [measurement, ...(measurement.parts ?? [])].filter(({ unitConflict }) => !unitConflict).flatMap(({ flags: sent }) => sent).map(flagWords);

const takenBy = ({ measurement, entry }: Reading) => {
  const who = measurement.performer ?? entry.author;
  return who ? [who.name, who.role].filter(Boolean).join(', ') : say.takerNotRecorded;
};

const columns = (): readonly Column<Reading>[] => [
  { heading: say.sign, cell: ({ measurement }) => nameOf(measurement) },
  { heading: say.value, cell: value },
  { heading: say.flag, cell: flags },
  { heading: say.taken, cell: (reading) => html`${unbroken(formatDay(reading.when))} <div class="aside">${takenBy(reading)}</div>` },
  { heading: say.source, cell: ({ entry }) => entry.source.name },
];

/**
 * Vital signs: the latest of each, and the older ones under it (FHIR Observation, UKCore-Observation-VitalSigns). Early
 * warning scores stand first, exactly as a source sent them. Nothing is added up, converted or flagged here, and the two
 * pressures of a blood pressure are always those of one reading.
 *
 * @element lcr-vital-signs
 * @csspart table - A list of readings.
 * @csspart measurement - One line of a reading.
 * @csspart trend - A sign over time.
 */
export class LcrVitalSigns extends CategoryElement<'vital-signs'> {
  static override readonly styles: CSSResultGroup = [
    sheet,
    alignedSheet,
    reportSheet,
    css`
      .score {
        font-size: 1.5em;
        line-height: 1;
      }
      .older {
        margin-block: var(--_space);
        list-style: none;
        padding: 0;
      }
      .older .score {
        font-size: 1em;
      }
      .older summary {
        color: inherit;
        text-decoration: none;
      }
    `,
  ];

  protected override readonly category = 'vital-signs';
  protected override readonly words = say;
  protected override readonly columns: readonly Column<VitalSign>[] = [];

  readonly #trends = new Trends(this, () => this.reading.data);

  protected override list(entries: readonly VitalSign[]): TemplateResult {
    const signs = signsOf(entries);
    const [scores, rest] = [true, false].map((wanted) => signs.filter(({ latest }) => isScore(latest.measurement) === wanted)) as [Sign[], Sign[]];
    const rows = reachable(this.rows, [...scores, ...rest]);
    const level = this.headingLevel + 1;
    return html`${scores.length
      ? html`${heading(level, say.scores, nothing, 'group')}${this.#table(say.scores, scores, rows)}`
      : nothing}
    ${rest.length ? html`${heading(level, say.signs, nothing, 'group')}${this.#table(say.signs, rest, rows)}` : nothing}`;
  }

  protected override below(): Content {
    return classed('aside state', say.responsibility, 'p');
  }

  override stateChanged(clear: boolean): void {
    if (clear) this.#trends.clear();
    super.stateChanged(clear);
  }

  protected override readonly facts = () => import('./facts.ts');

  #table(title: string, signs: readonly Sign[], rows: ManyRows): TemplateResult {
    const older = new Map(signs.map((sign) => [sign.latest.id, sign.older]));
    return table(title, signs.map(({ latest }) => latest), columns(), rows, (reading) =>
      html`${this.#inFull(reading)} ${this.#older(older.get(reading.id) ?? [])} ${this.detail(entryOf(reading))}`,
    );
  }

  /** A reading with its comment and its trends; a score with what it was made from. */
  #inFull({ entry, measurement, when }: Reading): TemplateResult {
    const isScored = measurement.id === entry.id && entry.measurements.length > 1;
    const [name, day] = [nameOf(measurement), formatDay(when)];
    return measurementTable(
      isScored ? say.madeFrom(name, day) : say.reading(name, day),
      isScored ? entry.measurements : [measurement],
      this.#trends,
    );
  }

  /** The older readings of a sign, named by when each was taken. */
  #older(readings: readonly Reading[]): Content {
    if (!readings.length) return nothing;
    return html`<p class="aside">${say.older(readings.length)}</p>
      <ul class="older">
        ${readings.map(
          (one) => html`<li>
            <details>
              <summary><span class="number">${formatDay(one.when)}</span> ${value(one)} ${flags(one)} <span class="aside">${one.entry.source.name}</span></summary>
              ${this.#inFull(one)} ${this.detail(entryOf(one))}
            </details>
          </li>`,
        )}
      </ul>`;
  }
}

/** The row that Tab reaches is one that is there: the newest entry of all may be a reading that is folded away. */
function reachable(rows: ManyRows, signs: readonly Sign[]): ManyRows {
  const ids = signs.map(({ latest }) => latest.id);
  return ids.some(rows.isCurrent) ? rows : { ...rows, isCurrent: (id) => id === ids[0] };
}

define('lcr-vital-signs', LcrVitalSigns);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-vital-signs': LcrVitalSigns;
  }
}
