import { BEGINNING, seal, textOf } from './chain.ts';
import type { AuditRow, AuditSearch, OptOutChange, Store, WrittenRow } from './store.ts';
import { heldAt } from './opt-out.ts';

/** A store that lasts as long as its page or test. The same promises as on disk, but for the power cut. */
export function memoryStore(now: () => Date = () => new Date()): Store {
  const rows: WrittenRow[] = [];
  const changes: OptOutChange[] = [];
  const seen = new Map<string, number>();
  const revoked = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();

  return {
    audit: {
      append(row) {
        // One after the other: the hash of a row needs the hash of the one before it.
        const written = last.then(async () => {
          const text = textOf(row);
          const seq = rows.length + 1;
          const previous = rows.at(-1)?.hash ?? BEGINNING;
          rows.push({ seq, row: JSON.parse(text), previous, hash: await seal(previous, seq, text) });
        });
        last = written.catch(() => undefined);
        return written;
      },
      async read(after, limit) {
        return rows.slice(after, after + limit).map((row) => structuredClone(row));
      },
      async find(search, after, limit) {
        const found = rows.slice(after).filter(({ row }) => matches(row, search));
        return found.slice(0, limit).map((row) => structuredClone(row));
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
