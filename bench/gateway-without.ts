/** The gateway put together again from its own parts, with one of them left out. No switch in the gateway does this. */
import { Hono } from 'hono';
import { contentHash } from '../gateway/audit/content.ts';
import { begin } from '../gateway/audit/row.ts';
import { rules } from '../gateway/categories/index.ts';
import type { Rule } from '../gateway/categories/rule.ts';
import type { House } from '../gateway/app.ts';
import type { Category } from '../api-spec/record.ts';
import type { Policy } from '../gateway/policy/policy.ts';
import { createDoor, type Asker, type Door } from '../gateway/record/door.ts';
import { createInquiry } from '../gateway/record/inquiry.ts';
import { USUAL } from '../gateway/record/document.ts';
import type { Query } from '../gateway/record/page.ts';
import { asReady } from '../gateway/record/ready.ts';
import { holdersOf, readSection } from '../gateway/record/section.ts';
import { guard } from '../gateway/routes/guard.ts';
import { type Env, logRequests } from '../gateway/routes/log.ts';
import { origins } from '../gateway/routes/origins.ts';
import { recordRoutes } from '../gateway/routes/record.ts';
import { safety } from '../gateway/routes/safety.ts';
import { createMemory } from '../gateway/sources/memory.ts';
import { createAccessTokens } from '../gateway/token/access.ts';
import type { Claims } from '../gateway/token/claims.ts';
import { createProofs } from '../gateway/token/proof.ts';

export const leftOut = ['token check', 'policy'] as const;

export async function without(part: (typeof leftOut)[number], house: House, token: string): Promise<Hono<Env>> {
  const { issuer, keys, register, sources, store, log = () => undefined, figures, now = () => new Date() } = house;
  const { audit, optOuts, revocations, once } = store;
  const tokens = createAccessTokens(issuer, keys, now);
  const claims = (await tokens.check(token)) as Claims;
  const policy = () => house.policy as Policy;
  const app = new Hono<Env>();
  app.use(logRequests(log, figures!, now));
  app.use(...safety);
  app.use('/v1/record/*', origins({ known: (origin) => register.knowsOrigin(origin), allowMethods: ['GET'], allowHeaders: [], exposeHeaders: [] }));
  app.use(
    '/v1/record/*',
    part === 'token check'
      ? async (c, next) => {
          c.set('claims', claims);
          await next();
        }
      : guard('record', { issuer, tokens, proven: createProofs(once, now), revocations, register, audit, now }),
  );
  const room = { rules, sources, demographics: sources, policy, register, optOuts, audit };
  const door = createDoor({ ...room, documents: USUAL, now, onOutage: () => undefined, figures: figures! });
  app.route('/v1/record', recordRoutes(part === 'policy' ? { ...door, ...openDoor(house) } : door, register, log, figures!));
  return app;
}

/** A door that lets everybody in and shows them everything, and writes down what the real one would. */
function openDoor({ sources, store: { audit }, figures, now = () => new Date() }: House): Pick<Door, 'section' | 'stream'> {
  const query: Query = { limit: 100 };
  const met = createMemory<string>(1);
  const enter = async ({ claims, requestId, address, gone }: Asker, wanted: readonly Category[]) => {
    const known = begin('record', claims, { requestId, address }, 'Northbridge', now());
    await audit.append({ ...known, outcome: 'granted', granted: wanted.map((category) => ({ category })), sources: ['XQ1'] });
    const heard = figures!.heard.bind(figures);
    const inquiry = createInquiry(claims.patient, gone, () => undefined, (source, outcome, took) => heard(source.id, outcome, took), met);
    return async (category: Category) => {
      const grant = { category, sights: [{ labels: EVERY }] };
      const reading = { category, rule: rules[category] as Rule<Category>, grant, query, patient: claims.patient, now };
      const { answer, sources: shown } = await readSection(holdersOf(sources, category), inquiry, reading);
      const hash = await contentHash(answer);
      await audit.append({ ...known, action: 'shown', outcome: 'granted', sources: ['XQ1'], shown: { of: 'record', category, sources: shown, hash } });
      return answer;
    };
  };
  return {
    section: async (asker, category) => (await enter(asker, [category]))(category) as never,
    async stream(asker, wanted) {
      const read = await enter(asker, wanted);
      return asReady(wanted.map(read));
    },
  };
}

/** As if every label there is were among what a role may see. */
const EVERY: ReadonlySet<string> = Object.assign(new Set<string>(), { has: () => true });
