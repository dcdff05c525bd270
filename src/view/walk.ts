import type { Rows } from './table.ts';

const STEPS: Record<string, (from: number, last: number) => number> = {
  ArrowDown: (from, last) => Math.min(from + 1, last),
  ArrowUp: (from) => Math.max(from - 1, 0),
  Home: () => 0,
  End: (_from, last) => last,
};

/** Goes to the next row that can be seen, to the one before, the first or the last, and takes the one Tab stop along. */
export function walk(event: KeyboardEvent, rows: Rows): void {
  const step = STEPS[event.key];
  const from = event.target as HTMLElement;
  if (!step || !from.matches('[data-row]')) return;
  const all = [...(from.getRootNode() as ShadowRoot).querySelectorAll<HTMLElement>('[data-row]')];
  const stops = all.filter((row) => !row.closest('details:not([open])'));
  const next = stops[step(stops.indexOf(from), stops.length - 1)];
  if (!next) return;
  event.preventDefault();
  rows.moveTo(next.dataset['row'] ?? '');
  next.focus();
}
