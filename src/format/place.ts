import { inLondon } from './london.ts';

/** Where a partial date stands in time, with the precision recorded and no more. */
export interface Place {
  readonly year: string;
  readonly month?: string;
  readonly day?: string;
  /** Puts places in order: one that is less precise stands at the end of its period. */
  readonly order: string;
}

/** The place in time of a FHIR date, dateTime or instant, in Europe/London; nothing for what is no date. */
export function placeOf(date: string | null | undefined): Place | undefined {
  const [, year, month, day, time] = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(T.+)?)?)?$/.exec(date ?? '') ?? [];
  if (!year || !date) return undefined;
  if (!month) return { year, order: `${year}-99` };
  if (!day) return { year, month, order: `${year}-${month}-99` };
  if (!time) return { year, month, day, order: `${year}-${month}-${day}T99` };
  const instant = new Date(date);
  if (Number.isNaN(instant.getTime())) return undefined;
  const there = inLondon(instant).slice(0, 10);
  const [localYear = year, localMonth, localDay] = there.split('-');
  return { year: localYear, month: localMonth!, day: localDay!, order: `${there}T${instant.toISOString()}` };
}

/** The place in time of today. */
export const today = (): string => inLondon(new Date()).slice(0, 10);
