import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Env } from './log.ts';

/** What every answer forbids whoever gets it: to keep it, to show it in a frame, to run anything of it. */
export const safety: readonly MiddlewareHandler<Env>[] = [
  secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], sandbox: [] },
    xFrameOptions: 'DENY',
    strictTransportSecurity: 'max-age=31536000; includeSubDomains',
    permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
  }),
  async (c, next) => {
    await next();
    c.res.headers.set('Cache-Control', 'no-store');
  },
];
