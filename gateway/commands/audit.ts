import { readFileSync } from 'node:fs';
import { type AuditKey, readHead, signEnd } from '../audit/head.ts';
import { verify } from '../audit/verify.ts';
import type { Head, Store } from '../store/store.ts';

/** `lcr audit verify [--head FILE]`: one line, and 1 where the audit is not what was written. */
export async function verifyAudit({ audit }: Store, key: AuditKey, file?: string): Promise<number> {
  const { rows, signedTo, fault } = await verify(audit, key, file === undefined ? [] : await readKept(file, key));
  if (fault) {
    console.error(`the audit is broken: ${fault.text}`);
    return 1;
  }
  const open = rows - signedTo;
  console.log(`the audit is whole: ${rows} rows, ${open === 0 ? 'all of them signed' : `the last ${open} not signed yet`}`);
  return 0;
}

/** `lcr audit head`: the end of the chain, signed now, to be kept where nobody who holds the store can reach it. */
export async function printHead({ audit }: Store, key: AuditKey): Promise<number> {
  const head = await signEnd(await audit.end(), key, new Date());
  await audit.sign(head);
  console.log(head.signed);
  return 0;
}

/** Heads one a line, as they were printed. */
async function readKept(file: string, key: AuditKey): Promise<Head[]> {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/).map((line) => line.trim());
  const heads: Head[] = [];
  for (const [index, signed] of lines.entries()) {
    if (signed === '') continue;
    const said = await readHead(signed, key);
    if (!said) throw new Error(`${file}:${index + 1} is not a head that was signed with the key of the audit`);
    heads.push({ seq: said.seq, signed });
  }
  return heads;
}
