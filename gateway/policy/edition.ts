import type { Policy } from './policy.ts';

const known = new WeakMap<Policy, Promise<string>>();

/**
 * The version that the file gives itself and 128 bits of the SHA-256 of everything it says, such as
 * `2026-11-24+9f86d081884c7d659a2feaa0c55ad015`: two files with one version are still told apart, and years later
 * it can be shown which one decided. Remarks and the way it is laid out do not count; the order of keys does.
 */
export function editionOf(policy: Policy): Promise<string> {
  const edition = known.get(policy) ?? digest(policy);
  known.set(policy, edition);
  return edition;
}

async function digest(policy: Policy): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(policy));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `${policy.version}+${Array.from(hash.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
