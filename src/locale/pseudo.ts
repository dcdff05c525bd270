import type { Locale } from './locale.ts';

/**
 * A language that nobody speaks, made of the English sentences: every letter has an accent, every sentence is a third
 * longer and stands in brackets. What has no brackets on the screen is either the record's or cannot be translated.
 */
export const pseudo = (lang: string, dir: Locale['dir']): Locale => ({ lang, dir, reviewed: false, say: (_name, english) => said(english) as object });

const PLAIN = 'AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz';
const ACCENTED = 'ÀàƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀṁÑñÖöÞþɊɋŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž';
const letters = new Map([...PLAIN].map((letter, place) => [letter, [...ACCENTED][place]!]));

/** What fills a gap is not ours to change: it goes through the sentence as one letter of the private use area. */
const GAP = 0xe000;

function said(english: unknown, name = ''): unknown {
  if (typeof english === 'string') return name === 'months' ? english.split(' ').map(bracketed).join(' ') : sentence(english);
  if (typeof english === 'function') return (...filled: unknown[]) => spoken(english as (...filled: unknown[]) => string, filled);
  if (Array.isArray(english)) return english.map((one) => said(one));
  if (typeof english !== 'object' || english === null) return english;
  return Object.fromEntries(Object.entries(english).map(([key, value]) => [key, said(value, key)]));
}

function spoken(english: (...filled: unknown[]) => string, filled: unknown[]): string {
  const gaps: string[] = [];
  const gap = (value: unknown): unknown => {
    if (typeof value === 'string') return value && String.fromCharCode(GAP + gaps.push(value) - 1);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, gap(one)]));
  };
  const text = english(...filled.map(gap));
  return sentence(text).replace(/[\ue000-\uf8ff]/g, (place) => gaps[place.charCodeAt(0) - GAP] ?? '');
}

/** `⟦Ñöţ ŕéçöŕðéð ····⟧`; a sign without letters is no sentence. */
function sentence(english: string): string {
  if (!/\p{L}/u.test(english.replace(/[\ue000-\uf8ff]/g, ''))) return english;
  return bracketed(`${english} ${'·'.repeat(Math.ceil(english.length * 0.35) - 1)}`);
}

const bracketed = (english: string): string => `⟦${[...english].map((letter) => letters.get(letter) ?? letter).join('')}⟧`;
