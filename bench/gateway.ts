/** The load that a gateway bears with its audit on disk, against the same gateway whose audit forgets at once. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHistogram } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { findPostgres, startPostgres } from '../gateway/test/postgres.ts';
import { type Figures, inTurns } from './figures.ts';

const ROUNDS = Number(process.env['ROUNDS'] || 15);
const SECONDS = Number(process.env['SECONDS'] || 2);

/** As many clients as wait for an answer at any time. */
const CLIENTS = 32;

const requests = {
  'one section of 50 entries': '/v1/record/allergies',
  'a page of 20 widgets': '/v1/record',
};

interface Server {
  address: string;
  token: string;
  patient: string;
  page: string;
  /** The time of the processor that it has used, in milliseconds. */
  used(): Promise<number>;
  stop(): void;
}

export async function measureGateway(): Promise<Figures[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lcr-bench-'));
  const found = findPostgres();
  const postgres = 'programs' in found ? await startPostgres(found.programs) : undefined;
  if ('missing' in found) console.error(`PostgreSQL is left out: ${found.missing}`);
  const servers: [variant: string, server: Server][] = [];
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  try {
    servers.push(['without audit', await start('none', join(folder, 'none'))]);
    servers.push(['audit in SQLite', await start('durable', join(folder, 'durable'))]);
    if (postgres) servers.push(['audit in PostgreSQL', await start('durable', postgres.database())]);
    const byVariant = new Map(servers);
    const figures: Figures[] = [];
    for (const [name, path] of Object.entries(requests)) {
      const measure = (variant: string) => load(byVariant.get(variant)!, path, agent);
      figures.push(await inTurns(`gateway: ${name}, ${CLIENTS} clients`, [...byVariant.keys()], ROUNDS, measure));
    }
    return figures;
  } finally {
    agent.destroy();
    for (const [, server] of servers) server.stop();
    postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One round: every client asks again as soon as it has its answer. */
async function load(server: Server, path: string, agent: Agent): Promise<Record<string, number>> {
  const times = createHistogram();
  const usedBefore = await server.used();
  const began = performance.now();
  const end = began + SECONDS * 1000;
  const address = `${server.address}${path === '/v1/record' ? server.page : path}`;
  const headers = { Authorization: `Bearer ${server.token}`, 'LCR-Patient': server.patient };
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      const asked = performance.now();
      get(address, { agent, headers }, (answer) => {
        answer.on('error', reject).on('end', () => {
          if (answer.statusCode !== 200) return reject(new Error(`${path} was answered ${answer.statusCode}`));
          times.record(Math.max(1, Math.round((performance.now() - asked) * 1000)));
          resolve();
        });
        answer.resume();
      }).on('error', reject);
    });
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (performance.now() < end) await ask();
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  return {
    'requests per second': times.count / seconds,
    'processor, ms each': ((await server.used()) - usedBefore) / times.count,
    'p50, ms': times.percentile(50) / 1000,
    'p99, ms': times.percentile(99) / 1000,
  };
}

async function start(audit: 'durable' | 'none', store: string): Promise<Server> {
  const program = fileURLToPath(new URL('gateway-server.ts', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [program, audit, store], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  process.once('exit', () => child.kill());
  const said = await new Promise<string>((resolve, reject) => {
    child.stdout!.once('data', (text) => resolve(String(text)));
    child.once('exit', () => reject(new Error('the gateway did not start')));
  });
  return {
    ...(JSON.parse(said) as Pick<Server, 'address' | 'token' | 'patient' | 'page'>),
    async used() {
      const answer = new Promise<NodeJS.CpuUsage>((resolve) => child.once('message', (usage) => resolve(usage as NodeJS.CpuUsage)));
      child.send('used');
      const { user, system } = await answer;
      return (user + system) / 1000;
    },
    stop: () => child.kill(),
  };
}
