/** dist/: modules with their types for bundlers, one entry for a script tag, and what editors and auditors read. */
import { rm } from 'node:fs/promises';
import { run } from './steps.ts';

await rm('dist', { recursive: true, force: true });
await run([
  [
    { name: 'bundles', command: 'rollup --config --silent' },
    { name: 'types', command: 'tsc --project tsconfig.build.json && node scripts/declarations.ts' },
    { name: 'editor data, bill of materials', command: 'node scripts/package.ts' },
  ],
]);
