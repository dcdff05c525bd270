import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Mistakes } from './config/document.ts';
import { printHead, verifyAudit } from './commands/audit.ts';
import { type Settings, readSettings } from './config/read.ts';
import { readSigningKey } from './config/signing-key.ts';
import { storeOf } from './config/store.ts';
import { isNhsNumber } from './register/nhs-number.ts';
import { createOptOutRegister } from './reports/opt-outs.ts';
import { preparePostgres } from './store/postgres.ts';
import type { Store } from './store/store.ts';

const usage = `usage: lcr opt-out add|withdraw    the patients whose NHS numbers stand on standard input, one a line
       lcr token revoke            the access tokens whose "jti" stand there, one a line (audit rows name them)
       lcr audit verify [--head F] whether every audit row is as it was written; with a file of heads, whether all they cover is there
       lcr audit head              the signed end of the audit, to be kept elsewhere
       lcr store prepare [ROLE]    makes or updates the tables in PostgreSQL, as their owner, and lets ROLE be a gateway's

LCR_CONFIG names the gateway's settings. Patient numbers are never arguments: those show in process lists.`;

/** Longer than any access token lives: afterwards there is nothing left to revoke. */
const REVOKED_FOR = 3_600_000;

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  for (const line of error instanceof Mistakes ? error.lines : [(error as Error).message]) console.error(line);
  process.exitCode = 1;
}

async function run(words: readonly string[]): Promise<number> {
  const [what, how, ...more] = words;
  if (what === 'audit' || what === 'store') return keep(`${what} ${how}`, more);
  const command = new Map([
    ['opt-out add', add],
    ['opt-out withdraw', withdraw],
    ['token revoke', revoke],
  ]).get(words.join(' '));
  if (!command) {
    console.error(usage);
    return 2;
  }
  const lines = readFileSync(0, 'utf8').split(/\r?\n/).map((line) => line.replaceAll(' ', '')).filter(Boolean);
  return withStore(await settings(), async (store) => {
    console.log(await command(store, lines));
    return 0;
  });
}

function settings(): Promise<Settings> {
  return readSettings(process.env['LCR_CONFIG'] || fileURLToPath(new URL('gateway.yaml', import.meta.url)), process.env);
}

/** What keeps the audit and its store. */
async function keep(command: string, more: readonly string[]): Promise<number> {
  const [first, second, ...rest] = more;
  const found = await settings();
  if (command === 'audit verify' && (more.length === 0 || (first === '--head' && second !== undefined && rest.length === 0))) {
    return withStore(found, async (store) => verifyAudit(store, await readSigningKey(found.auditKey), second));
  }
  if (command === 'audit head' && more.length === 0) {
    return withStore(found, async (store) => printHead(store, await readSigningKey(found.auditKey)));
  }
  if (command === 'store prepare' && more.length <= 1) {
    if (found.database === undefined) throw new Error('DATABASE_URL is not set: only a store in PostgreSQL has an owner');
    console.log(`the store is at version ${await preparePostgres(found.database, first)}`);
    return 0;
  }
  console.error(usage);
  return 2;
}

async function withStore(found: Settings, work: (store: Store) => Promise<number>): Promise<number> {
  const store = await storeOf(found);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function add(store: Store, lines: readonly string[]): Promise<string> {
  await change(store, 'object', lines);
  return `opted out: ${lines.length}`;
}

async function withdraw(store: Store, lines: readonly string[]): Promise<string> {
  await change(store, 'withdraw', lines);
  return `withdrawn: ${lines.length}`;
}

/** All or none: a list with a wrong number is looked at again before any of it holds. */
async function change(store: Store, what: 'object' | 'withdraw', lines: readonly string[]): Promise<void> {
  const wrong = lines.findIndex((line) => !isNhsNumber(line));
  if (wrong >= 0) throw new Error(`line ${wrong + 1} is not a valid NHS number; expected ten digits. Nothing was changed.`);
  const register = createOptOutRegister(store);
  const by = process.env['USER'] || 'operator';
  const row = { requestId: crypto.randomUUID(), user: { id: by, name: by, roles: [] } };
  for (const nhsNumber of lines) await register[what]({ nhsNumber, by, at: new Date(), row });
}

async function revoke({ revocations }: Store, lines: readonly string[]): Promise<string> {
  for (const jti of lines) await revocations.revoke(jti, new Date(Date.now() + REVOKED_FOR));
  return `revoked: ${lines.length}`;
}
