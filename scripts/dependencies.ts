/**
 * What is installed, and why: every version exact, everything in the lock file with its digest, each package that runs
 * with its reason in `docs/dependencies.md`, and no more of them in a page than was agreed.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface Package {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

interface Locked {
  version?: string;
  integrity?: string;
  link?: boolean;
}

export interface Supply {
  widgets: Package;
  gateway: Package;
  locked: Record<string, Locked>;
  /** The page that gives the reasons, as Markdown. */
  page: string;
  /** The packages that the first widget loads before anything is opened. */
  first: readonly string[];
}

const MOST_FIRST = 4;
const MOST = 8;
const EXACT = /^(npm:(@?[\w./-]+)@)?\d+\.\d+\.\d+(-[\w.]+)?$/;
const home = new URL('..', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, home), 'utf8');

/** The packages of a page with one widget: what stands in a static import, at any depth. What is imported later is not among them. */
async function loadedFirst(): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: fileURLToPath(home),
    stdin: { contents: "import './components/context/lcr-context.ts'; import './components/allergies/lcr-allergies.ts';", resolveDir: fileURLToPath(home) },
    bundle: true, splitting: true, format: 'esm', packages: 'external', outdir: 'dist', write: false, metafile: true, loader: { '.css': 'text' }, logLevel: 'silent',
  });
  const seen = new Set(['dist/stdin.js']);
  const found = new Set<string>();
  for (const file of seen) {
    for (const { path, kind, external } of metafile.outputs[file]!.imports) {
      if (kind !== 'import-statement') continue;
      if (external) found.add(path.split('/').slice(0, path.startsWith('@') ? 2 : 1).join('/'));
      else seen.add(path);
    }
  }
  return [...found].sort();
}

export async function readSupply(): Promise<Supply> {
  return {
    widgets: JSON.parse(read('package.json')) as Package,
    gateway: JSON.parse(read('gateway/package.json')) as Package,
    locked: (JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }).packages,
    page: read('docs/dependencies.md'),
    first: await loadedFirst(),
  };
}

/** The names in the first column of each table, by the heading above it. */
function reasons(page: string): Map<string, string[]> {
  const parts = page.split(/^## /m).slice(1);
  return new Map(parts.map((part) => [part.split('\n', 1)[0]!, [...part.matchAll(/^\| `([^`]+)` \| (?=[^\s|])/gm)].map(([, name]) => name!)]));
}

export function faults({ widgets, gateway, locked, page, first }: Supply): string[] {
  const found: string[] = [];
  const direct = Object.keys(widgets.dependencies ?? {});
  if (first.length > MOST_FIRST) found.push(`the first widget loads ${first.join(', ')}: more than ${MOST_FIRST}`);
  if (direct.length > MOST) found.push(`the widgets need ${direct.length} packages: more than ${MOST}`);
  for (const name of first) if (!direct.includes(name)) found.push(`the first widget loads ${name}, which package.json does not name`);

  const given = reasons(page);
  for (const [heading, of] of [['In a page', widgets], ['In the gateway', gateway]] as const) {
    const [named, needed] = [given.get(heading) ?? [], Object.keys(of.dependencies ?? {})];
    for (const name of needed) if (!named.includes(name)) found.push(`docs/dependencies.md gives no reason for ${name} (${heading})`);
    for (const name of named) if (!needed.includes(name)) found.push(`docs/dependencies.md gives a reason for ${name} (${heading}), which is not needed`);
    for (const [name, version] of Object.entries({ ...of.dependencies, ...of.devDependencies })) {
      if (!EXACT.test(version)) found.push(`${name} is wanted as ${version}, not as one version`);
    }
  }
  for (const [path, { version, integrity, link }] of Object.entries(locked)) {
    // The project itself and its workspaces come from nowhere. Where the others come from is for whoever installs to say.
    if (link || !path.includes('node_modules/')) continue;
    if (!version || !integrity?.startsWith('sha512-')) found.push(`package-lock.json does not pin ${path}`);
  }
  return found;
}

if (import.meta.main) {
  const supply = await readSupply();
  const wrong = faults(supply);
  for (const fault of wrong) console.error(fault);
  const all = Object.keys(supply.widgets.dependencies ?? {}).length;
  console.log(`${supply.first.length} packages with the first widget (${supply.first.join(', ')}), ${all} in all; ${Object.keys(supply.locked).length} locked`);
  if (wrong.length > 0) process.exitCode = 1;
}
