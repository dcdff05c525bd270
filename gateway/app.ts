import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { rules } from './categories/index.ts';
import { categories } from './policy/kinds.ts';
import type { Policy } from './policy/policy.ts';
import { createDoor } from './record/door.ts';
import { createComparison } from './record/likeness.ts';
import { USUAL } from './record/document.ts';
import { type Figures, UNCOUNTED } from './record/figures.ts';
import type { Limits } from './record/inquiry.ts';
import { Refusal } from './record/refusal.ts';
import type { Register } from './register/register.ts';
import { createOffice } from './reports/office.ts';
import { accessRoutes, auditRoutes } from './routes/audit.ts';
import { documentRoutes } from './routes/documents.ts';
import { type Elements, frameHeaders, frameRoutes } from './routes/frame.ts';
import { guard } from './routes/guard.ts';
import { healthRoutes } from './routes/health.ts';
import { type Env, failureOf, type Log, logRequests } from './routes/log.ts';
import { optOutRoutes } from './routes/opt-outs.ts';
import { origins } from './routes/origins.ts';
import { answerProblem } from './routes/problem.ts';
import { launchCheckRoutes, pagePolicy } from './routes/launch-check.ts';
import { recordRoutes } from './routes/record.ts';
import { type Allowances, createRestraint } from './routes/restrain.ts';
import { safety } from './routes/safety.ts';
import { sessionRoutes } from './routes/session.ts';
import { tokenRoutes, wellKnownRoutes } from './routes/token.ts';
import type { Source } from './sources/source.ts';
import type { Audit, Store } from './store/store.ts';
import { createAccessTokens } from './token/access.ts';
import { createExchange } from './token/exchange.ts';
import { createExplainer } from './token/explain.ts';
import { createHostTexts } from './token/host-text.ts';
import type { Keys } from './token/key-ring.ts';
import { createProofs } from './token/proof.ts';
import { createRevocation } from './token/revocation.ts';
import { createSmartTokens } from './token/smart.ts';

/** Everything a gateway is made of. */
export interface House {
  /** The gateway's own address, scheme and host, which its tokens name as issuer and audience. */
  issuer: string;
  /** The gateway's own keys, which may change meanwhile. */
  keys: Keys;
  register: Register;
  /** The policy, or whoever holds the one in force. */
  policy: Policy | (() => Policy);
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
  /** The widgets themselves, for the frame in which hosts that are `isolated` show the record; no frame without them. */
  elements?: Elements;
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
  const { issuer, keys, register, sources, optOutPage, store } = house;
  const { now = () => new Date(), log = () => undefined, figures = UNCOUNTED } = house;
  const { full = () => false, leaving = () => false } = house;
  const { once, optOuts, revocations } = store;
  const audit = timed(store.audit, figures);
  const policy = typeof house.policy === 'function' ? house.policy : () => house.policy as Policy;
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
    figures,
  });
  const office = createOffice({ door, audit, optOuts, register, policy, now });

  const app = new Hono<Env>();
  app.use(logRequests(log, figures, now));
  if (house.launchCheck) app.use('/launch-check/*', pagePolicy);
  if (house.elements) app.use(frameHeaders(register));
  app.use(...safety);

  app.route('/', healthRoutes(store, leaving, house.metrics));
  app.route('/.well-known', wellKnownRoutes(issuer, register, keys, now));
  const proven = createProofs(once, now);
  const texts = createHostTexts({ issuer, register, once, now });
  const smart = createSmartTokens({ register, keys, now });
  const exchange = createExchange({ issuer, register, texts, smart, proven, tokens, audit, categories: new Set(categories), now });
  const revocation = createRevocation({ texts, tokens, revocations, audit, now });
  // Before anything that costs something, the look at the token included. Health is asked for most when it is busy.
  const shed = createMiddleware<Env>(async (_, next) => {
    if (full()) throw new Refusal('overloaded', { retryAfter: 1 });
    await next();
  });
  const launching = origins({
    known: (origin) => register.launches(origin),
    allowMethods: ['POST'],
    allowHeaders: ['Content-Type', 'DPoP'],
    exposeHeaders: ['X-Request-Id', 'Retry-After'],
  });
  app.use('/v1/token', launching, shed);
  app.use('/v1/revoke', shed);
  app.route('/v1', tokenRoutes(exchange, revocation, log));
  if (house.launchCheck) {
    app.route('/launch-check', launchCheckRoutes(createExplainer({ issuer, register, tokens, categories: new Set(categories), now })));
  }

  if (house.elements) app.route('/', frameRoutes(register, house.elements));

  const browsers = origins({
    known: (origin) => register.knowsOrigin(origin),
    allowMethods: ['GET'],
    allowHeaders: ['Authorization', 'DPoP', 'LCR-Patient'],
    exposeHeaders: ['X-Request-Id', 'Retry-After', 'LCR-Patient', 'LCR-Declared-Type', 'Content-Disposition'],
  });
  const parts = { issuer, tokens, proven, revocations, register, audit, now };
  const restrain = createRestraint(house.limits ?? {}, parts);
  for (const [path, action] of [
    ['session', 'session'],
    ['patient', 'patient'],
    ['coverage', 'coverage'],
    ['record/*', 'record'],
    ['documents/*', 'document'],
    ['accesses', 'accesses'],
  ] as const) {
    app.use(`/v1/${path}`, browsers, shed, guard(action, parts), restrain(action));
  }
  const operators = origins({
    known: (origin) => register.knowsOrigin(origin),
    allowMethods: ['POST'],
    allowHeaders: ['Authorization', 'Content-Type', 'DPoP'],
    exposeHeaders: ['X-Request-Id', 'Retry-After', 'Content-Disposition'],
  });
  for (const [path, action, scope] of [
    ['audit/search', 'audit-search', 'audit'],
    ['audit/statistics', 'audit-statistics', 'audit'],
    ['audit/unusual', 'audit-unusual', 'audit'],
    ['opt-outs', 'opt-out', 'opt-out'],
    ['opt-outs/withdraw', 'opt-out', 'opt-out'],
    ['opt-outs/search', 'opt-out', 'opt-out'],
  ] as const) {
    app.use(`/v1/${path}`, operators, shed, guard(action, parts, scope), restrain(action));
  }
  app.route('/v1', sessionRoutes(door));
  app.route('/v1/record', recordRoutes(door, register, log, figures));
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
