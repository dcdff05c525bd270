import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { tagsOf, type Manifest } from '../../scripts/manifest.ts';
import type { Bom } from '../../scripts/sbom.ts';

const read = <T>(path: string) => JSON.parse(readFileSync(path, 'utf8')) as T;
const tools = resolve('node_modules');

/** What a command says, and how it ends. */
const say = (script: string, args: string[], cwd: string) =>
  new Promise<{ code: number; said: string }>((ended) =>
    execFile(process.execPath, [join(tools, script), ...args], { cwd, maxBuffer: 32_000_000 }, (error, out, err) =>
      ended({ code: error ? 1 : 0, said: stripVTControlCharacters(out + err) }),
    ),
  );

describe('The packed package', () => {
  const place = mkdtempSync(join(tmpdir(), 'lcr-host-'));
  const home = join(place, 'node_modules', '@london-care-record', 'widgets');
  let tarball: string;
  let paths: string[];

  before(() => {
    // A host's folder: everything beside the package stands where it stands here.
    mkdirSync(dirname(home), { recursive: true });
    for (const name of readdirSync(tools)) if (!name.startsWith('.') && name !== '@london-care-record') symlinkSync(join(tools, name), join(place, 'node_modules', name), 'junction');
    const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', place], { encoding: 'utf8', shell: process.platform === 'win32', stdio: ['ignore', 'pipe', 'ignore'] });
    const { filename, files } = (Object.values(JSON.parse(packed) as object) as { filename: string; files: { path: string }[] }[])[0]!;
    tarball = join(place, filename);
    paths = files.map(({ path }) => path).sort();
    execFileSync('tar', ['-xzf', filename], { cwd: place });
    renameSync(join(place, 'package'), home);
    cpSync('test/e2e/host-types', place, { recursive: true });
  });
  after(() => rmSync(place, { recursive: true, force: true }));

  it('has what a host is promised, and nothing that is not for a host', () => {
    for (const path of ['README.md', 'LICENSE', 'CHANGELOG.md', 'llms.txt', 'custom-elements.json', 'frameworks/angular.md', 'dist/sbom.cdx.json', 'dist/cdn/lcr.js', 'dist/cdn/licences.txt', 'dist/cdn/importmap.json']) assert.ok(paths.includes(path), path);
    const others = paths.filter((path) => !/^(dist\/(esm\/(api-spec|components|frameworks|host-kit|src)|cdn|editor)\/|[\w.-]+$)/.test(path));
    assert.deepEqual(others, ['dist/sbom.cdx.json', 'frameworks/angular.md']);
    assert.deepEqual(paths.filter((path) => /test|fixture|stories|gateway\/|\.env|(?<!\.d)\.ts$/.test(path)), []);
    for (const path of paths) assert.ok(!/(^|[^\w.~:/-])\/(home|root|work|Users|tmp)\/\w/.test(readFileSync(join(home, path), 'utf8')), `${path} names a place of the machine that it was made on`);
  });

  it('leads to a module and its types at every entry', async () => {
    const linted = await say('publint/src/cli.js', ['run', tarball, '--strict'], place);
    assert.equal(linted.code, 0, linted.said);
    assert.match(linted.said, /All good/);
  });

  it('has the types that its modules have, for whoever can load modules', async () => {
    // esm-only: Node's `require` loads modules since 20.19, and the resolution of TypeScript before `exports` finds no package of today.
    const judged = await say('@arethetypeswrong/cli/dist/index.js', [tarball, '--profile', 'esm-only', '--no-color', '--no-emoji'], place);
    assert.equal(judged.code, 0, judged.said);
  });

  it('has an entry for each tag', () => {
    const tags = tagsOf(read<Manifest>(join(home, 'custom-elements.json')));
    assert.ok(tags.length > 25);
    for (const module of read<Manifest>(join(home, 'custom-elements.json')).modules) assert.ok(existsSync(join(home, module.path)), module.path);
    const marked = read<{ sideEffects: string[] }>(join(home, 'package.json')).sideEffects.flatMap((pattern) => globSync(pattern, { cwd: home }).map((path) => path.replaceAll('\\', '/')));
    for (const { tagName } of tags) assert.ok(marked.includes(`dist/esm/components/${tagName.slice('lcr-'.length)}/${tagName}.js`), `${tagName} would be shaken out`);
  });

  it('tells editors of every tag, attribute and token', () => {
    const tags = tagsOf(read<Manifest>(join(home, 'custom-elements.json')));
    type Named = { name: string; description?: string };
    const code = read<{ tags: (Named & { attributes: (Named & { values: Named[] })[] })[] }>(join(home, 'dist/editor/vscode.html-custom-data.json'));
    const attributesOf = (all: { name: string; attributes?: Named[] }[]) => Object.fromEntries(all.map(({ name, attributes = [] }) => [name, attributes.map((one) => one.name).sort()]));
    const known = attributesOf(tags.map(({ tagName, attributes }) => ({ name: tagName, attributes })));
    assert.deepEqual(attributesOf(code.tags), known);
    const web = read<{ contributions: { html: { elements: (Named & { attributes: Named[] })[] } } }>(join(home, 'dist/editor/web-types.json'));
    assert.deepEqual(attributesOf(web.contributions.html.elements), known);
    const kind = code.tags.find(({ name }) => name === 'lcr-medications')?.attributes.find(({ name }) => name === 'kind');
    assert.deepEqual(kind?.values.map(({ name }) => name), ['discharge', 'current', 'past']);
    const sheet = read<{ properties: Named[] }>(join(home, 'dist/editor/vscode.css-custom-data.json'));
    assert.deepEqual(sheet.properties.map(({ name }) => name).sort(), [...new Set(tags.flatMap(({ cssProperties }) => cssProperties.map(({ name }) => name)))].sort());
    for (const { name, description } of [...code.tags, ...code.tags.flatMap(({ attributes }) => attributes), ...sheet.properties]) assert.ok(description, name);
  });

  it('lists what it brings with it, each with its licence and what pins it', () => {
    const bom = read<Bom>(join(home, 'dist/sbom.cdx.json'));
    const { name, version, dependencies } = read<{ name: string; version: string; dependencies: Record<string, string> }>(join(home, 'package.json'));
    assert.deepEqual([bom.bomFormat, bom.metadata.component.name, bom.metadata.component.version], ['CycloneDX', name, version]);
    const refs = bom.components.map((component) => component['bom-ref']);
    assert.equal(new Set(refs).size, refs.length);
    for (const [of, at] of Object.entries(dependencies)) assert.ok(refs.includes(`${of}@${at}`), of);
    for (const { ref, dependsOn } of bom.dependencies) for (const one of dependsOn) assert.ok(refs.includes(one), `${ref} uses ${one}`);
    for (const { purl, hashes, licenses } of bom.components) {
      assert.match(purl, /^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@[\w.-]+$/);
      assert.match(hashes?.[0]?.content ?? '', /^[0-9a-f]{128}$/, purl);
      assert.ok(licenses?.length, purl);
    }
    // What stands in the bundle is what the list has.
    const bundled = [...readFileSync(join(home, 'dist/cdn/licences.txt'), 'utf8').matchAll(/^(\S+) (\d\S*) \(/gm)].map(([, of, at]) => `${of}@${at}`);
    assert.ok(bundled.length > 5);
    assert.deepEqual(bundled.filter((one) => !refs.includes(one)), []);
    // Neither a time nor a number of one run: the same lock file gives the same list.
    assert.doesNotMatch(JSON.stringify(bom), /serialNumber|timestamp/);
  });

  it('is typed for plain TypeScript, React, Vue, Svelte, Preact and Solid: what is right compiles, and what is wrong does not', async () => {
    // The wrong lines are marked: one that compiled would be an error itself. No library's own types are left unchecked.
    const compiled = await say('typescript/bin/tsc', ['--project', '.'], place);
    assert.equal(compiled.code, 0, compiled.said);
  });

  it('is typed for Angular: an event has its own class in a template', async () => {
    const { code, said } = await say('@angular/compiler-cli/bundles/src/bin/ngc.js', ['--project', 'angular'], place);
    assert.equal(code, 1);
    assert.deepEqual(said.match(/error \S+ .*/g)?.map((line) => line.trim()), [`error TS2345: Argument of type 'LcrStateEvent' is not assignable to parameter of type 'LcrErrorEvent'.`], said);
  });
});
