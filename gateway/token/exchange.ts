import { jwtVerify, type LocalJWKSet } from 'jose';
import type { Token } from '../../api-spec/record.ts';
import type { Audit, AuditRow, Once } from '../store/store.ts';
import type { Host, Register } from '../register/register.ts';
import { type AccessTokens, refusalOf, SKEW } from './access.ts';
import { ACCESS_TOKEN, readForm } from './form.ts';
import { ALGORITHMS, keySetOf } from './keys.ts';
import { nationalRole } from './roles.ts';
import { type NotIssued, readStatement, Refused } from './statement.ts';
import { takeApart } from './strict.ts';

/** The longest life of what a host signs, in seconds: it is made for one request. */
const LIFE = 300;

export interface TokenExchange {
  exchange(form: URLSearchParams, caller: { requestId: string; address?: string }): Promise<Token | NotIssued>;
}

/**
 * The token exchange (RFC 8693): a host's backend proves itself by a signed assertion (RFC 7523
 * `private_key_jwt`) and hands in a signed statement of user, role, organisation and open patient.
 *
 * Host, user and statement are checked here. Opt-out and role are not: they are decided at each request,
 * so that a widget can say why. Every exchange, granted or refused, is written down before it is answered.
 */
export function createExchange(parts: {
  issuer: string;
  register: Register;
  tokens: AccessTokens;
  audit: Audit;
  once: Once;
  categories: ReadonlySet<string>;
  now: () => Date;
}): TokenExchange {
  const { issuer, register, tokens, audit, once, categories, now } = parts;
  const keys = new Map<string, LocalJWKSet>();
  for (const host of register.hosts) keys.set(host.clientId, keySetOf(host.jwks));

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

    const apart = takeApart(token);
    if (typeof apart === 'string') throw refuse(apart);
    if (!types.includes(apart.header['typ'])) throw refuse('typ');
    const { payload } = await jwtVerify(token, keys.get(host.clientId)!, {
      algorithms: ALGORITHMS,
      issuer: host.clientId,
      audience: client ? [issuer, `${issuer}/v1/token`] : issuer,
      currentDate: now(),
      clockTolerance: SKEW,
      maxTokenAge: LIFE,
      requiredClaims: ['sub', 'jti', 'iat', 'exp'],
    }).catch((error: unknown) => {
      const { refused, reason } = refusalOf(error);
      throw refuse(reason, refused === 'token-expired' ? 'token-expired' : 'token-invalid');
    });
    const { aud, jti, iat, exp } = payload;
    // An audience of several would let another of them use the text here (draft-ietf-oauth-rfc7523bis).
    if (typeof aud !== 'string') throw refuse('claim:aud');
    if (typeof jti !== 'string' || jti.length === 0 || jti.length > 200) throw refuse('claim:jti');
    if (exp! - iat! > LIFE) throw refuse('claim:exp');
    const until = new Date((exp! + SKEW + 1) * 1000);
    if (!(await once.first(`${what} ${host.clientId} ${jti}`, until))) throw refuse('replayed');
    return payload;
  }

  async function exchange(form: URLSearchParams, row: AuditRow): Promise<Token> {
    const { assertion, statement: stated, clientId } = readForm(form);
    const apart = takeApart(assertion);
    const claimed = typeof apart === 'string' ? undefined : apart.payload['iss'];
    const host = typeof claimed === 'string' ? register.host(claimed) : undefined;
    if (!host) throw new Refused('invalid_client', 'token-invalid', 'host', 'this host is not registered here');
    row.host = host.clientId;
    const client = await open(assertion, host, 'assertion', [undefined, 'JWT', 'client-authentication+jwt']);
    if (client.sub !== host.clientId || (clientId ?? host.clientId) !== host.clientId) {
      throw new Refused('invalid_client', 'token-invalid', 'assertion:claim:sub', 'the client_assertion names another');
    }

    const statement = readStatement(await open(stated, host, 'statement', ['JWT']), categories);
    const { sub, name, org, roles, patient, purpose, categories: narrowed, override } = statement;
    const member = register.member(org);
    Object.assign(row, { user: { id: sub, name, roles }, patient, purpose } satisfies Partial<AuditRow>);
    if (override) row.override = { ...override, passed: [] };
    if (member) row.organisation = { odsCode: org, name: member.name };
    if (!member || !host.organisations.includes(org)) {
      throw new Refused(
        'unauthorized_client',
        'token-invalid',
        'statement:claim:org',
        'this host is not registered for the organisation of its user',
      );
    }

    const national = roles.map((role) => nationalRole(role, member.roles)).filter((role) => role !== undefined);
    const { token, jti, expiresIn } = await tokens.mint({
      sub,
      name,
      org,
      roles: [...new Set(national)],
      patient,
      purpose,
      ...(narrowed === undefined ? {} : { categories: narrowed }),
      ...(override === undefined ? {} : { override }),
      azp: host.clientId,
    });
    row.jti = jti;
    return { access_token: token, issued_token_type: ACCESS_TOKEN, token_type: 'Bearer', expires_in: expiresIn };
  }

  return {
    async exchange(form, { requestId, address }) {
      const row: AuditRow = { at: now().toISOString(), requestId, action: 'token', outcome: 'granted' };
      if (address !== undefined) row.address = address;
      try {
        const issued = await exchange(form, row);
        await audit.append(row);
        return issued;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        await audit.append({ ...row, outcome: 'refused', code: error.answer.code, reason: error.reason });
        return error.answer;
      }
    },
  };
}
