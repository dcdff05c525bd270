/** The middle of all the slopes between two points (Theil–Sen): one sample that is off bends it nowhere. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const slopes = points.flatMap(([x, y], at) => points.slice(at + 1).map(([further, other]) => (other - y) / (further - x)));
  const sorted = slopes.toSorted((a, b) => a - b);
  return sorted.length === 0 ? 0 : sorted[sorted.length >> 1]!;
}
