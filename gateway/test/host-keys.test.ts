import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { JWK } from 'jose';
import { openSigningKey, publicSetOf } from '../token/keys.ts';
import { rowsOf } from './house.ts';
import { hostKey, launch, otherKey, signed, START, statement } from './launch.ts';

/*
 * A host may publish its keys at an address of its own. They are fetched when first needed, and however they change,
 * fail or lie, no key is accepted that the host did not publish, and nobody outside can make the gateway ask much.
 */

type Reply = (request: IncomingMessage, response: ServerResponse) => void;

let reply: Reply;
let asked = 0;
const server = createServer((request, response) => {
  asked += 1;
  reply(request, response);
});

before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
after(() => {
  server.closeAllConnections();
  server.close();
});

const address = () => new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`);
const keys = async (...jwks: JWK[]) => ({ keys: (await Promise.all(jwks.map(publicSetOf))).flatMap((set) => set.keys) });
const says = (body: string, type = 'application/json', status = 200): Reply => (_, response) => void response.writeHead(status, { 'Content-Type': type }).end(body);
const sets = (...jwks: JWK[]): Reply => async (_, response) => void response.end(JSON.stringify(await keys(...jwks)));

const open = () => launch({ host: { jwks: address() } });
type House = Awaited<ReturnType<typeof open>>;

/** A launch whose texts are signed by this key; its status, and the reason that stands in the audit. */
async function tried({ post, form, store }: House, key: JWK): Promise<[status: number, reason: string | undefined]> {
  const changed = await form();
  changed.set('client_assertion', await signed({ sub: 'epr' }, { key }));
  changed.set('subject_token', await signed(statement, { key }));
  const { status } = await post(changed);
  return [status, (await rowsOf(store)).at(-1)!.reason];
}

const UNKNOWN = [401, 'assertion:ERR_JWKS_NO_MATCHING_KEY'];
const UNREACHABLE = [401, 'assertion:keys-unreachable'];

describe('the keys of a host at its own address', () => {
  beforeEach(() => {
    asked = 0;
    reply = sets(hostKey);
  });

  it('are fetched when first needed, once, and used for a while', async () => {
    const house = await open();
    assert.equal(asked, 0);
    assert.deepEqual(await Promise.all([tried(house, hostKey), tried(house, hostKey)]), [[200, undefined], [200, undefined]]);
    assert.deepEqual(await tried(house, hostKey), [200, undefined]);
    assert.equal(asked, 1);
  });

  it('change without a restart: a key that is not known yet has them fetched anew', async (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: START });
    const house = await open();
    assert.deepEqual(await tried(house, hostKey), [200, undefined]);
    reply = sets(hostKey, otherKey);
    t.mock.timers.tick(31_000);
    assert.deepEqual(await tried(house, otherKey), [200, undefined]);
    assert.equal(asked, 2);
  });

  it('end when the host takes one away, at the latest when their time is over', async (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: START });
    const house = await open();
    assert.deepEqual(await tried(house, hostKey), [200, undefined]);
    reply = sets(otherKey);
    t.mock.timers.tick(601_000);
    assert.deepEqual(await tried(house, hostKey), UNKNOWN);
  });

  it('are not asked for by whoever likes: 10,000 unknown names lead to one fetch and one more', async (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: START });
    const house = await open();
    const { alg } = await openSigningKey(otherKey);
    const made = await signed({ sub: 'epr' }, { key: otherKey });
    const named = (kid: string) => [Buffer.from(JSON.stringify({ alg, kid, typ: 'JWT' })).toString('base64url'), ...made.split('.').slice(1)].join('.');
    const form = await house.form();
    const statuses = new Set<number>();
    for (let count = 0; count < 10_000; count += 1) {
      if (count === 5_000) t.mock.timers.tick(31_000);
      form.set('client_assertion', named(`k-${count}`));
      const answer = await house.app.request('/v1/token', { method: 'POST', body: form });
      statuses.add(answer.status);
    }
    assert.deepEqual([...statuses], [401]);
    assert.equal(asked, 2);
  });

  const failures: [what: string, reply: () => Reply | Promise<Reply>][] = [
    ['is down', () => (request) => void request.socket.destroy()],
    ['answers with a page', () => says('<!doctype html><title>Sign in</title>', 'text/html')],
    ['answers with an error', () => says('{"keys":[]}', 'application/json', 500)],
    ['answers with nothing', () => says('')],
    ['has no keys', () => says('{"keys":[]}')],
    ['has a shared secret', () => says(JSON.stringify({ keys: [{ kty: 'oct', k: 'c2VjcmV0' }] }))],
    ['has an RSA key', () => says(JSON.stringify({ keys: [{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }] }))],
    ['has what is no point of its curve', () => says(JSON.stringify({ keys: [{ kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' }] }))],
    ['has a private key', async () => says(JSON.stringify({ keys: [hostKey] }))],
    ['has one name for two keys', async () => {
      const { keys: [one, two] } = await keys(hostKey, otherKey);
      return says(JSON.stringify({ keys: [one, { ...two, kid: one!.kid }] }));
    }],
    ['sends elsewhere', () => (_, response) => void response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end()],
    ['sends elsewhere with the keys', async () => {
      const body = JSON.stringify(await keys(hostKey));
      return (_, response) => void response.writeHead(307, { Location: address().href }).end(body);
    }],
    ['does not stop', () => (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(16_384))) continue;
      };
      response.on('drain', more);
      more();
    }],
    ['is silent for longer than anybody waits', () => () => undefined],
    ['breaks off', () => (_, response) => {
      response.writeHead(200, { 'Content-Length': '1000' }).write('{"keys":[');
      setTimeout(() => response.destroy(), 20);
    }],
    ['breaks the encoding', () => (_, response) => void response.end(Buffer.from([0x7b, 0xff, 0x7d]))],
  ];
  for (const [what, make] of failures) {
    it(`that ${what} are unreachable, never accepted; and are had again afterwards`, async (t) => {
      t.mock.timers.enable({ apis: ['Date'], now: START });
      reply = await make();
      const house = await open();
      assert.deepEqual(await tried(house, hostKey), UNREACHABLE);
      const once = asked;
      assert.deepEqual(await tried(house, hostKey), UNREACHABLE);
      assert.equal(asked, once, 'a failure is not asked for again at once');
      reply = sets(hostKey);
      t.mock.timers.tick(6_000);
      assert.deepEqual(await tried(house, hostKey), [200, undefined]);
    });
  }

  it('of before are good for their time while the address is down, and a new name is unreachable then', async (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: START });
    const house = await open();
    assert.deepEqual(await tried(house, hostKey), [200, undefined]);
    reply = (request) => void request.socket.destroy();
    t.mock.timers.tick(31_000);
    assert.deepEqual(await tried(house, otherKey), UNREACHABLE);
    assert.deepEqual(await tried(house, hostKey), [200, undefined]);
    t.mock.timers.tick(601_000);
    assert.deepEqual(await tried(house, hostKey), UNREACHABLE);
  });
});
