import type { Category } from '../../api-spec/record.ts';

/** What a role may see, by level. What is not named here is refused. */
export interface Policy {
  /** The name that people give the file. With its content it is in sessions and audit rows: see `edition.ts`. */
  version: string;
  /** The security labels that an entry may carry, each with its meaning. Any other is shown to nobody. */
  labels: Readonly<Record<string, string>>;
  levels: Readonly<Record<string, Level>>;
  /** National job role codes, each with its name and its level. */
  roles: Readonly<Record<string, { name: string; level: string }>>;
  /** Where an organisation differs from everybody else. */
  organisations?: Readonly<Record<string, Local>>;
  /** Times in which objections to sharing did not hold, by a notice with the force of law. */
  optOutsSuspended?: readonly Suspension[];
}

export interface Level {
  /** For whom the level is meant, in words. */
  for: string;
  /** Whether name, birth date, address and the like are shown. */
  demographics: boolean;
  /** Whether it is shown who has looked at the record. */
  accesses?: boolean;
  /** The security labels that do not hide an entry, in every category that says nothing else. */
  labels: readonly string[];
  /** The categories, each with what of it is shown. */
  categories: { readonly [C in Category]?: Part };
}

/** All of a category, some kinds of it, or either with labels that hold in it instead of the level's. */
export type Part = 'all' | readonly string[] | { readonly kinds?: 'all' | readonly string[]; readonly labels?: readonly string[] };

/** What an organisation says of its own users. */
export interface Local {
  /** Roles that have another level here, or `none`. */
  roles?: Readonly<Record<string, string>>;
  /** What is shown here beyond the level. */
  allow?: readonly Rule[];
  /** What is not shown here in spite of the level, and in spite of what is allowed above. */
  refuse?: readonly Rule[];
  /** Who may pass what in an emergency; nobody and nothing, where nothing is said. */
  breakGlass?: BreakGlass;
}

/** Roles × categories × kinds × labels. What a rule does not name it means all of. */
export interface Rule {
  /** Role codes and levels. */
  to?: readonly string[];
  categories?: readonly Category[];
  kinds?: readonly string[];
  labels?: readonly string[];
}

export interface BreakGlass {
  /** Role codes and levels. */
  to: readonly string[];
  /** Codes of SCR-AlertReason (https://fhir.nhs.uk/CodeSystem/SCR-AlertReason). */
  reasons: readonly string[];
  passes: readonly Passed[];
}

/** What may be passed: that the organisation's own sources do not know the patient, and the patient's objection. */
export type Passed = 'unknown-patient' | 'opt-out';

/** From one moment to another (RFC 3339), the second no longer included. */
export interface Suspension {
  from: string;
  until: string;
  because: string;
}

/** The level that a role gives nobody. */
export const NONE = 'none';

/** A place in the policy's document: the keys and positions that lead there. */
export type Place = readonly (string | number)[];

/** A role or a category is looked up by what a token says: only what was written down is found. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
