import { sql } from 'kysely';
import type { Migrations } from './migrate.ts';

/** One number for whoever takes a step, and one for whoever makes a month: any two that nothing else in the database uses. */
const STEPS = 7_202_611_241;
const MONTHS = 7_202_611_242;

/**
 * The store in PostgreSQL. Its audit has a partition for each month, by the time that is in the rows.
 * It is made for two roles: the owner, who takes these steps, and the gateway's, which gets what `grants` says.
 */
export const postgresMigrations: Migrations = {
  steps: [
    async (db) => {
      const schema = (await sql<{ name: string }>`select current_schema() as name`.execute(db)).rows[0]!.name;

      // What rows are searched by is read out of their sealed text, so that the two can never say different things.
      await sql`create table audit (
        seq bigint not null,
        at text collate "C" not null check (at = row::jsonb ->> 'at'),
        row text not null,
        previous text not null,
        hash text not null,
        action text generated always as (row::jsonb ->> 'action') stored,
        patient text generated always as (row::jsonb ->> 'patient') stored,
        organisation text generated always as (row::jsonb -> 'organisation' ->> 'odsCode') stored,
        user_id text generated always as (row::jsonb -> 'user' ->> 'id') stored,
        primary key (seq, at)
      ) partition by range (at)`.execute(db);
      await sql`create index audit_by_time on audit (at)`.execute(db);
      await sql`create index audit_by_patient on audit (patient, seq) where patient is not null`.execute(db);
      await sql`create index audit_by_organisation on audit (organisation, at)`.execute(db);
      await sql`create table head (seq bigint primary key, signed text not null)`.execute(db);

      // Whoever may write rows may make room for them, and nothing else: the function acts as the owner.
      await sql`create function audit_month(month text) returns void
        language plpgsql security definer set search_path = ${sql.id(schema)}, pg_temp as $$
        declare
          part text := 'audit_' || replace(month, '-', '_');
        begin
          if month !~ '^[0-9]{4}-(0[1-9]|1[0-2])$' then
            raise exception 'not a month: %', month;
          end if;
          perform pg_advisory_xact_lock(${sql.raw(String(MONTHS))});
          if not exists (select from pg_catalog.pg_class where relname = part and relnamespace = current_schema()::regnamespace) then
            execute format('create table %I partition of audit for values from (%L) to (%L)',
              part, month, to_char(to_date(month, 'YYYY-MM') + interval '1 month', 'YYYY-MM'));
          end if;
        end $$`.execute(db);
      await sql`revoke all on function audit_month from public`.execute(db);

      // The gateway's role may do none of this anyway; this is against the mistakes of whoever may.
      await sql`create function audit_is_kept() returns trigger language plpgsql as $$
        begin raise exception 'an audit row is never changed or removed'; end $$`.execute(db);
      for (const table of ['audit', 'head']) {
        await sql`create trigger ${sql.ref(`${table}_is_kept`)} before update or delete on ${sql.table(table)}
          for each row execute function audit_is_kept()`.execute(db);
        await sql`create trigger ${sql.ref(`${table}_is_not_emptied`)} before truncate on ${sql.table(table)}
          for each statement execute function audit_is_kept()`.execute(db);
      }

      await sql`create table opt_out (
        seq bigint generated always as identity primary key,
        nhs_number text not null,
        state text not null check (state in ('opted-out', 'withdrawn')),
        from_at text not null,
        recorded_at text not null,
        recorded_by text not null
      )`.execute(db);
      await sql`create index opt_out_by_patient on opt_out (nhs_number)`.execute(db);

      await sql`create table once (id text primary key, until bigint not null)`.execute(db);
      await sql`create index once_by_end on once (until)`.execute(db);
      await sql`create table revoked (jti text primary key, until bigint not null)`.execute(db);
    },
  ],

  async version(db) {
    // Not to_regclass, here and in audit_month: within a transaction that may still be answered from before the lock.
    const { rows } = await sql<{ there: boolean }>`select exists (
      select from pg_catalog.pg_tables where schemaname = current_schema() and tablename = 'store_version') as there`.execute(db);
    if (!rows[0]!.there) return 0;
    const found = await sql<{ version: number }>`select version from store_version`.execute(db);
    return found.rows[0]!.version;
  },
  async remember(version, db) {
    if (version === 1) {
      await sql`create table store_version (version integer not null)`.execute(db);
      await sql`insert into store_version values (0)`.execute(db);
    }
    await sql`update store_version set version = ${version}`.execute(db);
  },
  async lock(db) {
    await sql`select pg_advisory_xact_lock(${STEPS})`.execute(db);
  },
};

/** What the gateway's own role gets, table by table: it adds audit rows and heads, and can neither change nor remove one. */
export const grants: Readonly<Record<string, string>> = {
  audit: 'select, insert',
  head: 'select, insert',
  opt_out: 'select, insert',
  once: 'select, insert, delete',
  revoked: 'select, insert, delete',
  store_version: 'select',
};
