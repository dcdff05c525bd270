import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { categories } from '../policy/kinds.ts';
import { Outage } from '../sources/source.ts';
import { allergy, doctor, gateway, onlyRow, PATIENT, receptionist, report, spySource } from './house.ts';

const all = `/v1/record?${categories.map((category) => `category=${category}`).join('&')}`;
const names = (lines: { category: string }[]) => lines.map(({ category }) => category).sort();

describe('a stream', () => {
  it('has exactly one line for each category asked, and one audit row for all of them', async () => {
    const source = spySource('northbridge', { resources: [allergy('a', 'Penicillin'), report('r', '2020-01-01', 'HM')] });
    const house = await gateway([source]);
    const { status, headers, body } = await house.ask(all);
    assert.equal(status, 200);
    assert.equal(headers.get('Content-Type'), 'application/x-ndjson');
    assert.deepEqual(names(body), [...categories].sort());
    const lengths = Object.fromEntries(body.map((line: { category: string; entries: unknown[] }) => [line.category, line.entries.length]));
    assert.deepEqual([lengths['allergies'], lengths['results'], lengths['problems']], [1, 1, 0]);
    const row = await onlyRow(house);
    assert.deepEqual([row.outcome, row.granted!.length, row.refused], ['granted', 20, []]);
  });

  it('says the same of each category as its own path', async () => {
    const house = await gateway([spySource('northbridge', { resources: [allergy('a', 'Penicillin'), report('r', '2020', 'RAD')] })]);
    const { body } = await house.ask('/v1/record?category=allergies&category=results');
    for (const { answeredAt, ...line } of body) {
      const { answeredAt: later, ...section } = (await house.ask(`/v1/record/${line.category}`)).body;
      assert.deepEqual(line, section);
      assert.ok(answeredAt <= later);
    }
  });

  it('asks each source once who the patient is', async () => {
    const source = spySource('northbridge');
    const house = await gateway([source]);
    await house.ask(all);
    assert.equal(source.asked.filter((what) => what === 'find').length, 1);
  });

  it('brings each line as soon as it is ready', async () => {
    const source = spySource('northbridge', { resources: [allergy('a', 'Penicillin'), report('r', '2020-01-01', 'HM')] });
    const search = source.search.bind(source);
    source.search = async (patient, searches, signal) => {
      const slow = searches.some(({ type }) => type === 'DiagnosticReport') ? 300 : 0;
      await new Promise((resolve) => setTimeout(resolve, slow));
      return search(patient, searches, signal);
    };
    const house = await gateway([source]);
    const { access_token: token } = await house.hostToken(doctor);
    const answer = await house.app.request('/v1/record?category=results&category=allergies', {
      headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': PATIENT },
    });
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    const began = performance.now();
    assert.equal(JSON.parse((await reader.read()).value!).category, 'allergies');
    assert.ok(performance.now() - began < 200);
    assert.equal(JSON.parse((await reader.read()).value!).category, 'results');
    assert.ok(performance.now() - began > 200);
    assert.equal((await reader.read()).done, true);
  });

  it('answers a category that the role does not have in its line, and the audit row lists it', async () => {
    const house = await gateway([spySource('northbridge')]);
    const { status, body } = await house.ask('/v1/record?category=allergies&category=referrals', { who: receptionist });
    assert.equal(status, 200);
    const [allergies, referrals] = body.sort((a: { category: string }, b: { category: string }) => (a.category < b.category ? -1 : 1));
    assert.deepEqual(
      [allergies.problem.code, allergies.problem.status, allergies.problem.category, allergies.problem.contact.who],
      ['not-permitted', 403, 'allergies', 'local-system-administrator'],
    );
    assert.equal(referrals.category, 'referrals');
    const row = await onlyRow(house);
    assert.deepEqual([row.granted, row.refused], [[{ category: 'referrals' }], ['allergies']]);
  });

  it('of categories that the role does not have at all is written down as refused, and asks no source', async () => {
    const source = spySource('northbridge');
    const house = await gateway([source]);
    const { status, body } = await house.ask('/v1/record?category=allergies&category=results', { who: receptionist });
    assert.equal(status, 200);
    assert.deepEqual(body.map(({ problem }: { problem: { code: string } }) => problem.code), ['not-permitted', 'not-permitted']);
    const row = await onlyRow(house);
    assert.deepEqual([row.outcome, row.code], ['refused', 'not-permitted']);
    assert.deepEqual(source.asked, []);
  });

  it('goes on with the others when one category fails', async () => {
    const source = spySource('northbridge', { resources: [allergy('a', 'Penicillin')] });
    const search = source.search.bind(source);
    source.search = (patient, searches, signal) =>
      searches.some(({ type }) => type === 'DiagnosticReport')
        ? Promise.reject(new Outage('unavailable', 'down'))
        : search(patient, searches, signal);
    const house = await gateway([source]);
    const { body } = await house.ask('/v1/record?category=results&category=allergies');
    const results = body.find(({ category }: { category: string }) => category === 'results');
    assert.deepEqual([results.problem.code, results.problem.status], ['all-sources-unavailable', 503]);
    assert.equal(results.problem.patient, PATIENT);
    assert.equal(body.find(({ category }: { category: string }) => category === 'allergies').entries.length, 1);
  });

  it('wants to know which categories, and only such as there are', async () => {
    const house = await gateway([spySource('northbridge')]);
    for (const query of ['', '?category=', '?category=everything', '?category=allergies&category=x', '?category=allergies&limit=5', '?category=allergies,results']) {
      const { status, body } = await house.ask(`/v1/record${query}`);
      assert.deepEqual([status, body.code], [400, 'bad-request'], query);
    }
    assert.deepEqual(names((await house.ask('/v1/record?category=allergies&category=allergies')).body), ['allergies']);
  });

  it('ends what is under way at the sources when nobody reads it any more', async () => {
    const source = spySource('northbridge', { slow: 5000 });
    const house = await gateway([source]);
    const { access_token: token } = await house.hostToken(doctor);
    const answer = await house.app.request('/v1/record?category=allergies&category=results', {
      headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': PATIENT },
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    await answer.body!.cancel();
    await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(source.ended, ['search', 'search']);
  });

  it('breaks off when the caller goes away, instead of saying that something failed', async () => {
    const source = spySource('northbridge', { slow: 5000 });
    const house = await gateway([source]);
    const { access_token: token } = await house.hostToken(doctor);
    const leaving = new AbortController();
    const answer = await house.app.request('/v1/record?category=allergies', {
      headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': PATIENT },
      signal: leaving.signal,
    });
    setTimeout(() => leaving.abort(), 30);
    await assert.rejects(answer.text());
    assert.deepEqual(source.ended, ['search']);
  });
});
