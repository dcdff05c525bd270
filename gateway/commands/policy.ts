import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { Read } from '../config/document.ts';
import { type File, settingsFile } from '../config/file.ts';
import { openPolicy, readSettings } from '../config/read.ts';
import { editionOf } from '../policy/edition.ts';
import { explain, type Explanation } from '../policy/explain.ts';
import { categories, isCategory, kindsOf } from '../policy/kinds.ts';
import { own, type Policy } from '../policy/policy.ts';
import { nationalRole } from '../token/roles.ts';

export const policyUsage = `usage: lcr policy check FILE     what is wrong with a policy file, a line each; nothing, and its version, where it is good
       lcr policy explain --org ORG --role ROLE [--category NAME [--kind NAME] [--label CODE]] [--policy FILE]
                                   why somebody sees a part of the record, or does not; every part, where none is named`;

/** `lcr policy …`. @throws {Mistakes} or an error with one clear line */
export async function policyCommand([what, ...words]: readonly string[], print: (line: string) => void): Promise<number> {
  if (what === 'check' && words.length === 1) {
    const { value } = openPolicy(words[0]!, process.env);
    print(`good: version ${await editionOf(value)}, ${Object.keys(value.levels).length} levels, ${Object.keys(value.roles).length} roles`);
    return 0;
  }
  if (what !== 'explain') throw new Error(policyUsage);
  const text = { type: 'string' } as const;
  const options = { org: text, role: text, category: text, kind: text, label: text, policy: text };
  const { values } = parseArgs({ args: [...words], options });
  if (values.org === undefined || values.role === undefined) throw new Error(policyUsage);
  if (values.category === undefined && (values.kind !== undefined || values.label !== undefined)) throw new Error(policyUsage);

  const { read, members } = await opened(values.policy);
  const member = members.find(({ odsCode, name }) => [odsCode, name].includes(values.org!));
  const org = member?.odsCode ?? values.org;
  const role = roleCode(values.role, read.value, member?.roles ?? {});
  const { category, kind, label } = values;
  if (category === undefined) {
    for (const one of categories) tell(explain(read.value, { org, role, category: one }), undefined, print);
    return 0;
  }
  if (!isCategory(category)) throw new Error(`"${category}" is not a category; expected one of ${categories.join(', ')}`);
  if (kind !== undefined && !kindsOf(category).includes(kind)) {
    const kinds = kindsOf(category);
    throw new Error(`"${kind}" is not a kind of ${category}; ${kinds.length > 0 ? `expected one of ${kinds.join(', ')}` : 'it has none'}`);
  }
  tell(explain(read.value, { org, role, category, kind, label }), read, print);
  return 0;
}

/** The policy of the settings, or that of a file by itself; then nobody's own names are known. */
async function opened(file: string | undefined): Promise<{ read: Read<Policy>; members: Pick<File['organisations'][number], 'odsCode' | 'name' | 'roles'>[] }> {
  if (file !== undefined) return { read: openPolicy(file, process.env), members: [] };
  const { policyFile, members } = await readSettings(settingsFile(process.env), process.env);
  return { read: openPolicy(policyFile, process.env), members: [...members] };
}

/** A role by its code, a CIS2 role string, the organisation's own name for it, or its name in the policy. */
function roleCode(role: string, { roles }: Policy, ownNames: Readonly<Record<string, string>>): string {
  const code = own(ownNames, role) ?? Object.keys(roles).find((one) => roles[one]!.name === role) ?? role;
  return nationalRole(code, {}) ?? role;
}

function tell({ text, reasons }: Explanation, read: Read<Policy> | undefined, print: (line: string) => void): void {
  print(text);
  if (!read) return;
  for (const reason of reasons) {
    const place = read.where(reason.place);
    const line = place.lastIndexOf(':');
    print(`  ${relative(process.cwd(), place.slice(0, line)) || place.slice(0, line)}${place.slice(line)} ${reason.text}`);
  }
}
