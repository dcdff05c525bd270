/**
 * What a gateway costs: against a bare server that sends the same bytes, with each of its parts left out in turn, and
 * against the slowest of the sources that it waits for. Every server is a process of its own. It is one patient who is
 * asked for again and again, as by the widgets and the readers of one; what the first look costs is measured beside it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHistogram } from 'node:perf_hooks';
import { findPostgres, startPostgres } from '../gateway/test/postgres.ts';
import { type Figures, inTurns } from './figures.ts';
import { ask } from './gateway-client.ts';
import { measureLatency } from './gateway-latency.ts';
import { ANEW, type Server, startGateway } from './gateway-process.ts';

const ROUNDS = Number(process.env['ROUNDS'] || 15);
const SECONDS = Number(process.env['SECONDS'] || 2);

/** As many clients as wait for an answer at any time. */
const CLIENTS = 32;

const requests = {
  'one section of 50 entries': '/v1/record/allergies',
  'a page of 20 widgets': '/v1/record',
};

export async function measureGateway(): Promise<Figures[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lcr-bench-'));
  const found = findPostgres();
  const postgres = 'programs' in found ? await startPostgres(found.programs) : undefined;
  if ('missing' in found) console.error(`PostgreSQL is left out: ${found.missing}`);
  const servers = new Map<string, Server>();
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  try {
    for (const what of ['bare', 'whole', ANEW, 'without audit', 'without token check', 'without policy']) {
      servers.set(what, await startGateway(what, join(folder, what)));
    }
    if (postgres) servers.set('whole, on PostgreSQL', await startGateway('whole', postgres.database()));
    const figures: Figures[] = [];
    for (const [name, path] of Object.entries(requests)) {
      const measure = (variant: string) => load(servers.get(variant)!, path, agent);
      figures.push(await inTurns(`gateway: ${name}, ${CLIENTS} clients`, [...servers.keys()], ROUNDS, measure));
    }
    figures.push(await measureLatency(join(folder, 'latency'), ROUNDS, SECONDS));
    return figures;
  } finally {
    agent.destroy();
    for (const server of servers.values()) server.stop();
    postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One round: every client asks again as soon as it has its answer. */
async function load(server: Server, path: string, agent: Agent): Promise<Record<string, number>> {
  const times = createHistogram();
  const before = await server.used();
  const began = performance.now();
  const end = began + SECONDS * 1000;
  const address = `${server.address}${path === '/v1/record' ? server.page : path}`;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (performance.now() < end) {
        const { took } = await ask(address, server.headers, agent);
        times.record(Math.max(1, Math.round(took * 1000)));
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const after = await server.used();
  return {
    'requests per second': times.count / seconds,
    'processor, ms each': (after.processor - before.processor) / times.count,
    'p50, ms': times.percentile(50) / 1000,
    'p99, ms': times.percentile(99) / 1000,
    'memory, MB': after.memory,
  };
}
