import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import type { Host } from '../register/register.ts';
import { keySetOf, publicKeysIn, tryKeySet } from './keys.ts';

/** How long fetched keys are used, and how long a fetch may take, in milliseconds. */
const AGE = 600_000;
const PATIENCE = 3_000;
/** How soon after a fetch an unknown key may lead to another one, and how soon after a failure anything may. */
const PAUSE = 30_000;
const RECOVERY = 5_000;
/** The largest key set that is read, in bytes: dozens of keys. */
const LARGEST = 64 * 1024;

/** The host's own address for its keys did not bring them. Nothing is known then, so nothing is accepted. */
export class KeysUnreachable extends Error {}

/**
 * Finds the key of a host's signed text. Keys at an address are fetched when first needed and kept for a while; a text
 * that names a key not among them has them fetched once more, but no oftener than the pauses allow, whoever sends it.
 */
export function createHostKeys(): (host: Host) => JWTVerifyGetKey {
  // A host that is registered anew is another object, and its old keys go with the old one.
  const sets = new WeakMap<Host, JWTVerifyGetKey>();
  return (host) => {
    const known = sets.get(host) ?? (host.jwks instanceof URL ? remoteKeys(host.jwks) : keySetOf(host.jwks));
    sets.set(host, known);
    return known;
  };
}

function remoteKeys(address: URL): JWTVerifyGetKey {
  let failure: { error: unknown; until: number } | undefined;
  return createRemoteJWKSet(address, {
    cacheMaxAge: AGE,
    cooldownDuration: PAUSE,
    timeoutDuration: PATIENCE,
    async [customFetch](url, init) {
      if (failure && Date.now() < failure.until) throw failure.error;
      try {
        const set: unknown = JSON.parse(await readText(await fetch(url, init)));
        await tryKeySet(set);
        failure = undefined;
        return Response.json({ keys: publicKeysIn(set) });
      } catch (cause) {
        const error = new KeysUnreachable('the keys of the host cannot be read', { cause });
        failure = { error, until: Date.now() + RECOVERY };
        throw error;
      }
    },
  });
}

/** `redirect: 'manual'` leaves a redirection as what it is here: not a key set. */
async function readText(response: Response): Promise<string> {
  if (response.status !== 200 || !response.body) throw new Error(`answered ${response.status}`);
  const reader = response.body.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > LARGEST) {
      await reader.cancel();
      throw new Error(`is larger than ${LARGEST} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
}
