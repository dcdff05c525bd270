/** Everything: what can be checked, what can be run, and what it weighs. */
import { prepare } from './browsers.ts';
import { run } from './steps.ts';

const engines = Object.entries(prepare()).filter(([, place]) => place);
console.log(`Engines: ${engines.map(([engine]) => engine).join(', ')}`);

await run([
  { name: 'check', command: 'npm run --silent check' },
  { name: 'build', command: 'npm run --silent build' },
  { name: 'size', command: 'npm run --silent size' },
  // Each waits more than it works: together they take little longer than one of them.
  [
    { name: 'gateway', command: 'npm run --silent test:gateway' },
    { name: 'end to end', command: 'npm run --silent test:e2e' },
  ],
  { name: `browser (${engines.map(([engine]) => engine).join(', ')})`, command: 'npm run --silent test:browser' },
  { name: 'stories', command: 'npm run --silent test:stories' },
  [
    { name: 'examples', command: 'npm run --silent test:examples' },
    { name: 'attack, in short', command: 'npm run --silent attack -- --short' },
  ],
]);
