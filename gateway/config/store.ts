import { openPostgres } from '../store/postgres.ts';
import { openStore } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import type { Settings } from './read.ts';

/** The store that the settings name: PostgreSQL where `DATABASE_URL` is set, the embedded one otherwise. */
export function storeOf({ database, storeFolder }: Pick<Settings, 'database' | 'storeFolder'>): Promise<Store> {
  return database === undefined ? openStore(storeFolder) : openPostgres(database);
}
