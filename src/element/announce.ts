import type { Completeness, State } from '../../api-spec/record.ts';
import type { Failure } from '../api/client.ts';
import { LcrErrorEvent, LcrPatientMismatchEvent, LcrStateEvent, type Subject } from './events.ts';

interface Told {
  readonly state: State;
  readonly completeness: Completeness | undefined;
  readonly failure: Failure | undefined;
}

/** Tells the host of each new state of an element, once, and of a failure by its code. */
export function announcer(host: HTMLElement, category: Subject) {
  let last = '';
  return ({ state, completeness, failure }: Told, count: number | null = null): void => {
    const now = [state, completeness, count, failure?.code].join();
    if (now === last) return;
    last = now;
    if (failure?.code === 'patient-mismatch') host.dispatchEvent(new LcrPatientMismatchEvent({}));
    if (state === 'failed' && failure) {
      const { code, correlationId } = failure;
      host.dispatchEvent(new LcrErrorEvent({ code, correlationId }));
    }
    host.dispatchEvent(new LcrStateEvent({ category, state, completeness: completeness ?? null, count }));
  };
}
