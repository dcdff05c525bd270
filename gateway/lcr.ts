import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Mistakes } from './config/document.ts';
import { readSettings } from './config/read.ts';
import { isNhsNumber } from './register/nhs-number.ts';
import { createOptOutRegister } from './reports/opt-outs.ts';
import { openStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

const usage = `usage: lcr opt-out add|withdraw    the patients whose NHS numbers stand on standard input, one a line
       lcr token revoke            the access tokens whose "jti" stand there, one a line (audit rows name them)

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
  const command = new Map([
    ['opt-out add', add],
    ['opt-out withdraw', withdraw],
    ['token revoke', revoke],
  ]).get(words.join(' '));
  if (!command) {
    console.error(usage);
    return 2;
  }
  const file = process.env['LCR_CONFIG'] || fileURLToPath(new URL('gateway.yaml', import.meta.url));
  const { storeFolder } = await readSettings(file, process.env);
  const lines = readFileSync(0, 'utf8').split(/\r?\n/).map((line) => line.replaceAll(' ', '')).filter(Boolean);
  const store = await openStore(storeFolder);
  try {
    console.log(await command(store, lines));
  } finally {
    await store.close();
  }
  return 0;
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
