import type { Category } from '../../api-spec/record.ts';
import { categories, isCategory, kindsOf } from './kinds.ts';

/** What a role may see, by level. What is not named here is refused. */
export interface Policy {
  /** Shown in sessions and written into audit rows, so that a past decision can be understood. */
  version: string;
  levels: Readonly<Record<string, Level>>;
  /** National job role codes, each with its name and its level. */
  roles: Readonly<Record<string, { name: string; level: string }>>;
  /** Where an organisation gives a role another level than everybody else, or `none`. */
  organisations?: Readonly<Record<string, { roles: Readonly<Record<string, string>> }>>;
}

export interface Level {
  /** For whom the level is meant, in words. */
  for: string;
  /** Whether name, birth date, address and the like are shown. */
  demographics: boolean;
  /** Whether it is shown who has looked at the record. */
  accesses?: boolean;
  /** The security labels (HL7 v3-Confidentiality and others) that do not hide an entry. */
  labels: readonly string[];
  /** The categories, each with `all` or the kinds inside it. */
  categories: { readonly [C in Category]?: 'all' | readonly string[] };
}

/** The level that a role gives nobody. */
export const NONE = 'none';

/** What a schema cannot say: names that lead nowhere. Each flaw with its place in the document. */
export function flaws(policy: Policy): { place: (string | number)[]; text: string }[] {
  const found: { place: (string | number)[]; text: string }[] = [];
  const levels = Object.keys(policy.levels);
  const known = (level: string) => Object.hasOwn(policy.levels, level);

  for (const [name, level] of Object.entries(policy.levels)) {
    for (const [category, granted] of Object.entries(level.categories)) {
      const place = ['levels', name, 'categories', category];
      if (!isCategory(category)) {
        found.push({ place, text: `is not a category; expected one of ${categories.join(', ')}` });
        continue;
      }
      const all = kindsOf(category);
      for (const [index, kind] of granted === 'all' ? [] : granted.entries()) {
        if (all.includes(kind)) continue;
        const expected = all.length > 0 ? `one of ${all.join(', ')}` : '"all", for this category has no kinds';
        found.push({ place: [...place, index], text: `is not a kind of ${category}; expected ${expected}` });
      }
    }
  }
  for (const [code, { level }] of Object.entries(policy.roles)) {
    if (known(level)) continue;
    found.push({ place: ['roles', code, 'level'], text: `names no level; expected one of ${levels.join(', ')}` });
  }
  for (const [odsCode, { roles }] of Object.entries(policy.organisations ?? {})) {
    for (const [code, level] of Object.entries(roles)) {
      if (level === NONE || known(level)) continue;
      const place = ['organisations', odsCode, 'roles', code];
      found.push({ place, text: `names no level; expected one of ${[...levels, NONE].join(', ')}` });
    }
  }
  return found;
}
