import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import { createHostClient } from '../../host-kit/host.ts';
import { memoryStore } from '../store/memory.ts';
import { brokenAfter, doctor, PATIENT, rowsOf } from './house.ts';
import { hostKey, ISSUER, launch, otherKey, seconds, signed, START, statement } from './launch.ts';

const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

async function house(store = memoryStore(() => START)) {
  const opened = await launch({ store });
  const { app, post, form } = opened;
  return {
    ...opened,
    token: async () => (await post(await form())).body.access_token as string,
    revoke: async (token: string, assertion?: string, more: Record<string, string> = {}) => {
      const client_assertion = assertion ?? (await signed({ sub: 'epr', aud: `${ISSUER}/v1/revoke` }));
      return post(new URLSearchParams({ token, client_assertion_type: ASSERTION, client_assertion, ...more }), {}, '/v1/revoke');
    },
    look: async (token: string) =>
      (await app.request('/v1/session', { headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': PATIENT } })).status,
  };
}

describe('revocation', () => {
  it('ends a token at once, and that token alone; who ended it, and whose it was, is written down', async () => {
    const { token, revoke, look, store } = await house();
    const [one, other] = [await token(), await token()];
    assert.deepEqual([await look(one), await look(other)], [200, 200]);
    const { status, body } = await revoke(one, undefined, { token_type_hint: 'access_token' });
    assert.deepEqual([status, body], [200, undefined]);
    assert.deepEqual([await look(one), await look(other)], [401, 200]);
    const row = (await rowsOf(store)).find(({ action }) => action === 'revocation')!;
    assert.deepEqual({ ...row, requestId: '' }, {
      at: START.toISOString(), requestId: '', action: 'revocation', outcome: 'granted', host: 'epr', jti: decodeJwt(one).jti,
      patient: PATIENT, user: { id: 'u-1', name: 'Dr Ada Okafor', roles: ['R8000'] },
    });
  });

  it('holds at another gateway of the same store', async () => {
    const first = await house();
    const second = await house(first.store);
    const token = await first.token();
    assert.equal(await second.look(token), 200);
    await first.revoke(token);
    assert.equal(await second.look(token), 401);
  });

  it('may be asked for twice, and of what is no token any more, or never was: nothing is left to end', async () => {
    const { token, revoke, clock } = await house();
    const used = await token();
    assert.equal((await revoke(used)).status, 200);
    assert.equal((await revoke(used)).status, 200);
    for (const none of ['x', 'x.y.z', `${used}x`, await signed(statement)]) assert.equal((await revoke(none)).status, 200, none.slice(0, 9));
    const late = await token();
    clock.now = new Date(seconds(310) * 1000);
    assert.equal((await revoke(late, await signed({ sub: 'epr' }, { at: clock.now }))).status, 200);
  });

  it('of another host’s token is refused, and the token lives', async () => {
    const { token, revoke, look, store } = await house();
    const used = await token();
    const { status, body } = await revoke(used, await signed({ iss: 'surgery', sub: 'surgery' }, { key: otherKey }));
    assert.deepEqual([status, body.error], [400, 'unauthorized_client']);
    assert.equal(await look(used), 200);
    const row = (await rowsOf(store)).find(({ action }) => action === 'revocation')!;
    assert.deepEqual([row.outcome, row.host, row.reason], ['refused', 'surgery', 'token:claim:azp']);
  });

  for (const [what, assertion, reason] of [
    ['without a host', () => 'x.y.z', 'host'],
    ['with another host’s key', () => signed({ sub: 'epr' }, { key: otherKey }), 'assertion:ERR_JWKS_NO_MATCHING_KEY'],
    ['for another gateway', () => signed({ sub: 'epr', aud: 'https://other.example' }), 'assertion:claim:aud'],
    ['with the statement', () => signed(statement), 'assertion:claim:sub'],
  ] as const) {
    it(`${what} is refused, and the token lives`, async () => {
      const { token, revoke, look, store } = await house();
      const used = await token();
      const { status, body } = await revoke(used, await assertion());
      assert.deepEqual([status, body.error], [401, 'invalid_client']);
      assert.equal(await look(used), 200);
      assert.equal((await rowsOf(store)).find(({ action }) => action === 'revocation')!.reason, reason);
    });
  }

  it('takes an assertion once, whether for a token or for its end', async () => {
    const { token, revoke, post } = await house();
    const [used, assertion] = [await token(), await signed({ sub: 'epr' })];
    assert.equal((await revoke(used, assertion)).status, 200);
    assert.equal((await revoke(used, assertion)).status, 401);
    const again = new URLSearchParams({ token: used, client_assertion_type: ASSERTION });
    assert.deepEqual((await post(again, {}, '/v1/revoke')).body.error, 'invalid_client');
    again.set('client_assertion', await signed({ sub: 'epr' }));
    again.append('token', used);
    assert.deepEqual((await post(again, {}, '/v1/revoke')).body.error, 'invalid_request');
  });

  it('that cannot be written down is a failure, and the token has ended all the same', async () => {
    const { token, revoke, look } = await house(brokenAfter(memoryStore(() => START), 1));
    const used = await token();
    const { status, body } = await revoke(used);
    assert.deepEqual([status, body.code], [500, 'gateway-error']);
    assert.notEqual(await look(used), 200);
  });

  it('is one call of the host kit', async (t) => {
    const { app, look } = await house();
    t.mock.method(globalThis, 'fetch', (input: string, init: RequestInit) => app.request(input.slice(ISSUER.length), init));
    const host = await createHostClient({ clientId: 'epr', gateway: ISSUER, key: hostKey, now: () => START });
    const { access_token: token, expires_in, token_type } = await host.token(doctor);
    assert.deepEqual([expires_in, token_type, await look(token)], [300, 'Bearer', 200]);
    await host.revoke(token);
    assert.equal(await look(token), 401);
    await assert.rejects(host.token({ ...doctor, patient: '123' }), ({ status, error, message, correlationId }) => {
      assert.deepEqual([status, error, message], [400, 'invalid_request', `the subject_token's "patient" is not a valid NHS number of ten digits`]);
      return /^[\w-]{36}$/.test(correlationId);
    });
  });
});
