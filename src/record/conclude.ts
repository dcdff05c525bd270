import type { Completeness, Section, SourceAnswer, State } from '../../api-spec/record.ts';
import type { Failure } from '../api/client.ts';

/** What may be said of a category, in the one vocabulary of contract section 2. */
export interface Conclusion {
  state: State;
  completeness?: Completeness | undefined;
}

type Countable = Pick<Section, 'completeness' | 'sources' | 'entries' | 'knownNone' | 'next'>;

/** Whether a source answered in full: it was asked, it answered, and it held nothing back for any reason. */
export const answeredInFull = ({ status, withheld, uncoded, unreadable }: SourceAnswer): boolean =>
  status === 'answered' && withheld === false && uncoded === 0 && unreadable === 0;

/** Whether nothing at all is missing: at least one source is named, and every one answered in full. */
export const isComplete = ({ completeness, sources }: Pick<Section, 'completeness' | 'sources'>): boolean =>
  completeness === 'complete' && sources.length > 0 && sources.every(answeredInFull);

/**
 * The only place where a record may be called empty. "Nothing recorded" and "known none" need every source to have
 * answered in full; anything less, and what is missing might be what matters (domain rules, A4).
 */
export function conclude(section: Countable): Conclusion {
  const completeness: Completeness = isComplete(section) ? 'complete' : 'partial';
  if (section.entries.length > 0) return { state: 'ready', completeness };
  if (completeness === 'partial' || section.next !== null) return { state: 'incomplete', completeness };
  return { state: section.knownNone.length > 0 ? 'known-none' : 'nothing-recorded', completeness };
}

const OWN_STATE = /^(?:patient-)?(opted-out|not-permitted|no-relationship|session-ended|no-patient)$/;

/** The state that a failure puts a widget in: a refusal has its own, all else is `failed`, and none looks empty. */
export const concludeFailure = ({ code }: Failure): State =>
  code === 'no-context' ? 'no-patient' : ((OWN_STATE.exec(code)?.[1] as State | undefined) ?? 'failed');
