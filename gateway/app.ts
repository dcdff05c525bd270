import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';
import { rules } from './categories/index.ts';
import { categories } from './policy/kinds.ts';
import type { Policy } from './policy/policy.ts';
import { createDoor } from './record/door.ts';
import { USUAL } from './record/document.ts';
import { type Figures, UNCOUNTED } from './record/figures.ts';
import type { Limits } from './record/inquiry.ts';
import { Refusal } from './record/refusal.ts';
import type { Register } from './register/register.ts';
import { documentRoutes } from './routes/documents.ts';
import { guard } from './routes/guard.ts';
import { healthRoutes } from './routes/health.ts';
import { type Env, failureOf, type Log, logRequests } from './routes/log.ts';
import { answerProblem } from './routes/problem.ts';
import { recordRoutes } from './routes/record.ts';
import { type Allowances, createRestraint } from './routes/restrain.ts';
import { sessionRoutes } from './routes/session.ts';
import { tokenRoutes, wellKnownRoutes } from './routes/token.ts';
import type { Source } from './sources/source.ts';
import type { Audit, Store } from './store/store.ts';
import { createAccessTokens } from './token/access.ts';
import { createExchange } from './token/exchange.ts';
import type { SigningKey } from './token/keys.ts';

/** Everything a gateway is made of. */
export interface House {
  /** The gateway's own address, scheme and host, which its tokens name as issuer and audience. */
  issuer: string;
  key: SigningKey;
  register: Register;
  /** The policy, or whoever holds the one in force. */
  policy: Policy | (() => Policy);
  sources: readonly Source[];
  /** The ids of the sources that know who a patient is, the most trusted first; all, where nothing is said. */
  demographics?: readonly string[];
  optOutPage?: string;
  /** How large a document may be, and how long its source may take over it; the usual, where nothing is said. */
  documents?: Limits;
  store: Store;
  now?: () => Date;
  log?: Log;
  figures?: Figures;
  /** The figures so far in the text format of Prometheus, where somebody keeps them. */
  metrics?: () => Promise<string>;
  limits?: Allowances;
  /** Whether there is already as much under way as this process can carry. */
  full?: () => boolean;
  /** Whether the gateway has been told to stop: it still serves, but wants no more sent to it. */
  leaving?: () => boolean;
}

/**
 * The gateway, as a function from Request to Response. It uses nothing of Node, so that the very same
 * gateway runs behind a socket, in a test and inside a page.
 */
export function createApp(house: House): Hono<Env> {
  const { issuer, key, register, policy, sources, optOutPage, store } = house;
  const { now = () => new Date(), log = () => undefined, figures = UNCOUNTED } = house;
  const { full = () => false, leaving = () => false } = house;
  const { once, optOuts, revocations } = store;
  const audit = timed(store.audit, figures);
  const byId = new Map(sources.map((source) => [source.id, source]));
  const tokens = createAccessTokens(issuer, key, now);
  const door = createDoor({
    rules,
    sources,
    demographics: house.demographics?.map((id) => byId.get(id)!) ?? sources,
    policy: typeof policy === 'function' ? policy : () => policy,
    register,
    optOuts,
    audit,
    optOutPage,
    documents: house.documents ?? USUAL,
    now,
    onOutage: ({ requestId, source, outage: { status, message } }) =>
      log({ time: now().toISOString(), requestId, source: source.id, outage: status, why: message }),
    figures,
  });

  const app = new Hono<Env>();
  app.use(logRequests(log, figures, now));
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], sandbox: [] },
      xFrameOptions: 'DENY',
      strictTransportSecurity: 'max-age=31536000; includeSubDomains',
      permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
    }),
  );
  app.use(async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
  });

  app.route('/', healthRoutes(store, leaving, house.metrics));
  app.route('/.well-known', wellKnownRoutes(issuer, key));
  const exchange = createExchange({ issuer, register, tokens, audit, once, categories: new Set(categories), now });
  // Before anything that costs something, the look at the token included. Health is asked for most when it is busy.
  const shed = createMiddleware<Env>(async (_, next) => {
    if (full()) throw new Refusal('overloaded', { retryAfter: 1 });
    await next();
  });
  app.use('/v1/token', shed);
  app.route('/v1', tokenRoutes(exchange, log));

  const browsers = cors({
    origin: (origin) => (register.knowsOrigin(origin) ? origin : null),
    allowMethods: ['GET'],
    allowHeaders: ['Authorization', 'LCR-Patient'],
    exposeHeaders: ['X-Request-Id', 'Retry-After', 'LCR-Patient', 'LCR-Declared-Type', 'Content-Disposition'],
    maxAge: 600,
  });
  const parts = { tokens, revocations, register, audit, now };
  const restrain = createRestraint(house.limits ?? {}, parts);
  for (const [path, action] of [
    ['session', 'session'],
    ['patient', 'patient'],
    ['coverage', 'coverage'],
    ['record/*', 'record'],
    ['documents/*', 'document'],
  ] as const) {
    app.use(`/v1/${path}`, browsers, shed, guard(action, parts), restrain(action));
  }
  app.route('/v1', sessionRoutes(door));
  app.route('/v1/record', recordRoutes(door, register, log, figures));
  app.route('/v1/documents', documentRoutes(door));

  app.notFound((c) => answerProblem(new Refusal('not-found'), c, register));
  app.onError((error, c) => {
    if (error instanceof Refusal) return answerProblem(error, c, register);
    // Nobody is left to read an answer: 499 is what proxies log for it.
    if (c.req.raw.signal.aborted) return c.body(null, 499 as 400);
    log({ time: now().toISOString(), requestId: c.get('requestId'), ...failureOf(error) });
    return answerProblem(new Refusal('gateway-error'), c, register);
  });
  return app;
}

/** The audit with a clock beside it: how long a row takes until it is durable is what every answer waits for. */
function timed(audit: Audit, figures: Figures): Audit {
  return {
    ...audit,
    async append(row) {
      const began = performance.now();
      await audit.append(row);
      figures.written(performance.now() - began);
    },
  };
}
