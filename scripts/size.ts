/** What a widget weighs on the wire: everything a page must load to show a record, compressed, and what it opens later. */
import { basename } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { rollup, type OutputChunk, type Plugin } from 'rollup';
import { tags, whole } from './bundle.ts';

const context = 'components/context/lcr-context.ts';
const first = 'components/allergies/lcr-allergies.ts';
const budget = 16_000;

interface Weight {
  shown: number;
  later: number;
}

/** What a document is opened with: the same for every tag and nearly all of the work, so that it is weighed once. */
const readers = ['pdfjs-dist/legacy/build/pdf.mjs', 'dompurify'];

async function weigh(files: string[], external: string[] = []): Promise<Weight> {
  const options = whole('page');
  const bundle = await rollup({ ...options, external, plugins: [pageOf(files), options.plugins] });
  const { output } = await bundle.generate({ format: 'es', chunkFileNames: '[name].js' });
  await bundle.close();
  const chunks = output.filter((file) => file.type === 'chunk');
  const shown = new Set(chunks.filter((chunk) => chunk.isEntry));
  for (const chunk of shown) for (const other of chunks) if (chunk.imports.includes(other.fileName)) shown.add(other);
  const code = [...shown].map((chunk) => chunk.code).join('');
  const lost = files.find((file) => !code.includes(basename(file, '.ts')));
  if (lost) throw new Error(`${lost} was shaken out of its own page: see sideEffects in package.json.`);
  return { shown: compressed([...shown]), later: compressed(chunks.filter((chunk) => !shown.has(chunk))) };
}

/** A page that loads these tags and nothing else. */
function pageOf(files: string[]): Plugin {
  return {
    name: 'page',
    resolveId: (id) => (id === 'page' ? id : null),
    load: (id) => (id === 'page' ? files.map((file) => `import ${JSON.stringify(`./${file}`)};`).join('') : null),
  };
}

const compressed = (chunks: OutputChunk[]) =>
  chunks.reduce((total, { code }) => total + brotliCompressSync(code).length, 0);

function row(name: string, ...cells: string[]): void {
  console.log(name.padEnd(36) + cells.map((cell) => cell.padStart(12)).join(''));
}

const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

row('minified, brotli', 'to show', 'on demand');
const one = await weigh([context, first], readers);
row('lcr-context and lcr-allergies', kB(one.shown), kB(one.later));
for (const tag of tags.filter((file) => file !== context && file !== first)) {
  const { shown, later } = await weigh([context, tag], readers);
  row(`lcr-context and ${basename(tag, '.ts')}`, kB(shown), kB(later));
}
const all = await weigh(tags, readers);
row('every tag', kB(all.shown), kB(all.later));
const complete = await weigh(tags);
row('PDF.js and DOMPurify, for any of them', '', kB(complete.later - all.later));
console.log(`"On demand" is loaded when a reader opens, sorts or charts something, each part when it is first needed. What
only a document needs, PDF.js and DOMPurify, is the same for every tag and stands in a row of its own; PDF.js also
fetches a worker, which no bundle holds.`);

const within = one.shown <= budget;
console.log(`The first widget needs ${one.shown} bytes, of at most ${budget}.`);
console.log(within ? '1 passed, 0 failed' : '0 passed, 1 failed');
if (!within) process.exitCode = 1;
