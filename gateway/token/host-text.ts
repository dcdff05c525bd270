import { jwtVerify } from 'jose';
import type { Host, Register } from '../register/register.ts';
import type { Once } from '../store/store.ts';
import { refusalOf } from './access.ts';
import { createHostKeys, KeysUnreachable } from './host-keys.ts';
import { LIFE, SKEW } from './key-ring.ts';
import { ALGORITHMS } from './keys.ts';
import { type NotIssued, Refused } from './statement.ts';
import { takeApart } from './strict.ts';

/** Reads what hosts sign. Each text is made for one request and taken once. */
export interface HostTexts {
  /** The registered host that a client assertion proves (RFC 7523 `private_key_jwt`). @throws {Refused} */
  authenticate(form: { assertion: string; clientId: string | undefined }, met: (host: Host) => void): Promise<Host>;
  /** The claims of a host's statement of user and patient. @throws {Refused} */
  read(statement: string, host: Host): Promise<Record<string, unknown>>;
}

export function createHostTexts(parts: {
  issuer: string;
  register: Register;
  once: Once;
  now: () => Date;
}): HostTexts {
  const { issuer, register, once, now } = parts;
  const keysOf = createHostKeys();

  /** One signed text of a host: its signature, times, audience and single use. */
  async function open(token: string, host: Host, what: 'assertion' | 'statement', types: readonly unknown[]) {
    const client = what === 'assertion';
    const refuse = (reason: string, code: NotIssued['code'] = 'token-invalid') =>
      new Refused(
        client ? 'invalid_client' : 'invalid_request',
        code,
        `${what}:${reason}`,
        `the ${client ? 'client_assertion' : 'subject_token'} was refused (${reason})`,
      );

    if (!host.jwks) throw refuse('no-keys');
    const apart = takeApart(token);
    if (typeof apart === 'string') throw refuse(apart);
    if (!types.includes(apart.header['typ'])) throw refuse('typ');
    const { payload } = await jwtVerify(token, keysOf(host), {
      algorithms: ALGORITHMS,
      issuer: host.clientId,
      audience: client ? [issuer, `${issuer}/v1/token`, `${issuer}/v1/revoke`] : issuer,
      currentDate: now(),
      clockTolerance: SKEW,
      maxTokenAge: LIFE,
      requiredClaims: ['sub', 'jti', 'iat', 'exp'],
    }).catch((error: unknown) => {
      if (error instanceof KeysUnreachable) throw refuse('keys-unreachable');
      const { refused, reason } = refusalOf(error);
      throw refuse(reason, refused === 'token-expired' ? 'token-expired' : 'token-invalid');
    });
    const { aud, jti, iat, exp } = payload;
    // An audience of several would let another of them use the text here (draft-ietf-oauth-rfc7523bis).
    if (typeof aud !== 'string') throw refuse('claim:aud');
    if (typeof jti !== 'string' || jti.length === 0 || jti.length > 200) throw refuse('claim:jti');
    if (exp! - iat! > LIFE || exp! <= iat!) throw refuse('claim:exp');
    const until = new Date((exp! + SKEW + 1) * 1000);
    if (!(await once.first(`${what} ${host.clientId} ${jti}`, until))) throw refuse('replayed');
    return payload;
  }

  return {
    async authenticate({ assertion, clientId }, met) {
      const apart = takeApart(assertion);
      const claimed = typeof apart === 'string' ? undefined : apart.payload['iss'];
      const host = typeof claimed === 'string' ? register.host(claimed) : undefined;
      if (!host) throw new Refused('invalid_client', 'token-invalid', 'host', 'this host is not registered here');
      met(host);
      const client = await open(assertion, host, 'assertion', [undefined, 'JWT', 'client-authentication+jwt']);
      if (client.sub !== host.clientId || (clientId ?? host.clientId) !== host.clientId) {
        throw new Refused('invalid_client', 'token-invalid', 'assertion:claim:sub', 'the client_assertion names another');
      }
      return host;
    },
    read: (statement, host) => open(statement, host, 'statement', ['JWT']),
  };
}
