import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { firstBreak } from '../store/chain.ts';
import { openStore } from '../store/sqlite.ts';
import { createHostClient } from '../../host-kit/host.ts';
import { newKey, publicSetOf } from '../token/keys.ts';
import { doctor, ORIGIN, OTHER, PATIENT } from './house.ts';

const program = fileURLToPath(new URL('../server.ts', import.meta.url));
const tool = fileURLToPath(new URL('../lcr.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'lcr-server-'));
const hostKey = await newKey();
const running: ChildProcess[] = [];

/** A FHIR server that finds the patient and then never answers, and says when it is left alone. */
let upstream: Server;
let left: Promise<void>;
let asked: Promise<void>;

before(async () => {
  let leave: () => void;
  let ask: () => void;
  left = new Promise((resolve) => (leave = resolve));
  asked = new Promise((resolve) => (ask = resolve));
  upstream = createServer((request, response) => {
    if (request.url!.includes('Patient')) {
      response.setHeader('Content-Type', 'application/fhir+json');
      const identifier = [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: PATIENT }];
      const entry = [{ resource: { resourceType: 'Patient', id: 'p', identifier } }];
      response.end(JSON.stringify({ resourceType: 'Bundle', type: 'searchset', total: 1, entry }));
    } else {
      ask();
      response.on('close', () => leave());
    }
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));

  mkdirSync(join(folder, 'larkfield'));
  const patient = { resourceType: 'Patient', id: 'p', identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: PATIENT }] };
  writeFileSync(join(folder, 'larkfield', 'patient.json'), JSON.stringify(patient));
  writeFileSync(join(folder, 'host.jwks.json'), JSON.stringify(await publicSetOf(hostKey)));
  writeFileSync(join(folder, 'policy.yaml'), readFileSync(new URL('../policy.yaml', import.meta.url)));
  const contacts = '{ localServiceDesk: { name: Desk }, localSystemAdministrator: { name: Administrator } }';
  writeFileSync(
    join(folder, 'gateway.yaml'),
    `issuer: http://gateway.example
listen: { host: 127.0.0.1, port: 0 }
signingKey: key/gateway.jwk
store: { folder: store }
policy: policy.yaml
contacts: { helpdesk: { name: Helpdesk } }
organisations:
  - { odsCode: XQ1, name: Northbridge, contacts: ${contacts} }
  - { odsCode: XQ4, name: Larkfield, contacts: ${contacts} }
sources:
  - { id: larkfield, organisation: XQ4, system: PracticeLine, folder: larkfield }
  - { id: northbridge, organisation: XQ1, system: EPR, fhir: 'http://127.0.0.1:${(upstream.address() as AddressInfo).port}/fhir', deadline: 5000 }
hosts:
  - { clientId: epr, organisations: [XQ1], origins: ['${ORIGIN}'], jwks: host.jwks.json }
`,
  );
});

after(() => {
  for (const child of running) child.kill('SIGKILL');
  upstream.closeAllConnections();
  upstream.close();
  rmSync(folder, { recursive: true });
});

const environment = { ...process.env, LCR_CONFIG: join(folder, 'gateway.yaml') };

/** Starts the gateway and waits for its one line. */
async function start() {
  const child = spawn(process.execPath, [program], { env: environment });
  running.push(child);
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  while (!/listens on port \d+/.test(output)) {
    await Promise.race([new Promise((resolve) => setTimeout(resolve, 20)), ended]);
    assert.equal(child.exitCode, null, output);
  }
  return {
    address: `http://127.0.0.1:${/port (\d+)/.exec(output)![1]}`,
    output: () => output,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** One command of the operator's. It does not hold this process up, which has connections to look after. */
async function lcr(words: string[], input = ''): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [tool, ...words], { env: environment });
  const told = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name].on('data', (text) => (told[name] += text));
  child.stdin.end(input);
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, ...told };
}

/** Waits for what the gateway does by itself, soon after a file was written. */
async function becomes(so: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await so()); tries += 1) {
    assert.ok(tries < 200, 'nothing changed');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function tokenOf(address: string, patient = PATIENT, key = hostKey): Promise<string> {
  const client = await createHostClient({ clientId: 'epr', gateway: 'http://gateway.example', key });
  const answer = await fetch(`${address}/v1/token`, { method: 'POST', body: await client.form({ ...doctor, patient }) });
  assert.equal(answer.status, 200, await answer.clone().text());
  return ((await answer.json()) as { access_token: string }).access_token;
}

const headers = (token: string, patient = PATIENT) => ({ Authorization: `Bearer ${token}`, 'LCR-Patient': patient, Origin: ORIGIN });

describe('the server', () => {
  it('serves, stops cleanly on SIGTERM after what is under way, and goes on with its key and its chain', async () => {
    const first = await start();
    const token = await tokenOf(first.address);
    const session = await fetch(`${first.address}/v1/session`, { headers: headers(token) });
    assert.equal(session.status, 200);
    assert.equal(session.headers.get('Access-Control-Allow-Origin'), ORIGIN);
    const underWay = fetch(`${first.address}/v1/patient`, { headers: headers(token) });
    const [answer, code] = await Promise.all([
      underWay,
      new Promise((resolve) => setTimeout(resolve, 15)).then(() => first.stop()),
    ]);
    assert.equal(answer.status, 200);
    assert.equal(code, 0);

    const second = await start();
    const again = await fetch(`${second.address}/v1/session`, { headers: headers(token) });
    assert.equal(again.status, 200, 'the token of before is still good: the key is the same');
    await tokenOf(second.address);
    assert.equal(await second.stop(), 0);
    const store = await openStore(join(folder, 'store'));
    const rows = await store.audit.read(0, 100);
    assert.deepEqual(rows.map(({ row: { action } }) => action), ['token', 'patient', 'shown', 'token']);
    assert.ok(rows.every(({ row: { address } }) => address === '127.0.0.1'));
    assert.equal(await firstBreak(rows), null);
    await store.close();
    assert.doesNotMatch(first.output(), new RegExp(PATIENT));
  });

  it('stops asking a source when the page that asked has gone', async () => {
    const server = await start();
    const leaving = new AbortController();
    const token = await tokenOf(server.address);
    const page = fetch(`${server.address}/v1/record?category=allergies`, { headers: headers(token), signal: leaving.signal });
    const body = assert.rejects(page.then((answer) => answer.text()));
    await asked;
    leaving.abort();
    await body;
    const late = setTimeout(() => assert.fail('the source was not left alone'), 3000);
    await left;
    clearTimeout(late);
    assert.equal(await server.stop(), 0);
  });

  it('heeds an opt-out that the operator adds while it runs, and its withdrawal', async () => {
    const server = await start();
    const token = await tokenOf(server.address, OTHER);
    const look = async () => (await fetch(`${server.address}/v1/record/allergies`, { headers: headers(token, OTHER) })).status;
    const before = await look();
    const added = await lcr(['opt-out', 'add'], '999 000 0026\n');
    assert.deepEqual([added.status, added.stdout], [0, 'opted out: 1\n']);
    assert.equal(await look(), 403);
    await lcr(['opt-out', 'withdraw'], OTHER);
    assert.equal(await look(), before);
    const refused = await lcr(['opt-out', 'add'], '9990000018\n9999999991\n');
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /line 2 is not a valid NHS number; expected ten digits\. Nothing was changed\./);
    assert.equal((await lcr(['opt-out'])).status, 2);
    assert.equal(await server.stop(), 0);
  });

  it('refuses a token that the operator revoked', async () => {
    const server = await start();
    const token = await tokenOf(server.address);
    const { jti } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { jti: string };
    const revoked = await lcr(['token', 'revoke'], jti);
    assert.equal(revoked.status, 0, revoked.stderr);
    const answer = await fetch(`${server.address}/v1/session`, { headers: headers(token) });
    assert.equal(((await answer.json()) as { code: string }).code, 'token-invalid');
    assert.equal(await server.stop(), 0);
  });

  it('takes over the new keys of a host while it runs, and keeps the old ones where the new are no keys', async () => {
    const server = await start();
    const file = join(folder, 'host.jwks.json');
    const before = readFileSync(file);
    const next = await newKey();
    const launches = (key: typeof hostKey) => () => tokenOf(server.address, PATIENT, key).then(() => true, () => false);
    assert.deepEqual([await launches(hostKey)(), await launches(next)()], [true, false]);
    writeFileSync(file, '{"keys":');
    await becomes(() => Promise.resolve(/not taken over: .*host\.jwks\.json is not JSON/.test(server.output())));
    assert.equal(await launches(hostKey)(), true);
    writeFileSync(file, JSON.stringify(await publicSetOf(next)));
    await becomes(launches(next));
    assert.equal(await launches(hostKey)(), false, 'what the host took away has ended');
    writeFileSync(file, before);
    await becomes(launches(hostKey));
    assert.equal(await server.stop(), 0);
  });

  it('takes over a host that is registered while it runs', async () => {
    const server = await start();
    const file = join(folder, 'gateway.yaml');
    const before = readFileSync(file, 'utf8');
    const token = await tokenOf(server.address);
    const origin = 'https://elsewhere.example';
    const look = async () => (await fetch(`${server.address}/v1/session`, { headers: { ...headers(token), Origin: origin } })).status;
    assert.equal(await look(), 401);
    writeFileSync(file, before.replace(`origins: ['${ORIGIN}']`, `origins: ['${ORIGIN}', '${origin}']`));
    await becomes(async () => (await look()) === 200);
    writeFileSync(file, before);
    await becomes(async () => (await look()) === 401);
    assert.equal(await server.stop(), 0);
  });

  it('rotates its own key while it runs: tokens of before live on, until the old key is replaced', async () => {
    const server = await start();
    const token = await tokenOf(server.address);
    const look = async (one: string) => (await fetch(`${server.address}/v1/session`, { headers: headers(one) })).status;
    const published = async () => ((await (await fetch(`${server.address}/.well-known/jwks.json`)).json()) as { keys: unknown[] }).keys.length;
    assert.equal(await published(), 1);
    assert.equal((await lcr(['key', 'rotate'])).stdout, 'a new key signs in 60 seconds; keys that are good: 2\n');
    await becomes(async () => (await published()) === 2);
    assert.deepEqual([await look(token), await look(await tokenOf(server.address))], [200, 200]);
    assert.equal((await lcr(['key', 'replace'])).stdout, 'the new key is the only one\n');
    await becomes(async () => (await published()) === 1);
    assert.deepEqual([await look(token), await look(await tokenOf(server.address))], [401, 200]);
    assert.equal(await server.stop(), 0);
  });

  it('does not start from a configuration with mistakes: a clear line each, exit 1', () => {
    const file = join(folder, 'bad.yaml');
    writeFileSync(file, readFileSync(join(folder, 'gateway.yaml'), 'utf8').replace('port: 0', 'prot: 0'));
    const { status, stderr, stdout } = spawnSync(process.execPath, [program], { env: { ...environment, LCR_CONFIG: file } });
    assert.equal(status, 1);
    assert.equal(stdout.toString(), '');
    assert.deepEqual(stderr.toString().trim().split('\n'), [
      `${file}:2 listen.port: is missing; expected a port number from 0 to 65535`,
      `${file}:2 listen.prot: is not a known key; expected one of host, port, drain`,
    ]);
  });

  it('says so when its port is taken, and exits 1', () => {
    const file = join(folder, 'taken.yaml');
    const { port } = upstream.address() as AddressInfo;
    writeFileSync(file, readFileSync(join(folder, 'gateway.yaml'), 'utf8').replace('port: 0', `port: ${port}`));
    const { status, stderr } = spawnSync(process.execPath, [program], { env: { ...environment, LCR_CONFIG: file } });
    assert.equal(status, 1);
    assert.match(stderr.toString(), /taken\.yaml: listen: cannot use this place \(EADDRINUSE\); expected a free port/);
  });
});
