import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { migrate } from './migrate.ts';
import { grants, postgresMigrations } from './postgres-steps.ts';
import { type Database, sqlStore, type Tables } from './sql.ts';
import type { Store } from './store.ts';

/** One number for whoever writes audit rows: any one that nothing else in the database uses. */
const CHAIN = 7_202_611_240;

/** The codes of PostgreSQL's errors for what a role may not do, or cannot do yet. */
const NOT_ALLOWED = '42501';

/** How long a statement may take, and how long a connection may be waited for, in milliseconds. */
const PATIENCE = 10_000;

/**
 * The store in PostgreSQL, which several gateways may share. Rows of all of them stand in one chain: whoever writes
 * holds the others off until the commit, and the rows that arrive meanwhile share the next one.
 *
 * @throws where the database is not up to date and this role may not change that, or would not survive a power cut
 */
export async function openPostgres(url: string, now: () => Date = () => new Date()): Promise<Store> {
  const db = connect(url);
  try {
    await bringUpToDate(db);
    await checkDurable(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const months = new Set<string>();
  return sqlStore(
    {
      db,
      async prepare(times) {
        for (const time of times) for (const month of [time.slice(0, 7), monthAfter(time)]) await makeRoom(db, month, months);
      },
      async lock(transaction) {
        await sql`select pg_advisory_xact_lock(${CHAIN})`.execute(transaction);
      },
      names: (odsCode) => sql`row::jsonb -> 'sources' ? ${odsCode}`,
    },
    now,
  );
}

/**
 * Brings the tables up to date and gives a role what a gateway needs, and no more. To be run as the owner.
 *
 * @param role that gateways then connect as; it must be there already
 */
export async function preparePostgres(url: string, role: string | undefined): Promise<number> {
  const db = connect(url);
  try {
    await migrate(db, postgresMigrations);
    if (role !== undefined) {
      for (const [table, may] of Object.entries(grants)) {
        await sql`revoke all on ${sql.table(table)} from ${sql.id(role)}`.execute(db);
        await sql`grant ${sql.raw(may)} on ${sql.table(table)} to ${sql.id(role)}`.execute(db);
      }
      await sql`grant execute on function audit_month to ${sql.id(role)}`.execute(db);
    }
    return await postgresMigrations.version(db);
  } finally {
    await db.destroy();
  }
}

function connect(url: string): Kysely<Tables> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'lcr-gateway',
    max: 10,
    connectionTimeoutMillis: PATIENCE,
    query_timeout: PATIENCE,
    statement_timeout: PATIENCE,
    types: { getTypeParser },
  });
  // A connection that breaks while nobody uses it is replaced by the pool.
  pool.on('error', () => undefined);
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** Places and moments stay far below 2^53: numbers here as they are in the embedded store. */
const getTypeParser = ((type: number, format?: 'text') =>
  type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format)) as typeof pg.types.getTypeParser;

async function bringUpToDate(db: Database['db']): Promise<void> {
  await migrate(db, postgresMigrations).catch((error: unknown) => {
    if ((error as { code?: string }).code !== NOT_ALLOWED) throw error;
    throw new Error('the store in PostgreSQL is not up to date; run `lcr store prepare` as its owner', { cause: error });
  });
}

async function checkDurable(db: Database['db']): Promise<void> {
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    const { rows } = await sql<{ value: string }>`select current_setting(${setting}) as value`.execute(db);
    if (rows[0]!.value === 'off') throw new Error(`PostgreSQL has ${setting} off: an audit row would not survive a power cut`);
  }
}

async function makeRoom(db: Database['db'], month: string, made: Set<string>): Promise<void> {
  if (made.has(month)) return;
  await sql`select audit_month(${month})`.execute(db);
  made.add(month);
}

/** Of `2026-12-31T…` `2027-01`: made ahead, so that no row waits for it at midnight. */
function monthAfter(time: string): string {
  const [year, month] = time.split('-').map(Number);
  return new Date(Date.UTC(year!, month!)).toISOString().slice(0, 7);
}
