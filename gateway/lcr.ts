import { readFileSync } from 'node:fs';
import { reviewBreakGlass } from './commands/break-glass.ts';
import { policyCommand, policyUsage } from './commands/policy.ts';
import { Mistakes } from './config/document.ts';
import { settingsFile } from './config/file.ts';
import { readSettings } from './config/read.ts';
import { isNhsNumber } from './register/nhs-number.ts';
import { openStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

const usage = `usage: lcr opt-out add|withdraw    the patients whose NHS numbers stand on standard input, one a line
       lcr token revoke            the access tokens whose "jti" stand there, one a line (audit rows name them)
       lcr break-glass review      every emergency that a host stated for a user, as tab-separated values
${policyUsage.replace('usage:', '      ')}

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
  if (words[0] === 'policy') return policyCommand(words.slice(1), console.log);
  const command = new Map([
    ['opt-out add', add],
    ['opt-out withdraw', withdraw],
    ['token revoke', revoke],
    ['break-glass review', review],
  ]).get(words.join(' '));
  if (!command) {
    console.error(usage);
    return 2;
  }
  const { storeFolder } = await readSettings(settingsFile(process.env), process.env);
  const lines = words[0] === 'break-glass' ? [] : readFileSync(0, 'utf8').split(/\r?\n/).map((line) => line.replaceAll(' ', '')).filter(Boolean);
  const store = await openStore(storeFolder);
  try {
    console.log(await command(store, lines));
  } finally {
    await store.close();
  }
  return 0;
}

async function add(store: Store, lines: readonly string[]): Promise<string> {
  await change(store, 'opted-out', lines);
  return `opted out: ${lines.length}`;
}

async function withdraw(store: Store, lines: readonly string[]): Promise<string> {
  await change(store, 'withdrawn', lines);
  return `withdrawn: ${lines.length}`;
}

/** All or none: a list with a wrong number is looked at again before any of it holds. */
async function change({ optOuts }: Store, state: 'opted-out' | 'withdrawn', lines: readonly string[]): Promise<void> {
  const wrong = lines.findIndex((line) => !isNhsNumber(line));
  if (wrong >= 0) throw new Error(`line ${wrong + 1} is not a valid NHS number; expected ten digits. Nothing was changed.`);
  const now = new Date().toISOString();
  for (const nhsNumber of lines) {
    await optOuts.record({ nhsNumber, state, from: now, recorded: now, by: process.env['USER'] || 'operator' });
  }
}

async function revoke({ revocations }: Store, lines: readonly string[]): Promise<string> {
  for (const jti of lines) await revocations.revoke(jti, new Date(Date.now() + REVOKED_FOR));
  return `revoked: ${lines.length}`;
}

const review = async (store: Store): Promise<string> => `emergencies: ${await reviewBreakGlass(store, console.log)}`;
