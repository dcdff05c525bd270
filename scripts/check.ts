/** Everything that can be said of the project without running it. */
import { run } from './steps.ts';

// The longest first: what is short finds its place beside them.
await run([
  [
    { name: 'lint', command: 'eslint . --max-warnings 0' },
    { name: 'the checks themselves', command: 'node --test "scripts/test/*.test.ts"' },
    { name: 'types', command: 'tsc' },
    { name: 'contract', command: 'redocly lint api-spec/openapi.yaml --config api-spec/redocly.yaml' },
    { name: 'generated files', command: 'node scripts/generate.ts --check' },
    { name: 'floors', command: 'node scripts/floors.ts' },
    { name: 'forbidden constructs', command: 'node scripts/forbidden.ts' },
    { name: 'hazard log', command: 'node scripts/hazards.ts' },
    { name: 'what guards what', command: 'node scripts/guarded.ts' },
    { name: 'dependencies', command: 'node scripts/dependencies.ts' },
    { name: 'described tags', command: 'node scripts/described.ts' },
    { name: 'version', command: 'node scripts/release.ts --check' },
  ],
]);
