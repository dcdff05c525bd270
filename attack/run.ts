/**
 * `npm run attack [name…] [-- --short]`: every trial, or those named, one line for each figure: tried, survived, failed.
 *
 * SEED in the environment begins chance elsewhere; TRIES sets how many tries each trial makes. Loopback only.
 */
import { parseArgs } from 'node:util';
import type { Outcome, Trial } from './trial.ts';

/** Each in a file of its own, opened when its turn comes. */
const trials: Record<string, () => Promise<{ trial: Trial }>> = {
  bodies: () => import('./bodies.ts'),
  mutations: () => import('./mutations.ts'),
  faults: () => import('./faults.ts'),
  overload: () => import('./overload.ts'),
  soak: () => import('./soak.ts'),
  tokens: () => import('./tokens.ts'),
  policy: () => import('./policy.ts'),
  api: () => import('./api.ts'),
  canaries: () => import('./canaries.ts'),
  supply: () => import('./supply.ts'),
  mutants: () => import('./mutants.ts'),
  text: () => import('./text.ts'),
  tamper: () => import('./tamper.ts'),
  kill: () => import('./kill.ts'),
  'hostile-text': () => import('./hostile-text.ts'),
  documents: () => import('./documents.ts'),
  'strict-host': () => import('./strict-host.ts'),
  'mix-up': () => import('./mix-up.ts'),
  leakage: () => import('./leakage.ts'),
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { short: { type: 'boolean', default: false } } });
const unknown = positionals.filter((name) => !(name in trials));
if (unknown.length > 0) {
  console.error(`no trial ${unknown.join(', ')}; there are ${Object.keys(trials).join(', ')}`);
  process.exit(2);
}

const seed = Number(process.env['SEED'] || 20_261_130);
console.log(`seed ${seed}, ${values.short ? 'short' : 'whole'}`);

/** What nobody awaited has failed just as well. */
const stray: string[] = [];
process.on('unhandledRejection', (reason) => stray.push(`nobody awaited: ${String(reason)}`));

let passed = 0;
let failed = 0;
for (const name of positionals.length > 0 ? positionals : Object.keys(trials)) {
  const { trial } = await trials[name]!();
  const tries = Number(process.env['TRIES'] || trial.tries[values.short ? 'short' : 'whole']);
  // Some have no short form: a smaller one of theirs stands among the tests, or they are long by nature.
  if (tries === 0) continue;
  const began = performance.now();
  const outcome = await trial.run({ tries, seed }).catch((error: unknown): Outcome => ({ tried: 1, survived: 0, failures: [error instanceof Error ? (error.stack ?? error.message) : String(error)] }));
  const { tried, survived, failures, note, skipped } = outcome;
  failures.push(...stray.splice(0));
  if (skipped && failures.length === 0) {
    console.log(`– ${trial.name}: left out, ${skipped}`);
    continue;
  }
  // Nothing tried is nothing shown.
  const isSound = failures.length === 0 && survived === tried && tried > 0;
  if (isSound) passed++;
  else failed++;
  const count = (number: number) => number.toLocaleString('en-GB');
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${isSound ? '✓' : '✗'} ${trial.name}: ${count(tried)} tried, ${count(survived)} survived, ${count(tried - survived)} failed (${seconds} s)${note ? `; ${note}` : ''}`);
  for (const failure of failures) console.log(`    ${failure}`);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
