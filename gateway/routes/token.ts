import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import type { TokenError } from '../../api-spec/record.ts';
import type { Register } from '../register/register.ts';
import type { Caller, TokenExchange } from '../token/exchange.ts';
import type { Keys } from '../token/key-ring.ts';
import { ALGORITHMS } from '../token/keys.ts';
import type { Revocation } from '../token/revocation.ts';
import type { NotIssued } from '../token/statement.ts';
import { type Env, failureOf, type Log } from './log.ts';

const LONGEST_FORM = 32 * 1024;

/**
 * `POST /v1/token` and `POST /v1/revoke`: for the backends of hosts, and the first for the pages of SMART apps that have
 * none. They answer as RFC 8693, RFC 7009 and RFC 6749 say.
 */
export function tokenRoutes(tokens: TokenExchange, revocation: Revocation, log: Log): Hono<Env> {
  const routes = new Hono<Env>();
  const failed = (c: Context<Env>, status: 400 | 401 | 413 | 500, failure: NotIssued) => {
    c.set('code', failure.code);
    return c.json({ ...failure, correlationId: c.get('requestId') } satisfies TokenError, status);
  };
  const notAForm = (c: Context<Env>, status: 400 | 413, description: string) =>
    failed(c, status, { error: 'invalid_request', error_description: description, code: 'bad-request' });

  /** A form in, an answer or its refusal out. */
  function takeForms<T extends object>(
    path: string,
    work: (form: URLSearchParams, caller: Caller) => Promise<T | NotIssued | undefined>,
  ): void {
    routes.post(
      path,
      bodyLimit({ maxSize: LONGEST_FORM, onError: (c) => notAForm(c, 413, 'the form is too long') }),
      async (c) => {
        const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
        if (type !== 'application/x-www-form-urlencoded') return notAForm(c, 400, 'a form is expected');
        const form = new URLSearchParams(await c.req.text());
        const address = c.env?.address;
        const [proof, origin] = [c.req.header('DPoP'), c.req.header('Origin')];
        const more = { ...(address ? { address } : {}), ...(proof ? { proof } : {}), ...(origin ? { origin } : {}) };
        try {
          const caller = { requestId: c.get('requestId'), ...more };
          const answer = await work(form, caller);
          if (!answer) return c.body(null, 200);
          if (!('error' in answer)) return c.json(answer);
          return failed(c, answer.error === 'invalid_client' ? 401 : 400, answer);
        } catch (error) {
          log({ requestId: c.get('requestId'), ...failureOf(error) });
          const description = 'the gateway failed; try again';
          return failed(c, 500, { error: 'server_error', error_description: description, code: 'gateway-error' });
        }
      },
    );
  }

  takeForms('/token', tokens.exchange);
  takeForms('/revoke', revocation.revoke);
  return routes;
}

/** What hosts and checkers of tokens may look up: RFC 8414 metadata and the RFC 7517 key set. */
export function wellKnownRoutes(issuer: string, register: Register, keys: Keys, now: () => Date): Hono<Env> {
  const routes = new Hono<Env>();
  // Public, and the same for everybody: a page may look whether it has found the gateway that it means.
  routes.use(cors({ origin: '*', allowMethods: ['GET'] }));
  routes.get('/oauth-authorization-server', (c) =>
    c.json({
      issuer,
      token_endpoint: `${issuer}/v1/token`,
      revocation_endpoint: `${issuer}/v1/revoke`,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      response_types_supported: [],
      grant_types_supported: ['urn:ietf:params:oauth:grant-type:token-exchange'],
      token_endpoint_auth_methods_supported: ['private_key_jwt', ...(register.hosts.some(({ smart }) => smart) ? ['none'] : [])],
      token_endpoint_auth_signing_alg_values_supported: ALGORITHMS,
      revocation_endpoint_auth_methods_supported: ['private_key_jwt'],
      revocation_endpoint_auth_signing_alg_values_supported: ALGORITHMS,
      dpop_signing_alg_values_supported: ALGORITHMS,
    }),
  );
  routes.get('/jwks.json', (c) => c.json({ keys: keys(now()).published.map(({ publicJwk }) => publicJwk) }));
  return routes;
}
