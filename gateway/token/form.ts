import { type NotIssued, Refused } from './statement.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const JWT = 'urn:ietf:params:oauth:token-type:jwt';
export const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

/** How a host proves itself, not yet looked at. */
interface Client {
  assertion: string;
  clientId: string | undefined;
}

/** What a host sends to have a token: two signed texts, or the SMART token of an app without a back end; not yet looked at. */
export type Form = (Client & { statement: string }) | { clientId: string; smartToken: string };

/**
 * Reads the form of a token exchange (RFC 8693 section 2.1). A parameter must not be repeated (RFC 6749
 * section 3.2), and one that would change what is granted is refused rather than passed over.
 *
 * @throws {Refused}
 */
export function readForm(form: URLSearchParams): Form {
  const { may, must } = read(form);
  must('grant_type', 'unsupported_grant_type', GRANT);
  if (may('scope', 'invalid_scope')) throw refuse('invalid_scope', 'scope', 'is not supported');
  if (may('actor_token', 'invalid_request')) throw refuse('invalid_request', 'actor_token', 'is not supported');
  may('requested_token_type', 'invalid_request', ACCESS_TOKEN);
  if (may('subject_token_type', 'invalid_request') === ACCESS_TOKEN) {
    // Whoever can prove itself is not a public client, and must not be let in as one.
    if (may('client_assertion', 'invalid_request')) throw refuse('invalid_request', 'client_assertion', 'is not supported');
    return { clientId: must('client_id', 'invalid_client'), smartToken: must('subject_token', 'invalid_request') };
  }
  must('subject_token_type', 'invalid_request', JWT);
  return { ...readClient(form), statement: must('subject_token', 'invalid_request') };
}

/**
 * Reads the form of a revocation (RFC 7009 section 2.1). A hint about the kind of token is not needed: there is one.
 *
 * @throws {Refused}
 */
export function readRevocation(form: URLSearchParams): Client & { token: string } {
  const { must } = read(form);
  return { ...readClient(form), token: must('token', 'invalid_request') };
}

function readClient(form: URLSearchParams): Client {
  const { may, must } = read(form);
  must('client_assertion_type', 'invalid_client', ASSERTION);
  return { assertion: must('client_assertion', 'invalid_client'), clientId: may('client_id', 'invalid_client') };
}

const refuse = (error: NotIssued['error'], name: string, wrong: string) =>
  new Refused(error, 'bad-request', `form:${name}`, `${name} ${wrong}`);

function read(form: URLSearchParams) {
  const may = (name: string, error: NotIssued['error'], value?: string) => {
    const [given, ...more] = form.getAll(name);
    if (more.length > 0) throw refuse('invalid_request', name, 'is repeated');
    if (given && value && given !== value) throw refuse(error, name, 'is not supported');
    return given || undefined;
  };
  const must = (name: string, error: NotIssued['error'], value?: string) => {
    const given = may(name, error, value);
    if (given === undefined) throw refuse(error, name, 'is missing');
    return given;
  };
  return { may, must };
}
