import { categories, isCategory, kindsOf } from './kinds.ts';
import { NONE, type Place, type Policy, type Rule } from './policy.ts';

/** The label of what carries none (HL7 v3-Confidentiality, normal). */
export const NORMAL = 'N';

interface Flaw {
  place: Place;
  text: string;
}

/** What a schema cannot say: names that lead nowhere. Each flaw with its place in the document. */
export function flaws(policy: Policy): Flaw[] {
  const found: Flaw[] = [];
  const levels = Object.keys(policy.levels);
  const labels = Object.keys(policy.labels);

  /** Every name of a list must be one that there is. */
  const among = (names: readonly string[], known: readonly string[], place: Place, what: string) => {
    for (const [index, name] of names.entries()) {
      if (!known.includes(name)) found.push({ place: [...place, index], text: `${what}; expected one of ${known.join(', ')}` });
    }
  };
  const labelled = (names: readonly string[], place: Place) => {
    among(names, labels, place, 'is not under "labels" at the top');
    if (names.includes(NORMAL)) return;
    found.push({ place, text: `do not have ${NORMAL}, which is the label of everything that carries none; expected it among them` });
  };
  const kinds = (names: readonly string[], category: string, place: Place) => {
    const all = isCategory(category) ? kindsOf(category) : [];
    for (const [index, kind] of names.entries()) {
      if (all.includes(kind)) continue;
      const expected = all.length > 0 ? `one of ${all.join(', ')}` : '"all", for this category has no kinds';
      found.push({ place: [...place, index], text: `is not a kind of ${category}; expected ${expected}` });
    }
  };
  const readers = (names: readonly string[], place: Place) => {
    const known = new Set([...Object.keys(policy.roles), ...levels]);
    for (const [index, name] of names.entries()) {
      if (known.has(name)) continue;
      found.push({ place: [...place, index], text: `is neither a role of this file nor a level; expected a role code or one of ${levels.join(', ')}` });
    }
  };
  const rule = ({ to, categories: named, kinds: parts, labels: marks }: Rule, place: Place, allows: boolean) => {
    readers(to ?? [], [...place, 'to']);
    among(named ?? [], categories, [...place, 'categories'], 'is not a category');
    among(marks ?? [], labels, [...place, 'labels'], 'is not under "labels" at the top');
    if (parts && !named) found.push({ place: [...place, 'kinds'], text: 'are there without the category whose kinds they are; expected "categories", too' });
    for (const category of parts && named ? named : []) kinds(parts!, category, [...place, 'kinds']);
    if (!named && !marks) found.push({ place, text: 'names neither categories nor labels; expected one of them, or the role at "none" under "roles"' });
    if (!allows && marks?.includes(NORMAL)) {
      const text = 'is the label of everything that carries none; expected it not to be there, for without labels all of it is refused';
      found.push({ place: [...place, 'labels', marks.indexOf(NORMAL)], text });
    }
  };

  for (const [name, level] of Object.entries(policy.levels)) {
    const parts = Object.entries(level.categories);
    among(level.labels, labels, ['levels', name, 'labels'], 'is not under "labels" at the top');
    if (parts.length > 0 && level.labels.every((label) => labels.includes(label))) labelled(level.labels, ['levels', name, 'labels']);
    for (const [category, part] of parts) {
      const place = ['levels', name, 'categories', category];
      if (!isCategory(category)) {
        found.push({ place, text: `is not a category; expected one of ${categories.join(', ')}` });
      } else if (Array.isArray(part)) {
        kinds(part, category, place);
      } else {
        const { kinds: some = 'all', labels: instead } = part as { kinds?: 'all' | readonly string[]; labels?: readonly string[] };
        if (some !== 'all') kinds(some, category, [...place, 'kinds']);
        if (instead) labelled(instead, [...place, 'labels']);
      }
    }
  }
  for (const [code, { level }] of Object.entries(policy.roles)) {
    if (levels.includes(level)) continue;
    found.push({ place: ['roles', code, 'level'], text: `names no level; expected one of ${levels.join(', ')}` });
  }
  for (const [odsCode, { roles = {}, allow = [], refuse = [], breakGlass }] of Object.entries(policy.organisations ?? {})) {
    const here = ['organisations', odsCode];
    for (const [code, level] of Object.entries(roles)) {
      if (level === NONE || levels.includes(level)) continue;
      found.push({ place: [...here, 'roles', code], text: `names no level; expected one of ${[...levels, NONE].join(', ')}` });
    }
    for (const [index, one] of allow.entries()) rule(one, [...here, 'allow', index], true);
    for (const [index, one] of refuse.entries()) rule(one, [...here, 'refuse', index], false);
    if (breakGlass) readers(breakGlass.to, [...here, 'breakGlass', 'to']);
  }
  for (const [index, { from, until }] of (policy.optOutsSuspended ?? []).entries()) {
    if (Date.parse(from) < Date.parse(until)) continue;
    found.push({ place: ['optOutsSuspended', index], text: 'has no "until" that comes after its "from"; expected two moments such as "2026-03-01T00:00:00Z"' });
  }
  return found;
}
