import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Figures } from '../record/figures.ts';
import type { Claims, OperatorClaims } from '../token/claims.ts';

/** What travels with one request through the routes. */
export interface Env {
  Bindings: {
    /** The network address of the caller, where whoever runs the app knows it. */
    address?: string;
  };
  Variables: {
    requestId: string;
    claims?: Claims;
    /** What a 401 asks for, where it is more than another token (`WWW-Authenticate`). */
    challenge?: string;
    operator?: OperatorClaims;
    /** For the log line: the problem code of the answer, and the categories asked for. */
    code?: string;
    categories?: readonly string[];
  };
}

/** Takes one line for the operators. What may be in it: see `logRequests`. */
export type Log = (line: Readonly<Record<string, unknown>>) => void;

/**
 * Gives every request its correlation id and the log one line about it.
 *
 * The line has the route, never the path; the categories, never another value of a query; no header. Nor is
 * an id taken over from the caller: whatever stands in the log, nobody outside could have put it there.
 */
export function logRequests(log: Log, figures: Figures, now: () => Date): MiddlewareHandler<Env> {
  return async (c, next) => {
    const requestId = crypto.randomUUID();
    const began = performance.now();
    c.set('requestId', requestId);
    await next();
    // Not `c.header`, which looks into an answer that is there already, and so makes a slower one of it.
    c.res.headers.set('X-Request-Id', requestId);
    const [route, status, code, took] = [routePath(c, -1), c.res.status, c.get('code'), performance.now() - began];
    figures.answered(route, status, took);
    if (code !== undefined) figures.refused(code);
    log({
      time: now().toISOString(),
      requestId,
      method: c.req.method,
      route,
      status,
      code,
      host: (c.get('claims') ?? c.get('operator'))?.azp,
      categories: c.get('categories'),
      ms: Math.round(took),
    });
  };
}

/** What may be told of an unforeseen error: its name and where it arose, for its message may quote data. */
export function failureOf(error: unknown): { error: string; at: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, at: frames.slice(0, 4).map((line) => line.trim()) };
}
