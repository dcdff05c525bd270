/** Operator tokens and clinical tokens: each opens its own routes, and none of the other's. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import type { OperatorHostStatement } from '../../host-kit/host.ts';
import { allergy, brokenAfter, doctor, gateway, ORIGIN, PATIENT, spySource } from './house.ts';
import { memoryStore } from '../store/memory.ts';

const auditor: OperatorHostStatement = { user: 'u-7', name: 'Odette Marchbanks', org: 'XQ1', roles: ['R0001'], scope: 'audit' };
const registrar: OperatorHostStatement = { ...auditor, user: 'u-8', name: 'Sam Registrar', scope: 'opt-out' };
const scopes = { audit: ['XQ1', 'XQ4'], 'opt-out': ['XQ1'] };
const days = { from: '2026-11-01', to: '2026-11-30' };

const operatorRoutes = [
  { path: '/v1/audit/search', body: {}, who: auditor, other: registrar },
  { path: '/v1/audit/statistics', body: { ...days, by: ['role'] }, who: auditor, other: registrar },
  { path: '/v1/audit/unusual', body: days, who: auditor, other: registrar },
  { path: '/v1/opt-outs', body: { patient: PATIENT }, who: registrar, other: auditor },
  { path: '/v1/opt-outs/withdraw', body: { patient: PATIENT }, who: registrar, other: auditor },
  { path: '/v1/opt-outs/search', body: { patient: PATIENT }, who: registrar, other: auditor },
];
const clinicalRoutes = [
  '/v1/session', '/v1/patient', '/v1/record/allergies', '/v1/record?category=allergies', '/v1/coverage', '/v1/accesses',
  '/v1/documents/northbridge.correspondence.a',
];

const open = (more: Parameters<typeof gateway>[1] = {}) => {
  const source = spySource('northbridge', { resources: [allergy('a', 'Penicillin')] });
  return gateway([source], { scopes, ...more }).then((house) => ({ ...house, source }));
};

describe('an operator’s token', () => {
  it('has a scope and no patient, and says whose operator it is', async () => {
    const { hostToken, audit } = await open();
    const { access_token } = await hostToken(auditor);
    const { scope, patient, org, purpose } = decodeJwt(access_token);
    assert.deepEqual([scope, patient, org, purpose], ['audit', undefined, 'XQ1', 'HOPERAT']);
    const [row] = await audit();
    assert.deepEqual([row!.action, row!.outcome, row!.scope, row!.patient], ['token', 'granted', 'audit', undefined]);
  });

  it('is given only where the settings name scope and organisation, and by default nowhere', async () => {
    for (const [more, who] of [
      [{}, registrar], [{ scopes: {} }, auditor], [{ scopes: { audit: ['XQ4'] } }, auditor], [{}, { ...registrar, org: 'XQ4' }],
    ] as const) {
      const house = await open(more);
      const refused = who === registrar && !('scopes' in more) ? undefined : /no operators of that scope/;
      if (!refused) await house.hostToken(who);
      else {
        await assert.rejects(house.hostToken(who), refused);
        const [row] = await house.audit();
        assert.deepEqual([row!.outcome, row!.reason], ['refused', 'statement:claim:scope']);
      }
    }
    const { hostToken } = await gateway([]);
    await assert.rejects(hostToken(auditor), /no operators/);
  });

  it('is not given for a scope that there is not, nor together with a patient', async () => {
    const { hostToken } = await open();
    await assert.rejects(hostToken({ ...auditor, scope: 'clinical' as 'audit' }), /scope/);
    await assert.rejects(hostToken({ ...doctor, scope: 'audit' } as unknown as OperatorHostStatement), /scope/);
  });

  it('is refused on every clinical route, written down, and no source is asked', async () => {
    for (const who of [auditor, registrar]) {
      const house = await open();
      for (const path of clinicalRoutes) {
        const { status, body } = await house.ask(path, { who, patient: PATIENT });
        assert.deepEqual([status, body.code], [403, 'not-permitted'], path);
      }
      const rows = (await house.audit()).filter(({ action }) => action !== 'token');
      assert.equal(rows.length, clinicalRoutes.length);
      for (const row of rows) assert.deepEqual([row.outcome, row.code, row.reason, row.user?.id], ['refused', 'not-permitted', 'scope', who.user]);
      assert.deepEqual(house.source.asked, []);
    }
  });

  it('is refused on the routes of the other scope', async () => {
    const house = await open();
    for (const { path, body, other } of operatorRoutes) {
      const answer = await house.ask(path, { who: other, body });
      assert.deepEqual([answer.status, answer.body.code], [403, 'not-permitted'], path);
    }
    assert.equal((await house.audit()).filter(({ reason }) => reason === 'scope').length, operatorRoutes.length);
  });

  it('no longer opens anything once the settings no longer name its organisation', async () => {
    const house = await open();
    const { access_token: token } = await house.hostToken(auditor);
    const host = house.house.register.hosts[0]!;
    host.scopes = { audit: [] };
    assert.equal((await house.ask('/v1/audit/search', { token, body: {} })).status, 403);
  });
});

describe('a clinical token', () => {
  it('is refused on every operator’s route, written down, and nothing is changed or told', async () => {
    const house = await open();
    for (const { path, body } of operatorRoutes) {
      const answer = await house.ask(path, { who: doctor, body });
      assert.deepEqual([answer.status, answer.body.code], [403, 'not-permitted'], path);
      assert.ok(answer.body.contact.name);
    }
    const rows = (await house.audit()).filter(({ action }) => action !== 'token');
    assert.deepEqual(rows.map(({ outcome, reason }) => `${outcome} ${reason}`), operatorRoutes.map(() => 'refused scope'));
    assert.equal(await house.house.store.optOuts.active(PATIENT, new Date()), false);
  });
});

describe('an operator’s route', () => {
  it('answers its own operators; without a token it is 401', async () => {
    const house = await open();
    for (const { path, body, who } of operatorRoutes.filter(({ path: one }) => one !== '/v1/opt-outs/withdraw')) {
      const { status, headers } = await house.ask(path, { who, body, headers: { Origin: ORIGIN } });
      assert.ok(status === 200 || status === 201, `${path} ${status}`);
      assert.equal(headers.get('Access-Control-Allow-Origin'), ORIGIN);
      assert.equal(headers.get('Cache-Control'), 'no-store');
      const bare = await house.app.request(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
      assert.equal(bare.status, 401, path);
    }
  });

  it('answers nothing where the audit row cannot be written', async () => {
    for (const { path, body, who } of operatorRoutes) {
      const house = await open({ store: brokenAfter(memoryStore(), 1) });
      const answer = await house.ask(path, { who, body });
      assert.deepEqual([answer.status, answer.body.code], [500, 'gateway-error'], path);
      assert.equal(await house.house.store.optOuts.active(PATIENT, new Date()), false);
    }
  });

  it('takes JSON of its own fields only, and says what is wrong with others', async () => {
    const house = await open();
    const bad = [
      ['/v1/audit/search', 'not json'], ['/v1/audit/search', []], ['/v1/audit/search', { patients: PATIENT }],
      ['/v1/audit/search', { patient: '9990000019' }], ['/v1/audit/search', { limit: 0 }], ['/v1/audit/search', { limit: '5' }],
      ['/v1/audit/search', { cursor: 'x' }], ['/v1/audit/search', { from: '2026-02-30' }], ['/v1/audit/search', { action: 'look' }],
      ['/v1/audit/search', { from: '2026-12-01', to: '2026-11-01' }], ['/v1/audit/search', { category: '__proto__' }],
      ['/v1/audit/statistics', days], ['/v1/audit/statistics', { ...days, by: [] }], ['/v1/audit/statistics', { ...days, by: ['role', 'role'] }],
      ['/v1/audit/statistics', { by: ['role'] }], ['/v1/audit/unusual', {}], ['/v1/audit/unusual', { from: '2020-01-01', to: '2026-01-01' }],
      ['/v1/opt-outs', {}], ['/v1/opt-outs', { patient: 9990000018 }], ['/v1/opt-outs', { patient: PATIENT, from: 'tomorrow' }],
      ['/v1/opt-outs', { patient: PATIENT, from: '2020-01-01T00:00:00Z' }], ['/v1/opt-outs/withdraw', { patient: `${PATIENT} ` }],
      ['/v1/opt-outs/search', { patient: PATIENT, from: '2026-01-01T00:00:00Z' }], ['/v1/opt-outs/search', { patient: 'x'.repeat(9000) }],
    ] as const;
    const tokens = { '/v1/audit': (await house.hostToken(auditor)).access_token, '/v1/opt-o': (await house.hostToken(registrar)).access_token };
    for (const [path, body] of bad) {
      const answer = await house.ask(path, { token: tokens[path.slice(0, 9) as keyof typeof tokens], body });
      assert.deepEqual([answer.status, answer.body.code], [400, 'bad-request'], `${path} ${JSON.stringify(body)}`);
      assert.ok(answer.body.detail && !JSON.stringify(answer.body).includes('999000001'), answer.body.detail);
    }
    const form = await house.ask('/v1/opt-outs', { token: tokens['/v1/opt-o'], body: `{"patient":"${PATIENT}"}`, headers: { 'Content-Type': 'text/plain' } });
    assert.equal(form.status, 400);
  });
});
