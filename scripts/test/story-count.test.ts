import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tags } from '../../stories/cells.ts';
import { counted, type Look } from '../story-count.ts';

const look = (tag: string, state: string, violations = 0): Look => ({ tag, shows: state, seen: state, wrong: [], violations, broken: false });

/** A look at every story of the list, and at the one state that only a tag's own file shows. */
const whole = [
  ...tags.flatMap(({ tag, cells }) => Object.values(cells).flatMap(({ shows, scene }) => (scene ? look(tag, shows) : []))),
  look('lcr-access-history', 'nothing-recorded'),
];

describe('the count of stories by tag and state', () => {
  it('misses nothing where every tag has every state, or a reason', () => {
    assert.deepEqual(counted(whole).missing, []);
  });

  it('misses whatever state of whatever tag no story shows', () => {
    for (const { tag, seen } of whole) {
      const { missing } = counted(whole.filter((one) => one.tag !== tag || one.seen !== seen));
      assert.equal(missing.length, 1);
      assert.match(missing[0]!, new RegExp(`^<${tag}> has no story that shows it ${seen},`));
    }
  });

  it('contradicts a reason where a story shows what is said never to be', () => {
    assert.match(counted([...whole, look('lcr-coverage', 'incomplete')]).missing.join(), /<lcr-coverage> is never incomplete/);
  });

  it('counts a story by what is seen in it, with its violations', () => {
    const { table } = counted([...whole, look('lcr-alerts', 'loading', 3)]);
    assert.match(table, /^lcr-alerts +1 +2!3 /m);
  });
});
