import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decode } from '../../sources/binary.ts';
import { createFhirServer } from '../../sources/fhir-server.ts';
import { openFolder } from '../../sources/folder.ts';
import { createShelf } from '../../sources/shelf.ts';
import { Outage, type Content, type Source } from '../../sources/source.ts';
import { about, ADA, BEN, bundle, patient, soon } from './about.ts';

const MOST = 1000;
const base64 = (text: string) => Buffer.from(text).toString('base64');
const said = (content: Content) => (typeof content === 'string' ? content : `“${Buffer.from(content).toString()}”`);
const binary = (id: string, text: string) => ({ resourceType: 'Binary', id, contentType: 'text/plain', data: base64(text) });
const letter = (id: string, of: string, url: string) => ({
  resourceType: 'DocumentReference', id, subject: { reference: of }, content: [{ attachment: { url } }],
});

/** Opens what a document reference of this patient names. */
async function follow(source: Source, patientId: string, id: string): Promise<string> {
  const { resources } = await source.search(patientId, [{ type: 'DocumentReference' }], soon());
  const found = resources.find((resource) => resource.id === id) as unknown as ReturnType<typeof letter>;
  return said(await source.binary(found.content[0]!.attachment.url, MOST, soon()));
}

describe('base64', () => {
  it('is read as it was written, with white space where FHIR allows it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.constantFrom('', '\n', ' \r\n\t'), (bytes, space) => {
        const text = Buffer.from(bytes).toString('base64').replace(/.{5}/g, `$&${space}`);
        assert.deepEqual(decode(text, MOST), bytes);
      }),
    );
  });

  it('is bytes or a reason for anything at all, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string({ unit: fc.constantFrom(...'aZ9+/=-_ \n\0é') })), (text) => {
        const content = decode(text, 10);
        assert.ok(content instanceof Uint8Array ? content.length <= 10 : ['not-found', 'too-large', 'unreadable'].includes(content));
      }),
    );
  });
});

describe('a document on a shelf', () => {
  const world = (name: string, number: string, text: string, url = 'Binary/1') => [
    { resource: patient(name, number) },
    { resource: letter(`of-${name}`, `Patient/${name}`, url) },
    { resource: binary('1', text) },
  ];

  it('is found by a relative or an absolute address, and by a name inside its bundle', async () => {
    const A = 'urn:uuid:11111111-1111-4111-8111-111111111111';
    const urls = ['Binary/1', 'Binary/1/_history/2', 'https://a.example/fhir/Binary/1', A];
    for (const url of urls) {
      const shelf = createShelf(about);
      shelf.add(bundle('collection', [
        { fullUrl: 'https://a.example/fhir/Patient/p', resource: patient('p', ADA) },
        { fullUrl: 'https://a.example/fhir/DocumentReference/d', resource: letter('d', 'Patient/p', url) },
        { fullUrl: url === A ? A : 'https://a.example/fhir/Binary/1', resource: binary('1', 'Dear colleague') },
      ]));
      assert.equal(await follow(shelf, 'p', 'd'), '“Dear colleague”', url);
    }
  });

  it('is each patient’s own where two bundles have another document under one id', async () => {
    for (const order of [0, 1]) {
      const worlds = [bundle('collection', world('ada', ADA, 'of Ada')), bundle('collection', world('ben', BEN, 'of Ben'))];
      const shelf = createShelf(about);
      for (const one of order ? worlds.toReversed() : worlds) shelf.add(one);
      assert.equal(await follow(shelf, 'ada', 'of-ada'), '“of Ada”');
      assert.equal(await follow(shelf, 'ben', 'of-ben'), '“of Ben”');
    }
  });

  it('is nobody’s where it stands in another document and two have its id', async () => {
    for (const url of ['Binary/1', 'https://elsewhere.example/fhir/Binary/1']) {
      const shelf = createShelf(about);
      shelf.add(letter('alone', 'Patient/ada', url));
      shelf.add(bundle('collection', world('ada', ADA, 'of Ada')));
      if (url === 'Binary/1') assert.equal(await follow(shelf, 'ada', 'alone'), '“of Ada”');
      shelf.add(bundle('collection', world('ben', BEN, 'of Ben')));
      assert.equal(await follow(shelf, 'ada', 'alone'), 'not-found', url);
    }
  });

  it('is never anything but a Binary, however its address is written', async () => {
    const shelf = createShelf(about);
    shelf.add(bundle('collection', world('ada', ADA, 'of Ada')));
    for (const url of ['Patient/ada', '#1', 'Binary/', 'Binary/..', 'Binary/2', '/Binary/1', '../Binary/1', 'Binary/1?x', 'https://a.example/Binary/1', 'file:///etc/passwd', '', '__proto__']) {
      assert.equal(said(await shelf.binary(url, MOST, soon())), 'not-found', url);
    }
  });

  it('has a largest size, and data that can be read', async () => {
    const shelf = createShelf(about);
    for (const [id, data] of [['large', base64('x'.repeat(MOST + 1))], ['broken', 'no*'], ['none', undefined]] as const) shelf.add({ ...binary(id, ''), data });
    const asked = ['large', 'broken', 'none'].map(async (id) => shelf.binary(`Binary/${id}`, MOST, soon()));
    assert.deepEqual(await Promise.all(asked), ['too-large', 'unreadable', 'not-found']);
    await assert.rejects(shelf.binary('Binary/large', MOST, AbortSignal.abort()), Outage);
  });
});

describe('a document in a folder', () => {
  it('is read like any other resource', async () => {
    const path = mkdtempSync(join(tmpdir(), 'folder-'));
    const lines = [patient('p', ADA), letter('d', 'Patient/p', 'Binary/1'), binary('1', 'Dear colleague')];
    for (const one of lines) writeFileSync(join(path, `${one.resourceType}.ndjson`), JSON.stringify(one));
    const { shelf, complaints } = await openFolder(about, path);
    rmSync(path, { recursive: true });
    assert.deepEqual(complaints, []);
    assert.equal(await follow(shelf, 'p', 'd'), '“Dear colleague”');
  });
});

describe('a document at a FHIR server', () => {
  const BASE = 'https://fhir.example/r4';
  const server = (answer: (request: Request) => Response | Promise<Response>, headers = {}) => {
    const asked: Request[] = [];
    const send: typeof fetch = async (input, init) => {
      const request = new Request(input, init);
      asked.push(request);
      return answer(request);
    };
    return { asked, source: createFhirServer(about, { url: BASE, headers, fetch: send }) };
  };
  const bytes = (text: string, type = 'application/pdf', status = 200) => () => new Response(text, { status, headers: { 'Content-Type': type } });

  it('comes as bytes, or inside the FHIR resource, as the server likes', async () => {
    for (const answer of [bytes('Dear colleague'), bytes(JSON.stringify(binary('1', 'Dear colleague')), 'application/fhir+json; charset=utf-8')]) {
      const { source, asked } = server(answer, { Authorization: 'Bearer own' });
      for (const url of ['Binary/1', `${BASE}/Binary/1`, `${BASE}/Binary/1/_history/3`]) assert.equal(said(await source.binary(url, MOST, soon())), '“Dear colleague”');
      assert.deepEqual(new Set(asked.map(({ url, method, redirect, credentials }) => [url, method, redirect, credentials].join(' '))), new Set([`${BASE}/Binary/1 GET error omit`]));
      assert.match(asked[0]!.headers.get('Accept')!, /^\*\/\*/);
      assert.equal(asked[0]!.headers.get('Authorization'), 'Bearer own');
    }
  });

  it('is asked for at no other host, and at no other address of this one: nothing is sent at all', async () => {
    const { source, asked } = server(bytes('secret'));
    for (const url of [
      'https://attacker.example/r4/Binary/1', 'http://fhir.example/r4/Binary/1', 'https://fhir.example:444/r4/Binary/1', 'https://fhir.example.attacker.example/r4/Binary/1',
      'https://fhir.example@attacker.example/r4/Binary/1', 'https://attacker.example/?https://fhir.example/r4/Binary/1', 'https://fhir.example/other/Binary/1',
      '//attacker.example/Binary/1', 'http://169.254.169.254/latest/meta-data', 'http://localhost/Binary/1', 'file:///etc/passwd', 'data:text/html,x', 'javascript:alert(1)',
      'Patient/1', 'Binary/1?_format=xml', 'Binary/1#x', 'Binary/1/../../admin', 'Binary/..', 'Binary/.', '../Binary/1', '/Binary/1', 'Binary/1\n', 'Binary/%2e%2e', 'Binary', '', '\\\\attacker\\Binary\\1',
    ]) assert.equal(said(await source.binary(url, MOST, soon())), 'not-found', url);
    await fc.assert(fc.asyncProperty(fc.webUrl({ withQueryParameters: true, withFragments: true }), async (url) => assert.equal(await source.binary(url, MOST, soon()), 'not-found')));
    assert.equal(asked.length, 0);
  });

  it('is asked for at our base where the server calls itself otherwise: behind a proxy, say', async () => {
    const own = 'http://internal:8080/fhir';
    const { source, asked } = server((request) => {
      if (request.url.includes('/Binary/')) return bytes('Dear colleague')();
      const resource = letter('d', 'Patient/p', `${own}/Binary/1`);
      return Response.json({ resourceType: 'Bundle', type: 'searchset', entry: [{ fullUrl: `${own}/DocumentReference/d`, resource, search: { mode: 'match' } }] });
    });
    assert.equal(await follow(source, 'p', 'd'), '“Dear colleague”');
    assert.ok(asked.every(({ url }) => url.startsWith(`${BASE}/`)));
  });

  it('may be gone, too large or unreadable; anything else is an outage', async () => {
    const endless = () => new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(500)) }), { headers: { 'Content-Type': 'image/png' } });
    const json = 'application/fhir+json';
    for (const [answer, what] of [
      [bytes('', 'text/plain', 404), 'not-found'],
      [bytes('', 'text/plain', 410), 'not-found'],
      [bytes('x'.repeat(MOST + 1)), 'too-large'],
      [endless, 'too-large'],
      [bytes(JSON.stringify(binary('1', 'x'.repeat(MOST + 1))), json), 'too-large'],
      [bytes('{', json), 'unreadable'],
      [bytes('[]', json), 'unreadable'],
      [bytes('{"resourceType":"OperationOutcome"}', json), 'unreadable'],
      [bytes('{"resourceType":"Binary","data":"*"}', json), 'unreadable'],
      [bytes('<Binary/>', 'application/fhir+xml'), 'unreadable'],
    ] as const) assert.equal(said(await server(answer).source.binary('Binary/1', MOST, soon())), what);
    for (const status of [301, 401, 403, 429, 500, 502]) await assert.rejects(server(bytes('', 'text/plain', status)).source.binary('Binary/1', MOST, soon()), Outage);
    await assert.rejects(server(() => Promise.reject(new TypeError('reset'))).source.binary('Binary/1', MOST, soon()), Outage);
    const never = server(({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))));
    await assert.rejects(never.source.binary('Binary/1', MOST, AbortSignal.timeout(30)), (error) => error instanceof Outage && error.status === 'timed-out');
  });
});
