import { readFileSync } from 'node:fs';
import { printHead, verifyAudit } from './commands/audit.ts';
import { reviewBreakGlass } from './commands/break-glass.ts';
import { doctorCommand, doctorUsage } from './commands/doctor.ts';
import { policyCommand, policyUsage } from './commands/policy.ts';
import { Mistakes } from './config/document.ts';
import { settingsFile } from './config/file.ts';
import { type Settings, readSettings } from './config/read.ts';
import { readAuditKey, readSigningKeys, rotateSigningKey } from './config/signing-key.ts';
import { storeOf } from './config/store.ts';
import { categories } from './policy/kinds.ts';
import { isNhsNumber } from './register/nhs-number.ts';
import { createRegister } from './register/register.ts';
import { createOptOutRegister } from './reports/opt-outs.ts';
import { preparePostgres } from './store/postgres.ts';
import type { Store } from './store/store.ts';
import { createAccessTokens } from './token/access.ts';
import { createExplainer } from './token/explain.ts';
import { LEAD } from './token/key-ring.ts';

const usage = `usage: lcr opt-out add|withdraw    the patients whose NHS numbers stand on standard input, one a line
       lcr token revoke            the access tokens whose "jti" stand there, one a line (audit rows name them)
       lcr key rotate              a new signing key beside the old one, which is good until its last token has ended
       lcr key replace             a new signing key instead of the old one: every access token ends at once
       lcr launch explain          why a launch fails, whose form, token or answer stands there
       lcr audit verify [--head F] whether every audit row is as it was written; with a file of heads, whether all they cover is there
       lcr audit head              the signed end of the audit, to be kept elsewhere
       lcr store prepare [ROLE]    makes or updates the tables in PostgreSQL, as their owner, and lets ROLE be a gateway's
       lcr break-glass review      every emergency that a host stated for a user, as tab-separated values
${policyUsage.replace('usage:', '      ')}
${doctorUsage.replace('usage:', '      ')}

LCR_CONFIG names the gateway's settings. Patient numbers are never arguments: those show in process lists.`;

/** Who is at the keyboard, as far as that can be known. */
const operator = process.env['USER'] || 'operator';

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
  if (what === 'key' && (how === 'rotate' || how === 'replace') && words.length === 2) return changeKey(how);
  if (words.join(' ') === 'launch explain') return explainLaunch();
  if (what === 'audit' || what === 'store') return keep(`${what} ${how}`, more);
  if (what === 'doctor') return doctorCommand(words.slice(1), process.env, () => readFileSync(0, 'utf8'), console.log);
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
  const lines = what === 'break-glass' ? [] : readFileSync(0, 'utf8').split(/\r?\n/).map((line) => line.replaceAll(' ', '')).filter(Boolean);
  return withStore(await settings(), async (store) => {
    console.log(await command(store, lines));
    return 0;
  });
}

function settings(): Promise<Settings> {
  return readSettings(settingsFile(process.env), process.env);
}

/** What keeps the audit and its store. */
async function keep(command: string, more: readonly string[]): Promise<number> {
  const [first, second, ...rest] = more;
  const found = await settings();
  if (command === 'audit verify' && (more.length === 0 || (first === '--head' && second !== undefined && rest.length === 0))) {
    return withStore(found, async (store) => verifyAudit(store, await readAuditKey(found.auditKey), second));
  }
  if (command === 'audit head' && more.length === 0) {
    return withStore(found, async (store) => printHead(store, await readAuditKey(found.auditKey)));
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

/** Gateways that run read the file again by themselves. */
async function changeKey(how: 'rotate' | 'replace'): Promise<number> {
  const { signingKey } = await settings();
  const kept = await rotateSigningKey(signingKey, how);
  console.log(how === 'rotate' ? `a new key signs in ${LEAD} seconds; keys that are good: ${kept}` : 'the new key is the only one');
  return 0;
}

/** Nothing is used up, sent or written: the same text may be explained again. */
async function explainLaunch(): Promise<number> {
  const { issuer, members, hosts, helpdesk, signingKey } = await settings();
  const now = () => new Date();
  const explain = createExplainer({
    issuer,
    register: createRegister(members, hosts, helpdesk),
    tokens: createAccessTokens(issuer, await readSigningKeys(signingKey), now),
    categories: new Set(categories),
    now,
  });
  const found = await explain(readFileSync(0, 'utf8'));
  for (const { title, said, refused } of found) {
    console.log(title);
    if (refused) console.log(`  ${refused.meaning}\n  What to do: ${refused.act}\n  Reason in the audit: ${refused.reason}`);
    for (const [name, value] of said) console.log(`  ${name}: ${value}`);
  }
  return found.some(({ refused }) => refused) ? 1 : 0;
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
  const row = { requestId: crypto.randomUUID(), user: { id: operator, name: operator, roles: [] } };
  for (const nhsNumber of lines) await register[what]({ nhsNumber, by: operator, at: new Date(), row });
}

async function revoke({ revocations, audit }: Store, lines: readonly string[]): Promise<string> {
  for (const jti of lines) {
    await revocations.revoke(jti, new Date(Date.now() + REVOKED_FOR));
    const user = { id: operator, name: operator, roles: [] };
    await audit.append({ at: new Date().toISOString(), requestId: crypto.randomUUID(), action: 'revocation', outcome: 'granted', jti, user });
  }
  return `revoked: ${lines.length}`;
}

async function review(store: Store): Promise<string> {
  return `emergencies: ${await reviewBreakGlass(store, console.log)}`;
}
