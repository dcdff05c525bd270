import { type Context, Hono } from 'hono';
import { accepts } from 'hono/accepts';
import type { AuditRows, Statistics } from '../../api-spec/record.ts';
import { categories } from '../policy/kinds.ts';
import { csvLine } from '../reports/csv.ts';
import { auditEvent } from '../reports/fhir.ts';
import type { Days, Office } from '../reports/office.ts';
import type { Search } from '../reports/rows.ts';
import { type Action, ACTIONS, type WrittenRow } from '../store/store.ts';
import { bad, type Fields, readFields } from './body.ts';
import { askerOf, operatorOf } from './guard.ts';
import type { Env } from './log.ts';
import { readDays } from './query.ts';
import { rowCells, rowHeads, statisticsCsv, unusualCsv } from './tables.ts';

const JSON_TYPE = 'application/json';
const CSV = 'text/csv';
const FHIR = 'application/fhir+json';
const NDJSON = 'application/fhir+ndjson';

/** The longest time that figures and findings may be asked of, in days. */
const LONGEST = 366;
const USUAL = 100;
const MOST = 1000;
const GROUPS = ['day', 'month', 'organisation', 'role', 'category', 'source', 'outcome'] as const satisfies Statistics['by'];

/** `/v1/accesses`: who has looked at the record of the token's patient. */
export function accessRoutes(office: Office): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/', async (c) => {
    const { cursor, ...query } = readDays(new URL(c.req.url).searchParams);
    const before = cursor === undefined ? {} : { before: placeOf(cursor) };
    return c.json(await office.accesses(askerOf(c), { ...query, ...before }));
  });
  return routes;
}

/** `/v1/audit`: reports for data controllers. */
export function auditRoutes(office: Office, issuer: string): Hono<Env> {
  const routes = new Hono<Env>();

  routes.post('/search', async (c) => {
    const fields = await readFields(c, [
      'patient', 'organisation', 'source', 'user', 'action', 'outcome', 'category', 'from', 'to', 'limit', 'cursor',
    ]);
    const limit = fields.whole('limit', MOST);
    const cursor = fields.text('cursor', 20);
    const search = readSearch(fields);
    const format = accepts(c, { header: 'Accept', supports: [JSON_TYPE, CSV, FHIR, NDJSON], default: JSON_TYPE });
    const query = { ...said(search), format, ...(limit === undefined ? {} : { limit: String(limit) }) };
    const rows = await office.search(operatorOf(c), search, cursor === undefined ? 0 : placeOf(cursor), query);

    if (format === CSV) return stream(c, CSV, 'audit.csv', csv(upTo(rows, limit)));
    if (format === NDJSON) return stream(c, NDJSON, 'audit.ndjson', events(upTo(rows, limit)));
    const { found, next } = await page(rows, limit ?? USUAL);
    if (format === FHIR) return c.body(JSON.stringify(bundle(found, next, issuer)), 200, { 'Content-Type': FHIR });
    const answeredAt = new Date().toISOString();
    return c.json({ answeredAt, rows: found.map(flat), next: next === null ? null : String(next) } as AuditRows);
  });

  routes.post('/statistics', async (c) => {
    const fields = await readFields(c, ['from', 'to', 'by', 'organisation', 'source']);
    const by = fields.someOf('by', GROUPS);
    if (!by) throw bad('by is missing');
    const figures = await office.statistics(operatorOf(c), { ...mustDays(fields), ...who(fields) }, by);
    return wantsCsv(c) ? stream(c, CSV, 'statistics.csv', statisticsCsv(figures)) : c.json(figures);
  });

  routes.post('/unusual', async (c) => {
    const findings = await office.unusual(operatorOf(c), mustDays(await readFields(c, ['from', 'to'])));
    return wantsCsv(c) ? stream(c, CSV, 'unusual-access.csv', unusualCsv(findings)) : c.json(findings);
  });

  function* event(written: WrittenRow) {
    yield `${JSON.stringify(auditEvent(written, issuer))}\n`;
  }
  async function* events(rows: AsyncIterable<WrittenRow>) {
    for await (const written of rows) yield* event(written);
  }
  return routes;
}

async function* csv(rows: AsyncIterable<WrittenRow>): AsyncGenerator<string> {
  yield csvLine(rowHeads);
  for await (const written of rows) yield csvLine(rowCells(written));
}

const wantsCsv = (c: Context<Env>) => accepts(c, { header: 'Accept', supports: [JSON_TYPE, CSV], default: JSON_TYPE }) === CSV;

function readSearch(fields: Fields): Search {
  const action = fields.oneOf<Action>('action', ACTIONS);
  const patient = fields.patient();
  const user = fields.text('user');
  const outcome = fields.oneOf('outcome', ['granted', 'refused', 'failed']);
  const category = fields.oneOf('category', categories);
  return {
    ...who(fields),
    ...readSpan(fields),
    ...(patient === undefined ? {} : { patient }),
    ...(user === undefined ? {} : { user }),
    ...(action === undefined ? {} : { actions: [action] }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(category === undefined ? {} : { category }),
  };
}

function who(fields: Fields): Pick<Search, 'organisation' | 'source'> {
  const [organisation, source] = [fields.odsCode('organisation'), fields.odsCode('source')];
  return { ...(organisation === undefined ? {} : { organisation }), ...(source === undefined ? {} : { source }) };
}

function readSpan(fields: Fields): Partial<Days> {
  const [from, to] = [fields.day('from'), fields.day('to')];
  if (from !== undefined && to !== undefined && from > to) throw bad('from is later than to');
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function mustDays(fields: Fields): Days {
  const { from, to } = readSpan(fields);
  if (from === undefined || to === undefined) throw bad('from and to are needed');
  if (Date.parse(to) - Date.parse(from) > LONGEST * 86_400_000) throw bad(`from and to are more than ${LONGEST} days apart`);
  return { from, to };
}

/** What was looked for, for the audit row; the patient stands there already. */
function said({ patient: _, actions, ...search }: Search): Record<string, string> {
  return { ...search, ...(actions ? { action: actions.join(',') } : {}) };
}

function placeOf(cursor: string): number {
  if (!/^[1-9][0-9]{0,14}$/.test(cursor)) throw bad('cursor is not one that was given out here');
  return Number(cursor);
}

async function page(rows: AsyncGenerator<WrittenRow>, limit: number): Promise<{ found: WrittenRow[]; next: number | null }> {
  const found: WrittenRow[] = [];
  for await (const written of rows) {
    if (found.length === limit) return { found, next: found.at(-1)!.seq };
    found.push(written);
  }
  return { found, next: null };
}

async function* upTo(rows: AsyncGenerator<WrittenRow>, limit = Infinity): AsyncGenerator<WrittenRow> {
  let left = limit;
  for await (const written of rows) {
    yield written;
    if (--left === 0) return;
  }
}

const flat = ({ seq, hash, row }: WrittenRow) => ({ seq, hash, ...row });

function bundle(found: readonly WrittenRow[], next: number | null, issuer: string) {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    // A POST has no address to go on at: the cursor goes into the next body.
    ...(next === null ? {} : { link: [{ relation: 'next', url: `urn:lcr:cursor:${next}` }] }),
    entry: found.map((written) => ({ resource: auditEvent(written, issuer), search: { mode: 'match' } })),
  };
}

/** A file for saving, written as its lines come. Whoever stops reading ends the work. */
function stream(c: Context<Env>, type: string, name: string, lines: AsyncIterable<string> | Iterable<string>): Response {
  const encoder = new TextEncoder();
  const source = (async function* () {
    yield* lines;
  })();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await source.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await source.return(undefined);
    },
  });
  return c.body(body, 200, { 'Content-Type': `${type}; charset=utf-8`, 'Content-Disposition': `attachment; filename="${name}"` });
}
