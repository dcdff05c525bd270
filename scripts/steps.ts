/** Runs commands one after another or side by side, goes on after a failure, and adds up what they counted. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

/** What Node has compiled once it finds again: most processes of a run load the same files. */
const compiled = process.env['NODE_COMPILE_CACHE'] ?? fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url));

export interface Step {
  name: string;
  command: string;
}

interface Outcome extends Step {
  passed: number;
  failed: number;
  seconds: number;
}

/** How many steps of a list of their own go on at a time: as many as keep two cores busy, and no browser waiting. */
const AT_ONCE = 2;

/**
 * One after another, as they stand; those in a list of their own two at a time, each begun as soon as there is room for
 * it. Of one step alone the words are shown as they come; of others when it ends, and only if it failed.
 */
export async function run(all: (Step | Step[])[]): Promise<void> {
  const outcomes: Outcome[] = [];
  for (const next of all) {
    if (!Array.isArray(next)) {
      outcomes.push(await runStep(next, true));
      continue;
    }
    console.log(`\n— ${AT_ONCE} at a time: ${next.map(({ name }) => name).join(', ')}`);
    const waiting = [...next];
    const worker = async () => {
      for (let step = waiting.shift(); step; step = waiting.shift()) {
        outcomes.push(await runStep(step, false));
        console.log(`${step.name}: ended`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  console.log('');
  for (const { name } of all.flat()) console.log(summaryOf(outcomes.find((outcome) => outcome.name === name)!));
  const sum = (key: 'passed' | 'failed') => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  if (sum('failed') > 0) process.exitCode = 1;
}

const summaryOf = ({ name, passed, failed, seconds }: Outcome) =>
  `${failed ? '✗' : '✓'} ${name.padEnd(34)} ${`${passed} passed, ${failed} failed`.padEnd(26)} ${seconds.toFixed(0)} s`;

async function runStep(step: Step, live: boolean): Promise<Outcome> {
  const start = performance.now();
  if (live) console.log(`\n— ${step.name}: ${step.command}`);
  const child = spawn(step.command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_COMPILE_CACHE: compiled } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (words: string) => {
      said += words;
      if (live) process.stdout.write(words);
    });
  }
  const code = await new Promise<number>((ended) => child.once('close', (status) => ended(status ?? 1)));
  if (!live && code !== 0) console.log(`\n— ${step.name}: ${step.command}\n${said.trimEnd()}`);
  return { ...step, ...count(stripVTControlCharacters(said), code), seconds: (performance.now() - start) / 1000 };
}

/** Its own last count, or itself as one. A step that ends badly has failed, and so has one that found nothing to run. */
function count(said: string, code: number): { passed: number; failed: number } {
  const counted = [...said.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  const node = [...said.matchAll(/^ℹ (?:pass|fail) (\d+)$/gm)].slice(-2).map(([, number]) => Number(number));
  const [passed = code === 0 ? 1 : 0, failed = 0] = counted ? [Number(counted[1]), Number(counted[2])] : node;
  const sound = code === 0 && passed + failed > 0;
  return { passed, failed: !sound && failed === 0 ? 1 : failed };
}
