import type { Entry } from '../../api-spec/record.ts';

type Foldable = Pick<Entry, 'id' | 'status' | 'when' | 'source'>;

/** Code, date and status: a quick look. An entry that lacks a code or a date, or has a document, is like no other. */
function outline(entry: Foldable): string {
  const { code, when, status, documents } = entry as Partial<Entry<'results'>>;
  return code && when && !documents?.length ? [code.system, code.code, when, status].join() : '';
}

/** Everything that an entry says, apart from who says it, when it was written down, and what it is filed under. */
function facts(entry: Foldable): string {
  const { source, author, requester, recorded, lastUpdated, ...said } = entry as Entry<'results'>;
  return JSON.stringify(said, (key, value: unknown) => (key === 'id' ? undefined : value));
}

const count = (counts: Map<string, number>, key: string): number => {
  const before = counts.get(key) ?? 0;
  counts.set(key, before + 1);
  return before;
};

/**
 * Entries of different sources that say the very same, each set under the first of them, in the order that there was.
 * Nothing is lost and nothing is judged: a difference in any word, note or value keeps two entries apart, and so does
 * coming from one source, which may mean that it happened twice (domain rules, A2 on problems).
 */
export function fold<E extends Foldable>(entries: readonly E[]): Map<E, E[]> {
  const alike = new Map<string, number>();
  const said = new Map<string, number>();
  const firsts = new Map<string, E>();
  const folds = new Map<E, E[]>();
  const outlines = entries.map(outline);
  for (const one of outlines) count(alike, one);
  for (const [place, entry] of entries.entries()) {
    const key = outlines[place];
    let others: E[] | undefined;
    if (key && alike.get(key) !== 1) {
      const same = facts(entry);
      // What a source says for the second time can only be the same as what another says for the second time.
      const set = `${count(said, entry.source.odsCode + same)} ${same}`;
      others = folds.get(firsts.get(set) ?? entry);
      if (!others) firsts.set(set, entry);
    }
    if (others) others.push(entry);
    else folds.set(entry, []);
  }
  return folds;
}
