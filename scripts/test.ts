/** Everything: what can be checked, what can be run, and what it weighs. */
import { prepare } from './browsers.ts';
import { run } from './steps.ts';

const engines = Object.entries(prepare()).filter(([, place]) => place);
console.log(`Engines: ${engines.map(([engine]) => engine).join(', ')}`);

await run([
  { name: 'check', command: 'npm run --silent check' },
  { name: 'build', command: 'npm run --silent build' },
  { name: 'size', command: 'npm run --silent size' },
  { name: 'gateway', command: 'npm run --silent test:gateway' },
  { name: `browser (${engines.map(([engine]) => engine).join(', ')})`, command: 'npm run --silent test:browser' },
  { name: 'stories', command: 'npm run --silent test:stories' },
  { name: 'end to end', command: 'npm run --silent test:e2e' },
  { name: 'examples', command: 'npm run --silent test:examples' },
]);
