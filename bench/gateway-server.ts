/** A gateway for a benchmark: the real one at a socket, over a source in memory, its audit durable or forgotten at once. */
import { serve } from '@hono/node-server';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { embed } from '../gateway/embed.ts';
import { categories } from '../gateway/policy/kinds.ts';
import { createShelf } from '../gateway/sources/shelf.ts';
import { openPostgres } from '../gateway/store/postgres.ts';
import { openStore } from '../gateway/store/sqlite.ts';

const [audit, place] = process.argv.slice(2) as [string, string];
const PATIENT = '9990000018';
const concept = (system: string, code: string) => ({ coding: [{ system, code, display: code }] });
const resources = [
  { resourceType: 'Patient', id: 'p', identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: PATIENT }] },
  ...Array.from({ length: 50 }, (_, index) => ({
    resourceType: 'AllergyIntolerance',
    id: `allergy-${index}`,
    meta: { versionId: '1', lastUpdated: '2026-11-24T09:00:00Z' },
    clinicalStatus: concept('http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', 'active'),
    verificationStatus: concept('http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', 'confirmed'),
    code: concept('http://snomed.info/sct', String(91_936_005 + index)),
    patient: { reference: 'Patient/p' },
    recordedDate: '2019-03-05',
    reaction: [{ manifestation: [concept('http://snomed.info/sct', '271807003')], severity: 'moderate' }],
  })),
];

const organisation = { odsCode: 'XQ1', name: 'Northbridge' };
const source = createShelf({ id: 'bench', organisation, system: 'EPR', categories: new Set(categories), deadline: 4000 });
source.add({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) });

const store = place.startsWith('postgres:') ? await openPostgres(place) : await openStore(place);
const forgetful = { ...store, audit: { ...store.audit, append: async () => undefined } };
// A token lives five minutes, and a benchmark may take longer.
const began = new Date();
const { app, hostToken } = await embed({
  policy: readFileSync(new URL('../gateway/policy.yaml', import.meta.url), 'utf8'),
  sources: [source],
  now: () => began,
  store: audit === 'none' ? forgetful : store,
});
// What it took of the processor says more than the clock does where others want the processor, too.
process.on('message', () => process.send!(process.cpuUsage()));
const { access_token: token } = await hostToken({ user: 'u-1', name: 'Dr Ada Okafor', org: 'XQ1', roles: ['R8000'], patient: PATIENT });
const page = `/v1/record?${categories.map((category) => `category=${category}`).join('&')}`;
serve({ fetch: (request) => app.fetch(request, { address: '127.0.0.1' }), hostname: '127.0.0.1', port: 0 }, ({ port }: AddressInfo) => {
  console.log(JSON.stringify({ address: `http://127.0.0.1:${port}`, token, patient: PATIENT, page }));
});
