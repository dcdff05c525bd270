const london = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The day of an instant in London, part by part: how a locale puts the parts together differs from browser to browser. */
function dayOf(instant: Date): { year: string; month: string; day: string } {
  const parts = new Map(london.formatToParts(instant).map(({ type, value }) => [type, value]));
  return { year: parts.get('year')!, month: parts.get('month')!, day: parts.get('day')! };
}

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
  const local = dayOf(instant);
  return { ...local, order: `${local.year}-${local.month}-${local.day}T${instant.toISOString()}` };
}

/** The place in time of today. */
export const today = (): string => {
  const { year, month, day } = dayOf(new Date());
  return `${year}-${month}-${day}`;
};
