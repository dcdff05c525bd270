import { CompactSign, compactVerify, type CryptoKey } from 'jose';
import type { End } from '../store/chain.ts';
import type { Audit, Head } from '../store/store.ts';

/** Where the chain ended, and when that was signed. */
export interface SignedEnd extends End {
  at: string;
}

/** The key of the audit: apart from that of the tokens, which is changed now and then, while this one has to outlive its rows. */
export interface AuditKey {
  kid: string;
  alg: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
}

/** Of no other use: nothing else that the gateway signs can be taken for a head (RFC 8725, section 3.11). */
const TYPE = 'lcr-audit-head';

/** How often the end is signed while it moves, in milliseconds. */
const USUAL = 10_000;

/** A head as a JWS (RFC 7515) over `{ seq, hash, at }`, short enough for a line that is kept elsewhere. */
export async function signEnd({ seq, hash }: End, key: AuditKey, at: Date): Promise<Head> {
  const end: SignedEnd = { seq, hash, at: at.toISOString() };
  const bytes = new TextEncoder().encode(JSON.stringify(end));
  const signed = await new CompactSign(bytes).setProtectedHeader({ alg: key.alg, kid: key.kid, typ: TYPE }).sign(key.privateKey);
  return { seq, signed };
}

/** What a head says. @returns undefined where it was not signed with this key */
export async function readHead(signed: string, key: AuditKey): Promise<SignedEnd | undefined> {
  try {
    const { payload, protectedHeader } = await compactVerify(signed, key.publicKey, { algorithms: [key.alg] });
    if (protectedHeader.typ !== TYPE) return undefined;
    return JSON.parse(new TextDecoder().decode(payload)) as SignedEnd;
  } catch {
    return undefined;
  }
}

/**
 * Signs where the chain ends: now, for what whoever ran before could not sign any more, then while it grows, and at
 * the stop. Each head is told as well as kept, for the copy that nobody who holds the store can cut off with it.
 */
export function keepSigning(
  audit: Audit,
  key: AuditKey,
  { every = USUAL, now = () => new Date(), onHead, onFailure }: {
    every?: number;
    now?: () => Date;
    onHead: (head: Head) => void;
    onFailure: (error: unknown) => void;
  },
): { stop(): Promise<void> } {
  let signedTo = 0;
  let last = Promise.resolve();

  async function sign(): Promise<void> {
    const end = await audit.end();
    if (end.seq === signedTo) return;
    const head = await signEnd(end, key, now());
    await audit.sign(head);
    signedTo = end.seq;
    onHead(head);
  }

  const again = () => (last = last.then(sign).catch(onFailure));
  void again();
  const timer = setInterval(() => void again(), every);
  return {
    async stop() {
      clearInterval(timer);
      await again();
    },
  };
}
