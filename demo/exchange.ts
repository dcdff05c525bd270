import type { HostClient, HostStatement, OperatorHostStatement } from '../gateway/token/host.ts';

/** The gateway's token endpoint said no; the message is its RFC 6749 error. */
export class ExchangeRefused extends Error {
  readonly status: number;
  constructor(status: number, error: string) {
    super(error);
    this.status = status;
  }
}

/**
 * Exchanges the host's signed statement of user, role and open patient for an access token (RFC 8693), the host
 * proving who it is by `private_key_jwt` (RFC 7523). Each is good for one use within a minute.
 * @throws {ExchangeRefused} where the gateway refuses.
 */
export async function exchange(gateway: string, host: HostClient, statement: HostStatement | OperatorHostStatement): Promise<{ access_token: string; expires_in: number }> {
  const response = await fetch(`${gateway}/v1/token`, {
    method: 'POST',
    body: await host.form(statement),
    signal: AbortSignal.timeout(10_000),
  });
  const answer = (await response.json()) as { access_token: string; expires_in: number; error?: string };
  if (!response.ok) throw new ExchangeRefused(response.status, answer.error ?? String(response.status));
  return { access_token: answer.access_token, expires_in: answer.expires_in };
}
