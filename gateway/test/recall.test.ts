import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createAccessTokens } from '../token/access.ts';
import { type Keys, openKeys, rotated } from '../token/key-ring.ts';
import { newKey } from '../token/keys.ts';
import { doctor, gateway, PATIENT, spySource } from './house.ts';
import { ISSUER, statement } from './launch.ts';

/*
 * The signature of a token is checked once. A gateway that has met a token and one that has not must say the same of it,
 * whatever has happened meanwhile.
 */

const START = 1_800_000_000;
const at = (seconds: number) => new Date((START + seconds) * 1000);
const first = await newKey(at(-10_000));
const second = await newKey(at(20));
const both = await openKeys(...(await rotated([first], second, at(20))));

describe('a token that has been met before', () => {
  it('is good for exactly as long as one that has not, whatever becomes of the clock and the keys', async () => {
    let now = at(0);
    const before = await openKeys(first);
    const without = await openKeys(second);
    let keys: Keys = before;
    const tokens = () => createAccessTokens(ISSUER, (time) => keys(time), () => now);
    const one = tokens();
    const minted = await Promise.all([60, 120, 300].map((life) => one.mint({ ...statement, patient: PATIENT, azp: 'epr' } as never, life)));
    let recalled = 0;
    const event = fc.record({
      seconds: fc.oneof(fc.integer({ min: 0, max: 110 }), fc.integer({ min: -20, max: 400 }), ...[0, 60, 120, 300, 385].map((edge) => fc.integer({ min: edge - 7, max: edge + 7 }))),
      fraction: fc.integer({ min: 0, max: 999 }),
      keys: fc.constantFrom(before, both, both, without),
      which: fc.integer({ min: 0, max: 2 }),
      spoil: fc.option(fc.nat(), { nil: undefined, freq: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(event, async (happens) => {
        now = new Date(at(happens.seconds).getTime() + happens.fraction);
        keys = happens.keys;
        const { token: whole } = minted[happens.which]!;
        const { spoil } = happens;
        const place = spoil === undefined ? -1 : spoil % whole.length;
        const token = place < 0 ? whole : `${whole.slice(0, place)}${whole[place] === 'A' ? 'B' : 'A'}${whole.slice(place + 1)}`;
        const expected = await tokens().check(token);
        assert.deepEqual(await one.check(token), expected);
        assert.deepEqual(await one.check(token), expected);
        if (!('refused' in expected)) recalled += 1;
      }),
      { numRuns: 400, seed: 5 },
    );
    assert.ok(recalled > 40, `${recalled} were good`);
  });

  it('says the same to all who read it, and nobody can change that', async () => {
    const tokens = createAccessTokens(ISSUER, both, () => at(100));
    const { token } = await tokens.mint({ ...statement, patient: PATIENT, azp: 'epr' } as never);
    const claims = await tokens.check(token);
    assert.equal(await tokens.check(token), claims, 'it is not read again');
    assert.throws(() => ((claims as { patient: string }).patient = '9990000026'), TypeError);
    assert.throws(() => (claims as { roles: string[] }).roles.push('R8001'), TypeError);
  });

  it('opens nothing once it is revoked, nor for another patient', async () => {
    const house = await gateway([spySource('a')]);
    const { access_token: token } = await house.hostToken(doctor);
    assert.equal((await house.ask('/v1/record/allergies', { token })).status, 200);
    assert.equal((await house.ask('/v1/record/allergies', { token, patient: '9990000026' })).body.code, 'patient-mismatch');
    const claims = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { jti: string };
    await house.house.store.revocations.revoke(claims.jti, new Date(Date.now() + 400_000));
    assert.equal((await house.ask('/v1/record/allergies', { token })).body.code, 'token-invalid');
  });
});
