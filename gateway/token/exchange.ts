import { jwtVerify, type LocalJWKSet } from 'jose';
import type { Audit, AuditRow, Once } from '../store/store.ts';
import { isNhsNumber } from '../register/nhs-number.ts';
import type { Host, Register } from '../register/register.ts';
import { type AccessTokens, refusalOf, SKEW } from './access.ts';
import { ALGORITHMS, keySetOf } from './keys.ts';
import { nationalRole } from './roles.ts';
import { takeApart } from './strict.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const JWT = 'urn:ietf:params:oauth:token-type:jwt';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

/** The longest life of what a host signs, in seconds: it is made for one request. */
const LIFE = 300;
const LONGEST = 8192;

/** Success of RFC 8693 section 2.2.1. */
export interface Issued {
  access_token: string;
  issued_token_type: typeof ACCESS_TOKEN;
  token_type: 'Bearer';
  expires_in: number;
}

/** Failure of RFC 6749 section 5.2, with our own stable code beside it. */
export interface NotIssued {
  error: 'invalid_request' | 'invalid_client' | 'unauthorized_client' | 'unsupported_grant_type' | 'invalid_scope';
  error_description: string;
  code: 'bad-request' | 'token-invalid' | 'token-expired';
}

export interface TokenExchange {
  exchange(form: URLSearchParams, caller: { requestId: string; address?: string }): Promise<Issued | NotIssued>;
}

/** A host's signed statement of who looks at whose record, for whom and why: the legitimate relationship. */
interface Statement {
  sub: string;
  name: string;
  org: string;
  roles: string[];
  patient: string;
  purpose: string;
  categories?: string[];
}

class Refused extends Error {
  readonly answer: NotIssued;
  readonly reason: string;

  constructor(error: NotIssued['error'], code: NotIssued['code'], reason: string, description: string) {
    super(description);
    this.answer = { error, error_description: description, code };
    this.reason = reason;
  }
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

    const apart = takeApart(token, LONGEST);
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

  async function exchange(form: URLSearchParams, row: AuditRow): Promise<Issued> {
    const field = (name: string) => {
      const [value, ...more] = form.getAll(name);
      if (more.length > 0) throw new Refused('invalid_request', 'bad-request', `form:${name}`, `${name} is repeated`);
      return value || undefined;
    };
    const must = (name: string, error: NotIssued['error'], value?: string) => {
      const given = field(name);
      const wrong = given === undefined ? 'is missing' : value && given !== value ? 'is not supported' : undefined;
      if (wrong) throw new Refused(error, 'bad-request', `form:${name}`, `${name} ${wrong}`);
      return given!;
    };

    must('grant_type', 'unsupported_grant_type', GRANT);
    for (const name of ['scope', 'actor_token']) {
      if (field(name)) {
        const error = name === 'scope' ? 'invalid_scope' : 'invalid_request';
        throw new Refused(error, 'bad-request', `form:${name}`, `${name} is not supported`);
      }
    }
    if (field('requested_token_type')) must('requested_token_type', 'invalid_request', ACCESS_TOKEN);
    must('client_assertion_type', 'invalid_client', ASSERTION);
    const assertion = must('client_assertion', 'invalid_client');
    must('subject_token_type', 'invalid_request', JWT);
    const statementText = must('subject_token', 'invalid_request');

    const apart = takeApart(assertion, LONGEST);
    const claimed = typeof apart === 'string' ? undefined : apart.payload['iss'];
    const host = typeof claimed === 'string' ? register.host(claimed) : undefined;
    if (!host) throw new Refused('invalid_client', 'token-invalid', 'host', 'this host is not registered here');
    row.host = host.clientId;
    const client = await open(assertion, host, 'assertion', [undefined, 'JWT', 'client-authentication+jwt']);
    const named = field('client_id');
    if (client.sub !== host.clientId || (named && named !== host.clientId)) {
      throw new Refused('invalid_client', 'token-invalid', 'assertion:claim:sub', 'the client_assertion names another');
    }

    const statement = readStatement(await open(statementText, host, 'statement', ['JWT']), categories);
    const { sub, name, org, roles, patient, purpose, categories: narrowed } = statement;
    const member = register.member(org);
    Object.assign(row, {
      user: { id: sub, name, roles },
      organisation: { odsCode: org, name: member?.name ?? org },
      patient,
      purpose,
    } satisfies Partial<AuditRow>);
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

function readStatement(payload: Record<string, unknown>, known: ReadonlySet<string>): Statement {
  const wrong = (claim: string, expected: string) =>
    new Refused(
      'invalid_request',
      'token-invalid',
      `statement:claim:${claim}`,
      `the subject_token's "${claim}" is not ${expected}`,
    );
  const text = (claim: string, longest = 200) => {
    const value = payload[claim];
    if (typeof value === 'string' && value.length > 0 && value.length <= longest) return value;
    throw wrong(claim, 'a text');
  };
  const texts = (claim: string) => {
    const value = payload[claim];
    if (Array.isArray(value) && value.length <= 50 && value.every((item) => typeof item === 'string')) return value;
    throw wrong(claim, 'a list of texts');
  };

  const patient = text('patient');
  if (!isNhsNumber(patient)) throw wrong('patient', 'a valid NHS number of ten digits');
  const statement: Statement = {
    sub: text('sub'),
    name: text('name'),
    org: text('org', 10),
    roles: texts('roles'),
    patient,
    purpose: text('purpose', 20),
  };
  if (payload['categories'] !== undefined) {
    statement.categories = texts('categories');
    if (!statement.categories.every((category) => known.has(category))) throw wrong('categories', 'a list of categories');
  }
  return statement;
}
