import type { Category } from '../../api-spec/record.ts';
import type { Policy } from './policy.ts';
import { type Cell, tableOf } from './table.ts';

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
  /** Which security labels do not hide an entry: of all kinds the same, or of some others than of the rest. */
  sights: readonly Sight[];
}

/** The kinds (all, where none are named) of which a reader sees what carries no label but these. */
export interface Sight {
  kinds?: readonly string[];
  labels: ReadonlySet<string>;
}

export interface Decision {
  /** The name of the level that decided, or `none`. */
  level: string;
  granted: Grant[];
  refused: Category[];
  demographics: boolean;
}

/** A grant as sessions and audit rows tell it: which labels it heeds stands in the policy. */
export const toldOf = ({ category, kinds }: Grant): { category: Category; kinds?: string[] } =>
  kinds ? { category, kinds: [...kinds] } : { category };

/** Decides what a user may see of what is asked. Pure: no clock, no store, no default that grants. */
export function decide(policy: Policy, user: User, asked: readonly Asked[]): Decision {
  const { level, demographics, parts } = tableOf(policy, user);
  const granted: Grant[] = [];
  const refused: Category[] = [];
  for (const part of asked) {
    const grant = grantOf(parts.get(part.category) ?? [], user, part);
    if (grant) granted.push(grant);
    else refused.push(part.category);
  }
  return { level, granted, refused, demographics };
}

function grantOf(cells: readonly Cell[], user: User, { category, kinds: wanted }: Asked): Grant | undefined {
  if (user.categories && !user.categories.includes(category)) return undefined;
  const shown = cells.filter(({ shown: { yes }, kind }) => yes && (!wanted || wanted.includes(kind!)));
  if (shown.length === 0) return undefined;
  const limited = cells.some(({ shown: { yes } }) => !yes);
  return {
    category,
    ...(limited || wanted ? { kinds: shown.map(({ kind }) => kind!) } : {}),
    ...(limited ? { limited } : {}),
    sights: sightsOf(shown),
  };
}

/** Kinds with the same labels are looked at together: mostly that is all of them. */
function sightsOf(cells: readonly Cell[]): Sight[] {
  const groups = [...Map.groupBy(cells, ({ sees }) => sees)];
  return groups.map(([labels, group]) => ({
    ...(groups.length === 1 ? {} : { kinds: group.map(({ kind }) => kind!) }),
    labels,
  }));
}
