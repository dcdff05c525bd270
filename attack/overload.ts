/**
 * Five times as many clients as a gateway lets in at once: whoever gets no answer is told to come again, whoever gets one
 * gets it about as fast as ever, and when they have gone all is as it was.
 */
import { PATIENT } from '../gateway/test/house.ts';
import { onDisk, page } from '../gateway/test/running.ts';
import { fhirServer, NAMES, sourcesOf } from './fhir.ts';
import type { Outcome, Trial } from './trial.ts';

/** How many requests the gateway lets in at once. */
const CAPACITY = 8;
const TIMES = 5;

/** Useful answers against the peak, and how long until all are useful again, in milliseconds. */
const USEFUL = 0.8;
const RECOVERY = 2_000;

interface Load {
  useful: number;
  refused: number;
  wrong: Set<string>;
  milliseconds: number;
}

const calm = (): Load => ({ useful: 0, refused: 0, wrong: new Set(), milliseconds: 0 });
const rate = ({ useful, milliseconds }: Load) => (useful * 1000) / milliseconds;

export const trial: Trial = {
  name: 'overload: five times as many clients as there is room for',
  tries: { short: 2, whole: 20 },
  async run({ tries: seconds }): Promise<Outcome> {
    const servers = await Promise.all(NAMES.map((name) => fhirServer(name, new Map([['p', PATIENT]]))));
    const disk = await onDisk({
      sources: sourcesOf(new Map(servers.map(({ id, port }) => [id, port])), 30_000),
      more: `limits: { underWay: ${CAPACITY} }`,
    });
    try {
      const gateway = await disk.start();
      const { token } = await disk.token(gateway.address);
      const ask = () => fetch(`${gateway.address}/v1/record/allergies`, { headers: page(token) });
      await press(ask, CAPACITY, seconds * 300);
      // By turns, a second each: a machine that slows down meanwhile slows both.
      const peak = calm();
      const over = calm();
      for (let turn = 0; turn < seconds; turn++) {
        await press(ask, CAPACITY, 1000, peak);
        await press(ask, CAPACITY * TIMES, 1000, over);
      }
      // All at once have gone: from now on the first that is not told to come again says how long that took.
      const ended = performance.now();
      let recovered = Infinity;
      while (recovered === Infinity && performance.now() - ended < RECOVERY * 5) {
        const { refused } = await press(ask, CAPACITY, 0);
        if (refused === 0) recovered = performance.now() - ended;
      }
      const ratio = rate(over) / rate(peak);
      const failures = [...peak.wrong, ...over.wrong];
      if (over.refused === 0) failures.push('nobody was refused');
      if (seconds >= 10 && ratio < USEFUL) failures.push(`useful answers fell to ${(ratio * 100).toFixed(0)} % of the peak`);
      if (recovered > RECOVERY && seconds >= 10) failures.push(`recovered after ${Math.round(recovered)} ms`);
      if (recovered === Infinity) failures.push('did not recover');
      if ((await gateway.stop()) !== 0) failures.push('the gateway did not end well');
      const tried = over.useful + over.refused + over.wrong.size;
      return {
        tried, survived: tried - over.wrong.size, failures,
        note: `peak ${rate(peak).toFixed(0)} useful answers a second, ${rate(over).toFixed(0)} under overload (${(ratio * 100).toFixed(0)} %) beside ${over.refused} times 503 with Retry-After; recovered within ${Math.round(recovered)} ms`,
      };
    } finally {
      disk.remove();
      await Promise.all(servers.map((server) => server.stop()));
    }
  },
};

/** So many clients, each of which asks again as soon as it has its answer, or a little later where it was refused. */
async function press(ask: () => Promise<Response>, clients: number, milliseconds: number, load = calm()): Promise<Load> {
  const began = performance.now();
  const end = began + milliseconds;
  await Promise.all(Array.from({ length: clients }, async () => {
    do {
      const answer = await ask();
      const body = (await answer.json()) as { code?: string; entries?: unknown[]; completeness?: string };
      if (answer.status === 200 && body.entries?.length === 15 && body.completeness === 'complete') load.useful++;
      else if (answer.status === 503 && body.code === 'overloaded' && Number(answer.headers.get('Retry-After')) > 0) {
        load.refused++;
        // Sooner than it is told to, as impatient ones do.
        await new Promise((resolve) => setTimeout(resolve, 100));
      } else load.wrong.add(`${answer.status} ${body.code ?? body.completeness}`);
    } while (performance.now() < end);
  }));
  load.milliseconds += performance.now() - began;
  return load;
}
