import type { TokenError } from '../../api-spec/record.ts';
import { isNhsNumber } from '../register/nhs-number.ts';

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

/** A host's signed statement of who looks at whose record, for whom and why: the legitimate relationship. */
export interface Statement {
  sub: string;
  name: string;
  org: string;
  roles: string[];
  patient: string;
  purpose: string;
  categories?: string[];
  override?: { reason: string; text: string };
}

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
  if (payload['override'] !== undefined) {
    if (!isOverride(payload['override'])) throw wrong('override', 'a reason from "1" to "6" and a text of at most 500 characters');
    statement.override = payload['override'];
  }
  return statement;
}

/** An emergency: a code of SCR-AlertReason, and why, for whoever reviews it. Nothing else may travel with it. */
export function isOverride(value: unknown): value is { reason: string; text: string } {
  const { reason, text, ...more } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const worded = typeof text === 'string' && text.trim().length > 0 && text.length <= 500;
  return typeof reason === 'string' && /^[1-6]$/.test(reason) && worded && Object.keys(more).length === 0;
}
