import { importJWK, type JWK, SignJWT } from 'jose';
import { openSigningKey } from './keys.ts';

/** What a host states of its user and the patient whose record is open. */
export interface HostStatement {
  /** The user's id at the host. */
  user: string;
  name: string;
  /** ODS code of the organisation for which the user acts. */
  org: string;
  /** National job role codes, CIS2 role strings, or the organisation's own names. */
  roles: readonly string[];
  patient: string;
  purpose?: string;
  categories?: readonly string[];
  /** An emergency, where the organisation lets its users state one. */
  override?: { reason: string; text: string };
}

/** A host system's side of the token exchange: what its backend does when a page asks it for a token. */
export interface HostClient {
  /** The form of `POST /v1/token` (RFC 8693, RFC 7523), freshly signed: good for one use. */
  form(statement: HostStatement): Promise<URLSearchParams>;
}

export async function createHostClient(
  clientId: string,
  issuer: string,
  jwk: JWK,
  now: () => Date = () => new Date(),
): Promise<HostClient> {
  const { kid, alg } = await openSigningKey(jwk);
  const key = await importJWK(jwk, alg);

  function sign(claims: Record<string, unknown>): Promise<string> {
    const iat = Math.floor(now().getTime() / 1000);
    return new SignJWT({ iss: clientId, aud: issuer, ...claims, jti: crypto.randomUUID(), iat, exp: iat + 60 })
      .setProtectedHeader({ alg, kid, typ: 'JWT' })
      .sign(key);
  }

  return {
    async form({ user, purpose = 'TREAT', ...statement }) {
      return new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await sign({ sub: clientId }),
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        subject_token: await sign({ sub: user, purpose, ...statement }),
      });
    },
  };
}
