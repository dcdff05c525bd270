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
  /** The first page of a category; those asked for in the same turn share one round trip. */
  first<C extends Category>(category: C): Promise<Answer<Section<C>>>;
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
  type Heard = (answer: Answer<Section<Category>>) => void;
  let waiting: Map<Category, Heard[]> | undefined;

  return Object.freeze({
    patient: connection.patient,
    gateway,
    access: Promise.resolve().then(() => readSession(gateway, signal)),
    first<C extends Category>(category: C) {
      return new Promise<Answer<Section<C>>>((resolve) => {
        if (!waiting) {
          const batch = (waiting = new Map());
          // A page's widgets are upgraded in one turn: a microtask later all of them have asked.
          queueMicrotask(() => {
            waiting = undefined;
            void readSections(
              gateway,
              [...batch.keys()],
              (heard, answer) => batch.get(heard)?.forEach((tell: Heard) => tell(answer)),
              signal,
            );
          });
        }
        waiting.set(category, [...(waiting.get(category) ?? []), resolve as Heard]);
      });
    },
  });
}
