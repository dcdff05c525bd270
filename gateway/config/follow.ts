import { stat } from 'node:fs/promises';
import { editionOf } from '../policy/edition.ts';
import type { Policy } from '../policy/policy.ts';
import type { Log } from '../routes/log.ts';
import type { Audit } from '../store/store.ts';
import { Mistakes } from './document.ts';
import { readPolicy } from './read.ts';

/** The policy in force while its file may change. */
export interface Following {
  current: () => Policy;
  /** Looks at the file now. Never throws: whatever goes wrong, the policy in force stays. */
  reload(): Promise<void>;
  stop(): void;
}

/** How often the file is looked at, in milliseconds. */
const EVERY = 1000;

/**
 * Takes over a changed policy without a restart. The new one is read and checked whole before anything else; a change
 * of policy is written down before it holds, and one that cannot be written down does not hold.
 *
 * Every second it is looked at whether the file is another (`stat`), not by `fs.watch`: an editor or a roll-out puts a
 * new file in the place of the old one, a mounted configuration turns a link, a network drive tells nobody. The first
 * look always reads, so that a change since the start is not missed (`fs.watchFile` would take it for the beginning).
 */
export function followPolicy(
  file: string,
  first: Policy,
  parts: { environment: Readonly<Record<string, string | undefined>>; audit: Audit; log: Log; now: () => Date },
): Following {
  const { environment, audit, log, now } = parts;
  let policy = first;
  let last: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    const at = now().toISOString();
    const row = { at, requestId: crypto.randomUUID(), action: 'policy' } as const;
    const from = await editionOf(policy);
    let next: Policy;
    try {
      next = readPolicy(file, environment);
    } catch (error) {
      const mistakes = error instanceof Mistakes ? error.lines : [(error as Error).name];
      log({ time: at, policy: 'kept', version: from, why: mistakes.join('; ') });
      await audit.append({ ...row, outcome: 'refused', reason: 'mistakes', policyVersion: from, detail: { from } });
      return;
    }
    const to = await editionOf(next);
    if (to === from) return;
    await audit.append({ ...row, outcome: 'granted', policyVersion: to, detail: { from, to } });
    policy = next;
    log({ time: at, policy: 'changed', version: to, before: from });
  }

  const reload = () => {
    // One after the other, so that the last look at the file is the one that counts.
    last = last.then(look).catch((error: unknown) => {
      log({ time: now().toISOString(), policy: 'kept', why: `the change cannot be written down (${(error as Error).name})` });
    });
    return last;
  };
  let seen = '';
  const timer = setInterval(() => {
    void stat(file).then(
      ({ mtimeMs, ino, size }) => `${mtimeMs} ${ino} ${size}`,
      () => 'gone',
    ).then((stamp) => {
      if (stamp === seen) return;
      seen = stamp;
      void reload();
    });
  }, EVERY);
  timer.unref();
  return { current: () => policy, reload, stop: () => clearInterval(timer) };
}
