import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHostClient } from '../../host-kit/host.ts';
import { newKey, publicSetOf } from '../token/keys.ts';
import { doctor, ORIGIN, PATIENT, policyText } from './house.ts';

/** A gateway as its own process, with one source that takes its time. */
export interface Started {
  address: string;
  folder: string;
  output: () => string;
  signal: (name: 'SIGHUP' | 'SIGTERM') => void;
  ended: Promise<number | null>;
  token: () => Promise<string>;
  get: (path: string, token: string) => Promise<Response>;
}

const program = fileURLToPath(new URL('../server.ts', import.meta.url));

/**
 * Starts one, with settings beyond the usual as YAML. Its FHIR source answers after so many milliseconds.
 * Whatever becomes of the work, the process is gone afterwards.
 */
export async function withGateway(more: string, slow: number, work: (started: Started) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lcr-running-'));
  const upstream = createServer((request, response) => {
    const identifier = [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: PATIENT }];
    const entry = request.url!.includes('Patient') ? [{ resource: { resourceType: 'Patient', id: 'p', identifier } }] : [];
    const body = JSON.stringify({ resourceType: 'Bundle', type: 'searchset', total: entry.length, entry });
    setTimeout(() => response.setHeader('Content-Type', 'application/fhir+json').end(body), slow);
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const hostKey = await newKey();
  writeFileSync(join(folder, 'host.jwks.json'), JSON.stringify(await publicSetOf(hostKey)));
  writeFileSync(join(folder, 'policy.yaml'), policyText);
  const contacts = '{ localServiceDesk: { name: Desk }, localSystemAdministrator: { name: Administrator } }';
  writeFileSync(
    join(folder, 'gateway.yaml'),
    `issuer: http://gateway.example
signingKey: gateway.jwk
store: { folder: store }
policy: policy.yaml
contacts: { helpdesk: { name: Helpdesk } }
organisations:
  - { odsCode: XQ1, name: Northbridge, contacts: ${contacts} }
sources:
  - { id: northbridge, organisation: XQ1, system: EPR, fhir: 'http://127.0.0.1:${(upstream.address() as AddressInfo).port}/fhir', deadline: 10000 }
hosts:
  - { clientId: epr, organisations: [XQ1], origins: ['${ORIGIN}'], jwks: host.jwks.json }
${more}`,
  );

  const child = spawn(process.execPath, [program], { env: { ...process.env, LCR_CONFIG: join(folder, 'gateway.yaml') } });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  try {
    while (!/listens on port \d+/.test(output)) {
      await Promise.race([new Promise((resolve) => setTimeout(resolve, 20)), ended]);
      assert.equal(child.exitCode, null, output);
    }
    const address = `http://127.0.0.1:${/port (\d+)/.exec(output)![1]}`;
    const client = await createHostClient({ clientId: 'epr', gateway: 'http://gateway.example', key: hostKey });
    await work({
      address,
      folder,
      output: () => output,
      signal: (name) => child.kill(name),
      ended,
      async token() {
        const answer = await fetch(`${address}/v1/token`, { method: 'POST', body: await client.form(doctor) });
        return ((await answer.json()) as { access_token: string }).access_token;
      },
      get: (path, token) => fetch(`${address}${path}`, { headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': PATIENT } }),
    });
  } finally {
    child.kill('SIGKILL');
    await ended;
    upstream.closeAllConnections();
    upstream.close();
    rmSync(folder, { recursive: true });
  }
}
