import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { calculateJwkThumbprint, type CryptoKey, decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { PATIENT, rowsOf } from './house.ts';
import { ISSUER, launch, seconds } from './launch.ts';

/*
 * A host may have its tokens bound to a key of its page (RFC 9449): whoever takes such a token from the page cannot
 * use it without the key, which never leaves the browser.
 */

const SESSION = `${ISSUER}/v1/session`;
const pageKey = await generateKeyPair('ES256', { extractable: true });
const otherPage = await generateKeyPair('ES256', { extractable: true });

interface Making {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  pair?: { publicKey: CryptoKey; privateKey: CryptoKey };
  at?: number;
}

/** A proof as a page makes it, or should not. */
async function proof(htm: string, htu: string, token?: string, { claims = {}, header = {}, pair = pageKey, at = 0 }: Making = {}) {
  const ath = token && Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(token))).toString('base64url');
  const all = { htm, htu, jti: crypto.randomUUID(), iat: seconds(at), ath, ...claims };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new SignJWT(given)
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: await exportJWK(pair.publicKey), ...header } as { alg: string })
    .sign(pair.privateKey);
}

async function house(dpop?: 'off' | 'optional' | 'required') {
  const opened = await launch({ host: dpop ? { dpop } : {} });
  const { app, post, form, store } = opened;
  const look = async (token: string, proved: string | undefined, scheme = 'DPoP', path = '/v1/session') => {
    const headers = { Authorization: `${scheme} ${token}`, 'LCR-Patient': PATIENT, ...(proved === undefined ? {} : { DPoP: proved }) };
    const answer = await app.request(path, { headers });
    const row = (await rowsOf(store)).at(-1)!;
    return { status: answer.status, headers: answer.headers, reason: row.outcome === 'refused' ? row.reason : undefined };
  };
  return {
    ...opened,
    look,
    ask: async (proved?: string) => post(await form(), proved === undefined ? {} : { DPoP: proved }),
    bound: async () => (await post(await form(), { DPoP: await proof('POST', `${ISSUER}/v1/token`) })).body.access_token as string,
  };
}

describe('a token that is bound to a key of the page', () => {
  it('is issued for a proof of that key, names it, and opens with fresh proofs', async () => {
    const { ask, look } = await house('required');
    const { status, body } = await ask(await proof('POST', `${ISSUER}/v1/token`));
    assert.deepEqual([status, body.token_type], [200, 'DPoP']);
    const token = body.access_token as string;
    assert.deepEqual(decodeJwt(token)['cnf'], { jkt: await calculateJwkThumbprint(await exportJWK(pageKey.publicKey)) });
    for (let count = 0; count < 3; count += 1) assert.equal((await look(token, await proof('GET', SESSION, token))).status, 200);
  });

  it('opens with an Ed25519 key, too', async () => {
    const pair = await generateKeyPair('EdDSA', { extractable: true });
    const { ask, look } = await house('optional');
    const how = { pair, header: { alg: 'EdDSA' } };
    const token = (await ask(await proof('POST', `${ISSUER}/v1/token`, undefined, how))).body.access_token as string;
    assert.equal((await look(token, await proof('GET', SESSION, token, how))).status, 200);
  });

  const bad: [what: string, reason: string, make: (token: string) => Promise<string | undefined>, scheme?: string][] = [
    ['no proof', 'proof:missing', async () => undefined],
    ['no proof, as a bearer', 'proof:scheme', async () => undefined, 'Bearer'],
    ['a proof, as a bearer', 'proof:scheme', (token) => proof('GET', SESSION, token), 'Bearer'],
    ['a proof of another key', 'proof:other-key', (token) => proof('GET', SESSION, token, { pair: otherPage })],
    ['the key of one and the signature of another', 'proof:ERR_JWS_SIGNATURE_VERIFICATION_FAILED', async (token) => proof('GET', SESSION, token, { pair: { publicKey: pageKey.publicKey, privateKey: otherPage.privateKey } })],
    ['a proof for another method', 'proof:htm', (token) => proof('POST', SESSION, token)],
    ['a proof for another route', 'proof:htu', (token) => proof('GET', `${ISSUER}/v1/patient`, token)],
    ['a proof for another gateway', 'proof:htu', (token) => proof('GET', 'https://other.example/v1/session', token)],
    ['a proof for no address', 'proof:htu', (token) => proof('GET', '/v1/session', token)],
    ['a proof for another token', 'proof:ath', () => proof('GET', SESSION, 'another')],
    ['a proof for no token', 'proof:ath', () => proof('GET', SESSION)],
    ['a proof without a name', 'proof:jti', (token) => proof('GET', SESSION, token, { claims: { jti: undefined } })],
    ['a proof with a long name', 'proof:jti', (token) => proof('GET', SESSION, token, { claims: { jti: 'j'.repeat(201) } })],
    ['a proof of no time', 'proof:iat', (token) => proof('GET', SESSION, token, { claims: { iat: undefined } })],
    ['a proof of broken seconds', 'proof:iat', (token) => proof('GET', SESSION, token, { claims: { iat: seconds(0) + 0.5 } })],
    ['an old proof', 'proof:iat', (token) => proof('GET', SESSION, token, { at: -301 })],
    ['a proof of tomorrow', 'proof:iat', (token) => proof('GET', SESSION, token, { at: 86_400 })],
    ['a proof that has ended', 'proof:claim:exp', (token) => proof('GET', SESSION, token, { claims: { exp: seconds(-10) } })],
    ['a proof without a type', 'proof:typ', (token) => proof('GET', SESSION, token, { header: { typ: undefined } })],
    ['an access token as its own proof', 'proof:typ', async (token) => token],
    ['a proof with a name for its key', 'proof:header', (token) => proof('GET', SESSION, token, { header: { kid: 'x' } })],
    ['a proof that wants to be understood', 'proof:header', (token) => proof('GET', SESSION, token, { header: { b64: true, crit: ['b64'] } })],
    ['a proof without a key', 'proof:key', (token) => proof('GET', SESSION, token, { header: { jwk: undefined } })],
    ['a proof that shows its private key', 'proof:key', async (token) => proof('GET', SESSION, token, { header: { jwk: await exportJWK(pageKey.privateKey) } })],
    ['a key that is a text', 'proof:key', (token) => proof('GET', SESSION, token, { header: { jwk: 'x' } })],
    ['a key of another kind', 'proof:key', (token) => proof('GET', SESSION, token, { header: { jwk: { kty: 'oct', k: 'c2VjcmV0' } } })],
    ['no point of the curve', 'proof:key', (token) => proof('GET', SESSION, token, { header: { jwk: { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' } } })],
    ['two proofs', 'proof:not-compact', async (token) => `${await proof('GET', SESSION, token)}, ${await proof('GET', SESSION, token)}`],
    ['a proof of 1 MiB', 'proof:too-long', async () => 'a'.repeat(1 << 20)],
    ['nothing in particular', 'proof:not-compact', async () => 'x'],
  ];
  for (const [what, reason, make, scheme] of bad) {
    it(`does not open with ${what}: 401 that asks for a proof, written down`, async () => {
      const { bound, look } = await house('required');
      const token = await bound();
      const { status, headers, reason: written } = await look(token, await make(token), scheme);
      assert.deepEqual([status, written], [401, reason]);
      assert.equal(headers.get('WWW-Authenticate'), 'DPoP error="invalid_dpop_proof", algs="ES256 EdDSA"');
    });
  }

  it('does not open twice with one proof, in sequence or at once, at one gateway or at another of the same store', async () => {
    const { bound, look, store } = await house('required');
    const token = await bound();
    const used = await proof('GET', SESSION, token);
    const answers = await Promise.all(Array.from({ length: 20 }, () => look(token, used)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    assert.equal((await look(token, used)).reason, 'proof:replayed');
    const second = await launch({ store, host: { dpop: 'required' } });
    const headers = { Authorization: `DPoP ${token}`, 'LCR-Patient': PATIENT, DPoP: used };
    assert.equal((await second.app.request('/v1/session', { headers })).status, 401);
  });

  it('is asked for a proof whose time is near, whatever the page’s clock makes of it', async () => {
    const { bound, look } = await house('required');
    const token = await bound();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -330, max: 330 }), async (at) => {
        assert.equal((await look(token, await proof('GET', SESSION, token, { at }))).status, Math.abs(at) <= 300 ? 200 : 401);
      }),
      { numRuns: 100, seed: 9 },
    );
  });

  it('takes an address with a query for the same one: only where it leads counts', async () => {
    const { bound, look } = await house('required');
    const token = await bound();
    const path = '/v1/record/allergies?limit=5';
    const { status } = await look(token, await proof('GET', `${ISSUER}${path}#x`, token), 'DPoP', path);
    assert.notEqual(status, 401);
  });

  it('may be asked for from a page of the host: the preflight allows the header', async () => {
    const { app } = await house('required');
    const headers = { Origin: 'https://ehr.example', 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'dpop' };
    const answer = await app.request('/v1/session', { method: 'OPTIONS', headers });
    assert.match(answer.headers.get('Access-Control-Allow-Headers')!, /\bDPoP\b/);
  });
});

describe('a host that is registered', () => {
  it('without a word about proofs has plain tokens, whatever its page sends', async () => {
    const { ask, look } = await house();
    const { status, body } = await ask('x');
    assert.deepEqual([status, body.token_type], [200, 'Bearer']);
    assert.equal((await look(body.access_token, undefined, 'Bearer')).status, 200);
    assert.equal((await look(body.access_token, await proof('GET', SESSION, body.access_token))).reason, 'scheme');
  });

  it('for optional proofs has a bound token where it sends one, which must be good, and a plain one otherwise', async () => {
    const { ask, look } = await house('optional');
    const plain = await ask();
    assert.deepEqual([plain.status, plain.body.token_type], [200, 'Bearer']);
    assert.equal((await look(plain.body.access_token, undefined, 'Bearer')).status, 200);
    const bad = await ask(await proof('POST', `${ISSUER}/v1/revoke`));
    assert.deepEqual([bad.status, bad.body.error, bad.body.code], [400, 'invalid_dpop_proof', 'token-invalid']);
  });

  it('for required proofs has no token without one, and one that is not bound opens nothing', async () => {
    const { ask, store } = await house('required');
    const { status, body } = await ask();
    assert.deepEqual([status, body.error, body.error_description], [400, 'invalid_dpop_proof', 'the DPoP proof was refused (missing)']);
    assert.equal((await rowsOf(store)).at(-1)!.reason, 'proof:missing');
    const before = await house('off');
    const { access_token: plain } = (await before.ask()).body;
    const { look } = await house('required');
    assert.equal((await look(plain, undefined, 'Bearer')).reason, 'proof:unbound');
  });

  it('has a proof taken once at the exchange, too', async () => {
    const { ask, store } = await house('optional');
    const used = await proof('POST', `${ISSUER}/v1/token`);
    assert.equal((await ask(used)).status, 200);
    assert.equal((await ask(used)).status, 400);
    assert.equal((await rowsOf(store)).at(-1)!.reason, 'proof:replayed');
  });
});
