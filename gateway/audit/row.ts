import type { AuditRow } from '../store/store.ts';

/** Who asks, as the access token says. */
export interface Who {
  sub: string;
  name: string;
  org: string;
  roles: readonly string[];
  /** The patient whom a clinical token opens. */
  patient?: string;
  /** What an operator's token opens. */
  scope?: string;
  purpose: string;
  azp: string;
  jti: string;
}

/** What is known of every request with a good token, whatever becomes of it. */
export function begin(
  action: AuditRow['action'],
  who: Who,
  request: { requestId: string; address?: string | undefined },
  organisation: string | undefined,
  at: Date,
): Omit<AuditRow, 'outcome'> {
  return {
    at: at.toISOString(),
    requestId: request.requestId,
    action,
    user: { id: who.sub, name: who.name, roles: [...who.roles] },
    organisation: { odsCode: who.org, name: organisation ?? who.org },
    host: who.azp,
    ...(request.address === undefined ? {} : { address: request.address }),
    jti: who.jti,
    purpose: who.purpose,
    ...(who.patient === undefined ? {} : { patient: who.patient }),
    ...(who.scope === undefined ? {} : { scope: who.scope }),
  };
}
