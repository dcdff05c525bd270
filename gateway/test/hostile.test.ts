import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hostileLines, linesAreHere } from './hostile-lines.ts';
import { doctor, gateway, PATIENT, spySource } from './house.ts';

/*
 * The public collections of hostile strings, each put where a caller can put a text: a query value, a query name,
 * a path, the patient header. Nothing of it may reach a source, be echoed, be logged, or end in a 5xx.
 */

const texts = hostileLines().filter((line) => line.length > 3 && line.length < 2000);

/** Every line would take minutes: each run takes the same evenly spread part. */
const part = (every: number) => texts.filter((_, index) => index % every === 0);

describe('hostile text', { skip: linesAreHere ? false : 'the shared attack data are not here' }, () => {
  it('is there in numbers', () => assert.ok(texts.length > 10_000, `${texts.length} lines`));

  const places: [name: string, every: number, where: (text: string) => { path: string; headers?: Record<string, string> }][] = [
    ['as a query value', 6, (text) => ({ path: `/v1/record/results?cursor=${encodeURIComponent(text.toWellFormed())}` })],
    ['as a kind', 12, (text) => ({ path: `/v1/record/results?kind=${encodeURIComponent(text.toWellFormed())}` })],
    ['as a category of a stream', 12, (text) => ({ path: `/v1/record?category=${encodeURIComponent(text.toWellFormed())}` })],
    ['as a raw query', 12, (text) => ({ path: `/v1/record/results?${text.replaceAll(/[\s#]/g, '').toWellFormed()}=1` })],
    ['as a path', 12, (text) => ({ path: `/v1/record/${encodeURIComponent(text.toWellFormed())}` })],
    ['as the open patient', 12, (text) => ({ path: '/v1/record/results', headers: { 'LCR-Patient': text.replaceAll(/[^\x20-\x7e]/g, '') } })],
  ];
  for (const [name, every, where] of places) {
    it(`${name} is refused: no 5xx, nothing echoed, nothing logged, no source asked`, async () => {
      const source = spySource('northbridge', { patients: [] });
      const house = await gateway([source]);
      const { access_token: token } = await house.hostToken(doctor);
      for (const text of part(every)) {
        const { path, headers = {} } = where(text);
        source.asked.length = 0;
        house.lines.length = 0;
        const answer = await house.app.request(path, {
          headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': PATIENT, ...headers },
        });
        const body = await answer.text();
        assert.ok([400, 403, 404].includes(answer.status), `${answer.status} for ${text}`);
        assert.equal(answer.headers.get('Content-Type'), 'application/problem+json');
        const known = JSON.stringify(JSON.parse(body));
        if (text.length > 12) assert.ok(!known.includes(text) && !JSON.stringify(house.lines).includes(text), text);
        // An unknown cursor is found out only after the sources were asked; anything else before.
        if (name !== 'as a query value') assert.deepEqual(source.asked, [], text);
      }
    });
  }
});
