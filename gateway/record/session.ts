import type { Session } from '../../api-spec/record.ts';
import { decide, toldOf } from '../policy/decide.ts';
import { editionOf } from '../policy/edition.ts';
import { categories } from '../policy/kinds.ts';
import type { Policy } from '../policy/policy.ts';
import type { Register } from '../register/register.ts';
import type { Claims } from '../token/claims.ts';

/** Who the token speaks for, and what the policy gives them. It says nothing of the patient but the number. */
export async function sessionOf(
  claims: Claims,
  policy: Policy,
  register: Register,
  optOutPage: string | undefined,
): Promise<Session> {
  const { odsCode, name, contacts } = register.member(claims.org)!;
  const { level, granted } = decide(policy, claims, categories.map((category) => ({ category })));
  return {
    patient: claims.patient,
    user: { name: claims.name, roles: claims.roles.map((code) => ({ code, display: nameOf(code, policy) })) },
    organisation: { odsCode, name },
    level,
    purpose: claims.purpose,
    categories: granted.map(toldOf) as Session['categories'],
    expiresAt: new Date(claims.exp * 1000).toISOString(),
    contacts: { ...contacts, helpdesk: register.helpdesk },
    ...(optOutPage === undefined ? {} : { optOutPage }),
    policyVersion: await editionOf(policy),
  };
}

/** A role that the policy does not know is shown as its code. */
function nameOf(code: string, { roles }: Policy): string {
  return Object.hasOwn(roles, code) ? roles[code]!.name : code;
}
