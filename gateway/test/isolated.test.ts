import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRegister } from '../register/register.ts';
import { createApp } from '../app.ts';
import { doctor, gateway, onlyRow, ORIGIN, spySource } from './house.ts';

/* What the gateway adds for a host whose pages get the record only in a frame of its own. */

const ISSUER = 'https://gateway.invalid';
const files = new Map([['inside.js', 'inside'], ['lcr.js', 'entry'], ['lcr-allergies-Ab12_-xY.js', 'chunk'], ['page.html', 'page']]);
const elements = async (name: string) => (files.has(name) ? new TextEncoder().encode(files.get(name)) : undefined);
const open = (more = {}) => gateway([spySource('northbridge')], { elements, isolated: true, ...more });
const inFrame = { 'Sec-Fetch-Site': 'same-origin', 'LCR-Embedder': ORIGIN };
const frame = (origin: string) => `/frame?host=${encodeURIComponent(origin)}`;

describe('the requests of a host that is isolated', () => {
  it('are taken from the gateway’s own frame, in a page of the host’s', async () => {
    const house = await open();
    assert.equal((await house.ask('/v1/session', { headers: inFrame })).status, 200);
  });

  for (const [from, headers] of Object.entries({
    'a page of the host’s': { Origin: ORIGIN },
    'a page of the host’s that says what the frame says': { Origin: ORIGIN, 'Sec-Fetch-Site': 'cross-site', 'LCR-Embedder': ORIGIN },
    'a frame in another page': { ...inFrame, 'LCR-Embedder': 'https://attacker.example' },
    'a frame that does not say where it stands': { 'Sec-Fetch-Site': 'same-origin' },
    'what is no browser': {},
  })) {
    it(`are refused from ${from}, and written down`, async () => {
      const house = await open();
      const { status, body } = await house.ask('/v1/session', { headers });
      assert.deepEqual([status, body.code], [401, 'token-invalid']);
      assert.equal((await onlyRow(house)).reason, 'origin');
    });
  }

  it('may not even ask from another origin', async () => {
    const preflight = { Origin: ORIGIN, 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'authorization' };
    const allowed = async (isolated: boolean) =>
      (await (await open({ isolated })).app.request('/v1/session', { method: 'OPTIONS', headers: preflight })).headers.get('Access-Control-Allow-Origin');
    assert.deepEqual([await allowed(true), await allowed(false)], [null, ORIGIN]);
  });
});

describe('the requests of a host that is not', () => {
  it('are refused from the gateway’s own pages, in whatever page they say that they stand', async () => {
    const house = await open({ isolated: false });
    assert.equal((await house.ask('/v1/session', { headers: inFrame })).status, 401);
    assert.equal((await house.ask('/v1/session', { headers: { Origin: ORIGIN } })).status, 200);
  });

  it('are taken from the gateway’s own origin where that is the host’s, too', async () => {
    const house = await open({ isolated: false, origins: [ISSUER] });
    assert.equal((await house.ask('/v1/session', { headers: { 'Sec-Fetch-Site': 'same-origin' } })).status, 200);
  });
});

describe('the frame', () => {
  const policyOf = (answer: Response) => answer.headers.get('Content-Security-Policy') ?? '';

  it('stands in pages of its host alone, and is kept nowhere', async () => {
    const { app } = await open({ origins: [ORIGIN, 'https://portal.example:8443'] });
    const answer = await app.request(frame(ORIGIN));
    assert.equal(answer.status, 200);
    assert.match(policyOf(answer), /; frame-ancestors https:\/\/ehr\.example https:\/\/portal\.example:8443$/);
    assert.match(policyOf(answer), /^default-src 'none'; script-src 'self';.*require-trusted-types-for 'script'.*sandbox allow-scripts/);
    const header = (name: string) => answer.headers.get(name);
    assert.deepEqual([header('X-Frame-Options'), header('Cache-Control'), header('Referrer-Policy')], [null, 'no-store', 'no-referrer']);
    assert.match(await answer.text(), /data-host="https:\/\/ehr\.example"/);
  });

  it('is not there for another origin, for a host that is not isolated, or without the widgets', async () => {
    const answers = [
      await (await open()).app.request(frame('https://attacker.example')),
      await (await open()).app.request('/frame'),
      await (await open()).app.request(frame(`${ORIGIN}"><script>`)),
      await (await open({ isolated: false })).app.request(frame(ORIGIN)),
      await (await gateway([spySource('northbridge')], { isolated: true })).app.request(frame(ORIGIN)),
    ];
    for (const answer of answers) {
      assert.equal(answer.status, 404);
      assert.match(policyOf(answer), /frame-ancestors 'none'/);
      assert.equal(answer.headers.get('X-Frame-Options'), 'DENY');
    }
  });

  it('stands nowhere for an origin that a policy could take for more than one', async () => {
    const { house } = await open();
    const wide = 'https://*.example';
    const register = createRegister([], [{ clientId: 'wide', organisations: [], origins: [wide], jwks: {}, isolated: true }], house.register.helpdesk);
    const answer = await createApp({ ...house, register }).request(frame(wide));
    assert.match(policyOf(answer), /; frame-ancestors 'none'$/);
  });

  it('gets its scripts from the gateway, which are kept where their name says what they hold', async () => {
    const { app } = await open();
    const kept = async (name: string) => {
      const answer = await app.request(`/lcr/${name}`);
      return [answer.status, answer.headers.get('Content-Type'), answer.headers.get('Cache-Control')];
    };
    assert.deepEqual(await kept('inside.js'), [200, 'text/javascript; charset=utf-8', 'no-cache']);
    assert.deepEqual(await kept('lcr-allergies-Ab12_-xY.js'), [200, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable']);
    for (const name of ['none.js', 'page.html', '../gateway.yaml', '%2e%2e/gateway.yaml']) assert.equal((await kept(name))[0], 404, name);
    const { headers } = await app.request('/lcr/lcr.js');
    // Where one of them is opened as a page of its own, or in somebody's frame, it is nothing.
    assert.match(headers.get('Content-Security-Policy')!, /^default-src 'none';.* base-uri 'none'; frame-ancestors 'none'$/);
    const again = await app.request('/lcr/lcr.js', { headers: { 'If-None-Match': headers.get('ETag')! } });
    assert.equal(again.status, 304);
  });

  it('changes nothing of what else the gateway answers', async () => {
    const house = await open();
    const { headers } = await house.ask('/v1/session', { who: doctor, headers: inFrame });
    assert.match(headers.get('Content-Security-Policy')!, /^default-src 'none'; frame-ancestors 'none'; sandbox/);
    assert.equal(headers.get('Cache-Control'), 'no-store');
  });
});
