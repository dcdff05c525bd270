import { editionOf } from '../policy/edition.ts';
import type { Policy } from '../policy/policy.ts';
import type { Log } from '../routes/log.ts';
import type { Audit } from '../store/store.ts';
import { Mistakes } from './document.ts';
import { readPolicy } from './read.ts';
import { watch } from './watch.ts';

/** The policy in force while its file may change. */
export interface Following {
  current: () => Policy;
  /** Looks at the file now. Never throws: whatever goes wrong, the policy in force stays. */
  reload(): Promise<void>;
  stop(): void;
}

/**
 * Takes over a changed policy without a restart. The new one is read and checked whole before anything else; a change
 * of policy is written down before it holds, and one that cannot be written down does not hold.
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
  return { current: () => policy, reload, stop: watch(() => [file], reload) };
}
