import { base64url, calculateJwkThumbprint, importJWK, type JWK, jwtVerify } from 'jose';
import type { Once } from '../store/store.ts';
import { refusalOf } from './access.ts';
import { LIFE, SKEW } from './key-ring.ts';
import { algorithmOf } from './keys.ts';
import { takeApart } from './strict.ts';

/** What a proof has to be about. */
export interface Proven {
  method: string;
  /** The address of the request. Query and fragment do not matter (RFC 9449 section 4.3). */
  url: string;
  /** The access token that goes with it; none where one is still to be issued. */
  token?: string;
}

/** The thumbprint of the key that was proven (RFC 9449 `jkt`), or what exactly was wrong. */
export type Proof = { jkt: string; refused?: never } | { jkt?: never; refused: string };

const TYPE = 'dpop+jwt';

/**
 * Checks a page's proof that it holds the key to which its token is bound (RFC 9449), and that this is its first use.
 *
 * A proof may be as old as a token: it names the one it goes with (`ath`), and that one lives no longer. The clock of
 * a page is nobody's to set, so the proof may be as young, too.
 */
export function createProofs(once: Once, now: () => Date): (proof: string | undefined, about: Proven) => Promise<Proof> {
  return async (proof, { method, url, token }) => {
    if (proof === undefined) return { refused: 'missing' };
    const apart = takeApart(proof);
    if (typeof apart === 'string') return { refused: apart };
    const { typ, alg, jwk: given, ...more } = apart.header;
    if (typ !== TYPE) return { refused: 'typ' };
    if (Object.keys(more).length > 0) return { refused: 'header' };
    const jwk = publicPoint(given);
    if (!jwk || typeof alg !== 'string' || algorithmOf(jwk) !== alg) return { refused: 'key' };
    // What is no point of its curve is the caller's mistake, not ours.
    const key = await importJWK(jwk, alg).catch(() => undefined);
    if (!key) return { refused: 'key' };

    try {
      const { payload } = await jwtVerify(proof, key, { algorithms: [alg], typ: TYPE, currentDate: now(), clockTolerance: SKEW });
      const { htm, htu, jti, iat, ath } = payload;
      if (htm !== method) return { refused: 'htm' };
      if (bare(htu) !== bare(url)) return { refused: 'htu' };
      if (!Number.isSafeInteger(iat) || Math.abs(now().getTime() / 1000 - iat!) > LIFE) return { refused: 'iat' };
      if (typeof jti !== 'string' || jti.length === 0 || jti.length > 200) return { refused: 'jti' };
      if (token !== undefined && ath !== (await digest(token))) return { refused: 'ath' };
      const jkt = await calculateJwkThumbprint(jwk);
      const until = new Date((iat! + LIFE + 1) * 1000);
      return (await once.first(`proof ${jkt} ${jti}`, until)) ? { jkt } : { refused: 'replayed' };
    } catch (error) {
      return { refused: refusalOf(error).reason };
    }
  };
}

/** The public half of a key, or nothing where the private half is there as well: whoever shows that has lost it. */
function publicPoint(given: unknown): JWK | undefined {
  if (typeof given !== 'object' || given === null || Object.hasOwn(given, 'd')) return undefined;
  const { kty, crv, x, y } = given as JWK;
  if (![kty, crv, x].every((part) => typeof part === 'string')) return undefined;
  return { kty, crv, x, ...(y === undefined ? {} : { y }) } as JWK;
}

function bare(address: unknown): string | undefined {
  if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
}

async function digest(token: string): Promise<string> {
  return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))));
}
