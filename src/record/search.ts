import type { Category, Entry, Section } from '../../api-spec/record.ts';
import { formatDay } from '../format/day.ts';
import { statusesOf, titleOf } from './title.ts';

/** An entry that has the words looked for, and the passage that has them where its title does not. */
export interface Hit {
  readonly category: Category;
  readonly entry: Entry;
  readonly passage?: string;
}

/** What is written for machines: nobody looks for it, and everybody would find it. */
const FOR_MACHINES = new Set(['id', 'system', 'type', 'status', 'verification', 'completion', 'classifiedBy', 'contentType', 'level', 'ucum', 'from', 'kind', 'heading']);

/** What can be read of an entry, piece by piece, as its source wrote it; dates as they are shown. */
function* pieces(value: unknown): Generator<string> {
  if (typeof value === 'string') yield /^\d{4}(-\d\d|$)/.test(value) ? formatDay(value) : value;
  else if (Array.isArray(value)) for (const one of value) yield* pieces(one);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) if (!FOR_MACHINES.has(key)) yield* pieces(one);
  }
}

/** Without case and accents, so that nobody has to know how a name is written. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The words looked for, and whether there is enough of them to look with. */
export const terms = (query: string): string[] => plain(query).split(/\s+/).filter(Boolean);
export const isEnough = (query: string): boolean => /[\p{L}\p{N}].*[\p{L}\p{N}]/u.test(query);

/**
 * The entries of these sections that have every word of the query, in the sections' order. It reads only what it is
 * given: what is not loaded is not searched, and nothing leaves the page.
 */
export function search(sections: readonly Section[], query: string): Hit[] {
  const wanted = terms(query);
  return sections.flatMap(({ category, entries }) =>
    (entries as readonly Entry[]).flatMap((entry): Hit[] => {
      const title = titleOf(entry);
      const all = [title, ...statusesOf(entry).map(({ word }) => word), ...pieces(entry)];
      const text = plain(all.join('\n'));
      if (!wanted.every((term) => text.includes(term))) return [];
      const elsewhere = wanted.find((term) => !plain(title).includes(term));
      const passage = elsewhere && all.find((piece) => plain(piece).includes(elsewhere));
      return [{ category, entry, ...(passage && { passage }) }];
    }),
  );
}

/** A passage longer than this is shown by the sentences that matter. */
const LONG = 280;

/**
 * The part of a passage to show: all of a short one, else the whole sentence with the word and the one before it.
 * A sentence is never cut: the "no" at its start may be what it says.
 */
export function excerpt(passage: string, query: string, cut: string): string {
  if (passage.length <= LONG) return passage;
  const sentences = passage.split(/(?<=[.!?\n])\s+/);
  const wanted = terms(query);
  const at = Math.max(0, sentences.findIndex((sentence) => wanted.some((term) => plain(sentence).includes(term))));
  const from = Math.max(0, at - 1);
  return [from ? cut : '', ...sentences.slice(from, at + 1), at + 1 < sentences.length ? cut : ''].filter(Boolean).join(' ');
}
