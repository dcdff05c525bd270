/**
 * How long before today something was, and how exactly it is known: `7y` is a year (2019), `94mo` a month
 * (2019-01), `53d` a day, `53d 08:40` a time of that day in London. `+12d 14:30` is yet to come.
 */
export type When = `${'' | '+'}${Past}`;
type Past = `${number}y` | `${number}mo` | `${number}d` | `${number}d ${number}:${number}`;
export type Zone = 'utc' | 'london';

const day = 86_400_000;

/** Every clinical date of the record hangs on one day, so that the record does not change from run to run. */
export class Calendar {
  readonly #today: number;

  constructor(today: string) {
    this.#today = Date.parse(`${today}T00:00:00Z`);
    if (Number.isNaN(this.#today)) throw new RangeError(`"${today}" is not a date such as 2026-11-24`);
  }

  /** A FHIR dateTime of the precision that `when` has. */
  at(when: When, zone: Zone = 'london'): string {
    const [, ahead, count, unit, hour, minute] = /^(\+?)(\d+)(y|mo|d)(?: (\d+):(\d+))?$/.exec(when) ?? [];
    const amount = ahead ? -Number(count) : Number(count);
    const today = new Date(this.#today);
    if (unit === 'y') return String(today.getUTCFullYear() - amount);
    if (unit === 'mo') {
      const month = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - amount, 1);
      return new Date(month).toISOString().slice(0, 7);
    }
    const date = this.#today - amount * day;
    if (hour === undefined) return new Date(date).toISOString().slice(0, 10);
    // Read as UTC, a time of the clock in London is off by the hour of summer time.
    const clock = date + (Number(hour) * 60 + Number(minute)) * 60_000;
    const offset = isSummerTime(clock) ? 3_600_000 : 0;
    const instant = (time: number): string => new Date(time).toISOString().slice(0, 19);
    return zone === 'utc' ? `${instant(clock - offset)}Z` : `${instant(clock)}+0${offset / 3_600_000}:00`;
  }

  /** The instant of the nightly feed that brought in what was recorded then. */
  loaded(when: When): string {
    const recorded = Date.parse(this.at(when).slice(0, 10));
    return `${new Date(Math.min(recorded + day, this.#today)).toISOString().slice(0, 10)}T02:15:00.000Z`;
  }

  /** Whole years from a birth date to `daysAgo` days before today. */
  age(birthDate: string, daysAgo: number): number {
    return Math.floor((this.#today - daysAgo * day - Date.parse(birthDate)) / (365.25 * day));
  }
}

/** The same moment some minutes later; `when` has a time. */
export function later(when: When, minutes: number): When {
  const [, ahead = '', count, hour, minute] = /^(\+?)(\d+)d (\d+):(\d+)$/.exec(when) ?? [];
  const days = ahead ? -Number(count) : Number(count);
  const clock = Number(hour) * 60 + Number(minute) + minutes;
  const two = (part: number): string => String(part).padStart(2, '0');
  const time = `${two(Math.floor(clock / 60) % 24)}:${two(clock % 60)}` as `${number}:${number}`;
  const left = days - Math.floor(clock / 1440);
  return `${left < 0 ? '+' : ''}${Math.abs(left)}d ${time}`;
}

/** From the last Sunday of March to the last Sunday of October (Summer Time Order 2002). */
function isSummerTime(clock: number): boolean {
  const year = new Date(clock).getUTCFullYear();
  const lastSunday = (month: number): number => {
    const last = Date.UTC(year, month + 1, 0);
    return last - new Date(last).getUTCDay() * day + 3_600_000;
  };
  return clock >= lastSunday(2) && clock < lastSunday(9) + 3_600_000;
}
