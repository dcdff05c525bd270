/** A FHIR server at a socket of this machine, and five of them: what a gateway's sources are in a trial. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { allergy } from '../gateway/test/house.ts';

/** Patients of the 999 range, which is never issued, by their local ids. */
export type Patients = ReadonlyMap<string, string>;

export interface FhirServer {
  readonly id: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** What everybody has at every server. */
export const ALLERGENS = ['Latex', 'Penicillin', 'Nuts'];

const entriesOf = (id: string, type: string | undefined, patient: string) =>
  type === 'AllergyIntolerance'
    ? ALLERGENS.map((what) => allergy(`${id}-${what}`.toLowerCase(), `${what} at ${id}`, { meta: { versionId: '1' }, patient: { reference: `Patient/${patient}` } }))
    : [];

/** It knows these patients. Each has the same allergies, named after the server, and nothing else. */
export async function fhirServer(id: string, patients: Patients): Promise<FhirServer> {
  const numbers = new Map([...patients].map(([local, number]) => [number, local]));
  const person = (local: string | undefined) => {
    const value = local === undefined ? undefined : patients.get(local);
    return value === undefined ? [] : [{ resourceType: 'Patient', id: local, identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value }], name: [{ family: 'Vale', given: ['Ada'] }] }];
  };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text)).on('end', () => {
      const { pathname, searchParams } = new URL(request.url!, 'http://fhir.test');
      const asked = request.method === 'POST' ? new URLSearchParams(body) : searchParams;
      const [, type] = pathname.split('/');
      const found = type === 'Patient'
        ? person(asked.get('_id') ?? numbers.get(asked.get('identifier')?.split('|')[1] ?? ''))
        : entriesOf(id, type, asked.get('patient') ?? '');
      const bundle = { resourceType: 'Bundle', type: 'searchset', total: found.length, entry: found.map((resource) => ({ resource, search: { mode: 'match' } })) };
      response.writeHead(200, { 'Content-Type': 'application/fhir+json' }).end(JSON.stringify(bundle));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    id,
    port: (server.address() as AddressInfo).port,
    stop: () => new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    }),
  };
}

export const NAMES = ['northbridge', 'canalside', 'heathway', 'larkfield', 'millmead'] as const;

/** A gateway's sources as YAML: each of the servers by the port that leads to it, with a deadline in milliseconds. */
export const sourcesOf = (ports: ReadonlyMap<string, number>, deadline: number) =>
  `[${[...ports].map(([id, port]) => `{ id: ${id}, organisation: XQ1, system: ${id}, deadline: ${deadline}, fhir: 'http://127.0.0.1:${port}' }`).join(', ')}]`;
