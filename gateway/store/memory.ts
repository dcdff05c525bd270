import { link, rowOf, START } from './chain.ts';
import type { AuditRow, AuditSearch, Head, Link, OptOutChange, Store } from './store.ts';
import { heldAt } from './opt-out.ts';

/** A store that lasts as long as its page or test. The same promises as on disk, but for the power cut. */
export function memoryStore(now: () => Date = () => new Date()): Store {
  const links: Link[] = [];
  const heads: Head[] = [];
  const changes: OptOutChange[] = [];
  const seen = new Map<string, number>();
  const revoked = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();

  return {
    audit: {
      append(row) {
        // One after the other: the hash of a row needs the hash of the one before it.
        const written = last.then(async () => {
          links.push(...(await link([row], links.at(-1) ?? START)));
        });
        last = written.catch(() => undefined);
        return written;
      },
      async read(after, limit) {
        return links.slice(after, after + limit).map(rowOf);
      },
      async find(search, after, limit) {
        const found = links.slice(after).map(rowOf).filter(({ row }) => matches(row, search));
        return found.slice(0, limit);
      },
      async chain(after, limit) {
        return links.slice(after, after + limit).map((one) => ({ ...one }));
      },
      async end() {
        const { seq, hash } = links.at(-1) ?? START;
        return { seq, hash };
      },
      async sign(head) {
        if (!heads.some(({ seq }) => seq === head.seq)) heads.push({ ...head });
      },
      async heads(after, limit) {
        return heads.filter(({ seq }) => seq > after).slice(0, limit).map((head) => ({ ...head }));
      },
    },
    optOuts: {
      async active(nhsNumber, at) {
        return heldAt(changes.filter((change) => change.nhsNumber === nhsNumber), at);
      },
      async record(change) {
        changes.push({ ...change });
      },
      async history(nhsNumber) {
        return changes.filter((change) => change.nhsNumber === nhsNumber).map((change) => ({ ...change }));
      },
    },
    once: {
      async first(id, until) {
        for (const [key, end] of seen) if (end < now().getTime()) seen.delete(key);
        if (seen.has(id)) return false;
        seen.set(id, until.getTime());
        return true;
      },
    },
    revocations: {
      async revoke(jti) {
        revoked.add(jti);
      },
      async revoked(jti) {
        return revoked.has(jti);
      },
    },
    async ready() {},
    async close() {},
  };
}

function matches(row: AuditRow, { patient, organisation, source, user, from, to, actions }: AuditSearch): boolean {
  return (
    (patient === undefined || row.patient === patient) &&
    (organisation === undefined || row.organisation?.odsCode === organisation) &&
    (source === undefined || (row.sources?.includes(source) ?? false)) &&
    (user === undefined || row.user?.id === user) &&
    (from === undefined || row.at >= from.toISOString()) &&
    (to === undefined || row.at < to.toISOString()) &&
    (actions === undefined || actions.includes(row.action))
  );
}
