import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, it } from 'node:test';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { firstBreak, link, START } from '../store/chain.ts';
import { memoryStore } from '../store/memory.ts';
import { openPostgres } from '../store/postgres.ts';
import { openStore } from '../store/sqlite.ts';
import type { AuditRow, AuditSearch, Store } from '../store/store.ts';
import { findPostgres, startPostgres } from './postgres.ts';

const folders: string[] = [];
const folder = () => {
  folders.push(mkdtempSync(join(tmpdir(), 'lcr-store-')));
  return folders.at(-1)!;
};
const found = findPostgres();
const postgres = 'programs' in found ? await startPostgres(found.programs) : undefined;
after(() => {
  folders.forEach((path) => rmSync(path, { recursive: true }));
  postgres?.stop();
});

const row = (requestId: string): AuditRow => ({
  at: '2026-11-24T09:00:00.000Z',
  requestId,
  action: 'record',
  outcome: 'granted',
  patient: '9990000018',
});

const moments = Array.from({ length: 6 }, (_, month) => new Date(Date.UTC(2026, 6 + month, 1)));
const actions = ['record', 'shown', 'token', 'opt-out'] as const;
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Whatever a host may have signed. What no database can hold comes back as U+FFFD, and must not keep a row from being written. */
const anyName = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('Ada “É” Okafor', 'a\0b', 'a\uD800b', '\\u0000', '\\\0'));

const anyRow: fc.Arbitrary<AuditRow> = fc
  .record({
    at: fc.constantFrom(...moments).map((moment) => moment.toISOString()),
    action: fc.constantFrom(...actions),
    patient: optional(fc.constantFrom('9990000018', '9990000026')),
    organisation: optional(fc.constantFrom('XQ1', 'XQ2').map((odsCode) => ({ odsCode, name: `Trust ${odsCode}` }))),
    user: optional(fc.record({ id: fc.constantFrom('u-1', "u-'2"), name: anyName, roles: fc.constant(['R8000']) })),
    sources: optional(fc.subarray(['XQ1', 'XQ2', 'XQ3'])),
  })
  .map((made) => ({ requestId: 'r', outcome: 'granted', ...(JSON.parse(JSON.stringify(made)) as object) }) as AuditRow);

const anySearch: fc.Arbitrary<AuditSearch> = fc.record(
  {
    patient: fc.constantFrom('9990000018', '9990000034'),
    organisation: fc.constantFrom('XQ1', 'XQ2'),
    source: fc.constantFrom('XQ1', 'XQ3'),
    user: fc.constantFrom('u-1', "u-'2"),
    from: fc.constantFrom(...moments),
    to: fc.constantFrom(...moments),
    actions: fc.subarray([...actions], { minLength: 1 }),
  },
  { requiredKeys: [] },
);

const storable = ({ user, ...rest }: AuditRow): AuditRow =>
  user ? { ...rest, user: { ...user, name: user.name.toWellFormed().replaceAll('\0', '\uFFFD') } } : rest;

/** The same question, asked in another way than any store asks it. */
function fits(one: AuditRow, { from, to, actions: wanted, ...equal }: AuditSearch): boolean {
  const said = { patient: [one.patient], organisation: [one.organisation?.odsCode], user: [one.user?.id], source: one.sources ?? [] };
  const moment = Date.parse(one.at);
  return (
    Object.entries(equal).every(([key, value]) => said[key as keyof typeof said].includes(value)) &&
    !(from && moment < from.getTime()) && !(to && moment >= to.getTime()) && (!wanted || wanted.some((action) => action === one.action))
  );
}

const stores: { name: string; open: (now?: () => Date) => Promise<Store>; skip?: string }[] = [
  { name: 'in memory', open: async (now) => memoryStore(now) },
  { name: 'in SQLite', open: (now) => openStore(folder(), now) },
  {
    name: 'in PostgreSQL',
    open: (now) => openPostgres(postgres!.database(), now),
    ...('missing' in found ? { skip: found.missing } : {}),
  },
];

for (const { name, open, skip } of stores) {
  describe(`a store ${name}`, { skip: skip ?? false }, () => {
    it('gives audit rows their places in the order in which they came, each sealed over the one before', async () => {
      const store = await open();
      await Promise.all(Array.from({ length: 200 }, (_, index) => store.audit.append(row(`r${index}`))));
      const written = await store.audit.read(0, 1000);
      assert.deepEqual(written.map(({ row: { requestId } }) => requestId), Array.from({ length: 200 }, (_, index) => `r${index}`));
      assert.deepEqual(written.map(({ seq }) => seq), Array.from({ length: 200 }, (_, index) => index + 1));
      assert.equal(await firstBreak(written), null);
      assert.deepEqual((await store.audit.read(150, 10)).map(({ seq }) => seq), [151, 152, 153, 154, 155, 156, 157, 158, 159, 160]);
      await store.close();
    });

    it('shows any row that was changed, removed, added or moved', async () => {
      const store = await open();
      for (let index = 0; index < 8; index += 1) await store.audit.append(row(`r${index}`));
      const written = await store.audit.read(0, 100);
      await fc.assert(
        fc.asyncProperty(fc.nat(7), fc.constantFrom('change', 'remove', 'swap', 'double'), async (at, how) => {
          const rows = structuredClone(written);
          if (how === 'change') rows[at]!.row.patient = '9990000026';
          if (how === 'remove' && at < 7) rows.splice(at, 1);
          if (how === 'swap' && at < 7) rows.splice(at, 2, rows[at + 1]!, rows[at]!);
          if (how === 'double') rows.splice(at, 0, rows[at]!);
          // The last rows can only be missed by whoever knows how many there were.
          const unseen = at === 7 && (how === 'remove' || how === 'swap');
          assert.equal((await firstBreak(rows)) === null, unseen);
        }),
        { numRuns: 40 },
      );
      await store.close();
    });

    it('finds exactly the rows that match, oldest first, a page at a time', async () => {
      const store = await open();
      const rows = fc.sample(anyRow, { numRuns: 120, seed: 4 });
      for (const one of rows) await store.audit.append(one);
      const written = await store.audit.read(0, 1000);
      assert.deepEqual(written.map(({ row: one }) => one), rows.map(storable));
      assert.equal(await firstBreak(written), null);
      await fc.assert(
        fc.asyncProperty(anySearch, fc.nat(120), fc.integer({ min: 1, max: 50 }), async (search, place, limit) => {
          const expected = written.filter(({ seq, row: one }) => seq > place && fits(one, search)).slice(0, limit);
          assert.deepEqual(await store.audit.find(search, place, limit), expected);
        }),
        { numRuns: 150 },
      );
      await store.close();
    });

    it('says where the chain ends, and keeps the signed heads by place', async () => {
      const store = await open();
      assert.deepEqual(await store.audit.end(), { seq: 0, hash: '0'.repeat(64) });
      for (let index = 0; index < 3; index += 1) await store.audit.append(row(`r${index}`));
      const links = await store.audit.chain(0, 10);
      const { seq, hash } = links.at(-1)!;
      assert.deepEqual(await store.audit.end(), { seq, hash });
      assert.deepEqual(links.map(({ text }) => JSON.parse(text)), (await store.audit.read(0, 10)).map(({ row: one }) => one));
      for (const at of [1, 3]) await store.audit.sign({ seq: at, signed: `head ${at}` });
      assert.deepEqual(await store.audit.heads(0, 10), [{ seq: 1, signed: 'head 1' }, { seq: 3, signed: 'head 3' }]);
      assert.deepEqual(await store.audit.heads(1, 10), [{ seq: 3, signed: 'head 3' }]);
      assert.deepEqual((await store.audit.heads(0, 1)).length, 1);
      await store.close();
    });

    it('lets an id through once until its time is over, whoever asks at the same moment', async () => {
      let now = new Date('2026-11-24T09:00:00Z');
      const store = await open(() => now);
      const until = new Date('2026-11-24T09:05:00Z');
      const tries = await Promise.all(Array.from({ length: 20 }, () => store.once.first('assertion a', until)));
      assert.equal(tries.filter(Boolean).length, 1);
      assert.equal(await store.once.first('assertion b', until), true);
      now = new Date('2026-11-24T09:06:00Z');
      assert.equal(await store.once.first('assertion a', new Date('2026-11-24T09:10:00Z')), true);
      await store.close();
    });

    it('keeps every change of an opt-out and can say what held on a past day', async () => {
      const store = await open();
      const change = (state: 'opted-out' | 'withdrawn', from: string) =>
        store.optOuts.record({ nhsNumber: '9990000018', state, from, recorded: from, by: 'clerk' });
      await change('opted-out', '2026-01-10T00:00:00.000Z');
      await change('withdrawn', '2026-03-01T00:00:00.000Z');
      await change('opted-out', '2026-06-01T00:00:00.000Z');
      const held = (day: string) => store.optOuts.active('9990000018', new Date(day));
      assert.deepEqual(
        await Promise.all(['2026-01-09', '2026-01-11', '2026-03-02', '2026-06-01', '2026-11-24'].map(held)),
        [false, true, false, true, true],
      );
      assert.equal(await store.optOuts.active('9990000026', new Date()), false);
      assert.equal((await store.optOuts.history('9990000018')).length, 3);
      await store.close();
    });

    it('remembers a revoked token', async () => {
      const store = await open();
      assert.equal(await store.revocations.revoked('jti-1'), false);
      await store.revocations.revoke('jti-1', new Date(Date.now() + 60_000));
      assert.equal(await store.revocations.revoked('jti-1'), true);
      await store.close();
    });
  });
}

describe('the SQLite file', () => {
  it('has everything after it was closed and opened again, and goes on with the chain', async () => {
    const path = folder();
    const first = await openStore(path);
    await first.audit.append(row('before'));
    await first.close();
    const second = await openStore(path);
    await second.audit.append(row('after'));
    const written = await second.audit.read(0, 10);
    assert.deepEqual(written.map(({ row: { requestId } }) => requestId), ['before', 'after']);
    assert.equal(await firstBreak(written), null);
    await second.close();
  });

  it('keeps one chain when two processes write to it', async () => {
    const path = folder();
    const store = await openStore(path);
    const other = promisify(execFile)(process.execPath, [
      '--input-type=module',
      '--eval',
      `const { openStore } = await import(${JSON.stringify(new URL('../store/sqlite.ts', import.meta.url))});
       const store = await openStore(${JSON.stringify(path)});
       for (let n = 0; n < 30; n += 1) await store.audit.append({ ...${JSON.stringify(row('other'))} });
       await store.close();`,
    ]);
    for (let n = 0; n < 30; n += 1) {
      await store.audit.append(row('own'));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await other;
    const written = await store.audit.read(0, 100);
    assert.equal(written.length, 60);
    assert.equal(await firstBreak(written), null);
    await store.close();
  });

  it('refuses to change or remove an audit row, and is its owner’s alone', async () => {
    const path = folder();
    const store = await openStore(path);
    await store.audit.append(row('r'));
    await store.close();
    const file = join(path, 'gateway.sqlite');
    const database = new DatabaseSync(file);
    assert.throws(() => database.exec(`update audit set hash = 'x'`), /never changed/);
    assert.throws(() => database.exec('delete from audit'), /never removed/);
    assert.throws(() => database.exec(`insert into audit (seq, at, row, previous, hash) values (2, '2026', '{"at":"2025"}', '', '')`), /CHECK/);
    assert.equal(database.prepare('pragma journal_mode').get()!['journal_mode'], 'wal');
    database.close();
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it('of the first version keeps its rows, and goes on with their chain', async () => {
    const path = folder();
    const file = join(path, 'gateway.sqlite');
    const database = new DatabaseSync(file);
    database.exec(`
      create table audit (seq integer primary key, at text not null, patient text, organisation text, row text not null,
        previous text not null, hash text not null) strict;
      create index audit_by_patient on audit (patient, at);
      create index audit_by_organisation on audit (organisation, at);
      create trigger audit_unchanged before update on audit begin select raise(abort, 'never changed'); end;
      create trigger audit_kept before delete on audit begin select raise(abort, 'never removed'); end;
      create table once (id text primary key, until integer not null) strict;
      pragma user_version = 1`);
    const insert = database.prepare('insert into audit (seq, at, patient, row, previous, hash) values (?, ?, ?, ?, ?, ?)');
    for (const { seq, at, text, previous, hash } of await link([row('a'), row('b')], START)) insert.run(seq, at, '9990000018', text, previous, hash);
    database.close();
    const store = await openStore(path);
    await store.audit.append(row('c'));
    const written = await store.audit.find({ patient: '9990000018' }, 0, 10);
    assert.deepEqual(written.map(({ row: { requestId } }) => requestId), ['a', 'b', 'c']);
    assert.equal(await firstBreak(written), null);
    await store.close();
  });

  it('of a newer version is left alone', async () => {
    const path = folder();
    await (await openStore(path)).close();
    const database = new DatabaseSync(join(path, 'gateway.sqlite'));
    database.exec('pragma user_version = 99');
    database.close();
    await assert.rejects(openStore(path), /version 99/);
  });

  it('tells every row of a failed commit that it is not durable', async () => {
    const path = folder();
    const store = await openStore(path);
    const database = new DatabaseSync(join(path, 'gateway.sqlite'));
    database.exec(`create trigger full before insert on audit begin select raise(abort, 'disk full'); end`);
    const outcomes = await Promise.allSettled([store.audit.append(row('a')), store.audit.append(row('b'))]);
    assert.deepEqual(outcomes.map(({ status }) => status), ['rejected', 'rejected']);
    database.exec('drop trigger full');
    await store.audit.append(row('c'));
    assert.equal((await store.audit.read(0, 10)).length, 1);
    database.close();
    await store.close();
  });
});
