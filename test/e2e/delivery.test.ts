import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';

/** Every file of a folder by its path in it, with its digest. */
function contents(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const digest = (path: string) => createHash('sha384').update(readFileSync(path)).digest('base64');
  return Object.fromEntries(paths.map(({ parentPath, name }) => join(parentPath, name)).sort().map((path) => [path.slice(folder.length + 1).replaceAll('\\', '/'), digest(path)]));
}

const read = <T>(name: string) => JSON.parse(readFileSync(join('dist/cdn', name), 'utf8')) as T;

describe('What a host serves', () => {
  const files = contents(resolve('dist/cdn'));

  it('is pinned, every script of it, to what it holds', () => {
    const { integrity } = read<{ integrity: Record<string, string> }>('importmap.json');
    const scripts = Object.keys(files).filter((name) => name.endsWith('.js'));
    assert.ok(scripts.length > 20);
    assert.deepEqual(integrity, Object.fromEntries(scripts.map((name) => [`./${name}`, `sha384-${files[name]}`])));
  });

  it('says which files each tag is made of, and has them all', () => {
    const tags = read<Record<string, string[]>>('tags.json');
    assert.deepEqual(Object.keys(tags).sort(), readdirSync('components', { recursive: true }).map((path) => /(lcr-[a-z-]+)\.ts$/.exec(String(path))?.[1]).filter((tag) => tag !== undefined).sort());
    for (const made of Object.values(tags)) for (const name of made) assert.ok(files[name], name);
  });

  describe('built once more, in another place', () => {
    const place = mkdtempSync(join(tmpdir(), 'lcr-again-'));
    before(() => {
      for (const part of ['api-spec', 'components', 'frameworks', 'host-kit', 'scripts', 'src', 'package.json', 'rollup.config.mjs', 'tsconfig.json']) cpSync(part, join(place, part), { recursive: true });
      symlinkSync(resolve('node_modules'), join(place, 'node_modules'), 'junction');
      execFileSync(process.execPath, [resolve('node_modules/rollup/dist/bin/rollup'), '--config', '--silent', '--preserveSymlinks'], { cwd: place });
    });
    after(() => rmSync(place, { recursive: true, force: true }));

    it('is the same, byte for byte', () => {
      assert.deepEqual(contents(join(place, 'dist/cdn')), files);
    });
  });
});
