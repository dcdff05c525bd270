import { Hono } from 'hono';
import type { Store } from '../store/store.ts';
import type { Env } from './log.ts';

/**
 * For whoever runs the gateway, from addresses that no host needs (docs/operations.md).
 *
 * Ready means that an audit row could be written, for without one nothing is answered, and that the gateway has not
 * been told to stop: from then on it should be sent nothing more, although it still serves what comes.
 */
export function healthRoutes(store: Store, leaving: () => boolean, metrics: (() => Promise<string>) | undefined): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/healthz', (c) => c.json({ status: 'ok' }));
  routes.get('/readyz', async (c) => {
    const ready = !leaving() && (await store.ready().then(() => true, () => false));
    return ready ? c.json({ status: 'ok' }) : c.json({ status: 'unavailable' }, 503);
  });
  if (metrics) {
    routes.get('/metrics', async (c) => c.body(await metrics(), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }));
  }
  return routes;
}
