import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { reviewBreakGlass } from '../commands/break-glass.ts';
import { flaws } from '../policy/flaws.ts';
import { passesOf, suspensionAt } from '../policy/override.ts';
import { policyFrom } from '../policy/text.ts';
import { memoryStore } from '../store/memory.ts';
import { isOverride } from '../token/statement.ts';
import { conformTo } from './conform.ts';
import { allergy, brokenAfter, doctor, gateway, larkfield, northbridge, PATIENT, policyText, receptionist, spySource } from './house.ts';

const ALLERGIES = '/v1/record/allergies';
const everywhere = [ALLERGIES, '/v1/record?category=allergies', '/v1/patient', '/v1/session', '/v1/coverage'];
const emergency = { ...doctor, override: { reason: '5', text: 'Unconscious in resus, no next of kin' } };

/** The repository's policy with break-glass turned on for one organisation. */
const withGlass = (passes: string, more = "to: [clinical-full], reasons: ['4', '5']") =>
  policyFrom(policyText.replace('organisations: {}', `organisations:\n  XQ1:\n    breakGlass: { ${more}, passes: [${passes}] }`));
const withNotice = (from: string, until: string) =>
  policyFrom(`${policyText}optOutsSuspended: [{ from: '${from}', until: '${until}', because: Control of patient information notice }]\n`);

/** A gateway whose organisation wants its patients known, and knows none; the patient objects, where that is said. */
async function locked(policy: ReturnType<typeof withGlass>, { objects = false, known = false, store = memoryStore() } = {}) {
  assert.deepEqual(flaws(policy), []);
  const sources = [
    spySource('northbridge', { patients: known ? ['local-1'] : [] }),
    spySource('larkfield', { organisation: larkfield, resources: [allergy('a', 'Penicillin')] }),
  ];
  const organisations = [{ ...northbridge, requireKnownPatient: true }, larkfield];
  const house = await gateway(sources, { policy, organisations, store });
  const day = '2026-01-01T00:00:00.000Z';
  if (objects) await store.optOuts.record({ nhsNumber: PATIENT, state: 'opted-out', from: day, recorded: day, by: 'clerk' });
  const rows = async () => {
    const all = await store.audit.read(0, 100);
    for (const { seq, hash, row } of all) conformTo('AuditRow', { seq, hash, ...row });
    return all.map(({ row }) => row).filter(({ action }) => action !== 'token');
  };
  return { house, sources, rows };
}

describe('an emergency that a host states', () => {
  it('is refused on every route where break-glass is off, which it is by default, and written down with its reason', async () => {
    for (const path of everywhere) {
      const { house, sources, rows } = await locked(policyFrom(policyText), { known: true });
      const { status, body } = await house.ask(path, { who: emergency });
      assert.deepEqual([status, body.code], [403, 'not-permitted'], path);
      assert.deepEqual(sources.map(({ asked }) => asked), [[], []]);
      const [row] = await rows();
      assert.deepEqual([row!.outcome, row!.code, row!.reason, row!.override], ['refused', 'not-permitted', 'override', { ...emergency.override, passed: [] }]);
      assert.equal((await house.ask(path)).status, 200, 'without it everything is as before');
    }
  });

  it('passes what the policy says to those whom it names by role or by level, for its reasons, and nothing where none is stated', () => {
    const { override } = emergency;
    const by = (to: string, who: { roles: string[]; override?: typeof override } = { roles: ['R8000'], override }) =>
      passesOf(withGlass('opt-out', `to: [${to}], reasons: ['4', '5']`), { org: 'XQ1', ...who });
    assert.deepEqual(by('R8000'), new Set(['opt-out']));
    assert.deepEqual(by('pharmacy, clinical-full'), new Set(['opt-out']));
    assert.equal(by('pharmacy, R8001'), undefined);
    assert.equal(by('R9999', { roles: ['R9999'], override }), undefined);
    assert.equal(by('R8000', { roles: ['R8000'], override: { ...override, reason: '6' } }), undefined);
    assert.deepEqual(by('R8000', { roles: ['R8000'] }), new Set());
    const { organisations: _, ...nowhere } = policyFrom(policyText);
    assert.equal(passesOf(nowhere, { org: 'XQ1', roles: ['R8000'], override }), undefined);
  });

  it('is refused for a role, a reason or an organisation that the policy does not name', async () => {
    const { house } = await locked(withGlass('unknown-patient'), { known: true });
    const cases = [
      { ...emergency, roles: ['R1290'] },
      { ...receptionist, override: emergency.override },
      { ...emergency, override: { reason: '6', text: 'Curious' } },
      { ...emergency, org: 'XQ4' },
      { ...emergency, roles: ['R9999'] },
    ];
    for (const who of cases) assert.equal((await house.ask(ALLERGIES, { who })).body.code, 'not-permitted');
    assert.equal((await house.ask(ALLERGIES, { who: emergency })).status, 200);
  });

  it('passes an unknown patient where the policy says so, after a row that says it, and never an objection as well', async () => {
    const { house, rows } = await locked(withGlass('unknown-patient'));
    assert.equal((await house.ask(ALLERGIES)).body.code, 'no-relationship');
    const { status, body } = await house.ask(ALLERGIES, { who: emergency });
    assert.deepEqual([status, body.entries.length], [200, 1]);
    const stated = (await rows()).filter(({ override }) => override);
    assert.deepEqual(stated.map(({ outcome, reason, override }) => [outcome, reason, override!.passed]), [
      ['granted', undefined, []],
      ['granted', 'unknown-patient', ['unknown-patient']],
    ]);
    const objecting = await locked(withGlass('unknown-patient'), { objects: true });
    assert.equal((await objecting.house.ask(ALLERGIES, { who: emergency })).body.code, 'patient-opted-out');
  });

  it('passes an objection where the policy says so, and never an unknown patient as well', async () => {
    const { house, rows } = await locked(withGlass('opt-out'), { objects: true, known: true });
    assert.equal((await house.ask(ALLERGIES)).body.code, 'patient-opted-out');
    assert.equal((await house.ask(ALLERGIES, { who: emergency })).status, 200);
    assert.deepEqual((await rows()).findLast(({ override }) => override)!.override, { ...emergency.override, passed: ['opt-out'] });
    const unknown = await locked(withGlass('opt-out'), { objects: true });
    assert.equal((await unknown.house.ask(ALLERGIES, { who: emergency })).body.code, 'no-relationship');
  });

  it('does not wait for the organisation’s own source either, and gives no role more than it has', async () => {
    const { house, sources } = await locked(withGlass('unknown-patient, opt-out', "to: [administrative], reasons: ['5']"), { objects: true });
    const who = { ...receptionist, override: emergency.override };
    assert.equal((await house.ask(ALLERGIES, { who })).body.code, 'not-permitted');
    assert.deepEqual(sources[1]!.asked, []);
    assert.equal((await house.ask('/v1/record/referrals', { who })).status, 200);
  });

  it('gives nothing when the row that says what it passed cannot be written', async () => {
    // The token and the first row are written, the second is not.
    const { house, sources } = await locked(withGlass('unknown-patient'), { store: brokenAfter(memoryStore(), 2) });
    assert.equal((await house.ask(ALLERGIES, { who: emergency })).status, 500);
    assert.deepEqual(sources[1]!.asked, []);
  });

  it('is a reason and a text and nothing else, or there is no token', async () => {
    const { house } = await locked(withGlass('unknown-patient'));
    const good = fc.record({ reason: fc.constantFrom('1', '2', '3', '4', '5', '6'), text: fc.string({ minLength: 1, maxLength: 500 }).filter((text) => text.trim() !== '') });
    fc.assert(fc.property(good, (override) => isOverride(override)));
    fc.assert(fc.property(fc.anything(), (value) => !isOverride(value)));
    fc.assert(fc.property(good, fc.string(), fc.anything(), (override, key, value) => Object.hasOwn(override, key) || !isOverride({ ...override, [key]: value })));
    for (const override of [{ reason: '5', text: ' ' }, { reason: '7', text: 'x' }, { reason: '5' }, { reason: '5', text: 'x'.repeat(501) }] as never[]) {
      await assert.rejects(house.hostToken({ ...doctor, override }), /the subject_token's "override" is not a reason from "1" to "6"/);
    }
  });

  it('comes to the review list, passed or refused, without a cell that a spreadsheet would run', async () => {
    const { house } = await locked(withGlass('opt-out'), { objects: true, known: true });
    await house.ask(ALLERGIES, { who: { ...emergency, override: { reason: '4', text: '=cmd()\tin\nresus' } } });
    await house.ask(ALLERGIES, { who: { ...emergency, roles: ['R1290'] } });
    await house.ask(ALLERGIES);
    const lines: string[] = [];
    // The two launches that brought a statement, too, are in the list.
    assert.equal(await reviewBreakGlass(house.house.store, (line) => lines.push(line)), 4);
    const [, ...rows] = lines.map((line) => line.split('\t'));
    assert.ok(rows.every((row) => row.length === lines[0]!.split('\t').length));
    assert.deepEqual(rows.map((row) => row.slice(5, 10)), [
      ['token', 'granted', '', '4', "'=cmd() in resus"],
      ['record', 'granted', 'opt-out', '4', "'=cmd() in resus"],
      ['token', 'granted', '', '5', emergency.override.text],
      ['record', 'not-permitted', '', '5', emergency.override.text],
    ]);
  });
});

describe('a notice that suspends objections', () => {
  const ask = async (policy: ReturnType<typeof withNotice>) => {
    const { house, rows } = await locked(policy, { objects: true, known: true });
    const { status } = await house.ask(ALLERGIES);
    return { status, row: (await rows())[0]! };
  };

  it('lets every organisation see an objecting patient while it holds, and each row names it', async () => {
    const { status, row } = await ask(withNotice('2020-03-20T00:00:00Z', '2999-01-01T00:00:00Z'));
    assert.equal(status, 200);
    assert.deepEqual(row.detail, { optOutSuspended: 'Control of patient information notice' });
  });

  it('ends by itself, and begins not before its time', async () => {
    assert.equal((await ask(withNotice('2020-03-20T00:00:00Z', '2022-07-01T00:00:00+01:00'))).status, 403);
    assert.equal((await ask(withNotice('2990-01-01T00:00:00Z', '2999-01-01T00:00:00Z'))).status, 403);
  });

  it('holds from its first moment until just before its last, whichever of several it is', () => {
    const notices = withNotice('2020-01-01T00:00:00Z', '2020-02-01T00:00:00Z');
    notices.optOutsSuspended = [...notices.optOutsSuspended!, { from: '2021-01-01T01:00:00+01:00', until: '2021-02-01T00:00:00Z', because: 'again' }];
    const at = (moment: string) => suspensionAt(notices, new Date(moment))?.because;
    assert.deepEqual(['2019-12-31T23:59:59.999Z', '2020-01-01T00:00:00Z', '2020-01-31T23:59:59.999Z', '2020-02-01T00:00:00Z', '2021-01-01T00:00:00Z'].map(at), [
      undefined, 'Control of patient information notice', 'Control of patient information notice', undefined, 'again',
    ]);
    assert.equal(suspensionAt(policyFrom(policyText), new Date()), undefined);
  });

  it('is not mentioned in the row of a patient who does not object', async () => {
    const { house, rows } = await locked(withNotice('2020-03-20T00:00:00Z', '2999-01-01T00:00:00Z'), { known: true });
    await house.ask(ALLERGIES);
    assert.equal((await rows())[0]!.detail, undefined);
  });
});
