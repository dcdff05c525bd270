import { Hono } from 'hono';
import type { Door } from '../record/door.ts';
import { askerOf } from './guard.ts';
import type { Env } from './log.ts';
import { readNothing } from './query.ts';

/** What is asked beside the record itself: who may see what, who the patient is, what is connected. */
export function sessionRoutes(door: Door): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/session', async (c) => {
    readNothing(new URL(c.req.url).searchParams);
    return c.json(await door.session(askerOf(c)));
  });
  routes.get('/patient', async (c) => {
    readNothing(new URL(c.req.url).searchParams);
    return c.json(await door.demographics(askerOf(c)));
  });
  routes.get('/coverage', async (c) => {
    readNothing(new URL(c.req.url).searchParams);
    return c.json(await door.coverage(askerOf(c)));
  });
  return routes;
}
