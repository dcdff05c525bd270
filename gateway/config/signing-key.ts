import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Keys, openKeys, rotated } from '../token/key-ring.ts';
import { type JWK, newKey, type SigningKey } from '../token/keys.ts';
import { Mistakes } from './document.ts';

type Jwks = readonly [JWK, ...JWK[]];

/**
 * The gateway's signing keys from their file: a private JWK, or a set of them (RFC 7517). It is made on the first
 * start, and only its owner may read it.
 *
 * @throws {Mistakes}
 */
export async function readSigningKeys(file: string, now = new Date()): Promise<Keys> {
  let text = read(file);
  if (text === undefined) {
    text = JSON.stringify(await newKey(now));
    try {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      // "wx": of two gateways that start together, the second takes the key of the first.
      writeFileSync(file, `${text}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      text = read(file);
      if (text === undefined) throw new Mistakes([`${file}: cannot be written (${codeOf(error)}); expected a place for the signing key`]);
    }
  }
  return openKeys(...jwksIn(text, file)).catch((error: unknown) => {
    throw unusable(file, (error as Error).message);
  });
}

/** The key that signs the end of the audit: a file of its own, made as the others are. @throws {Mistakes} */
export const readAuditKey = async (file: string): Promise<SigningKey> => (await readSigningKeys(file))(new Date()).signing;

/**
 * Puts a new key before the old ones. `replace` leaves no old one: every token that lives ends at once, which is what
 * a stolen key wants; pages renew theirs silently. The file is exchanged whole: nobody ever reads half of it.
 *
 * @returns how many keys there are now
 * @throws {Mistakes}
 */
export async function rotateSigningKey(file: string, how: 'rotate' | 'replace', now = new Date()): Promise<number> {
  const text = read(file);
  if (text === undefined) throw new Mistakes([`${file}: is not there; expected the signing key, which the first start makes`]);
  const next = await newKey(now);
  const keys = how === 'replace' ? [next] : await rotated(jwksIn(text, file), next, now);
  writeFileSync(`${file}.new`, `${JSON.stringify({ keys })}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(`${file}.new`, file);
  return keys.length;
}

function jwksIn(text: string, file: string): Jwks {
  let value: JWK & { keys?: JWK[] };
  try {
    value = JSON.parse(text);
  } catch {
    throw unusable(file, 'it is not JSON');
  }
  const { keys = [value] } = Object(value) as typeof value;
  if (!Array.isArray(keys) || keys.length === 0) throw unusable(file, 'it has no keys');
  return keys as [JWK, ...JWK[]];
}

const unusable = (file: string, why: string) =>
  new Mistakes([`${file}: cannot sign (${why}); expected a private EC P-256 or Ed25519 key as a JWK, or a set of them`]);

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new Mistakes([`${file}: cannot be read (${codeOf(error)}); expected the signing key`]);
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;
