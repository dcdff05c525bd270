import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { verify } from '../audit/verify.ts';
import { firstBreak } from '../store/chain.ts';
import { openPostgres, preparePostgres } from '../store/postgres.ts';
import type { AuditRow } from '../store/store.ts';
import { openSigningKey } from '../token/keys.ts';
import { findPostgres, type Postgres, startPostgres } from './postgres.ts';
import { onDisk, page } from './running.ts';

const tool = fileURLToPath(new URL('../lcr.ts', import.meta.url));
const found = findPostgres();
const skip = 'missing' in found ? found.missing : false;
let postgres: Postgres;

const row = (at: string): AuditRow => ({ at, requestId: 'r', action: 'record', outcome: 'granted', patient: '9990000018' });

describe('the store in PostgreSQL', { skip }, () => {
  before(async () => {
    postgres = await startPostgres((found as { programs: string }).programs);
  });
  after(() => postgres.stop());

  /** A database with the two roles that the guide asks for. */
  const withRoles = () => {
    const url = postgres.database();
    const name = /\/([a-z_0-9]+)\?/.exec(url)![1]!;
    postgres.run(url, `create role owner_${name} login; create role gateway_${name} login; alter database ${name} owner to owner_${name};`);
    postgres.run(url, `alter schema public owner to owner_${name}`);
    return { owner: postgres.as(`owner_${name}`, url), gateway: postgres.as(`gateway_${name}`, url), role: `gateway_${name}`, superuser: url };
  };

  it('keeps the rows of each month in a partition of its own, made a month ahead', async () => {
    const url = postgres.database();
    const store = await openPostgres(url);
    for (const at of ['2026-11-30T23:59:59.999Z', '2026-12-01T00:00:00.000Z', '2025-02-28T12:00:00.000Z']) await store.audit.append(row(at));
    assert.equal(
      postgres.run(url, `select string_agg(c.relname, ' ' order by c.relname) from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'audit'::regclass`).trim(),
      'audit_2025_02 audit_2025_03 audit_2026_11 audit_2026_12 audit_2027_01',
    );
    assert.equal(postgres.run(url, 'select count(*) from audit_2026_12').trim(), '1');
    assert.equal(await firstBreak(await store.audit.read(0, 10)), null);
    await store.close();
  });

  it('lets the role of a gateway add rows and read them, and neither change, remove nor empty anything', async () => {
    const { owner, gateway, role } = withRoles();
    assert.equal(await preparePostgres(owner, role), 1);
    const store = await openPostgres(gateway);
    await store.audit.append(row('2026-11-24T09:00:00.000Z'));
    await store.audit.sign({ seq: 1, signed: 'head' });
    assert.equal(await store.once.first('a', new Date(Date.now() + 60_000)), true);
    await store.revocations.revoke('j', new Date(Date.now() + 60_000));
    await store.optOuts.record({ nhsNumber: '9990000018', state: 'opted-out', from: '2026', recorded: '2026', by: 'clerk' });
    for (const forbidden of [
      `update audit set hash = ''`,
      'delete from audit',
      'truncate audit',
      'drop table audit',
      'delete from audit_2026_11',
      'truncate audit_2026_11',
      'drop table audit_2026_11',
      'alter table audit detach partition audit_2026_11',
      'alter table audit disable trigger all',
      `update head set signed = ''`,
      'delete from head',
      'delete from opt_out',
      `update opt_out set state = 'withdrawn'`,
      'update store_version set version = 2',
      'create table elsewhere (x int)',
      `select audit_month('2026-13')`,
      `select audit_month('2026-01''; drop table audit; --')`,
    ]) {
      assert.throws(() => postgres.run(gateway, forbidden), /permission denied|must be owner|not a month/, forbidden);
    }
    assert.equal((await store.audit.read(0, 10)).length, 1);
    await store.close();
  });

  it('refuses the owner, too, who could only get round it on purpose', async () => {
    const url = postgres.database();
    const store = await openPostgres(url);
    await store.audit.append(row('2026-11-24T09:00:00.000Z'));
    await store.audit.sign({ seq: 1, signed: 'head' });
    for (const forbidden of [`update audit set hash = ''`, 'delete from audit', 'truncate audit', `update head set signed = ''`, 'delete from head']) {
      assert.throws(() => postgres.run(url, forbidden), /never changed or removed/, forbidden);
    }
    await store.close();
  });

  it('is not brought up to date by a role that may not, and says who has to', async () => {
    const { gateway } = withRoles();
    await assert.rejects(openPostgres(gateway), /not up to date; run `lcr store prepare` as its owner/);
  });

  it('of a newer version is left alone', async () => {
    const url = postgres.database();
    await (await openPostgres(url)).close();
    postgres.run(url, 'update store_version set version = 99');
    await assert.rejects(openPostgres(url), /version 99/);
  });

  it('is made once, whoever starts at the same moment', async () => {
    const url = postgres.database();
    const stores = await Promise.all(Array.from({ length: 4 }, () => openPostgres(url)));
    await Promise.all(stores.map((store) => store.audit.append(row('2026-11-24T09:00:00.000Z'))));
    assert.equal((await stores[0]!.audit.end()).seq, 4);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('is refused where a power cut could take rows that were acknowledged', async () => {
    const url = postgres.database();
    postgres.run(url, `alter role postgres set synchronous_commit = off`);
    await assert.rejects(openPostgres(url), /synchronous_commit off: an audit row would not survive a power cut/);
    postgres.run(url, `alter role postgres reset synchronous_commit`);
  });

  it('has one chain, no gap, no duplicate, and one use of each assertion, for two gateways at work side by side', { timeout: 600_000 }, async (t) => {
    const { owner, gateway, role, superuser } = withRoles();
    const disk = await onDisk({ environment: { DATABASE_URL: owner } });
    try {
      const prepared = spawnSync(process.execPath, [tool, 'store', 'prepare', role], { env: disk.environment });
      assert.equal(prepared.stdout.toString(), 'the store is at version 1\n', prepared.stderr.toString());
      disk.environment['DATABASE_URL'] = gateway;
      const both = await Promise.all([disk.start(), disk.start()]);

      // The same assertion and statement at both, at the same moment.
      let granted = 0;
      const forms = await Promise.all(Array.from({ length: 12 }, () => disk.form()));
      await Promise.all(
        forms.flatMap((form) =>
          both.map(async ({ address }) => {
            const answer = await fetch(`${address}/v1/token`, { method: 'POST', body: form });
            await answer.text();
            if (answer.status === 200) granted += 1;
          }),
        ),
      );
      assert.equal(granted, forms.length);

      const ids: string[] = [];
      const clients = both.flatMap(({ address }) =>
        Array.from({ length: 4 }, async () => {
          const { token, requestId } = await disk.token(address);
          ids.push(requestId);
          for (const path of ['/v1/record/allergies', '/v1/record?category=allergies&category=results', '/v1/patient']) {
            for (let turn = 0; turn < 5; turn += 1) {
              const answer = await fetch(address + path, { headers: page(token) });
              await answer.text();
              assert.equal(answer.status, 200);
              ids.push(answer.headers.get('X-Request-Id')!);
            }
          }
        }),
      );
      await Promise.all(clients);
      assert.deepEqual(await Promise.all(both.map((one) => one.stop())), [0, 0]);

      const store = await openPostgres(gateway);
      const rows = await store.audit.read(0, 100_000);
      assert.deepEqual(rows.map(({ seq }) => seq), rows.map((_, index) => index + 1));
      const key = await openSigningKey(JSON.parse(readFileSync(join(disk.folder, 'key/audit.jwk'), 'utf8')));
      assert.deepEqual(await verify(store.audit, key), { rows: rows.length, signedTo: rows.length });
      const asked = rows.filter(({ row: { action } }) => action !== 'shown').map(({ row: { requestId } }) => requestId);
      assert.equal(new Set(asked).size, asked.length);
      assert.ok(ids.every((id) => asked.includes(id)));
      const replayed = rows.filter(({ row: { reason } }) => reason?.endsWith(':replayed'));
      assert.equal(replayed.length, forms.length);
      t.diagnostic(`${ids.length} answers of two gateways: ${rows.length} rows, ${granted} of ${2 * forms.length} uses granted`);
      await store.close();

      // What the operator sees of it, before and after somebody with more rights than anybody should have was there.
      const lcr = (...words: string[]) => spawnSync(process.execPath, [tool, 'audit', ...words], { env: disk.environment, encoding: 'utf8' });
      const head = lcr('head');
      writeFileSync(join(disk.folder, 'head'), head.stdout);
      const whole = lcr('verify', '--head', join(disk.folder, 'head'));
      assert.deepEqual([whole.status, whole.stdout], [0, `the audit is whole: ${rows.length} rows, all of them signed\n`], whole.stderr);
      postgres.run(superuser, `alter table head disable trigger all; delete from head; alter table audit disable trigger all; delete from audit where seq > 100`);
      assert.equal(lcr('verify').status, 0, 'what was cut off with its heads is seen only by who kept one');
      const cut = lcr('verify', '--head', join(disk.folder, 'head'));
      assert.equal(cut.status, 1);
      assert.match(cut.stderr, new RegExp(`^the audit is broken: rows 101 to ${rows.length} are missing at the end: the audit had ${rows.length} rows on 20`));
      postgres.run(superuser, `update audit set row = replace(row, '9990000018', '9990000026') where seq = 50`);
      const edited = lcr('verify');
      assert.deepEqual([edited.status, edited.stderr], [1, 'the audit is broken: row 50 was changed after it was written\n']);
      assert.equal(lcr('verify', '--hed', 'x').status, 2);
    } finally {
      disk.remove();
    }
  });
});
