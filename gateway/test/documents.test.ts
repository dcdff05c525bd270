import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createShelf } from '../sources/shelf.ts';
import { Outage, type Resource } from '../sources/source.ts';
import { memoryStore } from '../store/memory.ts';
import type { AuditRow } from '../store/store.ts';
import { conformTo } from './conform.ts';
import {
  brokenAfter, doctor, gateway, type Gateway, larkfield, northbridge, ORIGIN, OTHER, PATIENT, receptionist, report, shownRows, spySource, type Told,
} from './house.ts';

const RESULTS = '/v1/record/results';
const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64');
const LETTER = '%PDF-1.7\nA discharge letter\n%%EOF';

/** A report whose document is this FHIR `Attachment`. */
const withForm = (form: Record<string, unknown>, more: Record<string, unknown> = {}): Resource =>
  report('r', '2026-11-01', 'LAB', { presentedForm: [form], ...more });
const inline = (content: string | Uint8Array, more: Record<string, unknown> = {}) =>
  withForm({ contentType: 'application/pdf', title: 'Discharge letter', data: base64(content), ...more });
const elsewhere = (url: string) => withForm({ contentType: 'application/pdf', url });

interface Asked {
  status: number;
  headers: Headers;
  bytes: Buffer;
  problem: { code?: string; detail?: string; contact?: { who: string }; sources?: { organisation: { name: string }; status: string }[]; category?: string };
}

/** Opens a document as a page of the host would. */
async function open(house: Gateway, id: string, how: { who?: typeof doctor; patient?: string | null; token?: string; origin?: string } = {}): Promise<Asked> {
  const { who = doctor, patient } = how;
  const answer = await house.app.request(`/v1/documents/${id}`, {
    headers: {
      Authorization: `Bearer ${how.token ?? (await house.hostToken(who)).access_token}`,
      ...(patient === null ? {} : { 'LCR-Patient': patient ?? who.patient }),
      ...(how.origin ? { Origin: how.origin } : {}),
    },
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const isProblem = answer.headers.get('Content-Type') === 'application/problem+json';
  const problem = isProblem ? (JSON.parse(bytes.toString()) as Asked['problem']) : {};
  if (isProblem) conformTo('Problem', problem);
  return { status: answer.status, headers: answer.headers, bytes, problem };
}

/** The ids that the record gives to a reader. */
async function idsOf(house: Gateway, who = doctor): Promise<string[]> {
  const { body } = await house.ask(RESULTS, { who });
  return body.entries.flatMap(({ documents = [] }: { documents?: { id: string }[] }) => documents.map(({ id }) => id));
}

/** A gateway with one source, the id of its one document, and a clean list of what the source was asked. */
async function withDocument(told: Told, more: Parameters<typeof gateway>[1] = {}) {
  const source = spySource('northbridge', told);
  const house = await gateway([source], more);
  const [id] = await idsOf(house);
  assert.ok(id, 'the record names a document');
  source.asked.length = 0;
  return { source, house, id };
}

const rowsAfter = async (house: Gateway) => (await house.audit()).filter(({ action }) => action === 'document');

describe('a document', () => {
  it('is handed out after the token, opt-out, role and audit row, and only then asked for at its one source', async () => {
    const store = memoryStore();
    const steps: string[] = [];
    const watched = {
      ...store,
      revocations: { ...store.revocations, revoked: (jti: string) => (steps.push('token'), store.revocations.revoked(jti)) },
      optOuts: { ...store.optOuts, active: (n: string, at: Date) => (steps.push('opt-out'), store.optOuts.active(n, at)) },
      audit: {
        ...store.audit,
        append: async (row: Parameters<typeof store.audit.append>[0]) => {
          await new Promise((resolve) => setTimeout(resolve, 10));
          await store.audit.append(row);
          if (row.action === 'document') steps.push('audit is durable');
        },
      },
    };
    const other = spySource('larkfield', { organisation: larkfield });
    const source = spySource('northbridge', {
      resources: [elsewhere('Binary/b1')],
      binary: () => new Uint8Array(Buffer.from(LETTER)),
      onAsk: (what) => void steps.push(`source: ${what}`),
    });
    const house = await gateway([source, other], { store: watched });
    const [id] = await idsOf(house);
    steps.length = 0;
    other.asked.length = 0;
    const { status, bytes } = await open(house, id!);
    assert.equal(status, 200);
    assert.equal(bytes.toString(), LETTER);
    assert.deepEqual(steps, [
      'token', 'opt-out', 'audit is durable', 'source: find', 'source: search DiagnosticReport+Observation', 'source: binary Binary/b1',
    ]);
    assert.deepEqual(other.asked, []);
  });

  it('has an audit row of its own that names it and its category, and nothing of what it says', async () => {
    const { house, id } = await withDocument({ resources: [inline(LETTER)] });
    const { headers } = await open(house, id);
    const [row, ...more] = await rowsAfter(house);
    assert.equal(more.length, 0);
    const { action, outcome, document, granted, sources, patient, requestId } = row!;
    assert.deepEqual({ action, outcome, document, granted, sources, patient }, {
      action: 'document', outcome: 'granted', document: id, granted: [{ category: 'results' }], sources: ['XQ1'], patient: PATIENT,
    });
    assert.equal(requestId, headers.get('X-Request-Id'));
    const written = await house.house.store.audit.read(0, 10);
    for (const { seq, hash, row: one } of written) conformTo('AuditRow', { seq, hash, ...one });
    assert.doesNotMatch(JSON.stringify(written), /Discharge|letter/i);
    assert.doesNotMatch(JSON.stringify(house.lines), new RegExp(id));
  });

  it('has a second row before it leaves: the entry that names it, and the hash of its bytes', async () => {
    const { house, id } = await withDocument({ resources: [inline(LETTER)].map((one) => ({ ...one, meta: { versionId: '2' } })) });
    const { headers } = await open(house, id);
    const row = (await shownRows(house)).find(({ shown }) => shown!.of === 'document')!;
    assert.deepEqual([row.document, row.requestId, row.sources], [id, headers.get('X-Request-Id'), ['XQ1']]);
    assert.equal(row.shown!.hash, createHash('sha256').update(LETTER).digest('hex'));
    const [source] = row.shown!.sources;
    assert.deepEqual([row.shown!.category, source!.entries], ['results', [{ id: 'northbridge.DiagnosticReport.r', version: '2' }]]);
  });

  it('does not leave when that row cannot be written', async () => {
    const store = memoryStore();
    const append = (row: AuditRow) =>
      row.shown?.of === 'document' ? Promise.reject(new Error('disk full')) : store.audit.append(row);
    const { house, id } = await withDocument({ resources: [inline(LETTER)] }, { store: { ...store, audit: { ...store.audit, append } } });
    const { status, problem } = await open(house, id);
    assert.deepEqual([status, problem.code], [500, 'gateway-error']);
  });

  it('says whose it is, and may be saved but not run, framed, guessed at or kept', async () => {
    const { house, id } = await withDocument({ resources: [inline(LETTER)] });
    const { headers } = await open(house, id, { origin: ORIGIN });
    assert.equal(headers.get('LCR-Patient'), PATIENT);
    assert.equal(headers.get('Content-Type'), 'application/pdf');
    assert.equal(headers.get('LCR-Declared-Type'), null);
    assert.equal(headers.get('Content-Length'), String(LETTER.length));
    assert.equal(headers.get('Content-Disposition'), `attachment; filename="Discharge letter.pdf"; filename*=UTF-8''Discharge%20letter.pdf`);
    assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
    assert.equal(headers.get('Cache-Control'), 'no-store');
    assert.equal(headers.get('X-Frame-Options'), 'DENY');
    assert.match(headers.get('Content-Security-Policy')!, /^default-src 'none'; frame-ancestors 'none'; sandbox$/);
    assert.match(headers.get('Access-Control-Expose-Headers')!, /LCR-Patient/);
  });

  it('has a name that cannot be anything else on the way to a disk, whatever its title', async () => {
    for (const [title, plain] of [
      ['../../etc/passwd', 'etc passwd.pdf'],
      ['C:\\Windows\\system32', 'C Windows system32.pdf'],
      ['letter.pdf', 'letter.pdf'],
      ['letter.exe', 'letter.exe.pdf'],
      ['a"; filename="evil.html', 'a _ filename_ evil.html.pdf'],
      ['report‮fdp.exe', 'report fdp.exe.pdf'],
      ['x\r\nSet-Cookie: a=b', 'x Set-Cookie a_b.pdf'],
      ['Łódź – Käse', '_odz _ Kase.pdf'],
      ['...', 'document.pdf'],
      [undefined, 'document.pdf'],
    ] as const) {
      const { house, id } = await withDocument({ resources: [inline(LETTER, { title })] });
      const header = (await open(house, id)).headers.get('Content-Disposition')!;
      const name = /filename="([^"]*)"/.exec(header)![1]!;
      assert.equal(name, plain, title);
      assert.match(header, /^attachment; filename="[\w .-]+"; filename\*=UTF-8''[\w.!~%-]+$/, title);
    }
  });
});

describe('a document is refused', () => {
  const refusals: [what: string, code: string, status: number, who: string, how: Parameters<typeof open>[2], reason?: string][] = [
    ['another patient is open', 'patient-mismatch', 403, 'local-service-desk', { patient: OTHER }],
    ['the purpose is not direct care', 'no-relationship', 403, 'local-system-administrator', { who: { ...doctor, purpose: 'HRESCH' } }, 'purpose'],
    ['the role does not have the category', 'not-permitted', 403, 'local-system-administrator', { who: receptionist }],
    ['the host did not ask for the category', 'not-permitted', 403, 'local-system-administrator', { who: { ...doctor, categories: ['allergies'] } }],
  ];
  for (const [what, code, status, who, how, reason] of refusals) {
    it(`where ${what}: ${code}, written down, no source asked`, async () => {
      const { house, source, id } = await withDocument({ resources: [inline(LETTER)] });
      const { status: answered, problem } = await open(house, id, how);
      assert.deepEqual([answered, problem.code, problem.contact?.who], [status, code, who]);
      assert.deepEqual(source.asked, []);
      const [row] = await rowsAfter(house);
      assert.deepEqual([row?.outcome, row?.code, row?.reason], ['refused', code, reason]);
    });
  }

  it('where the patient objects', async () => {
    const { house, source, id } = await withDocument({ resources: [inline(LETTER)] });
    const day = '2026-01-01T00:00:00.000Z';
    await house.house.store.optOuts.record({ nhsNumber: PATIENT, state: 'opted-out', from: day, recorded: day, by: 'clerk' });
    assert.equal((await open(house, id)).problem.code, 'patient-opted-out');
    assert.deepEqual(source.asked, []);
  });

  it('without a token, with a bad one, and without the header that names the open patient', async () => {
    const { house, source, id } = await withDocument({ resources: [inline(LETTER)] });
    assert.equal((await house.app.request(`/v1/documents/${id}`)).status, 401);
    assert.equal((await open(house, id, { token: 'x' })).problem.code, 'token-invalid');
    assert.equal((await open(house, id, { patient: null })).problem.code, 'bad-request');
    assert.deepEqual(source.asked, []);
  });

  it('when its audit row cannot be written', async () => {
    const source = spySource('northbridge', { resources: [inline(LETTER)] });
    const [id] = await idsOf(await gateway([source]));
    source.asked.length = 0;
    const broken = await gateway([source], { store: brokenAfter(memoryStore(), 1) });
    const { status, problem, bytes } = await open(broken, id!);
    assert.deepEqual([status, problem.code], [500, 'gateway-error']);
    assert.deepEqual(source.asked, []);
    assert.doesNotMatch(bytes.toString(), /PDF|disk/);
  });

  it('where no own source knows the patient, if the organisation wants that', async () => {
    const source = spySource('northbridge', { patients: [] });
    const holder = spySource('larkfield', { organisation: larkfield, resources: [inline(LETTER)] });
    const [id] = await idsOf(await gateway([holder]));
    holder.asked.length = 0;
    const house = await gateway([source, holder], { organisations: [{ ...northbridge, requireKnownPatient: true }, larkfield] });
    assert.equal((await open(house, id!)).problem.code, 'no-relationship');
    assert.deepEqual(holder.asked, []);
  });

  it('for every other method', async () => {
    const { house, id } = await withDocument({ resources: [inline(LETTER)] });
    for (const method of ['POST', 'PUT', 'DELETE']) assert.equal((await house.ask(`/v1/documents/${id}`, { method })).status, 404);
  });

  it('with a query: no parameter may be given', async () => {
    const { house, id } = await withDocument({ resources: [inline(LETTER)] });
    assert.equal((await open(house, `${id}?url=https://attacker.example`)).problem.code, 'bad-request');
  });
});

describe('an id', () => {
  it('that names nothing is not found, without a hint, without asking a source, and is written down', async () => {
    const { house, source, id } = await withDocument({ resources: [inline(LETTER)], categories: ['results'] });
    const digest = id.split('.')[2]!;
    for (const one of [
      `allergies.northbridge.${digest}`, `results.nowhere.${digest}`, `nothing.northbridge.${digest}`, `__proto__.northbridge.${digest}`,
      `results.northbridge.${digest}0`, `results.northbridge.${digest.toUpperCase()}!`, 'results.northbridge', '1', '..', '%2e%2e%2f', `results.northbridge.${digest}%00`,
      `results.northbridge.${encodeURIComponent('../Binary/1')}`, `problems.northbridge.${digest}`, 'x'.repeat(5000),
    ]) {
      const { status, problem } = await open(house, one);
      assert.deepEqual([status, problem.code, problem.detail], [404, 'not-found', undefined], one);
    }
    assert.deepEqual(source.asked, []);
    const rows = await rowsAfter(house);
    assert.ok(rows.length >= 12 && rows.every((row) => row.code === 'not-found' && row.reason === 'id' && row.document === undefined));
  });

  it('is answered, and never with a 5xx, whatever it is', async () => {
    const { house } = await withDocument({ resources: [inline(LETTER)] });
    const { access_token: token } = await house.hostToken(doctor);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        const { status } = await open(house, encodeURIComponent(text.toWellFormed()), { token });
        assert.equal(status, 404);
      }),
      { numRuns: 200 },
    );
  });

  it('of another patient opens nothing: both rows say so', async () => {
    const shelf = createShelf({ id: 'northbridge', organisation: northbridge, system: 'x', categories: new Set(['results']), deadline: 1000 });
    const patient = (id: string, number: string) => ({ resourceType: 'Patient', id, identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: number }] });
    shelf.add(patient('local-1', PATIENT));
    shelf.add(patient('local-2', OTHER));
    shelf.add(inline(LETTER));
    shelf.add({ ...inline(LETTER), id: 'theirs', subject: { reference: 'Patient/local-2' } });
    const house = await gateway([shelf]);
    const [theirs] = await idsOf(house, { ...doctor, patient: OTHER });
    const [own] = await idsOf(house);
    assert.ok(own && theirs && own !== theirs);
    const { status, problem } = await open(house, theirs);
    assert.deepEqual([status, problem.code], [404, 'not-found']);
    assert.equal((await open(house, theirs, { who: { ...doctor, patient: OTHER } })).status, 200);
    const rows = (await rowsAfter(house)).filter(({ patient: whose }) => whose === PATIENT);
    assert.deepEqual(rows.map(({ outcome, code, document }) => [outcome, code, document]), [['granted', undefined, theirs], ['refused', 'not-found', theirs]]);
  });

  it('of an entry that is withheld from the reader, or of a kind that the role lacks, is not found', async () => {
    const restricted = { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }] };
    const pharmacist = { ...doctor, roles: ['R1290'] };
    for (const [resource, without] of [
      [inline(LETTER), undefined],
      [{ ...inline(LETTER), meta: restricted }, pharmacist],
      [{ ...inline(LETTER), category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'RAD' }] }] }, pharmacist],
    ] as const) {
      const { house, id } = await withDocument({ resources: [resource as Resource] });
      assert.equal((await open(house, id)).status, 200);
      if (without) assert.equal((await open(house, id, { who: without })).problem.code, 'not-found');
    }
  });

  it('of an entry that has been withdrawn meanwhile opens nothing any more', async () => {
    const resources = [inline(LETTER)];
    const { house, id } = await withDocument({ resources });
    resources[0] = inline(LETTER, {});
    Object.assign(resources[0], { status: 'entered-in-error' });
    assert.equal((await open(house, id)).problem.code, 'not-found');
  });
});

describe('the bytes', () => {
  const deliver = async (content: string | Uint8Array, contentType?: string) => {
    const { house, id } = await withDocument({ resources: [inline(content, { contentType })] });
    const { headers, bytes, status } = await open(house, id);
    assert.equal(status, 200);
    assert.deepEqual(bytes, Buffer.from(content));
    return [headers.get('Content-Type'), headers.get('LCR-Declared-Type')];
  };
  const PNG = Buffer.from('\x89PNG\r\n\x1a\n....', 'latin1');

  it('say what they are, and a declared type that they are not is named beside it', async () => {
    const page = '<!DOCTYPE html><script>alert(1)</script>';
    for (const [content, declared, type, contradicted] of [
      [LETTER, 'application/pdf', 'application/pdf', null],
      [LETTER, 'application/x-pdf', 'application/pdf', null],
      [`junk before\n${LETTER}`, 'application/pdf', 'application/pdf', null],
      [LETTER, 'text/html', 'application/pdf', 'text/html'],
      [LETTER, undefined, 'application/pdf', null],
      [LETTER, 'application/octet-stream', 'application/pdf', null],
      [PNG, 'image/png', 'image/png', null],
      [PNG, 'application/pdf', 'image/png', 'application/pdf'],
      [Buffer.from('\xff\xd8\xff\xe0', 'latin1'), 'image/jpg', 'image/jpeg', null],
      ['GIF89a;', 'image/gif', 'image/gif', null],
      [Buffer.from('II*\0abc', 'latin1'), 'image/tiff', 'image/tiff', null],
      ['RIFFxxxxWEBPVP8 ', 'image/webp', 'image/webp', null],
      ['{\\rtf1 Hello}', 'text/rtf', 'application/rtf', null],
      ['{\\rtf1 Hello}', 'application/msword', 'application/rtf', 'application/msword'],
      [page, 'text/html', 'text/html; charset=utf-8', null],
      [page, 'image/png', 'text/html; charset=utf-8', 'image/png'],
      [page, 'text/plain', 'text/html; charset=utf-8', 'text/plain'],
      ['\n <!-- x --><p>Dear Dr Okafor', 'text/html', 'text/html; charset=utf-8', null],
      ['<?xml version="1.0"?><html xmlns="x">', 'application/xhtml+xml', 'text/html; charset=utf-8', null],
      ['Temp 37.5 °C', 'text/plain; charset=utf-8', 'text/plain; charset=utf-8', null],
      [Buffer.from('Temp 37.5 \xb0C', 'latin1'), 'text/plain', 'text/plain; charset=windows-1252', null],
      [Buffer.from('\ufeffLetter', 'utf16le'), 'text/plain', 'text/plain; charset=utf-16le', null],
      ['a < b and c > d', 'text/html', 'text/plain; charset=utf-8', 'text/html'],
      ['<ClinicalDocument/>', 'application/hl7-v3+xml', 'text/plain; charset=utf-8', null],
      ['not a picture', 'image/png', 'text/plain; charset=utf-8', 'image/png'],
      [Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0', 'latin1'), 'application/msword', 'application/octet-stream', null],
      [Buffer.from('\0\0\0\0', 'latin1'), 'application/pdf', 'application/octet-stream', 'application/pdf'],
      [LETTER, 'text/html\r\nX-Evil: 1', 'application/pdf', null],
    ] as const) {
      assert.deepEqual(await deliver(content, declared), [type, contradicted], `${declared}: ${content.toString().slice(0, 30)}`);
    }
  });

  it('are told as one of a few types, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 40 }), async (content) => {
        const [type] = await deliver(content, 'image/svg+xml');
        assert.match(type!, /^(application\/(octet-stream|pdf|rtf)|image\/(png|jpeg|gif|tiff|webp)|text\/(plain|html); charset=(utf-8|windows-1252|utf-16[lb]e))$/);
      }),
      { numRuns: 60 },
    );
  });

  it('are not handed out when they are not base64, or nothing, or too many', async () => {
    for (const [data, code, status] of [
      ['JVBERi0xLjc*', 'document-unreadable', 502],
      ['JVBERi0xLj', 'document-unreadable', 502],
      ['JVBE=Ri0', 'document-unreadable', 502],
      ['JVBERi0-_w==', 'document-unreadable', 502],
      ['====', 'document-unreadable', 502],
      [base64('%PDF-'.padEnd(2001)), 'document-too-large', 502],
    ] as const) {
      const { house, id } = await withDocument({ resources: [withForm({ contentType: 'application/pdf', data })] }, { documents: { largest: 2000, deadline: 500 } });
      const { problem, status: answered } = await open(house, id);
      assert.deepEqual([problem.code, answered], [code, status], data);
    }
    const spaced = base64(LETTER).replace(/(.{7})/g, '$1\r\n ');
    const { house, id } = await withDocument({ resources: [withForm({ contentType: 'application/pdf', data: spaced })] });
    assert.equal((await open(house, id)).bytes.toString(), LETTER);
  });
});

describe('a document that its source keeps apart', () => {
  it('is asked for by the address that the entry has, with the limits of this gateway', async () => {
    const asked: unknown[] = [];
    const { house, id } = await withDocument(
      { resources: [elsewhere(' Binary/b1 ')], binary: (address, most) => (asked.push([address, most]), new Uint8Array(Buffer.from(LETTER))) },
      { documents: { largest: 4321, deadline: 500 } },
    );
    assert.equal((await open(house, id)).bytes.toString(), LETTER);
    assert.deepEqual(asked, [['Binary/b1', 4321]]);
  });

  it('may be gone, too large or broken, each with its own word', async () => {
    for (const [content, code, status] of [
      ['not-found', 'not-found', 404],
      ['too-large', 'document-too-large', 502],
      ['unreadable', 'document-unreadable', 502],
      [new Uint8Array(), 'document-unreadable', 502],
    ] as const) {
      const { house, id } = await withDocument({ resources: [elsewhere('Binary/b1')], binary: () => content });
      const { problem, status: answered } = await open(house, id);
      assert.deepEqual([problem.code, answered], [code, status]);
    }
  });

  it('is an outage with the source named where that does not answer, not in time, or only in part', async () => {
    const named = async (told: Told, before: (told: Told) => void = () => {}) => {
      const { house, id } = await withDocument(told, { documents: { largest: 1000, deadline: 60 } });
      before(told);
      const { problem, status } = await open(house, id);
      assert.deepEqual([status, problem.code, problem.category], [503, 'all-sources-unavailable', 'results']);
      assert.equal(problem.sources?.length, 1);
      return [problem.sources![0]!.organisation.name, problem.sources![0]!.status];
    };
    const told = () => ({ resources: [elsewhere('Binary/b1')] });
    const { name } = northbridge;
    assert.deepEqual(await named({ ...told(), binary: () => new Outage('unavailable', 'down') }), [name, 'unavailable']);
    assert.deepEqual(await named({ ...told(), slowBinary: 5000 }), [name, 'timed-out']);
    assert.deepEqual(await named(told(), (now) => (now.outage = new Outage('unavailable', 'down'))), [name, 'unavailable']);
    assert.deepEqual(await named({ ...told(), deadline: 50 }, (now) => (now.slow = 5000)), [name, 'timed-out']);
    assert.deepEqual(await named(told(), (now) => Object.assign(now, { resources: [], found: { complete: false } })), [name, 'partial']);
  });

  it('ends at its source when the caller has gone', async () => {
    const { house, id, source } = await withDocument({ resources: [elsewhere('Binary/b1')], slowBinary: 5000 });
    const gone = new AbortController();
    const { access_token: token } = await house.hostToken(doctor);
    const asked = house.app.request(`/v1/documents/${id}`, { headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': PATIENT }, signal: gone.signal });
    while (!source.asked.some((what) => what.startsWith('binary'))) await new Promise((later) => setTimeout(later, 5));
    gone.abort();
    assert.equal((await asked).status, 499);
    assert.deepEqual(source.ended, ['binary']);
  });
});
