import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { Env } from './log.ts';

/** Which pages may read an answer, and what of it (https://fetch.spec.whatwg.org/#http-cors-protocol). */
interface Pages {
  known: (origin: string) => boolean;
  allowMethods: string[];
  allowHeaders: string[];
  exposeHeaders: string[];
}

/**
 * Lets known pages ask and read. What is asked beforehand is answered by `cors`; an answer itself only gets its three
 * headers, when it is there: to make room for them before, `cors` has every answer copied into another one.
 */
export function origins({ known, ...allow }: Pages): MiddlewareHandler<Env> {
  const preflight = cors({ origin: (origin) => (known(origin) ? origin : null), ...allow, maxAge: 600 });
  const exposed = allow.exposeHeaders.join();
  return async (c, next) => {
    if (c.req.method === 'OPTIONS') return preflight(c, next);
    await next();
    const { headers } = c.res;
    const origin = c.req.header('Origin');
    if (origin !== undefined && known(origin)) headers.set('Access-Control-Allow-Origin', origin);
    headers.set('Access-Control-Expose-Headers', exposed);
    headers.append('Vary', 'Origin');
  };
}
