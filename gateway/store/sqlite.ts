import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type SqliteStatement,
  sql,
} from 'kysely';
import { migrate } from './migrate.ts';
import { sqlStore, type Tables } from './sql.ts';
import { sqliteMigrations } from './sqlite-steps.ts';
import type { Store } from './store.ts';

/**
 * The embedded store: one SQLite file in a folder that only its owner may read.
 *
 * WAL with `synchronous=FULL` syncs at every commit, so an acknowledged audit row survives a power cut.
 */
export async function openStore(folder: string, now: () => Date = () => new Date()): Promise<Store> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'gateway.sqlite');
  const database = new DatabaseSync(file, { timeout: 5_000 });
  chmodSync(file, 0o600);
  database.exec('pragma journal_mode = WAL; pragma synchronous = FULL;');
  const db = new Kysely<Tables>({ dialect: new NodeSqliteDialect({ database: adapt(database) }) });
  await migrate(db, sqliteMigrations);
  const reader = adapt(new DatabaseSync(file, { timeout: 5_000, readOnly: true }));
  const store = sqlStore(
    {
      db,
      read: <T>({ sql: text, parameters }: CompiledQuery<T>) => reader.prepare(text).all(parameters) as T[],
      // The commit stops everything until it is on disk: whatever the sockets have brought by now shares it.
      gather: () => new Promise((resolve) => setImmediate(resolve)),
      async prepare() {},
      // Every transaction here begins with the lock.
      async lock() {},
      names: (odsCode) => sql`exists (select 1 from json_each(row, '$.sources') where value = ${odsCode})`,
    },
    now,
  );
  return {
    ...store,
    async close() {
      await store.close();
      reader.close();
    },
  };
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
