/**
 * Five FHIR servers at real sockets, one of them behind a proxy that fails in every way, at every moment of an answer.
 * The right one is named, at its deadline at the latest, the other four are shown, and nobody reads "none recorded".
 */
import { createFhirServer } from '../gateway/sources/fhir-server.ts';
import { chance } from '../gateway/demo/chance.ts';
import { categories } from '../gateway/policy/kinds.ts';
import { gateway, northbridge, PATIENT, type Gateway } from '../gateway/test/house.ts';
import type { Section } from '../api-spec/record.ts';
import { ALLERGENS, fhirServer, NAMES } from './fhir.ts';
import { createProxy, MOMENTS, TOXICS, type Fault, type Proxy } from './proxy.ts';
import { tally, type Trial } from './trial.ts';

/** How long the source behind the proxy has, and the others: whatever the machine does besides must not fell these. */
const DEADLINE = 600;
const PATIENCE = 30_000;

/** What a deadline may be exceeded by. What is kept open is kept open for ever, so that this is not what ends it. */
const LATE = 5_000;

/** Gateways side by side with the same source behind a proxy. */
const LANES = 2;

interface Run {
  readonly source: number;
  readonly fault: Fault;
  readonly seed: number;
  /** What the answer must say of the source: of what finishes in time, that it answered. */
  readonly expected: 'answered' | 'unavailable' | 'timed-out';
}

/** All toxics at all moments come first, at one source after another; then again, at other sources and by other chances. */
function runOf(index: number, seed: number): Run {
  const toxic = TOXICS[index % TOXICS.length]!;
  const moment = MOMENTS[Math.floor(index / TOXICS.length) % MOMENTS.length]!;
  const round = Math.floor(index / (TOXICS.length * MOMENTS.length));
  const draw = chance(`faults ${seed} ${index}`);
  const soon = draw() < 0.5;
  // The first answer says who the patient is, the second what there is of them.
  const answer = moment === 'connect' ? 0 : Math.floor(draw() * 2);
  const held = toxic === 'bandwidth' ? (soon ? 2 : 60) : soon ? 10 + draw() * 60 : DEADLINE * (2 + draw());
  const bytes = toxic === 'bandwidth' ? (soon ? 300 + draw() * 3000 : 1 + draw() * 12) : toxic === 'sliced' ? 30 + draw() * 200 : draw() * 24;
  return {
    source: (round + index) % NAMES.length,
    seed: Math.floor(round / NAMES.length),
    fault: { toxic, moment, answer, depth: draw(), delay: held, bytes: Math.floor(bytes) },
    expected: {
      latency: soon ? 'answered' as const : 'timed-out' as const,
      bandwidth: soon ? 'answered' as const : 'timed-out' as const,
      sliced: 'answered' as const,
      'slow close': soon ? 'unavailable' as const : 'timed-out' as const,
      timeout: 'timed-out' as const,
      down: 'unavailable' as const, reset: 'unavailable' as const, 'cut short': 'unavailable' as const,
    }[toxic],
  };
}

export const trial: Trial = {
  name: 'source faults: 8 kinds × 4 moments × 5 sources through a TCP proxy, the right source named, four shown',
  tries: { short: 32, whole: TOXICS.length * MOMENTS.length * NAMES.length * 10 },
  async run({ tries, seed }) {
    const { outcome, add } = tally();
    const servers = await Promise.all(NAMES.map((name) => fhirServer(name, new Map([['p', PATIENT]]))));
    const late: number[] = [];
    const runs = Array.from({ length: tries }, (_, index) => ({ index, ...runOf(index, seed) }));
    const lanes = NAMES.flatMap((_, source) => {
      const own = runs.filter((run) => run.source === source);
      return Array.from({ length: LANES }, (__, lane) => ({ source, runs: own.filter((___, at) => at % LANES === lane) }));
    });
    await Promise.all(lanes.map(async (lane) => {
      const proxy = await createProxy(servers[lane.source]!.port);
      const house = await gateway(servers.map(({ id, port }, at) => {
        const isFaulty = at === lane.source;
        const about = { id, organisation: northbridge, system: id, categories: new Set(categories), deadline: isFaulty ? DEADLINE : PATIENCE };
        return createFhirServer(about, { url: `http://127.0.0.1:${isFaulty ? proxy.port : port}` });
      }));
      for (const run of lane.runs) {
        let { struck, took, wrong } = await strike(house, proxy, run);
        // On a machine that is busy elsewhere a deadline can pass before there is an answer to strike.
        for (let again = 0; !struck && took >= DEADLINE && again < 5; again++) ({ struck, took, wrong } = await strike(house, proxy, run));
        if (took > DEADLINE) late.push(took - DEADLINE);
        const { toxic, moment } = run.fault;
        add(wrong.length === 0, () => `run ${run.index}, ${NAMES[run.source]}, ${toxic}, ${moment}: ${wrong.join('; ')}`);
      }
      await proxy.stop();
    }));
    await Promise.all(servers.map((server) => server.stop()));
    late.sort((a, b) => a - b);
    const at = (part: number) => Math.round(late[Math.floor((late.length - 1) * part)] ?? 0);
    return { ...outcome, note: `${late.length} went to the deadline of ${DEADLINE} ms and were answered ${at(0.5)} ms after it (median; 99 %: ${at(0.99)}, most: ${at(1)})` };
  },
};

async function strike(house: Gateway, proxy: Proxy, { source, fault, expected }: Run): Promise<{ struck: boolean; took: number; wrong: string[] }> {
  proxy.become(fault);
  // What kept a connection notices that it is gone.
  await new Promise((resolve) => setTimeout(resolve, 20));
  const { access_token: token } = await house.hostToken({ user: 'u-1', name: 'Dr Ada Okafor', org: 'XQ1', roles: ['R8000'], patient: PATIENT });
  const began = performance.now();
  const { status, body } = await house.ask('/v1/record/allergies', { token });
  const took = performance.now() - began;
  const struck = proxy.struck();
  proxy.become();
  if (status !== 200) return { struck, took, wrong: [`HTTP ${status}`] };
  const { sources, entries, knownNone, completeness } = body as Section<'allergies'>;
  const wrong: string[] = [];
  if (!struck) wrong.push('the fault did not strike');
  if (took > DEADLINE + LATE) wrong.push(`answered after ${Math.round(took)} ms`);
  for (const [at, { system, status: said }] of sources.entries()) {
    const shown = entries.filter(({ id }) => id.startsWith(`${system}.`)).length;
    const whole = said === 'answered' && shown === ALLERGENS.length;
    const named = (said === 'unavailable' || said === 'timed-out') && shown === 0;
    if (at !== source ? !whole : !whole && !named) wrong.push(`${system} is ${said} with ${shown} entries`);
    if (at !== source) continue;
    // A machine that is busy elsewhere may make late what would have come in time.
    if (said !== expected && !(expected !== 'timed-out' && said === 'timed-out' && took >= DEADLINE)) wrong.push(`${system} is ${said}, not ${expected}`);
    if (completeness !== (said === 'answered' ? 'complete' : 'partial')) wrong.push(`${completeness} although ${said}`);
  }
  if (sources.length !== NAMES.length || knownNone.length > 0) wrong.push(`${sources.length} sources, ${knownNone.length} statements that there is none`);
  return { struck, took, wrong };
}
