import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { missing, unanswered } from '../guarded.ts';

const files = new Map([['a/b.test.ts', "it('holds', () => {});"]]);
const said = (page: string) => missing(page, files, new Set(['tokens'])).join('\n');
const asvs = readFileSync(new URL('../../docs/asvs.md', import.meta.url), 'utf8');

test('A page names tests and trials that are there', () => {
  assert.equal(said('| x | [a/b.test.ts](../a/b.test.ts): holds |\n`npm run attack tokens`'), '');
  assert.match(said('| x | [a/b.test.ts](../a/b.test.ts): held |'), /a\/b\.test\.ts has no test "held"/);
  assert.match(said('| x | [a/c.test.ts](../a/c.test.ts): holds |'), /there is no a\/c\.test\.ts/);
  assert.match(said('| x | [a/b.test.ts](../a/b.test.ts) |'), /linked without its title/);
  assert.match(said('`npm run attack nothing`'), /there is no trial nothing/);
});

test('Every requirement of levels 1 and 2 has one row, with a test or a reason', () => {
  assert.deepEqual(unanswered(asvs), []);
  assert.deepEqual(unanswered(asvs.replace('| 2.3.1 |', '| 2.3.2 |')), ['2.3.1 is missing', '2.3.2 is there twice']);
  assert.deepEqual(unanswered(asvs.replace('| 2.3.1 |', '| 2.3.1, 1.2.10 |')), ['1.2.10 is no requirement of level 1 or 2']);
  assert.deepEqual(unanswered(asvs.replace(/^(\| 17\.1\.1, .*?) \| .*$/m, '$1 |  |')).length > 0, true);
});
