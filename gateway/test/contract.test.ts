/** What the contract says of itself (api-spec/openapi.yaml), held against its own words and the record's rules. */
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { isNhsNumber } from '../register/nhs-number.ts';

type Node = Record<string, unknown>;

interface Found {
  node: Node;
  /** Where it is, as a JSON Pointer (RFC 6901). */
  at: string;
}

interface Operation {
  operationId: string;
  parameters?: Node[];
  requestBody?: Node;
  responses: Record<string, Node>;
  security?: unknown[];
}

const contract = parse(readFileSync(new URL('../../api-spec/openapi.yaml', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Node & { enum: string[] }>; examples: Record<string, { value: unknown }> };
};

const { schemas, examples } = contract.components;
const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
  Object.values(methods).map((operation) => ({ path, operation })),
);

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
formats.default(ajv);
// Words of OpenAPI, not of JSON Schema. The whole file is one schema, so that its own references lead where they say.
for (const word of Object.keys(contract)) ajv.addKeyword(word);
ajv.addSchema(contract as AnySchema, 'contract');

const escape = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** A node, or what it refers to. */
function open({ node, at }: Found): Found {
  if (typeof node['$ref'] !== 'string') return { node, at };
  const target = node['$ref'].slice(1);
  const keys = target.split('/').slice(1).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return { node: keys.reduce<unknown>((part, key) => (part as Node)[key], contract) as Node, at: target };
}

const child = ({ node, at }: Found, ...keys: string[]): Found =>
  open({
    node: keys.reduce<unknown>((part, key) => (part as Node)[key], node) as Node,
    at: [at, ...keys.map(escape)].join('/'),
  });

/** Every body of every request and answer. */
function* bodies(): Generator<Found & { what: string }> {
  for (const { path, operation } of operations) {
    const method = Object.entries(contract.paths[path]!).find(([, each]) => each === operation)![0];
    const here: Found = { node: operation as unknown as Node, at: `/paths/${escape(path)}/${method}` };
    const holders: [string, Found][] = Object.keys(operation.responses).map((status) => [
      `${operation.operationId} ${status}`,
      child(here, 'responses', status),
    ]);
    if (operation.requestBody) holders.push([`${operation.operationId} request`, child(here, 'requestBody')]);
    for (const [what, holder] of holders) {
      for (const type of Object.keys((holder.node['content'] as Node | undefined) ?? {})) {
        yield { what: `${what} ${type}`, ...child(holder, 'content', type) };
      }
    }
  }
}

const parametersOf = ({ parameters = [] }: Operation) => parameters.map((node) => open({ node, at: '' }).node);

/** Every text in a value, with the names of the fields above it. */
function* texts(value: unknown, field = ''): Generator<{ field: string; text: string }> {
  if (typeof value === 'string') yield { field, text: value };
  else if (value && typeof value === 'object') {
    for (const [key, part] of Object.entries(value)) yield* texts(part, Array.isArray(value) ? field : key);
  }
}

/** The categories and kinds of the record, as its provider FAQ lists them. */
const record: Record<string, string[]> = {
  alerts: [],
  allergies: [],
  appointments: [],
  assessments: [],
  'care-coordinator': [],
  'care-plans': [],
  correspondence: ['inpatient-discharge', 'emergency-discharge', 'outpatient-letter'],
  'community-mental-health': ['community', 'mental-health'],
  diagnoses: [],
  results: ['radiology', 'histopathology', 'blood-sciences', 'microbiology-virology', 'other'],
  encounters: [],
  'gp-record': [],
  immunisations: [],
  medications: ['discharge', 'current', 'past'],
  'miscellaneous-reports': [],
  problems: [],
  procedures: [],
  'progress-notes': [],
  referrals: [],
  'vital-signs': [],
};

describe('the contract', () => {
  test('gives every body an example, and every example is valid', () => {
    let checked = 0;
    for (const { what, node, at } of bodies()) {
      const validate = ajv.getSchema(`contract#${at}/schema`);
      assert.ok(validate, `${what} has a schema`);
      const given = Object.keys((node['examples'] as Node | undefined) ?? {});
      assert.ok(given.length > 0, `${what} has an example`);
      for (const name of given) {
        const { value } = child({ node, at }, 'examples', name).node;
        assert.ok(validate(value), `${what}, ${name}: ${ajv.errorsText(validate.errors)}`);
        checked++;
      }
    }
    assert.ok(checked > Object.keys(examples).length, `${checked} examples were checked`);
  });

  test('takes no answer with a field too many, at any depth', () => {
    const validate = ajv.getSchema('contract#/components/schemas/ResultSection')!;
    type Results = Node & { entries: { measurements: Node[] }[] };
    const section = () => structuredClone(examples['ResultSection']!.value) as Results;
    assert.ok(validate(section()));
    assert.equal(validate({ ...section(), token: 'x' }), false);
    const entry = section();
    Object.assign(entry.entries[0]!, { nhsNumber: '9990000018' });
    assert.equal(validate(entry), false);
    const measurement = section();
    Object.assign(measurement.entries[0]!.measurements[0]!, { normal: true });
    assert.equal(validate(measurement), false);
  });

  test('takes no number for a decimal, and no value that a source cannot have written', () => {
    const validate = ajv.getSchema('contract#/components/schemas/Value')!;
    for (const value of ['5.60', '-0.5', '1e-3', '0']) assert.ok(validate({ type: 'quantity', value }), value);
    for (const value of [5.6, '.5', '5.', '05', '5,6', '', 'NaN']) {
      assert.equal(validate({ type: 'quantity', value }), false, String(value));
    }
  });

  test('knows dates to the precision that was recorded', () => {
    const validate = ajv.getSchema('contract#/components/schemas/PartialDate')!;
    for (const date of ['2019', '2019-03', '2019-03-05', '2019-03-05T10:12:00Z', '2019-03-05T10:12:00.25+01:00']) {
      assert.ok(validate(date), date);
    }
    for (const date of ['19', '2019-3', '2019-13', '2019-03-32', '2019-03-05T10:12', '2019-03-05T10:12:00', 'unknown']) {
      assert.equal(validate(date), false, date);
    }
  });

  test('has a path for each category, whose section bears its name', () => {
    const prefix = '/v1/record/';
    const paths = Object.keys(contract.paths).filter((path) => path.startsWith(prefix));
    assert.deepEqual(paths.map((path) => path.slice(prefix.length)), Object.keys(record));
    assert.deepEqual(schemas['Category']!.enum, Object.keys(record));
    for (const category of Object.keys(record)) {
      const root: Found = { node: contract as unknown as Node, at: '' };
      const body = child(root, 'paths', prefix + category, 'get', 'responses', '200', 'content', 'application/json');
      const validate = ajv.getSchema(`contract#${body.at}/schema`)!;
      const { value } = child(body, 'examples', 'section').node as { value: Node };
      assert.equal(value['category'], category);
      assert.ok(validate(value));
      assert.equal(validate({ ...value, category: category === 'alerts' ? 'allergies' : 'alerts' }), false);
    }
  });

  test('offers each category its own kinds and no others', () => {
    for (const [category, kinds] of Object.entries(record)) {
      const parameter = parametersOf(contract.paths[`/v1/record/${category}`]!['get']!).find(({ name }) => name === 'kind');
      const items = (parameter?.['schema'] as { items: Node } | undefined)?.items;
      assert.deepEqual(items ? open({ node: items, at: '' }).node['enum'] : [], kinds, category);
    }
  });

  test('gives each problem code one status, and says where it comes', () => {
    const statuses = new Map<string, Set<string>>();
    for (const { what, at } of bodies()) {
      if (!what.endsWith('application/problem+json')) continue;
      const status = what.split(' ')[1]!;
      const validate = ajv.getSchema(`contract#${at}/schema`)!;
      for (const code of schemas['ProblemCode']!.enum) {
        const document = {
          type: `urn:lcr:problem:${code}`,
          title: code,
          status: Number(status),
          code,
          correlationId: '1',
          patient: '9990000018',
          sources: [],
        };
        if (!validate(document)) continue;
        statuses.set(code, (statuses.get(code) ?? new Set()).add(status));
        assert.equal(validate({ ...document, status: 418 }), false, `${code} has no other status`);
      }
    }
    assert.deepEqual(
      Object.fromEntries([...statuses].map(([code, found]) => [code, [...found].join()])),
      {
        'bad-request': '400',
        'token-missing': '401',
        'token-expired': '401',
        'token-invalid': '401',
        'not-permitted': '403',
        'patient-opted-out': '403',
        'no-relationship': '403',
        'patient-mismatch': '403',
        'not-found': '404',
        'too-many-requests': '429',
        'gateway-error': '500',
        'document-too-large': '502',
        'document-unreadable': '502',
        'all-sources-unavailable': '503',
      overloaded: '503',
      },
    );
    assert.deepEqual([...statuses.keys()].sort(), [...schemas['ProblemCode']!.enum].sort());
  });

  test('says of every request how it is refused: not understood, not let in, too often, failed, too much under way', () => {
    for (const { path, operation } of operations) {
      if (!path.startsWith('/v1/')) continue;
      const isExchange = path === '/v1/token' || path === '/v1/revoke';
      for (const status of ['400', '401', '429', '500', '503', ...(isExchange ? [] : ['403'])])
        assert.ok(operation.responses[status], `${path} has a ${status}`);
    }
  });

  test('names a patient in the LCR-Patient header only, never in a path or a query', () => {
    for (const { path, operation } of operations) {
      assert.doesNotMatch(path, /patient[^/]*\/|nhs|\{(?!id\})/i, path);
      for (const { name, in: place, schema } of parametersOf(operation)) {
        if (place === 'header') assert.match(String(name), /^(LCR-Patient|DPoP)$/);
        else {
          assert.doesNotMatch(String(name), /patient|nhs|number|subject/i, `${path} ${String(name)}`);
          assert.notEqual((schema as Node)['$ref'], '#/components/schemas/NhsNumber');
        }
      }
    }
  });

  test('asks for the patient who is open wherever a patient token is taken', () => {
    for (const { path, operation } of operations) {
      const header = parametersOf(operation).find(({ name }) => name === 'LCR-Patient');
      assert.equal(header?.['required'] === true, operation.security === undefined, path);
    }
  });

  test('forbids keeping any answer, and gives each a name to ask for help with', () => {
    for (const { path, operation } of operations) {
      for (const [status, node] of Object.entries(operation.responses)) {
        const headers = Object.keys((open({ node, at: '' }).node['headers'] as Node | undefined) ?? {});
        assert.ok(headers.includes('Cache-Control') && headers.includes('X-Request-Id'), `${path} ${status}`);
      }
    }
  });

  test('has invented patients only: test numbers with a valid check digit', () => {
    const numbers = [...texts(examples)].filter(({ field, text }) => field === 'patient' && /^\d+$/.test(text));
    assert.ok(numbers.length > 20);
    for (const { text } of numbers) assert.ok(text.startsWith('999') && isNhsNumber(text), text);
  });

  test('describes every schema', () => {
    for (const [name, { description }] of Object.entries(schemas)) assert.equal(typeof description, 'string', name);
  });
});
