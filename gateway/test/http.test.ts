import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Outage } from '../sources/source.ts';
import { memoryStore } from '../store/memory.ts';
import { allergy, brokenAfter, doctor, gateway, ORIGIN, OTHER, PATIENT, read, receptionist, spySource } from './house.ts';

const ALLERGIES = '/v1/record/allergies';

describe('every answer', () => {
  const paths = [ALLERGIES, '/v1/record?category=allergies', '/v1/session', '/v1/patient', '/v1/coverage', '/v1/nothing', '/healthz', '/readyz', '/.well-known/jwks.json', '/v1/record/allergies?x=1'];
  for (const path of paths) {
    it(`${path}: is never stored, has a correlation id and safe headers`, async () => {
      const house = await gateway([spySource('northbridge')]);
      const { headers, status, body } = await house.ask(path);
      assert.equal(headers.get('Cache-Control'), 'no-store');
      assert.match(headers.get('X-Request-Id')!, /^[0-9a-f-]{36}$/);
      assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
      assert.equal(headers.get('X-Frame-Options'), 'DENY');
      assert.equal(headers.get('Referrer-Policy'), 'no-referrer');
      assert.match(headers.get('Content-Security-Policy')!, /default-src 'none'/);
      assert.equal(headers.get('Set-Cookie'), null);
      if (status >= 400) {
        assert.equal(headers.get('Content-Type'), 'application/problem+json');
        assert.equal(body.correlationId, headers.get('X-Request-Id'));
      }
    });
  }

  it('has an id of its own: one that the caller sends goes nowhere', async () => {
    const house = await gateway([spySource('northbridge')]);
    const { headers } = await house.ask(ALLERGIES, { headers: { 'X-Request-Id': PATIENT } });
    assert.notEqual(headers.get('X-Request-Id'), PATIENT);
  });
});

describe('what is not there', () => {
  const paths = ['/', '/v1', '/v1/', '/v1/record/allergy', '/v1/record/allergies/', '/v1/accesses', '/v1/audit/search', '/v1/documents/1', '/v1/opt-outs', '/metrics', `/v1/patient/${OTHER}`, '/v1/record/__proto__', '/%2e%2e/etc/passwd'];
  for (const path of paths) {
    it(`${path} is not found`, async () => {
      const house = await gateway([spySource('northbridge')]);
      const { status, body } = await house.ask(path);
      assert.deepEqual([status, body.code], [404, 'not-found']);
    });
  }

  it('neither is any other method: the record is only read', async () => {
    const source = spySource('northbridge');
    const house = await gateway([source]);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      assert.equal((await house.ask(ALLERGIES, { method })).status, 404);
    }
    assert.deepEqual(source.asked, []);
  });
});

describe('CORS', () => {
  const preflight = (origin: string, path = ALLERGIES) => ({
    path,
    init: {
      method: 'OPTIONS',
      headers: { Origin: origin, 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'authorization,lcr-patient' },
    },
  });

  it('lets exactly the origins of registered hosts ask, without credentials', async () => {
    const house = await gateway([spySource('northbridge')]);
    const { path, init } = preflight(ORIGIN);
    const answer = await house.app.request(path, init);
    assert.equal(answer.status, 204);
    assert.equal(answer.headers.get('Access-Control-Allow-Origin'), ORIGIN);
    assert.equal(answer.headers.get('Access-Control-Allow-Methods'), 'GET');
    assert.equal(answer.headers.get('Access-Control-Allow-Headers'), 'Authorization,DPoP,LCR-Patient');
    assert.equal(answer.headers.get('Access-Control-Allow-Credentials'), null);
    assert.match(answer.headers.get('Vary')!, /Origin/);
  });

  it('lets no other origin ask, however much it looks like one', async () => {
    const house = await gateway([spySource('northbridge')]);
    const others = ['https://attacker.example', 'null', `${ORIGIN}.attacker.example`, `${ORIGIN}:444`, 'http://ehr.example', 'https://EHR.example', `${ORIGIN}/`, 'https://sub.ehr.example', ''];
    for (const origin of others) {
      const { path, init } = preflight(origin);
      assert.equal((await house.app.request(path, init)).headers.get('Access-Control-Allow-Origin'), null, origin);
    }
  });

  it('shows a page of the host also the refusals, and their correlation id', async () => {
    const house = await gateway([spySource('northbridge')]);
    for (const asking of [{ token: 'x' }, { who: receptionist }, { patient: OTHER }]) {
      const { status, headers } = await house.ask(ALLERGIES, { ...asking, headers: { Origin: ORIGIN } });
      assert.ok(status >= 400);
      assert.equal(headers.get('Access-Control-Allow-Origin'), ORIGIN);
      assert.equal(headers.get('Access-Control-Expose-Headers'), 'X-Request-Id,LCR-Patient,LCR-Declared-Type,Content-Disposition');
    }
  });

  it('is not for the token endpoint: a page has no business there', async () => {
    const house = await gateway([spySource('northbridge')]);
    const answer = await house.app.request('/v1/token', { method: 'POST', headers: { Origin: ORIGIN }, body: new URLSearchParams() });
    assert.equal(answer.headers.get('Access-Control-Allow-Origin'), null);
  });
});

describe('health', () => {
  it('is answered without a token', async () => {
    const house = await gateway([spySource('northbridge', { outage: new Outage('unavailable', 'down') })]);
    for (const path of ['/healthz', '/readyz']) {
      const answer = await read(path, 'GET', await house.app.request(path));
      assert.deepEqual([answer.status, answer.body], [200, { status: 'ok' }]);
    }
  });

  it('is not readiness: without a store nothing can be answered', async () => {
    const house = await gateway([spySource('northbridge')], {
      store: { ...memoryStore(), ready: () => Promise.reject(new Error('locked')) },
    });
    assert.equal((await house.app.request('/healthz')).status, 200);
    const answer = await read('/readyz', 'GET', await house.app.request('/readyz'));
    assert.deepEqual([answer.status, answer.body], [503, { status: 'unavailable' }]);
  });
});

describe('the log', () => {
  it('has one line for a request: when, what route, what came of it', async () => {
    const house = await gateway([spySource('northbridge')]);
    house.lines.length = 0;
    const { access_token: token } = await house.hostToken(doctor);
    const { headers } = await house.ask(`${ALLERGIES}?limit=7`, { token });
    const [exchange, request, ...more] = house.lines;
    assert.equal(more.length, 0);
    assert.deepEqual([exchange!['route'], exchange!['status']], ['/v1/token', 200]);
    const { time, ms, ...line } = request!;
    assert.ok(!Number.isNaN(Date.parse(String(time))) && Number.isInteger(ms));
    assert.deepEqual(line, {
      requestId: headers.get('X-Request-Id'),
      method: 'GET',
      route: ALLERGIES,
      status: 200,
      code: undefined,
      host: 'embedded-host',
      categories: ['allergies'],
    });
  });

  it('never has a patient, a token, a name, or what a query or path said', async () => {
    const secret = `${PATIENT}-secret`;
    const store = memoryStore();
    const sources = [
      spySource('northbridge', { resources: [allergy('a', 'Penicillin')] }),
      spySource('council', { outage: new Error(`no such patient: ${PATIENT}`) }),
    ];
    const house = await gateway(sources, { store });
    const broken = await gateway(sources, { store: brokenAfter(store, 3) });
    const tokens: string[] = [];
    for (const one of [house, broken]) {
      const { access_token: token } = await one.hostToken(doctor);
      tokens.push(token);
      const paths = [
        ALLERGIES, `${ALLERGIES}?from=2019-01-01`, `${ALLERGIES}?cursor=${secret}`, `${ALLERGIES}?patient=${PATIENT}`, `/v1/patient/${PATIENT}`,
        `/${PATIENT}`, `/v1/record/${secret}`, `/v1/record?category=${secret}`, '/v1/patient', '/v1/session', '/v1/record?category=allergies',
      ];
      for (const path of paths) {
        await one.ask(path, { token });
        await one.ask(path, { token, patient: OTHER });
        await one.ask(path, { token: `${token}${secret}` });
        await one.ask(path, { token, headers: { 'X-Request-Id': secret, 'User-Agent': secret, Referer: `https://x/${secret}`, Origin: `https://${secret}` } });
      }
      const text = JSON.stringify(one.lines);
      assert.ok(one.lines.length > 40);
      for (const word of [PATIENT, OTHER, secret, 'Okafor', 'Penicillin', token, token.split('.')[1]!, '2019-01-01']) {
        assert.ok(!text.includes(word), `${word} is in the log`);
      }
    }
  });

  it('says of a failure where it arose, not what it said', async () => {
    const house = await gateway([spySource('northbridge')], { store: brokenAfter(memoryStore(), 1) });
    await house.ask(ALLERGIES);
    const failure = house.lines.find(({ error }) => error)!;
    assert.equal(failure['error'], 'Error');
    assert.ok((failure['at'] as string[]).length > 0);
    assert.doesNotMatch(JSON.stringify(failure), /disk full/);
  });
});

describe('anything at all in a query or a header', () => {
  it('is answered, and never with a 5xx', async () => {
    const source = spySource('northbridge', { resources: [allergy('a', 'Penicillin')] });
    const house = await gateway([source]);
    const { access_token: token } = await house.hostToken(doctor);
    const name = fc.constantFrom('kind', 'from', 'to', 'limit', 'cursor', 'category', 'patient', '__proto__');
    const value = fc.string({ unit: 'binary', maxLength: 40 });
    const path = fc.constantFrom(ALLERGIES, '/v1/record/results', '/v1/record', '/v1/patient');
    await fc.assert(
      fc.asyncProperty(path, fc.array(fc.tuple(name, value), { maxLength: 4 }), async (where, pairs) => {
        const query = new URLSearchParams(pairs.map(([key, text]) => [key, text.toWellFormed()]));
        const { status } = await house.ask(`${where}?${query}`, { token });
        assert.ok([200, 400].includes(status), `${status}`);
      }),
      { numRuns: 300 },
    );
  });
});
