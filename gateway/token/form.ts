import { type NotIssued, Refused } from './statement.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const JWT = 'urn:ietf:params:oauth:token-type:jwt';
export const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

/** What a host sends to have a token: two signed texts, not yet looked at. */
export interface Form {
  assertion: string;
  statement: string;
  clientId: string | undefined;
}

/**
 * Reads the form of a token exchange (RFC 8693 section 2.1). A parameter must not be repeated (RFC 6749
 * section 3.2), and one that would change what is granted is refused rather than passed over.
 *
 * @throws {Refused}
 */
export function readForm(form: URLSearchParams): Form {
  const refuse = (error: NotIssued['error'], name: string, wrong: string) =>
    new Refused(error, 'bad-request', `form:${name}`, `${name} ${wrong}`);
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

  must('grant_type', 'unsupported_grant_type', GRANT);
  if (may('scope', 'invalid_scope')) throw refuse('invalid_scope', 'scope', 'is not supported');
  if (may('actor_token', 'invalid_request')) throw refuse('invalid_request', 'actor_token', 'is not supported');
  may('requested_token_type', 'invalid_request', ACCESS_TOKEN);
  must('client_assertion_type', 'invalid_client', ASSERTION);
  must('subject_token_type', 'invalid_request', JWT);
  return {
    assertion: must('client_assertion', 'invalid_client'),
    statement: must('subject_token', 'invalid_request'),
    clientId: may('client_id', 'invalid_client'),
  };
}
