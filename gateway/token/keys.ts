import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type LocalJWKSet,
} from 'jose';

export type { JWK };

/** The only signatures that are made or accepted here: never `none`, never a shared secret. */
export const ALGORITHMS = ['ES256', 'EdDSA'];

/** A key of the gateway's own: signs access tokens, and its public half is published (RFC 7517). */
export interface SigningKey {
  kid: string;
  alg: string;
  /** When it was made, in seconds since 1970; 0 where its file does not say. */
  since: number;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  publicJwk: JWK;
}

/** A new private key as a JWK, for whoever keeps it. */
export async function newKey(made?: Date): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), ...(made ? { iat: Math.floor(made.getTime() / 1000) } : {}) };
}

/** Makes a private JWK ready to sign with. Its `kid` is its RFC 7638 thumbprint, whatever the file says. */
export async function openSigningKey(jwk: JWK): Promise<SigningKey> {
  const alg = algorithmOf(Object(jwk));
  if (!alg) throw new Error('it is neither an EC P-256 nor an Ed25519 key');
  if (typeof jwk.d !== 'string') throw new Error('it has no private part');
  const kid = await calculateJwkThumbprint(jwk);
  const { kty, crv, x, y } = jwk;
  const point = { kty, crv, x, ...(y === undefined ? {} : { y }) } as JWK;
  return {
    kid,
    alg,
    since: Number((jwk as { iat?: number }).iat ?? 0),
    privateKey: (await importJWK({ ...point, d: jwk.d } as JWK, alg)) as CryptoKey,
    publicKey: (await importJWK(point, alg)) as CryptoKey,
    publicJwk: { ...point, kid, alg, use: 'sig' } as JWK,
  };
}

/** The public half of a key pair, as a host registers it. */
export async function publicSetOf(jwk: JWK): Promise<{ keys: JWK[] }> {
  return { keys: [(await openSigningKey(jwk)).publicJwk] };
}

/** Makes a host's public key set (RFC 7517) ready to check with. @throws where it is not such a set */
export function keySetOf(set: unknown): LocalJWKSet {
  return createLocalJWKSet({ keys: publicKeysIn(set) });
}

/** The keys of a host's public key set, each of a kind that is accepted here. @throws where one is not */
export function publicKeysIn(set: unknown): JWK[] {
  const keys = (set as { keys?: unknown } | null)?.keys;
  if (!Array.isArray(keys) || keys.length === 0) throw new Error('it has no "keys"');
  const kids = new Set<unknown>();
  for (const [index, key] of (keys as JWK[]).entries()) {
    const alg = typeof key === 'object' && key !== null ? algorithmOf(key) : undefined;
    if (!alg) throw new Error(`keys[${index}] is neither an EC P-256 nor an Ed25519 key`);
    if (key.d !== undefined) throw new Error(`keys[${index}] is a private key; only its public half belongs here`);
    if (key.alg !== undefined && key.alg !== alg) throw new Error(`keys[${index}] has an "alg" other than ${alg}`);
    if (kids.has(key.kid)) throw new Error(`keys[${index}] has the "kid" of another key`);
    kids.add(key.kid);
  }
  return keys as JWK[];
}

/** Finds a key whose numbers are not a point of its curve while there is still somebody to correct the file. */
export async function tryKeySet(set: unknown): Promise<void> {
  for (const [index, key] of publicKeysIn(set).entries()) {
    await importJWK(key, algorithmOf(key)!).catch(() => {
      throw new Error(`keys[${index}] is not a valid key`);
    });
  }
}

/** The one signature for which a key may be used here; undefined for a key of another kind. */
export function algorithmOf(jwk: JWK): string | undefined {
  if (jwk.kty === 'EC' && jwk.crv === 'P-256') return 'ES256';
  if (jwk.kty === 'OKP' && jwk.crv === 'Ed25519') return 'EdDSA';
  return undefined;
}
