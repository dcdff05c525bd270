/**
 * What a server may send instead of an answer, over HTTP on this machine: the JSON test suite, FHIR of other versions,
 * bombs, wrong types and encodings, truncated bodies, lies about how much there is, other people's resources.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { allergy } from '../gateway/test/house.ts';
import { beside, FHIR_JSON, patient, searchset, typeOf } from './beside.ts';
import { isSoundNothing } from './sound.ts';
import { tally, type Trial } from './trial.ts';

interface Body {
  readonly name: string;
  /** To which of its two questions: who the patient is, or what there is of them. */
  readonly to: 'Patient' | 'AllergyIntolerance';
  readonly send: (response: ServerResponse, url: string) => void;
  /** A sound "there is nothing", to other eyes than the gateway's. */
  readonly nothing: boolean;
}

const JSON_SUITE = new URL('../../shared/attack/json/JSONTestSuite/', import.meta.url);
const DATA = new URL('../../shared/data/', import.meta.url);
const QUESTIONS = ['Patient', 'AllergyIntolerance'] as const;

/** Somebody else's, who must never be shown. */
const STRANGER = 'Allergen of somebody else';

const mine = (id: string) => allergy(id, 'Latex', { patient: { reference: 'Patient/p' } });
const theirs = (id: string, more: object = {}) => allergy(id, STRANGER, { patient: { reference: 'Patient/q' }, ...more });

/** A body as it is, to both questions. */
const plain = (name: string, body: string | Uint8Array, headers: Record<string, string> = FHIR_JSON, status = 200): Body[] =>
  QUESTIONS.map((to) => ({
    name, to,
    send: (response) => response.writeHead(status, headers).end(body),
    nothing: status === 200 && headers === FHIR_JSON && isSoundNothing(typeof body === 'string' ? body : new TextDecoder().decode(body)),
  }));

const wrapped = (inner: Uint8Array) => Buffer.concat([Buffer.from('{"resourceType":"Bundle","type":"searchset","entry":['), inner, Buffer.from(']}')]);

function filesBelow(folder: URL): URL[] {
  return readdirSync(folder).flatMap((name) => {
    const inner = new URL(encodeURIComponent(name), folder);
    return statSync(inner).isDirectory() ? filesBelow(new URL(`${inner.href}/`)) : name.endsWith('.json') ? [inner] : [];
  });
}

/** Every file as a whole answer, and as its only entry. */
const files = (folder: URL): Body[] => filesBelow(folder).flatMap((file) => {
  const [bytes, name] = [readFileSync(file), decodeURIComponent(file.pathname.split('/').at(-1)!)];
  return [...plain(name, bytes), ...plain(`${name} as an entry`, wrapped(bytes)), ...plain(`${name} as a resource`, wrapped(Buffer.concat([Buffer.from('{"resource":'), bytes, Buffer.from('}')])))];
});

function bombs(): Body[] {
  const entry = (inner: string) => `{"resourceType":"Bundle","type":"searchset","entry":[${inner}]}`;
  const texts: Record<string, string> = {
    'lists a hundred thousand deep': '['.repeat(100_000) + ']'.repeat(100_000),
    'objects a hundred thousand deep, not closed': '{"a":'.repeat(100_000),
    'deep within a resource': entry(`{"resource":{"resourceType":"AllergyIntolerance","id":"a","x":${'['.repeat(5000)}${']'.repeat(5000)}}}`),
    'two million values': entry(`{"resource":{"resourceType":"AllergyIntolerance","id":"a","x":[${'1,'.repeat(2_000_000)}1]}}`),
    'two hundred thousand empty entries': entry(`${'{},'.repeat(200_000)}{}`),
    'a hundred thousand times the same entry': entry(Array(5_000).fill(JSON.stringify({ resource: mine('a') })).join()),
    'three hundred thousand elements of one object': entry(`{"resource":{${Array.from({ length: 300_000 }, (_, at) => `"k${at}":0`).join()}}}`),
    'one element a hundred thousand times': `{"resourceType":"Bundle","type":"searchset",${'"entry":[],'.repeat(100_000)}"entry":[{}]}`,
    'a string of twenty million characters': entry(`{"resource":${JSON.stringify({ ...mine('a'), note: [{ text: 'x'.repeat(20_000_000) }] })}}`),
    'a number of a million digits': entry(`{"resource":{"resourceType":"AllergyIntolerance","id":"a","x":${'9'.repeat(1_000_000)}}}`),
    'a total beyond all numbers': `{"resourceType":"Bundle","type":"searchset","total":1e99999,"entry":[]}`,
    'white space beyond all measure': ' '.repeat(70 * 2 ** 20),
  };
  return [
    ...Object.entries(texts).flatMap(([name, text]) => plain(name, text)),
    ...plain('a hundred megabytes in a few, compressed', gzipSync(Buffer.alloc(100 * 2 ** 20, 0x20)), { ...FHIR_JSON, 'Content-Encoding': 'gzip' }),
  ];
}

function envelopes(): Body[] {
  const nothing = JSON.stringify(searchset([]));
  const types = ['text/html', 'text/plain', 'application/xml', 'application/fhir+xml', 'application/octet-stream', 'application/jsonp', 'multipart/mixed; boundary=x', ''];
  const statuses = [201, 202, 203, 204, 205, 206, 300, 301, 302, 304, 307, 400, 401, 403, 404, 405, 410, 418, 429, 451, 500, 501, 502, 503, 504, 599];
  const latin = Buffer.from(JSON.stringify(searchset([{ ...mine('a'), note: [{ text: 'µ' }] }])), 'latin1');
  return [
    ...types.flatMap((type) => plain(`type ${type || 'none'}`, nothing, type === '' ? {} : { 'Content-Type': type })),
    ...statuses.flatMap((status) => plain(`status ${status}`, nothing, { ...FHIR_JSON }, status)),
    ...plain('Latin-1', latin, { 'Content-Type': 'application/fhir+json; charset=iso-8859-1' }),
    ...plain('UTF-16', Buffer.from(nothing, 'utf16le'), { 'Content-Type': 'application/fhir+json; charset=utf-16' }),
    ...plain('not compressed, though it says so', nothing, { ...FHIR_JSON, 'Content-Encoding': 'gzip' }),
    ...plain('compressed and cut', gzipSync(nothing).subarray(0, 40), { ...FHIR_JSON, 'Content-Encoding': 'gzip' }),
  ];
}

/** A sound answer, cut off anywhere: as a connection that breaks, and as a body that ends there. */
function truncated(): Body[] {
  return QUESTIONS.flatMap((to) => {
    const whole = JSON.stringify(searchset(to === 'Patient' ? [patient] : [mine('a'), mine('b')]));
    return Array.from({ length: 40 }, (_, at) => Math.floor((whole.length * at) / 40)).flatMap((length): Body[] => [
      { name: `ends after ${length} characters`, to, nothing: false, send: (response) => response.writeHead(200, FHIR_JSON).end(whole.slice(0, length)) },
      { name: `breaks off after ${length} characters`, to, nothing: false, send: (response) => response.writeHead(200, { ...FHIR_JSON, 'Content-Length': whole.length }).write(whole.slice(0, length) || ' ', () => response.destroy()) },
    ]);
  });
}

/** Lies about how much there is, pages that lead nowhere, other people's resources. */
function lies(): Body[] {
  const none = searchset([]);
  const next = (url: unknown, relation: unknown = 'next') => ({ link: [{ relation, url }] });
  const somebody = { ...patient, id: 'q', identifier: [{ ...patient.identifier[0], value: '9990000026' }] };
  const bodies: Record<string, object> = {
    ...Object.fromEntries([1, 7, 1e12, -1, 0.5, '1', 'all', true, [], {}].map((total) => [`a total of ${JSON.stringify(total)} and no entry`, { ...none, total }])),
    ...Object.fromEntries([0, 1, 99].map((total) => [`a total of ${total} and two entries`, { ...searchset([mine('a'), theirs('b')]), total }])),
    ...Object.fromEntries(['', '?', '?page=2', '//elsewhere.example/x', 'http://127.0.0.1:1/x', 'file:///etc/passwd', 'javascript:1', 'http://[', null, {}].map((url) => [`a next page at ${JSON.stringify(url)}`, { ...none, ...next(url) }])),
    'a next page, said strangely': { ...none, ...next('?page=2', ['next']) },
    'a link that is none': { ...none, link: ['next'] },
    'the same id twice': searchset([mine('a'), { ...mine('a'), code: { text: 'Another' } }]),
    'the same id, first somebody else’s': searchset([theirs('a'), mine('a')]),
    'somebody else’s alone': searchset([theirs('a')]),
    'somebody else’s among mine': searchset([mine('a'), theirs('b'), somebody]),
    'somebody else’s as included': searchset([mine('a')], [theirs('b'), somebody]),
    'of two people': searchset([theirs('a', { subject: { reference: 'Patient/p' } })]),
    'somebody else’s under my full address': { ...searchset([]), total: 1, entry: [{ fullUrl: 'urn:uuid:p', resource: theirs('a') }] },
    'another type': searchset([{ resourceType: 'Observation', id: 'o', subject: { reference: 'Patient/p' } }]),
    'a Bundle of another type': { ...none, type: 'history' },
    'a warning that it is not all': { ...none, total: 0, entry: [{ resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'incomplete' }] } }] },
  };
  return [
    ...Object.entries(bodies).flatMap(([name, body]) => plain(name, JSON.stringify(body))),
    ...QUESTIONS.map((to): Body => ({
      name: 'always one page more', to, nothing: false,
      send: (response, url) => response.writeHead(200, FHIR_JSON).end(JSON.stringify({ ...none, total: undefined, ...next(`?page=${Number(/page=(\d+)/.exec(url)?.[1] ?? 0) + 1}`) })),
    })),
  ];
}

export const trial: Trial = {
  name: 'bad source bodies over HTTP: test suite, other FHIR, bombs, envelopes, truncated, lies: nothing falsely empty, the other source shown',
  tries: { short: 150, whole: Infinity },
  async run({ tries }) {
    const { outcome, add } = tally();
    const skipped = [JSON_SUITE, DATA].filter((folder) => !existsSync(folder));
    const own = [...envelopes(), ...truncated(), ...lies()];
    const all = [...own, ...(tries < Infinity ? [] : bombs()), ...[JSON_SUITE, DATA].filter((folder) => !skipped.includes(folder)).flatMap(files)];
    // An evenly spread part.
    const step = Math.max(1, all.length / tries);
    const bodies = Array.from({ length: Math.floor(all.length / step) }, (_, at) => all[Math.floor(at * step)]!);
    let current = bodies[0]!;
    const server = createServer((request, response) => {
      const type = typeOf(`http://bad.example${request.url}`);
      if (type === current.to) return current.send(response, request.url!);
      response.writeHead(200, FHIR_JSON).end(JSON.stringify(searchset(type === 'Patient' ? [patient] : [mine('usual')].filter(() => type === 'AllergyIntolerance'))));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const answered = new Map<string, number>();
    let longest = 0;
    try {
      const { look } = await beside({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
      for (const body of bodies) {
        current = body;
        const began = performance.now();
        const { wrong, bad } = await look('allergies', body.nothing, STRANGER);
        longest = Math.max(longest, performance.now() - began);
        answered.set(bad, (answered.get(bad) ?? 0) + 1);
        add(wrong.length === 0, () => `${body.name}, to ${body.to}: ${wrong.join('; ')}`);
      }
    } finally {
      server.close();
      server.closeAllConnections();
    }
    const told = [...answered].map(([bad, count]) => `${bad} × ${count}`).join(', ');
    return { ...outcome, note: `${told}; the longest answer took ${Math.round(longest)} ms${skipped.length > 0 ? '; shared data are not all here' : ''}` };
  },
};
