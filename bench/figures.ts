/** What a benchmark found: figures of the same kind side by side, each a median over rounds that took turns. */
export interface Figures {
  name: string;
  /** What was compared, and against which of them. */
  against: string;
  /** For each variant its figures, by name with unit. */
  variants: Record<string, Record<string, number>>;
  rounds: number;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * Measures the variants in turns, so that whatever else the machine does falls on all of them alike.
 *
 * @param measure one round of one variant
 */
export async function inTurns(
  name: string,
  variants: readonly string[],
  rounds: number,
  measure: (variant: string) => Promise<Record<string, number>>,
): Promise<Figures> {
  const found = new Map(variants.map((variant) => [variant, [] as Record<string, number>[]]));
  // The first round warms up and does not count. Every other round goes the other way.
  for (let round = 0; round <= rounds; round += 1) {
    for (const variant of round % 2 === 0 ? variants : [...variants].reverse()) {
      const figures = await measure(variant);
      if (round > 0) found.get(variant)!.push(figures);
    }
  }
  const medians = [...found].map(([variant, all]) => {
    const names = Object.keys(all[0]!);
    return [variant, Object.fromEntries(names.map((one) => [one, median(all.map((figures) => figures[one]!))]))] as const;
  });
  return { name, against: variants[0]!, variants: Object.fromEntries(medians), rounds };
}

/** The figures as a table, each with its ratio to what it is measured against. */
export function table({ name, against, variants, rounds }: Figures): string {
  const lines = Object.entries(variants).flatMap(([variant, figures]) =>
    Object.entries(figures).map(([figure, value]) => {
      const measure = variant === against ? undefined : variants[against]![figure];
      const ratio = measure === undefined ? '' : `${(value / measure).toFixed(2)}×`;
      return `  ${variant.padEnd(28)} ${figure.padEnd(22)} ${value.toFixed(value < 100 ? 2 : 0).padStart(10)} ${ratio.padStart(8)}`;
    }),
  );
  return [`${name} (medians of ${rounds} rounds in turns, against ${against})`, ...lines].join('\n');
}
