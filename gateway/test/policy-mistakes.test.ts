import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { Mistakes } from '../config/document.ts';
import { readPolicy } from '../config/read.ts';

const folder = mkdtempSync(join(tmpdir(), 'lcr-policy-'));
after(() => rmSync(folder, { recursive: true }));

type PolicyMistake = [what: string, change: (text: string) => string, line: RegExp];

/** The same for what stands under an organisation. */
const inOrganisation = (rows: [what: string, yaml: string, line: RegExp][]): PolicyMistake[] =>
  rows.map(([what, yaml, line]) => [what, (text) => text.replace('organisations: {}', `organisations:\n  XQ5:\n    ${yaml}`), line]);

describe('a mistake in the policy is one clear line', () => {
  const policy = readFileSync(new URL('../policy.yaml', import.meta.url), 'utf8');
  const table: PolicyMistake[] = [
    ['an unknown level', (text) => text.replace('level: pharmacy', 'level: farmacy'), /roles\.R1290\.level: names no level; expected one of clinical-full/],
    ['an unknown category', (text) => text.replace('      allergies: all', '      alergies: all'), /levels\.clinical-full\.categories\.alergies: is not a category; expected one of alerts/],
    ['an unknown kind', (text) => text.replace('[blood-sciences, microbiology-virology]', '[blood]'), /categories\.results\[0\]: is not a kind of results; expected one of radiology/],
    ['kinds of a category that has none', (text) => text.replace('allergies: all', 'allergies: [food]'), /is not a kind of allergies; expected "all", for this category has no kinds/],
    ['a word other than all', (text) => text.replace('allergies: all', 'allergies: some'), /categories\.allergies: is a text that does not fit; expected "all" or a list of kinds/],
    ['an empty list of kinds', (text) => text.replace('allergies: all', 'allergies: []'), /categories\.allergies: is a list that does not fit/],
    ['a role that is no national code', (text) => text.replace('R8000:', 'doctor:'), /roles\.doctor: is not a name that fits here; expected a national job role code/],
    ['a level that says nothing of demographics', (text) => text.replace('    demographics: true\n', ''), /levels\.clinical-full\.demographics: is missing; expected true or false/],
    ['a level called none', (text) => text.replace('  pharmacy:', '  none:'), /levels\.none: is not a name that fits here/],
    ['a misspelt key', (text) => text.replace('\norganisations:', '\norganizations:'), /organizations: is not a known key; expected one of version, labels, levels, roles, organisations, optOutsSuspended/],
    ['a label that has no meaning', (text) => text.replace('labels: [N, R]\n', 'labels: [N, X]\n'), /levels\.clinical-full\.labels\[1\]: is not under "labels" at the top; expected one of N, R, V/],
    ['a level that does not see the normal', (text) => text.replace('labels: [N, R]\n', 'labels: [R]\n'), /levels\.clinical-full\.labels: do not have N, which is the label of everything that carries none/],
    ['labels of a category without the normal', (text) => text.replace('labels: [N, SDV, VIO]', 'labels: [SDV]'), /levels\.social-care\.categories\.alerts\.labels: do not have N/],
    ['a misspelt key of a category', (text) => text.replace('{ labels: [N, SDV, VIO] }', '{ lables: [N] }'), /categories\.alerts\.lables: is not a known key; expected one of kinds, labels/],
    ['a label that no code system could have', (text) => text.replace('  N: Normal', '  n: Normal'), /labels\.n: is not a name that fits here; expected a code of v3-Confidentiality or v3-ActCode/],
    ...inOrganisation([
      ['a rule to nobody that there is', 'allow: [{ to: [R9999], categories: [alerts] }]', /allow\[0\]\.to\[0\]: is neither a role of this file nor a level/],
      ['a rule that allows without saying to whom', 'allow: [{ categories: [alerts] }]', /allow\[0\]\.to: is missing; expected role codes or levels, a list/],
      ['a rule that refuses nothing', 'refuse: [{ to: [R8014] }]', /refuse\[0\]: names neither categories nor labels; expected one of them/],
      ['a rule that refuses what carries no label', 'refuse: [{ labels: [N] }]', /refuse\[0\]\.labels\[0\]: is the label of everything that carries none/],
      ['a rule about a kind of nothing', 'refuse: [{ labels: [R], kinds: [radiology] }]', /refuse\[0\]\.kinds: are there without the category whose kinds they are/],
      ['a rule about a kind of another category', 'refuse: [{ categories: [alerts], kinds: [radiology] }]', /refuse\[0\]\.kinds\[0\]: is not a kind of alerts/],
      ['a rule about no category', 'refuse: [{ categories: [alergies] }]', /refuse\[0\]\.categories\[0\]: is not a category/],
      ['break-glass for a reason that there is not', "breakGlass: { to: [clinical-full], reasons: ['7'], passes: [opt-out] }", /breakGlass\.reasons\[0\]: is a text that does not fit; expected a code from "1" to "6" in quotes/],
      ['break-glass that passes the role', "breakGlass: { to: [clinical-full], reasons: ['5'], passes: [role] }", /breakGlass\.passes\[0\]: is a text that does not fit; expected "unknown-patient" or "opt-out"/],
      ['break-glass that says nothing of reasons', 'breakGlass: { to: [clinical-full], passes: [opt-out] }', /breakGlass\.reasons: is missing; expected codes of SCR-AlertReason/],
    ]),
    ['a suspension that ends before it begins', (text) => `${text}optOutsSuspended: [{ from: '2026-03-01T00:00:00Z', until: '2026-02-01T00:00:00Z', because: x }]\n`, /optOutsSuspended\[0\]: has no "until" that comes after its "from"/],
  ];
  for (const [what, change, expected] of table) {
    it(what, () => {
      const changed = change(policy);
      assert.notEqual(changed, policy);
      const file = join(folder, 'changed.yaml');
      writeFileSync(file, changed);
      assert.throws(() => readPolicy(file), (error) => {
        assert.ok(error instanceof Mistakes);
        assert.equal(error.lines.filter((line) => expected.test(line)).length, 1, error.lines.join('\n'));
        assert.match(error.lines[0]!, /changed\.yaml:[0-9]+ /);
        return true;
      });
    });
  }
});
