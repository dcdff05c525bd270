import { type Break, type End, follow, START } from '../store/chain.ts';
import type { Audit, Head, Link } from '../store/store.ts';
import { type AuditKey, readHead, type SignedEnd } from './head.ts';

/** The whole audit as it was found. */
export interface Verdict {
  /** How many rows, from the first one, are as they were written. */
  rows: number;
  /** The last row that a signed head covers. Rows after it can still be cut off unseen, except by whoever knows of them. */
  signedTo: number;
  /** The first place where it is not as it was written. */
  fault?: Fault;
}

/** The rows among which something happened, as narrowly as that can be said, and what, in words. */
export interface Fault {
  first: number;
  last: number;
  text: string;
}

/** How many rows are in memory at a time. */
const PAGE = 1000;

/**
 * Walks the chain from its first row to its last, and every signed head, and stops at the first place where something
 * was changed, removed, added, moved or cut off. An audit of any length takes the same memory.
 *
 * @param kept heads that were kept elsewhere, which no one could remove together with the rows
 */
export async function verify(audit: Pick<Audit, 'chain' | 'heads'>, key: AuditKey, kept: readonly Head[] = []): Promise<Verdict> {
  const heads = inOrder(audit, kept);
  let head = await heads.next();
  let end: End = START;
  let signedTo = 0;

  /** Holds the heads up to a place against the rows that stand there. */
  async function check(links: readonly Link[], upTo: number): Promise<Fault | undefined> {
    while (!head.done && head.value.seq <= upTo) {
      const { seq, signed } = head.value;
      const said = await readHead(signed, key);
      if (said?.seq !== seq) return { first: seq, last: seq, text: `the head of row ${seq} was not signed with the key of the audit` };
      const there = links[seq - links[0]!.seq]!;
      if (there.hash !== said.hash) return unlikeSigned(signedTo + 1, said);
      signedTo = seq;
      head = await heads.next();
    }
    return undefined;
  }

  for (;;) {
    // A head that is already known and not yet reached has rows, so they are looked for after it was read.
    const links = await audit.chain(end.seq, PAGE);
    if (links.length === 0) break;
    const found = await follow(links, end);
    const broken = 'what' in found ? found : undefined;
    const fault = (await check(links, broken ? broken.first - 1 : links.at(-1)!.seq)) ?? (broken && faultOf(broken));
    if (fault) return { rows: fault.first - 1, signedTo, fault };
    end = found as End;
  }
  if (head.done) return { rows: end.seq, signedTo };
  const said = await readHead(head.value.signed, key);
  const last = Math.max(head.value.seq, end.seq + 1);
  const text = said
    ? `${rows(end.seq + 1, last)} missing at the end: the audit had ${said.seq} rows on ${said.at}`
    : `the head of row ${head.value.seq} was not signed with the key of the audit, or ${rows(end.seq + 1, last)} missing`;
  return { rows: end.seq, signedTo, fault: { first: end.seq + 1, last, text } };
}

function faultOf({ first, last, what }: Break): Fault {
  const text = {
    changed: `row ${first} was changed after it was written`,
    missing: `${rows(first, last)} missing`,
    added: `row ${first} is there more than once`,
    replaced: first === last ? `row ${first} was replaced` : `row ${first} or ${last} was replaced: the second does not follow from the first`,
  }[what];
  return { first, last, text };
}

const unlikeSigned = (first: number, { seq, at }: SignedEnd): Fault => ({
  first,
  last: seq,
  text: `${rows(first, seq)} not what was signed on ${at}`,
});

const rows = (first: number, last: number) => (first === last ? `row ${first} is` : `rows ${first} to ${last} are`);

/** The heads of the store, a page at a time, and those kept elsewhere, by place. */
async function* inOrder(audit: Pick<Audit, 'heads'>, kept: readonly Head[]): AsyncGenerator<Head> {
  const others = kept.filter(({ seq }) => seq > 0).sort((a, b) => a.seq - b.seq);
  let after = 0;
  for (;;) {
    const page = await audit.heads(after, PAGE);
    for (const head of page) {
      while (others[0] && others[0].seq <= head.seq) yield others.shift()!;
      yield head;
    }
    if (page.length === 0) break;
    after = page.at(-1)!.seq;
  }
  yield* others;
}
