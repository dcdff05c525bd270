import { Ajv } from 'ajv';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { likenessOf } from '../audit/likeness.ts';
import { placeOf } from '../register/place.ts';
import { csvLine } from '../reports/csv.ts';
import { auditEvent } from '../reports/fhir.ts';
import { farAbove } from '../reports/peers.ts';
import { ACTIONS, type AuditRow } from '../store/store.ts';
import type { HostStatement, OperatorHostStatement } from '../../host-kit/host.ts';
import { Outage, type Resource } from '../sources/source.ts';
import { allergy, doctor, gateway, larkfield, OTHER, PATIENT, receptionist, rowsOf, spySource } from './house.ts';

const auditor: OperatorHostStatement = { user: 'u-7', name: 'Odette Marchbanks', org: 'XQ1', roles: ['R0001'], scope: 'audit' };
const surgeryAuditor: OperatorHostStatement = { ...auditor, user: 'u-9', org: 'XQ4' };
const officer: HostStatement = { user: 'u-5', name: 'Ines Castellane', org: 'XQ1', roles: ['R0001'], patient: PATIENT, purpose: 'HOPERAT' };
const patient: HostStatement = { user: PATIENT, name: 'Mary Thistlewood', org: 'XQ4', roles: ['PATIENT'], patient: PATIENT, purpose: 'PATRQT' };
const nurse: HostStatement = { user: 'u-3', name: 'Wen Fairlamb', org: 'XQ4', roles: ['R8001'], patient: PATIENT };

const marchPatient: Resource = {
  resourceType: 'Patient', id: 'local-1',
  name: [{ use: 'official', family: 'Okafor', given: ['Ngozi'] }],
  address: [{ use: 'home', line: ['12 Mill Lane'], city: 'Northbridge', postalCode: 'ZZ99 1AB' }],
};

async function open(more: Parameters<typeof gateway>[1] = {}) {
  const clock = { now: new Date('2026-11-24T09:00:00Z') };
  const northbridgeEpr = spySource('northbridge', { categories: ['allergies', 'results'], resources: [allergy('a', 'Penicillin'), marchPatient] });
  const practice = spySource('practice', { organisation: larkfield, categories: ['problems'] });
  const house = await gateway([northbridgeEpr, practice], { scopes: { audit: ['XQ1', 'XQ4'] }, now: () => clock.now, ...more });
  const report = (path: string, body: unknown, who = auditor, headers = {}) => house.ask(`/v1/audit/${path}`, { who, body, headers });
  return { ...house, clock, report };
}

describe('who has looked at a record', () => {
  it('is told to the patient and to a privacy officer, and to nobody else', async () => {
    const { ask, audit } = await open();
    for (const who of [patient, officer]) assert.equal((await ask('/v1/accesses', { who })).status, 200);
    for (const who of [doctor, receptionist, nurse]) {
      const { status, body } = await ask('/v1/accesses', { who });
      assert.deepEqual([status, body.code], [403, 'not-permitted']);
    }
    const rows = (await audit()).filter(({ action }) => action === 'accesses');
    assert.deepEqual(rows.map(({ outcome }) => outcome), ['granted', 'granted', 'refused', 'refused', 'refused']);
  });

  it('says who, in what role, of which organisation, what was given of whose data, and what was refused and why', async () => {
    const { ask, clock, hostToken } = await open();
    const { access_token: token } = await hostToken(receptionist);
    await ask('/v1/record/allergies', { token, who: receptionist });
    clock.now = new Date('2026-11-24T09:01:00Z');
    await ask('/v1/record?category=appointments&category=results', { token, who: receptionist });
    await ask('/v1/patient', { token, who: receptionist });
    const [, granted, refused] = (await ask('/v1/accesses', { who: patient })).body.accesses;
    assert.deepEqual(refused, {
      at: '2026-11-24T09:00:00.000Z', until: '2026-11-24T09:00:00.000Z', actions: ['record'], outcome: 'refused', code: 'not-permitted',
      user: { name: 'Robin Vale', roles: [{ code: 'R8009', display: 'Receptionist Access Role' }] },
      organisation: { odsCode: 'XQ1', name: 'Northbridge University Hospitals' }, purpose: 'TREAT',
      categories: [], refused: ['allergies'], sources: [], documents: 0,
    });
    assert.deepEqual(granted.actions, ['record', 'patient']);
    assert.deepEqual(granted.categories, [{ category: 'appointments' }]);
    assert.deepEqual(granted.refused, ['results']);
    assert.deepEqual(granted.sources.map(({ odsCode }: { odsCode: string }) => odsCode), ['XQ1', 'XQ4']);
  });

  it('names no other patient', async () => {
    const { ask } = await open();
    await ask('/v1/record/allergies', { who: { ...doctor, patient: OTHER } });
    await ask('/v1/record/allergies', { who: doctor, patient: OTHER });
    const { body } = await ask('/v1/accesses', { who: patient });
    assert.deepEqual(body.accesses.map(({ code }: { code?: string }) => code), [undefined, 'patient-mismatch']);
    assert.doesNotMatch(JSON.stringify(body), new RegExp(OTHER));
  });

  it('comes newest first, page by page, each visit once', async () => {
    const { ask, clock, hostToken } = await open();
    for (let visit = 0; visit < 23; visit += 1) {
      clock.now = new Date(Date.UTC(2026, 10, 1 + visit, 9));
      const { access_token: token } = await hostToken({ ...doctor, user: `u-${visit}`, name: `Doctor ${visit}` });
      for (const path of ['/v1/patient', '/v1/record/allergies', '/v1/record/results']) await ask(path, { token });
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await ask(`/v1/accesses?to=2026-11-22&limit=5${cursor && `&cursor=${cursor}`}`, { who: patient });
      seen.push(...body.accesses.map(({ user }: { user: { name: string } }) => user.name));
      assert.ok(body.accesses.length <= 5);
      cursor = body.next ?? '';
    } while (cursor);
    assert.deepEqual(seen, Array.from({ length: 22 }, (_, index) => `Doctor ${21 - index}`));
    const some = (await ask('/v1/accesses?from=2026-11-05&to=2026-11-06', { who: patient })).body.accesses;
    assert.deepEqual(some.map(({ user }: { user: { name: string } }) => user.name), ['Doctor 5', 'Doctor 4']);
    for (const query of ['?limit=0', '?cursor=x', '?from=2026-11-31', '?patient=1', '?from=2026-11-05&to=2026-11-04']) {
      assert.equal((await ask(`/v1/accesses${query}`, { who: patient })).status, 400, query);
    }
  });
});

describe('a search of the audit', () => {
  it('has the organisation’s own users, and whoever asked for its data; nothing of others', async () => {
    const { ask, report } = await open();
    await ask('/v1/record/allergies', { who: doctor });
    await ask('/v1/record/problems', { who: nurse });
    await ask('/v1/record/allergies', { who: nurse });
    await ask('/v1/record/problems', { who: { ...doctor, patient: OTHER } });
    const looks = async (who: OperatorHostStatement) =>
      (await report('search', { action: 'record' }, who)).body.rows.map(({ user, sources }: AuditRow) => `${user!.id} ${sources}`);
    assert.deepEqual(await looks(auditor), ['u-1 XQ1', 'u-3 XQ1', 'u-1 XQ4']);
    assert.deepEqual(await looks(surgeryAuditor), ['u-3 XQ4', 'u-3 XQ1', 'u-1 XQ4']);
  });

  it('finds by patient, user, organisation, source, action, outcome, category and day, and goes on where it stopped', async () => {
    const { ask, report, clock } = await open();
    await ask('/v1/record/allergies', { who: doctor });
    await ask('/v1/record/allergies', { who: receptionist });
    clock.now = new Date('2026-11-25T00:30:00Z');
    await ask('/v1/record/problems', { who: { ...doctor, patient: OTHER } });
    const count = async (search: object) => (await report('search', { action: 'record', ...search })).body.rows.length;
    assert.equal(await count({}), 3);
    assert.equal(await count({ patient: OTHER }), 1);
    assert.equal(await count({ user: 'u-2' }), 1);
    assert.equal(await count({ organisation: 'XQ4' }), 0);
    assert.equal(await count({ source: 'XQ4' }), 1);
    assert.equal(await count({ outcome: 'refused' }), 1);
    assert.equal(await count({ category: 'allergies' }), 2);
    assert.equal(await count({ from: '2026-11-25' }), 1);
    assert.equal(await count({ to: '2026-11-24' }), 2);
    const first = (await report('search', { action: 'record', limit: 2 })).body;
    const rest = (await report('search', { action: 'record', limit: 2, cursor: first.next })).body;
    assert.deepEqual([first.rows.length, rest.rows.length, rest.next], [2, 1, null]);
  });

  it('is itself written down, with what was looked for, before it is answered', async () => {
    const { report, audit } = await open();
    await report('search', { patient: PATIENT, from: '2026-11-01' }, auditor, { Accept: 'text/csv' });
    const row = (await audit()).at(-1)!;
    assert.deepEqual([row.action, row.outcome, row.user!.id, row.patient], ['audit-search', 'granted', 'u-7', PATIENT]);
    assert.deepEqual(row.query, { from: '2026-11-01', format: 'text/csv' });
  });

  it('comes as CSV whole, and no cell of it is a formula', async () => {
    const { ask, report } = await open();
    const evil = '=HYPERLINK("http://evil.example","click")';
    await ask('/v1/record/allergies', { who: { ...doctor, user: '@SUM(A1)', name: evil } });
    const { body, headers } = await report('search', { action: 'record' }, auditor, { Accept: 'text/csv' });
    assert.match(headers.get('Content-Type')!, /^text\/csv; charset=utf-8$/);
    const [head, line, rest] = String(body).split('\r\n');
    assert.equal(head!.split(',').length, 15);
    assert.ok(line!.includes(`'@SUM(A1),"'=HYPERLINK(""http://evil.example"",""click"")"`), line);
    assert.equal(rest, '');
  });

  it('writes any text so that a reader of RFC 4180 has it back, and a spreadsheet nothing to run', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n",a 1é') }), { minLength: 1, maxLength: 4 }), (cells) => {
        const line = csvLine(cells);
        const back = readCsv(line);
        assert.deepEqual(back, cells.map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)));
        assert.ok(back.every((cell) => !/^[=+\-@\t\r]/.test(cell)));
      }),
    );
  });
});

/** A reader of one RFC 4180 record, written from the RFC's grammar. */
function readCsv(line: string): string[] {
  assert.ok(line.endsWith('\r\n'));
  const cells: string[] = [];
  const grammar = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n$)/gy;
  for (const [, quoted, plain] of line.matchAll(grammar)) cells.push(quoted?.replaceAll('""', '"') ?? plain!);
  return cells;
}

describe('audit rows as FHIR AuditEvent', () => {
  const schemaFile = fileURLToPath(new URL('../../../shared/data/fhir.schema.r4.json', import.meta.url));

  it('are R4, whatever the row is about, and keep the swap of source and destination', async (test) => {
    const { ask, report, house } = await open();
    for (const path of ['/v1/record/allergies?from=2019-01-01', '/v1/patient', '/v1/documents/northbridge.results.x', '/v1/accesses']) await ask(path);
    await ask('/v1/record/allergies', { who: receptionist });
    const { body } = await report('search', {}, auditor, { Accept: 'application/fhir+json' });
    const all = (await report('search', {}, auditor, { Accept: 'application/fhir+ndjson' })).body.trim().split('\n').map((line: string) => JSON.parse(line));
    const one = (await house.store.audit.read(0, 1))[0]!;
    const shown = { ...one.row, action: 'shown', shown: { of: 'record', hash: '0'.repeat(64), sources: [{ organisation: 'XQ1', system: 'Meridian EPR', status: 'answered', withheld: false, entries: [{ id: 'a', version: '2' }, { id: 'b' }] }] } } as AuditRow;
    const made = [shown, ...ACTIONS.map((action) => ({ ...one.row, action }))].map((row) => auditEvent({ ...one, row }, 'https://gateway.example'));
    const events = [...body.entry.map(({ resource }: { resource: unknown }) => resource), ...all, ...made];
    assert.ok(events.length > 20);

    const codes = (subtype: string) =>
      new Set(events.filter((event) => event.subtype?.[0].code === subtype).map(({ agent }) =>
        agent.flatMap(({ type }: { type: { coding: { code: string }[] } }) => type.coding.map(({ code }) => code)).filter((code: string) => /^1101/.test(code)).join()));
    assert.deepEqual([...codes('search')], ['110153,110152']);
    assert.deepEqual([...codes('read')], ['110152,110153']);
    for (const event of events) {
      assert.ok(['0', '4', '8', '12'].includes(event.outcome));
      assert.ok(event.agent.filter(({ requestor }: { requestor: boolean }) => requestor).length === 1);
      // sev-1: either a name or a query (FHIR R4 AuditEvent).
      for (const entity of event.entity) assert.ok(!(entity.name && entity.query));
      assert.doesNotMatch(JSON.stringify(event), /Penicillin/);
    }

    if (!existsSync(schemaFile)) return test.diagnostic('the FHIR schema is not on this machine: structure not checked');
    const { definitions } = JSON.parse(readFileSync(schemaFile, 'utf8'));
    definitions.ResourceList = { $ref: '#/definitions/AuditEvent' };
    const ajv = new Ajv({ strict: false, validateFormats: false });
    ajv.addMetaSchema(draft6).addSchema({ $schema: draft6.$id, definitions }, 'fhir');
    const validate = ajv.getSchema('fhir#/definitions/AuditEvent')!;
    for (const event of events) assert.ok(validate(event), `${JSON.stringify(event.type)}: ${ajv.errorsText(validate.errors)}`);
    const bundle = ajv.getSchema('fhir#/definitions/Bundle')!;
    assert.ok(bundle(body), ajv.errorsText(bundle.errors));
    test.diagnostic(`${events.length} AuditEvents and a Bundle fit the R4 schema`);
  });
});

describe('figures', () => {
  it('count requests, users and patients by what is asked, days by London, refused categories as refused', async () => {
    const { ask, report, clock } = await open();
    await ask('/v1/record/allergies', { who: doctor });
    await ask('/v1/record/allergies', { who: { ...doctor, patient: OTHER } });
    await ask('/v1/record?category=appointments&category=allergies', { who: receptionist });
    clock.now = new Date('2026-11-25T10:00:00Z');
    await ask('/v1/record/problems', { who: nurse });
    const days = { from: '2026-11-24', to: '2026-11-25' };
    const by = async (...groups: string[]) => (await report('statistics', { ...days, by: groups })).body.rows;
    assert.deepEqual(await by('day'), [{ day: '2026-11-24', requests: 3, users: 2, patients: 2 }]);
    assert.deepEqual(await by('category', 'outcome'), [
      { category: 'allergies', outcome: 'granted', requests: 2, users: 1, patients: 2 },
      { category: 'allergies', outcome: 'refused', requests: 1, users: 1, patients: 1 },
      { category: 'appointments', outcome: 'granted', requests: 1, users: 1, patients: 1 },
    ]);
    assert.deepEqual((await by('role')).map(({ role, requests }: { role: object; requests: number }) => [role, requests]), [
      [{ code: 'R8000', display: 'Clinical Practitioner Access Role' }, 2], [{ code: 'R8009', display: 'Receptionist Access Role' }, 1],
    ]);
    const { rows } = (await report('statistics', { ...days, by: ['organisation'] }, surgeryAuditor)).body;
    assert.deepEqual(rows, [{ organisation: larkfield, requests: 1, users: 1, patients: 1 }]);
    const table = (await report('statistics', { ...days, by: ['organisation', 'day'] }, auditor, { Accept: 'text/csv' })).body;
    assert.equal(table, 'organisation,day,requests,users,patients\r\nXQ1,2026-11-24,3,2,2\r\n');
  });
});

describe('unusual access', () => {
  const settled = async (house: { store: Parameters<typeof rowsOf>[0] }, count: number) => {
    for (let tries = 0; tries < 200; tries += 1) {
      const rows = (await rowsOf(house.store)).filter(({ action }) => action === 'likeness');
      if (rows.length >= count) return rows;
      await new Promise((later) => setTimeout(later, 5));
    }
    throw new Error('the comparison was never written down');
  };

  it('is seen by the gateway itself: the same surname, address and own record, without a word of either in the audit', async () => {
    const { ask, report, house, hostToken } = await open({ compare: true });
    const cousin = { ...doctor, name: 'OKAFOR, Ada (Dr)' };
    const neighbour = { ...doctor, user: 'u-4', name: 'Dr Bo Quist', userAddress: '12, Mill Lane, Northbridge, zz991ab' };
    const self = { ...doctor, user: 'u-6', name: 'Dr Cy Rao', userNhsNumber: PATIENT };
    for (const who of [cousin, neighbour, self, { ...doctor, user: 'u-10', name: 'Dr Di Marsh', userAddress: '14 Mill Lane, ZZ99 1AB' }]) {
      const { access_token: token } = await hostToken(who);
      await ask('/v1/record/allergies', { token });
      await ask('/v1/record/results', { token });
    }
    const rows = await settled(house, 2);
    assert.deepEqual(rows.map(({ user, alike }) => [user!.id, alike]), [['u-1', ['same-surname']], ['u-4', ['same-address']]]);
    assert.doesNotMatch(JSON.stringify(await rowsOf(house.store)), /Mill Lane|ZZ99|Ngozi/i);
    const { body } = await report('unusual', { from: '2026-11-24', to: '2026-11-24' });
    assert.deepEqual(
      body.findings.map(({ user, reasons }: { user: { id: string }; reasons: { code: string; strength: string }[] }) =>
        [user.id, ...reasons.map(({ code, strength }) => `${code} ${strength}`)]),
      // A surname of a patient whom colleagues had open, too, is weak, and stands last.
      [['u-4', 'same-address strong'], ['u-6', 'own-record strong'], ['u-1', 'same-surname weak']],
    );
    assert.equal(body.users, 4);
    const other = (await report('unusual', { from: '2026-11-24', to: '2026-11-24' }, surgeryAuditor)).body;
    assert.deepEqual([other.users, other.findings], [0, []]);
    const table = (await report('unusual', { from: '2026-11-24', to: '2026-11-24' }, auditor, { Accept: 'text/csv' })).body;
    assert.match(table, /\r\nXQ1,u-4,Dr Bo Quist,R8000,same-address,strong,1,1,,\d+\r\n/);
  });

  it('is not missed in silence: what could not be compared is counted', async () => {
    const house = await gateway([spySource('northbridge', { outage: new Outage('unavailable', 'down') })], { compare: true, scopes: { audit: ['XQ1'] } });
    await house.ask('/v1/record/allergies');
    const [row] = await settled(house.house, 1);
    assert.equal(row!.reason, 'not-compared');
    const day = new Date().toISOString().slice(0, 10);
    assert.equal((await house.ask('/v1/audit/unusual', { who: auditor, body: { from: day, to: day } })).body.notCompared, 1);
  });

  it('is counted once for a visit, however much is asked in it, and holds up no answer', async () => {
    const slow = spySource('northbridge', { categories: ['allergies'], resources: [allergy('a', 'Penicillin')] });
    const house = await gateway([slow], { compare: true });
    const { access_token: token } = await house.hostToken(doctor);
    await Promise.all([1, 2, 3].map(() => house.ask('/v1/record/allergies', { token })));
    await settled(house.house, 1);
    assert.equal(slow.asked.filter((what) => what === 'search Patient').length, 1);
  });

  it('compares names and addresses however they are written', async () => {
    const alike = (name: string, family: string, ...given: string[]) =>
      likenessOf({ sub: 'u', name }, { name: { family, given, prefix: [] } });
    assert.deepEqual(await alike('Dr Ada Okafor', 'OKAFOR', 'Ngozi'), ['same-surname']);
    assert.deepEqual(await alike('Mr Rui da Costa', 'da Costa', 'Ana'), ['same-surname']);
    assert.deepEqual(await alike('Ann Smith-Jones', 'Jones', 'Bob'), ['same-surname']);
    assert.deepEqual(await alike("O'BRIEN, Siân (Ms)", 'O’Brien', 'Sian'), ['same-name']);
    for (const [name, family] of [['Ada Okafor', 'Okaforth'], ['Dr Ada', 'Ada'], ['Ada Okafor', ''], ['Madonna', 'Madonna']] as const) {
      assert.deepEqual(await alike(name, family, 'X'), []);
    }
    assert.equal(placeOf(['Flat 2, 14 Mill Road', 'Northbridge', 'zz99 1ab']), placeOf(['2/14 Mill Rd., ZZ991AB']));
    assert.notEqual(placeOf(['12 Mill Lane', 'ZZ99 1AB']), placeOf(['14 Mill Lane', 'ZZ99 1AB']));
    assert.equal(placeOf(['Rose Cottage', 'ZZ99 1AB']), placeOf(['ROSE COTTAGE, Hill', 'zz99 1ab']));
    assert.equal(placeOf(['No postcode here']), undefined);
  });

  it('stands far above peers only where the others agree, and is not hidden by others like it', () => {
    const group = (...counts: number[]) => new Map(counts.map((count, index) => [`u${index}`, count]));
    const usual = [38, 42, 45, 50, 51, 55, 60, 66, 72, 80, 95, 120];
    assert.deepEqual([...farAbove(group(...usual)).keys()], []);
    assert.deepEqual([...farAbove(group(...usual, 900, 800)).keys()], ['u12', 'u13']);
    assert.deepEqual([...farAbove(group(5, 900)).keys()], []);
    assert.deepEqual([...farAbove(group(...Array<number>(20).fill(10), 11)).keys()], []);
    assert.deepEqual([...farAbove(group(...Array<number>(20).fill(10), 300)).keys()], ['u20']);
  });
});
