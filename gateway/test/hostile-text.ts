/** The public collections of hostile strings, each put where a caller can put a text. */
import assert from 'node:assert/strict';
import { hostileLines } from './hostile-lines.ts';
import { doctor, gateway, PATIENT, spySource } from './house.ts';

export const texts = hostileLines().filter((line) => line.length > 3 && line.length < 2000);

/** A place for a text in a request. */
type Place = (text: string) => { path: string; headers?: Record<string, string> };

export const places: Record<string, Place> = {
  'as a query value': (text) => ({ path: `/v1/record/results?cursor=${encodeURIComponent(text.toWellFormed())}` }),
  'as a kind': (text) => ({ path: `/v1/record/results?kind=${encodeURIComponent(text.toWellFormed())}` }),
  'as a category of a stream': (text) => ({ path: `/v1/record?category=${encodeURIComponent(text.toWellFormed())}` }),
  // No parameter may be `x`: some of the lines are its names.
  'as a raw query': (text) => ({ path: `/v1/record/results?${text.replaceAll(/[\s#]/g, '').toWellFormed()}=x` }),
  'as a path': (text) => ({ path: `/v1/record/${encodeURIComponent(text.toWellFormed())}` }),
  'as the open patient': (text) => ({ path: '/v1/record/results', headers: { 'LCR-Patient': text.replaceAll(/[^\x20-\x7e]/g, '') } }),
};

/** A gateway that is asked with hostile text: each fails unless it is refused, nothing is echoed or logged, and no source is asked. */
export async function hostileAsker(): Promise<(place: string, text: string) => Promise<void>> {
  const source = spySource('northbridge', { patients: [] });
  const house = await gateway([source]);
  const { access_token: token } = await house.hostToken(doctor);
  return async (place, text) => {
    const { path, headers = {} } = places[place]!(text);
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
    if (place !== 'as a query value') assert.deepEqual(source.asked, [], text);
  };
}
