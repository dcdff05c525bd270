/**
 * What is derived and committed: the contract's types, the custom-elements manifest and what comes from it, and the page of the hazard log.
 * With `--check` nothing is written: it fails where the committed file is not what would be derived now.
 */
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { readFile, writeFile } from 'node:fs/promises';
import { elementsModule, reactModule } from './framework-types.ts';
import { llms } from './llms.ts';
import type { Manifest } from './manifest.ts';
import { changelog, release } from './release.ts';
import openapiTypes, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { readLog, rendered } from './hazards.ts';

const root = new URL('../', import.meta.url);

const manifest = (await cli({ argv: ['analyze', '--quiet'], noWrite: true })) as Manifest;

const derived: Record<string, () => Promise<string> | string> = {
  'api-spec/schema.d.ts': async () =>
    COMMENT_HEADER + astToString(await openapiTypes(new URL('api-spec/openapi.yaml', root))),
  'custom-elements.json': () => `${JSON.stringify(manifest, null, 2)}\n`,
  'frameworks/elements.ts': () => elementsModule(manifest),
  'frameworks/react.ts': () => reactModule(manifest),
  'llms.txt': () => llms(manifest),
  'CHANGELOG.md': async () => changelog(await readFile('CHANGELOG.md', 'utf8'), release(manifest)),
  'docs/hazard-log.md': () => rendered(readLog()),
};

const check = process.argv.includes('--check');

for (const [path, derive] of Object.entries(derived)) {
  const file = new URL(path, root);
  const now = await derive();
  if (!check) await writeFile(file, now);
  else if ((await readFile(file, 'utf8').catch(() => '')) === now) console.log(`${path}: up to date`);
  else {
    console.error(`${path} is not what its source says now: run npm run generate`);
    process.exitCode = 1;
  }
}
