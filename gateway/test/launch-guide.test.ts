import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { newHostKey } from '../../host-kit/host.ts';
import { doctor, northbridge, PATIENT } from './house.ts';

/* What docs/launch.md tells the developer of a host, done word for word against a gateway behind a socket. */

const guide = readFileSync(new URL('../../docs/launch.md', import.meta.url), 'utf8');
const blocks = (language: string) => [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text!);

const missing = ['openssl', 'curl'].find((tool) => spawnSync(tool, ['--version']).error ?? spawnSync(tool, ['version']).error);
const old = !missing && !/^OpenSSL [3-9]/.test(spawnSync('openssl', ['version']).stdout.toString());
const skip = missing ? `${missing} is not on this machine` : old ? 'openssl is older than version 3' : false;

const folder = mkdtempSync(join(tmpdir(), 'lcr-guide-'));
const ended = new AbortController();
after(() => {
  ended.abort();
  rmSync(folder, { recursive: true });
});

let gateway: string;

/** Runs a block of the guide in the folder of an invented host. */
async function run(script: string, input = ''): Promise<{ status: number | null; output: string; errors: string }> {
  writeFileSync(join(folder, 'block.sh'), script);
  const environment = { ...process.env, GATEWAY: gateway, CLIENT_ID: 'my-ehr', KID: '2026-11' };
  const child = spawn('sh', ['block.sh'], { cwd: folder, env: environment, signal: ended.signal });
  const told = { output: '', errors: '' };
  child.stdout.on('data', (text) => (told.output += text));
  child.stderr.on('data', (text) => (told.errors += text));
  child.stdin.end(input);
  return { status: await new Promise<number | null>((resolve) => child.on('close', resolve)), ...told };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

const { key, jwks } = await newHostKey();
const [makeKey, call] = blocks('sh');
const [backEnd] = blocks('js');

before(async () => {
  const port = await freePort();
  gateway = `http://127.0.0.1:${port}`;
  if (!skip) assert.deepEqual(await run(makeKey!), { status: 0, output: '', errors: '' });
  // The host of the guide, with the key that the guide makes beside the one that the kit makes.
  const made = skip ? [] : (JSON.parse(readFileSync(join(folder, 'host.jwks.json'), 'utf8')) as typeof jwks).keys;
  writeFileSync(join(folder, 'host.jwks.json'), JSON.stringify({ keys: [...made, ...jwks.keys] }));
  writeFileSync(join(folder, 'policy.yaml'), readFileSync(new URL('../policy.yaml', import.meta.url)));
  const [hosts] = blocks('yaml');
  writeFileSync(
    join(folder, 'gateway.yaml'),
    `issuer: ${gateway}
listen: { host: 127.0.0.1, port: ${port} }
signingKey: gateway.jwk
store: { folder: store }
policy: policy.yaml
contacts: { helpdesk: { name: Helpdesk } }
organisations:
  - { odsCode: XQ1, name: ${northbridge.name}, contacts: { localServiceDesk: { name: Desk }, localSystemAdministrator: { name: Administrator } } }
sources:
  - { id: northbridge, organisation: XQ1, system: EPR, folder: . }
${hosts}`,
  );
  const program = fileURLToPath(new URL('../server.ts', import.meta.url));
  const child = spawn(process.execPath, [program], { env: { ...process.env, LCR_CONFIG: join(folder, 'gateway.yaml') }, signal: ended.signal });
  child.on('error', () => undefined);
  let output = '';
  child.stderr.on('data', (text) => (output += text));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (text) => /listens/.test(String(text)) && resolve());
    child.on('exit', () => reject(new Error(output)));
  });
});

async function session(token: string): Promise<Record<string, unknown>> {
  const answer = await fetch(`${gateway}/v1/session`, { headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': PATIENT } });
  return (await answer.json()) as Record<string, unknown>;
}

describe('the guide to the launch', () => {
  const statement = `"sub":"u-1","name":"Dr Ada Okafor","org":"XQ1","roles":["R8000"],"patient":"${PATIENT}","purpose":"TREAT"`;

  it('gets a token with curl and openssl', { skip }, async () => {
    assert.ok(call!.includes(statement), 'the guide says what to write');
    const { status, output, errors } = await run(call!, statement);
    assert.deepEqual([status, errors], [0, '']);
    const { access_token: token, token_type, expires_in } = JSON.parse(output) as Record<string, unknown>;
    assert.deepEqual([token_type, expires_in], ['Bearer', 300]);
    const { user, organisation } = await session(String(token));
    assert.deepEqual([(user as { name: string }).name, organisation], ['Dr Ada Okafor', northbridge]);
  });

  it('is told by the gateway what is wrong', { skip }, async () => {
    const { status, output } = await run(call!, statement.replace(PATIENT, '9990000019'));
    assert.equal(status, 0);
    assert.match(output, /"error_description":"the subject_token's \\"patient\\" is not a valid NHS number of ten digits"/);
  });

  it('has a back end in a dozen lines, which gets a token and ends it', async () => {
    const kit = new URL('../../host-kit/host.ts', import.meta.url).href;
    const file = join(folder, 'back-end.mjs');
    writeFileSync(file, backEnd!.replace('@london-care-record/widgets/host', kit));
    const { openRecord } = (await import(pathToFileURL(file).href)) as {
      openRecord(gateway: string, key: unknown): Promise<{ tokenFor(user: object, patient: string): Promise<{ access_token: string }>; end(token: string): Promise<void> }>;
    };
    const record = await openRecord(gateway, key);
    const { user: id, name, org: odsCode, roles } = doctor as typeof doctor & { org: string; roles: string[] };
    const { access_token: token } = await record.tokenFor({ id, name, odsCode, roles }, PATIENT);
    assert.equal((await session(token))['patient'], PATIENT);
    await record.end(token);
    assert.equal((await session(token))['code'], 'token-invalid');
  });
});
