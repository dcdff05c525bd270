import type { Context, MiddlewareHandler } from 'hono';
import { begin } from '../audit/row.ts';
import type { Asker } from '../record/door.ts';
import type { Operator } from '../reports/office.ts';
import { Refusal } from '../record/refusal.ts';
import type { Host, Register } from '../register/register.ts';
import type { Audit, AuditRow, Revocations } from '../store/store.ts';
import type { AccessTokens } from '../token/access.ts';
import type { Claims, OperatorClaims, Scope, TokenRefusal } from '../token/claims.ts';
import type { Proof, Proven } from '../token/proof.ts';
import type { Env } from './log.ts';

/** Everything by which a request is let in or kept out. */
interface Parts {
  issuer: string;
  tokens: AccessTokens;
  proven: (proof: string | undefined, about: Proven) => Promise<Proof>;
  revocations: Revocations;
  register: Register;
  audit: Audit;
  now: () => Date;
}

/** What a browser is told that has to prove its key (RFC 9449 section 7.1). */
const PROVE = 'DPoP error="invalid_dpop_proof", algs="ES256 EdDSA"';

/**
 * Lets in only requests with a good access token, and writes down the others (RFC 6750 section 2.1, RFC 9449 section 7).
 *
 * @param scope what an operator's token has to open; without it, the token has to be a patient's
 */
export function guard(action: AuditRow['action'], parts: Parts, scope?: Scope): MiddlewareHandler<Env> {
  const { issuer, tokens, proven, revocations, register, audit, now } = parts;

  async function check({ req }: Context<Env>): Promise<Claims | OperatorClaims | TokenRefusal> {
    const authorization = req.header('Authorization');
    if (authorization === undefined) return { refused: 'token-missing', reason: 'no-header' };
    const [, scheme, token] = /^(Bearer|DPoP) (.*)$/s.exec(authorization) ?? [];
    if (token === undefined) return { refused: 'token-invalid', reason: 'scheme' };
    const claims = await tokens.check(token);
    if ('refused' in claims) return claims;
    const host = register.host(claims.azp);
    if (!host) return { refused: 'token-invalid', reason: 'host' };
    // A token is of use only to the pages of the host that asked for it.
    if (!comesFrom(host, req)) return { refused: 'token-invalid', reason: 'origin' };
    const bound = claims.cnf !== undefined;
    if (bound !== (scheme === 'DPoP')) return { refused: 'token-invalid', reason: bound ? 'proof:scheme' : 'scheme' };
    if (!bound && host.dpop === 'required') return { refused: 'token-invalid', reason: 'proof:unbound' };
    if (await revocations.revoked(claims.jti)) return { refused: 'token-invalid', reason: 'revoked' };
    if (!bound) return claims;
    const url = `${issuer}${new URL(req.url).pathname}`;
    const { jkt, refused } = await proven(req.header('DPoP'), { method: req.method, url, token });
    if (refused !== undefined) return { refused: 'token-invalid', reason: `proof:${refused}` };
    return jkt === claims.cnf!.jkt ? claims : { refused: 'token-invalid', reason: 'proof:other-key' };
  }

  /**
   * Whether a request is one of the host's pages. A browser names the page that asks, in `Origin`, unless that page is
   * the gateway's own (Fetch Metadata, `Sec-Fetch-Site`); what is no browser names none. The frame says in which page it
   * stands, as the browser told it: no other script can, for what is of another site is never `same-origin`.
   */
  function comesFrom({ isolated, origins }: Host, req: Context<Env>['req']): boolean {
    const own = req.header('Sec-Fetch-Site') === 'same-origin';
    if (isolated) return own && origins.includes(req.header('LCR-Embedder') ?? '');
    const origin = req.header('Origin') ?? (own ? new URL(issuer).origin : undefined);
    return origin === undefined || origins.includes(origin);
  }

  /** Whether the host may still speak for such an operator; of a patient's token the door asks that itself. */
  function speaks(claims: Claims | OperatorClaims): boolean {
    if (!('scope' in claims)) return true;
    const mayFor = register.host(claims.azp)?.scopes?.[claims.scope] ?? [];
    return mayFor.includes(claims.org) && register.member(claims.org) !== undefined;
  }

  return async (c, next) => {
    const claims = await check(c);
    if ('refused' in claims) {
      const { refused: code, reason } = claims;
      if (reason.startsWith('proof:')) c.set('challenge', PROVE);
      const address = c.env?.address;
      await audit.append({
        at: now().toISOString(),
        requestId: c.get('requestId'),
        action,
        outcome: 'refused',
        code,
        reason,
        ...(address === undefined ? {} : { address }),
      });
      throw new Refusal(code);
    }
    if ('scope' in claims) c.set('operator', claims);
    else c.set('claims', claims);
    if (('scope' in claims ? claims.scope : undefined) !== scope || !speaks(claims)) {
      const request = { requestId: c.get('requestId'), address: c.env?.address };
      const known = begin(action, claims, request, register.member(claims.org)?.name, now());
      await audit.append({ ...known, outcome: 'refused', code: 'not-permitted', reason: 'scope' });
      throw new Refusal('not-permitted');
    }
    await next();
  };
}

/** Whoever has passed the guard, as the door wants to know them. */
export function askerOf(c: Context<Env>, gone: AbortSignal = c.req.raw.signal): Asker {
  return {
    claims: c.get('claims')!,
    patient: c.req.header('LCR-Patient'),
    requestId: c.get('requestId'),
    address: c.env?.address,
    gone,
  };
}

/** An operator who has passed the guard. */
export const operatorOf = (c: Context<Env>): Operator => ({
  claims: c.get('operator')!,
  requestId: c.get('requestId'),
  address: c.env?.address,
});
