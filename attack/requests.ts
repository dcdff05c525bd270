/** Requests made from the contract: valid ones, nearly valid ones, and wild ones. */
import fc from 'fast-check';
import { OTHER, PATIENT } from '../gateway/test/house.ts';
import { contract } from '../gateway/test/conform.ts';

type Schema = Record<string, unknown>;

interface Parameter {
  name: string;
  in: 'header' | 'query' | 'path';
  required?: boolean;
  schema: Schema;
}

/** A request as data, so that it can be shrunk and told. What has to be signed is named, and made when it is sent. */
export interface Asked {
  /** The operation of the contract that it is meant for. */
  operation: string;
  method: string;
  /** Path and query. */
  path: string;
  /** Whose token goes with it, or which other text; none, or one that is no token. */
  token: string;
  headers: [name: string, value: string][];
  body?: string;
  form?: [name: string, value: string][];
  /** The form comes after one of the host's, freshly signed. */
  signed?: true;
  /** The gateway has as much under way as it can carry. */
  busy: boolean;
}

const { paths } = contract as unknown as { paths: Record<string, Record<string, { parameters?: Schema[]; requestBody?: { content: Record<string, { schema: Schema }> }; security?: Record<string, string[]>[] }>> };

/** What a reference leads to. */
function open(schema: Schema): Schema {
  const { $ref } = schema;
  if (typeof $ref !== 'string') return schema;
  const found = $ref.slice(2).split('/').reduce<unknown>((node, key) => (node as Schema)[key], contract);
  return { ...open(found as Schema), ...Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$ref')) };
}

const day = (first: string, last: string) => fc.date({ min: new Date(first), max: new Date(last), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
/** Whose objections come and go meanwhile: others than those whose records are opened. */
const someone = fc.constantFrom('9990000034', '9990000042');

/** Values that a schema of the contract describes. What its words say beside it is heeded: the first day is before the last. */
function fitting(given: Schema, called = ''): fc.Arbitrary<unknown> {
  const schema = open(given);
  const { type, properties, items, required = [], pattern, oneOf, allOf } = schema as { type?: string; properties?: Record<string, Schema>; items?: Schema; required?: string[]; pattern?: string; oneOf?: Schema[]; allOf?: Schema[] };
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  if (oneOf) return fc.oneof(...oneOf.map((one) => fitting(one)));
  if (allOf) return fitting(Object.assign({}, ...allOf.map((one) => open(one))) as Schema);
  if (String(given['$ref']).endsWith('/NhsNumber')) return someone;
  if (properties) {
    const model = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, fitting(one, name)]));
    return fc.record(model, { requiredKeys: required as never[] });
  }
  switch (type) {
    case 'array':
      return fc.uniqueArray(fitting(items!), { minLength: Number(schema['minItems'] ?? 0), maxLength: Number(schema['maxItems'] ?? 6), selector: (one) => JSON.stringify(one) });
    case 'integer':
      return fc.integer({ min: Number(schema['minimum'] ?? 0), max: Number(schema['maximum'] ?? 1000) });
    case 'boolean':
      return fc.boolean();
    case 'string':
      if (schema['format'] === 'date') return called === 'to' ? day('2015-01-01', '2030-12-31') : day('2000-01-01', '2014-12-31');
      if (schema['format'] === 'date-time') return day('2027-01-01', '2030-12-31').map((date) => `${date}T09:30:00Z`);
      if (pattern) return fc.stringMatching(new RegExp(pattern));
      return fc.string({ minLength: Number(schema['minLength'] ?? 0), maxLength: Math.min(Number(schema['maxLength'] ?? 40), 60) });
    default:
      return fc.anything();
  }
}

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('', ' ', '\u0000', '../..', '%00', '%', '%ff', '%C0%AE', '\ud800', '9'.repeat(400), '-1', '1e9', 'NaN', 'null', 'true', '[]', '{}', '0', '2026-02-30', '<script>', "' or 1=1--", '٣', '１', 'a,b', 'é'),
  fc.constantFrom(500, 5000, 60_000).map((length) => 'x'.repeat(length)),
);
const words = fc.oneof(fc.constantFrom('limit', 'kind', 'from', 'to', 'cursor', 'category', 'patient', 'id', '_count', '__proto__', 'access_token', 'constructor', 'callback'), fc.string({ maxLength: 8 }));
const query = (pairs: readonly (readonly [string, string])[]) => pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
/** As a careful caller, or a careless one, writes it: half of a surrogate pair has no bytes. */
const encode = (text: string) => encodeURIComponent(text.toWellFormed());
/** What a header may hold at all; anything else never leaves. */
const inHeader = (text: string) => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '').trim();

export const operations = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, one]) => ({ path, method: method.toUpperCase(), ...one })));
type Operation = (typeof operations)[number];

/** Roles, and what else may stand in front of a token. */
export const TOKENS = ['doctor', 'pharmacist', 'receptionist', 'privacy officer', 'patient', 'narrowed', 'opted out', 'elsewhere', 'audit', 'opt-out'] as const;
const bad = ['none', 'rubbish', 'basic', 'empty'] as const;

const ACCEPT = fc.constantFrom('*/*', 'application/json', 'text/csv', 'application/fhir+json', 'application/fhir+ndjson', 'text/html', 'application/json;q=0', ',', '');

function tokenFor({ security = [{ patientToken: [] }] }: Operation): fc.Arbitrary<string> {
  const [needed] = security.flatMap((one) => Object.entries(one));
  const right: readonly string[] = needed?.[0] === 'operatorToken' ? needed[1] : [...Array.from({ length: 8 }, () => 'doctor'), ...TOKENS.slice(0, 8)];
  return fc.oneof({ weight: 7, arbitrary: fc.constantFrom(...right) }, { weight: 2, arbitrary: fc.constantFrom(...TOKENS) }, { weight: 1, arbitrary: fc.constantFrom(...bad) });
}

/** As the contract has it. */
function valid(operation: Operation, ids: readonly string[]): fc.Arbitrary<Asked> {
  const parameters = (operation.parameters ?? []).map((one) => open(one) as unknown as Parameter);
  const among = (place: Parameter['in']) => parameters.filter((one) => one.in === place && one.name !== 'LCR-Patient');
  const values = fc.tuple(...among('query').map(({ name, required, schema }) => {
    const isCursor = name === 'cursor';
    const value = fitting(schema, name).map((one) => (Array.isArray(one) ? one : [one]).map((each): [string, string] => [name, String(each)]));
    return required ? value : fc.oneof({ weight: isCursor ? 9 : 1, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: value });
  }));
  const wantsPatient = parameters.some(({ name }) => name === 'LCR-Patient');
  const [type, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const isForm = type === 'application/x-www-form-urlencoded';
  return fc
    .record({
      token: tokenFor(operation),
      pairs: values,
      id: fc.constantFrom(...ids),
      patient: wantsPatient ? fc.oneof({ weight: 12, arbitrary: fc.constant('own') }, { weight: 1, arbitrary: fc.constantFrom(PATIENT, OTHER) }) : fc.constant(undefined),
      accept: ACCEPT,
      body: body ? fitting(body.schema) : fc.constant(undefined),
      signed: fc.constantFrom(true as const, undefined),
      busy: fc.integer({ min: 0, max: 40 }).map((one) => one === 0),
    })
    .map(({ token, pairs, id, patient, accept, body: said, signed, busy }): Asked => {
      const asked = query(pairs.flat());
      const form = isForm ? (Object.entries(said as Record<string, unknown>).map(([name, value]) => [name, String(value)]) as [string, string][]) : undefined;
      return {
        operation: `${operation.method} ${operation.path}`,
        method: operation.method,
        path: operation.path.replace('{id}', encode(id)) + (asked ? `?${asked}` : ''),
        token,
        headers: [
          ...(patient ? [['LCR-Patient', patient] as [string, string]] : []),
          ...(accept ? [['Accept', accept] as [string, string]] : []),
          ...(type ? [['Content-Type', type] as [string, string]] : []),
        ],
        ...(form ? (signed ? { form: [], signed } : { form }) : said === undefined ? {} : { body: JSON.stringify(said) }),
        busy,
      };
    });
}

/** One thing about it is not as the contract has it. */
function nearly(operation: Operation, ids: readonly string[]): fc.Arbitrary<Asked> {
  const changes: fc.Arbitrary<(asked: Asked) => Asked>[] = [
    fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND', 'QUERY', 'get', 'BREW').map((method) => (asked) => ({ ...asked, method })),
    fc.tuple(words, odd).map(([name, value]) => (asked) => ({ ...asked, path: `${asked.path}${asked.path.includes('?') ? '&' : '?'}${query([[name, value]])}` })),
    fc.constant((asked) => ({ ...asked, path: `${asked.path}${asked.path.includes('?') ? `&${asked.path.split('?')[1]}` : '?'}` })),
    fc.constantFrom('/', '//', '/..', '/x', '%2f', ';a=b', '.json', '%', '#x', '%00', '?', '&&&', '?=').map((end) => (asked) => ({ ...asked, path: asked.path + end })),
    fc.tuple(fc.nat(20), odd).map(([at, value]) => (asked) => {
      const [bare, asking = ''] = asked.path.split('?') as [string, string?];
      const pairs = asking.split('&');
      const name = pairs[at % pairs.length]!.split('=')[0]!;
      pairs[at % pairs.length] = `${name || 'limit'}=${encode(value)}`;
      return { ...asked, path: `${bare}?${pairs.join('&')}` };
    }),
    fc.nat(5).map((at) => (asked) => ({ ...asked, headers: asked.headers.filter((_, index) => index !== at % asked.headers.length) })),
    fc.tuple(fc.nat(5), odd).map(([at, value]) => (asked) => ({ ...asked, headers: asked.headers.map(([name, given], index): [string, string] => [name, index === at % asked.headers.length ? inHeader(value) : given]) })),
    fc.nat(5).map((at) => (asked) => ({ ...asked, headers: [...asked.headers, ...asked.headers.slice(at % (asked.headers.length + 1))] })),
    fc.tuple(fc.constantFrom('Origin', 'Sec-Fetch-Site', 'DPoP', 'X-Request-Id', 'X-HTTP-Method-Override', 'Range', 'If-None-Match', 'Content-Encoding', 'Content-Length', 'Expect', 'LCR-Embedder', 'Cookie', 'Access-Control-Request-Method'), odd).map(([name, value]) => (asked) => ({ ...asked, headers: [...asked.headers, [name, inHeader(value)]] })),
    fc.constantFrom(...bad).map((token) => (asked) => ({ ...asked, token })),
    fc.oneof(odd, fc.json(), fc.anything().map((one) => JSON.stringify(one) ?? 'undefined'), fc.constantFrom('{', '[[[[', '{"a":1,"a":2}', `${'['.repeat(3000)}${']'.repeat(3000)}`, `{"patient":"${PATIENT}"}`)).map((body) => (asked) => (asked.method === 'GET' ? asked : { ...asked, body })),
    fc.tuple(words, fc.anything()).map(([name, value]) => (asked) => {
      if (asked.body === undefined) return asked;
      return { ...asked, body: JSON.stringify({ ...(JSON.parse(asked.body) as object), [name]: value }) };
    }),
    fc.tuple(fc.nat(8), fc.anything()).map(([at, value]) => (asked) => {
      if (asked.body === undefined) return asked;
      const fields = JSON.parse(asked.body) as Record<string, unknown>;
      const names = Object.keys(fields);
      return names.length === 0 ? asked : { ...asked, body: JSON.stringify({ ...fields, [names[at % names.length]!]: value }) };
    }),
    fc.tuple(fc.constantFrom('grant_type', 'scope', 'client_id', 'subject_token', 'subject_token_type', 'client_assertion', 'token', 'actor_token', 'x'), odd).map(([name, value]) => (asked) => (asked.form ? { ...asked, form: [...asked.form, [name, value.toWellFormed()]] } : asked)),
    fc.constantFrom('text/plain', 'application/xml', 'multipart/form-data', 'application/json; charset=utf-16', 'application/x-www-form-urlencoded', ';', 'APPLICATION/JSON').map((type) => (asked) => ({ ...asked, headers: [...asked.headers.filter(([name]) => name !== 'Content-Type'), ['Content-Type', type]] })),
  ];
  return fc.tuple(valid(operation, ids), fc.oneof(...changes)).map(([asked, change]) => change(asked));
}

/** Nothing about it need be as the contract has it. */
const wild: fc.Arbitrary<Asked> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'LINK'),
    path: fc.oneof(
      fc.array(fc.oneof(fc.constantFrom('v1', 'record', 'documents', 'session', '..', '.', '', '.well-known', 'metrics', 'healthz', 'v2', 'token', 'audit', 'search', 'allergies', '__proto__', 'frame', 'launch-check', 'admin'), odd.map(encode)), { maxLength: 6 }).map((parts) => `/${parts.join('/')}`),
      fc.constantFrom(...operations.map(({ path }) => path)),
    ),
    pairs: fc.array(fc.tuple(words, odd), { maxLength: 4 }),
    token: fc.constantFrom(...TOKENS, ...bad),
    headers: fc.array(fc.tuple(fc.constantFrom('LCR-Patient', 'Origin', 'Accept', 'Content-Type', 'Host', 'DPoP', 'X-Forwarded-For', 'X-Original-URL', 'Transfer-Encoding', 'TE', 'Upgrade'), odd.map(inHeader)), { maxLength: 5 }),
    body: fc.option(odd, { nil: undefined }),
  })
  .map(({ method, path, pairs, token, headers, body }) => ({
    operation: 'wild', method, token, headers, busy: false,
    path: path + (pairs.length > 0 ? `?${query(pairs)}` : ''),
    ...(body === undefined ? {} : { body }),
  }));

/** @param ids of documents, such as are there and such as are not */
export function requests(ids: readonly string[]): fc.Arbitrary<Asked> {
  const each = (make: typeof valid) => fc.oneof(...operations.map((operation) => make(operation, ids)));
  return fc.oneof({ weight: 5, arbitrary: each(valid) }, { weight: 4, arbitrary: each(nearly) }, { weight: 1, arbitrary: wild });
}
