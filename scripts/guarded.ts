/**
 * The pages that say what guards what: `docs/asvs.md` and `docs/threat-model.md`. Every test that they name is there under
 * that title, every trial in `attack/run.ts`, every page where a link leads; and no requirement of ASVS is left out.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { titlesIn, trialsIn } from './hazards.ts';
import { sources } from './sources.ts';

/** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has; they are its first. */
const sections: Record<string, number> = {
  '1.1': 2, '1.2': 9, '1.3': 11, '1.4': 3, '1.5': 2, '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1,
  '3.2': 2, '3.3': 4, '3.4': 6, '3.5': 5, '3.7': 2, '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4, '5.1': 1, '5.2': 3, '5.3': 2, '5.4': 3,
  '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4, '6.5': 5, '6.6': 3, '6.8': 4, '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2,
  '8.1': 2, '8.2': 3, '8.3': 1, '8.4': 1, '9.1': 3, '9.2': 4, '10.1': 2, '10.2': 2, '10.3': 4, '10.4': 11, '10.5': 5, '10.6': 2, '10.7': 3,
  '11.1': 2, '11.2': 3, '11.3': 3, '11.4': 4, '11.5': 1, '11.6': 1, '12.1': 3, '12.2': 2, '12.3': 4, '13.1': 1, '13.2': 5, '13.3': 2, '13.4': 5,
  '14.1': 2, '14.2': 4, '14.3': 3, '15.1': 3, '15.2': 3, '15.3': 7, '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3, '17.1': 1, '17.2': 4, '17.3': 2,
};
const required = Object.entries(sections).flatMap(([section, count]) => Array.from({ length: count }, (_, index) => `${section}.${index + 1}`));

const home = new URL('..', import.meta.url);
const pages = ['docs/asvs.md', 'docs/threat-model.md'];
const GUARD = /\[([\w./-]+\.test\.ts)\]\(\.\.\/\1\): ([^|·\n]+?)(?= ·| \||$)/gm;

/** What a page names that is not there. The test files and trials are given, so that a test can invent them. */
export function missing(page: string, files: ReadonlyMap<string, string>, trials: ReadonlySet<string>): string[] {
  const found = [...page.matchAll(GUARD)].flatMap(([, file, title]) => {
    if (!files.has(file!)) return [`there is no ${file}`];
    return titlesIn(files.get(file!)!).has(title!) ? [] : [`${file} has no test "${title}"`];
  });
  const links = page.match(/\]\(\.\.\/[\w./-]+\.test\.ts\)/g)?.length ?? 0;
  if (links !== [...page.matchAll(GUARD)].length) found.push('a test is linked without its title');
  for (const [, name] of page.matchAll(/`npm run attack ([\w-]+)`/g)) if (!trials.has(name!)) found.push(`there is no trial ${name}`);
  return found;
}

/** Requirements that have no row, have two, or are none; and rows that neither name a test nor give a reason. */
export function unanswered(page: string): string[] {
  const rows = [...page.matchAll(/^\| ([\d., ]+) \| (.*) \|$/gm)].map(([, ids, answer]) => ({ ids: ids!.split(', '), answer: answer! }));
  const ids = rows.flatMap((row) => row.ids);
  return [
    ...required.filter((id) => !ids.includes(id)).map((id) => `${id} is missing`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is there twice`),
    ...ids.filter((id) => !required.includes(id)).map((id) => `${id} is no requirement of level 1 or 2`),
    ...rows.filter(({ answer }) => !/^(\[|\*\S.*\S\*$)/.test(answer)).map((row) => `${row.ids.join(', ')} has neither a test nor a reason`),
  ];
}

if (import.meta.main) {
  const files = sources();
  const trials = trialsIn(files);
  const texts = pages.map((page) => ({ page, text: readFileSync(new URL(page, home), 'utf8') }));
  const wrong = texts.flatMap(({ page, text }) => [
    ...missing(text, files, trials).map((fault) => `${page}: ${fault}`),
    ...[...text.matchAll(/\]\(([\w./-]+\.md)\)/g)].filter(([, to]) => !existsSync(fileURLToPath(new URL(`docs/${to}`, home)))).map(([, to]) => `${page}: there is no ${to}`),
  ]);
  wrong.push(...unanswered(texts[0]!.text).map((fault) => `docs/asvs.md: ${fault}`));
  wrong.forEach((fault) => console.error(fault));
  const guards = texts.map(({ page, text }) => `${page} ${[...text.matchAll(GUARD)].length}`);
  console.log(`${required.length} requirements; links to tests: ${guards.join(', ')}`);
  if (wrong.length > 0) process.exitCode = 1;
}
