import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faults, readSupply, type Supply } from '../dependencies.ts';

const supply = await readSupply();

test('Each package that runs has its reason, its one version and its digest, and there are few of them', () => {
  assert.deepEqual(faults(supply), []);
  assert.ok(supply.first.includes('lit'), 'what the first widget loads was found');
});

const changes: [what: string, change: Partial<Supply>, fault: RegExp][] = [
  ['a fifth package with the first widget', { first: [...supply.first, '@lit/localize', 'd3-scale', 'd3-shape'] }, /the first widget loads .*: more than 4/],
  ['one that nobody named', { first: ['tslib'] }, /loads tslib, which package\.json does not name/],
  ['a ninth package', { widgets: { ...supply.widgets, dependencies: { ...supply.widgets.dependencies, lodash: '4.17.21' } } }, /the widgets need 9 packages: more than 8/],
  ['a package without a reason', { page: supply.page.replace('`dompurify`', '`purify`') }, /gives no reason for dompurify \(In a page\)/],
  ['a row without words', { page: supply.page.replace(/(`pg`) \|.*\|/, '$1 | |') }, /gives no reason for pg/],
  ['a reason for what has gone', { gateway: { dependencies: {} } }, /gives a reason for hono \(In the gateway\), which is not needed/],
  ['a range', { widgets: { ...supply.widgets, devDependencies: { typescript: '^5.9.3' } } }, /typescript is wanted as \^5\.9\.3/],
  ['a lock without a digest', { locked: { 'node_modules/lit': { version: '3.3.3' } } }, /does not pin node_modules\/lit/],
];
for (const [what, change, fault] of changes) {
  test(`${what} is a fault`, () => assert.match(faults({ ...supply, ...change }).join('\n'), fault));
}
