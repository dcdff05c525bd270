import type { Claims, OperatorClaims } from './claims.ts';
import type { SigningKey } from './keys.ts';

/** More pages than are ever open at once; beyond it the oldest is checked anew. */
const MOST = 10_000;

/** Tokens of which it is known what they say, since their signature has been checked. */
interface Memory {
  /** What it says, if its signature was found good under one of these keys and its time is not over. */
  recall(token: string, published: readonly SigningKey[], now: Date): Claims | OperatorClaims | undefined;
  keep(token: string, key: SigningKey, claims: Claims | OperatorClaims, now: Date): void;
}

/**
 * A page asks many times with one token, and to check its signature costs more than the rest of a small answer. Only
 * that check is spared: whether its key is still published and its time still runs is seen to at each use, as is
 * everything that is not in the token itself. A token at the edge of its time is not recalled, but checked as a new one.
 */
export function createMemory(): Memory {
  const known = new Map<string, { key: string; claims: Claims | OperatorClaims }>();
  return {
    recall(token, published, now) {
      const met = known.get(token);
      if (!met) return undefined;
      const seconds = now.getTime() / 1000;
      const { iat, exp } = met.claims;
      if (iat <= seconds && seconds < exp && published.some(({ kid }) => kid === met.key)) return met.claims;
      known.delete(token);
      return undefined;
    },

    keep(token, { kid }, claims, now) {
      for (const [old, { claims: { exp } }] of known) {
        if (known.size < MOST && now.getTime() / 1000 < exp) break;
        known.delete(old);
      }
      // Many requests will read this one object.
      known.set(token, { key: kid, claims: freeze(claims) });
    },
  };
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}
