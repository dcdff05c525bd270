import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type Generated,
  Kysely,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  sql,
  type SqliteStatement,
} from 'kysely';
import { BEGINNING, seal, textOf } from './chain.ts';
import { migrate } from './migrations.ts';
import { heldAt } from './opt-out.ts';
import type { AuditRow, OptOutChange, Store } from './store.ts';

interface Tables {
  audit: {
    seq: number;
    at: string;
    patient: string | null;
    organisation: string | null;
    row: string;
    previous: string;
    hash: string;
  };
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

interface Waiting {
  row: AuditRow;
  done: () => void;
  failed: (reason: unknown) => void;
}

/**
 * The embedded store: one SQLite file in a folder that only its owner may read.
 *
 * WAL with `synchronous=FULL` syncs at every commit, so an acknowledged audit row survives a power cut.
 * Rows that arrive while a commit is under way share the next one.
 */
export async function openStore(folder: string, now: () => Date = () => new Date()): Promise<Store> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'gateway.sqlite');
  const database = new DatabaseSync(file, { timeout: 5_000 });
  chmodSync(file, 0o600);
  database.exec('pragma journal_mode = WAL; pragma synchronous = FULL;');
  const db = new Kysely<Tables>({ dialect: new NodeSqliteDialect({ database: adapt(database) }) });
  await migrate(db);

  let waiting: Waiting[] = [];
  let flushing: Promise<void> | undefined;

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await write(db, group.map(({ row }) => row));
        for (const { done } of group) done();
      } catch (reason) {
        for (const { failed } of group) failed(reason);
      }
    }
    flushing = undefined;
  };

  return {
    audit: {
      append: (row) =>
        new Promise((done, failed) => {
          waiting.push({ row, done, failed });
          flushing ??= flush();
        }),
      async read(after, limit) {
        const rows = await db
          .selectFrom('audit')
          .select(['seq', 'row', 'previous', 'hash'])
          .where('seq', '>', after)
          .orderBy('seq')
          .limit(limit)
          .execute();
        return rows.map(({ row, ...place }) => ({ ...place, row: JSON.parse(row) as AuditRow }));
      },
      async find({ patient, organisation, source, user, from, to, actions }, after, limit) {
        const said = <T>(value: string) => sql<T>`json_extract(row, ${value})`;
        let query = db.selectFrom('audit').select(['seq', 'row', 'previous', 'hash']).where('seq', '>', after);
        if (patient !== undefined) query = query.where('patient', '=', patient);
        if (organisation !== undefined) query = query.where('organisation', '=', organisation);
        if (from) query = query.where('at', '>=', from.toISOString());
        if (to) query = query.where('at', '<', to.toISOString());
        if (user !== undefined) query = query.where(said<string>('$.user.id'), '=', user);
        if (actions) query = query.where(said<string>('$.action'), 'in', [...actions]);
        if (source !== undefined) {
          query = query.where(sql<boolean>`exists (select 1 from json_each(row, '$.sources') where value = ${source})`);
        }
        const rows = await query.orderBy('seq').limit(limit).execute();
        return rows.map(({ row, ...place }) => ({ ...place, row: JSON.parse(row) as AuditRow }));
      },
    },
    optOuts: {
      async active(nhsNumber, at) {
        return heldAt(await history(db, nhsNumber), at);
      },
      async record({ nhsNumber, state, from, recorded, by }) {
        await db
          .insertInto('opt_out')
          .values({ nhs_number: nhsNumber, state, from_at: from, recorded_at: recorded, recorded_by: by })
          .execute();
      },
      history: (nhsNumber) => history(db, nhsNumber),
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
        const found = await db.selectFrom('revoked').select('jti').where('jti', '=', jti).executeTakeFirst();
        return found !== undefined;
      },
    },
    async ready() {
      await db.selectFrom('audit').select('seq').limit(1).execute();
    },
    async close() {
      await flushing;
      await db.destroy();
    },
  };
}

/** Several rows in one commit. The last hash is read inside it: another process may have written, too. */
async function write(db: Kysely<Tables>, rows: readonly AuditRow[]): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const last = await transaction
      .selectFrom('audit')
      .select(['seq', 'hash'])
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    let seq = last?.seq ?? 0;
    let previous = last?.hash ?? BEGINNING;
    for (const row of rows) {
      seq += 1;
      const text = textOf(row);
      const hash = await seal(previous, seq, text);
      await transaction
        .insertInto('audit')
        .values({
          seq,
          at: row.at,
          patient: row.patient ?? null,
          organisation: row.organisation?.odsCode ?? null,
          row: text,
          previous,
          hash,
        })
        .execute();
      previous = hash;
    }
  });
}

async function history(db: Kysely<Tables>, nhsNumber: string): Promise<OptOutChange[]> {
  return db
    .selectFrom('opt_out')
    .select(['nhs_number as nhsNumber', 'state', 'from_at as from', 'recorded_at as recorded', 'recorded_by as by'])
    .where('nhs_number', '=', nhsNumber)
    .orderBy('seq')
    .execute();
}

/** Takes the write lock at the start, so that what is read in a transaction still holds when it writes. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

class NodeSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#config);
  }
}

/** Kysely speaks to better-sqlite3; Node's own SQLite differs in how it takes parameters. */
function adapt(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(text) {
      const known = prepared.get(text) ?? statement(database.prepare(text));
      prepared.set(text, known);
      return known;
    },
  };
}

function statement(prepared: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[];
  return {
    reader: prepared.columns().length > 0,
    all: (parameters) => prepared.all(...values(parameters)),
    run: (parameters) => prepared.run(...values(parameters)),
    iterate: (parameters) => prepared.iterate(...values(parameters)),
  };
}
