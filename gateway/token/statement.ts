import type { TokenError } from '../../api-spec/record.ts';
import { isNhsNumber } from '../register/nhs-number.ts';
import { type Scope, SCOPES } from './claims.ts';

/** Why there is no token, as RFC 6749 section 5.2 says it, with our own stable code beside it. */
export type NotIssued = Omit<TokenError, 'correlationId'>;

/** A refused exchange: what the host is told, and the exact reason, for the audit row. */
export class Refused extends Error {
  readonly answer: NotIssued;
  readonly reason: string;

  constructor(error: NotIssued['error'], code: NotIssued['code'], reason: string, description: string) {
    super(description);
    this.answer = { error, error_description: description, code };
    this.reason = reason;
  }
}

interface Stated {
  sub: string;
  name: string;
  org: string;
  roles: string[];
  purpose: string;
}

/** A host's signed statement of who looks at whose record, for whom and why: the legitimate relationship. */
export interface ClinicalStatement extends Stated {
  patient: string;
  categories?: string[];
  /** An emergency that the host states for its user. */
  override?: { reason: string; text: string };
  /** The user's own NHS number and home address, where the host knows them: for the report on unusual access. */
  userNhsNumber?: string;
  userAddress?: string;
}

/** A host's signed statement that its user is an operator: of the audit reports, or of the opt-out register. */
export interface OperatorStatement extends Stated {
  scope: Scope;
}

export type Statement = ClinicalStatement | OperatorStatement;

/** Reads a statement out of a payload whose signature has been checked. @throws {Refused} */
export function readStatement(payload: Record<string, unknown>, known: ReadonlySet<string>): Statement {
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

  const stated = () => ({
    sub: payload['nhsid_useruid'] === undefined ? text('sub') : text('nhsid_useruid'),
    name: text('name'),
    ...(readRole(payload, wrong) ?? { org: text('org', 10), roles: texts('roles') }),
    purpose: text('purpose', 20),
  });
  if (payload['scope'] !== undefined) {
    // A statement that names a patient, too, would leave it to us which of the two was meant.
    if (payload['patient'] !== undefined) throw wrong('scope', 'of a statement without a patient');
    const scope = SCOPES.find((one) => one === payload['scope']);
    if (!scope) throw wrong('scope', SCOPES.join(' or '));
    return { ...stated(), scope };
  }
  const patient = text('patient');
  if (!isNhsNumber(patient)) throw wrong('patient', 'a valid NHS number of ten digits');
  const statement: ClinicalStatement = { ...stated(), patient };
  if (payload['userAddress'] !== undefined) statement.userAddress = text('userAddress', 500);
  const own = payload['userNhsNumber'];
  if (own !== undefined && !isNhsNumber(own)) throw wrong('userNhsNumber', 'a valid NHS number of ten digits');
  if (own !== undefined) statement.userNhsNumber = own;
  if (payload['categories'] !== undefined) {
    statement.categories = texts('categories');
    if (!statement.categories.every((category) => known.has(category))) throw wrong('categories', 'a list of categories');
  }
  if (payload['override'] !== undefined) {
    if (!isOverride(payload['override'])) throw wrong('override', 'a reason from "1" to "6" and a text of at most 500 characters');
    statement.override = payload['override'];
  }
  return statement;
}

/**
 * The organisation and the role in which the user acts, as NHS CIS2 says it: of `nhsid_nrbac_roles` the one that the
 * user selected (`selected_roleid`), or the only one there is. Undefined where the host does not speak of CIS2.
 */
function readRole(
  payload: Record<string, unknown>,
  wrong: (claim: string, expected: string) => Refused,
): { org: string; roles: string[] } | undefined {
  const { nhsid_nrbac_roles: held, selected_roleid: selected, org } = payload;
  if (held === undefined) return undefined;
  if (payload['roles'] !== undefined) throw wrong('roles', 'to be there beside "nhsid_nrbac_roles"');
  if (!Array.isArray(held) || held.length === 0 || held.length > 100 || !held.every(isRole)) {
    throw wrong('nhsid_nrbac_roles', 'a list of CIS2 roles with "org_code", "person_roleid" and "role_code"');
  }
  const chosen = selected === undefined ? held : held.filter(({ person_roleid: id }) => id === selected);
  if (chosen.length !== 1) throw wrong('selected_roleid', 'the "person_roleid" of one of the roles');
  const [{ org_code: acting, role_code: role }] = chosen as [Cis2Role];
  if (org !== undefined && org !== acting) throw wrong('org', 'the "org_code" of the selected role');
  return { org: acting, roles: [role] };
}

interface Cis2Role {
  org_code: string;
  person_roleid: string;
  role_code: string;
}

function isRole(role: unknown): role is Cis2Role {
  const fits = (value: unknown) => typeof value === 'string' && value.length > 0 && value.length <= 40;
  if (typeof role !== 'object' || role === null) return false;
  const { org_code: org, person_roleid: id, role_code: code } = role as Record<string, unknown>;
  return fits(org) && fits(id) && fits(code);
}

/** An emergency: a code of SCR-AlertReason, and why, for whoever reviews it. Nothing else may travel with it. */
export function isOverride(value: unknown): value is { reason: string; text: string } {
  const { reason, text, ...more } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const worded = typeof text === 'string' && text.trim().length > 0 && text.length <= 500;
  return typeof reason === 'string' && /^[1-6]$/.test(reason) && worded && Object.keys(more).length === 0;
}
