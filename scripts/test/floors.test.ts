import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusals } from '../floors.ts';

/** What the check says of one invented file. */
const said = (path: string, text: string) => refusals(new Map([[path, text]])).join('\n');

const refused: [path: string, text: string, why: RegExp][] = [
  ['src/api/client.ts', `import { read } from '../record/read.ts';`, /upward, from floor 2 to 4/],
  ['src/view/table.ts', `import type { Widget } from '../element/widget.ts';`, /upward/],
  ['src/view/table.ts', `export { Widget } from '../element/widget.ts';`, /upward/],
  ['src/session/session.ts', `let day: import('../view/table.ts').Row;`, /upward/],
  ['gateway/sources/shelf.ts', `import { open } from '../record/door.ts';`, /upward/],
  ['gateway/policy/decide.ts', `const door = await import('../record/door.ts');`, /upward/],
  ['components/allergies/lcr-allergies.ts', `import { group } from '../results/group.ts';`, /sideways/],
  ['components/allergies/lcr-allergies.ts', `import '../record/lcr-record.ts';`, /upward/],
  ['src/session/session.ts', `import { day } from '../format/day.ts';`, /sideways/],
  ['components/allergies/lcr-allergies.ts', `import { rules } from '../../gateway/categories/index.ts';`, /never import each other/],
  ['gateway/record/door.ts', `import type { Row } from '../../src/view/rows.ts';`, /never import each other/],
  ['stories/allergies.stories.ts', `import { sift } from '../gateway/categories/allergies.ts';`, /the door between the houses/],
  ['src/element/widget.ts', `import { patient } from '../../test/patient.ts';`, /looks at it from outside/],
  ['src/element/widget.ts', `import { x } from '../helpers/x.ts';`, /no floor/],
  ['src/helpers/x.ts', ``, /has no floor/],
  ['components/context/lcr-context.ts', `import createClient from 'openapi-fetch';`, /belongs in src\/api/],
  ['gateway/record/door.ts', `import { Hono } from 'hono';`, /belongs in gateway\/app.ts/],
  ['gateway/app.ts', `import { cors } from '@hono/node-server';`, /belongs in gateway\/server.ts/],
  ['gateway/audit/search.ts', `import { Kysely } from 'kysely';`, /belongs in gateway\/store/],
  ['gateway/routes/token.ts', `import { jwtVerify } from 'jose';`, /belongs in gateway\/audit\/head.ts, gateway\/token/],
  ['components/results/lcr-results.ts', `import { scaleLinear } from 'd3-scale';`, /belongs in src\/view/],
  ['src/view/documents.ts', `import '../../components/document/lcr-document.ts';`, /upward/],
  ['src/view/detail.ts', `import('../../components/document/lcr-document.ts');`, /upward/],
  ['src/view/table.ts', `import { merge } from 'lodash';`, /the package has no floor/],
  ['gateway/record/door.ts', `import { readFile } from 'node:fs/promises';`, /inside a page/],
  ['gateway/store/journal.ts', `import { DatabaseSync } from 'node:sqlite';`, /belongs in gateway\/store\/sqlite.ts/],
  ['src/format/day.ts', `import { inspect } from 'node:util';`, /inside a page/],
  ['gateway/app.ts', `import { openSqlite } from './store/sqlite.ts';`, /needs Node/],
  ['gateway/routes/record.ts', `import { createShelf } from '../sources/shelf.ts';`, /only the door calls a source/],
];

for (const [path, text, why] of refused) {
  test(`refuses ${path}: ${text}`, () => assert.match(said(path, text), why));
}

test('refuses to open at once what is opened lazily', () => {
  const trend = ['src/view/trend.ts', `import { line } from 'd3-shape'; export const trend = line;`] as const;
  const at = (text: string) => refusals(new Map([trend, ['components/results/lcr-results.ts', text]]));
  assert.match(at(`import { trend } from '../../src/view/trend.ts';`).join(), /by import\(\) only/);
  assert.deepEqual(at(`import type { trend } from '../../src/view/trend.ts';`), []);
  assert.deepEqual(at(`export const open = () => import('../../src/view/trend.ts');`), []);
});

test('refuses a circle, however long', () => {
  const circle = new Map([
    ['src/view/a.ts', `import './b.ts';`],
    ['src/view/b.ts', `export * from './c.ts';`],
    ['src/view/c.ts', `import type { A } from './a.ts';`],
  ]);
  assert.deepEqual(refusals(circle), ['in a circle: src/view/a.ts -> src/view/b.ts -> src/view/c.ts -> src/view/a.ts']);
});

const accepted: [path: string, text: string][] = [
  ['components/allergies/lcr-allergies.ts', `import { Widget } from '../../src/element/widget.ts'; import { html } from 'lit';`],
  ['components/index.ts', `export * from './allergies/lcr-allergies.ts';`],
  ['gateway/categories/allergies.ts', `import type { Resource } from '../sources/source.ts';`],
  ['gateway/record/door.ts', `import { decide } from '../policy/decide.ts'; import { Outage } from '../sources/source.ts';`],
  ['gateway/routes/record.ts', `import type { Section } from '../../api-spec/record.ts'; import { Hono } from 'hono';`],
  ['gateway/server.ts', `import { openSqlite } from './store/sqlite.ts'; import { createApp } from './app.ts';`],
  ['stories/allergies.stories.ts', `import { createApp } from '../gateway/app.ts'; import policy from '../gateway/policy/policy.yaml';`],
  ['test/e2e/demo.test.ts', `import { prepare } from '../../scripts/browsers.ts'; import { chromium } from 'playwright-core';`],
];

for (const [path, text] of accepted) {
  test(`accepts ${path}: ${text}`, () => assert.equal(said(path, text), ''));
}
