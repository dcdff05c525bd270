/** Everything: what can be checked, what can be run, and what it weighs. */
import { prepare } from './browsers.ts';
import { run } from './steps.ts';

const found = prepare();
// The slowest first: what is short finds its place beside it.
const engines = (['webkit', 'firefox', 'chromium'] as const).filter((engine) => found[engine]);
console.log(`Engines: ${engines.join(', ')}`);

await run([
  { name: 'check', command: 'npm run --silent check' },
  { name: 'build', command: 'npm run --silent build' },
  { name: 'size', command: 'npm run --silent size' },
  [
    { name: 'end to end', command: 'npm run --silent test:e2e' },
    ...engines.map((engine) => ({ name: `browser: ${engine}`, command: `ENGINES=${engine} npm run --silent test:browser` })),
    { name: 'stories', command: 'npm run --silent test:stories' },
    { name: 'gateway', command: 'npm run --silent test:gateway' },
    { name: 'attack, in short', command: 'npm run --silent attack -- --short' },
    { name: 'examples', command: 'npm run --silent test:examples' },
  ],
]);
