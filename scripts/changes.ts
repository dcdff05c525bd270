/**
 * What is different between two releases, for those who build on them: the tags (custom-elements manifest) and the calls
 * (OpenAPI). What a host gives may be taken more freely, what it gets may be promised more firmly; the other way round is a
 * major change (https://semver.org).
 */
export type Level = 'major' | 'minor' | 'patch';

export interface Change {
  level: Level;
  /** The tag or the call. */
  where: string;
  /** A sentence without its subject. */
  what: string;
}

/** Who says it: a value that a host gives is narrowed at its cost, one that it gets is widened at its cost. */
export type Side = 'given' | 'got';

/** How one set of possible values stands to another. */
export type Turn = 'same' | 'wider' | 'narrower' | 'other';

export const levelOf = (turn: Exclude<Turn, 'same'>, side: Side): Level =>
  turn === 'other' || turn === (side === 'given' ? 'narrower' : 'wider') ? 'major' : 'minor';

export function turnOf<T>(before: ReadonlySet<T>, now: ReadonlySet<T>, covers = (set: ReadonlySet<T>, one: T) => set.has(one)): Turn {
  const lost = [...before].some((one) => !covers(now, one));
  const won = [...now].some((one) => !covers(before, one));
  return lost && won ? 'other' : lost ? 'narrower' : won ? 'wider' : 'same';
}

export const said: Record<Exclude<Turn, 'same'>, string> = { wider: 'takes in more', narrower: 'takes in less', other: 'is of another type' };

/** Two lists by name: what is gone, what is new, and what both have. */
export function pairs<T>(before: ReadonlyMap<string, T>, now: ReadonlyMap<string, T>) {
  return {
    gone: [...before].filter(([name]) => !now.has(name)),
    added: [...now].filter(([name]) => !before.has(name)),
    both: [...before].flatMap(([name, one]) => {
      const other = now.get(name);
      return other === undefined ? [] : [[name, one, other] as const];
    }),
  };
}

const order: readonly Level[] = ['patch', 'minor', 'major'];

/** The weightiest of them; `undefined` where nothing is different. */
export const weightiest = (changes: readonly Change[]): Level | undefined =>
  changes.map(({ level }) => level).sort((one, other) => order.indexOf(other) - order.indexOf(one))[0];

/** The least version after one: below 1.0.0, as npm reads `^0.y.z`, a major change raises y and all else z. */
export function least(released: string, level: Level | undefined): string {
  const [major = 0, minor = 0, patch = 0] = numbers(released);
  if (!level) return released;
  if (major === 0) return level === 'major' ? `0.${minor + 1}.0` : `0.${minor}.${patch + 1}`;
  return level === 'major' ? `${major + 1}.0.0` : level === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

/** Whether a version is the other or after it. */
export function reaches(version: string, other: string): boolean {
  const [one, two] = [numbers(version), numbers(other)];
  const at = one.findIndex((number, place) => number !== two[place]);
  return at < 0 || (one[at] ?? 0) > (two[at] ?? 0);
}

function numbers(version: string): number[] {
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`${version} is not a version like 1.2.3`);
  return version.split('.').map(Number);
}

const titles: Record<Level, string> = { major: 'Hosts have to change something', minor: 'New', patch: 'Also different' };

/** In Markdown, for those who read it; what happened to several tags alike is one line, and so is all that happened to the same. */
export function written(changes: readonly Change[]): string {
  return order.toReversed().flatMap((level) => {
    const byWhat = Map.groupBy(changes.filter((change) => change.level === level), ({ what }) => what);
    const byPlaces = Map.groupBy(byWhat, ([, all]) => all.map(({ where }) => `\`${where}\``).join(', '));
    const lines = [...byPlaces].map(([places, all]) => `- ${places}: ${all.map(([what]) => what).join('; ')}.`);
    return lines.length > 0 ? [`### ${titles[level]}\n\n${lines.join('\n')}\n`] : [];
  }).join('\n');
}
