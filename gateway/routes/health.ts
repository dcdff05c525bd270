import { Hono } from 'hono';
import type { Store } from '../store/store.ts';
import type { Env } from './log.ts';

/** For whoever runs the gateway. Ready means that an audit row could be written, for without one nothing is answered. */
export function healthRoutes(store: Store): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/healthz', (c) => c.json({ status: 'ok' }));
  routes.get('/readyz', (c) =>
    store.ready().then(
      () => c.json({ status: 'ok' }),
      () => c.json({ status: 'unavailable' }, 503),
    ),
  );
  return routes;
}
