import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SourceAnswer } from '../../api-spec/record.ts';
import { createApp } from '../app.ts';
import { createRegister } from '../register/register.ts';
import { Outage } from '../sources/source.ts';
import { memoryStore } from '../store/memory.ts';
import { conformTo } from './conform.ts';
import {
  EDITION, allergy, askedRows, brokenAfter, doctor, gateway, larkfield, northbridge, onlyRow, OTHER, PATIENT, policyText, receptionist, spySource,
} from './house.ts';

const ALLERGIES = '/v1/record/allergies';

/** Every route that says something about the patient, and so goes through every step. */
const clinical = [ALLERGIES, '/v1/record?category=allergies&category=results', '/v1/patient'];

describe('a clinical request', () => {
  it('is answered after the token, patient, relationship, opt-out, role, audit row, sources and the row of what is shown, in this order', async () => {
    const store = memoryStore();
    const steps: string[] = [];
    const watched = {
      ...store,
      revocations: { ...store.revocations, revoked: (jti: string) => (steps.push('token'), store.revocations.revoked(jti)) },
      optOuts: { ...store.optOuts, active: (n: string, at: Date) => (steps.push('opt-out'), store.optOuts.active(n, at)) },
      audit: {
        ...store.audit,
        append: async (row: Parameters<typeof store.audit.append>[0]) => {
          if (row.action === 'token') return store.audit.append(row);
          steps.push('audit begins');
          await new Promise((resolve) => setTimeout(resolve, 20));
          await store.audit.append(row);
          steps.push('audit is durable');
        },
      },
    };
    const source = spySource('northbridge', {
      resources: [allergy('a', 'Penicillin')],
      onAsk: (what) => void steps.push(`source: ${what}`),
    });
    const house = await gateway([source], { store: watched });
    const { status, body } = await house.ask(ALLERGIES);
    steps.push('answered');
    assert.equal(status, 200);
    assert.equal(body.entries.length, 1);
    assert.deepEqual(steps, [
      'token', 'opt-out', 'audit begins', 'audit is durable', 'source: find', 'source: search AllergyIntolerance+List',
      'audit begins', 'audit is durable', 'answered',
    ]);
  });

  it('is written down: who, through what, whom, what was asked, what was granted; never content', async () => {
    const source = spySource('northbridge', { resources: [allergy('a', 'Penicillin')] });
    const house = await gateway([source]);
    const { headers } = await house.ask(`${ALLERGIES}?from=2019-01-01&limit=5`);
    const { at, jti, requestId, ...row } = await onlyRow(house);
    assert.deepEqual(row, {
      action: 'record',
      outcome: 'granted',
      user: { id: 'u-1', name: 'Dr Ada Okafor', roles: ['R8000'], level: 'clinical-full' },
      organisation: northbridge,
      host: 'embedded-host',
      purpose: 'TREAT',
      patient: PATIENT,
      policyVersion: EDITION,
      granted: [{ category: 'allergies' }],
      refused: [],
      query: { from: '2019-01-01', limit: '5' },
      sources: ['XQ1'],
    });
    assert.equal(requestId, headers.get('X-Request-Id'));
    assert.ok(jti && !Number.isNaN(Date.parse(at)));
    const written = await house.house.store.audit.read(0, 10);
    for (const { seq, hash, row: one } of written) conformTo('AuditRow', { seq, hash, ...one });
    assert.doesNotMatch(JSON.stringify(written), /Penicillin|91936005/);
  });

  it('names in its audit row only the sources that are then asked', async () => {
    const sources = [spySource('northbridge', { categories: ['allergies'] }), spySource('larkfield', { organisation: larkfield, categories: ['results'] })];
    const house = await gateway(sources);
    for (const path of [ALLERGIES, '/v1/record/problems', '/v1/record?category=results&category=allergies', '/v1/patient']) await house.ask(path);
    const rows = await askedRows(house);
    assert.deepEqual(rows.map((row) => row.sources), [['XQ1'], [], ['XQ1', 'XQ4'], ['XQ1', 'XQ4']]);
  });

  for (const path of clinical) {
    describe(path, () => {
      const refusals: [
        what: string,
        code: string,
        status: number,
        who: string,
        prepare: (house: Awaited<ReturnType<typeof gateway>>) => Promise<Parameters<typeof house.ask>[1]>,
        reason?: string,
      ][] = [
        ['another patient is open', 'patient-mismatch', 403, 'local-service-desk', async () => ({ patient: OTHER })],
        ['the open patient is written in another way', 'patient-mismatch', 403, 'local-service-desk', async () => ({ patient: '999 000 0018' })],
        ['the purpose is not direct care', 'no-relationship', 403, 'local-system-administrator', async () => ({ who: { ...doctor, purpose: 'HRESCH' } }), 'purpose'],
        [
          'the patient objects',
          'patient-opted-out',
          403,
          'helpdesk',
          async (house) => {
            const day = '2026-01-01T00:00:00.000Z';
            await house.house.store.optOuts.record({ nhsNumber: PATIENT, state: 'opted-out', from: day, recorded: day, by: 'clerk' });
            return {};
          },
        ],
      ];
      for (const [what, code, status, who, prepare, reason] of refusals) {
        it(`is refused where ${what}: ${code}, written down, no source asked`, async () => {
          const source = spySource('northbridge', { resources: [allergy('a', 'Penicillin')] });
          const house = await gateway([source]);
          const { status: answered, body } = await house.ask(path, await prepare(house));
          assert.deepEqual([answered, body.code, body.contact?.who], [status, code, who]);
          assert.deepEqual(source.asked, []);
          const row = await onlyRow(house);
          assert.deepEqual([row.outcome, row.code, row.patient, row.reason], ['refused', code, PATIENT, reason]);
          assert.equal(row.requestId, body.correlationId);
        });
      }

      it('is refused without the header that names the open patient', async () => {
        const source = spySource('northbridge');
        const house = await gateway([source]);
        const { status, body } = await house.ask(path, { patient: null });
        assert.deepEqual([status, body.code], [400, 'bad-request']);
        assert.deepEqual(source.asked, []);
      });

      it('gives no data and asks no source when its audit row cannot be written', async () => {
        const source = spySource('northbridge', { resources: [allergy('a', 'Penicillin')] });
        const house = await gateway([source], { store: brokenAfter(memoryStore(), 1) });
        const { status, body } = await house.ask(path);
        assert.deepEqual([status, body.code, body.contact.who], [500, 'gateway-error', 'local-service-desk']);
        assert.deepEqual(source.asked, []);
        assert.doesNotMatch(JSON.stringify(body), /disk full|Penicillin/);
      });

      it('is not even refused in words when the refusal cannot be written down', async () => {
        const house = await gateway([spySource('northbridge')], { store: brokenAfter(memoryStore(), 1) });
        const { status, body } = await house.ask(path, { patient: OTHER });
        assert.deepEqual([status, body.code], [500, 'gateway-error']);
      });

      it('is not let in when the opt-out register cannot be read', async () => {
        const store = memoryStore();
        const source = spySource('northbridge');
        const deaf = { ...store, optOuts: { ...store.optOuts, active: () => Promise.reject(new Error('locked')) } };
        const house = await gateway([source], { store: deaf });
        const { status, body } = await house.ask(path);
        assert.deepEqual([status, body.code], [500, 'gateway-error']);
        assert.deepEqual(source.asked, []);
      });

      it('is not let in when it cannot be said whether the token was revoked', async () => {
        const store = memoryStore();
        const source = spySource('northbridge');
        const deaf = { ...store, revocations: { ...store.revocations, revoked: () => Promise.reject(new Error('locked')) } };
        const house = await gateway([source], { store: deaf });
        assert.equal((await house.ask(path)).status, 500);
        assert.deepEqual(source.asked, []);
      });
    });
  }

  it('is refused where the role does not have the category, with the local system administrator as contact', async () => {
    const source = spySource('northbridge', { resources: [allergy('a', 'Penicillin')] });
    const house = await gateway([source]);
    const { status, body } = await house.ask(ALLERGIES, { who: receptionist });
    assert.deepEqual([status, body.code, body.category], [403, 'not-permitted', 'allergies']);
    assert.equal(body.contact.who, 'local-system-administrator');
    assert.deepEqual(source.asked, []);
    const row = await onlyRow(house);
    assert.deepEqual([row.outcome, row.code, row.refused, row.user!.level], ['refused', 'not-permitted', ['allergies'], 'administrative']);
  });

  it('is refused where the role does not have the kind, or the host did not ask for the category', async () => {
    const house = await gateway([spySource('northbridge')]);
    const pharmacist = { ...doctor, roles: ['R1290'] };
    assert.equal((await house.ask('/v1/record/results?kind=radiology', { who: pharmacist })).body.code, 'not-permitted');
    assert.equal((await house.ask('/v1/record/results?kind=blood-sciences', { who: pharmacist })).status, 200);
    const narrowed = { ...doctor, categories: ['allergies'] };
    assert.equal((await house.ask('/v1/record/results', { who: narrowed })).body.code, 'not-permitted');
    assert.equal((await house.ask(ALLERGIES, { who: narrowed })).status, 200);
  });

  it('shows demographics only to a level that has them', async () => {
    const source = spySource('northbridge');
    const house = await gateway([source]);
    const { status, body } = await house.ask('/v1/patient', { who: { ...doctor, roles: ['R0001'] } });
    assert.deepEqual([status, body.code], [403, 'not-permitted']);
    assert.deepEqual(source.asked, []);
  });

  it('is refused as soon as the host no longer speaks for the organisation, although the token still lives', async () => {
    const source = spySource('northbridge');
    const house = await gateway([source]);
    const { access_token: token } = await house.hostToken(doctor);
    const { register } = house.house;
    const hosts = register.hosts.map((host) => ({ ...host, organisations: ['XQ4'] }));
    const members = ['XQ1', 'XQ4'].map((code) => register.member(code)!);
    const later = createApp({ ...house.house, register: createRegister(members, hosts, register.helpdesk) });
    const answer = await later.request(ALLERGIES, { headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': PATIENT } });
    assert.equal(((await answer.json()) as { code: string }).code, 'no-relationship');
    assert.deepEqual(source.asked, []);
  });
});

describe('an organisation that wants its patients known', () => {
  const strict = [{ ...northbridge, requireKnownPatient: true }, larkfield];
  const elsewhere = () => spySource('larkfield', { organisation: larkfield, resources: [allergy('a', 'Penicillin')] });

  for (const path of clinical) {
    it(`${path}: is answered where an own source knows the patient, who is looked up once`, async () => {
      const own = spySource('northbridge');
      const house = await gateway([own, elsewhere()], { organisations: strict });
      assert.equal((await house.ask(path)).status, 200);
      assert.equal(own.asked.filter((what) => what === 'find').length, 1);
    });

    it(`${path}: is refused where no own source does, after the audit row, and that is written down as well`, async () => {
      const own = spySource('northbridge', { patients: [] });
      const other = elsewhere();
      const house = await gateway([own, other], { organisations: strict });
      const { status, body } = await house.ask(path);
      assert.deepEqual([status, body.code, body.contact.who], [403, 'no-relationship', 'local-system-administrator']);
      assert.deepEqual([own.asked, other.asked], [['find'], []]);
      const rows = await askedRows(house);
      assert.deepEqual(rows.map(({ outcome, code, reason }) => [outcome, code, reason]), [
        ['granted', undefined, undefined],
        ['refused', 'no-relationship', 'unknown-patient'],
      ]);
    });

    it(`${path}: an own source that does not answer is an outage, never "no relationship"`, async () => {
      for (const told of [{ outageOnFind: new Outage('unavailable', 'down') }, { slowFind: 5000, deadline: 50 }]) {
        const own = spySource('northbridge', told);
        const other = elsewhere();
        const house = await gateway([own, other], { organisations: strict });
        const { body } = await house.ask(path);
        for (const problem of Array.isArray(body) ? body.map((line) => line.problem) : [body]) {
          assert.deepEqual([problem.status, problem.code, problem.contact.who], [503, 'all-sources-unavailable', 'local-service-desk']);
          assert.deepEqual(
            problem.sources.map((source: SourceAnswer) => [source.organisation.odsCode, source.status]),
            [['XQ1', told.deadline ? 'timed-out' : 'unavailable']],
          );
        }
        assert.deepEqual(other.asked, []);
      }
    });
  }

  it('is content with one own source that knows the patient while another is silent', async () => {
    const silent = spySource('old', { outageOnFind: new Outage('unavailable', 'down') });
    const house = await gateway([silent, spySource('northbridge')], { organisations: strict });
    assert.equal((await house.ask(ALLERGIES)).status, 200);
  });
});

describe('the session and the coverage page', () => {
  for (const path of ['/v1/session', '/v1/coverage']) {
    it(`${path} asks no source, and tells an objecting patient’s widgets whom to turn to`, async () => {
      const source = spySource('northbridge');
      const house = await gateway([source], { policy: policyText });
      const day = '2026-01-01T00:00:00.000Z';
      await house.house.store.optOuts.record({ nhsNumber: PATIENT, state: 'opted-out', from: day, recorded: day, by: 'clerk' });
      assert.equal((await house.ask(path)).status, 200);
      assert.equal((await house.ask(path, { patient: OTHER })).body.code, 'patient-mismatch');
      assert.equal((await house.ask(path, { who: { ...doctor, purpose: 'HRESCH' } })).body.code, 'no-relationship');
      assert.deepEqual(source.asked, []);
      const rows = await askedRows(house);
      assert.deepEqual(rows.map(({ outcome }) => outcome), ['refused', 'refused']);
    });
  }
});
