import type { Coding, Entry, Person, Term } from '../../api-spec/record.ts';
import { statusWords, verificationWords } from '../text/status.ts';
import { words } from '../text/words.ts';

/** What an entry may be known by, over all categories. */
interface Titled {
  title?: string;
  code?: Coding;
  name?: string;
  organisation?: string;
  role?: Term;
  class?: Term;
  types?: readonly Term[];
  service?: Term;
  specialty?: Term;
  type?: Term | string;
  contactType?: Term;
  location?: { name: string };
  clinicians?: readonly Person[];
}

const said = (term: Term | Coding | string | undefined): string | undefined =>
  typeof term !== 'object' ? undefined : ('text' in term && term.text) || term.display;

/** What an entry is called where entries of all categories stand side by side: its title, its code, or what it is about. */
export function titleOf(entry: Entry): string {
  const { title, code, name, organisation, role, class: setting, types, service, specialty, type, contactType, location } = entry as Titled;
  const own = title || said(code);
  if (own) return own;
  const about =
    name || organisation
      ? [name ?? organisation, said(role)]
      : [service, specialty, type, contactType, ...(types ?? [])].map(said);
  return [...new Set(about)].filter(Boolean).join(', ') || said(setting) || location?.name || words.notRecorded;
}

/** Statuses that turn an entry's meaning round, or say that it is not so, not done or not final. */
const TURNING = new Set([
  'refuted', 'unconfirmed', 'provisional', 'differential',
  'not-done', 'not-taken', 'cancelled', 'noshow', 'revoked', 'stopped', 'suspended', 'on-hold', 'onhold', 'superseded',
  'draft', 'intended', 'proposed', 'pending', 'waitlist', 'planned', 'preparation',
  'registered', 'partial', 'preliminary', 'amended', 'corrected', 'appended',
]);

export interface StatusWord {
  readonly word: string;
  /** Whether the entry may not be read without it. */
  readonly turning: boolean;
}

/** An entry's statuses in words. Wherever it stands, one that changes its meaning stands beside it. */
export function statusesOf(entry: Entry): StatusWord[] {
  const { status, verification, completion } = entry as Entry & { completion?: string };
  const word = (code: string | undefined, list: Record<string, string>): StatusWord[] =>
    code ? [{ word: Object.hasOwn(list, code) ? list[code]! : code, turning: TURNING.has(code) }] : [];
  return [...word(status, statusWords), ...word(verification, verificationWords), ...(completion === 'final' ? [] : word(completion, statusWords))];
}
