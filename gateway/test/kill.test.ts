import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { kills } from './kills.ts';
import { findPostgres, startPostgres } from './postgres.ts';

const found = findPostgres();
const postgres = 'programs' in found ? await startPostgres(found.programs) : undefined;
after(() => postgres?.stop());

/** `npm run attack kill` does it again and again. */
const TIMES = 1;

describe('a gateway that is killed under load', () => {
  for (const [where, database, skip] of [
    ['with the embedded store', () => undefined, false],
    ['with PostgreSQL', () => postgres!.database(), 'missing' in found ? found.missing : false],
  ] as const) {
    it(`${where}: has a row for whatever a client received, a whole chain, and starts again by itself`, { skip, timeout: 600_000 }, async (t) => {
      const { answers, lines, rows, cut, ...figures } = await kills(TIMES, 4, database());
      assert.deepEqual(figures, { kills: TIMES, lost: 0, broken: 0 });
      assert.ok(answers > TIMES && rows > answers, 'there was load');
      t.diagnostic(`${TIMES} kills: ${answers} answers and ${lines} lines received, ${cut} requests cut off, ${rows} rows`);
    });
  }
});
