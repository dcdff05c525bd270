/** A gateway as it is really run: its settings in a folder, its program in a process, its clients at a socket. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHostClient, type HostClient } from '../../host-kit/host.ts';
import { newKey, publicSetOf } from '../token/keys.ts';
import { allergy, doctor, ORIGIN, PATIENT } from './house.ts';

const program = fileURLToPath(new URL('../server.ts', import.meta.url));
const ISSUER = 'http://gateway.example';

/** What is not as usual in a gateway's settings. */
export interface Difference {
  /** Variables of its environment, such as DATABASE_URL. */
  environment?: Record<string, string>;
  /** Its own address, as hosts know it. */
  issuer?: string;
  /** Where it listens, as YAML. */
  listen?: string;
  /** The address of a FHIR server, in place of the folder of files. */
  fhir?: string;
  /** All its sources, as YAML. */
  sources?: string;
  /** The origins of the host's pages. */
  origins?: readonly string[];
  /** More members of the host's entry, as YAML. */
  host?: string;
  /** More settings, as YAML. */
  more?: string;
}

export interface Running {
  address: string;
  output(): string;
  signal(name: 'SIGHUP' | 'SIGTERM' | 'SIGUSR2'): void;
  /** Its exit code, when it has one. */
  ended: Promise<number | null>;
  /** Ends it at once, without a word of warning, as a power cut would. */
  kill(): Promise<void>;
  /** @returns its exit code */
  stop(): Promise<number | null>;
}

export interface OnDisk {
  folder: string;
  environment: NodeJS.ProcessEnv;
  /** The host, whose gateway is at the issuer's address. */
  host: HostClient;
  /** Starts a gateway and waits until it listens. */
  start(): Promise<Running>;
  /** The form of a token exchange, signed by the host. */
  form(patient?: string): Promise<URLSearchParams>;
  /** A new access token of a running gateway, and the id of the request that brought it. */
  token(address: string): Promise<{ token: string; requestId: string }>;
  remove(): void;
}

export async function onDisk(difference: Difference = {}): Promise<OnDisk> {
  const { issuer = ISSUER, listen = '{ host: 127.0.0.1, port: 0 }', fhir, origins = [ORIGIN], host = '', more = '' } = difference;
  const held = fhir === undefined ? 'folder: record' : `fhir: '${fhir}'`;
  const { sources = `[{ id: northbridge, organisation: XQ1, system: EPR, deadline: 10000, ${held} }]` } = difference;
  const folder = mkdtempSync(join(tmpdir(), 'lcr-gateway-'));
  const hostKey = await newKey();
  const running = new Set<ChildProcess>();
  mkdirSync(join(folder, 'record'));
  const identifier = [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: PATIENT }];
  const patient = { resourceType: 'Patient', id: 'local-1', identifier, name: [{ family: 'Vale', given: ['Ada'] }] };
  const allergies = ['Penicillin', 'Latex', 'Nuts'].map((what) => allergy(what.toLowerCase(), what, { meta: { versionId: '1' } }));
  for (const resource of [patient, ...allergies]) {
    writeFileSync(join(folder, 'record', `${resource.id}.json`), JSON.stringify(resource));
  }
  writeFileSync(join(folder, 'host.jwks.json'), JSON.stringify(await publicSetOf(hostKey)));
  writeFileSync(join(folder, 'policy.yaml'), readFileSync(new URL('../policy.yaml', import.meta.url)));
  const contacts = '{ localServiceDesk: { name: Desk }, localSystemAdministrator: { name: Administrator } }';
  const settings = join(folder, 'gateway.yaml');
  writeFileSync(
    settings,
    `issuer: ${issuer}
listen: ${listen}
signingKey: key/gateway.jwk
store: { folder: store }
policy: policy.yaml
contacts: { helpdesk: { name: Helpdesk } }
organisations: [{ odsCode: XQ1, name: Northbridge, contacts: ${contacts} }]
sources: ${sources}
hosts: [{ clientId: epr, organisations: [XQ1], origins: [${origins.map((origin) => `'${origin}'`).join()}], jwks: host.jwks.json ${host && `, ${host}`} }]
${more}`,
  );
  const { DATABASE_URL: _, ...own } = process.env;
  // What has been compiled once need not be again: these programs are started many times.
  const environment = { ...own, NODE_COMPILE_CACHE: own['NODE_COMPILE_CACHE'] ?? join(folder, 'compiled'), LCR_CONFIG: settings, ...difference.environment };
  const client = await createHostClient({ clientId: 'epr', gateway: issuer, key: hostKey });
  const form = (open = PATIENT) => client.form({ ...doctor, patient: open });

  return {
    folder,
    environment,
    host: client,
    form,
    async start() {
      const child = spawn(process.execPath, [program], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
      running.add(child);
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
      const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
      void ended.then(() => running.delete(child));
      const listens = new Promise<void>((resolve) => {
        // No longer than it has to: under load, what it says afterwards is long.
        const look = () => {
          if (!/listens on port \d+/.test(output)) return;
          child.stdout.off('data', look);
          resolve();
        };
        child.stdout.on('data', look);
      });
      await Promise.race([listens, ended]);
      assert.equal(child.exitCode, null, output);
      return {
        address: `http://127.0.0.1:${/port (\d+)/.exec(output)![1]}`,
        output: () => output,
        signal: (name) => void child.kill(name),
        ended,
        async kill() {
          child.kill('SIGKILL');
          await ended;
        },
        stop() {
          child.kill('SIGTERM');
          return ended;
        },
      };
    },
    async token(address) {
      const answer = await fetch(`${address}/v1/token`, { method: 'POST', body: await form() });
      const body = (await answer.json()) as { access_token: string };
      assert.equal(answer.status, 200, JSON.stringify(body));
      return { token: body.access_token, requestId: answer.headers.get('X-Request-Id')! };
    },
    remove() {
      for (const child of running) child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    },
  };
}

/** The headers of a page of the host. */
export const page = (token: string) => ({ Authorization: `Bearer ${token}`, 'LCR-Patient': PATIENT, Origin: ORIGIN });
