/**
 * A gateway for a benchmark, at a socket: the real one with its log and its figures, over a source in memory or over
 * FHIR servers; or one part of it left out; or a bare server of the same framework that sends the very same bytes.
 *
 * `gateway-server.ts <what> <store> [FHIR server…]`
 */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type Embedding, embed } from '../gateway/embed.ts';
import { writeLine } from '../gateway/lines.ts';
import { createMetrics } from '../gateway/metrics.ts';
import { categories } from '../gateway/policy/kinds.ts';
import { createFhirServer } from '../gateway/sources/fhir-server.ts';
import { createShelf } from '../gateway/sources/shelf.ts';
import type { Source } from '../gateway/sources/source.ts';
import { openPostgres } from '../gateway/store/postgres.ts';
import { openStore } from '../gateway/store/sqlite.ts';
import { ANEW } from './gateway-process.ts';
import { allergies, PATIENT, patient } from './gateway-record.ts';
import { leftOut, without } from './gateway-without.ts';

const [what, place, ...servers] = process.argv.slice(2) as [string, string, ...string[]];

const about = { organisation: { odsCode: 'XQ1', name: 'Northbridge' }, system: 'EPR', categories: new Set(categories), deadline: 4000 };
const shelf = createShelf({ id: 'bench', ...about });
shelf.add({ resourceType: 'Bundle', type: 'collection', entry: [patient, ...allergies(50)].map((resource) => ({ resource })) });
/** The same, of which nothing is known from before: each answer is mapped again. */
const forgotten: Source = {
  ...shelf,
  async search(...asked) {
    const { resources: [first, ...others], ...found } = await shelf.search(...asked);
    return { ...found, resources: first ? [{ ...first }, ...others] : [] };
  },
};
const sources = servers.length === 0 ? [what === ANEW ? forgotten : shelf] : servers.map((url, index) => createFhirServer({ id: `bench-${index}`, ...about }, { url }));

const store = place.startsWith('postgres:') ? await openPostgres(place) : await openStore(place);
const forgetful = { ...store, audit: { ...store.audit, append: async () => undefined } };
// A token lives five minutes, and a benchmark may take longer.
const began = new Date();
const { figures, text: metrics } = createMetrics();
const embedding: Embedding = {
  policy: readFileSync(new URL('../gateway/policy.yaml', import.meta.url), 'utf8'),
  sources,
  now: () => began,
  store: what === 'without audit' ? forgetful : store,
  log: writeLine,
  figures,
  metrics,
};
const { app, house, hostToken } = await embed(embedding);
const { access_token: token } = await hostToken({ user: 'u-1', name: 'Dr Ada Okafor', org: 'XQ1', roles: ['R8000'], patient: PATIENT });
const page = `/v1/record?${categories.map((category) => `category=${category}`).join('&')}`;
const headers = { Authorization: `Bearer ${token}`, 'LCR-Patient': PATIENT };

/** Sends again what the real gateway has answered, without a thought. */
async function bare(): Promise<Hono> {
  const parrot = new Hono();
  for (const path of ['/v1/record/allergies', page]) {
    const answer = await app.request(path, { headers });
    const [said, heading] = [await answer.text(), Object.fromEntries(answer.headers)];
    parrot.get(path.split('?')[0]!, (c) => c.body(said, 200, heading));
  }
  return parrot;
}

const part = leftOut.find((one) => what === `without ${one}`);
const served = what === 'bare' ? await bare() : part === undefined ? app : await without(part, house, token);
// What it took of the processor says more than the clock does where others want the processor, too.
process.on('message', () => process.send!({ ...process.cpuUsage(), memory: process.memoryUsage().rss }));
serve({ fetch: (request) => served.fetch(request, { address: '127.0.0.1' }), hostname: '127.0.0.1', port: 0 }, ({ port }: AddressInfo) => {
  process.send!({ address: `http://127.0.0.1:${port}`, headers, page });
});
