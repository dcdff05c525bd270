import { ContextEvent } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Completeness, State } from '../../api-spec/record.ts';
import type { Answer, Failure } from '../api/client.ts';
import { sessionContext, type NoSession, type Session } from '../session/session.ts';
import { concludeFailure, type Conclusion } from './conclude.ts';

/** An element that can be told to draw at once, not in a later turn. */
export interface ReadingHost extends ReactiveControllerHost, HTMLElement {
  /** Called after each change of state; `clear` asks for the old drawing to be gone before this call returns. */
  stateChanged(clear: boolean): void;
}

/** How a reading is done: what to ask, and what may be concluded from the answer. */
export interface Way<T> {
  /** `anew`: an answer that somebody else had before will not do. */
  ask(session: Session, signal: AbortSignal, anew: boolean): Promise<Answer<T>>;
  conclude(data: T): Conclusion;
}

/**
 * Walks one answer through its life: no patient, loading, an answer or a failure, and back.
 * When the session changes, the old answer is dropped before anything else happens, and an answer that arrives
 * after that is thrown away: one patient's data can never be drawn under another's name.
 */
export class Reading<T extends { patient: string }> implements ReactiveController {
  state: State = 'no-patient';
  completeness: Completeness | undefined;
  failure: Failure | undefined;
  #data: T | undefined;
  #session: Session | undefined;
  #load: AbortController | undefined;
  #unsubscribe: (() => void) | undefined;
  readonly #host: ReadingHost;
  readonly #way: Way<T>;

  constructor(host: ReadingHost, way: Way<T>) {
    this.#host = host;
    this.#way = way;
    host.addController(this);
  }

  /** The answer, if it is for the patient who is open now: the last of three comparisons, done at each drawing. */
  get data(): T | undefined {
    return this.#data?.patient === this.#session?.patient ? this.#data : undefined;
  }

  get session(): Session | undefined {
    return this.#session;
  }

  hostConnected(): void {
    this.#subscribe();
    if (!this.#unsubscribe) {
      this.abandon('no-context');
      // The context element may be defined later than the widgets inside it.
      void customElements.whenDefined('lcr-context').then(() => {
        if (this.#host.isConnected && !this.#unsubscribe) this.#subscribe();
      });
    }
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#enter({ reason: 'no-patient' });
  }

  /** Asks again from the start, dropping what there was. */
  reload(): void {
    if (this.#session) void this.#read(this.#session, true);
  }

  /** Gives up an answer that cannot be used after all. */
  abandon(code: string): void {
    this.#fail({ code });
  }

  /** Takes an answer in, or replaces it by one that holds more of the same, such as a further page. */
  extend(data: T): void {
    this.#data = data;
    this.#set(this.#way.conclude(data));
    this.#host.stateChanged(false);
  }

  /** A further page did not come. What is shown stays, unless the failure says that it may not. */
  missed(failure?: Failure): void {
    if (failure && (failure.code === 'patient-mismatch' || concludeFailure(failure) !== 'failed')) this.#fail(failure);
    else this.#host.stateChanged(false);
  }

  /** Ends with what is being loaded, so that a further page of an old list cannot join a new one. */
  get signal(): AbortSignal {
    return (this.#load ??= new AbortController()).signal;
  }

  #subscribe(): void {
    this.#host.dispatchEvent(
      new ContextEvent(
        sessionContext,
        this.#host,
        (session, unsubscribe) => {
          if (unsubscribe) this.#unsubscribe = unsubscribe;
          this.#enter(session);
        },
        true,
      ),
    );
  }

  #enter(session: Session | NoSession): void {
    if (session.patient === undefined) {
      this.#session = undefined;
      this.abandon(session.reason);
    } else {
      this.#session = session;
      void this.#read(session);
    }
  }

  /** Moves to a state that has no answer. The old answer goes first, from memory and from the screen. */
  #turn(state: State, failure?: Failure): AbortController {
    this.#load?.abort();
    const load = (this.#load = new AbortController());
    this.#data = undefined;
    this.#set({ state }, failure);
    this.#host.stateChanged(true);
    return load;
  }

  #fail(failure: Failure): void {
    this.#turn(concludeFailure(failure), failure);
  }

  #set({ state, completeness }: Conclusion, failure?: Failure): void {
    this.state = state;
    this.completeness = completeness;
    this.failure = failure;
  }

  async #read(session: Session, anew = false): Promise<void> {
    const load = this.#turn('loading');
    // A framework that sets the patient may set `kind` and `limit` later in the same turn.
    await Promise.resolve();
    // Told of the change, the host may have opened another patient: then this reading is over before it began.
    if (load !== this.#load) return;
    const { data, failure } = await this.#way.ask(session, load.signal, anew);
    if (load !== this.#load) return;
    if (failure) return this.#fail(failure);
    if (data.patient !== session.patient) return this.abandon('patient-mismatch');
    this.extend(data);
  }
}
