import { type Context, Hono } from 'hono';
import { written } from '../audit/content.ts';
import { categories } from '../policy/kinds.ts';
import type { Door, Line } from '../record/door.ts';
import type { Figures } from '../record/figures.ts';
import type { Register } from '../register/register.ts';
import { askerOf } from './guard.ts';
import { type Env, failureOf, type Log } from './log.ts';
import { problemOf } from './problem.ts';
import { readCategories, readQuery } from './query.ts';

/** `/v1/record`: one category at its own path, or several as one stream. */
export function recordRoutes(door: Door, register: Register, log: Log, figures: Figures): Hono<Env> {
  const routes = new Hono<Env>();

  for (const category of categories) {
    routes.get(`/${category}`, async (c) => {
      c.set('categories', [category]);
      const query = readQuery(new URL(c.req.url).searchParams, category);
      return c.body(written(await door.section(askerOf(c), category, query)), 200, { 'Content-Type': 'application/json' });
    });
  }

  routes.get('/', async (c) => {
    const wanted = readCategories(new URL(c.req.url).searchParams);
    c.set('categories', wanted);
    // The caller goes away by closing the connection or by no longer reading: both end the work.
    const left = new AbortController();
    const lines = await door.stream(askerOf(c, AbortSignal.any([c.req.raw.signal, left.signal])), wanted);
    return c.body(ndjson(lines, c, left), 200, { 'Content-Type': 'application/x-ndjson' });
  });

  function ndjson(lines: AsyncIterable<Line>, c: Context<Env>, left: AbortController): ReadableStream<Uint8Array> {
    const encoder = new TextEncoder();
    const reader = lines[Symbol.asyncIterator]();
    return new ReadableStream({
      async pull(controller) {
        const { done, value: line } = await reader.next();
        if (done) return controller.close();
        controller.enqueue(encoder.encode(`${'refusal' in line ? JSON.stringify(told(line, c)) : written(line)}\n`));
      },
      cancel() {
        left.abort();
      },
    });
  }

  function told({ category, refusal }: Extract<Line, { refusal: unknown }>, c: Context<Env>) {
    figures.refused(refusal.code);
    if (refusal.code === 'gateway-error') log({ requestId: c.get('requestId'), ...failureOf(refusal.cause) });
    return { category, problem: problemOf(refusal, c, register) };
  }

  return routes;
}
