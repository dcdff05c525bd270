import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { inGroups } from '../store/group.ts';
import { sha256 } from '../sha256.ts';

describe('rows that are written together', () => {
  it('are those that arrive while the ones before are written, or while it is waited for them, each once and in order', async () => {
    const groups: number[][] = [];
    const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
    const { add, done } = inGroups<number>(async (group) => void groups.push([...group]), 4, turn);
    const first = add(1);
    await Promise.resolve();
    const rest = [2, 3, 4, 5, 6].map(add);
    await Promise.all([first, ...rest]);
    await done();
    assert.deepEqual(groups, [[1, 2, 3, 4], [5, 6]]);
  });

  it('are waited for while others are still coming, up to a whole group, and no longer', async () => {
    const groups: number[][] = [];
    const coming: (number | undefined)[] = [2, 3, 4, 6, undefined, 7];
    const { add, done } = inGroups<number>(
      async (group) => void groups.push([...group]),
      4,
      async () => {
        await new Promise<void>((resolve) => setImmediate(resolve));
        const next = coming.shift();
        if (next !== undefined) void add(next);
      },
    );
    await add(1);
    await done();
    await add(5);
    await done();
    assert.deepEqual(groups, [[1, 2, 3, 4], [5, 6]]);
    assert.deepEqual(coming, [7]);
  });
});

describe('SHA-256', () => {
  it('is what Web Crypto says it is, of any text and of any bytes', async () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.array(fc.integer({ min: 0xd700, max: 0xe000 })).map((units) => String.fromCharCode(...units)));
    await fc.assert(
      fc.asyncProperty(text, async (written) => {
        const bytes = new TextEncoder().encode(written);
        const expected = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
        assert.equal(await sha256(written), expected);
        assert.equal(await sha256(bytes), expected);
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});
