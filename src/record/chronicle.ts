import type { Category, Entry, Section } from '../../api-spec/record.ts';
import { placeOf, type Place } from '../format/place.ts';

/** An entry in its place in time, with every category that it is filed under: a GP's allergy stands in two. */
export interface Moment {
  readonly entry: Entry;
  readonly categories: readonly Category[];
  readonly place?: Place | undefined;
}

/** The moments of one month, or of a year whose month was not recorded. */
export interface Month {
  readonly year: string;
  readonly month?: string | undefined;
  readonly moments: readonly Moment[];
}

/** The moments of one year, or those after today. */
export interface Stretch {
  readonly year: string | undefined;
  readonly months: readonly Month[];
}

/** Every entry of these sections once. */
export function momentsOf(sections: readonly Section[]): Moment[] {
  const all = new Map<string, { entry: Entry; categories: Category[]; place: Place | undefined }>();
  for (const { category, entries } of sections)
    for (const entry of entries as readonly Entry[]) {
      const known = all.get(entry.id);
      if (known) known.categories.push(category);
      else all.set(entry.id, { entry, categories: [category], place: placeOf(entry.when) });
    }
  return [...all.values()];
}

/**
 * What is after today, then the rest, each newest first. Of what falls into the same period the less precise stands
 * first: it may be as late as that, yet this year's "2026" does not stand among what is to come.
 */
export function inOrder(moments: readonly Moment[], today: string): Moment[] {
  const newestFirst = (one: Moment, other: Moment) =>
    Number(isAfter(other.place!, today)) - Number(isAfter(one.place!, today)) ||
    (one.place!.order < other.place!.order ? 1 : one.place!.order > other.place!.order ? -1 : 0);
  return moments.filter(({ place }) => place).sort(newestFirst);
}

/** A date is after today only if all that it may mean is: this year's "2026" is not. */
export function isAfter({ year, month, day }: Place, today: string): boolean {
  const known = [year, month, day].filter(Boolean).join('-');
  return known > today.slice(0, known.length);
}

/** Moments in order, by year and month; those after today stand together at the start. */
export function chronicle(ordered: readonly Moment[], today: string): Stretch[] {
  const stretches = Map.groupBy(ordered, ({ place }) => (isAfter(place!, today) ? '' : place!.year));
  return [...stretches].map(([year, within]) => ({
    year: year || undefined,
    months: [...Map.groupBy(within, ({ place }) => `${place!.year}-${place!.month ?? ''}`).values()].map((moments) => ({
      year: moments[0]!.place!.year,
      month: moments[0]!.place!.month,
      moments,
    })),
  }));
}
