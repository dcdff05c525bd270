import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createMetrics } from '../metrics.ts';
import { createBuckets } from '../routes/allowance.ts';
import { Outage } from '../sources/source.ts';
import { memoryStore } from '../store/memory.ts';
import { canaries, routes } from './canaries.ts';
import { conform } from './conform.ts';
import { allergy, doctor, gateway, larkfield, ORIGIN, PATIENT, receptionist, spySource } from './house.ts';

const ALLERGIES = '/v1/record/allergies';
/** A clock that stands still until it is moved, in seconds. */
function clock() {
  let at = Date.parse('2026-11-29T09:00:00Z');
  return { now: () => new Date(at), pass: (seconds: number) => (at += seconds * 1000) };
}

describe('whoever asks too often', () => {
  const limits = { perUser: { burst: 3, perMinute: 60 } };

  it('is refused on every route, told how long to wait, and written down; no source is asked', async () => {
    for (const path of routes) {
      const { now } = clock();
      const source = spySource('northbridge', { resources: [allergy('a', 'Penicillin')] });
      const house = await gateway([source], { now, limits: { perUser: { burst: 1, perMinute: 20 } } });
      const { access_token: token } = await house.hostToken(doctor);
      await house.ask(path, { token });
      const asked = source.asked.length;
      const before = (await house.audit()).length;
      const { status, headers, body } = await house.ask(path, { token });
      assert.deepEqual([status, body.code, body.contact.who, headers.get('Retry-After')], [429, 'too-many-requests', 'local-service-desk', '3'], path);
      assert.equal(source.asked.length, asked);
      const rows = (await house.audit()).slice(before);
      assert.deepEqual(rows.map(({ outcome, code, reason, user, patient }) => [outcome, code, reason, user!.id, patient]), [
        ['refused', 'too-many-requests', 'user', 'u-1', PATIENT],
      ]);
    }
  });

  it('is refused as an operator, too, on every operator’s route', async () => {
    const { patient: _, ...who } = doctor;
    for (const [path, scope] of [['/v1/audit/search', 'audit'], ['/v1/audit/statistics', 'audit'], ['/v1/audit/unusual', 'audit'], ['/v1/opt-outs/search', 'opt-out']] as const) {
      const { now } = clock();
      const house = await gateway([spySource('northbridge')], { now, limits: { perUser: { burst: 1, perMinute: 20 } }, scopes: { [scope]: ['XQ1'] } });
      const ask = () => house.ask(path, { who: { ...who, scope }, body: path.includes('search') ? { patient: PATIENT } : { from: '2026-11-01', to: '2026-11-30', ...(path.includes('statistics') ? { by: ['outcome'] } : {}) } });
      assert.equal((await ask()).status, 200, path);
      const { status, headers, body } = await ask();
      assert.deepEqual([status, body.code, headers.get('Retry-After')], [429, 'too-many-requests', '3'], path);
      const row = (await house.audit()).at(-1)!;
      assert.deepEqual([row.outcome, row.code, row.user!.id, row.patient], ['refused', 'too-many-requests', 'u-1', undefined]);
    }
  });

  it('may ask again after the time that was named, and leaves everybody else alone', async () => {
    const { now, pass } = clock();
    const house = await gateway([spySource('northbridge')], { now, limits });
    const statuses = async (times: number, who = doctor) => {
      const found: number[] = [];
      for (let time = 0; time < times; time += 1) found.push((await house.ask('/v1/session', { who })).status);
      return found;
    };
    assert.deepEqual(await statuses(5), [200, 200, 200, 429, 429]);
    assert.deepEqual(await statuses(1, receptionist), [200]);
    pass(1);
    assert.deepEqual(await statuses(2), [200, 429]);
    pass(10);
    assert.deepEqual(await statuses(4), [200, 200, 200, 429], 'no more than the burst is ever saved up');
  });

  it('uses up the allowance of its host, too, and a host that of nobody without a good token', async () => {
    const { now } = clock();
    const house = await gateway([spySource('northbridge')], { now, limits: { perHost: { burst: 2, perMinute: 60 } } });
    for (let time = 0; time < 5; time += 1) assert.equal((await house.ask('/v1/session', { token: 'forged' })).status, 401);
    assert.equal((await house.ask('/v1/session')).status, 200);
    assert.equal((await house.ask('/v1/session', { who: receptionist })).status, 200);
    assert.equal((await house.ask('/v1/session')).status, 429);
    assert.equal((await house.audit()).at(-1)!.reason, 'host');
  });

  it('never gets more than the burst and what has dropped in since, however it spreads its requests', () => {
    const waits = fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 600 }), waits, (burst, perMinute, pauses) => {
        let at = 0;
        const buckets = createBuckets({ burst, perMinute }, () => new Date(at));
        let let_in = 0;
        for (const pause of pauses) {
          at += pause;
          const wait = buckets.take('one');
          if (wait === 0) let_in += 1;
          assert.ok(let_in <= burst + (at / 60_000) * perMinute + 1e-6);
          assert.ok(wait === 0 || wait >= 1);
        }
        const last = buckets.take('one');
        at += last * 1000;
        if (last > 0) assert.equal(buckets.take('one'), 0, 'whoever waits as long as they were told is let in');
      }),
    );
  });
});

describe('a gateway that carries as much as it can', () => {
  it('answers 503 and when to come again on every route, before it looks at anything; its health it still tells', async () => {
    const source = spySource('northbridge');
    let full = false;
    const house = await gateway([source], { full: () => full });
    const { access_token: token } = await house.hostToken(doctor);
    full = true;
    for (const path of routes) {
      const { status, headers, body } = await house.ask(path, { token, headers: { Origin: ORIGIN } });
      assert.deepEqual([status, body.code, headers.get('Retry-After')], [503, 'overloaded', '1'], path);
      // A page of a host can read it, or it would know only that something failed.
      assert.equal(headers.get('Access-Control-Allow-Origin'), ORIGIN);
      assert.match(headers.get('Access-Control-Expose-Headers')!, /Retry-After/);
    }
    const exchange = await house.app.request('/v1/token', { method: 'POST', body: new URLSearchParams() });
    conform('POST', '/v1/token', exchange.status, 'application/problem+json', await exchange.json());
    assert.equal(exchange.status, 503);
    for (const path of ['/healthz', '/readyz']) assert.equal((await house.app.request(path)).status, 200);
    assert.deepEqual(source.asked, []);
    assert.deepEqual((await house.audit()).map(({ action }) => action), ['token']);
    full = false;
    assert.equal((await house.ask(ALLERGIES, { token })).status, 200);
  });
});

describe('health', () => {
  it('is ready while an audit row can be written and nobody has told it to stop', async () => {
    const store = memoryStore();
    let [works, leaving] = [true, false];
    const moody = { ...store, ready: () => (works ? store.ready() : Promise.reject(new Error('disk full'))) };
    const { app } = await gateway([spySource('northbridge')], { store: moody, leaving: () => leaving });
    const ask = async () => {
      const answer = await app.request('/readyz');
      conform('GET', '/readyz', answer.status, 'application/json', await answer.json());
      return answer.status;
    };
    assert.equal(await ask(), 200);
    works = false;
    assert.equal(await ask(), 503);
    works = true;
    leaving = true;
    assert.equal(await ask(), 503);
    assert.equal((await app.request('/healthz')).status, 200, 'it lives all the same');
  });
});

describe('figures', () => {
  it('count requests, refusals, sources and audit rows, by names that the gateway itself gives', async () => {
    const { figures, text } = createMetrics();
    const sources = [
      spySource('northbridge', { resources: [allergy('a', 'Penicillin')] }),
      spySource('larkfield', { organisation: larkfield, outage: new Outage('unavailable', 'down') }),
    ];
    const house = await gateway(sources, { figures, metrics: text });
    await house.ask(ALLERGIES);
    await house.ask(ALLERGIES, { who: receptionist });
    await house.ask('/v1/record?category=allergies&category=progress-notes', { who: { ...doctor, roles: ['R1290'] } });
    const answer = await house.app.request('/metrics');
    assert.equal(answer.headers.get('Content-Type'), 'text/plain; version=0.0.4; charset=utf-8');
    const figure = new Map((await answer.text()).split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split(/ (?=\S+$)/) as [string, string]));
    const of = (name: string) => Number(figure.get(name) ?? 0);
    assert.equal(of('lcr_requests_seconds_count{route="/v1/record/allergies",status="200"}'), 1);
    assert.equal(of('lcr_requests_seconds_count{route="/v1/record/allergies",status="403"}'), 1);
    assert.equal(of('lcr_requests_seconds_count{route="/v1/record",status="200"}'), 1);
    assert.equal(of('lcr_refusals_total{code="not-permitted"}'), 2);
    assert.equal(of('lcr_sources_seconds_count{source="northbridge",outcome="answered"}'), 2);
    assert.equal(of('lcr_sources_seconds_count{source="larkfield",outcome="unavailable"}'), 2);
    assert.equal(of('lcr_audit_seconds_count'), (await house.audit()).length);
  });

  it('are not there where nobody keeps them', async () => {
    const house = await gateway([spySource('northbridge')]);
    assert.equal((await house.app.request('/metrics')).status, 404);
  });
});

describe('what an operator reads', () => {
  it('has no patient, no name, no user and no token in it, on no route, whatever fails', async () => {
    const { asked, lines, found } = await canaries(1);
    assert.deepEqual(found, []);
    assert.ok(asked > 800 && lines > asked, `${asked} requests, ${lines} lines`);
  });
});
