/**
 * What is derived and committed: the contract's types, the custom-elements manifest, and the hazard log as a page.
 * With `--check` nothing is written: it fails where the committed file is not what would be derived now.
 */
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { readFile, writeFile } from 'node:fs/promises';
import openapiTypes, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { readLog, rendered } from './hazards.ts';

const root = new URL('../', import.meta.url);

const derived: Record<string, () => Promise<string>> = {
  'api-spec/schema.d.ts': async () =>
    COMMENT_HEADER + astToString(await openapiTypes(new URL('api-spec/openapi.yaml', root))),
  'custom-elements.json': async () =>
    `${JSON.stringify(await cli({ argv: ['analyze', '--quiet'], noWrite: true }), null, 2)}\n`,
  'docs/hazard-log.md': () => Promise.resolve(rendered(readLog())),
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
