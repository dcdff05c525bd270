import type { MiddlewareHandler } from 'hono';
import { begin } from '../audit/row.ts';
import { Refusal } from '../record/refusal.ts';
import type { Register } from '../register/register.ts';
import type { Audit, AuditRow } from '../store/store.ts';
import { type Allowance, createBuckets } from './allowance.ts';
import type { Env } from './log.ts';

/** How often one user and one host may ask, where that is limited. They hold for each gateway process by itself. */
export interface Allowances {
  perUser?: Allowance | undefined;
  perHost?: Allowance | undefined;
}

/**
 * Refuses whoever asks too often, and writes that down like every refusal. Only who a good token names is counted,
 * so nobody can use up somebody else's allowance.
 *
 * @returns a handler for the routes of each action; all of them count together
 */
export function createRestraint(
  { perUser, perHost }: Allowances,
  parts: { register: Register; audit: Audit; now: () => Date },
): (action: AuditRow['action']) => MiddlewareHandler<Env> {
  const { register, audit, now } = parts;
  const users = perUser && createBuckets(perUser, now);
  const hosts = perHost && createBuckets(perHost, now);

  return (action) => async (c, next) => {
    const claims = c.get('claims') ?? c.get('operator')!;
    const user = users?.take(`${claims.azp} ${claims.sub}`) ?? 0;
    const host = user > 0 ? 0 : (hosts?.take(claims.azp) ?? 0);
    if (user + host === 0) return next();
    const request = { requestId: c.get('requestId'), address: c.env?.address };
    const row = begin(action, claims, request, register.member(claims.org)?.name, now());
    await audit.append({ ...row, outcome: 'refused', code: 'too-many-requests', reason: user > 0 ? 'user' : 'host' });
    throw new Refusal('too-many-requests', { retryAfter: user + host });
  };
}
