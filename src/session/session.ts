import { createContext } from '@lit/context';
import { connect, readSections, readSession, type Answer, type Connection, type Gateway } from '../api/client.ts';
import type { Category, Section, Session as Access } from '../../api-spec/record.ts';

/**
 * One patient, opened by one user, from the first request to the last. It never changes: a new patient is a new
 * Session, so whatever still holds the old one can compare and throw away.
 */
export interface Session {
  readonly patient: string;
  readonly gateway: Gateway;
  /** Who the user is and what their role has: asked beside the record, never before it. */
  readonly access: Promise<Answer<Access>>;
  /**
   * The first page of a category; those asked for in the same turn share one round trip. Whoever asks later shares the
   * answer, so that a list, the whole record and the timeline say the same. `anew` asks again, for everybody who asks
   * from then on. A failure is shared only by those who waited for it; what the role does not have stays so.
   */
  first<C extends Category>(category: C, anew?: boolean): Promise<Answer<Section<C>>>;
  /** The answer of `first` that is shared now, if there is one: for whoever wants to know without asking. */
  shared(category: Category): Promise<Answer<Section>> | undefined;
}

/** A context element without a session says why; `no-patient` is the ordinary reason. */
export interface NoSession {
  readonly patient?: never;
  readonly reason: 'no-patient' | 'nhs-number-invalid' | 'gateway-invalid' | 'token-url-invalid';
}

/** Registered by `Symbol.for`, so that two copies of this library on one page still find each other's context. */
export const sessionContext = createContext<Session | NoSession>(Symbol.for('lcr-session'));

/** Begins a session. Everything it still has under way ends when `signal` does. */
export function beginSession(connection: Connection, signal: AbortSignal): Session {
  const gateway = connect(connection);
  const asked = new Map<Category, Promise<Answer<Section>>>();
  let waiting: Map<Category, (answer: Answer<Section>) => void> | undefined;

  const ask = (category: Category) =>
    new Promise<Answer<Section>>((resolve) => {
      if (!waiting) {
        const batch = (waiting = new Map());
        // A page's widgets are upgraded in one turn: a microtask later all of them have asked.
        queueMicrotask(() => {
          waiting = undefined;
          const heard = (one: Category, answer: Answer<Section>) => {
            if (answer.failure && answer.failure.code !== 'not-permitted') asked.delete(one);
            batch.get(one)(answer);
          };
          void readSections(gateway, [...batch.keys()], heard, signal);
        });
      }
      waiting.set(category, resolve);
    });

  return {
    patient: connection.patient,
    gateway,
    access: Promise.resolve().then(() => {
      // Every request waits for the token: it is asked for before the first of them is put together.
      connection.token(signal).catch(() => {});
      return readSession(gateway, signal);
    }),
    first<C extends Category>(category: C, anew = false) {
      // What is about to be asked is as new as can be.
      if (!asked.has(category) || (anew && !waiting?.has(category))) asked.set(category, ask(category));
      return asked.get(category) as Promise<Answer<Section<C>>>;
    },
    shared: (category: Category) => asked.get(category),
  };
}
