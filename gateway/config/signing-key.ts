import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { newKey, openSigningKey, type SigningKey } from '../token/keys.ts';
import { Mistakes } from './document.ts';

/**
 * The gateway's signing key from its file (a private JWK, RFC 7517), which is made on the first start and
 * which only its owner may read.
 *
 * @throws {Mistakes}
 */
export async function readSigningKey(file: string): Promise<SigningKey> {
  let text = read(file);
  if (text === undefined) {
    text = JSON.stringify(await newKey());
    try {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      // "wx": of two gateways that start together, the second takes the key of the first.
      writeFileSync(file, `${text}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      text = read(file);
      if (text === undefined) throw new Mistakes([`${file}: cannot be written (${codeOf(error)}); expected a place for the signing key`]);
    }
  }
  try {
    return await openSigningKey(JSON.parse(text));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'it is not JSON' : (error as Error).message;
    throw new Mistakes([`${file}: cannot sign (${why}); expected a private EC P-256 or Ed25519 key as a JWK`]);
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new Mistakes([`${file}: cannot be read (${codeOf(error)}); expected the signing key`]);
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;
