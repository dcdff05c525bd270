import type { Category, Completeness, State } from '../../api-spec/record.ts';
import type { TokenReason } from '../session/token.ts';

/** The events that a host may listen to. They bubble, cross shadow boundaries and never carry clinical content. */
abstract class LcrEvent<T> extends Event {
  readonly detail: Readonly<T>;
  constructor(type: string, detail: T) {
    super(type, { bubbles: true, composed: true });
    this.detail = Object.freeze(detail);
  }
}

/** A widget has come into a state (contract, section 2). `count` is the number of entries, or null where it is not known. */
export class LcrStateEvent extends LcrEvent<{
  category: Category | 'patient';
  state: State;
  completeness: Completeness | null;
  count: number | null;
}> {
  constructor(detail: LcrStateEvent['detail']) {
    super('lcr-state', detail);
  }
}

/** The user has opened the detail of an entry. */
export class LcrEntryOpenEvent extends LcrEvent<{ category: Category; id: string }> {
  constructor(detail: LcrEntryOpenEvent['detail']) {
    super('lcr-entry-open', detail);
  }
}

/** A token has to be set by the host. */
export class LcrTokenNeededEvent extends LcrEvent<{ reason: TokenReason }> {
  constructor(detail: LcrTokenNeededEvent['detail']) {
    super('lcr-token-needed', detail);
  }
}

/** An answer was for another patient than the one who is open, and was thrown away. */
export class LcrPatientMismatchEvent extends LcrEvent<Record<string, never>> {
  constructor() {
    super('lcr-patient-mismatch', {});
  }
}

/** Something failed; `code` is stable, `correlationId` finds the request in the gateway's log. */
export class LcrErrorEvent extends LcrEvent<{ code: string; correlationId?: string }> {
  constructor(detail: LcrErrorEvent['detail']) {
    super('lcr-error', detail);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'lcr-state': LcrStateEvent;
    'lcr-entry-open': LcrEntryOpenEvent;
    'lcr-token-needed': LcrTokenNeededEvent;
    'lcr-patient-mismatch': LcrPatientMismatchEvent;
    'lcr-error': LcrErrorEvent;
  }
}
