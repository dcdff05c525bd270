import { spawnSync } from 'node:child_process';
import { faults, readSupply } from '../scripts/dependencies.ts';
import { tally, type Trial } from './trial.ts';

interface Report {
  metadata?: { vulnerabilities: { total: number } };
  vulnerabilities?: Record<string, { severity: string }>;
  message?: string;
  error?: { summary?: string };
}

/** Known advisories, where the registry can be asked for them. */
function advisories(): { known: string[] } | { why: string } {
  const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', timeout: 60_000, shell: process.platform === 'win32' });
  try {
    const { metadata, vulnerabilities = {}, message, error } = JSON.parse(stdout) as Report;
    if (!metadata) return { why: (message ?? error?.summary ?? 'no report').split(' - ')[0]! };
    return { known: Object.entries(vulnerabilities).map(([name, { severity }]) => `${name}: ${severity}`) };
  } catch {
    return { why: 'it does not answer' };
  }
}

export const trial: Trial = {
  name: 'what is installed: few packages, each with its reason, its one version and its digest',
  tries: { short: 0, whole: 1 },
  async run() {
    const { outcome, add } = tally();
    const supply = await readSupply();
    const wrong = faults(supply);
    for (const path of Object.keys(supply.locked)) add(!wrong.some((fault) => fault.endsWith(` ${path}`)), () => `package-lock.json does not pin ${path}`);
    outcome.failures.push(...wrong.filter((fault) => !fault.startsWith('package-lock.json')));
    const asked = advisories();
    if ('known' in asked) for (const one of asked.known) add(false, () => one);
    const told = 'known' in asked ? `${asked.known.length} known advisories` : `advisories not asked for, the registry cannot be asked (${asked.why})`;
    return { ...outcome, note: `${supply.first.length} packages with the first widget, ${Object.keys(supply.widgets.dependencies ?? {}).length} in all; ${told}; that the build is reproducible is tested in test/e2e/delivery.test.ts` };
  },
};
