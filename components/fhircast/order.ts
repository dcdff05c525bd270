/** A patient as a hub names one: by the FHIR Patient in an event's context. */
export type Patient = { resourceType: 'Patient'; id?: string; [element: string]: unknown };

/** `Patient-open` or `Patient-close` (FHIRcast 3.0), as far as it says which patient is open. */
export interface PatientEvent {
  kind: 'open' | 'close';
  id: string;
  /** When it happened, in milliseconds since 1970: events may come in another order, or twice. */
  at: number;
  patient: Patient;
  version?: string | undefined;
  /** The version of the context that this event followed, where the hub says it. */
  prior?: string | undefined;
}

/** What the events say: somebody, nobody, or that it cannot be told. */
export type Open = { event: PatientEvent } | 'nobody' | 'unclear';

/** The patient that events lead to, in whatever order they came. */
export interface Order {
  /** @returns whether the event may have changed who is open: one that is older than what is known has not */
  take(event: PatientEvent): boolean;
  current(): Open;
  /** The connection was lost: who is open has to be said anew, and nothing older than what was known is believed. */
  lost(): void;
}

/** How far the clocks of two applications may differ, in milliseconds. */
export const SKEW = 60_000;

/**
 * Subscribers "SHALL ignore messages with older timestamps than the message that established the current context"
 * (FHIRcast 3.0, Event Notification). So who is open is a matter of what has happened, never of what came last: the latest
 * opening, unless that patient has been closed since. Each application writes its own clock's time, so an opening that
 * comes late by less than `SKEW` may be the later one after all: where the versions of the context do not say which of the
 * two followed the other, it cannot be told, and nobody is shown.
 */
export function createOrder(): Order {
  /** The latest opening, and whatever came after it and may be later. */
  let opened: PatientEvent[] = [];
  /** When the latest was. */
  let floor = -Infinity;
  /** Closings since then, of whomever: the opening that one of them ended may still be under way. */
  let closed: PatientEvent[] = [];

  return {
    take(event) {
      if (event.at < floor - SKEW || [...opened, ...closed].some(({ id }) => id === event.id)) return false;
      if (event.kind === 'close') {
        closed.push({ ...event, at: Math.max(event.at, floor) });
        return opened.some(({ patient }) => mayBeSame(patient, event.patient));
      }
      if (event.at > floor) opened = [];
      floor = Math.max(event.at, floor);
      opened.push(event);
      closed = closed.filter(({ at }) => at >= floor);
      return true;
    },
    current() {
      const followed = new Set(opened.map(({ prior }) => prior).filter((prior) => prior !== undefined));
      const last = opened.filter(({ version }) => version === undefined || !followed.has(version));
      const [event, ...others] = last;
      if (!event) return opened.length > 0 ? 'unclear' : 'nobody';
      if (others.some(({ patient }) => !isSame(patient, event.patient))) return 'unclear';
      return closed.some(({ patient }) => mayBeSame(patient, event.patient)) ? 'nobody' : { event };
    },
    lost() {
      opened = [];
    },
  };
}

const isSame = (one: Patient, other: Patient) => one.id !== undefined && one.id === other.id;

/** A patient without an id could be anybody. */
const mayBeSame = (one: Patient, other: Patient) => one.id === undefined || other.id === undefined || one.id === other.id;
