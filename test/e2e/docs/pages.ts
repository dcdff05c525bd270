/** The pages of the documentation, and the samples, links and tables in them. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
export const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

export const pages: readonly string[] = globSync(['docs/**/*.md', 'README.md', 'CONTRIBUTING.md'], { cwd: root }).map((path) => path.replaceAll('\\', '/')).sort();

/** A fenced sample. Its first word is its language; what follows on the line is for whoever runs it. */
export interface Sample {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  readonly about: string;
  readonly text: string;
  /** The file of which it is a part, word for word: `<!-- of FILE -->` on the line before. */
  readonly of: string | undefined;
}

const fence = /^(?:<!-- of (\S+) -->\n+)?( *)```(\S*)[ \t]*(.*)\n([\s\S]*?)^\2```$/gm;

export function samplesOf(page: string, text = read(page)): Sample[] {
  return [...text.matchAll(fence)].map(({ 1: of, 2: indent = '', 3: language = '', 4: about = '', 5: body = '', index }) => ({
    page,
    line: text.slice(0, index).split('\n').length,
    language: language || 'text',
    about: about.trim(),
    text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    of,
  }));
}

export const samples: readonly Sample[] = pages.flatMap((page) => samplesOf(page));

export const placeOf = ({ page, line }: Sample) => `${page}:${line}`;

/** A page without its samples. */
export const prose = (page: string): string => read(page).replaceAll(fence, (sample) => sample.replaceAll(/[^\n]/g, ''));

/** The rows of the tables of a page, cell by cell, without heads and rules. */
export const rows = (page: string): string[][] =>
  [...prose(page).matchAll(/^\|(.+)\|$/gm)]
    .map(([, row = '']) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()))
    .filter((cells) => !cells.every((cell) => /^:?-+:?$/.test(cell)));

/** What stands first in the rows of a page, where that is code. */
export const named = (page: string): string[] => rows(page).flatMap(([first = '']) => [...first.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));

/** The anchor of a heading, as GitHub makes it. */
export const anchors = (page: string): string[] =>
  [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[`*\\]|\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
