import { calculateJwkThumbprint, type JWK } from 'jose';
import { openSigningKey, type SigningKey } from './keys.ts';

/** The longest life of an access token, in seconds: short, because the page renews it silently. */
export const LIFE = 300;
/** How far two honest clocks may differ, in seconds. */
export const SKEW = 5;
/** How long a new key is only published before it signs, in seconds, so that every gateway has read it by then. */
export const LEAD = 60;

/** The gateway's own keys at one moment. */
export interface KeyRing {
  signing: SigningKey;
  /** Those whose tokens may be met: the one that signs, the one before it until its tokens have ended, the one to come. */
  published: readonly SigningKey[];
}

/** The keys as they are at a moment. Nothing else has to happen at the right time: a rotation is a matter of reading. */
export type Keys = (now: Date) => KeyRing;

/**
 * Opens the gateway's private keys (JWKs, each with the `iat` of its making). The newest signs once it has been
 * published for `LEAD`; the one before it is good for as long as one of its tokens could live.
 *
 * Several gateways that read the same keys agree at every moment, without a word between them.
 */
export async function openKeys(...jwks: readonly [JWK, ...JWK[]]): Promise<Keys> {
  const keys = (await Promise.all(jwks.map(openSigningKey))).sort((a, b) => a.since - b.since);
  return (now) => {
    const seconds = now.getTime() / 1000;
    return {
      signing: keys.findLast(({ since }) => since + LEAD <= seconds) ?? keys[0]!,
      published: keys.filter((_, index) => !(keys[index + 1] && endsAt(keys[index + 1]!) < seconds)),
    };
  };
}

/** When the last token is over that was signed before this key took its turn. */
const endsAt = ({ since }: { since: number }) => since + LEAD + LIFE + SKEW;

/**
 * The keys as they are kept after a rotation: the new one, and those of before that are still good.
 * @param jwks - As they were, in any order.
 */
export async function rotated(jwks: readonly [JWK, ...JWK[]], next: JWK, now: Date): Promise<[JWK, ...JWK[]]> {
  const { published } = (await openKeys(...jwks))(now);
  const good = new Set(published.map(({ kid }) => kid));
  const kids = await Promise.all(jwks.map((jwk) => calculateJwkThumbprint(jwk)));
  return [next, ...jwks.filter((_, index) => good.has(kids[index]!))];
}
