import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { openKeys } from '../token/key-ring.ts';
import { openSigningKey } from '../token/keys.ts';
import { PATIENT, rowsOf } from './house.ts';
import { gatewayKey, ISSUER, launch, seconds, signed, statement } from './launch.ts';

/*
 * Two honest clocks may differ by five seconds, either way, and not by more. What a host signs lives for five minutes
 * at most, and so does what the gateway signs. An independent reading of these rules is held against the gateway.
 */

const SKEW = 5;
const LIFE = 300;

/** Times around every edge, in seconds from the gateway's own clock, which stands somewhere inside a second. */
const near = (...edges: number[]) => fc.oneof(...edges.map((edge) => fc.integer({ min: edge - 8, max: edge + 8 })), fc.integer({ min: -700, max: 700 }));
const times = fc.record({
  iat: near(0, -LIFE),
  life: near(0, 60, LIFE),
  nbf: fc.option(near(0), { nil: undefined }),
  fraction: fc.integer({ min: 0, max: 999 }),
});

interface Times {
  iat: number;
  life: number;
  nbf?: number | undefined;
}

const inTime = ({ iat, life, nbf }: Times) =>
  iat <= SKEW && iat >= -LIFE - SKEW && life > 0 && life <= LIFE && iat + life > -SKEW && (nbf === undefined || nbf <= SKEW);

describe('the clock of a host', () => {
  for (const what of ['client_assertion', 'subject_token'] as const) {
    it(`may differ from the gateway’s by five seconds: a ${what} is taken exactly while its times hold`, async () => {
      const house = await launch();
      let taken = 0;
      await fc.assert(
        fc.asyncProperty(times, async ({ iat, life, nbf, fraction }) => {
          house.clock.now = new Date(seconds(0) * 1000 + fraction);
          const form = await house.form();
          const claims = what === 'client_assertion' ? { sub: 'epr' } : statement;
          const at = { iat: seconds(iat), exp: seconds(iat + life), ...(nbf === undefined ? {} : { nbf: seconds(nbf) }) };
          form.set(what, await signed({ ...claims, ...at }));
          const { status } = await house.post(form);
          const expected = inTime({ iat, life, nbf });
          if (expected) taken += 1;
          assert.equal(status, expected ? 200 : what === 'client_assertion' ? 401 : 400);
        }),
        { numRuns: 400, seed: 4 },
      );
      assert.ok(taken > 50, `${taken} were in time`);
    });
  }

  it('cannot be written in another way than whole or broken seconds', async () => {
    for (const change of [{ iat: String(seconds(0)) }, { exp: 'never' }, { nbf: null }, { exp: [seconds(60)] }]) {
      const { post, form } = await launch();
      const changed = await form();
      changed.set('client_assertion', await signed({ sub: 'epr', ...change }));
      assert.equal((await post(changed)).status, 401, JSON.stringify(change));
    }
  });

  it('does not give a used statement a second life: it is remembered for as long as it could be taken', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -SKEW, max: SKEW }), fc.integer({ min: 1, max: LIFE }), fc.integer({ min: 0, max: 320 }), async (ahead, life, later) => {
        const { post, form, clock, store } = await launch();
        const used = await signed({ ...statement, iat: seconds(ahead), exp: seconds(ahead + life) });
        const send = async () => {
          const changed = await form();
          changed.set('subject_token', used);
          return (await post(changed)).status;
        };
        const first = await send();
        clock.now = new Date(seconds(later) * 1000);
        assert.notEqual(await send(), first === 200 ? 200 : 0, JSON.stringify((await rowsOf(store)).map(({ reason }) => reason)));
      }),
      { numRuns: 100, seed: 4 },
    );
  });
});

describe('the clock of another gateway', () => {
  it('may differ by five seconds: an access token opens exactly while its times hold', async () => {
    const house = await launch({ keys: await openKeys(gatewayKey) });
    const key = await openSigningKey(gatewayKey);
    let opened = 0;
    await fc.assert(
      fc.asyncProperty(times, async ({ iat, life, fraction }) => {
        house.clock.now = new Date(seconds(0) * 1000 + fraction);
        const claims = { ...statement, iss: ISSUER, aud: ISSUER, azp: 'epr', jti: crypto.randomUUID(), iat: seconds(iat), exp: seconds(iat + life) };
        const sign = () => new SignJWT(claims).setProtectedHeader({ alg: key.alg, typ: 'at+jwt', kid: key.kid }).sign(key.privateKey);
        let token = await sign();
        while (Buffer.from(token.split('.')[2]!, 'base64url')[32]! > 0x7e) token = await sign();
        const { status } = await house.app.request('/v1/session', { headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': PATIENT } });
        const expected = iat <= SKEW && life > 0 && life <= LIFE && iat + life > -SKEW;
        if (expected) opened += 1;
        assert.equal(status, expected ? 200 : 401);
      }),
      { numRuns: 400, seed: 4 },
    );
    assert.ok(opened > 50, `${opened} were in time`);
  });
});
