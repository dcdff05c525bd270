import type { Rows } from './rows.ts';

/** Where each key begins to look for the next row, and which way it goes on. */
const STEPS: Record<string, (from: number, last: number) => readonly [start: number, way: number]> = {
  ArrowDown: (from) => [from + 1, 1],
  ArrowUp: (from) => [from - 1, -1],
  Home: () => [0, 1],
  End: (_from, last) => [last, -1],
};

/** Goes to the next row that can be seen, to the one before, the first or the last, and takes the one Tab stop along. */
export function walk(event: KeyboardEvent, rows: Rows): void {
  const step = STEPS[event.key];
  const from = event.target as HTMLElement;
  if (!step || !from.matches('[data-row]')) return;
  event.preventDefault();
  const stops = [...(from.getRootNode() as ShadowRoot).querySelectorAll<HTMLElement>('[data-row]')];
  const [start, way] = step(stops.indexOf(from), stops.length - 1);
  let place = start;
  while (stops[place]?.closest('details:not([open])')) place += way;
  const next = stops[place];
  if (!next) return;
  rows.moveTo(next.dataset['row'] ?? '');
  next.focus();
}
