import type { Audit, AuditRow, Revocations } from '../store/store.ts';
import type { AccessTokens } from './access.ts';
import { readRevocation } from './form.ts';
import type { HostTexts } from './host-text.ts';
import { SKEW } from './key-ring.ts';
import { type NotIssued, Refused } from './statement.ts';

export interface Revocation {
  /** Ends a token of the host's own before its time; undefined when it has ended, whoever ended it. */
  revoke(form: URLSearchParams, caller: { requestId: string; address?: string }): Promise<NotIssued | undefined>;
}

/**
 * Revocation (RFC 7009): the host proves itself as it does for an exchange, and its token opens nothing from then on,
 * at any gateway of the same store. First the end, then the row: if only one of them can be had, it is the end.
 */
export function createRevocation(parts: {
  texts: HostTexts;
  tokens: AccessTokens;
  revocations: Revocations;
  audit: Audit;
  now: () => Date;
}): Revocation {
  const { texts, tokens, revocations, audit, now } = parts;

  async function end(form: URLSearchParams, row: AuditRow): Promise<void> {
    const { token, ...client } = readRevocation(form);
    const host = await texts.authenticate(client, ({ clientId }) => (row.host = clientId));
    const claims = await tokens.check(token);
    if ('refused' in claims) {
      // What was never a token, or is none any more, opens nothing: that is all the host wants (RFC 7009 section 2.2).
      Object.assign(row, { outcome: 'refused', code: claims.refused, reason: `token:${claims.reason}` } satisfies Partial<AuditRow>);
      return;
    }
    if (claims.azp !== host.clientId) {
      throw new Refused('unauthorized_client', 'token-invalid', 'token:claim:azp', 'the token is not this host’s');
    }
    const { jti, exp, sub, name, roles } = claims;
    const whom = 'patient' in claims ? { patient: claims.patient } : { scope: claims.scope };
    Object.assign(row, { jti, ...whom, user: { id: sub, name, roles } } satisfies Partial<AuditRow>);
    await revocations.revoke(jti, new Date((exp + SKEW + 1) * 1000));
  }

  return {
    async revoke(form, { requestId, address }) {
      const row: AuditRow = { at: now().toISOString(), requestId, action: 'revocation', outcome: 'granted' };
      if (address !== undefined) row.address = address;
      try {
        await end(form, row);
        await audit.append(row);
        return undefined;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        await audit.append({ ...row, outcome: 'refused', code: error.answer.code, reason: error.reason });
        return error.answer;
      }
    },
  };
}
