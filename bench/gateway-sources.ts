/** FHIR servers for a benchmark: each answers with a searchset made beforehand, after so many milliseconds. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { allergies, patient } from './gateway-record.ts';

interface Wanted {
  delay: number;
  entries: number;
}

const searchset = (resources: readonly object[]) =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'searchset',
    meta: { lastUpdated: '2026-11-24T09:00:00Z' },
    total: resources.length,
    entry: resources.map((resource) => ({ resource, search: { mode: 'match' } })),
  });

const who = searchset([patient]);
const nothing = searchset([]);
let connections = 0;
let requests = 0;
const wanted = JSON.parse(process.argv[2]!) as Wanted[];
const addresses = await Promise.all(
  wanted.map(({ delay, entries }, index) => {
    const found = searchset(allergies(entries, index * 1000));
    const server = createServer((request, response) => {
      requests += 1;
      const body = /^\/Patient\//.test(request.url!) ? who : /^\/AllergyIntolerance\?/.test(request.url!) ? found : nothing;
      request.resume().on('end', () =>
        setTimeout(() => response.writeHead(200, { 'Content-Type': 'application/fhir+json' }).end(body), delay),
      );
    });
    server.on('connection', () => (connections += 1));
    return new Promise<string>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)),
    );
  }),
);
process.on('message', () => {
  process.send!({ connections, requests });
  [connections, requests] = [0, 0];
});
process.send!({ addresses, bytes: wanted.map(({ entries }) => searchset(allergies(entries)).length) });
