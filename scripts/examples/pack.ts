/** The examples as their developers have them: the packed package in `node_modules`, and each built by its own script. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const widgets = '@london-care-record/widgets';

export interface Manifest {
  name: string;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

export const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** Each example's folder by its name. */
export const examples = globSync('examples/*/package.json', { cwd: root }).map((path) => basename(dirname(path))).sort();

/** What a second version of a package is called among this project's own packages. */
export const installedAs = (name: string, version: string): string => (name === 'lit' && version.startsWith('2.') ? 'lit2' : name);

/** What the examples stand in: `node_modules` with the packed package, and a folder for each of them. */
export interface Workshop {
  folder: string;
  /** The name of each project in the folder: the examples, and what else was asked for. */
  projects: string[];
  cdn: string;
  stop(): void;
}

/** Packs the package, and unpacks it as `npm install` would in a folder. Returns where it is then. */
export async function unpackIn(folder: string): Promise<string> {
  if (!existsSync(join(root, 'dist/cdn/lcr.js'))) throw new Error('there is no dist/ to pack: npm run build');
  const place = join(folder, 'node_modules', widgets);
  mkdirSync(dirname(place), { recursive: true });
  await run(`npm pack --ignore-scripts --silent --pack-destination ${JSON.stringify(folder)}`, root);
  const [tarball = ''] = globSync('*.tgz', { cwd: folder });
  await run(`tar -xzf ${tarball}`, folder);
  renameSync(join(folder, 'package'), place);
  return place;
}

/**
 * Packs the package once, unpacks it beside copies of the examples, and links the other packages that they name. The
 * package's own come from this project, too: there is no registry in it.
 * @param others - Folders of further projects that are built upon the package.
 */
export async function openWorkshop(others: string[] = []): Promise<Workshop> {
  const folder = mkdtempSync(join(tmpdir(), 'lcr-examples-'));
  const modules = join(folder, 'node_modules');
  const place = await unpackIn(folder);

  const copy = (from: string, to: string) => cpSync(join(root, from), to, { recursive: true, filter: (path) => !/[\\/](node_modules|dist|out)$/.test(path) });
  copy('examples', folder);
  for (const other of others) copy(other, join(folder, basename(other)));
  const projects = [...examples, ...others.map((other) => basename(other))];
  // As npm does it: what all can share lies above, a second version of a package beside who asks for it.
  for (const name of Object.keys(manifestOf(place).dependencies ?? {})) link(name, join(modules, name));
  for (const name of projects) {
    const { dependencies, devDependencies } = manifestOf(join(folder, name));
    for (const [wanted, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      if (wanted === widgets) continue;
      const from = installedAs(wanted, version);
      link(from, from === wanted ? join(modules, wanted) : join(folder, name, 'node_modules', wanted));
    }
  }
  return { folder, projects, cdn: join(place, 'dist/cdn'), stop: () => rmSync(folder, { recursive: true, force: true }) };
}

function link(from: string, to: string): void {
  if (existsSync(to)) return;
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(join(root, 'node_modules', from), to, 'junction');
}

/** Runs every project's own `build`, two at a time. */
export async function build({ folder, projects }: Workshop): Promise<void> {
  const waiting = projects.map((name) => ({ name, script: manifestOf(join(folder, name)).scripts?.['build'] }));
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) if (next.script) await run(next.script, join(folder, next.name));
  };
  await Promise.all([worker(), worker()]);
}

/** Runs a command as npm would, and says what it said when it fails. */
export async function run(command: string, cwd: string): Promise<void> {
  const path = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  const child = spawn(command, { cwd, shell: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PATH: path, NODE_ENV: 'production', NO_COLOR: '1' } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (words: string) => (said += words));
  const code = await new Promise((ended) => child.once('close', ended));
  if (code !== 0) throw new Error(`${command}, in ${basename(cwd)}, ended with ${String(code)}:\n${said}`);
}
