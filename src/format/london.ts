/** What we use of Temporal (ECMA-262 proposal, stage 4), where a browser has it. */
interface Calendar {
  readonly Instant: {
    fromEpochMilliseconds(since: number): { toZonedDateTimeISO(zone: string): Moment };
  };
}
interface Moment {
  readonly offsetNanoseconds: number;
  getTimeZoneTransition(direction: 'next'): { readonly epochMilliseconds: number } | null;
}

/** Spans of time, each until its clocks change, in which they differ from UTC by so many milliseconds. */
const spans: { from: number; readonly until: number; readonly offset: number }[] = [];

let written: Intl.DateTimeFormat | undefined;

/**
 * An instant in Europe/London whatever the computer is set to (NHS CUI D+Ta), as ISO 8601 without the zone: `2019-03-12T14:05`.
 *
 * To make an Intl.DateTimeFormat takes longer than to draw a widget's list, so that it is made only where there is no
 * Temporal, which is asked once for all instants between two changes of the clocks. Swedish dates are those of ISO 8601,
 * but for the letter between.
 */
export function inLondon(instant: Date): string {
  const { Temporal } = globalThis as { Temporal?: Calendar };
  const at = +instant;
  if (!Temporal) {
    written ??= new Intl.DateTimeFormat('sv', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' });
    return written.format(instant).replace(/\s/, 'T');
  }
  let span = spans.find(({ from, until }) => from <= at && at < until);
  if (!span) {
    const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Europe/London');
    const until = there.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity;
    span = spans.find((one) => one.until === until) ?? (spans[spans.length] = { from: at, until, offset: there.offsetNanoseconds / 1e6 });
    span.from = at;
  }
  return new Date(at + span.offset).toISOString().slice(0, 16);
}
