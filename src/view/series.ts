import type { Measurement } from '../../api-spec/record.ts';
import { unitOf } from '../format/quantity.ts';

/** One value of a test at one time. */
export interface Point {
  readonly measurement: Measurement;
  readonly when: string | null;
}

/** Entries with measurements: reports, vital signs. */
export type Measured = readonly { readonly measurements: readonly Measurement[]; readonly when: string | null }[];

const identity = ({ code }: Measurement) => `${code.system}|${code.code}`;

/** What has to be the same before two values may be joined by a line: the unit as sent, and the method. */
export const comparable = (measurement: Measurement): string => {
  const { value } = measurement;
  const unit = value?.type === 'quantity' ? (unitOf(value) ?? '') : '';
  return [unit, measurement.unitConflict ? 'doubtful' : '', measurement.method?.display ?? ''].join('|');
};

/**
 * The values of each test across entries, newest first, by the test's own code. Several codes for one test stay
 * apart: that they mean the same is a clinician's judgement, not ours.
 */
export function seriesByTest(entries: Measured): Map<string, Point[]> {
  const series = new Map<string, Point[]>();
  const add = (measurement: Measurement, when: string | null) => {
    const points = series.get(identity(measurement));
    // The same observation may be part of several entries: it is one value.
    if (points?.some(({ measurement: { id } }) => id === measurement.id)) return;
    const point = { measurement, when: measurement.when ?? when };
    if (points) points.push(point);
    else series.set(identity(measurement), [point]);
    measurement.parts?.forEach((part) => add(part, point.when));
  };
  for (const { measurements, when } of entries) for (const measurement of measurements) add(measurement, when);
  return series;
}

/** The values of the same test as `measurement`. */
export const seriesOf = (series: Map<string, Point[]>, measurement: Measurement): readonly Point[] =>
  series.get(identity(measurement)) ?? [];
