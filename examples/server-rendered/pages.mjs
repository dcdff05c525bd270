/**
 * Pages as a .NET or Java system makes them: HTML from the server, a full page load for every step, and the session, with
 * the user and the patient who is open, behind a cookie. No address names a patient.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { LaunchRefused } from '@london-care-record/widgets/host';

const widgets = new URL('.', import.meta.resolve('@london-care-record/widgets/cdn/lcr.js'));
const { integrity } = JSON.parse(await readFile(new URL('importmap.json', widgets), 'utf8'));

const escape = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * @param options - `record` is the host kit's client, `gateway` the gateway's address; `userOf` and `patientsOf` are the
 *   system's own: who signs in, and whose record they may open.
 */
export function createPages({ record, gateway, userOf, patientsOf }) {
  const sessions = new Map();

  function sessionOf(request) {
    const id = /(?:^|;\s*)ward=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
    return sessions.get(id);
  }

  /** In a real system this follows the sign-in. */
  function begin(response) {
    const id = randomUUID();
    const user = userOf();
    const session = { user, patient: patientsOf(user)[0].nhsNumber };
    sessions.set(id, session);
    response.setHeader('Set-Cookie', `ward=${id}; Path=/; HttpOnly; SameSite=Strict`);
    return session;
  }

  /** Only a patient on the user's own list is ever opened, or stated to the gateway. */
  const listed = ({ user }, patient) => patientsOf(user).some(({ nhsNumber }) => nhsNumber === patient);

  const routes = {
    'GET /': (request, response) => page(response, sessionOf(request) ?? begin(response)),

    'POST /open': async (request, response) => {
      const session = sessionOf(request);
      const patient = new URLSearchParams(await bodyOf(request)).get('patient');
      if (!session || (patient && !listed(session, patient))) return send(response, 403, 'text/plain', 'Not on your list.');
      session.patient = patient || undefined;
      response.writeHead(303, { Location: '/' }).end();
    },

    'POST /lcr-token': async (request, response) => {
      const session = sessionOf(request);
      const { patient } = JSON.parse(await bodyOf(request));
      // 401 tells the widgets that the session at the host has ended.
      if (!session) return send(response, 401, 'text/plain', 'Signed out.');
      if (!listed(session, patient)) return send(response, 403, 'text/plain', 'Not on your list.');
      const { id: user, name, odsCode: org, roles } = session.user;
      try {
        send(response, 200, 'application/json', JSON.stringify(await record.token({ user, name, org, roles, patient })));
      } catch (thrown) {
        send(response, thrown instanceof LaunchRefused && thrown.status < 500 ? 403 : 502, 'text/plain', 'No token.');
      }
    },
  };

  function page(response, { user, patient }) {
    const nonce = randomBytes(16).toString('base64');
    const list = patientsOf(user);
    response.setHeader(
      'Content-Security-Policy',
      `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self'; connect-src 'self' ${gateway}; img-src data: blob:; ` +
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lcr-lit-html lcr-document",
    );
    const pinned = Object.fromEntries(Object.entries(integrity).map(([path, digest]) => [`/lcr/${path.slice(2)}`, digest]));
    send(
      response,
      200,
      'text/html; charset=utf-8',
      `<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Fernway, made by the server</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/host.css">
    <script type="importmap" nonce="${nonce}">${JSON.stringify({ integrity: pinned })}</script>
    <!-- The page's own script first: it listens before a context can ask. -->
    <script type="module" src="/page.js"></script>
    <script type="module" src="/lcr/lcr.js" integrity="${integrity['./lcr.js']}"></script>
  </head>
  <body>
    <h1>Fernway, made by the server</h1>
    <form method="post" action="/open">
      <nav id="patients" aria-label="Patients">
        ${list
          .map(({ nhsNumber, name }) => `<button name="patient" value="${nhsNumber}"${nhsNumber === patient ? ' aria-current="true"' : ''}>${escape(name)}</button>`)
          .join('\n        ')}
      </nav>
      <button id="toggle" name="patient" value="${patient ? '' : list[0].nhsNumber}">${patient ? 'Close the record' : 'Open the record'}</button>
    </form>
    <main>
      <section>
        ${
          patient
            ? `<lcr-context id="record" gateway="${gateway}" patient="${patient}" token-url="/lcr-token">
          <lcr-patient-banner></lcr-patient-banner>
          <lcr-allergies heading-level="3"></lcr-allergies>
          <lcr-results heading-level="3" limit="5"></lcr-results>
        </lcr-context>`
            : ''
        }
      </section>
      <section>
        <h2>Beside it, another patient</h2>
        <lcr-context id="beside" gateway="${gateway}" patient="${list.at(-1).nhsNumber}">
          <lcr-patient-banner></lcr-patient-banner>
          <lcr-results heading-level="3" limit="3"></lcr-results>
        </lcr-context>
      </section>
    </main>
    <h2>What the page heard</h2>
    <ol id="heard"></ol>
  </body>
</html>
`,
    );
  }

  const files = { '/host.css': ['../host.css', 'text/css'], '/page.js': ['page.js', 'text/javascript'] };

  async function file(path, response) {
    const [place, type] = files[path] ?? [];
    if (place) return send(response, 200, type, await readFile(new URL(place, import.meta.url)));
    if (!/^\/lcr\/[\w.-]+(\/[\w.-]+)?\.js$/.test(path) || path.includes('..')) return send(response, 404, 'text/plain', 'Not here.');
    const script = await readFile(fileURLToPath(new URL(path.slice('/lcr/'.length), widgets))).catch(() => undefined);
    return script ? send(response, 200, 'text/javascript', script) : send(response, 404, 'text/plain', 'Not here.');
  }

  return createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    const answer = routes[`${request.method} ${pathname}`] ?? (() => file(pathname, response));
    Promise.resolve(answer(request, response)).catch(() => send(response, 500, 'text/plain', 'That went wrong.'));
  });
}

function send(response, status, type, body) {
  // A page that names a patient is not kept: neither by the browser nor on the way.
  const kept = type === 'text/javascript' || type === 'text/css' ? 'max-age=3600' : 'no-store';
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': kept, 'X-Content-Type-Options': 'nosniff' }).end(body);
}

async function bodyOf(request) {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}
