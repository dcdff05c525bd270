/** `npm start`: builds the widgets, starts the invented sources, the gateway and the invented host, and says where. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import type { Server } from 'node:http';
import { readSettings } from '../gateway/config/read.ts';
import { Mistakes } from '../gateway/config/document.ts';
import { optedOut } from '../gateway/demo/record.ts';
import { openFolder } from '../gateway/sources/folder.ts';
import type { Resource } from '../gateway/sources/source.ts';
import { createHostClient, newHostKey, type HostKey } from '../host-kit/host.ts';
import { embeddedPatientsOf, type ListedPatient } from '../demo/ehr.ts';
import { createHost } from '../demo/host.ts';
import { startUpstream } from '../demo/upstream.ts';

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const port = Number(process.env['PORT'] || 8080);
const folder = at('.lcr/demo');
const config = process.env['LCR_CONFIG'] || at('demo/gateway.yaml');

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

if (!Number.isInteger(port) || port < 1 || port > 65534) fail(`PORT is "${process.env['PORT']}"; expected a port number from 1 to 65534`);
/** When one of these files and folders was last changed. */
const changed = (...patterns: string[]) => Math.max(...globSync(patterns, { cwd: at('.') }).map((path) => statSync(at(path)).mtimeMs));

// What stands there already is built once: the last file that a build writes is younger than all that it is made of.
const last = at('dist/cdn/importmap.json');
if (!existsSync(last) || statSync(last).mtimeMs < changed('{api-spec,components,frameworks,host-kit,scripts,src}/**', '{package-lock.json,rollup.config.mjs}')) {
  const built = spawnSync(process.execPath, [at('node_modules/rollup/dist/bin/rollup'), '--config', '--silent'], {
    cwd: at('.'),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (built.status !== 0) fail('the widgets could not be built');
}

mkdirSync(folder, { recursive: true });
// What any host does once: a key of its own, whose public half it registers with the gateway.
const hostKeyFile = `${folder}/host.jwk.json`;
if (!existsSync(hostKeyFile) || !existsSync(`${folder}/host.jwks.json`)) {
  const { key, jwks } = await newHostKey();
  writeFileSync(hostKeyFile, JSON.stringify(key), { mode: 0o600 });
  writeFileSync(`${folder}/host.jwks.json`, JSON.stringify(jwks));
}
const hostKey = JSON.parse(readFileSync(hostKeyFile, 'utf8')) as HostKey;

const upstream = await startUpstream();
const environment = {
  ...process.env,
  LCR_CONFIG: config,
  HOST_PORT: String(port),
  GATEWAY_PORT: String(port + 1),
  SOURCES: upstream.address,
  DEMO_FOLDER: folder,
};

const settings = await readSettings(config, environment).catch((error: unknown) =>
  fail(error instanceof Mistakes ? error.lines.join('\n') : String(error)),
);
const { issuer } = settings;

/** The patients of folders that the configuration names are on everybody's list: nobody else could say whose they are. */
async function folderPatients(): Promise<ListedPatient[]> {
  const shelves = await Promise.all(
    settings.sources
      .filter((source) => source.folder !== undefined)
      .map(({ fhir: _, folder: path, headers: __, testNumbers, ...about }) => openFolder(about, path as string, { testNumbers })),
  );
  return shelves.flatMap(({ shelf }) => shelf.patients().map(listedPatient)).filter((patient) => patient !== undefined);
}

function listedPatient(resource: Resource): ListedPatient | undefined {
  const { identifier, name, birthDate } = resource as Resource & {
    identifier?: { system?: string; value?: string }[];
    name?: { family?: string; given?: string[] }[];
    birthDate?: string;
  };
  const nhsNumber = identifier?.find(({ system }) => system === 'https://fhir.nhs.uk/Id/nhs-number')?.value;
  if (!nhsNumber) return undefined;
  const [called] = name ?? [];
  const shown = [called?.family?.toUpperCase(), called?.given?.join(' ')].filter(Boolean).join(', ');
  return { nhsNumber, name: shown || nhsNumber, ...(birthDate && { birthDate }) };
}

// The register of opt-outs is the gateway's own: the demonstration's patient who objects is entered as an operator would.
const register = spawnSync(process.execPath, [at('gateway/lcr.ts'), 'opt-out', 'add'], {
  env: environment,
  input: optedOut.join('\n'),
  stdio: ['pipe', 'ignore', 'inherit'],
});
if (register.status !== 0) fail('the opt-out register could not be opened');

const gateway: ChildProcess = spawn(process.execPath, [at('gateway/server.ts')], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
if (process.env['LCR_LOG']) gateway.stdout?.pipe(process.stderr);
else gateway.stdout?.resume();

const others = await folderPatients();
const client = await createHostClient({ clientId: 'demo-ehr', gateway: issuer, key: hostKey });
const host = createHost({
  gateway: issuer,
  client,
  patientsOf: (user) => [...embeddedPatientsOf(user), ...others],
  switchboard: upstream.switchboard,
});

async function answers(address: string): Promise<boolean> {
  for (let tries = 0; tries < 100 && gateway.exitCode === null; tries++) {
    if (await fetch(address).then(({ ok }) => ok, () => false)) return true;
    await new Promise((later) => setTimeout(later, 100));
  }
  return false;
}

let leaving = false;
function leave(code: number): void {
  if (leaving) return;
  leaving = true;
  upstream.stop();
  server?.close();
  (server as Server | undefined)?.closeAllConnections();
  if (gateway.exitCode !== null) process.exit(code);
  gateway.once('exit', () => process.exit(code));
  gateway.kill('SIGTERM');
}

let server: ReturnType<typeof serve> | undefined;
gateway.once('exit', (code) => leaving || leave(code || 1));
process.once('SIGTERM', () => leave(0));
process.once('SIGINT', () => leave(0));

if (await answers(`${issuer}/readyz`)) {
  server = serve({ fetch: host.fetch, port, hostname: '127.0.0.1' }, () => console.log(`The record is at http://localhost:${port}`));
  server.on('error', (error: NodeJS.ErrnoException) => {
    console.error(`port ${port} cannot be used (${error.code}); name another with PORT`);
    leave(1);
  });
} else leave(1);
