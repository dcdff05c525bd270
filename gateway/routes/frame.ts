import { Hono, type MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';
import { html } from 'hono/html';
import { Refusal } from '../record/refusal.ts';
import type { Register } from '../register/register.ts';
import type { Env } from './log.ts';

/** A file of the widgets' `dist/cdn` by its name in it; nothing where there is none of that name. */
export type Elements = (name: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  txt: 'text/plain; charset=utf-8',
};

/** Named by what it holds: another content has another name. */
const HASHED = /-[\w-]{8}\.js$|^pdf-[\d.]+\//;

/** Everything from here, nothing from elsewhere; where a browser asks for one, only the two policies of the widgets. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'img-src data: blob:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lcr-lit-html lcr-document',
  'sandbox allow-scripts allow-same-origin allow-downloads allow-modals allow-popups',
];

/** What a content security policy can say of an origin without meaning another one, too: no `*`, no second source. */
const EXACT = /^https?:\/\/[a-z0-9.-]+(:\d+)?$/;

/** The frame's and the elements' own headers, around those of the answers, which draw nothing. */
export function frameHeaders(register: Register): MiddlewareHandler<Env> {
  return async (c, next) => {
    await next();
    if (!c.res.ok) return;
    if (c.req.path === '/frame') {
      const ancestors = register.framedBy(c.req.query('host') ?? '').filter((origin) => EXACT.test(origin));
      c.header('Content-Security-Policy', [...POLICY, `frame-ancestors ${ancestors.join(' ') || "'none'"}`].join('; '));
      // The older header knows no list of origins; a browser that knows the newer one goes by that.
      c.res.headers.delete('X-Frame-Options');
    } else if (c.req.path.startsWith('/lcr/')) {
      c.header('Cache-Control', HASHED.test(c.req.path.slice('/lcr/'.length)) ? 'public, max-age=31536000, immutable' : 'no-cache');
      // A worker of PDF.js has the policy of its own answer.
      c.header('Content-Security-Policy', "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'");
    }
  };
}

/**
 * `/frame?host=ORIGIN`: a page that shows the widgets inside a page of a host whose scripts should not see the record.
 * Whoever asks is told the same; that the page stands where it says, the browser checks (`frame-ancestors`), and the
 * two pages check each other's origin with every message. `/lcr/` has the widgets, for that page alone.
 */
export function frameRoutes(register: Register, elements: Elements): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/frame', (c) => {
    const host = c.req.query('host') ?? '';
    if (register.framedBy(host).length === 0) throw new Refusal('not-found');
    return c.html(page(host));
  });
  routes.get('/frame/style.css', (c) => c.body(STYLE, 200, { 'Content-Type': TYPES['css']! }));
  routes.use('/lcr/*', etag());
  routes.get('/lcr/*', async (c) => {
    const name = c.req.path.slice('/lcr/'.length);
    const type = TYPES[name.slice(name.lastIndexOf('.') + 1)];
    const file = type && (await elements(name));
    if (!file) throw new Refusal('not-found');
    return c.body(file, 200, { 'Content-Type': type });
  });
  return routes;
}

const page = (host: string) => html`<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Shared care record</title>
    <link rel="stylesheet" href="/frame/style.css">
    <script type="module" src="/lcr/inside.js"></script>
  </head>
  <body data-host="${host}"><p>The shared record is shown here when a patient is open in your own system.</p></body>
</html>`;

const STYLE = `:root { color-scheme: light dark }
body { margin: 0 }
`;
