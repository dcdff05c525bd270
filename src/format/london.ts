/** What we use of Temporal (ECMA-262 proposal, stage 4), where a browser has it. */
interface Calendar {
  readonly Instant: { fromEpochMilliseconds(since: number): { toZonedDateTimeISO(zone: string): object } };
}

let written: Intl.DateTimeFormat | undefined;

/**
 * An instant in Europe/London whatever the computer is set to (NHS CUI D+Ta), as ISO 8601 without the zone: `2019-03-12T14:05`.
 *
 * To make an Intl.DateTimeFormat takes longer than to draw a widget's list, so that it is made only where there is no
 * Temporal. Swedish dates are those of ISO 8601, but for the letter between.
 */
export function inLondon(instant: Date): string {
  const { Temporal } = globalThis as { Temporal?: Calendar };
  const there = Temporal
    ? String(Temporal.Instant.fromEpochMilliseconds(+instant).toZonedDateTimeISO('Europe/London'))
    : (written ??= new Intl.DateTimeFormat('sv', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' })).format(instant).replace(/\s/, 'T');
  return there.slice(0, 16);
}
