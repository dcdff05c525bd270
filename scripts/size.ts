/**
 * What a page loads, minified and compressed: the first widget alone, bundled into its page, and what each tag adds to it,
 * as `dist/cdn` holds them after a build. None may weigh more than `scripts/size.json` grants it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { rollup, type Plugin } from 'rollup';
import { categories } from '../gateway/policy/kinds.ts';
import { whole } from './bundle.ts';

const page = ['components/context/lcr-context.ts', 'components/allergies/lcr-allergies.ts'];

const read = <T>(path: string) => JSON.parse(readFileSync(path, 'utf8')) as T;

/** Bytes: of the first widget and its context in a page of their own, of what works on a list, of all categories, and of what each tag adds to the first. */
const budget = read<{ first: number; desk: number; together: number; further: Record<string, number> }>('scripts/size.json');
const made = read<Record<string, string[]>>('dist/cdn/tags.json');

const sum = (weights: number[]) => weights.reduce((total, weight) => total + weight, 0);
const compressed = (code: string | Uint8Array) => brotliCompressSync(code).length;
const text = (file: string) => readFileSync(join('dist', 'cdn', file), 'utf8');

/** A page that loads these and nothing else. What only an opened document needs is the same for every tag, and left out. */
async function alone(): Promise<number> {
  const { plugins, ...options } = whole('page');
  const entry: Plugin = {
    name: 'page',
    resolveId: (id) => (id === 'page' ? id : null),
    load: (id) => (id === 'page' ? page.map((file) => `import ${JSON.stringify(`./${file}`)};`).join('') : null),
  };
  const bundle = await rollup({ ...options, external: ['pdfjs-dist/legacy/build/pdf.mjs', 'dompurify'], plugins: [entry, plugins] });
  const { output } = await bundle.generate({ format: 'es', chunkFileNames: '[name].js' });
  await bundle.close();
  const chunks = output.filter((file) => file.type === 'chunk');
  const shown = new Set(chunks.filter((chunk) => chunk.isEntry));
  for (const chunk of shown) for (const other of chunks) if (chunk.imports.includes(other.fileName)) shown.add(other);
  const code = [...shown].map((chunk) => chunk.code);
  const lost = page.find((file) => !code.some((each) => each.includes(basename(file, '.ts'))));
  if (lost) throw new Error(`${lost} was shaken out of its own page: see sideEffects in package.json.`);
  return sum(code.map(compressed));
}

/** What these files fetch when a reader opens, sorts or charts something. Another tag is weighed in its own row. */
function later(files: readonly string[]): Set<string> {
  const tags = new Set(Object.values(made).flatMap((others) => others));
  const found = new Set<string>();
  for (const file of [...files, ...found]) fetched(file);
  for (const file of found) fetched(file);
  return found;

  function fetched(file: string): void {
    for (const [, name = ''] of text(file).matchAll(/(?:\bimport\(|(?<=[^\w])from|\bimport)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)) if (!tags.has(name)) found.add(name);
  }
}

function row(name: string, ...cells: string[]): void {
  console.log(name.padEnd(36) + cells.map((cell) => cell.padStart(12)).join(''));
}

const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
const weigh = (files: Iterable<string>) => sum([...files].map((file) => compressed(text(file))));

const refused: string[] = [];
function within(name: string, weight: number, limit: number | undefined): string {
  if (limit === undefined) refused.push(`${name} has no budget: give it one in scripts/size.json`);
  else if (weight > limit) refused.push(`${name} weighs ${weight} bytes, of at most ${limit}`);
  return kB(limit ?? 0);
}

row('minified, brotli', 'to show', 'at most', 'on demand');
const one = await alone();
const { 'lcr-allergies': base = [], ...others } = made;
// What works on a list is fetched beside the first one, and no further tag fetches it again.
const desk = readdirSync(join('dist', 'cdn')).filter((file) => /^lcr-(desk|why)-.*\.js$/.test(file));
const inFirst = new Set([...base, ...(made['lcr-context'] ?? []), ...desk]);
const thenInFirst = later([...inFirst]);
row('lcr-context and lcr-allergies', kB(one), within('the first widget', one, budget.first), kB(weigh(thenInFirst)));
const beside = weigh(desk);
row('beside it, what works on a list', kB(beside), within('what works on a list', beside, budget.desk));
for (const [tag, files] of Object.entries(others).filter(([name]) => name !== 'lcr-context')) {
  const own = files.filter((file) => !inFirst.has(file));
  const more = weigh(own);
  row(`further, with ${tag}`, kB(more), within(tag, more, budget.further[tag]), kB(weigh([...later(own)].filter((file) => !thenInFirst.has(file)))));
}
const all = new Set(Object.values(made).flat());
row('every tag, from lcr.js on', kB(weigh(all)), '', kB(weigh(later([...all]))));
const lists = read<Record<string, string[]>>('dist/cdn/together/tags.json');
const twenty = weigh(new Set(categories.flatMap((category) => lists[`lcr-${category}`] ?? []).map((file) => `together/${file}`)));
row('the twenty, from together/lcr.js on', kB(twenty), within('every category together', twenty, budget.together));
console.log(`"To show" is what a page waits for; what works on a list comes beside the record, and no list waits for it; the rest is
fetched when a reader opens, sorts or charts something. "Further" is what a tag adds to a page that has the first widget.
PDF.js and DOMPurify are among what lcr-document fetches on demand.`);

for (const tag of Object.keys(budget.further)) if (!made[tag]) refused.push(`${tag} has a budget and is no tag`);
refused.forEach((fault) => console.error(fault));
console.log(`The first widget needs ${one} bytes, of at most ${budget.first}.`);
console.log(`${Object.keys(made).length - refused.length} passed, ${refused.length} failed`);
if (refused.length > 0) process.exitCode = 1;
