import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tally, type Trial } from './trial.ts';

/** The report of mutation testing (https://github.com/stryker-mutator/mutation-testing-elements), as far as it is read here. */
interface Report {
  files: Record<string, { mutants: Mutant[] }>;
}

interface Mutant {
  status: string;
  mutatorName: string;
  replacement?: string;
  location: { start: { line: number; column: number } };
}

const LEAST = 90;
const home = fileURLToPath(new URL('..', import.meta.url));
const stryker = join(home, 'node_modules/@stryker-mutator/core/bin/stryker.js');
const test = (name: string) => `gateway/test/${name}.test.ts`;
const table = 'attack/mutants/table.ts';

/** Of each file the tests that bear on it, the quickest first: a mutant need die only once. */
const parts: Record<string, Record<string, readonly string[]>> = {
  policy: {
    'gateway/policy/decide.ts': [table],
    'gateway/policy/edition.ts': [test('policy')],
    'gateway/policy/explain.ts': [test('explain-policy'), 'attack/mutants/policy.ts'],
    'gateway/policy/flaws.ts': [test('policy-flaws')],
    'gateway/policy/kinds.ts': [test('policy')],
    'gateway/policy/override.ts': [test('override')],
    'gateway/policy/policy.ts': [test('policy')],
    'gateway/policy/table.ts': [table],
    'gateway/policy/text.ts': [test('explain-policy')],
  },
  door: { 'gateway/record/door.ts': ['attack/mutants/door.ts'] },
};

/** MUTANTS_KEPT names a folder in which Stryker's reports stay; without it they go. */
const kept = process.env['MUTANTS_KEPT'];

function mutantsOf(source: string, tests: readonly string[], folder: string): Mutant[] {
  const file = join(kept ?? folder, `${source.replaceAll('/', '-')}.json`);
  const meet = tests.map((one) => `"${process.execPath}" --test-reporter=./attack/mutants/first-failure.mjs --test-reporter-destination=stdout ${one}`);
  const env = {
    ...process.env, MUTATE: source, MUTANTS_MEET: meet.join(' && '), MUTANTS: file, MUTANTS_IN: join(folder, 'sandbox'), NODE_COMPILE_CACHE: join(folder, 'compiled'),
  };
  rmSync(file, { force: true });
  const { stdout, stderr } = spawnSync(process.execPath, [stryker, 'run', 'attack/mutants/stryker.config.mjs'], { cwd: home, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (!existsSync(file)) throw new Error(`Stryker made no report: ${(stdout + stderr).slice(-500)}`);
  return Object.values((JSON.parse(readFileSync(file, 'utf8')) as Report).files).flatMap(({ mutants }) => mutants);
}

export const trial: Trial = {
  name: `mutants of the policy and the door: at least ${LEAST} % of each are found by their tests`,
  tries: { short: 0, whole: 1 },
  async run() {
    if (!existsSync(stryker)) return { tried: 1, survived: 0, failures: ['@stryker-mutator/core is not installed'] };
    const { outcome, add } = tally();
    const notes: string[] = [];
    const folder = mkdtempSync(join(tmpdir(), 'lcr-mutants-'));
    try {
      for (const [part, files] of Object.entries(parts)) {
        const mutants = Object.entries(files).flatMap(([file, tests]) => mutantsOf(file, tests, folder).map((one) => ({ file, ...one })));
        const killed = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
        const living = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
        const score = (100 * killed) / (killed + living.length);
        add(score >= LEAST, () => `${part}: ${score.toFixed(1)} %`);
        if (score < LEAST) outcome.failures.push(...living.map(({ file, location: { start }, mutatorName, replacement }) => `${file}:${start.line}:${start.column} ${mutatorName} ${replacement ?? ''}`.slice(0, 160)));
        notes.push(`${part} ${killed} of ${killed + living.length} (${score.toFixed(1)} %)`);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    return { ...outcome, note: notes.join(', ') };
  },
};
