import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Mistakes } from './config/document.ts';
import { readSettings } from './config/read.ts';
import { readSigningKeys, rotateSigningKey } from './config/signing-key.ts';
import { categories } from './policy/kinds.ts';
import { isNhsNumber } from './register/nhs-number.ts';
import { createRegister } from './register/register.ts';
import { openStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';
import { createAccessTokens } from './token/access.ts';
import { createExplainer } from './token/explain.ts';
import { LEAD } from './token/key-ring.ts';

const usage = `usage: lcr opt-out add|withdraw    the patients whose NHS numbers stand on standard input, one a line
       lcr token revoke            the access tokens whose "jti" stand there, one a line (audit rows name them)
       lcr key rotate              a new signing key beside the old one, which is good until its last token has ended
       lcr key replace             a new signing key instead of the old one: every access token ends at once
       lcr launch explain          why a launch fails, whose form, token or answer stands there

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
  const [what, how] = words;
  if (what === 'key' && (how === 'rotate' || how === 'replace') && words.length === 2) return changeKey(how);
  if (words.join(' ') === 'launch explain') return explainLaunch();
  const command = new Map([
    ['opt-out add', add],
    ['opt-out withdraw', withdraw],
    ['token revoke', revoke],
  ]).get(words.join(' '));
  if (!command) {
    console.error(usage);
    return 2;
  }
  const { storeFolder } = await settings();
  const lines = readFileSync(0, 'utf8').split(/\r?\n/).map((line) => line.replaceAll(' ', '')).filter(Boolean);
  const store = await openStore(storeFolder);
  try {
    console.log(await command(store, lines));
  } finally {
    await store.close();
  }
  return 0;
}

function settings(): ReturnType<typeof readSettings> {
  return readSettings(process.env['LCR_CONFIG'] || fileURLToPath(new URL('gateway.yaml', import.meta.url)), process.env);
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
    await optOuts.record({ nhsNumber, state, from: now, recorded: now, by: operator });
  }
}

async function revoke({ revocations, audit }: Store, lines: readonly string[]): Promise<string> {
  for (const jti of lines) {
    await revocations.revoke(jti, new Date(Date.now() + REVOKED_FOR));
    const user = { id: operator, name: operator, roles: [] };
    await audit.append({ at: new Date().toISOString(), requestId: crypto.randomUUID(), action: 'revocation', outcome: 'granted', jti, user });
  }
  return `revoked: ${lines.length}`;
}
