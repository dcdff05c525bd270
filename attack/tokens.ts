import { type JWK, type JSONWebKeySet, SignJWT } from 'jose';
import { attacks, refuses, ROUTES } from '../gateway/test/bad-tokens.ts';
import { allergy, ORIGIN, PATIENT, read, spySource } from '../gateway/test/house.ts';
import { gatewayKey, hostKey, ISSUER, launch, seconds } from '../gateway/test/launch.ts';
import { startEhr } from '../gateway/test/smart-ehr.ts';
import { newKey, openSigningKey } from '../gateway/token/keys.ts';
import { type Draw, drawing, type Original, ways } from './mutate.ts';
import { tally, type Trial } from './trial.ts';

/** A kind of text that opens something, and what it is sent to. */
interface Kind {
  original: Omit<Original, 'other' | 'text'>;
  make(): Promise<string>;
  send(text: string, draw: Draw): Promise<{ path: string; method: string; answer: Response }>;
  store: Awaited<ReturnType<typeof launch>>['store'];
  /** What it has instead of the ways of signed tokens. */
  ways?: Record<string, (text: string, draw: Draw) => string>;
}

const source = spySource('northbridge', { resources: [allergy('a', 'Penicillin')] });
const texts = [null, 7, true, '', {}, ['x']];
const times = [null, '1', {}, [], '2026-11-24T09:00:00Z'];
const exchange = { path: '/v1/token', method: 'POST' };

/** Fails before it leaves, as it would in a browser: a header takes no such character. */
const sendable = (text: string) => /^[\t\x20-\x7e\x80-\xff]*$/.test(text);

async function kindsOf(): Promise<{ kinds: Record<string, Kind>; close(): void }> {
  const house = await launch({ sources: [source], host: { dpop: 'optional' } });
  const { app, store } = house;
  const own = await openSigningKey(gatewayKey);
  const host = await openSigningKey(hostKey);
  const page = await openSigningKey(await newKey());
  const { kty, crv, x, y } = page.publicJwk;
  const now = seconds(0);
  const ask = (path: string, method: string, headers: Record<string, string>) =>
    app.request(path, { method, headers: { 'LCR-Patient': PATIENT, 'Content-Type': 'application/json', ...headers }, ...(method === 'GET' ? {} : { body: '{}' }) });
  const proof = (claims: object) =>
    new SignJWT({ jti: crypto.randomUUID(), iat: now, ...claims }).setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } as JWK }).sign(page.privateKey);
  const token = async (headers: Record<string, string> = {}) => (await house.post(await house.form(), headers)).body.access_token as string;
  const bound = await token({ DPoP: await proof({ htm: 'POST', htu: `${ISSUER}/v1/token` }) });
  const ath = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(bound))).toString('base64url');
  const post = async (name: string, text: string) => {
    const form = await house.form();
    form.set(name, text);
    return { ...exchange, answer: await app.request('/v1/token', { method: 'POST', body: form }) };
  };

  const ehr = await startEhr({ now: () => house.clock.now, gatewayKeys: async () => (await (await smart.app.request('/.well-known/jwks.json')).json()) as JSONWebKeySet });
  const smart: Awaited<ReturnType<typeof launch>> = await launch({ host: { smart: ehr.smart } });
  const said: Record<string, readonly unknown[]> = {
    active: [false, null, 'true', 1, undefined], client_id: ['another', undefined, '', null, ['ward-round']], iss: ['https://attacker.example', undefined, null, ''],
    exp: [now, now - 60, undefined, 'never', null, -1], nbf: [now + 60, 'soon', null], scope: ['openid', '', undefined, null, ['openid']],
    patient: ['p-2', '', '../p-1', 'p-1/../p-1', undefined, null, 7], fhirUser: ['Practitioner/d-2', 'https://attacker.example/Practitioner/d-1', undefined, '', null, 'Patient/p-1'],
    token_type: ['DPoP', 'mac'], cnf: [{ jkt: 'x' }],
  };

  const kinds: Record<string, Kind> = {
    'access token': {
      original: { key: own, now, shapes: { iss: texts, aud: texts, sub: texts, name: texts, org: texts, roles: [null, 'R8000', [7], {}, [['R8000']]], patient: [null, 7, '', {}, '9990000019', [PATIENT]], purpose: texts, azp: texts, jti: texts, iat: [...times, 1.5], exp: [...times, 1e308] } },
      make: token,
      store,
      async send(text, draw) {
        const { path, method } = draw.of(ROUTES);
        return { path: path.includes('/documents/') ? '/v1/documents/{id}' : path, method, answer: await ask(path, method, { Authorization: `Bearer ${text}` }) };
      },
    },
    'client assertion': {
      original: { key: host, now, shapes: { iss: texts, sub: texts, aud: texts, jti: [null, 7, '', {}, 'j'.repeat(201)], iat: times, exp: times } },
      make: async () => (await house.form()).get('client_assertion')!,
      store,
      send: (text) => post('client_assertion', text),
    },
    'statement of a host': {
      original: { key: host, now, shapes: { iss: texts, sub: texts, aud: texts, name: texts, org: texts, roles: [null, 'R8000', [7], {}], patient: [null, 7, '', {}, '9990000019', [PATIENT]], purpose: texts, jti: [null, 7, '', {}], iat: times, exp: times } },
      make: async () => (await house.form()).get('subject_token')!,
      store,
      send: (text) => post('subject_token', text),
    },
    'DPoP proof': {
      original: { key: page, now, shapes: { htm: [...texts, 'get', 'GET '], htu: [...texts, ISSUER], jti: [null, 7, '', {}, 'j'.repeat(201)], iat: [...times, 1.5], ath: texts } },
      make: () => proof({ htm: 'GET', htu: `${ISSUER}/v1/session`, ath }),
      store,
      send: async (text) => ({ path: '/v1/session', method: 'GET', answer: await ask('/v1/session', 'GET', { Authorization: `DPoP ${bound}`, DPoP: text }) }),
    },
    'SMART token': {
      original: { key: own, now, shapes: {} },
      make: async () => ehr.token(),
      store: smart.store,
      async send(text) {
        const body = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange', client_id: 'epr', subject_token_type: 'urn:ietf:params:oauth:token-type:access_token', subject_token: text });
        return { ...exchange, answer: await smart.app.request('/v1/token', { method: 'POST', body, headers: { Origin: ORIGIN } }) };
      },
      ways: {
        // An opaque text has no parts: these ways never look into it.
        ...Object.fromEntries(
          ['a character replaced', 'cut short', 'the beginning cut off', 'a piece doubled', 'a piece taken out', 'white space inside', 'two of them'].map(
            (way) => [way, (text: string, draw: Draw) => ways[way]!({ text, other: ehr.token(), key: own, now, shapes: {} }, draw) as string],
          ),
        ),
        huge: (text, draw) => text + 'A'.repeat(1 << (10 + draw.below(9))),
        'of which its issuer says something else': (_, draw) => {
          const name = draw.of(Object.keys(said));
          return ehr.token({ [name]: draw.of(said[name]!) });
        },
      },
    },
  };
  return { kinds, close: () => ehr.close() };
}

export const trial: Trial = {
  name: 'bad tokens: none is accepted, no server error, each in the audit with its reason, no source asked',
  tries: { short: 2500, whole: 100_000 },
  async run({ tries, seed }) {
    const { outcome, add } = tally();
    const counted = new Map<string, number>();
    for (const [id, variants] of Object.entries(attacks)) {
      for (const variant of variants) {
        // The whole matrix is among the tests, on every route.
        for (const route of tries < 10_000 ? ROUTES.slice(0, 1) : ROUTES) {
          const why = await refuses(route, variant).then(() => undefined, (error: unknown) => String(error));
          add(why === undefined, () => `${id}, ${variant[0]}, ${route.method} ${route.path}: ${why}`);
        }
      }
    }
    const matrix = outcome.tried;

    /** Nobody keeps a hundred thousand rows in memory: every so often there is another gateway. */
    const EACH = 5000;
    for (let from = 0; from < tries; from += EACH) {
      const { kinds, close } = await kindsOf();
      try {
        const written = new Map(Object.values(kinds).map(({ store }) => [store, 0]));
        const rowsSince = async ({ store }: Kind) => {
          const rows = await store.audit.read(written.get(store)!, 10_000);
          written.set(store, written.get(store)! + rows.length);
          return rows.map(({ row }) => row);
        };
        for (const [name, kind] of Object.entries(kinds)) {
          // What the bad ones are made of is good, or nothing would be shown.
          const { answer } = await kind.send(await kind.make(), { below: () => 0, of: (some) => some[0]! });
          await answer.text();
          if (answer.status !== 200) outcome.failures.push(`a good ${name} was answered ${answer.status}`);
        }
        const names = Object.keys(kinds);
        const pairs = new Map<string, [string, string]>();
        for (let at = from; at < Math.min(tries, from + EACH); at++) {
          const name = names[at % names.length]!;
          const kind = kinds[name]!;
          if (!pairs.has(name)) pairs.set(name, [await kind.make(), await kind.make()]);
          const [text, other] = pairs.get(name)!;
          const draw = drawing(`${seed} ${at}`);
          const { way, bad } = await badOne(kind, { ...kind.original, text, other }, draw);
          counted.set(`${name}: ${way}`, (counted.get(`${name}: ${way}`) ?? 0) + 1);
          await rowsSince(kind);
          source.asked.length = 0;
          const why = await judge(kind, bad, draw, rowsSince);
          add(why === undefined, () => `try ${at}, ${name}, ${way}: ${why}`);
        }
      } finally {
        close();
      }
    }
    const fewest = Math.min(...counted.values());
    return { ...outcome, note: `${matrix.toLocaleString('en-GB')} of the matrix; ${counted.size} ways, each at least ${fewest} times` };
  },
};

/**
 * Draws until what comes out is another text than the good one, as it arrives: a way that changes nothing, or nothing
 * but what the transport takes off again, is no try. Whatever differs in a byte has to be refused: nothing signed with the
 * right key is made that says what may be said.
 */
async function badOne(kind: Kind, original: Original, draw: Draw): Promise<{ way: string; bad: string }> {
  for (;;) {
    const way = draw.of(Object.keys(kind.ways ?? ways));
    const bad = kind.ways ? kind.ways[way]!(original.text, draw) : await ways[way]!(original, draw);
    if (sendable(bad) && bad.trim() !== original.text && bad.trim() !== original.other) return { way, bad };
  }
}

async function judge(kind: Kind, bad: string, draw: Draw, rowsSince: (kind: Kind) => Promise<{ outcome: string; reason?: string }[]>): Promise<string | undefined> {
  const { path, method, answer } = await kind.send(bad, draw);
  // A form that is too long is not read, and so nobody's.
  const isUnread = path === '/v1/token' && bad.length > 30_000;
  const expected = path === '/v1/token' ? [400, 401, ...(isUnread ? [413] : [])] : [401];
  if (!expected.includes(answer.status)) return `${method} ${path} answered ${answer.status}`;
  try {
    await read(path, method, answer);
  } catch (error) {
    return String(error);
  }
  const rows = await rowsSince(kind);
  if (answer.status === 413) return rows.length > 0 ? 'audit: a row of what was not read' : undefined;
  if (rows.length !== 1 || rows[0]!.outcome !== 'refused' || !rows[0]!.reason) return `audit: ${rows.map(({ outcome, reason }) => `${outcome} ${reason}`).join(', ') || 'no row'}`;
  if (bad.length > 30 && JSON.stringify(rows).includes(bad)) return 'the audit holds it';
  return source.asked.length > 0 ? 'a source was asked' : undefined;
}
