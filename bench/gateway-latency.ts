/** How much longer an answer of the gateway takes than the slowest of the sources that it is made of. */
import { Agent } from 'node:http';
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { type Figures, median } from './figures.ts';
import { ask } from './gateway-client.ts';
import { PATIENT } from './gateway-record.ts';
import { start, startGateway, tell } from './gateway-process.ts';

/** The middle one is the large one: 190 kB. */
const SOURCES = [{ delay: 20, entries: 10 }, { delay: 40, entries: 240 }, { delay: 60, entries: 20 }];
const SLOWEST = SOURCES.length - 1;

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

/**
 * One client asks the gateway for a section, and then the slowest source itself what the gateway asks it: who the
 * patient is, and for the section, side by side, as for every patient whom the source has met in the last minutes. What
 * the one takes longer than the other is the gateway's own. Who is asked for the first time waits for the one before
 * the other, and that is the sources' time twice.
 */
export async function measureLatency(store: string, rounds: number, seconds: number): Promise<Figures> {
  const { said, child } = await start<{ addresses: string[]; bytes: number[] }>('gateway-sources.ts', [JSON.stringify(SOURCES)]);
  const gateway = await startGateway('whole', store, said.addresses);
  const agent = new Agent({ keepAlive: true });
  const slowest = said.addresses[SLOWEST]!;
  const bySource = async () => {
    const asked = [ask(`${slowest}Patient/_search`, FORM, agent, `identifier=${PATIENT}`), ask(`${slowest}AllergyIntolerance?patient=p`, {}, agent)];
    return Math.max(...(await Promise.all(asked)).map(({ took }) => took));
  };
  const byGateway = async () => (await ask(`${gateway.address}/v1/record/allergies`, gateway.headers, agent)).took;

  const found: Record<string, Record<string, number>>[] = [];
  let sources = { connections: 0, requests: 0 };
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const times = { source: createHistogram(), gateway: createHistogram(), added: createHistogram() };
      await tell(child);
      for (const end = performance.now() + seconds * 1000; performance.now() < end; ) {
        const [own, whole] = [await bySource(), await byGateway()];
        record(times.source, own);
        record(times.gateway, whole);
        record(times.added, whole - own);
      }
      sources = await tell(child);
      if (round > 0) found.push({ 'the slowest source': figuresOf(times.source), gateway: figuresOf(times.gateway), 'added by the gateway': figuresOf(times.added) });
    }
  } finally {
    agent.destroy();
    gateway.stop();
    child.kill();
  }
  const middle = Object.fromEntries(
    Object.entries(found[0]!).map(([variant, figures]) => [
      variant,
      Object.fromEntries(Object.keys(figures).map((figure) => [figure, median(found.map((one) => one[variant]![figure]!))])),
    ]),
  );
  const name = `gateway: one section over ${SOURCES.length} FHIR servers (${SOURCES.map(({ delay }) => delay).join('/')} ms a request, ${said.bytes.map((bytes) => `${Math.round(bytes / 1000)} kB`).join('/')}), one client`;
  const reused = { requests: sources.requests, 'new connections': sources.connections };
  return { name, against: 'the slowest source', variants: { ...middle, 'at the sources, last round': reused }, rounds };
}

function record(times: RecordableHistogram, milliseconds: number): void {
  times.record(Math.max(1, Math.round(milliseconds * 1000)));
}

const figuresOf = (times: RecordableHistogram) => ({ 'p50, ms': times.percentile(50) / 1000, 'p99, ms': times.percentile(99) / 1000 });
