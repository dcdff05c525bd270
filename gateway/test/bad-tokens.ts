import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { calculateJwkThumbprint, CompactEncrypt, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { Category } from '../../api-spec/record.ts';
import { createApp } from '../app.ts';
import { openKeys } from '../token/key-ring.ts';
import { newKey, openSigningKey } from '../token/keys.ts';
import { contract } from './conform.ts';
import { allergy, gateway, OTHER, PATIENT, read, spySource } from './house.ts';

/*
 * Every attack class of the matrix of bad tokens, built from a freshly signed good token, and every route that takes one.
 */

const file = new URL('../../../shared/attack/jwt-matrix/attack-matrix.json', import.meta.url);
export const matrix = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as { classes: { id: string; name: string; variants?: string[] }[] })
  : undefined;

/** A route that takes a token. */
export interface Route {
  method: string;
  path: string;
  /** Whose token it takes. */
  takes: 'patientToken' | 'operatorToken';
}

export const AUDIENCE = 'https://gateway.invalid';

const signingJwk = await newKey();
export const signing = await openSigningKey(signingJwk);
const attackerJwk = await newKey();
export const attacker = await openSigningKey(attackerJwk);
export const source = spySource('northbridge', { resources: [allergy('a', 'Penicillin')] });
export const house = await gateway([source]);
export const retiring = await newKey();
const retired = await newKey();
const aged = (jwk: JWK, seconds: number) => ({ ...jwk, iat: Math.floor(Date.now() / 1000) - seconds });
// Two rotations ago, before the last one, and now: the first key's tokens have ended, the second one's live on.
house.app = createApp({
  ...house.house,
  keys: await openKeys(aged(retired, 4000), aged(retiring, 2000), aged(signingJwk, 70)),
});

/** The id of a document that is not there, as the entries of a category would name it. */
export const documentOf = (category: Category) => `${category}.northbridge.0123456789abcdef`;

/** Every operation of the contract that takes a token and is there, so that whatever is added is tried as well. */
export const ROUTES: Route[] = Object.entries(contract.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, { security = [{ patientToken: [] }] }]) => {
    const [takes] = security.flatMap(Object.keys) as Route['takes'][];
    const mounted = house.app.routes.some((route) => route.method === method.toUpperCase() && sameShape(route.path, path));
    if (!takes || !mounted) return [];
    const filled = path.replace('{id}', documentOf('allergies')) + (path === '/v1/record' ? '?category=allergies' : '');
    return [{ method: method.toUpperCase(), path: filled, takes }];
  }),
);

function sameShape(mounted: string, path: string): boolean {
  const bare = (one: string) => one.replace(/:[^/]+|\{[^/]+\}/g, '*').replace(/\/$/, '');
  return bare(mounted) === bare(path);
}

export const clinical = ROUTES.filter(({ takes }) => takes === 'patientToken');

export const nowSeconds = () => Math.floor(Date.now() / 1000);
const encode = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());

/** A token as the gateway itself would make it. */
export async function good(): Promise<string> {
  for (;;) {
    const token = await craft({}, {});
    if (BigInt(`0x${Buffer.from(token.split('.')[2]!, 'base64url').subarray(32).toString('hex')}`) <= ORDER / 2n) return token;
  }
}

const goodClaims = () => ({
  iss: AUDIENCE, aud: AUDIENCE, sub: 'u-1', name: 'Dr Ada Okafor', org: 'XQ1', roles: ['R8000'], patient: PATIENT,
  purpose: 'TREAT', azp: 'embedded-host', jti: crypto.randomUUID(), iat: nowSeconds(), exp: nowSeconds() + 300,
});

/** A token signed with the gateway's own key, whatever it says: what a forger with a stolen pen could make. */
export async function craft(header: object, claims: object, key = signing): Promise<string> {
  const text = (value: object) => JSON.stringify(Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)));
  return raw(
    text({ alg: 'ES256', typ: 'at+jwt', kid: signing.kid, ...header }),
    text({ ...goodClaims(), ...claims }),
    key.privateKey as globalThis.CryptoKey,
  );
}

async function raw(header: string, payload: string, key = signing.privateKey as globalThis.CryptoKey): Promise<string> {
  const head = `${encode(header)}.${encode(payload)}`;
  for (;;) {
    const bytes = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, Buffer.from(head)));
    // The low form, as the gateway wants it: a test of the claims must not fail on the signature.
    if (BigInt(`0x${Buffer.from(bytes.subarray(32)).toString('hex')}`) <= ORDER / 2n) return `${head}.${Buffer.from(bytes).toString('base64url')}`;
  }
}

async function hmac(header: object, secret: Uint8Array): Promise<string> {
  const head = `${encode({ typ: 'at+jwt', kid: signing.kid, ...header, alg: 'HS256' })}.${encode(goodClaims())}`;
  if (secret.length === 0) secret = new Uint8Array(64); // HMAC pads an empty secret with zeros: the same key
  const key = await crypto.subtle.importKey('raw', Uint8Array.from(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return `${head}.${Buffer.from(await crypto.subtle.sign('HMAC', key, Buffer.from(head))).toString('base64url')}`;
}

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const bytes32 = (value: bigint) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');

async function resigned(change: (signature: Buffer) => Buffer): Promise<string> {
  const [header, payload, signature] = (await good()).split('.') as [string, string, string];
  return `${header}.${payload}.${change(Buffer.from(signature, 'base64url')).toString('base64url')}`;
}

const publicJwk = signing.publicJwk as JWK & { x: string; y: string };
const spki = new Uint8Array(
  await crypto.subtle.exportKey('spki', await crypto.subtle.importKey('jwk', { ...publicJwk, use: 'sig' } as JsonWebKey, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify'])),
);
const pem = `-----BEGIN PUBLIC KEY-----\n${Buffer.from(spki).toString('base64')}\n-----END PUBLIC KEY-----\n`;

export type Variant = readonly [name: string, headers: (to: Route) => Promise<Record<string, string>> | Record<string, string>, path?: (route: string) => string];
export const bearer = (token: () => Promise<string> | string) => async () => ({ Authorization: `Bearer ${await token()}` });

/** What takes long to make is made once, for every route the same. */
function once(make: () => Promise<string>): () => Promise<string> {
  let made: Promise<string> | undefined;
  return () => (made ??= make());
}

export const attacks: Record<string, Variant[]> = {
  J01: ['none', 'None', 'NONE', 'nOnE'].flatMap((alg): Variant[] => [
    [`${alg}, no signature`, bearer(() => `${encode({ alg, typ: 'at+jwt' })}.${encode(goodClaims())}.`)],
    [`${alg}, with kid`, bearer(() => `${encode({ alg, typ: 'at+jwt', kid: signing.kid })}.${encode(goodClaims())}.AA`)],
  ]),
  J02: [
    ['PEM', bearer(() => hmac({}, Buffer.from(pem)))],
    ['PEM without newline', bearer(() => hmac({}, Buffer.from(pem.trimEnd())))],
    ['DER', bearer(() => hmac({}, spki))],
    ['JWK x coordinate bytes', bearer(() => hmac({}, Buffer.from(publicJwk.x, 'base64url')))],
  ],
  J03: [
    ['embedded jwk', bearer(() => craft({ jwk: attacker.publicJwk }, {}, attacker))],
    ['embedded jwk with its kid', bearer(() => craft({ jwk: attacker.publicJwk, kid: attacker.kid }, {}, attacker))],
    ['embedded jwk beside a good signature', bearer(() => craft({ jwk: attacker.publicJwk }, {}))],
  ],
  J04: ['https://attacker.example/jwks.json', 'http://127.0.0.1:1/jwks', 'http://169.254.169.254/latest'].flatMap((url): Variant[] => [
    [`jku ${url}`, bearer(() => craft({ jku: url, kid: attacker.kid }, {}, attacker))],
    [`x5u ${url}`, bearer(() => craft({ x5u: url, kid: attacker.kid }, {}, attacker))],
    [`jku ${url}, good signature`, bearer(() => craft({ jku: url }, {}))],
  ]),
  J05: [['self-signed chain', bearer(() => craft({ x5c: [Buffer.from(spki).toString('base64')] }, {}, attacker))]],
  J06: [
    ...['../../etc/passwd', "' OR 1=1--", '| id'].map((kid): Variant => [kid, bearer(() => craft({ kid }, {}))]),
    ['kid as array', bearer(() => craft({ kid: [signing.kid] }, {}))],
    ['kid as object', bearer(() => craft({ kid: { toString: signing.kid } }, {}))],
    ['kid of 1 MiB', bearer(once(() => craft({ kid: 'k'.repeat(1 << 20) }, {})))],
    ['unknown kid', bearer(() => craft({ kid: crypto.randomUUID() }, {}, attacker))],
    ['no kid', bearer(() => craft({ kid: undefined }, {}))],
  ],
  J07: [
    ['blank password HMAC', bearer(() => hmac({}, new Uint8Array()))],
    ['null signature', bearer(() => resigned(() => Buffer.alloc(64)))],
    ['empty signature', bearer(async () => `${(await good()).split('.').slice(0, 2).join('.')}.`)],
    [
      'signature of another token',
      bearer(async () => `${(await good()).split('.').slice(0, 2).join('.')}.${(await good()).split('.')[2]}`),
    ],
  ],
  J08: [
    ['r = 0, s = 0', bearer(() => resigned(() => Buffer.alloc(64)))],
    ['r = n, s = n', bearer(() => resigned(() => Buffer.concat([bytes32(ORDER), bytes32(ORDER)])))],
    [
      'high s',
      bearer(() => resigned((signature) => {
        const s = BigInt(`0x${signature.subarray(32).toString('hex')}`);
        return Buffer.concat([signature.subarray(0, 32), bytes32(ORDER - s)]);
      })),
    ],
    ['DER instead of r and s', bearer(() => resigned((signature) => Buffer.concat([Buffer.from([0x30, 0x44, 0x02, 0x20]), signature])))],
  ],
  J09: [
    ['unknown crit', bearer(() => craft({ crit: ['exp'] }, {}))],
    ['crit with its member', bearer(() => craft({ crit: ['lcr'], lcr: true }, {}))],
    ['b64 = false', bearer(() => craft({ b64: false, crit: ['b64'] }, {}))],
  ],
  J10: [
    ['ID token', bearer(() => craft({ typ: 'JWT' }, {}))],
    ['logout token', bearer(() => craft({ typ: 'logout+jwt' }, {}))],
    ['no typ', bearer(() => craft({ typ: undefined }, {}))],
    ['typ in other words', bearer(() => craft({ typ: 'application/at+jwt' }, {}))],
    ['a host’s statement', bearer(async () => (await statement()))],
  ],
  J11: [
    ['missing', bearer(() => craft({}, { aud: undefined }))],
    ['array with the attacker', bearer(() => craft({}, { aud: [AUDIENCE, 'https://attacker.example'] }))],
    ['array of one', bearer(() => craft({}, { aud: [AUDIENCE] }))],
    ['prefix', bearer(() => craft({}, { aud: AUDIENCE.slice(0, -1) }))],
    ['longer', bearer(() => craft({}, { aud: `${AUDIENCE}.attacker.example` }))],
    ['other environment', bearer(() => craft({}, { aud: 'https://test.gateway.invalid' }))],
  ],
  J12: [
    ['missing', undefined],
    ['trailing slash', `${AUDIENCE}/`],
    ['case', 'https://Gateway.invalid'],
    ['look-alike', 'https://gаteway.invalid'],
    ['nested URL', `https://attacker.example/?${AUDIENCE}`],
  ].map(([name, iss]): Variant => [name!, bearer(() => craft({}, { iss }))]),
  J13: (
    [
      ['exp past', (at) => ({ exp: at - 60, iat: at - 300 })],
      ['exp string', (at) => ({ exp: String(at + 200) })],
      ['exp float', (at) => ({ exp: at + 200.5 })],
      ['exp 1e308', () => ({ exp: 1e308 })],
      ['exp negative', () => ({ exp: -1 })],
      ['exp missing', () => ({ exp: undefined })],
      ['nbf future', (at) => ({ nbf: at + 3600 })],
      ['iat future', (at) => ({ iat: at + 100, exp: at + 200 })],
      ['iat missing', () => ({ iat: undefined })],
      ['lifetime over the maximum', (at) => ({ iat: at, exp: at + 301 })],
    ] satisfies [string, (at: number) => object][]
  ).map(([name, claims]): Variant => [name, bearer(() => craft({}, claims(nowSeconds())))]),
  J14: [
    [
      'same jti after revocation',
      bearer(async () => {
        const token = await good();
        await house.house.store.revocations.revoke(decode(token.split('.')[1]!).jti, new Date(Date.now() + 300_000));
        return token;
      }),
    ],
    ['re-encoded, not canonical', bearer(async () => twist(await good()))],
    ['from another origin', async () => ({ Authorization: `Bearer ${await good()}`, Origin: 'https://attacker.example' })],
    ['from origin null', async () => ({ Authorization: `Bearer ${await good()}`, Origin: 'null' })],
    ['bound token without its proof', async () => ({ Authorization: `DPoP ${await boundToken()}` })],
    ['bound token as a bearer', async (to) => ({ ...(await proven(to)), Authorization: `Bearer ${await boundToken()}` })],
    ['bound token with another key’s proof', (to) => proven(to, attacker)],
    ['proof reused', async (to) => {
      const used = await proven(to);
      const first = await ask(to, used);
      // A stream writes its rows while it is read.
      await first.text();
      assert.ok(to.takes === 'operatorToken' || first.status < 500 && first.status !== 401, 'it was good once');
      return used;
    }],
    ['proof of another route', (to) => proven({ ...to, path: `${to.path.split('?')[0]}x` })],
    ['proof of another method', (to) => proven({ ...to, method: 'PUT' })],
  ],
  J16: [
    ['duplicate member in the header', bearer(() => raw(`{"alg":"none","alg":"ES256","typ":"at+jwt","kid":"${signing.kid}"}`, JSON.stringify(goodClaims())))],
    ['duplicate patient', bearer(() => raw(goodHeader(), JSON.stringify(goodClaims()).replace('{', `{"patient":"${OTHER}",`)))],
    ['duplicate, escaped', bearer(() => raw(goodHeader(), JSON.stringify(goodClaims()).replace('{', `{"p\\u0061tient":"${OTHER}",`)))],
    ['__proto__', bearer(() => raw(goodHeader(), JSON.stringify(goodClaims()).replace('{', '{"__proto__":{"roles":["R8000"]},')))],
    ['constructor', bearer(() => craft({}, { constructor: { prototype: {} } }))],
    ['claims in the prototype only', bearer(() => raw(goodHeader(), `{"__proto__":${JSON.stringify(goodClaims())}}`))],
    ['payload that is a list', bearer(() => raw(goodHeader(), JSON.stringify([goodClaims()])))],
    ['payload that is no JSON', bearer(() => raw(goodHeader(), 'patient=1'))],
  ],
  J17: [
    [
      'JSON serialisation',
      bearer(async () => {
        const [header, payload, signature] = (await good()).split('.');
        return JSON.stringify({ protected: header, payload, signature });
      }),
    ],
    ['two dots missing', bearer(async () => (await good()).replaceAll('.', ''))],
    ['five-part JWE', bearer(async () => {
      const { publicKey } = await generateKeyPair('ECDH-ES');
      return new CompactEncrypt(Buffer.from(JSON.stringify(goodClaims()))).setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', typ: 'at+jwt' }).encrypt(publicKey);
    })],
    ['white space inside', bearer(async () => (await good()).replace('.', '. '))],
    ['tab at the end of a part', bearer(async () => (await good()).replace('.', '\t.'))],
    ['padding', bearer(async () => `${await good()}=`)],
    ['the other alphabet', bearer(async () => {
      for (;;) {
        const token = await good();
        if (/[-_]/.test(token.split('.')[2]!)) return token.replaceAll('-', '+').replaceAll('_', '/');
      }
    })],
    ['spare bits', bearer(async () => twist(await good()))],
    ['four parts', bearer(async () => `${await good()}.AA`)],
    ['two tokens', bearer(async () => `${await good()},${await good()}`)],
  ],
  J18: [
    ['8 KiB', bearer(() => craft({}, { name: 'n'.repeat(8 << 10) }))],
    ['16 KiB + 1', bearer(() => craft({}, { name: 'n'.repeat((16 << 10) + 1) }))],
    ['1 MiB', bearer(once(() => craft({}, { name: 'n'.repeat(1 << 20) })))],
    ['nested 10,000 deep', bearer(() => raw(goodHeader(), `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`))],
    ['nested 2,000 deep', bearer(() => raw(goodHeader(), `{"a":${'['.repeat(2_000)}${']'.repeat(2_000)}}`))],
  ],
  J19: [
    ['query string', () => ({}), (route) => `${route}${route.includes('?') ? '&' : '?'}access_token=${goodNow}`],
    ['cookie', async () => ({ Cookie: `access_token=${await good()}; Authorization=Bearer ${await good()}` })],
    ['two Authorization headers', async () => ({ Authorization: `Bearer ${await good()}, Bearer ${await good()}` })],
    ['bearer in lower case', async () => ({ Authorization: `bearer ${await good()}` })],
    ['Basic', async () => ({ Authorization: `Basic ${Buffer.from(`token:${await good()}`).toString('base64')}` })],
    ['no scheme', async () => ({ Authorization: await good() })],
    ['nothing', () => ({})],
    ['empty', () => ({ Authorization: 'Bearer ' })],
  ],
  J20: [
    ['old key after its grace', bearer(async () => craft({ kid: (await openSigningKey(retired)).kid }, {}, await openSigningKey(retired)))],
    ['old key within its grace, under the new name', bearer(async () => craft({}, {}, await openSigningKey(retiring)))],
    ['new key under the old name', bearer(async () => craft({ kid: (await openSigningKey(retiring)).kid }, {}))],
    ['unknown key', bearer(() => craft({ kid: attacker.kid }, {}, attacker))],
    ['old key under the new name', bearer(() => craft({}, {}, attacker))],
    ['another algorithm of the same key family', bearer(async () => {
      const { privateKey, publicKey } = await generateKeyPair('EdDSA');
      const kid = await calculateJwkThumbprint(await exportJWK(publicKey));
      return new SignJWT(goodClaims()).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid }).sign(privateKey);
    })],
  ],
};

const goodHeader = () => JSON.stringify({ alg: 'ES256', typ: 'at+jwt', kid: signing.kid });
const goodNow = await good();

/** The same bytes, written with other spare bits in the last character (RFC 4648 section 3.5). */
function twist(token: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(token.at(-1)!);
  return `${token.slice(0, -1)}${alphabet[last ^ 1]}`;
}

async function statement(): Promise<string> {
  const iat = nowSeconds();
  return new SignJWT({ ...goodClaims(), iat, exp: iat + 60 })
    .setProtectedHeader({ alg: attacker.alg, kid: attacker.kid, typ: 'JWT' })
    .sign(attacker.privateKey);
}

/** A token that is bound to the page's key. */
export const page = await openSigningKey(await newKey());
export const boundToken = async () => {
  for (;;) {
    const token = await craft({}, { cnf: { jkt: page.kid } });
    if (BigInt(`0x${Buffer.from(token.split('.')[2]!, 'base64url').subarray(32).toString('hex')}`) <= ORDER / 2n) return token;
  }
};

/** The headers of a bound token with a fresh proof for a route (RFC 9449). */
export async function proven({ method, path }: Route, key = page): Promise<Record<string, string>> {
  const token = await boundToken();
  const ath = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(token))).toString('base64url');
  const { kty, crv, x, y } = key.publicJwk;
  const proof = await new SignJWT({ htm: method, htu: `${AUDIENCE}${path.split('?')[0]}`, jti: crypto.randomUUID(), iat: nowSeconds(), ath })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: key.alg, jwk: { kty, crv, x, y } as JWK })
    .sign(key.privateKey);
  return { Authorization: `DPoP ${token}`, DPoP: proof };
}

async function ask({ method, path }: Route, headers: Record<string, string>): Promise<Response> {
  const body = method === 'GET' ? {} : { body: '{}' };
  return house.app.request(path, { method, headers: { 'LCR-Patient': PATIENT, 'Content-Type': 'application/json', ...headers }, ...body });
}

const { audit } = house.house.store;
let written = 0;

export async function send(to: Route, [, headers, path]: Variant) {
  const given = await headers(to);
  for (let more; (more = await audit.read(written, 1000)).length > 0; ) written += more.length;
  source.asked.length = 0;
  const answer = await ask(path ? { ...to, path: path(to.path) } : to, given);
  const rows = (await audit.read(written, 1000)).map(({ row }) => row);
  const bare = to.path.includes('/documents/') ? '/v1/documents/{id}' : to.path;
  return { ...(await read(bare, to.method, answer)), rows };
}

let called = 0;
const outside = globalThis.fetch;
globalThis.fetch = (...request) => {
  called += 1;
  return outside(...request);
};

/** Fails unless a bad token is refused by 401, never 5xx and never 2xx: one audit row with a reason, no source asked, nothing fetched. */
export async function refuses(route: Route, variant: Variant): Promise<void> {
  called = 0;
  const { status, body, rows, headers } = await send(route, variant);
  assert.equal(status, 401, `${route.path} answered ${status}`);
  assert.match(body.code, /^token-(missing|invalid|expired)$/);
  assert.match(headers.get('WWW-Authenticate')!, /^(Bearer|DPoP error="invalid_dpop_proof")/);
  assert.deepEqual(source.asked, []);
  assert.equal(rows.length, 1);
  assert.deepEqual([rows[0]!.outcome, rows[0]!.code], ['refused', body.code]);
  assert.ok(rows[0]!.reason);
  assert.equal(rows[0]!.requestId, body.correlationId);
  assert.equal(called, 0, 'nothing was fetched');
}
