import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Category } from '../../api-spec/record.ts';
import { createApp } from '../app.ts';
import { createRegister, type Host, type Member } from '../register/register.ts';
import { Outage } from '../sources/source.ts';
import { allergy, askedRows, doctor, EDITION, gateway, larkfield, northbridge, onlyRow, PATIENT, report, shownRows, spySource } from './house.ts';

const ALLERGIES = '/v1/record/allergies';
const officer = { ...doctor, user: 'u-5', roles: ['R0001'], purpose: 'HOPERAT' };

describe('who has looked at the record', () => {
  it('is told after a row that says who asked for what, or was refused it', async () => {
    const house = await gateway([spySource('northbridge')]);
    assert.equal((await house.ask('/v1/accesses?limit=5', { who: officer })).status, 200);
    assert.equal((await house.ask('/v1/accesses?limit=5', { who: { ...officer, roles: ['R8000'] } })).body.code, 'not-permitted');
    const said = (await askedRows(house)).map(({ at: _, jti: __, requestId: ___, ...row }) => row);
    const row = (role: string, level: string) => ({
      action: 'accesses', user: { id: 'u-5', name: doctor.name, roles: [role], level }, organisation: northbridge, host: 'embedded-host',
      purpose: 'HOPERAT', patient: PATIENT, policyVersion: EDITION, query: { limit: '5' },
    });
    assert.deepEqual(said, [
      { ...row('R0001', 'privacy-officer'), outcome: 'granted' },
      { ...row('R8000', 'clinical-full'), outcome: 'refused', code: 'not-permitted' },
    ]);
  });

  it('and what a role has may be asked for the patient’s and the watcher’s purposes, too; the record may not', async () => {
    const house = await gateway([spySource('northbridge')]);
    for (const purpose of ['TREAT', 'PATRQT', 'HOPERAT', 'HRESCH']) {
      const status = async (path: string, role: string) => (await house.ask(path, { who: { ...doctor, purpose, roles: [role] } })).status;
      const wide = purpose === 'HRESCH' ? 403 : 200;
      const narrow = purpose === 'TREAT' ? 200 : 403;
      const answers = await Promise.all([status('/v1/session', 'R8000'), status('/v1/accesses', 'R0001'), status('/v1/coverage', 'R8000'), status(ALLERGIES, 'R8000'), status('/v1/patient', 'R8000')]);
      assert.deepEqual(answers, [wide, wide, narrow, narrow, narrow], purpose);
    }
  });
});

describe('whoever comes to the door', () => {
  it('is told which header is missing', async () => {
    const house = await gateway([spySource('northbridge')]);
    assert.equal((await house.ask(ALLERGIES, { patient: null })).body.detail, 'the header LCR-Patient is missing');
  });

  it('has no relationship as soon as the host no longer speaks for the organisation or that takes no part, and that is written down', async () => {
    const source = spySource('northbridge');
    const house = await gateway([source]);
    const { access_token: token } = await house.hostToken(doctor);
    const { register } = house.house;
    const members = ['XQ1', 'XQ4'].map((code) => register.member(code)!);
    const without = async (hosts: readonly Host[], some: readonly Member[]) => {
      const app = createApp({ ...house.house, register: createRegister(some, hosts, register.helpdesk) });
      const answer = await app.request(ALLERGIES, { headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': PATIENT } });
      return ((await answer.json()) as { code: string }).code;
    };
    assert.equal(await without(register.hosts.map((host) => ({ ...host, organisations: ['XQ4'] })), members), 'no-relationship');
    assert.equal(await without(register.hosts, members.slice(1)), 'no-relationship');
    assert.deepEqual(source.asked, []);
    assert.deepEqual((await askedRows(house)).map(({ outcome, reason }) => [outcome, reason]), Array(2).fill(['refused', 'organisation']));
  });

  it('is told of an outage, not that nobody knows the patient, where one own source says no and another is silent', async () => {
    const own = [spySource('northbridge', { patients: [] }), spySource('old', { outageOnFind: new Outage('unavailable', 'down') })];
    const house = await gateway(own, { organisations: [{ ...northbridge, requireKnownPatient: true }, larkfield] });
    const { status, body } = await house.ask(ALLERGIES);
    assert.deepEqual([status, body.code, body.sources.map(({ status: one }: { status: string }) => one)], [503, 'all-sources-unavailable', ['answered', 'unavailable']]);
  });

  it('for the banner is written down as having been granted no category, and refused none', async () => {
    const house = await gateway([spySource('northbridge')]);
    await house.ask('/v1/patient');
    const { granted, refused, query, sources } = await onlyRow(house);
    assert.deepEqual({ granted, refused, query, sources }, { granted: [], refused: [], query: {}, sources: ['XQ1'] });
  });

  it('with a narrowed question has it in the row, in the words of the question', async () => {
    const house = await gateway([spySource('northbridge')]);
    await house.ask('/v1/record/results?kind=radiology&kind=other&to=2020-02-01');
    await house.ask('/v1/record?category=results');
    assert.deepEqual((await askedRows(house)).map(({ query }) => query), [{ kind: 'radiology,other', to: '2020-02-01', limit: '100' }, {}]);
    const [granted] = (await askedRows(house)).map((row) => row.granted);
    assert.deepEqual(granted, [{ category: 'results', kinds: ['radiology', 'other'] }]);
  });
});

describe('a source', () => {
  it('that says of itself what it never has is not asked for that, nor named', async () => {
    const without = { ...spySource('larkfield', { organisation: larkfield }), without: new Set<Category>(['allergies']) };
    const house = await gateway([spySource('northbridge'), without]);
    assert.deepEqual((await house.ask(ALLERGIES)).body.sources.map(({ organisation }: { organisation: { odsCode: string } }) => organisation.odsCode), ['XQ1']);
    assert.deepEqual((await onlyRow(house)).sources, ['XQ1']);
    assert.deepEqual(without.asked, []);
    const { body } = await house.ask('/v1/coverage');
    assert.deepEqual(body.sources.map(({ categories }: { categories: string[] }) => categories.includes('allergies')), [true, false]);
    assert.equal((await house.ask(`/v1/documents/allergies.larkfield.${'0'.repeat(32)}`)).body.code, 'not-found');
    assert.equal((await askedRows(house)).at(-1)!.reason, 'id');
  });

  it('stays as old as it last said it was, while it is silent, and each of several has its own age', async () => {
    const told: Parameters<typeof spySource>[1] = {};
    const house = await gateway([
      spySource('northbridge', told),
      spySource('old', { found: { asOf: null } }),
      spySource('larkfield', { organisation: larkfield, found: { asOf: '2020-01-01T00:00:00Z' } }),
    ]);
    const ages = async () => (await house.ask('/v1/coverage')).body.sources.map(({ asOf }: { asOf: string | null }) => asOf);
    await house.ask(ALLERGIES);
    assert.deepEqual(await ages(), ['2026-11-24T06:00:00Z', null, '2020-01-01T00:00:00Z']);
    told.outage = new Outage('unavailable', 'down');
    await house.ask(ALLERGIES);
    assert.deepEqual(await ages(), ['2026-11-24T06:00:00Z', null, '2020-01-01T00:00:00Z']);
  });

  it('that has something shown twice stands in the row once', async () => {
    const house = await gateway(['a', 'b'].map((id) => spySource(id, { resources: [allergy(id, 'Penicillin')] })));
    await house.ask(ALLERGIES);
    assert.deepEqual((await shownRows(house)).map(({ sources, outcome }) => [sources, outcome]), [[['XQ1'], 'granted']]);
  });
});

describe('a stream', () => {
  it('brings of each category the first page that its own path brings', async () => {
    const many = Array.from({ length: 120 }, (_, n) => report(`${n}`, '2020-01-01', 'HM'));
    const house = await gateway([spySource('northbridge', { resources: many })]);
    const [line] = (await house.ask('/v1/record?category=results')).body;
    assert.deepEqual([line.entries.length, line.total, line.next !== null], [100, 120, true]);
  });

  it('names in each line that is refused its category, and in a silent one the sources', async () => {
    const refused = await gateway([spySource('northbridge')]);
    const { body } = await refused.ask('/v1/record?category=results&category=allergies', { who: { ...doctor, roles: ['R1330'] } });
    assert.deepEqual(body.map(({ category, problem }: { category: string; problem?: { category: string; code: string } }) => [category, problem?.category, problem?.code]).sort(), [
      ['allergies', undefined, undefined], ['results', 'results', 'not-permitted'],
    ]);
    const own = spySource('northbridge', { outageOnFind: new Outage('unavailable', 'down') });
    const silent = await gateway([own], { organisations: [{ ...northbridge, requireKnownPatient: true }] });
    const [{ category, problem }] = (await silent.ask('/v1/record?category=allergies')).body;
    assert.deepEqual([category, problem.category, problem.sources.length], ['allergies', 'allergies', 1]);
  });
});
