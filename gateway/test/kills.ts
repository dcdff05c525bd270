/**
 * `kill -9` under load, again and again, and whether anything that a client received is missing from the audit.
 *
 * The short form runs among the tests; `npm run attack kill` is the long one.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verify } from '../audit/verify.ts';
import { chance } from '../demo/chance.ts';
import { type End, follow, START } from '../store/chain.ts';
import { openPostgres } from '../store/postgres.ts';
import { openStore } from '../store/sqlite.ts';
import type { AuditRow, Store } from '../store/store.ts';
import { openSigningKey } from '../token/keys.ts';
import { onDisk, page, type Running } from './running.ts';

export interface Survived {
  kills: number;
  /** Answers that clients received whole, and the lines among them: each must have its row. */
  answers: number;
  lines: number;
  /** What clients received and no row says. */
  lost: number;
  /** Requests that ended without an answer, as they do when a gateway dies. */
  cut: number;
  rows: number;
  /** Kills after which the chain did not hold, or the gateway did not start again. */
  broken: number;
}

const CLIENTS = 6;
const STREAM = '/v1/record?category=allergies&category=results&category=problems';
const PATHS = [STREAM, '/v1/record/allergies', '/v1/patient', '/v1/record/everything', STREAM];

/** What of an answer has to be found in a row. */
export interface Received {
  requestId: string;
  of: string | undefined;
}

export async function kills(count: number, seed: number, database?: string): Promise<Survived> {
  const random = chance(String(seed));
  const disk = await onDisk(database === undefined ? {} : { environment: { DATABASE_URL: database } });
  const figures: Survived = { kills: 0, answers: 0, lines: 0, lost: 0, cut: 0, rows: 0, broken: 0 };
  const open = (): Promise<Store> => (database === undefined ? openStore(join(disk.folder, 'store')) : openPostgres(database));
  let end: End = START;
  try {
    await (await disk.start()).stop();
    for (let kill = 0; kill < count; kill += 1) {
      const gateway = await disk.start();
      const received: Received[] = [];
      let alive = true;
      const clients = Promise.all(
        Array.from({ length: CLIENTS }, (_, index) =>
          ask(gateway, index, received, figures).catch((error: unknown) => {
            if (alive) throw error;
            figures.cut += 1;
          }),
        ),
      );
      // From the first parts of a record on, at any moment of any commit.
      while (received.filter(({ of }) => of).length < CLIENTS) await Promise.race([wait(5), clients]);
      await Promise.race([wait(random() * 300), clients]);
      alive = false;
      await gateway.kill();
      await clients;
      figures.kills += 1;

      const store = await open();
      const fresh = await store.audit.read(end.seq, 100_000);
      const found = await follow(await store.audit.chain(end.seq, 100_000), end);
      await store.close();
      figures.lost += missingFrom(fresh.map(({ row }) => row), received);
      if ('what' in found) {
        figures.broken += 1;
        break;
      }
      end = found;
    }
    const last = await disk.start();
    if ((await last.stop()) !== 0) figures.broken += 1;
    const store = await open();
    const key = await openSigningKey(JSON.parse(readFileSync(join(disk.folder, 'key/audit.jwk'), 'utf8')));
    const { rows, signedTo, fault } = await verify(store.audit, key);
    if (fault || signedTo !== rows || rows < end.seq) figures.broken += 1;
    figures.rows = rows;
    await store.close();
    return figures;
  } finally {
    disk.remove();
  }

  /** One client, from a token to as many answers as there are until the gateway dies. */
  async function ask(gateway: Running, index: number, received: Received[], counted: Survived): Promise<never> {
    const { token, requestId } = await disk.token(gateway.address);
    received.push({ requestId, of: undefined });
    counted.answers += 1;
    for (let turn = index; ; turn += 1) await read(gateway, PATHS[turn % PATHS.length]!, token, received, counted);
  }
}

async function read({ address }: Running, path: string, token: string, received: Received[], counted: Survived): Promise<void> {
  const answer = await fetch(address + path, { headers: page(token) });
  const requestId = answer.headers.get('X-Request-Id')!;
  const text = new TextDecoder();
  let rest = '';
  // A line counts as soon as it is there, whether or not the stream is ever finished.
  for await (const chunk of answer.body!) {
    const lines = (rest + text.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const { category, entries } = JSON.parse(line) as { category: string; entries?: unknown };
      received.push({ requestId, of: entries === undefined ? undefined : category });
      counted.lines += 1;
    }
  }
  counted.answers += 1;
  // A path that there is not is nobody's record.
  if (answer.status === 404) return;
  const of = answer.status !== 200 || path === STREAM ? undefined : path.split('/').at(-1);
  received.push({ requestId, of });
}

/** How much was received that no row says: the request, and what of the record was in the answer. */
export function missingFrom(rows: readonly AuditRow[], received: readonly Received[]): number {
  const asked = new Set(rows.filter(({ action }) => action !== 'shown').map(({ requestId }) => requestId));
  const shown = new Set(rows.filter((row) => row.shown).map(({ requestId, shown: one }) => `${requestId} ${one!.category ?? one!.of}`));
  return received.filter(({ requestId, of }) => !asked.has(requestId) || (of !== undefined && !shown.has(`${requestId} ${of}`))).length;
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
