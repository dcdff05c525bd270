import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { SourceAnswer } from '../../api-spec/record.ts';
import { page, touches } from '../record/page.ts';
import { Outage } from '../sources/source.ts';
import { allergy, doctor, gateway, larkfield, northbridge, PATIENT, report, spySource } from './house.ts';

const ALLERGIES = '/v1/record/allergies';
const RESULTS = '/v1/record/results';

const statuses = (sources: SourceAnswer[]) => sources.map(({ organisation, status }) => `${organisation.odsCode} ${status}`);
const atLarkfield = { organisation: larkfield };

describe('a section', () => {
  it('is complete, and may be empty, only when every source answered in full', async () => {
    const house = await gateway([spySource('northbridge'), spySource('larkfield', { ...atLarkfield, patients: [] })]);
    const { body } = await house.ask(ALLERGIES);
    assert.equal(body.patient, PATIENT);
    assert.equal(body.completeness, 'complete');
    assert.deepEqual([body.entries, body.total, body.next], [[], 0, null]);
    assert.deepEqual(statuses(body.sources), ['XQ1 answered', 'XQ4 answered']);
    assert.equal(body.sources[0].asOf, '2026-11-24T06:00:00Z');
  });

  it('merges what the sources bring, in the order of its category, each entry with its source', async () => {
    const house = await gateway([
      spySource('northbridge', { resources: [allergy('1', 'Penicillin')] }),
      spySource('larkfield', { ...atLarkfield, resources: [allergy('1', 'Aspirin')] }),
    ]);
    const { body } = await house.ask(ALLERGIES);
    assert.deepEqual(
      body.entries.map((entry: { id: string; source: { odsCode: string } }) => [entry.id, entry.source.odsCode]),
      [['larkfield.AllergyIntolerance.1', 'XQ4'], ['northbridge.AllergyIntolerance.1', 'XQ1']],
    );
  });

  const partials: [what: string, told: Parameters<typeof spySource>[1], expected: Partial<SourceAnswer>][] = [
    ['is out', { outage: new Outage('unavailable', 'connection refused') }, { status: 'unavailable', asOf: null }],
    ['is too slow', { slow: 5000, deadline: 50 }, { status: 'timed-out' }],
    ['is too slow to say who the patient is', { slowFind: 5000, deadline: 50 }, { status: 'timed-out' }],
    ['fails in a way that nobody foresaw', { outage: new TypeError('9990000018 is not a function') }, { status: 'unavailable' }],
    ['lost pages', { resources: [allergy('1', 'Latex')], found: { complete: false } }, { status: 'partial' }],
    ['sent something unreadable', { resources: [allergy('1', 'Latex')], found: { unreadable: 2 } }, { status: 'partial', unreadable: 2 }],
    ['kept something back', { resources: [allergy('1', 'Latex')], found: { withheld: true } }, { status: 'answered', withheld: true }],
    ['has two patients under one number', { patients: ['a', 'b'], resources: [allergy('1', 'Latex')] }, { status: 'partial' }],
    ['is not connected for the category', { categories: ['results'] }, { status: 'not-connected', asOf: null }],
    [
      'has an entry without a code',
      { resources: [allergy('1', 'Latex', { code: { text: 'something she ate' } })] },
      { status: 'answered', uncoded: 1 },
    ],
    [
      'has an entry with a label that the role may not see',
      { resources: [allergy('1', 'Latex', { meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'V' }] } })] },
      { status: 'answered', withheld: true },
    ],
  ];
  for (const [what, told, expected] of partials) {
    it(`is partial when a source ${what}, which is named; the others’ entries are there`, async () => {
      const bad = spySource('northbridge', told);
      const house = await gateway([bad, spySource('larkfield', { ...atLarkfield, resources: [allergy('2', 'Aspirin')] })]);
      const { status, body } = await house.ask(ALLERGIES);
      assert.equal(status, 200);
      assert.equal(body.completeness, 'partial');
      const answer = body.sources[0];
      assert.deepEqual(
        Object.fromEntries(Object.keys(expected).map((key) => [key, answer[key]])),
        expected,
      );
      assert.ok(body.entries.some(({ id }: { id: string }) => id.startsWith('larkfield')));
      const whole = ['answered', 'not-connected'].includes(answer.status);
      assert.equal(body.total, whole ? body.entries.length : null);
    });
  }

  it('shows nothing of a source that has two patients under one number, and does not search there', async () => {
    const source = spySource('northbridge', { patients: ['a', 'b'], resources: [allergy('1', 'Latex')] });
    const house = await gateway([source]);
    const { status, body } = await house.ask(ALLERGIES);
    assert.equal(status, 200);
    assert.deepEqual([body.entries, body.completeness], [[], 'partial']);
    assert.deepEqual(source.asked, ['find']);
  });

  it('is a 503 that names every source when none answers: not an empty record', async () => {
    const house = await gateway([
      spySource('northbridge', { outage: new Outage('unavailable', 'down') }),
      spySource('larkfield', { ...atLarkfield, slow: 5000, deadline: 40 }),
      spySource('council', { categories: ['results'] }),
    ]);
    const { status, body } = await house.ask(ALLERGIES);
    assert.deepEqual([status, body.code, body.category, body.patient], [503, 'all-sources-unavailable', 'allergies', PATIENT]);
    assert.deepEqual(statuses(body.sources), ['XQ1 unavailable', 'XQ4 timed-out', 'XQ1 not-connected']);
    assert.equal(body.contact.who, 'local-service-desk');
    assert.equal('entries' in body, false);
  });

  it('asks the sources side by side, not one after the other', async () => {
    // Each answers only when all have been asked: one after the other, none ever would.
    let asked = 0;
    const all = Promise.withResolvers<undefined>();
    const patient = (id: string) => spySource(id, { deadline: 60_000, onAsk: (what) => (what === 'find' && ++asked === 4 && all.resolve(undefined), all.promise) });
    const house = await gateway(['a', 'b', 'c', 'd'].map(patient));
    const { body } = await house.ask(ALLERGIES);
    assert.equal(body.completeness, 'complete');
  });

  it('tells the log which source was out and why, and nothing about the patient', async () => {
    const house = await gateway([
      spySource('northbridge', { outage: new Outage('unavailable', 'connection refused') }),
      spySource('larkfield', { ...atLarkfield, outage: new TypeError(`no property ${PATIENT}`) }),
    ]);
    await house.ask(ALLERGIES);
    const outages = house.lines.filter(({ outage }) => outage).map(({ source, outage, why }) => [source, outage, why]);
    assert.deepEqual(outages, [
      ['northbridge', 'unavailable', 'connection refused'],
      ['larkfield', 'unavailable', 'failed with TypeError'],
    ]);
  });

  it('ends what is under way at the sources when the caller goes away', async () => {
    const leaving = new AbortController();
    const onAsk = (what: string) => void (what.startsWith('search') && setTimeout(() => leaving.abort()));
    const source = spySource('northbridge', { slow: 60_000, deadline: 60_000, onAsk });
    const house = await gateway([source]);
    const { access_token: token } = await house.hostToken(doctor);
    const answer = await house.app.request(ALLERGIES, {
      headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': PATIENT },
      signal: leaving.signal,
    });
    assert.equal(answer.status, 499);
    assert.deepEqual(source.ended, ['search']);
  });
});

describe('what the role or the request narrows', () => {
  const resources = [report('rad', '2020-01-01', 'RAD'), report('blood', '2020-01-02', 'HM'), report('histo', '2020-01-03', 'SP')];
  const kinds = (body: { entries: { kind: string }[] }) => body.entries.map(({ kind }) => kind).sort();

  it('a request for kinds brings those kinds, and the section stays complete', async () => {
    const house = await gateway([spySource('northbridge', { resources })]);
    const { body } = await house.ask(`${RESULTS}?kind=radiology&kind=histopathology`);
    assert.deepEqual(kinds(body), ['histopathology', 'radiology']);
    assert.equal(body.sources[0].withheld, false);
  });

  it('kinds that the role does not have are withheld, so that nobody concludes "nothing recorded"', async () => {
    const house = await gateway([spySource('northbridge', { resources: [resources[0]!] })]);
    const { body } = await house.ask(RESULTS, { who: { ...doctor, roles: ['R1290'] } });
    assert.deepEqual([body.entries, body.sources[0].withheld, body.completeness], [[], true, 'partial']);
  });

  it('nothing is counted that might be of a kind that the role does not have: that something is missing is all it learns', async () => {
    const uncoded = report('scan', '2020-01-04', 'RAD', { code: { text: 'Chest' } });
    const house = await gateway([spySource('northbridge', { resources: [...resources, uncoded] })]);
    const pharmacist = { ...doctor, roles: ['R1290'] };
    for (const query of ['', '?kind=blood-sciences', '?kind=radiology&kind=blood-sciences']) {
      const { body } = await house.ask(`${RESULTS}${query}`, { who: pharmacist });
      const [{ uncoded: count, unreadable, withheld }] = body.sources;
      assert.deepEqual([count, unreadable, withheld, body.completeness, kinds(body)], [0, 0, true, 'partial', ['blood-sciences']], query);
    }
    assert.equal((await house.ask(`${RESULTS}?kind=blood-sciences`)).body.sources[0].uncoded, 1, 'a role that has every kind is told');
  });

  it('of two kinds asked, one permitted, the other is withheld', async () => {
    const house = await gateway([spySource('northbridge', { resources })]);
    const { body } = await house.ask(`${RESULTS}?kind=radiology&kind=blood-sciences`, { who: { ...doctor, roles: ['R1290'] } });
    assert.deepEqual([kinds(body), body.sources[0].withheld], [['blood-sciences'], true]);
  });

  it('restricted entries are shown to a level that names the label, and withheld from another', async () => {
    const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }];
    const house = await gateway([spySource('northbridge', { resources: [allergy('1', 'Latex', { meta: { security } })] })]);
    assert.equal((await house.ask(ALLERGIES)).body.entries.length, 1);
    const { body } = await house.ask(ALLERGIES, { who: { ...doctor, roles: ['R1290'] } });
    assert.deepEqual([body.entries, body.sources[0].withheld], [[], true]);
  });
});

describe('dates', () => {
  it('are compared at the precision in which they were recorded, both ends included', () => {
    const table: [when: string | null, from: string | undefined, to: string | undefined, kept: boolean][] = [
      ['2019', '2019-06-01', undefined, true],
      ['2019', '2020-01-01', undefined, false],
      ['2019', undefined, '2018-12-31', false],
      ['2019', undefined, '2019-01-01', true],
      ['2019-03', '2019-03-31', '2019-04-10', true],
      ['2019-03', '2019-04-01', undefined, false],
      ['2019-03-05', '2019-03-05', '2019-03-05', true],
      ['2019-03-05', '2019-03-06', undefined, false],
      ['2019-03-05', undefined, '2019-03-04', false],
      ['2019-06-05T23:30:00Z', '2019-06-06', '2019-06-06', true], // half past midnight in London
      ['2019-12-05T23:30:00Z', '2019-12-05', '2019-12-05', true],
      ['2019-06-05T23:30:00-05:00', '2019-06-06', undefined, true],
      [null, '2019-01-01', '2019-01-02', true],
      ['2019-03-05', undefined, undefined, true],
    ];
    for (const [when, from, to, kept] of table) {
      assert.equal(touches(when, { ...(from ? { from } : {}), ...(to ? { to } : {}) }), kept, `${when} in ${from}..${to}`);
    }
  });

  it('narrow a section', async () => {
    const resources = [report('a', '2019', 'HM'), report('b', '2020-05', 'HM'), report('c', '2021-07-01', 'HM')];
    const house = await gateway([spySource('northbridge', { resources })]);
    const ids = async (query: string) =>
      (await house.ask(`${RESULTS}?${query}`)).body.entries.map(({ id }: { id: string }) => id.split('.').at(-1)).sort();
    assert.deepEqual(await ids('from=2020-05-20'), ['b', 'c']);
    assert.deepEqual(await ids('to=2020-05-01'), ['a', 'b']);
    assert.deepEqual(await ids('from=2019-12-31&to=2019-12-31'), ['a']);
  });
});

describe('paging', () => {
  it('by its cursors brings every entry exactly once, in order, whatever the page size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(5000), { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), async (numbers, limit) => {
        const entries = numbers.map((number) => ({ id: `northbridge.Observation.${number}` }));
        const seen: { id: string }[] = [];
        let cursor: string | undefined;
        for (let pages = 0; pages <= numbers.length; pages += 1) {
          const part = await page(entries, { limit, ...(cursor ? { cursor } : {}) });
          assert.ok(part && part.entries.length <= limit);
          seen.push(...part.entries);
          if (part.next === null) break;
          cursor = part.next;
        }
        assert.deepEqual(seen, entries);
      }),
      { numRuns: 60 },
    );
  });

  it('over several sources brings the same entries as one great page, and says how many there are', async () => {
    const day = (n: number) => `20${String(10 + (n % 15)).padStart(2, '0')}-0${1 + (n % 9)}-1${n % 10}`;
    const many = (id: string, count: number) =>
      spySource(id, { resources: Array.from({ length: count }, (_, n) => report(`${n}`, day(n), 'HM')) });
    const house = await gateway([many('northbridge', 70), many('canalside', 55)]);
    const all = (await house.ask(`${RESULTS}?limit=1000`)).body;
    assert.deepEqual([all.entries.length, all.total, all.next], [125, 125, null]);
    const walked = [];
    let query = 'limit=40';
    for (;;) {
      const { body } = await house.ask(`${RESULTS}?${query}`);
      assert.equal(body.total, 125);
      walked.push(...body.entries);
      if (body.next === null) break;
      query = `limit=40&cursor=${body.next}`;
    }
    assert.deepEqual(walked, all.entries);
    assert.equal((await house.ask(RESULTS)).body.entries.length, 100);
  });

  it('goes on in the right place although entries came and went', async () => {
    const entries = Array.from({ length: 10 }, (_, n) => ({ id: `e${n}` }));
    const first = await page(entries, { limit: 4 });
    const changed = [{ id: 'new' }, ...entries.filter(({ id }) => id !== 'e1')];
    const second = await page(changed, { limit: 4, cursor: first!.next! });
    assert.deepEqual(second!.entries.map(({ id }) => id), ['e4', 'e5', 'e6', 'e7']);
  });

  it('with a cursor that nobody gave out is a bad request, and a cursor says nothing', async () => {
    const resources = Array.from({ length: 3 }, (_, n) => report(`${n}`, '2020-01-01', 'HM'));
    const house = await gateway([spySource('northbridge', { resources })]);
    const { body } = await house.ask(`${RESULTS}?limit=1`);
    assert.match(body.next, /^[0-9a-f]{24}$/);
    for (const cursor of ['x', '', '0'.repeat(24), 'northbridge.DiagnosticReport.1']) {
      const bad = await house.ask(`${RESULTS}?limit=1&cursor=${cursor}`);
      assert.deepEqual([bad.status, bad.body.code], [400, 'bad-request']);
    }
  });
});

describe('a query that is not understood', () => {
  const bad = [
    'patient=1', 'Kind=radiology', 'kind=', 'kind=blood', 'kind=radiology,histopathology', 'from=2019', 'from=2019-02-30',
    'from=05-03-2019', 'to=tomorrow', 'from=2020-01-02&to=2020-01-01', 'from=2020-01-01&from=2020-01-02', 'limit=0', 'limit=1001',
    'limit=-1', 'limit=ten', 'limit=1e2', 'limit=5.5', 'limit=', 'limit=5&limit=6', '_count=5', '__proto__=1', 'cursor=a&cursor=b',
  ];
  for (const query of bad) {
    it(`is refused: ${query}`, async () => {
      const source = spySource('northbridge');
      const house = await gateway([source]);
      const { status, body } = await house.ask(`${RESULTS}?${query}`);
      assert.deepEqual([status, body.code], [400, 'bad-request']);
      assert.deepEqual(source.asked, []);
    });
  }

  it('is refused where the category has no kinds', async () => {
    const house = await gateway([spySource('northbridge')]);
    assert.equal((await house.ask(`${ALLERGIES}?kind=food`)).status, 400);
  });

  it('is refused where a path takes none', async () => {
    const house = await gateway([spySource('northbridge', { organisation: northbridge })]);
    for (const path of ['/v1/session', '/v1/patient', '/v1/coverage']) {
      assert.equal((await house.ask(`${path}?x=1`)).status, 400);
    }
  });
});
