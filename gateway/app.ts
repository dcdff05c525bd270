import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';
import { rules } from './categories/index.ts';
import { categories } from './policy/kinds.ts';
import type { Policy } from './policy/policy.ts';
import { createDoor } from './record/door.ts';
import { createComparison } from './record/likeness.ts';
import { USUAL } from './record/document.ts';
import type { Limits } from './record/inquiry.ts';
import { Refusal } from './record/refusal.ts';
import type { Register } from './register/register.ts';
import { createOffice } from './reports/office.ts';
import { accessRoutes, auditRoutes } from './routes/audit.ts';
import { documentRoutes } from './routes/documents.ts';
import { guard } from './routes/guard.ts';
import { healthRoutes } from './routes/health.ts';
import { type Env, failureOf, type Log, logRequests } from './routes/log.ts';
import { optOutRoutes } from './routes/opt-outs.ts';
import { answerProblem } from './routes/problem.ts';
import { launchCheckRoutes, pagePolicy } from './routes/launch-check.ts';
import { recordRoutes } from './routes/record.ts';
import { sessionRoutes } from './routes/session.ts';
import { tokenRoutes, wellKnownRoutes } from './routes/token.ts';
import type { Source } from './sources/source.ts';
import type { Store } from './store/store.ts';
import { createAccessTokens } from './token/access.ts';
import { createExchange } from './token/exchange.ts';
import { createExplainer } from './token/explain.ts';
import { createHostTexts } from './token/host-text.ts';
import type { Keys } from './token/key-ring.ts';
import { createProofs } from './token/proof.ts';
import { createRevocation } from './token/revocation.ts';

/** Everything a gateway is made of. */
export interface House {
  /** The gateway's own address, scheme and host, which its tokens name as issuer and audience. */
  issuer: string;
  /** The gateway's own keys, which may change meanwhile. */
  keys: Keys;
  register: Register;
  policy: Policy;
  sources: readonly Source[];
  /** The ids of the sources that know who a patient is, the most trusted first; all, where nothing is said. */
  demographics?: readonly string[];
  optOutPage?: string;
  /** How large a document may be, and how long its source may take over it; the usual, where nothing is said. */
  documents?: Limits;
  /** Whether users are compared with the patients whose records they open, for the report on unusual access. */
  compare?: boolean;
  store: Store;
  /** Whether a page says why a launch fails, to whoever asks; no, where nothing is said. */
  launchCheck?: boolean;
  now?: () => Date;
  log?: Log;
}

/**
 * The gateway, as a function from Request to Response. It uses nothing of Node, so that the very same
 * gateway runs behind a socket, in a test and inside a page.
 */
export function createApp(house: House): Hono<Env> {
  const { issuer, keys, register, policy, sources, optOutPage, store } = house;
  const { now = () => new Date(), log = () => undefined } = house;
  const { audit, once, optOuts, revocations } = store;
  const byId = new Map(sources.map((source) => [source.id, source]));
  const tokens = createAccessTokens(issuer, keys, now);
  const demographics = house.demographics?.map((id) => byId.get(id)!) ?? sources;
  const failed = (error: unknown) => log({ time: now().toISOString(), ...failureOf(error) });
  const door = createDoor({
    rules,
    sources,
    demographics,
    policy,
    register,
    optOuts,
    audit,
    optOutPage,
    documents: house.documents ?? USUAL,
    now,
    onOutage: ({ requestId, source, outage: { status, message } }) =>
      log({ time: now().toISOString(), requestId, source: source.id, outage: status, why: message }),
    onOpened: house.compare ? createComparison({ demographics, register, audit, now, failed }) : undefined,
  });
  const office = createOffice({ door, audit, optOuts, register, policy, now });

  const app = new Hono<Env>();
  app.use(logRequests(log, now));
  if (house.launchCheck) app.use('/launch-check/*', pagePolicy);
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], sandbox: [] },
      xFrameOptions: 'DENY',
    }),
  );
  app.use(async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
  });

  app.route('/', healthRoutes(store));
  app.route('/.well-known', wellKnownRoutes(issuer, keys, now));
  const proven = createProofs(once, now);
  const texts = createHostTexts({ issuer, register, once, now });
  const exchange = createExchange({ issuer, register, texts, proven, tokens, audit, categories: new Set(categories), now });
  const revocation = createRevocation({ texts, tokens, revocations, audit, now });
  app.route('/v1', tokenRoutes(exchange, revocation, log));
  if (house.launchCheck) {
    app.route('/launch-check', launchCheckRoutes(createExplainer({ issuer, register, tokens, categories: new Set(categories), now })));
  }

  const browsers = cors({
    origin: (origin) => (register.knowsOrigin(origin) ? origin : null),
    allowMethods: ['GET'],
    allowHeaders: ['Authorization', 'DPoP', 'LCR-Patient'],
    exposeHeaders: ['X-Request-Id', 'LCR-Patient', 'LCR-Declared-Type', 'Content-Disposition'],
    maxAge: 600,
  });
  const parts = { issuer, tokens, proven, revocations, register, audit, now };
  for (const [path, action] of [
    ['session', 'session'],
    ['patient', 'patient'],
    ['coverage', 'coverage'],
    ['record/*', 'record'],
    ['documents/*', 'document'],
    ['accesses', 'accesses'],
  ] as const) {
    app.use(`/v1/${path}`, browsers, guard(action, parts));
  }
  const operators = cors({
    origin: (origin) => (register.knowsOrigin(origin) ? origin : null),
    allowMethods: ['POST'],
    allowHeaders: ['Authorization', 'Content-Type', 'DPoP'],
    exposeHeaders: ['X-Request-Id', 'Content-Disposition'],
    maxAge: 600,
  });
  for (const [path, action, scope] of [
    ['audit/search', 'audit-search', 'audit'],
    ['audit/statistics', 'audit-statistics', 'audit'],
    ['audit/unusual', 'audit-unusual', 'audit'],
    ['opt-outs', 'opt-out', 'opt-out'],
    ['opt-outs/withdraw', 'opt-out', 'opt-out'],
    ['opt-outs/search', 'opt-out', 'opt-out'],
  ] as const) {
    app.use(`/v1/${path}`, operators, guard(action, parts, scope));
  }
  app.route('/v1', sessionRoutes(door));
  app.route('/v1/record', recordRoutes(door, register, log));
  app.route('/v1/documents', documentRoutes(door));
  app.route('/v1/accesses', accessRoutes(office));
  app.route('/v1/audit', auditRoutes(office, issuer));
  app.route('/v1/opt-outs', optOutRoutes(office, now));

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
