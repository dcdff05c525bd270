import type { Context } from 'hono';
import type { Contact, Problem, ProblemCode } from '../../api-spec/record.ts';
import type { Refusal } from '../record/refusal.ts';
import type { Register } from '../register/register.ts';
import type { Env } from './log.ts';

type Helper = 'user' | 'service' | 'helpdesk' | 'nobody';

/** Every problem of the contract (RFC 9457): its status, its title, and who can help (provider FAQ). */
const problems: { readonly [Code in ProblemCode]: readonly [status: number, title: string, who: Helper] } = {
  'bad-request': [400, 'The request is not understood', 'service'],
  'token-missing': [401, 'An access token is needed', 'nobody'],
  'token-expired': [401, 'The access token has expired', 'nobody'],
  'token-invalid': [401, 'The access token is not valid here', 'nobody'],
  // "Why can I only see certain aspects?" is answered by whoever gave the user their access.
  'not-permitted': [403, 'The role does not have this part of the record', 'user'],
  'no-relationship': [403, 'No relationship with this patient is known', 'user'],
  'patient-mismatch': [403, 'Another patient is open', 'service'],
  'patient-opted-out': [403, 'The patient objects to sharing', 'helpdesk'],
  'not-found': [404, 'There is nothing here', 'service'],
  'too-many-requests': [429, 'Too many requests', 'service'],
  'gateway-error': [500, 'The gateway failed', 'service'],
  // The gateway is whole: what it got from the source is not (RFC 9110, section 15.6.3).
  'document-too-large': [502, 'The document is larger than may be opened here', 'service'],
  'document-unreadable': [502, 'The source sent a document that cannot be read', 'service'],
  'all-sources-unavailable': [503, 'No source answered', 'service'],
  overloaded: [503, 'Too much is under way', 'service'],
};

/** The problem document of a refusal, for whoever asked. */
export function problemOf(refusal: Refusal, c: Context<Env>, register: Register): Problem {
  const { code, category, sources, message } = refusal;
  const [status, title, who] = problems[code];
  const claims = c.get('claims') ?? c.get('operator');
  const contact = contactFor(who, claims && register.member(claims.org)?.contacts, register.helpdesk);
  return {
    type: `urn:lcr:problem:${code}`,
    title,
    status,
    ...(message === code ? {} : { detail: message }),
    code,
    correlationId: c.get('requestId'),
    ...(contact ? { contact } : {}),
    ...(sources && claims && 'patient' in claims ? { patient: claims.patient, sources: [...sources] } : {}),
    ...(category ? { category } : {}),
  };
}

export function answerProblem(refusal: Refusal, c: Context<Env>, register: Register): Response {
  const problem = problemOf(refusal, c, register);
  c.set('code', problem.code);
  if (refusal.retryAfter !== undefined) c.header('Retry-After', String(refusal.retryAfter));
  if (problem.status === 401) {
    // RFC 6750 section 3.1: no error code where no token was sent.
    const error = problem.code === 'token-missing' ? '' : ' error="invalid_token"';
    c.header('WWW-Authenticate', c.get('challenge') ?? `Bearer${error}`);
  }
  return c.body(JSON.stringify(problem), problem.status as 400, { 'Content-Type': 'application/problem+json' });
}

function contactFor(
  who: Helper,
  own: { localServiceDesk: Contact; localSystemAdministrator: Contact } | undefined,
  helpdesk: Contact,
): Contact | undefined {
  if (who === 'nobody') return undefined;
  if (who === 'helpdesk' || !own) return helpdesk;
  return who === 'user' ? own.localSystemAdministrator : own.localServiceDesk;
}
