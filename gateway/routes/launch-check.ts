import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import type { Explanation } from '../token/explain.ts';
import type { Env } from './log.ts';

const LONGEST = 64 * 1024;

/** The page's own policy, around that of the answers, which draw nothing. */
export const pagePolicy: MiddlewareHandler<Env> = async (c, next) => {
  await next();
  c.header('Content-Security-Policy', POLICY);
};

/** No script at all, and one form that leads back here. */
const POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * A page that shows the developer of a host why a launch fails. It says more than an answer does, so it is there only
 * where the configuration wants it (`launchCheck`). What is pasted comes in a body, is looked at and forgotten.
 */
export function launchCheckRoutes(explain: (text: string) => Promise<Explanation[]>): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/', (c) => c.html(page()));
  routes.get('/style.css', (c) => c.body(STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  routes.post('/', bodyLimit({ maxSize: 4 * LONGEST, onError: (c) => c.html(page(), 413) }), async (c) => {
    const { text } = await c.req.parseBody();
    const given = typeof text === 'string' ? text.trim() : '';
    return c.html(page(given ? await explain(given) : undefined));
  });
  return routes;
}

const page = (found?: readonly Explanation[]) => html`<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Why does the launch fail?</title>
    <link rel="stylesheet" href="/launch-check/style.css">
  </head>
  <body>
    <main>
      <h1>Why does the launch fail?</h1>
      ${found?.map(section)}
      <form method="post" action="/launch-check">
        <label for="text">
          Paste the form of a token exchange, its client assertion or subject token, an access token, or the gateway’s answer.
          It is checked here, against this gateway’s own configuration and clock; it goes nowhere else and is not kept.
        </label>
        <textarea id="text" name="text" rows="8" maxlength="${LONGEST}" spellcheck="false" autocomplete="off" required></textarea>
        <button>Explain</button>
      </form>
    </main>
  </body>
</html>`;

const section = ({ title, said, refused }: Explanation) => html`<section class="${refused ? 'refused' : 'good'}">
  <h2>${title}</h2>
  ${refused && html`<p>${refused.meaning}</p><p><strong>What to do:</strong> ${refused.act}</p><p>Reason in the audit: <code>${refused.reason}</code></p>`}
  ${said.length > 0 && html`<table><tbody>${said.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table>`}
</section>`;

const STYLE = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
main { max-width: 48rem; margin: 2rem auto; padding: 0 1rem }
section { margin: 1rem 0; padding: 0 1rem; border-inline-start: 0.25rem solid #007f3b }
section.refused { border-color: #d5281b }
label, textarea { display: block; width: 100%; box-sizing: border-box }
textarea { margin: 0.5rem 0; font-family: ui-monospace, monospace }
button { font: inherit; padding: 0.5rem 1rem }
th { text-align: start; vertical-align: top; padding-inline-end: 1rem }
td { overflow-wrap: anywhere }
`;
