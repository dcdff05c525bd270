/** The examples beside the real gateway: the demonstration's record and host, and each example under a path of that host. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { serve as serveHono } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { embeddedPatientsOf, users, type ListedPatient, type User } from '../../demo/ehr.ts';
import { createHost } from '../../demo/host.ts';
import { startUpstream } from '../../demo/upstream.ts';
import { createHostClient, newHostKey, type HostClient } from '../../host-kit/host.ts';
import type { Workshop } from './pack.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The example that is a server of its own; the others are folders of files. */
const SERVER = 'server-rendered';
const CLIENT = 'demo-ehr';

interface Pages {
  createPages(options: { record: HostClient; gateway: string; userOf(): User; patientsOf(user: User): readonly ListedPatient[] }): Server;
}

export interface Served {
  /** Where each project is, by its name. */
  addresses: Record<string, string>;
  /** What browsers reported against the strict example's policy, and which browser each was. */
  reports: { browser: string; said: string }[];
  stop(): Promise<void>;
}

/** @param through - What stands between the hosts and the gateway's tokens. */
export async function serve({ folder, projects, cdn }: Workshop, through = (client: HostClient) => client): Promise<Served> {
  const [port, gatewayPort, wardPort] = (await Promise.all([freePort(), freePort(), freePort()])) as [number, number, number];
  const state = join(folder, '.lcr');
  mkdirSync(state);
  const { key, jwks } = await newHostKey();
  writeFileSync(join(state, 'host.jwks.json'), JSON.stringify(jwks));
  // The demonstration's gateway, to which one more origin is known.
  const config = join(state, 'gateway.yaml');
  const settings = readFileSync(at('demo/gateway.yaml'), 'utf8')
    .replace('../gateway/policy.yaml', () => JSON.stringify(at('gateway/policy.yaml')))
    .replace('origins: [', `origins: ['http://localhost:${wardPort}', `);
  writeFileSync(config, settings);

  const upstream = await startUpstream();
  const door = spawn(process.execPath, [at('gateway/server.ts')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, LCR_CONFIG: config, HOST_PORT: String(port), GATEWAY_PORT: String(gatewayPort), SOURCES: upstream.address, DEMO_FOLDER: state },
  });
  const gateway = `http://localhost:${gatewayPort}`;
  await ready(`${gateway}/readyz`, () => door.exitCode === null);

  const client = through(await createHostClient({ clientId: CLIENT, gateway, key }));
  const host = createHost({ gateway, client, patientsOf: embeddedPatientsOf });
  const reports: Served['reports'] = [];
  const app = new Hono();
  app.all('/ehr/*', ({ req }) => host.fetch(req.raw));
  app.post('/reports', async (c) => {
    reports.push({ browser: c.req.header('User-Agent') ?? '', said: await c.req.text() });
    return c.body(null, 204);
  });
  const { policy } = (await import(pathToFileURL(join(folder, 'strict/policy.js')).href)) as { policy(options: { gateway: string; reports: string }): string };
  app.use('/strict/*', async (c, next) => {
    await next();
    c.header('Content-Security-Policy', policy({ gateway, reports: '/reports' }));
  });
  app.use('/:name/lcr/*', serveStatic({ root: cdn, rewriteRequestPath: (path) => path.replace(/^\/[\w-]+\/lcr/, '') }));
  for (const name of projects) {
    const built = existsSync(join(folder, name, 'vite.config.js')) ? `/${name}/dist` : `/${name}`;
    app.use(`/${name}/*`, serveStatic({ root: folder, rewriteRequestPath: (path) => path.replace(`/${name}`, built) }));
  }
  app.use('/host.css', serveStatic({ root: folder }));

  const { createPages } = (await import(pathToFileURL(join(folder, SERVER, 'pages.mjs')).href)) as Pages;
  const ward = createPages({ record: client, gateway, userOf: () => users[0]!, patientsOf: embeddedPatientsOf });
  const servers = [ward.listen(wardPort, '127.0.0.1'), serveHono({ fetch: app.fetch, port, hostname: '127.0.0.1' }) as Server];
  await Promise.all(servers.map(async (server) => server.listening || once(server, 'listening')));

  return {
    addresses: Object.fromEntries(projects.map((name) => [name, name === SERVER ? `http://localhost:${wardPort}/` : `http://localhost:${port}/${name}/`])),
    reports,
    async stop() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
      door.kill('SIGTERM');
      if (door.exitCode === null) await once(door, 'exit');
      upstream.stop();
    },
  };
}

async function ready(address: string, isAlive: () => boolean): Promise<void> {
  while (isAlive()) {
    if (await fetch(address).then(({ ok }) => ok, () => false)) return;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error('the gateway ended before it was ready');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
