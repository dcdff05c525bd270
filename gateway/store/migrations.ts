import { type Kysely, sql } from 'kysely';

/** A migration writes plain SQL: the tables it sees are those of its own day. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnyDb = Kysely<any>;

/**
 * The schema, one step a number, never edited once it has been released: a change is a new step.
 * Runs inside one transaction per step and remembers the last one in SQLite's own `user_version`.
 */
const steps: ((db: AnyDb) => Promise<void>)[] = [
  async (db) => {
    await sql`create table audit (
      seq integer primary key,
      at text not null,
      patient text,
      organisation text,
      row text not null,
      previous text not null,
      hash text not null
    ) strict`.execute(db);
    await sql`create index audit_by_patient on audit (patient, at)`.execute(db);
    await sql`create index audit_by_organisation on audit (organisation, at)`.execute(db);
    // Not a defence against whoever holds the file (the hash chain is), but against our own mistakes.
    await sql`create trigger audit_unchanged before update on audit
      begin select raise(abort, 'an audit row is never changed'); end`.execute(db);
    await sql`create trigger audit_kept before delete on audit
      begin select raise(abort, 'an audit row is never removed'); end`.execute(db);

    await sql`create table opt_out (
      seq integer primary key,
      nhs_number text not null,
      state text not null check (state in ('opted-out', 'withdrawn')),
      from_at text not null,
      recorded_at text not null,
      recorded_by text not null
    ) strict`.execute(db);
    await sql`create index opt_out_by_patient on opt_out (nhs_number)`.execute(db);

    await sql`create table once (id text primary key, until integer not null) strict`.execute(db);
    await sql`create table revoked (jti text primary key, until integer not null) strict`.execute(db);
  },
];

/** Brings a store up to date. A store written by a newer version is left alone, with a clear error. */
export async function migrate(db: AnyDb): Promise<void> {
  const done = await version(db);
  if (done > steps.length) {
    throw new Error(`the store is at version ${done}, but this gateway knows only ${steps.length}`);
  }
  for (let step = done; step < steps.length; step += 1) {
    await db.transaction().execute(async (transaction) => {
      // Somebody else may have taken the step while we waited for the lock.
      if ((await version(transaction)) !== step) return;
      await steps[step]!(transaction);
      await sql.raw(`pragma user_version = ${step + 1}`).execute(transaction);
    });
  }
}

async function version(db: AnyDb): Promise<number> {
  const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(db);
  return rows[0]!.user_version;
}
