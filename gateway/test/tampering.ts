/** What somebody may do to an audit, and whether it shows. The short form runs among the tests, the long one is a trial. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { signEnd } from '../audit/head.ts';
import { verify } from '../audit/verify.ts';
import { link, seal, START } from '../store/chain.ts';
import type { AuditRow, Head, Link } from '../store/store.ts';
import { newKey, openSigningKey } from '../token/keys.ts';

export const ROWS = 24;
export const key = await openSigningKey(await newKey());
export const stranger = await openSigningKey(await newKey());

export const rows = Array.from({ length: ROWS }, (_, index): AuditRow => ({
  at: new Date(Date.UTC(2026, 10, 24, 9, index)).toISOString(),
  requestId: `request-${index}`,
  action: index % 3 === 0 ? 'shown' : 'record',
  outcome: index % 5 === 0 ? 'refused' : 'granted',
  user: { id: `u-${index % 4}`, name: 'Dr Ada Okafor', roles: ['R8000'] },
  patient: index % 2 === 0 ? '9990000018' : '9990000026',
  sources: ['XQ1'],
}));
const links = await link(rows, START);
export const heads: Head[] = [];
for (const seq of [7, 16, ROWS]) heads.push(await signEnd(links[seq - 1]!, key, new Date(rows[seq - 1]!.at)));

/** What somebody did to a store, and the first row that is not as it was written. */
interface Tampered {
  links: Link[];
  heads: Head[];
  first: number;
  /** Heads kept elsewhere, where the store's own were removed with the rows. */
  kept?: Head[];
}

export const asIs = () => ({ links: links.map((one) => ({ ...one })), heads: heads.map((head) => ({ ...head })) });
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
export function auditOf({ links: all, heads: signed }: Pick<Tampered, 'links' | 'heads'>) {
  const inOrder = [...all].sort((a, b) => a.seq - b.seq);
  return {
    chain: async (from: number, limit: number) => inOrder.filter(({ seq }) => seq > from).slice(0, limit),
    heads: async (from: number, limit: number) => signed.filter(({ seq }) => seq > from).slice(0, limit),
  };
}

/** Fails at the first random tampering that is not found where it is; tells how many of each way were. */
export async function tamperings(count: number, seed: number): Promise<Map<string, number>> {
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
    { numRuns: count, seed },
  );
  return found;
}
