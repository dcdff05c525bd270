/** Fewer people than this are no group that somebody could stand out of. */
const FEWEST = 8;
/** Modified z-scores beyond this are outliers (Iglewicz and Hoaglin, 1993). */
const OUTLIER = 3.5;
/** Standing out by a factor of less than this is nobody's business. */
const FACTOR = 2;

/** How far somebody stands above people of the same role and organisation. */
export interface Standing {
  /** The median of the group. */
  usual: number;
  score: number;
}

/**
 * Who in a group stands far above the others, by a count of each. The score is the modified z-score of the logarithms:
 * median and median absolute deviation are not moved by the outliers that are looked for, and in logarithms somebody
 * who works twice as much is as far from the middle as somebody who works half as much.
 */
export function farAbove(counts: ReadonlyMap<string, number>): Map<string, Standing> {
  const found = new Map<string, Standing>();
  if (counts.size < FEWEST) return found;
  const logs = [...counts.values()].map(Math.log1p);
  const middle = median(logs);
  const apart = logs.map((log) => Math.abs(log - middle));
  // Where more than half are alike there is no median deviation; the mean one then takes its place.
  const spread = median(apart) / 0.6745 || mean(apart) / 0.7979;
  if (spread === 0) return found;
  const usual = Math.expm1(middle);
  for (const [who, count] of counts) {
    const score = (Math.log1p(count) - middle) / spread;
    if (score > OUTLIER && count >= FACTOR * usual) found.set(who, { usual: Math.round(usual), score });
  }
  return found;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
