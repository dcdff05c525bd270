import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { monthOfAccess } from '../demo/month.ts';
import { isNhsNumber } from '../register/nhs-number.ts';
import { unusualIn } from '../reports/unusual.ts';
import { policyFrom } from '../policy/text.ts';
import type { AuditRow, WrittenRow } from '../store/store.ts';
import { policyText } from './house.ts';

/** The rows as a store would hand them over, one by one. */
async function* written(rows: readonly AuditRow[]): AsyncGenerator<WrittenRow> {
  for (const [index, row] of rows.entries()) yield { seq: index + 1, row, previous: '', hash: '' };
}

describe('a month of access with ten who look at what they should not', () => {
  it('has all ten among its strong findings, each for its reason', async (t) => {
    const month = await monthOfAccess();
    assert.ok(month.rows.every(({ patient }) => isNhsNumber(patient) && patient.startsWith('999')));
    const { findings, users } = await unusualIn(written(month.rows), () => true, policyFrom(policyText));

    const strong = findings.flatMap(({ user, reasons }) =>
      reasons.filter(({ strength }) => strength === 'strong').map(({ code }) => [user.id, code] as const));
    const found = [...month.snoops].filter(([id, reason]) => strong.some(([who, code]) => who === id && code === reason));
    const others = new Set(strong.map(([who]) => who).filter((who) => !month.snoops.has(who)));
    const weak = findings.filter(({ user, reasons }) => !month.snoops.has(user.id) && reasons.every(({ strength }) => strength === 'weak'));
    t.diagnostic(`${month.rows.length} rows of ${month.users} staff; snoops found: ${found.length} of ${month.snoops.size}`);
    const why = Map.groupBy(strong.filter(([who]) => others.has(who)), ([, code]) => code);
    t.diagnostic(`false alarms: ${others.size} strong (${[...why].map(([code, all]) => `${code} ${all.length}`).join(', ') || 'none'}), ${weak.length} weak`);

    assert.equal(users, month.users);
    assert.equal(month.snoops.size, 10);
    assert.deepEqual(found.map(([id]) => id), [...month.snoops.keys()]);
    // So many that somebody can look at each of them: at most one strong finding in twenty of the staff.
    assert.ok(others.size <= month.users / 20, `${others.size} false alarms`);
  });

  it('is the same for the same seed, and another for another', async () => {
    const [one, same, other] = await Promise.all([monthOfAccess('a'), monthOfAccess('a'), monthOfAccess('b')]);
    assert.deepEqual(one, same);
    assert.notDeepEqual(one.snoops, other.snoops);
  });
});
