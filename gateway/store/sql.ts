import type { CompiledQuery, Generated, Kysely, RawBuilder, Transaction } from 'kysely';
import { type End, link, rowOf, START } from './chain.ts';
import { inGroups } from './group.ts';
import { heldAt } from './opt-out.ts';
import type { Audit, AuditRow, Head, Link, OptOutChange, Store } from './store.ts';

export interface Tables {
  audit: {
    seq: number;
    at: string;
    row: string;
    previous: string;
    hash: string;
    action: Generated<string>;
    patient: Generated<string | null>;
    organisation: Generated<string | null>;
    user_id: Generated<string | null>;
  };
  head: Head;
  opt_out: {
    seq: Generated<number>;
    nhs_number: string;
    state: OptOutChange['state'];
    from_at: string;
    recorded_at: string;
    recorded_by: string;
  };
  once: { id: string; until: number };
  revoked: { jti: string; until: number };
}

/** A database that keeps a store: what the two kinds do alike is below, this is what they do each in their own way. */
export interface Database {
  readonly db: Kysely<Tables>;
  /** Reads what has been committed, while something else may be written. */
  read?<T>(query: CompiledQuery<T>): T[];
  /** Waited for before rows are written, so that others may come along. */
  gather?(): Promise<void>;
  /** Makes room for rows of these times, before they are written. */
  prepare(times: readonly string[]): Promise<void>;
  /** Keeps every other writer of the audit waiting until the transaction ends. */
  lock(transaction: Transaction<Tables>): Promise<void>;
  /** Whether the row's `sources` name this organisation. */
  names(odsCode: string): RawBuilder<boolean>;
}

/** How many rows at most share a commit: more would make the first of them wait for the last. */
const GROUP = 256;

const LINK = ['seq', 'at', 'row as text', 'previous', 'hash'] as const;

/** The store's promises, kept by an SQL database that syncs at each commit. */
export function sqlStore(database: Database, now: () => Date): Store {
  const { db, gather } = database;
  const insert = inserting(db);
  const appending = inGroups<AuditRow>((rows) => write(database, insert, rows), GROUP, gather);
  const objections = asked(database, historyOf(db, ''));
  const ended = asked(database, db.selectFrom('revoked').select('jti').where('jti', '=', ''));
  return {
    audit: { append: appending.add, ...reading(database) },
    optOuts: {
      async active(nhsNumber, at) {
        return heldAt(await objections(nhsNumber), at);
      },
      async record({ nhsNumber, state, from, recorded, by }) {
        await db
          .insertInto('opt_out')
          .values({ nhs_number: nhsNumber, state, from_at: from, recorded_at: recorded, recorded_by: by })
          .execute();
      },
      history: objections,
    },
    once: {
      async first(id, until) {
        await db.deleteFrom('once').where('until', '<', now().getTime()).execute();
        const result = await db
          .insertInto('once')
          .values({ id, until: until.getTime() })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        return result.numInsertedOrUpdatedRows === 1n;
      },
    },
    revocations: {
      async revoke(jti, until) {
        await db.deleteFrom('revoked').where('until', '<', now().getTime()).execute();
        await db
          .insertInto('revoked')
          .values({ jti, until: until.getTime() })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      },
      async revoked(jti) {
        return (await ended(jti)).length > 0;
      },
    },
    async ready() {
      await db.selectFrom('audit').select('seq').limit(1).execute();
    },
    async close() {
      await appending.done();
      await db.destroy();
    },
  };
}

function reading({ db, names }: Database): Omit<Audit, 'append'> {
  const links = (after: number, limit: number) =>
    db.selectFrom('audit').select(LINK).where('seq', '>', after).orderBy('seq').limit(limit);
  return {
    async read(after, limit) {
      return (await links(after, limit).execute()).map(rowOf);
    },
    async find({ patient, organisation, source, user, from, to, actions }, after, limit) {
      let query = links(after, limit);
      if (patient !== undefined) query = query.where('patient', '=', patient);
      if (organisation !== undefined) query = query.where('organisation', '=', organisation);
      if (source !== undefined) query = query.where(names(source));
      if (user !== undefined) query = query.where('user_id', '=', user);
      if (from) query = query.where('at', '>=', from.toISOString());
      if (to) query = query.where('at', '<', to.toISOString());
      if (actions) query = query.where('action', 'in', [...actions]);
      return (await query.execute()).map(rowOf);
    },
    chain: (after, limit) => links(after, limit).execute(),
    end: () => endOf(db),
    async sign(head) {
      await db.insertInto('head').values(head).onConflict((conflict) => conflict.doNothing()).execute();
    },
    async heads(after, limit) {
      const heads = await db.selectFrom('head').selectAll().where('seq', '>', after).orderBy('seq').limit(limit).execute();
      return heads.map(({ seq, signed }) => ({ seq, signed }));
    },
  };
}

/** Several rows in one commit. The end is read inside it: another process may have written, too. */
async function write({ db, prepare, lock }: Database, insert: Insert, rows: readonly AuditRow[]): Promise<void> {
  await prepare(rows.map(({ at }) => at));
  await db.transaction().execute(async (transaction) => {
    await lock(transaction);
    await insert(transaction, await link(rows, await endOf(transaction)));
  });
}

type Insert = (db: Kysely<Tables>, links: readonly Link[]) => Promise<void>;

/** For each number of rows the statement is written once: to write it costs more than to carry it out. */
function inserting(db: Kysely<Tables>): Insert {
  const statements = new Map<number, CompiledQuery>();
  const statement = (length: number) => {
    const row = { seq: 0, at: '', row: '', previous: '', hash: '' };
    return db.insertInto('audit').values(Array.from({ length }, () => row)).compile();
  };
  return async (transaction, links) => {
    const known = statements.get(links.length) ?? statement(links.length);
    statements.set(links.length, known);
    const parameters = links.flatMap(({ seq, at, text, previous, hash }) => [seq, at, text, previous, hash]);
    await transaction.executeQuery({ ...known, parameters });
  };
}

/** A query of one parameter, written once: these two stand before every answer. */
function asked<T>({ db, read }: Database, query: { compile(): CompiledQuery<T> }): (parameter: string) => Promise<T[]> {
  const compiled = query.compile();
  return async (parameter) => {
    const one = { ...compiled, parameters: [parameter] };
    return read ? read(one) : (await db.executeQuery<T>(one)).rows;
  };
}

async function endOf(db: Kysely<Tables>): Promise<End> {
  const last = await db.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return last ? { seq: last.seq, hash: last.hash } : START;
}

const historyOf = (db: Kysely<Tables>, nhsNumber: string) =>
  db
    .selectFrom('opt_out')
    .select(['nhs_number as nhsNumber', 'state', 'from_at as from', 'recorded_at as recorded', 'recorded_by as by'])
    .where('nhs_number', '=', nhsNumber)
    .orderBy('seq');
