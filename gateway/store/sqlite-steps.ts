import { sql } from 'kysely';
import type { Migrations } from './migrate.ts';

/** The embedded store. It remembers its version in SQLite's own `user_version`. */
export const sqliteMigrations: Migrations = {
  steps: [
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

    async (db) => {
      // What rows are searched by is read out of their sealed text, so that the two can never say different things.
      await sql`create table audit_2 (
        seq integer primary key,
        at text not null check (at = row ->> '$.at'),
        row text not null,
        previous text not null,
        hash text not null,
        action text generated always as (row ->> '$.action') virtual,
        patient text generated always as (row ->> '$.patient') virtual,
        organisation text generated always as (row ->> '$.organisation.odsCode') virtual,
        user_id text generated always as (row ->> '$.user.id') virtual
      ) strict`.execute(db);
      await sql`insert into audit_2 (seq, at, row, previous, hash)
        select seq, at, row, previous, hash from audit order by seq`.execute(db);
      await sql`drop table audit`.execute(db);
      await sql`alter table audit_2 rename to audit`.execute(db);
      await sql`create index audit_by_time on audit (at)`.execute(db);
      await sql`create index audit_by_patient on audit (patient) where patient is not null`.execute(db);
      await sql`create index audit_by_organisation on audit (organisation, at)`.execute(db);
      await sql`create table head (seq integer primary key, signed text not null) strict`.execute(db);
      for (const table of ['audit', 'head']) {
        await sql`create trigger ${sql.ref(`${table}_unchanged`)} before update on ${sql.table(table)}
          begin select raise(abort, 'an audit row is never changed'); end`.execute(db);
        await sql`create trigger ${sql.ref(`${table}_kept`)} before delete on ${sql.table(table)}
          begin select raise(abort, 'an audit row is never removed'); end`.execute(db);
      }
      await sql`create index once_by_end on once (until)`.execute(db);
    },
  ],

  async version(db) {
    const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(db);
    return rows[0]!.user_version;
  },
  async remember(version, db) {
    await sql.raw(`pragma user_version = ${version}`).execute(db);
  },
  // Every transaction of ours begins with the lock.
  async lock() {},
};
