import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { readHead, signEnd } from '../audit/head.ts';
import { verify } from '../audit/verify.ts';
import { link, seal, START } from '../store/chain.ts';
import { openStore } from '../store/sqlite.ts';
import type { AuditRow, Head, Link } from '../store/store.ts';
import { newKey, openSigningKey } from '../token/keys.ts';

const ROWS = 24;
const key = await openSigningKey(await newKey());
const stranger = await openSigningKey(await newKey());

const rows = Array.from({ length: ROWS }, (_, index): AuditRow => ({
  at: new Date(Date.UTC(2026, 10, 24, 9, index)).toISOString(),
  requestId: `request-${index}`,
  action: index % 3 === 0 ? 'shown' : 'record',
  outcome: index % 5 === 0 ? 'refused' : 'granted',
  user: { id: `u-${index % 4}`, name: 'Dr Ada Okafor', roles: ['R8000'] },
  patient: index % 2 === 0 ? '9990000018' : '9990000026',
  sources: ['XQ1'],
}));
const links = await link(rows, START);
const heads: Head[] = [];
for (const seq of [7, 16, ROWS]) heads.push(await signEnd(links[seq - 1]!, key, new Date(rows[seq - 1]!.at)));

/** What somebody did to a store, and the first row that is not as it was written. */
interface Tampered {
  links: Link[];
  heads: Head[];
  first: number;
  /** Heads kept elsewhere, where the store's own were removed with the rows. */
  kept?: Head[];
}

const asIs = () => ({ links: links.map((one) => ({ ...one })), heads: heads.map((head) => ({ ...head })) });
const at = fc.nat(ROWS - 1);
const place = fc.tuple(at, at).filter(([a, b]) => a !== b);

/** One character of it is another one. */
const altered = (text: string, where: number, by: number) => {
  const index = where % text.length;
  const code = 33 + ((text.charCodeAt(index) - 33 + 1 + (by % 92)) % 93);
  return text.slice(0, index) + String.fromCharCode(code) + text.slice(index + 1);
};

const rehashed = async (from: Link[], start: number, end: number) => {
  for (let index = start; index <= end; index += 1) {
    const one = from[index]!;
    if (index > start) one.previous = from[index - 1]!.hash;
    one.hash = await seal(one.previous, one.seq, one.text);
  }
  return from;
};

const another = (one: Link, by: number): Link => {
  const row = { ...(JSON.parse(one.text) as AuditRow), requestId: `another-${by}` };
  return { ...one, text: JSON.stringify(row) };
};

const ways: Record<string, fc.Arbitrary<() => Promise<Tampered> | Tampered>> = {
  'a field of a row edited': fc
    .tuple(at, fc.constantFrom('text', 'at', 'previous', 'hash'), fc.nat(400), fc.nat(91))
    .map(([index, field, where, by]) => () => {
      const { links: all, heads: signed } = asIs();
      const one = all[index]! as unknown as Record<string, string>;
      one[field] = altered(one[field]!, where, by);
      return { links: all, heads: signed, first: index + 1 };
    }),
  'a row moved to another place': place.map(([from, to]) => () => {
    const { links: all, heads: signed } = asIs();
    all[from]!.seq = to + 1;
    return { links: all, heads: signed, first: Math.min(from, to) + 1 };
  }),
  'rows deleted': fc.tuple(fc.nat(ROWS - 2), fc.integer({ min: 1, max: 5 })).map(([from, count]) => () => {
    const { links: all, heads: signed } = asIs();
    all.splice(from, Math.min(count, ROWS - 1 - from));
    return { links: all, heads: signed, first: from + 1 };
  }),
  'rows cut off at the end': fc.integer({ min: 1, max: ROWS }).map((count) => () => {
    const { links: all, heads: signed } = asIs();
    return { links: all.slice(0, ROWS - count), heads: signed, first: ROWS - count + 1 };
  }),
  'rows cut off at the end, and every head that knew of them': fc.integer({ min: 1, max: ROWS }).map((count) => () => {
    const { links: all, heads: signed } = asIs();
    const left = ROWS - count;
    return { links: all.slice(0, left), heads: signed.filter(({ seq }) => seq <= left), kept: heads.slice(-1), first: left + 1 };
  }),
  'a row put in beside another': fc.tuple(at, fc.nat()).map(([index, by]) => async () => {
    const { links: all, heads: signed } = asIs();
    const forged = another(all[index]!, by);
    all.splice(index, 0, ...(await rehashed([forged], 0, 0)));
    return { links: all, heads: signed, first: index + 1 };
  }),
  'a row put in, and all after it moved on': fc.tuple(fc.integer({ min: 1, max: ROWS - 1 }), fc.nat()).map(([index, by]) => async () => {
    const { links: all, heads: signed } = asIs();
    const forged = await rehashed([another(all[index]!, by)], 0, 0);
    const later = all.splice(index).map((one) => ({ ...one, seq: one.seq + 1 }));
    return { links: [...all, ...forged, ...later], heads: signed, first: index + 1 };
  }),
  'two rows exchanged': place.map(([a, b]) => () => {
    const { links: all, heads: signed } = asIs();
    const [one, other] = [all[a]!, all[b]!];
    [all[a], all[b]] = [{ ...other, seq: one.seq }, { ...one, seq: other.seq }];
    return { links: all, heads: signed, first: Math.min(a, b) + 1 };
  }),
  'a row replaced and hashed anew': fc.tuple(at, fc.nat()).map(([index, by]) => async () => {
    const { links: all, heads: signed } = asIs();
    all[index] = another(all[index]!, by);
    return { links: await rehashed(all, index, index), heads: signed, first: index + 1 };
  }),
  'a row replaced and all after it hashed anew': fc.tuple(at, fc.nat()).map(([index, by]) => async () => {
    const { links: all, heads: signed } = asIs();
    all[index] = another(all[index]!, by);
    return { links: await rehashed(all, index, ROWS - 1), heads: signed, first: index + 1 };
  }),
  'all after a row hashed anew, and signed with another key': fc.tuple(at, fc.nat()).map(([index, by]) => async () => {
    const { links: all } = asIs();
    all[index] = another(all[index]!, by);
    const forged = await rehashed(all, index, ROWS - 1);
    const signed = heads.filter(({ seq }) => seq <= index);
    return { links: forged, heads: [...signed, await signEnd(forged.at(-1)!, stranger, new Date())], first: index + 1 };
  }),
};

/** As any store would hand them out. */
function auditOf({ links: all, heads: signed }: Pick<Tampered, 'links' | 'heads'>) {
  const inOrder = [...all].sort((a, b) => a.seq - b.seq);
  return {
    chain: async (from: number, limit: number) => inOrder.filter(({ seq }) => seq > from).slice(0, limit),
    heads: async (from: number, limit: number) => signed.filter(({ seq }) => seq > from).slice(0, limit),
  };
}

describe('an audit', () => {
  it('that nobody has touched is whole, and says how far it is signed', async () => {
    assert.deepEqual(await verify(auditOf(asIs()), key), { rows: ROWS, signedTo: ROWS });
    assert.deepEqual(await verify(auditOf({ ...asIs(), heads: heads.slice(0, 2) }), key), { rows: ROWS, signedTo: 16 });
    assert.deepEqual(await verify(auditOf({ links: [], heads: [] }), key), { rows: 0, signedTo: 0 });
    assert.deepEqual(await verify(auditOf(asIs()), key, heads.slice(1)), { rows: ROWS, signedTo: ROWS });
  });

  it('shows 10,000 random tamperings, and names the rows among which the first one is', { timeout: 600_000 }, async (t) => {
    const found = new Map(Object.keys(ways).map((way) => [way, 0]));
    const tampering = fc.oneof(...Object.entries(ways).map(([way, how]) => how.map((tamper) => ({ way, tamper }))));
    await fc.assert(
      fc.asyncProperty(tampering, async ({ way, tamper }) => {
        const { first, kept, ...store } = await tamper();
        const { fault, rows: whole } = await verify(auditOf(store), key, kept);
        assert.ok(fault, `${way}: not found`);
        // A row that was put in with the right hash is only given away by the one that once stood there.
        const from = way.includes('moved on') ? fault.first - 1 : fault.first;
        // Another key's head covers all rows since the last one of ours.
        const last = way.includes('another key') ? ROWS : fault.last;
        assert.ok((way.includes('another key') || from <= first) && first <= last, `${way}: at row ${first}, named ${fault.text}`);
        assert.equal(whole, fault.first - 1);
        found.set(way, found.get(way)! + 1);
      }),
      { numRuns: 10_000, seed: Number(process.env['SEED'] ?? 4) },
    );
    for (const [way, count] of found) t.diagnostic(`${way}: ${count} of ${count} found`);
    assert.ok([...found.values()].every((count) => count > 500));
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
