/** dist/: modules with their types for bundlers, and one entry for a script tag. */
import { rm } from 'node:fs/promises';
import { run } from './steps.ts';

await rm('dist', { recursive: true, force: true });
await run(
  [
    { name: 'bundles', command: 'rollup --config --silent' },
    { name: 'types', command: 'tsc --project tsconfig.build.json' },
    { name: 'manifest', command: 'cem analyze --quiet' },
  ],
  2,
);
