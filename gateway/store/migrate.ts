import type { Kysely, Transaction } from 'kysely';

/** A migration writes plain SQL: the tables it sees are those of its own day. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyDb = Kysely<any>;
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyTransaction = Transaction<any>;

/** How one kind of store comes to its tables. */
export interface Migrations {
  /** One step a number, never edited once it has been released: a change is a new step. */
  steps: readonly ((db: AnyTransaction) => Promise<void>)[];
  /** How many steps have been taken. */
  version(db: AnyDb): Promise<number>;
  remember(version: number, db: AnyTransaction): Promise<void>;
  /** Holds off whoever else would take a step, until the transaction ends. */
  lock(db: AnyTransaction): Promise<void>;
}

/** Brings a store up to date, step by step. A store written by a newer version is left alone, with a clear error. */
export async function migrate(db: AnyDb, { steps, version, remember, lock }: Migrations): Promise<void> {
  for (let done = await version(db); done !== steps.length; ) {
    if (done > steps.length) {
      throw new Error(`the store is at version ${done}, but this gateway knows only ${steps.length}`);
    }
    done = await db.transaction().execute(async (transaction) => {
      await lock(transaction);
      // Somebody else may have taken the step while we waited for the lock.
      const current = await version(transaction);
      if (current !== done) return current;
      await steps[current]!(transaction);
      await remember(current + 1, transaction);
      return current + 1;
    });
  }
}
