import type { Token } from '../../api-spec/record.ts';
import type { Host, Register, SmartIssuer } from '../register/register.ts';
import { homeOf, placeOf } from '../register/place.ts';
import type { Audit, AuditRow } from '../store/store.ts';
import type { AccessTokens } from './access.ts';
import { ACCESS_TOKEN, readForm } from './form.ts';
import type { HostTexts } from './host-text.ts';
import type { Proof, Proven } from './proof.ts';
import { nationalRole } from './roles.ts';
import type { SmartTokens } from './smart.ts';
import { type NotIssued, readStatement, Refused, type Statement } from './statement.ts';

/** Who asks for a token, and the page's proof of its key, where the host hands one on (header `DPoP`). */
export interface Caller {
  requestId: string;
  address?: string;
  proof?: string;
  /** The web origin, where it is a page that asks. */
  origin?: string;
}

export interface TokenExchange {
  exchange(form: URLSearchParams, caller: Caller): Promise<Token | NotIssued>;
}

/**
 * The token exchange (RFC 8693): a host's backend proves itself by a signed assertion (RFC 7523
 * `private_key_jwt`) and hands in a signed statement of user, role, organisation and open patient. A SMART app without
 * a back end hands in its SMART access token instead, and what the issuer says of that is the statement.
 *
 * Host, user and statement are checked here. Opt-out and role are not: they are decided at each request,
 * so that a widget can say why. Every exchange, granted or refused, is written down before it is answered.
 */
export function createExchange(parts: {
  issuer: string;
  register: Register;
  texts: HostTexts;
  smart: SmartTokens;
  proven: (proof: string | undefined, about: Proven) => Promise<Proof>;
  tokens: AccessTokens;
  audit: Pick<Audit, 'append'>;
  categories: ReadonlySet<string>;
  now: () => Date;
}): TokenExchange {
  const { issuer, register, texts, smart, proven, tokens, audit, categories, now } = parts;

  /**
   * The app behind a page. It has no secret: what it must have is an origin of its own, which the browser vouches for,
   * and a live token that its issuer gave to this very app.
   */
  function appOf(clientId: string, origin: string | undefined, row: AuditRow): Host & { smart: SmartIssuer } {
    const host = register.host(clientId);
    if (!host?.smart) throw new Refused('invalid_client', 'token-invalid', 'host', 'this host is not registered here for SMART tokens');
    row.host = host.clientId;
    if (origin !== undefined && host.origins.includes(origin)) return { ...host, smart: host.smart };
    throw new Refused('invalid_client', 'token-invalid', 'smart:origin', 'the SMART token was refused (origin)');
  }

  /** Who asks, and for whom: said by the host itself, or by the issuer of its SMART token. */
  async function told(form: URLSearchParams, origin: string | undefined, row: AuditRow): Promise<{ host: Host; claims: Record<string, unknown>; life?: number }> {
    const given = readForm(form);
    if ('smartToken' in given) {
      const host = appOf(given.clientId, origin, row);
      return { host, ...(await smart.read(given.smartToken, host)) };
    }
    const { statement, ...client } = given;
    const host = await texts.authenticate(client, ({ clientId }) => (row.host = clientId));
    return { host, claims: await texts.read(statement, host) };
  }

  /** Binds the token to the key that the page has proven (RFC 9449 section 5), as far as the host wants that. */
  async function bind({ dpop = 'off' }: Host, proof: string | undefined): Promise<{ cnf?: { jkt: string } }> {
    if (dpop === 'off' || (dpop === 'optional' && proof === undefined)) return {};
    const { jkt, refused } = await proven(proof, { method: 'POST', url: `${issuer}/v1/token` });
    if (refused === undefined) return { cnf: { jkt } };
    throw new Refused('invalid_dpop_proof', 'token-invalid', `proof:${refused}`, `the DPoP proof was refused (${refused})`);
  }

  async function exchange(form: URLSearchParams, { proof, origin }: Caller, row: AuditRow): Promise<Token> {
    const { host, claims, life } = await told(form, origin, row);
    const statement = readStatement(claims, categories);
    const { sub, name, org, roles, purpose } = statement;
    const member = register.member(org);
    Object.assign(row, { user: { id: sub, name, roles }, purpose } satisfies Partial<AuditRow>);
    if ('scope' in statement) {
      row.scope = statement.scope;
    } else {
      row.patient = statement.patient;
      if (statement.override) row.override = { ...statement.override, passed: [] };
      if (statement.userNhsNumber === statement.patient) row.alike = ['own-record'];
    }
    if (member) row.organisation = { odsCode: org, name: member.name };
    if (!member || !host.organisations.includes(org)) {
      throw new Refused(
        'unauthorized_client',
        'token-invalid',
        'statement:claim:org',
        'this host is not registered for the organisation of its user',
      );
    }

    if ('scope' in statement && !host.scopes?.[statement.scope]?.includes(org)) {
      throw new Refused('invalid_scope', 'token-invalid', 'statement:claim:scope', 'this host has no operators of that scope');
    }

    const bound = await bind(host, proof);
    const national = roles.map((role) => nationalRole(role, member.roles)).filter((role) => role !== undefined);
    const { token, jti, expiresIn } = await tokens.mint({
      sub,
      name,
      org,
      roles: [...new Set(national)],
      purpose,
      azp: host.clientId,
      ...bound,
      ...(await opened(statement)),
    }, life);
    row.jti = jti;
    const type = bound.cnf ? 'DPoP' : 'Bearer';
    return { access_token: token, issued_token_type: ACCESS_TOKEN, token_type: type, expires_in: expiresIn };
  }

  return {
    async exchange(form, caller) {
      const { requestId, address } = caller;
      const row: AuditRow = { at: now().toISOString(), requestId, action: 'token', outcome: 'granted' };
      if (address !== undefined) row.address = address;
      try {
        const issued = await exchange(form, caller, row);
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

/** What the token is for: one patient, perhaps only some of their record, or an operator's work. */
async function opened(statement: Statement) {
  if ('scope' in statement) return { scope: statement.scope };
  const { sub, patient, categories, override, userAddress } = statement;
  const place = userAddress === undefined ? undefined : placeOf([userAddress]);
  return {
    patient,
    ...(categories === undefined ? {} : { categories }),
    ...(override === undefined ? {} : { override }),
    ...(place === undefined ? {} : { home: await homeOf(sub, place) }),
  };
}
