import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { createFhirServer, type ServerOptions } from '../../sources/fhir-server.ts';
import { Outage, type Found, type Search, type Source } from '../../sources/source.ts';
import { about, ADA, BEN, observation, patient, soon } from './about.ts';
import { mutationsOf } from './mutate.ts';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Answer = (asked: Asked, response: ServerResponse, base: string) => unknown;

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** A server that answers as told, on a real socket. */
async function upstream(answer: Answer, options: Partial<ServerOptions> = {}) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = {
        method: request.method!,
        url: request.url!,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      asked.push(one);
      answer(one, response, base);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { asked, base, source: createFhirServer(about, { url: base, ...options }) };
}

type Entry = { fullUrl?: string; resource?: unknown; search?: { mode: string } };

const set = (resources: readonly unknown[], more: object = {}) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  ...more,
  entry: resources.map((resource): Entry => ({ resource })),
});
const next = (url: string) => ({
  link: [
    { relation: 'self', url: 'x' },
    { relation: 'next', url },
  ],
});

const send =
  (body: unknown, status = 200, type = 'application/fhir+json'): Answer =>
  (_asked, response) =>
    response
      .writeHead(status, { 'Content-Type': type })
      .end(typeof body === 'string' ? body : JSON.stringify(body));

const OBSERVATIONS: readonly Search[] = [{ type: 'Observation' }];
const search = (source: Source, searches = OBSERVATIONS, signal = soon()): Promise<Found> =>
  source.search('p', searches, signal);
const ids = ({ resources }: Found) => resources.map(({ id }) => id);
const mine = (id: string, more: object = {}) => observation(id, 'Patient/p', more);

const outage = (status: Outage['status'], message?: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Outage, String(error));
  assert.equal(error.status, status);
  assert.doesNotMatch(error.message, /\d{10}|http:|127\.0|Okafor/, 'it names a patient or an address');
  if (message) assert.match(error.message, message);
  return true;
};

describe('finding the patient', () => {
  it('posts the NHS number in the body, and nowhere else', async () => {
    const { asked, source } = await upstream(send(set([patient('p', ADA)], { total: 1 })));
    assert.deepEqual(await source.find(ADA, soon()), ['p']);
    const [one] = asked;
    assert.equal(one!.method, 'POST');
    assert.equal(one!.url, '/fhir/Patient/_search');
    assert.equal(
      new URLSearchParams(one!.body).get('identifier'),
      `https://fhir.nhs.uk/Id/nhs-number|${ADA}`,
    );
    assert.equal(one!.headers['content-type'], 'application/x-www-form-urlencoded');
    assert.equal(one!.headers['prefer'], 'handling=strict');
    assert.equal(one!.headers['accept'], 'application/fhir+json');
    assert.doesNotMatch(JSON.stringify([one!.url, one!.headers]), new RegExp(ADA));
  });

  it('answers nobody, or more than one, as the server does', async () => {
    const none = await upstream(send(set([], { total: 0 })));
    assert.deepEqual(await none.source.find(ADA, soon()), []);
    const two = await upstream(send(set([patient('p', ADA), patient('q', ADA)], { total: 2 })));
    assert.deepEqual(await two.source.find(ADA, soon()), ['p', 'q']);
  });

  for (const [what, body] of [
    ['somebody else', set([patient('q', BEN)])],
    ['everybody, since it overlooks the identifier', set([patient('p', ADA), patient('q', BEN)])],
    ['somebody without a number', set([patient('p')])],
    ['fewer than it says there are', set([patient('p', ADA)], { total: 2 })],
    ['a patient who cannot be read', set([patient('p', ADA), { resourceType: 'Patient' }])],
    [
      'a warning that something is missing',
      set([{ resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'incomplete' }] }]),
    ],
    [
      'a next page that would put the number into an address',
      set([patient('p', ADA)], next(`Patient?identifier=${ADA}&page=2`)),
    ],
  ] as const) {
    it(`is an outage, not an absence, when the server answers ${what}`, async () => {
      const { asked, source } = await upstream(send(body));
      await assert.rejects(source.find(ADA, soon()), outage('unavailable'));
      assert.equal(asked.length, 1);
    });
  }
});

describe('searching', () => {
  it('asks for one patient, strictly, with includes; by POST where the local id is the NHS number', async () => {
    const { asked, source } = await upstream(send(set([])), {
      headers: { Authorization: 'Bearer of-the-gateway' },
    });
    const searches = [
      {
        type: 'DiagnosticReport',
        params: { status: 'final' },
        include: ['DiagnosticReport:result', 'Observation:has-member'],
      },
    ];
    await source.search('p', searches, soon());
    const { method, url, headers } = asked[0]!;
    const query = new URL(url, 'http://x').searchParams;
    assert.equal(method, 'GET');
    assert.ok(url.startsWith('/fhir/DiagnosticReport?patient=p&status=final&'));
    assert.deepEqual(
      [query.getAll('_include'), query.getAll('_include:iterate')],
      [['DiagnosticReport:result'], ['Observation:has-member']],
    );
    assert.equal(headers['prefer'], 'handling=strict');
    assert.equal(headers['authorization'], 'Bearer of-the-gateway');

    await source.search(ADA, OBSERVATIONS, soon());
    assert.equal(asked[1]!.method, 'POST');
    assert.equal(asked[1]!.url, '/fhir/Observation/_search');
    assert.equal(new URLSearchParams(asked[1]!.body).get('patient'), ADA);

    await source.search('p', [{ type: 'Patient' }], soon());
    assert.equal(asked[2]!.url, '/fhir/Patient/_search');
    assert.equal(new URLSearchParams(asked[2]!.body).get('_id'), 'p');
  });

  it('keeps decimals as written and makes every reference to its own server local', async () => {
    const { source } = await upstream((_asked, response, base) =>
      send(`{"resourceType":"Bundle","type":"searchset","entry":[
        {"fullUrl":"https://public.example/r4/Observation/1","resource":{"resourceType":"Observation","id":"1","subject":{"reference":"https://public.example/r4/Patient/p"},
         "valueQuantity":{"value":5.60},"performer":[{"reference":"${base}/Practitioner/d/_history/3"},{"reference":"https://elsewhere.example/Practitioner/e"}]}}]}`)(
        _asked,
        response,
        base,
      ),
    );
    const [resource] = (await search(source)).resources;
    assert.deepEqual(resource!['valueQuantity'], { value: '5.60' });
    assert.deepEqual(resource!['subject'], { reference: 'Patient/p' });
    assert.deepEqual(resource!['performer'], [
      { reference: 'Practitioner/d' },
      { reference: 'https://elsewhere.example/Practitioner/e' },
    ]);
  });

  it('follows every page, each resource once', async () => {
    const { asked, source } = await upstream((one, response, base) => {
      const page = Number(new URL(one.url, base).searchParams.get('page') ?? 1);
      const link = page < 3 ? next(page === 1 ? `${base}?page=2` : '?page=3') : {};
      send(set([mine(`${page}a`), mine('everywhere')], { total: 4, ...link }))(one, response, base);
    });
    const found = await search(source);
    assert.deepEqual(ids(found), ['1a', 'everywhere', '2a', '3a']);
    assert.deepEqual([found.complete, found.total, asked.length], [true, 4, 3]);
  });

  it('brings what several searches find in one answer', async () => {
    const { source } = await upstream((one, response, base) =>
      send(
        one.url.includes('/Observation')
          ? set([mine('o')], { total: 1, meta: { lastUpdated: '2024-05-01T10:00:00Z' } })
          : set(
              [mine('o'), { resourceType: 'DiagnosticReport', id: 'r', subject: { reference: 'Patient/p' } }],
              { meta: { lastUpdated: '2024-05-01T09:00:00+00:00' } },
            ),
      )(one, response, base),
    );
    const found = await search(source, [{ type: 'DiagnosticReport' }, { type: 'Observation' }]);
    assert.deepEqual(ids(found), ['o', 'r']);
    assert.equal(found.asOf, '2024-05-01T09:00:00.000Z', 'as old as the oldest');
    assert.equal(found.total, null, 'one of them did not say');
  });

  it('is as old as the answer’s Date where the bundle does not say', async () => {
    const { source } = await upstream((_asked, response) =>
      response
        .writeHead(200, { 'Content-Type': 'application/fhir+json', Date: 'Wed, 01 May 2024 10:00:00 GMT' })
        .end(JSON.stringify(set([]))),
    );
    assert.equal((await search(source)).asOf, '2024-05-01T10:00:00.000Z');
  });

  it('takes an optional search that the server does not know for nothing, and its failure for a gap', async () => {
    const both: Search[] = [{ type: 'Observation' }, { type: 'List', optional: true }];
    const answers = (status: number) =>
      upstream((one, response, base) =>
        (one.url.includes('/List') ? send('', status) : send(set([mine('o')])))(one, response, base),
      );
    for (const status of [400, 404, 501]) {
      const found = await search((await answers(status)).source, both);
      assert.deepEqual([ids(found), found.complete], [['o'], true], String(status));
    }
    for (const status of [401, 403, 500, 503]) {
      const found = await search((await answers(status)).source, both);
      assert.deepEqual([ids(found), found.complete], [['o'], false], String(status));
    }
    const other = await upstream((one, response, base) =>
      (one.url.includes('/List') ? send(set([])) : send('', 404))(one, response, base),
    );
    await assert.rejects(search(other.source, both), outage('unavailable', /^HTTP 404$/));
  });
});

describe('a server that cannot be believed', () => {
  const partial = async (source: Source, expected: string[]) => {
    const found = await search(source);
    assert.deepEqual(ids(found), expected);
    assert.ok(!found.complete || found.unreadable > 0, 'it looks complete');
    return found;
  };

  it('hands out nobody else’s resources', async () => {
    const { source } = await upstream(
      send(
        set([
          mine('mine'),
          observation('other', 'Patient/q'),
          observation('nobody', 'Group/g'),
          { resourceType: 'Observation', id: 'unsaid', status: 'final' },
          observation('elsewhere', 'https://elsewhere.example/fhir/Patient/p'),
          patient('q', BEN),
          { resourceType: 'Practitioner', id: 'd' },
        ]),
      ),
    );
    await partial(source, ['mine', 'd']);
  });

  it('hands out an appointment to each patient who takes part, and to nobody else', async () => {
    const appointment = (id: string, ...patients: string[]) => ({
      resourceType: 'Appointment',
      id,
      status: 'booked',
      participant: patients.map((reference) => ({ actor: { reference } })),
    });
    const group = appointment('group', 'Patient/q', 'Practitioner/d', 'Patient/p');
    const searches = [{ type: 'Appointment' }];
    const whole = await upstream(send(set([group, appointment('own', 'Patient/p')])));
    const found = await search(whole.source, searches);
    assert.deepEqual([ids(found), found.complete], [['group', 'own'], true]);
    const others = await upstream(send(set([group, appointment('other', 'Patient/q'), appointment('nobody', 'Practitioner/d')])));
    const rest = await search(others.source, searches);
    assert.deepEqual([ids(rest), rest.complete], [['group'], false]);
  });

  it('counts what it cannot read and keeps the rest', async () => {
    const { source } = await upstream(
      send({
        resourceType: 'Bundle',
        type: 'searchset',
        entry: [
          null,
          'x',
          {},
          { resource: [] },
          { resource: { resourceType: 'Observation' } },
          { resource: { ...mine('x'), id: '../../x' } },
          { resource: mine('o') },
        ],
      }),
    );
    assert.equal((await partial(source, ['o'])).unreadable, 6);
  });

  for (const [what, body] of [
    ['a total larger than what it sent', set([mine('o')], { total: 7 })],
    ['a total smaller than what it sent', set([mine('o')], { total: 0 })],
    [
      'an error beside its matches',
      set([
        mine('o'),
        { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'processing' }] },
      ]),
    ],
    [
      'a time-out of its own',
      set([
        mine('o'),
        { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'timeout' }] },
      ]),
    ],
    ['a summary instead of the resource', set([mine('o', { meta: { tag: [{ code: 'SUBSETTED' }] } })])],
  ] as const) {
    it(`is incomplete with ${what}`, async () => {
      await partial((await upstream(send(body))).source, ['o']);
    });
  }

  it('takes information and warnings of no weight for what they are', async () => {
    const { source } = await upstream(
      send(
        set([
          mine('o'),
          { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'informational' }] },
        ]),
      ),
    );
    assert.deepEqual(await search(source).then(({ complete, withheld }) => [complete, withheld]), [
      true,
      false,
    ]);
  });

  it('hands on that something was kept back', async () => {
    const { source } = await upstream(
      send(
        set([{ resourceType: 'OperationOutcome', issue: [{ severity: 'information', code: 'suppressed' }] }]),
      ),
    );
    assert.equal((await search(source)).withheld, true);
  });

  for (const [what, link] of [
    ['to another origin', () => 'http://127.0.0.1:1/fhir?page=2'],
    ['out of its base', (base: string) => `${base}/../admin?page=2`],
    ['to a base that only begins alike', (base: string) => `${base}x?page=2`],
    ['with credentials in it', (base: string) => base.replace('//', '//user:word@')],
    ['to a file', () => 'file:///etc/passwd'],
    ['to no address', () => 'http://['],
    ['to itself', (base: string) => `${base}/Observation?patient=p&_count=250`],
  ] as const) {
    it(`is not followed ${what}`, async () => {
      const { asked, source } = await upstream((one, response, base) =>
        send(set([mine('o')], next(link(base))))(one, response, base),
      );
      await partial(source, ['o']);
      assert.equal(asked.length, 1);
    });
  }

  it('is not followed round a loop, nor without end', async () => {
    const loop = await upstream((one, response, base) =>
      send(set([mine('o')], next(`?page=${one.url.includes('page=2') ? 3 : 2}`)))(one, response, base),
    );
    await partial(loop.source, ['o']);
    assert.equal(loop.asked.length, 3);

    const endless = await upstream(
      (one, response, base) => send(set([mine('o')], next(`?page=${Math.random()}`)))(one, response, base),
      { limits: { pages: 5 } },
    );
    await partial(endless.source, ['o']);
    assert.equal(endless.asked.length, 5);
  });

  it('keeps the pages that came when a later one breaks', async () => {
    for (const broken of [
      send('', 503),
      send('{"resourceType":"Bundle"'),
      send('<html>', 200, 'text/html'),
      ((_, response) => response.destroy()) satisfies Answer,
    ]) {
      const { source } = await upstream((one, response, base) =>
        (one.url.includes('page=2') ? broken : send(set([mine('o')], next('?page=2'))))(one, response, base),
      );
      await partial(source, ['o']);
    }
  });

  it('keeps the pages that came before the deadline', async () => {
    const { source } = await upstream((one, response, base) => {
      if (!one.url.includes('page=2')) send(set([mine('o')], next('?page=2')))(one, response, base);
    });
    const found = await search(source, OBSERVATIONS, AbortSignal.timeout(300));
    assert.deepEqual([ids(found), found.complete], [['o'], false]);
  });
});

describe('a server that fails', () => {
  for (const [what, answer] of [
    ['400', send({ resourceType: 'OperationOutcome' }, 400)],
    ['401', send('', 401)],
    ['403', send('{}', 403)],
    ['404', send('', 404)],
    ['429', send('', 429)],
    ['500', send('', 500)],
    ['503', send('Okafor 9990000018', 503, 'text/plain')],
    ['202', send(set([]), 202)],
    ['206', send(set([]), 206)],
    ['204 and nothing', send('', 204)],
    ['an empty body', send('')],
    ['HTML', send('<html>log in</html>', 200, 'text/html')],
    ['HTML that says it is JSON', send('<html>log in</html>')],
    ['XML', send('<Bundle/>', 200, 'application/fhir+xml')],
    [
      'truncated JSON',
      send('{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"id":"Okafor'),
    ],
    ['another resource', send(patient('p', ADA))],
    ['an OperationOutcome', send({ resourceType: 'OperationOutcome', issue: [] })],
    ['a Bundle of another type', send({ resourceType: 'Bundle', type: 'collection', entry: [] })],
    [
      'entries that are no list',
      send({ resourceType: 'Bundle', type: 'searchset', entry: { resource: mine('o') } }),
    ],
    ['JSON that is no object', send('null')],
    [
      'bytes that are not UTF-8',
      ((_, response) =>
        response
          .writeHead(200, { 'Content-Type': 'application/json' })
          .end(Buffer.from([0x22, 0xff, 0x22]))) satisfies Answer,
    ],
    [
      'a redirect',
      ((_, response, base) =>
        response.writeHead(302, { Location: `${base}/elsewhere` }).end()) satisfies Answer,
    ],
    ['a closed connection', ((_, response) => response.destroy()) satisfies Answer],
    [
      'a body that breaks off',
      ((_, response) => {
        response.writeHead(200, { 'Content-Type': 'application/fhir+json', 'Content-Length': '1000' });
        response.write('{"resourceType":"Bundle"', () => response.destroy());
      }) satisfies Answer,
    ],
  ] as const) {
    it(`is an outage: ${what}`, async () => {
      const { source } = await upstream(answer);
      await assert.rejects(search(source), outage('unavailable'));
      await assert.rejects(source.find(ADA, soon()), outage('unavailable'));
    });
  }

  it('is an outage when nobody listens', async () => {
    const source = createFhirServer(about, { url: 'http://127.0.0.1:1/fhir' });
    await assert.rejects(search(source), outage('unavailable'));
  });

  it('is an outage when its answer is too large, and is not read to its end', async () => {
    let written = 0;
    const { source } = await upstream(
      (_asked, response) => {
        response.writeHead(200, { 'Content-Type': 'application/fhir+json' });
        const more = () => {
          written += 65536;
          if (!response.destroyed && written < 64 * 1024 * 1024) response.write(' '.repeat(65536), more);
        };
        more();
      },
      { limits: { bytes: 1024 * 1024 } },
    );
    await assert.rejects(search(source), outage('unavailable', /too large/));
    assert.ok(written < 32 * 1024 * 1024, `${written} bytes were taken`);
  });

  it('is timed out when it is silent, or slow in its body', async () => {
    const silent = await upstream(() => undefined);
    await assert.rejects(search(silent.source, OBSERVATIONS, AbortSignal.timeout(150)), outage('timed-out'));
    const slow = await upstream((_asked, response) => {
      response.writeHead(200, { 'Content-Type': 'application/fhir+json' });
      response.write('{"resourceType":');
    });
    await assert.rejects(slow.source.find(ADA, AbortSignal.timeout(150)), outage('timed-out'));
    assert.equal(silent.asked.length, 1, 'nothing is asked twice');
  });

  it('never looks complete with something lost, whatever is wrong in its answer', async () => {
    const resources = [
      mine('1', { valueString: 'x' }),
      mine('2', { performer: [{ reference: 'Practitioner/d' }] }),
      { resourceType: 'Practitioner', id: 'd' },
    ];
    const whole = set(resources, {
      total: 3,
      meta: { lastUpdated: '2024-05-01T10:00:00Z' },
      link: [{ relation: 'self', url: 'x' }],
    });
    let body = '';
    const fetch = async () => new Response(body, { headers: { 'Content-Type': 'application/fhir+json' } });
    const source = createFhirServer(about, { url: 'http://upstream.example/fhir', fetch });
    await fc.assert(
      fc.asyncProperty(mutationsOf(whole, 1), async (mutated) => {
        body = JSON.stringify(mutated);
        const found = await search(source).catch((error: unknown) => void outage('unavailable')(error));
        if (found?.complete && found.unreadable === 0) assert.equal(found.resources.length, 3);
      }),
      { numRuns: 1000 },
    );
  });

  const suite = new URL('../../../../shared/attack/json/JSONTestSuite/test_parsing/', import.meta.url);
  it(
    'never looks like an empty record, whatever JSON it sends',
    { skip: !existsSync(suite) && 'no ../shared/attack' },
    async () => {
      let body: Uint8Array = Buffer.alloc(0);
      const { source } = await upstream((_asked, response) =>
        response.writeHead(200, { 'Content-Type': 'application/fhir+json' }).end(body),
      );
      const wrapped = (inner: Buffer) =>
        Buffer.concat([
          Buffer.from('{"resourceType":"Bundle","type":"searchset","entry":['),
          inner,
          Buffer.from(']}'),
        ]);
      for (const name of readdirSync(suite)) {
        const inner = readFileSync(new URL(encodeURIComponent(name), suite));
        body = inner;
        await assert.rejects(search(source), outage('unavailable'), name);
        body = wrapped(inner);
        const found = await search(source).catch((error: unknown) => void outage('unavailable')(error));
        // Nothing but white space is no entry at all, and then it was a well-formed empty answer.
        if (inner.toString().trim() !== '')
          assert.ok(!found || !found.complete || found.unreadable > 0, name);
      }
    },
  );
});

describe('an answer that was read before', () => {
  it('is not read again while every byte of it is the same, and is as old as it says now', async () => {
    let hour = 'Tue, 24 Nov 2026 06:00:00 GMT';
    let body = set([mine('a'), mine('b')]);
    const { source, asked } = await upstream((_asked, response) =>
      response.writeHead(200, { 'Content-Type': 'application/fhir+json', Date: hour }).end(JSON.stringify(body)));
    const first = await search(source);
    hour = 'Tue, 24 Nov 2026 07:00:00 GMT';
    const second = await search(source);
    assert.equal(asked.length, 2, 'the server is asked each time');
    assert.deepEqual(second, { ...first, asOf: '2026-11-24T07:00:00.000Z' });
    assert.ok(second.resources.every((one, index) => one === first.resources[index]));
    body = set([mine('a'), mine('c')]);
    const third = await search(source);
    assert.deepEqual(ids(third), ['a', 'c']);
    assert.ok(third.resources.every((one) => !first.resources.includes(one)));
  });

  it('is still nobody else’s, and nothing but an answer to the same type', async () => {
    const { source } = await upstream(send(set([mine('a')])));
    assert.deepEqual(ids(await search(source)), ['a']);
    const others = await source.search('q', OBSERVATIONS, soon());
    assert.deepEqual([ids(others), others.complete], [[], false]);
    const conditions = await search(source, [{ type: 'Condition' }]);
    assert.equal(conditions.complete, false);
  });

  it('is read anew as part of several pages: what a reference means may stand on another one', async () => {
    const named = { fullUrl: 'urn:uuid:1', resource: { resourceType: 'Practitioner', id: 'd' }, search: { mode: 'include' } };
    let doctor = 'd';
    const { source } = await upstream((asked, response, base) => {
      const page = asked.url.includes('page=2')
        ? { ...set([]), entry: [{ ...named, resource: { ...named.resource, id: doctor } }] }
        : { ...set([mine('a', { performer: [{ reference: 'urn:uuid:1' }] })]), ...next(`${base}/Observation?page=2`) };
      return send(page)(asked, response, base);
    });
    const performer = async () => (await search(source)).resources.find(({ id }) => id === 'a')!['performer'];
    assert.deepEqual(await performer(), [{ reference: 'Practitioner/d' }]);
    doctor = 'e';
    assert.deepEqual(await performer(), [{ reference: 'Practitioner/e' }]);
  });

  it('is read anew where the very same comes as a further page of another answer, and stays what it was', async () => {
    const doctor = (id: string) => ({ fullUrl: 'urn:uuid:1', resource: { resourceType: 'Practitioner', id }, search: { mode: 'include' } });
    const whole = set([mine('a', { performer: [{ reference: 'urn:uuid:1' }] })]);
    let first: object | undefined;
    const { source } = await upstream((asked, response, base) => {
      const isFirst = first && !asked.url.includes('page=2');
      return send(isFirst ? { ...first, ...next(`${base}/Observation?page=2`) } : whole)(asked, response, base);
    });
    const performer = async () => (await search(source)).resources.find(({ id }) => id === 'a')!['performer'];
    const alone = [{ reference: 'urn:uuid:1' }];
    assert.deepEqual(await performer(), alone);
    for (const id of ['d', 'e']) {
      first = { ...set([mine('b')]), entry: [...set([mine('b')]).entry, doctor(id)] };
      assert.deepEqual(await performer(), [{ reference: `Practitioner/${id}` }]);
    }
    first = undefined;
    assert.deepEqual(await performer(), alone);
  });

  it('refuses again what cannot be read, each time', async () => {
    const { source } = await upstream(send('{"resourceType":"Bundle","type":"searchset","entry":[{]}'));
    await assert.rejects(search(source), outage('unavailable', /cannot be read/));
    await assert.rejects(search(source), outage('unavailable', /cannot be read/));
  });
});
