import { randomUUID } from 'node:crypto';
import { SignJWT, type CryptoKey } from 'jose';

/** A host's own signing key, as the gateway knows it. */
export interface HostKey {
  clientId: string;
  key: CryptoKey;
  kid: string;
  alg: 'ES256' | 'EdDSA';
}

/** What the host states of its user and of the patient who is open: the gateway takes it as the legitimate relationship. */
export interface Statement {
  sub: string;
  name: string;
  org: string;
  roles: string[];
  patient: string;
  purpose: 'TREAT';
}

/** The gateway's token endpoint said no; `error` is its RFC 6749 code. */
export class ExchangeRefused extends Error {
  readonly status: number;
  constructor(status: number, error: string) {
    super(error);
    this.status = status;
  }
}

/**
 * Exchanges a host's signed statement for an access token (RFC 8693), the host proving who it is by
 * `private_key_jwt` (RFC 7523). Both are good for one use within a minute.
 * @throws {ExchangeRefused} where the gateway refuses.
 */
export async function exchange(gateway: string, host: HostKey, statement: Statement): Promise<{ access_token: string; expires_in: number }> {
  const sign = (claims: object) =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: host.alg, kid: host.kid, typ: 'JWT' })
      .setIssuer(host.clientId)
      .setAudience(gateway)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('60s')
      .sign(host.key);
  const response = await fetch(`${gateway}/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: await sign(statement),
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await sign({ sub: host.clientId }),
    }),
    signal: AbortSignal.timeout(10_000),
  });
  const answer = (await response.json()) as { access_token: string; expires_in: number; error?: string };
  if (!response.ok) throw new ExchangeRefused(response.status, answer.error ?? String(response.status));
  return { access_token: answer.access_token, expires_in: answer.expires_in };
}
