import type { Category } from '../../api-spec/record.ts';
import { NONE, type Place, type Policy } from './policy.ts';
import { type Cell, tableOf } from './table.ts';

/** One sentence, and the place in the policy that it rests on. */
export interface Reason {
  text: string;
  place: Place;
}

/** Whether somebody sees a part of the record, and why, in plain words. */
export interface Explanation {
  /** `no-label` is said where the part is shown, and entries with the label are not. */
  answer: 'yes' | 'no' | 'no-label';
  text: string;
  reasons: Reason[];
}

/** What is asked about: an organisation's role, and a part of the record. */
export interface Question {
  org: string;
  role: string;
  category: Category;
  kind?: string | undefined;
  label?: string | undefined;
}

/** What the policy says of a label that it does not name. */
const UNLISTED: { yes: undefined; by: Place } = { yes: undefined, by: ['labels'] };

/** Explains one cell of the policy by the same table that decides requests. */
export function explain(policy: Policy, { org, role, category, kind, label = 'N' }: Question): Explanation {
  const table = tableOf(policy, { org, roles: [role] });
  const reasons: Reason[] = [levelReason(policy, org, role)];
  const what = `${category}${kind ? ` (${kind})` : ''}`;
  const cells = table.parts.get(category)!;
  const cell = cells.find((one) => one.kind === kind);
  if (table.level === NONE) {
    return { answer: 'no', text: `No: ${roleName(policy, role)} of ${org} sees nothing of the record.`, reasons };
  }
  if (!cell) return ofSome(cells, what, policy, { org, role, label }, reasons);

  reasons.push({ text: shownReason(cell, table.level, what), place: cell.shown.by });
  if (!cell.shown.yes) return { answer: 'no', text: `No: ${roleName(policy, role)} of ${org} does not see ${what}.`, reasons };
  const { yes, by } = cell.labels.get(label) ?? UNLISTED;
  reasons.push({ text: labelReason(yes, policy, label, what, by), place: by });
  const carrying = label === 'N' ? 'entries that are normal or carry no label' : `entries that carry ${label}`;
  return yes
    ? { answer: 'yes', text: `Yes: ${roleName(policy, role)} of ${org} sees ${what}, ${carrying}.`, reasons }
    : { answer: 'no-label', text: `No: ${roleName(policy, role)} of ${org} sees ${what}, but not ${carrying}.`, reasons };
}

/** A category that has kinds, asked about as a whole. */
function ofSome(
  cells: readonly Cell[],
  what: string,
  policy: Policy,
  { org, role, label }: { org: string; role: string; label: string },
  reasons: Reason[],
): Explanation {
  const seen = cells.filter(({ shown, labels }) => shown.yes && labels.get(label)?.yes);
  const of = (some: readonly Cell[]) => some.map(({ kind }) => kind).join(', ');
  for (const cell of cells) {
    const verdict = cell.shown.yes ? (cell.labels.get(label) ?? UNLISTED) : cell.shown;
    reasons.push({ text: `${cell.kind}: ${verdict.yes ? 'shown' : 'not shown'}${cell.shown.yes && !verdict.yes ? ` with the label ${label}` : ''}`, place: verdict.by });
  }
  const who = `${roleName(policy, role)} of ${org}`;
  if (seen.length === 0) return { answer: 'no', text: `No: ${who} sees no kind of ${what}.`, reasons };
  const which = seen.length === cells.length ? 'every kind' : `only ${of(seen)}`;
  return { answer: 'yes', text: `Yes: ${who} sees ${what}, ${which}.`, reasons };
}

function levelReason(policy: Policy, org: string, role: string): Reason {
  const { level, by, role: known } = tableOf(policy, { org, roles: [role] });
  if (known === undefined) return { text: `the role ${role} is not listed, and what is not listed sees nothing`, place: by };
  const where = by[0] === 'organisations' ? `at ${org} ` : '';
  const leads = level === NONE ? 'has no level' : `has the level ${level}, "${policy.levels[level]!.for}"`;
  return { text: `${where}${roleName(policy, role)} ${leads}`, place: by };
}

function shownReason({ shown: { yes, by } }: Cell, level: string, what: string): string {
  if (by[0] === 'organisations') return `the organisation's own rule ${yes ? 'allows' : 'refuses'} ${what}`;
  if (yes) return `the level ${level} has ${what}`;
  return by.length === 4 ? `the level ${level} has other kinds, but not ${what}` : `the level ${level} does not name ${what}, and what is not named is refused`;
}

function labelReason(yes: boolean | undefined, { labels }: Policy, label: string, what: string, by: Place): string {
  if (yes === undefined) return `the label ${label} is not listed, and an unknown label hides an entry from everybody`;
  const meaning = `the label ${label} (${labels[label]})`;
  if (by[0] === 'organisations') return `the organisation's own rule ${yes ? 'allows' : 'refuses'} ${meaning}`;
  const whose = by.length === 5 ? `in ${what}` : 'everywhere where nothing else is said';
  return yes ? `${meaning} is among those that hold ${whose}` : `${meaning} is not among those that hold ${whose}`;
}

const roleName = ({ roles }: Policy, role: string) => (Object.hasOwn(roles, role) ? `${roles[role]!.name} (${role})` : role);
