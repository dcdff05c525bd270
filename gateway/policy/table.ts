import type { Category } from '../../api-spec/record.ts';
import { NORMAL } from './flaws.ts';
import { categories, kindsOf } from './kinds.ts';
import { type Level, type Local, NONE, own, type Place, type Policy, type Rule } from './policy.ts';

/** Everything that the policy says of one role in one organisation, rule by rule. */
export interface Table {
  /** The role that decides, or none that the policy knows. */
  role: string | undefined;
  /** Its level, or `none`, and the place that says so. */
  level: string;
  by: Place;
  demographics: boolean;
  /** Whether it is shown who has looked at the record. */
  accesses: boolean;
  parts: ReadonlyMap<Category, readonly Cell[]>;
}

/** One kind of a category; of a category without kinds the whole. */
export interface Cell {
  kind: string | undefined;
  /** Whether it is shown at all, and the place that decided. */
  shown: Verdict;
  /** Of every label of the policy whether an entry with it is shown, and the place that decided; none of what is not shown. */
  labels: ReadonlyMap<string, Verdict>;
  /** The labels that do not hide an entry. Cells with equal ones share one set. */
  sees: ReadonlySet<string>;
}

/** What holds, and the place in the policy that decided it. */
export interface Verdict {
  yes: boolean;
  by: Place;
}

const tables = new WeakMap<Policy, Map<string, Table>>();

/**
 * The table of a user: the first of their roles that the policy knows decides alone. Adding up the roles of a
 * person would make combinations that nobody wrote down and nobody approved.
 *
 * A table is made once for a role of an organisation, for it never changes while its policy holds.
 */
export function tableOf(policy: Policy, { org, roles }: { org: string; roles: readonly string[] }): Table {
  const house = own(policy.organisations ?? {}, org);
  const role = roles.find((one) => own(house?.roles ?? {}, one) !== undefined || own(policy.roles, one) !== undefined);
  // Only what the policy names is kept, so no token can make this grow.
  const name = JSON.stringify([house && org, role]);
  const kept = tables.get(policy) ?? new Map<string, Table>();
  tables.set(policy, kept);
  const table = kept.get(name) ?? draw(policy, org, house, role);
  kept.set(name, table);
  return table;
}

function draw(policy: Policy, org: string, house: Local | undefined, role: string | undefined): Table {
  const special = role === undefined ? undefined : own(house?.roles ?? {}, role);
  const level = special ?? (role === undefined ? undefined : own(policy.roles, role)!.level) ?? NONE;
  const by: Place = role === undefined ? ['roles'] : special ? ['organisations', org, 'roles', role] : ['roles', role, 'level'];
  const found = level === NONE ? undefined : own(policy.levels, level);
  const sets = new Map<string, ReadonlySet<string>>();
  const parts = categories.map((category): [Category, Cell[]] => {
    const kinds = kindsOf(category);
    return [category, (kinds.length > 0 ? kinds : [undefined]).map((kind) => cellOf(kind, category))];
  });
  return { role, level: found ? level : NONE, by, demographics: found?.demographics === true, accesses: found?.accesses === true, parts: new Map(parts) };

  function cellOf(kind: string | undefined, category: Category): Cell {
    if (!found) return cell(kind, { yes: false, by }, new Map());
    const labels = new Map<string, Verdict>();
    const mark = (names: readonly string[], yes: boolean, place: Place) => {
      for (const label of names) labels.set(label, { yes, by: place });
    };
    const fits = ({ to, categories: named, kinds }: Rule) =>
      (!to || to.includes(role!) || to.includes(level)) &&
      (!named || named.includes(category)) &&
      (!kinds || kinds.includes(kind!));

    let shown = ofLevel(found, level, category, kind);
    const [usual, place] = labelsOf(found, level, category);
    mark(Object.keys(policy.labels), false, place);
    mark(usual, true, place);
    for (const [index, rule] of (house?.allow ?? []).entries()) {
      if (!fits(rule)) continue;
      const here = ['organisations', org, 'allow', index];
      if (!shown.yes) mark([NORMAL], true, here);
      if (!shown.yes) shown = { yes: true, by: here };
      mark((rule.labels ?? []).filter((label) => !labels.get(label)?.yes), true, here);
    }
    for (const [index, rule] of (house?.refuse ?? []).entries()) {
      if (!fits(rule)) continue;
      const here = ['organisations', org, 'refuse', index];
      if (rule.labels) mark(rule.labels, false, here);
      else shown = { yes: false, by: here };
    }
    return cell(kind, shown, shown.yes ? labels : new Map());
  }

  function cell(kind: string | undefined, shown: Verdict, labels: Map<string, Verdict>): Cell {
    const names = [...labels].filter(([, { yes }]) => yes).map(([label]) => label);
    const sees = sets.get(names.join(' ')) ?? new Set(names);
    sets.set(names.join(' '), sees);
    return { kind, shown, labels, sees };
  }
}

/** What the level itself says of a kind. */
function ofLevel(level: Level, name: string, category: Category, kind: string | undefined): Verdict {
  const part = own(level.categories, category);
  const place = ['levels', name, 'categories'];
  if (part === undefined) return { yes: false, by: place };
  const kinds = typeof part === 'object' && 'kinds' in part ? part.kinds : part;
  const all = !Array.isArray(kinds);
  return { yes: all || kinds.includes(kind!), by: [...place, category] };
}

function labelsOf(level: Level, name: string, category: Category): [readonly string[], Place] {
  const part = own(level.categories, category);
  const { labels } = (typeof part === 'object' ? part : {}) as { labels?: readonly string[] };
  if (labels) return [labels, ['levels', name, 'categories', category, 'labels']];
  return [level.labels, ['levels', name, 'labels']];
}
