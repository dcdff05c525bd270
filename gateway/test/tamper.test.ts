import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { readHead } from '../audit/head.ts';
import { verify } from '../audit/verify.ts';
import { openStore } from '../store/sqlite.ts';
import { asIs, auditOf, heads, key, ROWS, rows, stranger, tamperings } from './tampering.ts';

describe('an audit', () => {
  it('that nobody has touched is whole, and says how far it is signed', async () => {
    assert.deepEqual(await verify(auditOf(asIs()), key), { rows: ROWS, signedTo: ROWS });
    assert.deepEqual(await verify(auditOf({ ...asIs(), heads: heads.slice(0, 2) }), key), { rows: ROWS, signedTo: 16 });
    assert.deepEqual(await verify(auditOf({ links: [], heads: [] }), key), { rows: 0, signedTo: 0 });
    assert.deepEqual(await verify(auditOf(asIs()), key, heads.slice(1)), { rows: ROWS, signedTo: ROWS });
  });

  it('shows 1,000 random tamperings, and names the rows among which the first one is', async (t) => {
    const found = await tamperings(1000, Number(process.env['SEED'] ?? 4));
    for (const [way, count] of found) t.diagnostic(`${way}: ${count} of ${count} found`);
    assert.ok([...found.values()].every((count) => count > 50));
  });

  it('says in words what was done', async () => {
    const say = async (change: (store: ReturnType<typeof asIs>) => void) => {
      const store = asIs();
      change(store);
      return (await verify(auditOf(store), key)).fault?.text;
    };
    assert.equal(await say(({ links: all }) => (all[4]!.text = all[4]!.text.replace('Ada', 'Eve'))), 'row 5 was changed after it was written');
    assert.equal(await say(({ links: all }) => all.splice(4, 1)), 'row 5 is missing');
    assert.equal(await say(({ links: all }) => all.splice(4, 3)), 'rows 5 to 7 are missing');
    assert.equal(await say(({ links: all }) => all.splice(20)), `rows 21 to 24 are missing at the end: the audit had 24 rows on ${rows[23]!.at}`);
    assert.equal(await say(({ heads: signed }) => (signed[1]!.signed = signed[2]!.signed)), 'the head of row 16 was not signed with the key of the audit');
  });

  it('takes no other signature for a head: neither a token of the same key, nor a head of another one', async () => {
    const { signed } = heads[0]!;
    assert.equal((await readHead(signed, key))?.seq, 7);
    assert.equal(await readHead(signed, stranger), undefined);
    const [header, payload, signature] = signed.split('.') as [string, string, string];
    const moved = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), seq: 6 })).toString('base64url');
    assert.equal(await readHead([header, moved, signature].join('.'), key), undefined);
    assert.equal(await readHead('', key), undefined);
  });
});

describe('an audit in a SQLite file that somebody edits', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lcr-tamper-'));
  before(async () => {
    const store = await openStore(join(folder, 'whole'));
    for (const row of rows) await store.audit.append(row);
    for (const head of heads) await store.audit.sign(head);
    await store.close();
  });
  after(() => rmSync(folder, { recursive: true }));

  const edits: [sql: string, first: number][] = [
    [`update audit set row = replace(row, '9990000018', '9990000026') where seq = 9`, 9],
    [`update audit set row = replace(row, '","', '", "') where seq = 3`, 3],
    [`update audit set row = replace(row, '{"at":', '{"patient":"9990000018","at":') where seq = 2`, 2],
    [`update audit set at = '2026-01-01T00:00:00.000Z' where seq = 11`, 11],
    [`update audit set hash = '${'0'.repeat(64)}' where seq = 24`, 24],
    [`update audit set previous = '${'0'.repeat(64)}' where seq = 13`, 13],
    [`update audit set seq = 100 where seq = 24`, 24],
    [`delete from audit where seq = 1`, 1],
    [`delete from audit where seq > 20`, 21],
    [`delete from audit`, 1],
    [`insert into audit (seq, at, row, previous, hash) select 25, at, row, hash, previous from audit where seq = 24`, 25],
    [`update audit set seq = 99 where seq = 5; update audit set seq = 5 where seq = 6; update audit set seq = 6 where seq = 99`, 5],
    [`update head set signed = (select signed from head where seq = 24) where seq = 7`, 7],
  ];
  for (const [index, [sql, first]] of edits.entries()) {
    it(`shows it: ${sql}`, async () => {
      const own = join(folder, String(index));
      mkdirSync(own);
      copyFileSync(join(folder, 'whole', 'gateway.sqlite'), join(own, 'gateway.sqlite'));
      const database = new DatabaseSync(join(own, 'gateway.sqlite'));
      for (const table of ['audit', 'head']) database.exec(`drop trigger ${table}_unchanged; drop trigger ${table}_kept`);
      database.exec(`pragma ignore_check_constraints = on; ${sql}`);
      database.close();
      const store = await openStore(own);
      const { fault } = await verify(store.audit, key);
      assert.ok(fault && fault.first <= first && first <= fault.last, fault?.text ?? 'not found');
      await store.close();
    });
  }
});
