import type { Category } from '../../api-spec/record.ts';
import { type Level, NONE, type Policy } from './policy.ts';

/** Who asks, as far as the policy is concerned. */
export interface User {
  /** ODS code of the organisation for which the user acts. */
  org: string;
  /** National job role codes, the one in use first. */
  roles: readonly string[];
  /** The categories to which the host narrowed the request, where it did. */
  categories?: readonly string[];
}

/** A part of the record that is asked for: a category, and perhaps only some kinds inside it. */
export interface Asked {
  category: Category;
  kinds?: readonly string[];
}

/** A part that may be seen. Without `kinds` all of it. */
export interface Grant {
  category: Category;
  kinds?: readonly string[];
  /** The role has only some kinds of it, whatever was asked for. */
  limited?: true;
}

export interface Decision {
  /** The name of the level that decided, or `none`. */
  level: string;
  granted: Grant[];
  refused: Category[];
  demographics: boolean;
  /** Whether it may be seen who has looked at the record. */
  accesses: boolean;
  /** Whether an entry with this security label may be shown. */
  may: (label: string) => boolean;
}

/**
 * Decides what a user may see of what is asked. Pure: no clock, no store, no default that grants.
 *
 * The first of the user's roles that the policy knows decides alone. Adding up the roles of a person would
 * make combinations that nobody wrote down and nobody approved.
 */
export function decide(policy: Policy, user: User, asked: readonly Asked[]): Decision {
  const name = levelOf(policy, user);
  const level = name === NONE ? undefined : own(policy.levels, name);
  const granted: Grant[] = [];
  const refused: Category[] = [];
  for (const part of asked) {
    const grant = level && grantOf(level, user, part);
    if (grant) granted.push(grant);
    else refused.push(part.category);
  }
  return {
    level: level ? name : NONE,
    granted,
    refused,
    demographics: level?.demographics === true,
    accesses: level?.accesses === true,
    may: (label) => level?.labels.includes(label) === true,
  };
}

function levelOf(policy: Policy, { org, roles }: User): string {
  const special = own(policy.organisations ?? {}, org)?.roles ?? {};
  for (const role of roles) {
    const level = own(special, role) ?? own(policy.roles, role)?.level;
    if (level !== undefined) return level;
  }
  return NONE;
}

function grantOf(level: Level, user: User, { category, kinds }: Asked): Grant | undefined {
  if (user.categories && !user.categories.includes(category)) return undefined;
  const named = own(level.categories as Record<string, 'all' | readonly string[]>, category);
  if (named === undefined) return undefined;
  if (named === 'all') return kinds ? { category, kinds } : { category };
  const both = kinds ? kinds.filter((kind) => named.includes(kind)) : named;
  return both.length > 0 ? { category, kinds: both, limited: true } : undefined;
}

/** A role or a category is looked up by what a token says: only what was written down is found. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
