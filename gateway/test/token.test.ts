import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeJwt, decodeProtectedHeader, generateKeyPair, type JWK, SignJWT } from 'jose';
import { createApp } from '../app.ts';
import { createRegister } from '../register/register.ts';
import { memoryStore } from '../store/memory.ts';
import { createHostClient, type HostStatement } from '../../host-kit/host.ts';
import { openKeys } from '../token/key-ring.ts';
import { newKey, openSigningKey, publicSetOf } from '../token/keys.ts';
import { nationalRole } from '../token/roles.ts';
import { conform } from './conform.ts';
import { doctor, larkfield, northbridge, ORIGIN, OTHER, PATIENT, policyText, rowsOf, brokenAfter } from './house.ts';
import { policyFrom } from '../policy/text.ts';

const ISSUER = 'https://gateway.example';
const START = new Date('2026-11-24T09:00:00Z');

const hostKey = await newKey();
const otherKey = await newKey();
const helpdesk = { who: 'helpdesk' as const, name: 'Helpdesk' };
const contacts = {
  localServiceDesk: { who: 'local-service-desk' as const, name: 'Desk' },
  localSystemAdministrator: { who: 'local-system-administrator' as const, name: 'Administrator' },
};

/** A gateway with two registered hosts: one for XQ1, the other for XQ4. */
async function open(store = memoryStore(() => START)) {
  const clock = { now: START };
  const register = createRegister(
    [
      { ...northbridge, roles: { 'Ward clerk': 'R8010', R8003: 'R8008' }, requireKnownPatient: false, contacts },
      { ...larkfield, roles: {}, requireKnownPatient: false, contacts },
    ],
    [
      { clientId: 'epr', organisations: ['XQ1'], origins: [ORIGIN], jwks: await publicSetOf(hostKey) },
      { clientId: 'surgery', organisations: ['XQ4'], origins: [], jwks: await publicSetOf(otherKey) },
    ],
    helpdesk,
  );
  const app = createApp({
    issuer: ISSUER,
    keys: await openKeys(await newKey()),
    register,
    policy: policyFrom(policyText),
    sources: [],
    store,
    now: () => clock.now,
  });
  const client = await createHostClient({ clientId: 'epr', gateway: ISSUER, key: hostKey, now: () => clock.now });
  const post = async (body: BodyInit, headers: Record<string, string> = {}) => {
    const answer = await app.request('/v1/token', { method: 'POST', body, headers });
    const type = answer.headers.get('Content-Type')!.split(';')[0]!;
    const text = await answer.json();
    conform('POST', '/v1/token', answer.status, type, text);
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    return { status: answer.status, headers: answer.headers, body: text as any };
  };
  return { app, store, client, clock, post, form: (change: Partial<HostStatement> = {}) => client.form({ ...doctor, ...change }) };
}

/** Signs what a host should not: any claims, any header, any key. */
async function signed(
  claims: Record<string, unknown>,
  { key = hostKey, header = {}, at = START }: { key?: JWK; header?: Record<string, unknown>; at?: Date } = {},
) {
  const { kid, alg, privateKey } = await openSigningKey(key);
  const iat = Math.floor(at.getTime() / 1000);
  const all = { iss: 'epr', aud: ISSUER, jti: crypto.randomUUID(), iat, exp: iat + 60, ...claims };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new SignJWT(given).setProtectedHeader({ alg, kid, typ: 'JWT', ...header }).sign(privateKey);
}

const statement = {
  sub: 'u-1', name: 'Dr Ada Okafor', org: 'XQ1', roles: ['R8000'], patient: PATIENT, purpose: 'TREAT',
};

describe('the token exchange', () => {
  it('turns a host’s signed statement into an access token for that user and that patient alone', async () => {
    const { post, form, store } = await open();
    const { status, headers, body } = await post(await form({ categories: ['allergies'] }));
    assert.equal(status, 200);
    assert.equal(headers.get('Cache-Control'), 'no-store');
    assert.equal(headers.get('Access-Control-Allow-Origin'), null);
    assert.deepEqual({ ...body, access_token: '' }, {
      access_token: '',
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      token_type: 'Bearer',
      expires_in: 300,
    });
    const { jti, ...claims } = decodeJwt(body.access_token);
    assert.deepEqual(claims, {
      iss: ISSUER, aud: ISSUER, ...statement, categories: ['allergies'], azp: 'epr',
      iat: START.getTime() / 1000, exp: START.getTime() / 1000 + 300,
    });
    const header = decodeProtectedHeader(body.access_token);
    assert.deepEqual({ ...header, kid: '' }, { alg: 'ES256', typ: 'at+jwt', kid: '' });

    const [row, ...more] = await rowsOf(store);
    assert.equal(more.length, 0);
    assert.deepEqual({ ...row, requestId: '' }, {
      at: START.toISOString(), requestId: '', action: 'token', outcome: 'granted', host: 'epr',
      user: { id: 'u-1', name: 'Dr Ada Okafor', roles: ['R8000'] },
      organisation: { odsCode: 'XQ1', name: 'Northbridge University Hospitals' },
      patient: PATIENT, purpose: 'TREAT', jti,
    });
    assert.equal(row!.requestId, headers.get('X-Request-Id'));
  });

  it('signs with the key that it publishes under its thumbprint', async () => {
    const { app, post, form } = await open();
    const { keys } = (await (await app.request('/.well-known/jwks.json')).json()) as { keys: JWK[] };
    const { kid } = decodeProtectedHeader((await post(await form())).body.access_token);
    assert.deepEqual(keys.map((key) => [key.kid, key.alg, key.use, 'd' in key]), [[kid, 'ES256', 'sig', false]]);
  });

  it('describes itself (RFC 8414)', async () => {
    const { app } = await open();
    const answer = await app.request('/.well-known/oauth-authorization-server');
    const metadata = (await answer.json()) as Record<string, unknown>;
    assert.equal(metadata['issuer'], ISSUER);
    assert.equal(metadata['token_endpoint'], `${ISSUER}/v1/token`);
    assert.deepEqual(metadata['token_endpoint_auth_signing_alg_values_supported'], ['ES256', 'EdDSA']);
  });

  it('takes Ed25519 keys, too', async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    assert.ok(privateKey && publicKey);
    const key = await crypto.subtle.exportKey('jwk', privateKey as unknown as globalThis.CryptoKey);
    const register = createRegister(
      [{ ...northbridge, roles: {}, requireKnownPatient: false, contacts }],
      [{ clientId: 'epr', organisations: ['XQ1'], origins: [], jwks: await publicSetOf(key as JWK) }],
      helpdesk,
    );
    const store = memoryStore();
    const app = createApp({
      issuer: ISSUER, keys: await openKeys(key as JWK), register, policy: policyFrom(policyText), sources: [], store,
    });
    const client = await createHostClient({ clientId: 'epr', gateway: ISSUER, key: key as JWK });
    const answer = await app.request('/v1/token', { method: 'POST', body: await client.form(doctor) });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    assert.equal(decodeProtectedHeader(token).alg, 'EdDSA');
    const session = await app.request('/v1/session', {
      headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': PATIENT },
    });
    assert.equal(session.status, 200);
  });

  it('maps roles: national code, CIS2 role string, the organisation’s own name; anything else gives nothing', async () => {
    const { post, form } = await open();
    const { body } = await post(await form({ roles: ['S8000:G8000:R8000', 'Ward clerk', 'R8003', 'Magician', 'R8000'] }));
    assert.deepEqual(decodeJwt(body.access_token)['roles'], ['R8000', 'R8010', 'R8008']);
    assert.equal(nationalRole('constructor', {}), undefined);
    assert.equal(nationalRole('S8000:G8000:R8000:R8001', {}), undefined);
    assert.equal(nationalRole('r8000', {}), undefined);
  });

  it('issues a token for roles that mean nothing here: the widget is to say "not permitted", not "session ended"', async () => {
    const { post, form } = await open();
    const { status, body } = await post(await form({ roles: ['Magician'] }));
    assert.equal(status, 200);
    assert.deepEqual(decodeJwt(body.access_token)['roles'], []);
  });

  it('lets an assertion and a statement through once', async () => {
    const { post, form, store } = await open();
    const used = await form();
    assert.equal((await post(used)).status, 200);
    const again = await post(used);
    assert.deepEqual([again.status, again.body.error, again.body.code], [401, 'invalid_client', 'token-invalid']);
    const freshAssertion = await form();
    freshAssertion.set('subject_token', used.get('subject_token')!);
    const replayed = await post(freshAssertion);
    assert.deepEqual([replayed.status, replayed.body.error], [400, 'invalid_request']);
    assert.deepEqual(
      (await rowsOf(store)).map(({ outcome, reason }) => [outcome, reason]),
      [['granted', undefined], ['refused', 'assertion:replayed'], ['refused', 'statement:replayed']],
    );
  });

  it('lets only one of twenty simultaneous uses through', async () => {
    const { post, form } = await open();
    const used = await form();
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(used)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  });

  it('issues nothing when the audit row cannot be written', async () => {
    const store = memoryStore(() => START);
    const { post, form } = await open(brokenAfter(store, 0));
    const { status, body } = await post(await form());
    assert.deepEqual([status, body.error, body.code], [500, 'server_error', 'gateway-error']);
    assert.equal('access_token' in body, false);
  });

  const seconds = (offset: number) => START.getTime() / 1000 + offset;
  const refusals: [
    what: string,
    change: (form: URLSearchParams) => Promise<void> | void,
    status: number,
    error: string,
    reason: string,
  ][] = [
    ['no grant type', (form) => form.delete('grant_type'), 400, 'unsupported_grant_type', 'form:grant_type'],
    ['another grant type', (form) => form.set('grant_type', 'client_credentials'), 400, 'unsupported_grant_type', 'form:grant_type'],
    ['a repeated parameter', (form) => form.append('grant_type', form.get('grant_type')!), 400, 'invalid_request', 'form:grant_type'],
    ['a scope', (form) => form.set('scope', 'audit'), 400, 'invalid_scope', 'form:scope'],
    ['an actor', (form) => form.set('actor_token', 'x'), 400, 'invalid_request', 'form:actor_token'],
    ['another kind of token', (form) => form.set('requested_token_type', 'urn:ietf:params:oauth:token-type:refresh_token'), 400, 'invalid_request', 'form:requested_token_type'],
    ['a client secret instead of an assertion', (form) => { form.delete('client_assertion'); form.set('client_secret', 'x'); }, 401, 'invalid_client', 'form:client_assertion'],
    ['no statement', (form) => form.delete('subject_token'), 400, 'invalid_request', 'form:subject_token'],
    ['another client_id', (form) => form.set('client_id', 'surgery'), 401, 'invalid_client', 'assertion:claim:sub'],
    ['an assertion that is no token', (form) => form.set('client_assertion', 'x.y.z'), 401, 'invalid_client', 'host'],
    ['an unknown host', async (form) => form.set('client_assertion', await signed({ iss: 'stranger', sub: 'stranger' })), 401, 'invalid_client', 'host'],
    ['a host called __proto__', async (form) => form.set('client_assertion', await signed({ iss: '__proto__', sub: '__proto__' })), 401, 'invalid_client', 'host'],
    ['another host’s key', async (form) => form.set('client_assertion', await signed({ sub: 'epr' }, { key: otherKey })), 401, 'invalid_client', 'assertion:ERR_JWKS_NO_MATCHING_KEY'],
    ['an assertion about somebody else', async (form) => form.set('client_assertion', await signed({ sub: 'u-1' })), 401, 'invalid_client', 'assertion:claim:sub'],
    ['an assertion for somebody else', async (form) => form.set('client_assertion', await signed({ sub: 'epr', aud: 'https://other.example' })), 401, 'invalid_client', 'assertion:claim:aud'],
    ['an assertion for several', async (form) => form.set('client_assertion', await signed({ sub: 'epr', aud: [ISSUER, 'https://other.example'] })), 401, 'invalid_client', 'assertion:claim:aud'],
    ['an assertion without jti', async (form) => form.set('client_assertion', await signed({ sub: 'epr', jti: undefined })), 401, 'invalid_client', 'assertion:claim:jti'],
    ['an assertion that lives too long', async (form) => form.set('client_assertion', await signed({ sub: 'epr', exp: seconds(301) })), 401, 'invalid_client', 'assertion:claim:exp'],
    ['an assertion that has ended', async (form) => form.set('client_assertion', await signed({ sub: 'epr', iat: seconds(-100), exp: seconds(-6) })), 401, 'invalid_client', 'assertion:claim:exp'],
    ['an assertion of tomorrow', async (form) => form.set('client_assertion', await signed({ sub: 'epr', iat: seconds(86_400), exp: seconds(86_460) })), 401, 'invalid_client', 'assertion:claim:iat'],
    ['an access token as assertion', async (form) => form.set('client_assertion', await signed({ sub: 'epr' }, { header: { typ: 'at+jwt' } })), 401, 'invalid_client', 'assertion:typ'],
    ['a statement of another host', async (form) => form.set('subject_token', await signed({ ...statement, iss: 'surgery' }, { key: otherKey })), 400, 'invalid_request', 'statement:ERR_JWKS_NO_MATCHING_KEY'],
    ['a statement that has ended', async (form) => form.set('subject_token', await signed({ ...statement, iat: seconds(-100), exp: seconds(-6) })), 400, 'invalid_request', 'statement:claim:exp'],
    ['the assertion as statement', async (form) => form.set('subject_token', await signed({ sub: 'epr' })), 400, 'invalid_request', 'statement:claim:patient'],
    ['no patient', async (form) => form.set('subject_token', await signed({ ...statement, patient: undefined })), 400, 'invalid_request', 'statement:claim:patient'],
    ['a patient number with a wrong check digit', async (form) => form.set('subject_token', await signed({ ...statement, patient: '9999999991' })), 400, 'invalid_request', 'statement:claim:patient'],
    ['a patient number with spaces', async (form) => form.set('subject_token', await signed({ ...statement, patient: '999 000 0018' })), 400, 'invalid_request', 'statement:claim:patient'],
    ['two patients', async (form) => form.set('subject_token', await signed({ ...statement, patient: [PATIENT, OTHER] })), 400, 'invalid_request', 'statement:claim:patient'],
    ['a nameless user', async (form) => form.set('subject_token', await signed({ ...statement, name: '' })), 400, 'invalid_request', 'statement:claim:name'],
    ['roles that are no list', async (form) => form.set('subject_token', await signed({ ...statement, roles: 'R8000' })), 400, 'invalid_request', 'statement:claim:roles'],
    ['a category that there is not', async (form) => form.set('subject_token', await signed({ ...statement, categories: ['everything'] })), 400, 'invalid_request', 'statement:claim:categories'],
    ['no purpose', async (form) => form.set('subject_token', await signed({ ...statement, purpose: undefined })), 400, 'invalid_request', 'statement:claim:purpose'],
    ['an organisation that the host may not speak for', async (form) => form.set('subject_token', await signed({ ...statement, org: 'XQ4' })), 400, 'unauthorized_client', 'statement:claim:org'],
    ['an organisation that nobody knows', async (form) => form.set('subject_token', await signed({ ...statement, org: 'XQ9' })), 400, 'unauthorized_client', 'statement:claim:org'],
  ];
  for (const [what, change, status, error, reason] of refusals) {
    it(`refuses ${what}, and writes it down`, async () => {
      const { post, form, store } = await open();
      const changed = await form();
      await change(changed);
      const { status: answered, body } = await post(changed);
      assert.deepEqual([answered, body.error], [status, error]);
      assert.equal('access_token' in body, false);
      const [row, ...more] = await rowsOf(store);
      assert.equal(more.length, 0);
      assert.deepEqual([row!.outcome, row!.reason, row!.code], ['refused', reason, body.code]);
      assert.equal(row!.requestId, body.correlationId);
    });
  }

  it('refuses a statement that names the patient twice', async () => {
    const { post, form } = await open();
    const key = await openSigningKey(hostKey);
    const part = (text: string) => Buffer.from(text).toString('base64url');
    const header = part(JSON.stringify({ alg: key.alg, kid: key.kid, typ: 'JWT' }));
    const iat = seconds(0);
    const payload = JSON.stringify({ iss: 'epr', aud: ISSUER, ...statement, jti: 'twice', iat, exp: iat + 60 });
    const twice = part(payload.replace('"patient"', `"patient":"${OTHER}","patient"`));
    const bytes = new TextEncoder().encode(`${header}.${twice}`);
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    const signature = Buffer.from(await crypto.subtle.sign(algorithm, key.privateKey as globalThis.CryptoKey, bytes)).toString('base64url');
    const changed = await form();
    changed.set('subject_token', `${header}.${twice}.${signature}`);
    const { status, body } = await post(changed);
    assert.deepEqual([status, body.error], [400, 'invalid_request']);
  });

  it('wants a form, and not a long one', async () => {
    const { post } = await open();
    assert.equal((await post('{}', { 'Content-Type': 'application/json' })).status, 400);
    const long = await post(`subject_token=${'a'.repeat(40_000)}`, { 'Content-Type': 'application/x-www-form-urlencoded' });
    assert.equal(long.status, 413);
  });

  it('tells nobody what was in a refused token', async () => {
    const { post, form } = await open();
    const changed = await form();
    changed.set('subject_token', await signed({ ...statement, patient: '9999999991', name: 'Secret Name' }));
    assert.doesNotMatch(JSON.stringify((await post(changed)).body), /9999999991|Secret/);
  });
});
