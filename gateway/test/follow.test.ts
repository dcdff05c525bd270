import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { policyCommand } from '../commands/policy.ts';
import { followPolicy } from '../config/follow.ts';
import { readPolicy } from '../config/read.ts';
import { decide } from '../policy/decide.ts';
import { editionOf } from '../policy/edition.ts';
import { policyFrom } from '../policy/text.ts';
import { memoryStore } from '../store/memory.ts';
import { conformTo } from './conform.ts';
import { allergy, brokenAfter, doctor, gateway, policyText, rowsOf, spySource } from './house.ts';

const folder = mkdtempSync(join(tmpdir(), 'lcr-policy-'));
after(() => rmSync(folder, { recursive: true }));
const without = (text: string) => text.replace('R8000: { name: Clinical Practitioner Access Role, level: clinical-full }', 'R8000: { name: Clinical Practitioner Access Role, level: pharmacy }');
const broken = policyText.replace('level: pharmacy }', 'level: farmacy }');
let files = 0;

/** A file that is looked at when it is told to, and by itself only where that is what is tried. */
function follow(store = memoryStore(), byItself = false) {
  const file = join(folder, `policy-${(files += 1)}.yaml`);
  writeFileSync(file, policyText);
  const lines: Record<string, unknown>[] = [];
  const parts = { environment: {}, audit: store.audit, log: (line: Record<string, unknown>) => void lines.push(line), now: () => new Date() };
  const following = followPolicy(file, readPolicy(file), parts);
  if (!byItself) following.stop();
  const level = () => decide(following.current(), { org: 'XQ1', roles: ['R8000'] }, []).level;
  return { file, lines, store, following, level };
}

/** Waits for what happens by itself, as long as a busy machine needs. */
async function until(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 3000 && !done(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('a policy that changes while the gateway runs', () => {
  it('holds from when it has been written down, old and new version in the row', async () => {
    const { file, lines, store, following, level } = follow();
    const from = await editionOf(following.current());
    writeFileSync(file, without(policyText));
    await following.reload();
    const to = await editionOf(following.current());
    assert.equal(level(), 'pharmacy');
    assert.notEqual(from, to);
    assert.equal(from.split('+')[0], to.split('+')[0], 'the files give themselves the same version');
    const [row, ...more] = await rowsOf(store);
    assert.deepEqual(more, []);
    assert.deepEqual([row!.action, row!.outcome, row!.policyVersion, row!.detail], ['policy', 'granted', to, { from, to }]);
    conformTo('AuditRow', { seq: 1, hash: '0'.repeat(64), ...row });
    assert.deepEqual(lines.map(({ policy, version, before }) => [policy, version, before]), [['changed', to, from]]);
  });

  it('is noticed by itself, also where a new file is put in the place of the old one, or behind a link', async () => {
    const { file, following, level } = follow(memoryStore(), true);
    writeFileSync(`${file}.new`, without(policyText));
    renameSync(`${file}.new`, file);
    await until(() => level() === 'pharmacy');
    writeFileSync(`${file}.other`, policyText);
    symlinkSync(`${file}.other`, `${file}.link`);
    renameSync(`${file}.link`, file);
    await until(() => level() === 'clinical-full');
    following.stop();
  });

  it('stays as it was while the new file has a mistake: one clear line, and one refused row', async () => {
    const { file, lines, store, following, level } = follow();
    const from = await editionOf(following.current());
    writeFileSync(file, broken);
    await following.reload();
    assert.equal(level(), 'clinical-full');
    assert.deepEqual(lines.map(({ policy }) => policy), ['kept']);
    assert.match(String(lines[0]!['why']), /policy-\d+\.yaml:\d+ roles\.R1290\.level: names no level; expected one of clinical-full/);
    const rows = await rowsOf(store);
    assert.deepEqual(rows.map(({ outcome, reason, detail }) => [outcome, reason, detail]), [['refused', 'mistakes', { from }]]);
    rmSync(file);
    await following.reload();
    assert.equal(level(), 'clinical-full');
    writeFileSync(file, without(policyText));
    await following.reload();
    assert.equal(level(), 'pharmacy', 'the next good one is taken over');
  });

  it('stays as it was when the change cannot be written down', async () => {
    const { file, lines, following, level } = follow(brokenAfter(memoryStore(), 0));
    writeFileSync(file, without(policyText));
    await following.reload();
    assert.equal(level(), 'clinical-full');
    assert.match(String(lines[0]!['why']), /cannot be written down/);
  });

  it('is not a change, and no row, when only a remark is another', async () => {
    const { file, store, following } = follow();
    writeFileSync(file, `# Agreed on the 3rd.\n${policyText}`);
    await following.reload();
    assert.deepEqual(await rowsOf(store), []);
  });

  it('does not change for a request that is under way', async () => {
    let policy = policyFrom(policyText);
    const other = policyFrom(without(policyText));
    const [old, later] = [await editionOf(policy), await editionOf(other)];
    // Each step at which the request waits is a chance for the policy to change under it.
    const store = memoryStore();
    const swap = <T>(value: T) => ((policy = other), value);
    const restless = {
      ...store,
      optOuts: { ...store.optOuts, active: async (n: string, at: Date) => swap(await store.optOuts.active(n, at)) },
      audit: { ...store.audit, append: async (row: Parameters<typeof store.audit.append>[0]) => void (await store.audit.append(row)) },
    };
    const house = await gateway([spySource('northbridge', { resources: [allergy('a', 'Penicillin')] })], { policy: () => policy, store: restless });
    const look = async () => {
      const { body } = await house.ask('/v1/record?category=allergies&category=progress-notes', { who: doctor });
      const row = (await house.audit()).at(-1)!;
      const refused = body.filter((line: { problem?: { code: string } }) => line.problem).map((line: { category: string }) => line.category);
      return [refused, row.user!.level, row.policyVersion];
    };
    assert.deepEqual(await look(), [[], 'clinical-full', old]);
    assert.deepEqual(await look(), [['progress-notes'], 'pharmacy', later]);
  });
});

describe('lcr policy', () => {
  const file = fileURLToPath(new URL('../policy.yaml', import.meta.url));
  const lcr = async (...words: string[]) => {
    const out: string[] = [];
    const failed = await policyCommand(words, (line) => out.push(line)).then(() => '', (error: Error) => error.message);
    return { out, failed };
  };
  const lineOf = (text: string) => policyText.split('\n').findIndex((line) => line.includes(text)) + 1;

  it('check says what is wrong, a line each, or the version of a good file', async () => {
    const good = await lcr('check', file);
    assert.deepEqual(good, { out: [`good: version ${await editionOf(policyFrom(policyText))}, 8 levels, 33 roles`], failed: '' });
    const bad = join(folder, 'bad.yaml');
    writeFileSync(bad, broken);
    const tool = fileURLToPath(new URL('../lcr.ts', import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [tool, 'policy', 'check', bad], { encoding: 'utf8' });
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr.trim(), /^\S+bad\.yaml:\d+ roles\.R1290\.level: names no level; expected one of [\w, -]+$/);
  });

  it('explain says why in plain words, with the lines that decided', async () => {
    const about = (...words: string[]) => lcr('explain', '--policy', file, '--org', 'XQ1', ...words);
    const social = await about('--role', 'R8014', '--category', 'alerts', '--label', 'SDV');
    assert.equal(social.out[0], 'Yes: Social Worker Access Role (R8014) of XQ1 sees alerts, entries that carry SDV.');
    assert.match(social.out[1]!, new RegExp(`policy\\.yaml:${lineOf('R8014:')} Social Worker Access Role \\(R8014\\) has the level social-care`));
    assert.match(social.out[2]!, new RegExp(`policy\\.yaml:${lineOf('labels: [N, SDV, VIO]')} the level social-care has alerts`));
    assert.match(social.out[3]!, /the label SDV \(Sexual assault, abuse or domestic violence\) is among those that hold in alerts/);

    const part = await about('--role', 'Pharmacist', '--category', 'results', '--kind', 'radiology');
    assert.equal(part.out[0], 'No: Pharmacist (R1290) of XQ1 does not see results (radiology).');
    assert.match(part.out[2]!, /:\d+ the level pharmacy has other kinds, but not results \(radiology\)$/);
    assert.match((await about('--role', 'R8000', '--category', 'allergies', '--label', 'TBOO')).out.at(-1)!, /the label TBOO is not listed, and an unknown label hides an entry from everybody/);
    assert.equal((await about('--role', 'S8000:G8000:R8000', '--category', 'allergies')).out[0], 'Yes: Clinical Practitioner Access Role (R8000) of XQ1 sees allergies, entries that are normal or carry no label.');
    assert.equal((await about('--role', 'R9999', '--category', 'allergies')).out[0], 'No: R9999 of XQ1 sees nothing of the record.');
    assert.equal((await about('--role', 'R1290', '--category', 'results')).out[0], 'Yes: Pharmacist (R1290) of XQ1 sees results, only blood-sciences, microbiology-virology.');
  });

  it('explain without a category goes through all of them', async () => {
    const { out } = await lcr('explain', '--policy', file, '--org', 'XQ1', '--role', 'R8009');
    assert.equal(out.length, 20);
    assert.deepEqual(out.filter((line) => line.startsWith('Yes')).map((line) => /sees ([\w-]+)/.exec(line)![1]), ['appointments', 'care-coordinator', 'referrals']);
  });

  it('explain names the rule of an organisation that decided', async () => {
    const own = join(folder, 'own.yaml');
    writeFileSync(own, policyText.replace('organisations: {}', `organisations:
  XQ5:
    roles: { R8004: none }
    allow:
      - { to: [R8014], categories: [results], kinds: [blood-sciences] }
    refuse:
      - { labels: [R] }`));
    const last = policyText.split('\n').findIndex((line) => line === 'organisations: {}') + 1;
    const about = async (...words: string[]) => (await lcr('explain', '--policy', own, '--org', 'XQ5', ...words)).out;
    assert.match((await about('--role', 'R8014', '--category', 'results', '--kind', 'blood-sciences'))[2]!, new RegExp(`own\\.yaml:${last + 4} the organisation's own rule allows results \\(blood-sciences\\)`));
    assert.match((await about('--role', 'R8000', '--category', 'alerts', '--label', 'R')).at(-1)!, new RegExp(`own\\.yaml:${last + 6} the organisation's own rule refuses the label R \\(Restricted\\)`));
    assert.match((await about('--role', 'R8004', '--category', 'alerts'))[1]!, new RegExp(`own\\.yaml:${last + 2} at XQ5 Healthcare Student Access Role \\(R8004\\) has no level`));
  });

  it('explain knows organisations and their own role names by the settings', async () => {
    const settings = join(folder, 'gateway.yaml');
    const contacts = '{ localServiceDesk: { name: Desk }, localSystemAdministrator: { name: Administrator } }';
    writeFileSync(settings, `issuer: http://gateway.example
listen: { port: 0 }
signingKey: key.jwk
store: { folder: store }
policy: '${file}'
contacts: { helpdesk: { name: Helpdesk } }
organisations:
  - { odsCode: XQ1, name: Northbridge, roles: { Ward clerk: R8010 }, contacts: ${contacts} }
sources:
  - { id: northbridge, organisation: XQ1, system: EPR, fhir: 'http://127.0.0.1:9/fhir' }
hosts: []
`);
    process.env['LCR_CONFIG'] = settings;
    const { out } = await lcr('explain', '--org', 'Northbridge', '--role', 'Ward clerk', '--category', 'referrals');
    delete process.env['LCR_CONFIG'];
    assert.equal(out[0], 'Yes: Clerical Access Role (R8010) of XQ1 sees referrals, entries that are normal or carry no label.');
  });

  it('says what it expects where it is asked for what there is not', async () => {
    assert.match((await lcr('explain', '--policy', file, '--org', 'XQ1')).failed, /^usage: lcr policy check FILE/);
    assert.match((await lcr('explain', '--policy', file, '--org', 'XQ1', '--role', 'R8000', '--category', 'alergies')).failed, /"alergies" is not a category; expected one of alerts/);
    assert.match((await lcr('explain', '--policy', file, '--org', 'XQ1', '--role', 'R8000', '--category', 'alerts', '--kind', 'x')).failed, /"x" is not a kind of alerts; it has none/);
    assert.match((await lcr('nonsense')).failed, /^usage:/);
  });
});
