import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tally, type Trial } from './trial.ts';

/** The report of mutation testing (https://github.com/stryker-mutator/mutation-testing-elements), as far as it is read here. */
interface Report {
  files: Record<string, { mutants: { status: string; mutatorName: string; replacement?: string; location: { start: { line: number; column: number } } }[] }>;
}

const LEAST = 90;
const home = fileURLToPath(new URL('..', import.meta.url));
const stryker = join(home, 'node_modules/@stryker-mutator/core/bin/stryker.js');

function report(part: string): Report {
  const folder = mkdtempSync(join(tmpdir(), 'lcr-mutants-'));
  try {
    const file = join(folder, 'report.json');
    const env = { ...process.env, MUTATE: part, MUTANTS: file, MUTANTS_IN: join(folder, 'sandbox') };
    const { stdout, stderr } = spawnSync(process.execPath, [stryker, 'run', 'attack/mutants/stryker.config.mjs'], { cwd: home, env, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (!existsSync(file)) throw new Error(`Stryker made no report: ${(stdout + stderr).slice(-500)}`);
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const trial: Trial = {
  name: `mutants of the policy and the door: at least ${LEAST} % of each are found by their tests`,
  tries: { short: 0, whole: 1 },
  async run() {
    if (!existsSync(stryker)) return { tried: 1, survived: 0, failures: ['@stryker-mutator/core is not installed'] };
    const { outcome, add } = tally();
    const notes: string[] = [];
    for (const part of ['policy', 'door']) {
      const mutants = Object.entries(report(part).files).flatMap(([file, { mutants: some }]) => some.map((one) => ({ file, ...one })));
      const killed = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
      const living = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
      const score = (100 * killed) / (killed + living.length);
      add(score >= LEAST, () => `${part}: ${score.toFixed(1)} %`);
      if (score < LEAST) outcome.failures.push(...living.map(({ file, location: { start }, mutatorName, replacement }) => `${file}:${start.line}:${start.column} ${mutatorName} ${replacement ?? ''}`.slice(0, 160)));
      notes.push(`${part} ${killed} of ${killed + living.length} (${score.toFixed(1)} %)`);
    }
    return { ...outcome, note: notes.join(', ') };
  },
};
