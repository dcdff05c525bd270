import type { Category, Completeness, State } from '../../api-spec/record.ts';
import type { TokenReason } from '../session/token.ts';

/** The events that a host may listen to. They bubble, cross shadow boundaries and never carry clinical content. */
abstract class LcrEvent<T> extends Event {
  static readonly type: string;
  readonly detail: Readonly<T>;
  constructor(detail: T) {
    super(new.target.type, { bubbles: true, composed: true });
    this.detail = Object.freeze(detail);
  }
}

/** What an element speaks of: a category, the patient's details, a document, or the record as a whole in one of its views. */
export type Subject = Category | 'patient' | 'document' | 'record' | 'timeline' | 'coverage' | 'accesses' | 'fhircast';

/** A widget has come into a state (contract, section 2). `count` is the number of entries, or null where it is not known. */
export class LcrStateEvent extends LcrEvent<{
  category: Subject;
  state: State;
  completeness: Completeness | null;
  count: number | null;
}> {
  static override readonly type = 'lcr-state';
}

/** The user has opened the detail of an entry. */
export class LcrEntryOpenEvent extends LcrEvent<{ category: Category; id: string }> {
  static override readonly type = 'lcr-entry-open';
}

/** A token has to be set by the host. */
export class LcrTokenNeededEvent extends LcrEvent<{ reason: TokenReason }> {
  static override readonly type = 'lcr-token-needed';
}

/** An answer was for another patient than the one who is open, and was thrown away. */
export class LcrPatientMismatchEvent extends LcrEvent<Record<string, never>> {
  static override readonly type = 'lcr-patient-mismatch';
}

/** Something failed; `code` is stable, `correlationId` finds the request in the gateway's log. */
export class LcrErrorEvent extends LcrEvent<{ code: string; correlationId?: string | undefined }> {
  static override readonly type = 'lcr-error';
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
