import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { flaws } from '../policy/flaws.ts';
import { categories, kindsOf } from '../policy/kinds.ts';
import { decided, policy, tables } from './written-policy.ts';
import { answered, askedOneByOne } from './written-record.ts';

describe('the policy of the repository, and two organisations that differ from it', () => {
  it('is a whole: every part of the contract and every role of the file stand in the table', () => {
    assert.deepEqual(flaws(policy), []);
    const named = categories.flatMap((category) => (kindsOf(category).length > 0 ? kindsOf(category) : [undefined]).map((kind) => ({ category, kind })));
    for (const { people, parts: rows } of tables.values()) {
      assert.deepEqual(rows.map(({ category, kind }) => ({ category, kind })), named);
      for (const role of Object.keys(policy.roles)) assert.ok(people.has(role), role);
    }
  });

  it('decides every cell of the table as it was written by hand, and explains it the same way', () => {
    const { compared, wrong } = decided();
    assert.deepEqual(wrong.slice(0, 20), []);
    assert.ok(compared >= 90_000, `${compared} cells`);
  });
});

/** Those that differ, from the policy and from each other; `npm run attack policy` asks in every organisation. */
const DIFFERING = ['XQ1', 'XQ5'];

describe('the door', () => {
  it('shows every cell of the table as it was written by hand, and says that something is withheld where it is', async () => {
    const { compared, wrong } = await answered(DIFFERING);
    assert.deepEqual(wrong.slice(0, 20), []);
    assert.ok(compared >= 20_000, `${compared} cells`);
  });

  it('answers each part asked for by itself, and opens or refuses it, as the table says', async () => {
    const { compared, wrong } = await askedOneByOne(DIFFERING.slice(1));
    assert.deepEqual(wrong.slice(0, 20), []);
    assert.ok(compared >= 1000, `${compared} parts`);
  });
});
