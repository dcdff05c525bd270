import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonical } from '../audit/content.ts';
import { Outage } from '../sources/source.ts';
import { memoryStore } from '../store/memory.ts';
import type { AuditRow } from '../store/store.ts';
import { allergy, askedRows, doctor, EDITION, gateway, larkfield, northbridge, PATIENT, report, shownRows, spySource } from './house.ts';

const stream = '/v1/record?category=allergies&category=results&category=problems';

/** As an auditor would come to it, who has the answer and knows what the contract says of the hash. */
function hashOf(answer: Record<string, unknown>): string {
  const { answeredAt: _, completeness, sources, next, total, ...content } = answer;
  assert.ok(completeness && sources && next !== undefined && total !== undefined);
  return sha256(JSON.stringify(sorted(content)));
}

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

/** Objects made again with their members in order: JSON.stringify keeps it, for names that are no numbers. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = value as Record<string, unknown>;
  return Object.fromEntries(Object.keys(members).sort().map((name) => [name, sorted(members[name])]));
}

describe('what is shown', () => {
  const penicillin = allergy('a', 'Penicillin', { meta: { versionId: '3', lastUpdated: '2024-07-01T09:00:00Z' } });
  const latex = allergy('b', 'Latex', { meta: { lastUpdated: '2024-07-02T09:00:00Z' }, recordedDate: '2018-01-01' });
  const nuts = allergy('c', 'Nuts', { recordedDate: '2017-01-01' });
  const sources = () => [
    spySource('northbridge', { resources: [penicillin, nuts] }),
    spySource('larkfield', { organisation: larkfield, resources: [latex] }),
    spySource('old', { organisation: { odsCode: 'XQ9', name: 'Old' }, outage: new Outage('unavailable', 'down') }),
  ];

  it('is in a row of its own: every source and what was told of it, ids, versions and a hash that anybody can recompute, never content', async () => {
    const house = await gateway(sources());
    const { body, headers } = await house.ask('/v1/record/allergies');
    const [row, ...more] = await shownRows(house);
    assert.deepEqual(more, []);
    const { at, jti, ...rest } = row!;
    assert.deepEqual(rest, {
      requestId: headers.get('X-Request-Id'),
      action: 'shown',
      outcome: 'granted',
      user: { id: 'u-1', name: 'Dr Ada Okafor', roles: ['R8000'], level: 'clinical-full' },
      organisation: northbridge,
      host: 'embedded-host',
      purpose: 'TREAT',
      patient: PATIENT,
      policyVersion: EDITION,
      sources: ['XQ1', 'XQ4'],
      shown: {
        of: 'record',
        category: 'allergies',
        sources: [
          {
            organisation: 'XQ1',
            system: 'Meridian EPR',
            status: 'answered',
            withheld: false,
            entries: [{ id: 'northbridge.AllergyIntolerance.c' }, { id: 'northbridge.AllergyIntolerance.a', version: '3' }],
          },
          {
            organisation: 'XQ4',
            system: 'Meridian EPR',
            status: 'answered',
            withheld: false,
            entries: [{ id: 'larkfield.AllergyIntolerance.b', version: '2024-07-02T09:00:00Z' }],
          },
          { organisation: 'XQ9', system: 'Meridian EPR', status: 'unavailable', withheld: false, entries: [] },
        ],
        hash: hashOf(body),
      },
    });
    assert.ok(jti && at);
    assert.doesNotMatch(JSON.stringify(row), /Penicillin|Latex|91936005/);
  });

  it('has the same hash when the same is shown again, and another one when anything of it has changed', async () => {
    const hashes = async (...resources: ReturnType<typeof allergy>[]) => {
      const house = await gateway([spySource('northbridge', { resources })]);
      await house.ask('/v1/record/allergies');
      await house.ask('/v1/record/allergies?limit=1');
      return (await shownRows(house)).map(({ shown }) => shown!.hash);
    };
    const once = await hashes(penicillin);
    assert.deepEqual(await hashes(penicillin), once);
    assert.equal(once[0], once[1], 'a limit that leaves nothing out');
    assert.notEqual((await hashes(allergy('a', 'Penicillin', { criticality: 'high' })))[0], once[0]);
  });

  it('is written down line by line in a stream, each line with the entries of its page', async () => {
    const house = await gateway([spySource('northbridge', { resources: [penicillin, report('r', '2020-01-01', 'HM')] })]);
    const { body } = await house.ask(stream);
    const rows = new Map((await shownRows(house)).map((row) => [row.shown!.category, row]));
    assert.equal(rows.size, 3);
    for (const line of body) {
      const { shown, requestId } = rows.get(line.category)!;
      assert.equal(shown!.hash, hashOf(line));
      assert.deepEqual(shown!.sources[0]!.entries.map(({ id }) => id), line.entries.map(({ id }: { id: string }) => id));
      assert.equal(requestId, (await askedRows(house))[0]!.requestId);
    }
    assert.deepEqual(rows.get('problems')!.sources, []);
  });

  it('does not leave while its row is not durable, nor holds back the lines that are', async () => {
    const store = memoryStore();
    let release!: () => void;
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = {
      ...store,
      audit: {
        ...store.audit,
        append: async (row: AuditRow) => {
          if (row.shown?.category === 'results') await held;
          return store.audit.append(row);
        },
      },
    };
    const house = await gateway([spySource('northbridge', { resources: [penicillin, report('r', '2020-01-01', 'HM')] })], { store: slow });
    const { access_token: token } = await house.hostToken(doctor);
    const answer = await house.app.request('/v1/record?category=results&category=allergies', {
      headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': PATIENT },
    });
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    assert.equal(JSON.parse((await reader.read()).value!).category, 'allergies');
    const next = reader.read().then(({ value }) => JSON.parse(value!).category as string);
    assert.equal(await Promise.race([next, new Promise((resolve) => setTimeout(resolve, 30, 'held'))]), 'held');
    release();
    assert.equal(await next, 'results');
  });

  for (const path of ['/v1/record/allergies', '/v1/patient', stream]) {
    it(`does not leave at all when that cannot be written down: ${path}`, async () => {
      const store = memoryStore();
      const full = {
        ...store,
        audit: {
          ...store.audit,
          append: (row: AuditRow) => (row.action === 'shown' ? Promise.reject(new Error('disk full')) : store.audit.append(row)),
        },
      };
      const house = await gateway([spySource('northbridge', { resources: [penicillin, { resourceType: 'Patient', id: 'local-1' }] })], { store: full });
      const { body } = await house.ask(path);
      const problems = Array.isArray(body) ? body.map((line) => line.problem) : [body];
      assert.equal(problems.length, path === stream ? 3 : 1);
      for (const problem of problems) assert.deepEqual([problem.status, problem.code], [500, 'gateway-error']);
      assert.doesNotMatch(JSON.stringify(body), /Penicillin|disk full/);
    });
  }

  it('says which resources the banner was made of', async () => {
    const person = { resourceType: 'Patient', id: 'local-1', meta: { versionId: '7' }, name: [{ family: 'Vale', given: ['Ada'] }] };
    const house = await gateway([spySource('northbridge', { resources: [person] })]);
    const { body } = await house.ask('/v1/patient');
    const [row] = await shownRows(house);
    assert.deepEqual([row!.shown!.of, row!.sources], ['patient', ['XQ1']]);
    assert.deepEqual(row!.shown!.sources[0]!.entries, [{ id: 'northbridge.Patient.local-1', version: '7' }]);
    assert.equal(row!.shown!.hash, hashOf({ next: null, total: null, ...body }));
    assert.doesNotMatch(JSON.stringify(row), /Vale/);
  });

  it('is nothing where no source answered, or the role has none of it: no row says otherwise', async () => {
    const house = await gateway([spySource('northbridge', { outage: new Outage('unavailable', 'down') })]);
    await house.ask('/v1/record/allergies');
    await house.ask('/v1/record/allergies', { who: { ...doctor, roles: ['R8009'] } });
    assert.deepEqual(await shownRows(house), []);
  });
});

describe('the one form of JSON that is hashed', () => {
  it('is the one of the example of RFC 8785, section 3.2.2', () => {
    const given = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`) as unknown;
    const expected = String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`;
    assert.equal(canonical(given), expected);
  });

  it('depends on no order of members, and says the same as the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const again = JSON.parse(canonical(value)) as unknown;
        assert.deepEqual(again, JSON.parse(JSON.stringify(value)));
        assert.equal(canonical(reversed(again)), canonical(value));
      }),
      { numRuns: 300 },
    );
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([name, member]) => [name, reversed(member)]));
}
