import type { SourceAnswer } from '../../api-spec/record.ts';
import type { Memory } from '../sources/memory.ts';
import { Outage, type Content, type Resource, type Search, type Source } from '../sources/source.ts';

/** What one source brought for one purpose, and how far that is everything. */
export interface Brought {
  status: SourceAnswer['status'];
  asOf: string | null;
  withheld: boolean;
  unreadable: number;
  resources: readonly Resource[];
}

/** The patient's NHS number carried to the sources for the length of one request. */
export interface Inquiry {
  /** Whether this source knows the patient. @throws {Outage} */
  knows(source: Source): Promise<boolean>;
  /** Everything the searches find. A source that fails is a status here, never an exception. */
  bring(source: Source, searches: readonly Search[]): Promise<Brought>;
  /** The content of a document, by an address inside its source, and how much of it and how long. @throws {Outage} */
  fetch(source: Source, address: string, limits: Limits): Promise<Content>;
  /** Counts an error as this source's outage. Rethrows only the caller's own going away. */
  outage(source: Source, error: unknown): Outage;
}

/** How large a document may be, in bytes, and how long its source may take over it, in milliseconds. */
export interface Limits {
  readonly largest: number;
  readonly deadline: number;
}

/** How long a source that has been stopped may take to hand over what it has, in milliseconds. */
const GRACE = 100;

/**
 * A deadline is waited for in steps of so many milliseconds. While this process itself cannot run, one step passes at
 * most: a gateway that is busy must not say of a source that it did not answer.
 */
const STEP = 50;

/** A reason of its own: without one an abort makes an error with its stack, and there is one in every answer. */
const UNHEEDED = 'nobody waits for it any more';

const NOTHING = { asOf: null, withheld: false, unreadable: 0, resources: [] } as const;

/**
 * However many categories a request asks for, every source is asked only once who the patient is.
 * When the caller goes away, whatever is under way at the sources ends, too.
 *
 * @param met - whom each source meant by an NHS number when it was last asked
 */
export function createInquiry(
  nhsNumber: string,
  gone: AbortSignal,
  onOutage: (source: Source, outage: Outage) => void,
  onHeard: (source: Source, outcome: SourceAnswer['status'], milliseconds: number) => void,
  met?: Memory<string>,
): Inquiry {
  const found = new Map<string, Promise<string[]>>();

  function find(source: Source): Promise<string[]> {
    const known = found.get(source.id);
    if (known) return known;
    const asked = within(source.deadline, gone, (signal) => source.find(nhsNumber, signal));
    found.set(source.id, asked);
    return asked;
  }

  /**
   * Who the patient is is asked each time, and nothing is told before that is answered. Where the source has said it a
   * moment ago, it is searched meanwhile for whom it meant then, and what that brings counts if it means the same now.
   */
  async function collect(source: Source, searches: readonly Search[], signal: AbortSignal): Promise<Brought> {
    const name = `${source.id} ${nhsNumber}`;
    const before = met?.recall(name);
    const who = find(source);
    const unheeded = new AbortController();
    const early = before === undefined ? undefined : source.search(before, searches, AbortSignal.any([signal, unheeded.signal]));
    early?.catch(() => undefined);
    try {
      const patients = await who.catch((error: unknown) => {
        met?.forget(name);
        throw error;
      });
      const [patient] = patients;
      if (patients.length !== 1) met?.forget(name);
      if (patient === undefined) return { status: 'answered', ...NOTHING };
      // Two patients under one number: which of them is meant is not ours to guess.
      if (patients.length > 1) return { status: 'partial', ...NOTHING };
      if (patient !== before) met?.keep(name, patient);
      const found = await (early && patient === before ? early : source.search(patient, searches, signal));
      const { resources, asOf, complete, withheld, unreadable } = found;
      return { status: complete && unreadable === 0 ? 'answered' : 'partial', asOf, withheld, unreadable, resources };
    } finally {
      unheeded.abort(UNHEEDED);
    }
  }

  function outage(source: Source, error: unknown): Outage {
    if (gone.aborted) throw gone.reason;
    // The message of an unforeseen error may quote what the source sent: only its name goes on.
    const known = error instanceof Outage ? error : new Outage('unavailable', `failed with ${nameOf(error)}`);
    onOutage(source, known);
    return known;
  }

  /** Whatever a source is asked for, it answers in the end or fails: both are told, and how long it took. */
  async function hear<T>(source: Source, asked: Promise<T>, outcome: (answer: T) => SourceAnswer['status'] = () => 'answered'): Promise<T> {
    const began = performance.now();
    const told = (status: SourceAnswer['status']) => onHeard(source, status, performance.now() - began);
    try {
      const answer = await asked;
      told(outcome(answer));
      return answer;
    } catch (error) {
      const known = outage(source, error);
      told(known.status);
      throw known;
    }
  }

  return {
    knows: async (source) => (await hear(source, find(source))).length > 0,
    fetch: (source, address, { largest, deadline }) =>
      hear(source, within(deadline, gone, (signal) => source.binary(address, largest, signal))),
    outage,
    async bring(source, searches) {
      try {
        const asked = within(source.deadline, gone, (signal) => collect(source, searches, signal));
        return await hear(source, asked, ({ status }) => status);
      } catch (error) {
        if (!(error instanceof Outage)) throw error;
        return { status: error.status, ...NOTHING };
      }
    },
  };
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error);

/** Lets work take so long and no longer, of the time in which it can be heard, whether or not it heeds its signal. */
async function within<T>(
  milliseconds: number,
  gone: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  gone.throwIfAborted();
  const end = new AbortController();
  let giveUp!: (reason: unknown) => void;
  const over = new Promise<never>((_, reject) => (giveUp = reject));
  const leave = () => {
    giveUp(gone.reason);
    end.abort(gone.reason);
  };
  let grace: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    const late = new Outage('timed-out', `no answer within ${milliseconds} ms`);
    // A source that has brought some pages hands them over when it is stopped: part of a record is better than none.
    grace = setTimeout(giveUp, GRACE, late);
    end.abort(late);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (left: number) => {
    timer = setTimeout(() => (left > STEP ? wait(left - STEP) : stop()), Math.min(left, STEP));
  };
  wait(milliseconds);
  gone.addEventListener('abort', leave);
  try {
    return await Promise.race([work(end.signal), over]);
  } finally {
    clearTimeout(timer);
    clearTimeout(grace);
    gone.removeEventListener('abort', leave);
  }
}
