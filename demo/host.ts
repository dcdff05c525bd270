import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Hono, type Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';
import { serveStatic } from '@hono/node-server/serve-static';
import { LaunchRefused, type HostClient } from '../host-kit/host.ts';
import { users, type ListedPatient, type User } from './ehr.ts';
import type { Switchboard } from './upstream.ts';

export interface Host {
  gateway: string;
  client: HostClient;
  /** The patients on a user's list. */
  patientsOf(user: User): readonly ListedPatient[];
  /** The demonstration's own sources, which can be broken from the page; absent where they are somebody else's. */
  switchboard?: Switchboard | undefined;
}

const here = (path: string) => new URL(path, import.meta.url).pathname;
const COOKIE = 'fernway';

/** The back end of an invented host system: its page, its users and patients, and the one call that its widgets need. */
export function createHost({ gateway, client, patientsOf, switchboard }: Host): Hono {
  const app = new Hono();
  const signedIn = new Map<string, User>();
  const [first] = users;
  const userOf = (c: Context): User => signedIn.get(getCookie(c, COOKIE) ?? '') ?? (first as User);

  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        // A picture of the record is drawn from memory, under an address that ends with its patient.
        imgSrc: ['data:', 'blob:'],
        connectSrc: ["'self'", gateway],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ['lcr-lit-html', 'lcr-document'],
      },
      strictTransportSecurity: false,
    }),
  );
  app.use('/ehr/*', async (c, next) => {
    c.header('Cache-Control', 'no-store');
    // JSON only: a form of another site cannot send it without asking first.
    if (c.req.method === 'POST' && !/^application\/json\b/i.test(c.req.header('Content-Type') ?? '')) return c.json({ error: 'json-only' }, 415);
    return next();
  });
  const body = (c: Context): Promise<Record<string, unknown>> => c.req.json().then((sent) => Object(sent) as Record<string, unknown>, () => ({}));

  app.get('/ehr/session', (c) => c.json({ gateway, user: userOf(c).id }));
  app.get('/ehr/users', (c) => c.json(users.map(({ id, name, role, organisation, purpose, scopes = [] }) => ({ id, name, role, organisation, treats: !purpose, scopes }))));
  app.get('/ehr/patients', (c) => c.json(patientsOf(userOf(c))));

  app.post('/ehr/login', async (c) => {
    const { user: id } = await body(c);
    const user = users.find((each) => each.id === id);
    if (!user) return c.json({ error: 'unknown-user' }, 400);
    const session = randomUUID();
    signedIn.set(session, user);
    setCookie(c, COOKIE, session, { httpOnly: true, sameSite: 'Strict', path: '/' });
    return c.json({ user: user.id });
  });

  app.post('/ehr/lcr-token', async (c) => {
    const { patient, dpop } = await body(c);
    const user = userOf(c);
    const listed = patientsOf(user).some(({ nhsNumber }) => nhsNumber === patient);
    if (!listed) return c.json({ error: 'patient-not-on-list' }, 403);
    try {
      return c.json(await client.token({ ...statedOf(user), patient: String(patient) }, { dpop: typeof dpop === 'string' ? dpop : undefined }));
    } catch (thrown) {
      return refusedBy(c, thrown);
    }
  });

  // For the operators' page: a token of its own kind, for no patient.
  app.post('/ehr/operator-token', async (c) => {
    const { scope } = await body(c);
    const user = userOf(c);
    const mine = user.scopes?.find((one) => one === scope);
    if (!mine) return c.json({ error: 'not-an-operator' }, 403);
    try {
      return c.json(await client.token({ ...statedOf(user), scope: mine }));
    } catch (thrown) {
      return refusedBy(c, thrown);
    }
  });

  app.get('/ehr/sources', (c) => c.json(switchboard?.list() ?? []));
  app.post('/ehr/sources', async (c) => {
    const { id, mode } = await body(c);
    return switchboard?.set(String(id), String(mode)) ? c.json({ id, mode }) : c.json({ error: 'unknown-source-or-mode' }, 400);
  });

  app.use('/lcr/*', serveStatic({ root: here('../dist/cdn'), rewriteRequestPath: (path) => path.replace(/^\/lcr/, '') }));
  for (const [path, file, type] of [
    ['/', 'index.html', 'text/html'],
    ['/ehr.css', 'ehr.css', 'text/css'],
    ['/ehr.js', 'ehr.js', 'text/javascript'],
    ['/operators', 'operators.html', 'text/html'],
    ['/operators.css', 'operators.css', 'text/css'],
    ['/operators.js', 'operators.js', 'text/javascript'],
  ] as const) {
    app.get(path, async (c) => c.body(await readFile(here(`page/${file}`)), 200, { 'Content-Type': `${type}; charset=utf-8` }));
  }
  return app;
}

/** What the host states of its user. */
const statedOf = ({ id, name, odsCode, roles, purpose }: User) => ({ user: id, name, org: odsCode, roles, ...(purpose && { purpose }) });

function refusedBy(c: Context, thrown: unknown): Response {
  const refused = thrown instanceof LaunchRefused;
  return c.json({ error: refused ? thrown.error : 'gateway-unreachable' }, refused && thrown.status < 500 ? 403 : 502);
}
