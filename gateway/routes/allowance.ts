/** How often somebody may ask: so many times at once, and so many a minute in the long run. */
export interface Allowance {
  burst: number;
  perMinute: number;
}

/**
 * A token bucket for each name: full at first, one out for each request, filled again drop by drop.
 *
 * Own code, because the kept libraries for this framework count in fixed windows by the machine's clock, which lets
 * twice as much through at a window's edge and cannot be tried without waiting.
 */
export function createBuckets({ burst, perMinute }: Allowance, now: () => Date): {
  /** Seconds to wait until something is left for this name; 0, where something was, which is then taken. */
  take(name: string): number;
} {
  const buckets = new Map<string, { left: number; at: number }>();
  const drop = 60_000 / perMinute;
  let swept = now().getTime();

  return {
    take(name) {
      const at = now().getTime();
      if (at - swept > burst * drop) {
        // Full again since: as good as new, and so not worth keeping. The map holds only who asked lately.
        for (const [other, bucket] of buckets) if (at - bucket.at > burst * drop) buckets.delete(other);
        swept = at;
      }
      const bucket = buckets.get(name) ?? { left: burst, at };
      bucket.left = Math.min(burst, bucket.left + Math.max(0, at - bucket.at) / drop);
      bucket.at = at;
      buckets.set(name, bucket);
      if (bucket.left < 1) return Math.ceil(((1 - bucket.left) * drop) / 1000);
      bucket.left -= 1;
      return 0;
    },
  };
}
