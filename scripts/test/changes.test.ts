import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { least, reaches, weightiest, written, type Change, type Side } from '../changes.ts';
import { contractChanges, schemaChanges, type Json } from '../contract-changes.ts';
import { manifestChanges, typeTurn } from '../manifest-changes.ts';
import type { Declaration, Manifest } from '../manifest.ts';
import { changelog } from '../release.ts';

const levels = (changes: readonly Change[]) => [...new Set(changes.map(({ level }) => level))];

const name = fc.stringMatching(/^[a-z]{1,4}$/);
const named = fc.record({ name, type: fc.record({ text: fc.constantFrom('string', 'number', "'a' | 'b'", 'boolean | undefined') }) });
const list = fc.uniqueArray(named, { selector: (one) => one.name, maxLength: 4 });
const field = list.map((all) => all.map((one) => ({ ...one, kind: 'field' })));
const tag = fc.record({ kind: fc.constant('class'), tagName: name.map((text) => `lcr-${text}`), name, attributes: list, members: field, events: list, slots: list, cssParts: list });
const tags = fc.uniqueArray(tag, { selector: (one) => one.tagName, minLength: 1, maxLength: 4 });
const manifestOf = (declarations: Declaration[]): Manifest => ({ schemaVersion: '2.1.0', modules: [{ path: 'x.js', declarations }] });

describe('what is different between the tags of two releases', () => {
  it('is nothing, whatever they are, where they are the same', () => {
    fc.assert(fc.property(tags, (all) => assert.deepEqual(manifestChanges(manifestOf(all), manifestOf(structuredClone(all))), [])));
  });

  it('is minor where something came, and major the other way round', () => {
    const lists = ['attributes', 'members', 'events', 'slots', 'cssParts'] as const;
    const grown = fc.tuple(tags, fc.constantFrom(...lists), fc.nat()).map(([all, key, at]) => {
      const more = structuredClone(all);
      (more[at % more.length]![key] as Declaration['members'])!.push({ name: 'brand-new', kind: 'field', type: { text: 'string' } });
      return [manifestOf(all), manifestOf(more)] as const;
    });
    fc.assert(fc.property(grown, ([less, more]) => {
      assert.deepEqual(levels(manifestChanges(less, more)), ['minor']);
      assert.deepEqual(levels(manifestChanges(more, less)), ['major']);
    }));
    fc.assert(fc.property(tags, (all) => {
      assert.deepEqual(levels(manifestChanges(manifestOf([]), manifestOf(all))), ['minor']);
      assert.deepEqual(levels(manifestChanges(manifestOf(all), manifestOf([]))), ['major']);
    }));
  });

  it('is major where an attribute takes less, or something else when it is not set', () => {
    const kind = (text: string, without?: string) => manifestOf([{ kind: 'class', name: 'LcrX', tagName: 'lcr-x', attributes: [{ name: 'kind', type: { text }, ...(without && { default: without }) }] }]);
    assert.deepEqual(levels(manifestChanges(kind("'a' | 'b'"), kind("'a'"))), ['major']);
    assert.deepEqual(levels(manifestChanges(kind("'a'"), kind("'a' | 'b'"))), ['minor']);
    assert.deepEqual(levels(manifestChanges(kind("'a'"), kind('string'))), ['minor']);
    assert.deepEqual(levels(manifestChanges(kind('string'), kind('number'))), ['major']);
    assert.deepEqual(levels(manifestChanges(kind('number', '2'), kind('number', '3'))), ['major']);
    assert.equal(typeTurn("'b' | 'a'", "'a'|'b'"), 'same');
  });

  it('is major where an event tells less, or what nobody could expect', () => {
    const event = (detail: string) => manifestOf([{ kind: 'class', name: 'LcrStateEvent', members: [{ kind: 'field', name: 'detail', type: { text: `Readonly<{ ${detail} }>` } }] }]);
    assert.deepEqual(levels(manifestChanges(event('state: State; count: number'), event('state: State'))), ['major']);
    assert.deepEqual(levels(manifestChanges(event('state: State'), event('state: State; count: number'))), ['minor']);
    assert.deepEqual(levels(manifestChanges(event('count: number'), event('count: number | null'))), ['major']);
    assert.deepEqual(levels(manifestChanges(event('count?: number'), event('count: number'))), ['minor']);
  });
});

/** Schemas of a small language, and whether a value is one of theirs (JSON Schema). */
const schema: fc.Arbitrary<Json> = fc.letrec<{ any: Json }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ type: fc.constant('string'), enum: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }) }),
    fc.record({ type: fc.constantFrom('string', 'boolean', ['string', 'null']) }),
    fc.record({ type: fc.constantFrom('integer', 'number'), minimum: fc.integer({ min: 0, max: 3 }), maximum: fc.integer({ min: 3, max: 6 }) }, { requiredKeys: ['type'] }),
    fc.record({ type: fc.constant('array'), items: tie('any'), maxItems: fc.integer({ min: 0, max: 2 }) }, { requiredKeys: ['type', 'items'] }),
    fc.record({ type: fc.constant('object'), properties: fc.dictionary(fc.constantFrom('p', 'q', 'r'), tie('any'), { maxKeys: 3, noNullPrototype: true }), all: fc.boolean() }).map(({ all, ...rest }) => ({
      ...rest,
      required: all ? Object.keys(rest.properties) : [],
    })),
  ),
})).any;

function takes(of: Json, value: unknown): boolean {
  const types = [of['type']].flat();
  const own = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
  if (!types.includes(own) && !(own === 'integer' && types.includes('number'))) return false;
  if (Array.isArray(of['enum']) && !of['enum'].includes(value)) return false;
  if (typeof value === 'number') return value >= Number(of['minimum'] ?? value) && value <= Number(of['maximum'] ?? value);
  if (Array.isArray(value)) return value.length <= Number(of['maxItems'] ?? value.length) && value.every((item) => takes(of['items'] as Json, item));
  if (own !== 'object') return true;
  const properties = of['properties'] as Record<string, Json>;
  return (of['required'] as string[]).every((key) => Object.hasOwn(value as Json, key)) && Object.entries(value as Json).every(([key, held]) => !properties[key] || takes(properties[key], held));
}

const valueOf = (of: Json): fc.Arbitrary<unknown> => {
  if (Array.isArray(of['enum'])) return fc.constantFrom(...(of['enum'] as string[]));
  switch ([of['type']].flat()[0]) {
    case 'string': return Array.isArray(of['type']) ? fc.constantFrom<unknown>('a', 'x', null) : fc.constantFrom('a', 'x');
    case 'boolean': return fc.boolean();
    case 'array': return fc.array(valueOf(of['items'] as Json), { maxLength: Number(of['maxItems'] ?? 3) });
    case 'object': return fc.record(Object.fromEntries(Object.entries(of['properties'] as Json).map(([key, held]) => [key, valueOf(held as Json)])), { requiredKeys: of['required'] as string[], noNullPrototype: true });
    default: {
      const whole = fc.integer({ min: Number(of['minimum'] ?? -1), max: Number(of['maximum'] ?? 8) });
      return of['type'] === 'integer' ? whole : fc.oneof(whole, whole.map((number) => Math.min(number + 0.5, Number(of['maximum'] ?? 9))));
    }
  }
};

/** A schema, and the same with something changed in it: two at random are hardly ever alike. */
const near = fc.tuple(schema, schema, fc.constantFrom('p', 'q', 'r')).chain(([one, other, key]) =>
  fc.constantFrom<[Json, Json]>(
    [one, other],
    [one, structuredClone(one)],
    [{ type: 'object', properties: { [key]: one }, required: [] }, { type: 'object', properties: { [key]: one, z: other }, required: [] }],
    [{ type: 'object', properties: { [key]: one }, required: [] }, { type: 'object', properties: { [key]: one }, required: [key] }],
    [{ type: 'array', items: one }, { type: 'array', items: one, maxItems: 1 }],
  ),
);

describe('what is different between the calls of two releases', () => {
  const changes = (one: Json, other: Json, side: Side) => schemaChanges('GET /x', 'it', { node: one, root: {} }, { node: other, root: {} }, side);
  const isMajor = (all: Change[]) => weightiest(all) === 'major';

  it('is nothing where they are the same', () => {
    fc.assert(fc.property(schema, (one) => assert.deepEqual(changes(one, structuredClone(one), 'given'), [])));
  });

  it('is major, or else whatever a host gave is still taken', () => {
    fc.assert(fc.property(near.chain(([one, other]) => fc.tuple(fc.constant(one), fc.constant(other), valueOf(one))), ([one, other, value]) => {
      fc.pre(takes(one, value) && !isMajor(changes(one, other, 'given')));
      assert.ok(takes(other, value), JSON.stringify({ one, other, value }));
    }), { numRuns: 500 });
  });

  it('is major, or else whatever a reader gets is what it knew, and perhaps more fields', () => {
    fc.assert(fc.property(near.chain(([one, other]) => fc.tuple(fc.constant(one), fc.constant(other), valueOf(other))), ([one, other, value]) => {
      fc.pre(takes(other, value) && !isMajor(changes(one, other, 'got')));
      assert.ok(takes(one, value), JSON.stringify({ one, other, value }));
    }), { numRuns: 500 });
  });

  it('weighs the same change the other way for who gives and who gets', () => {
    const [few, many] = [{ type: 'string', enum: ['a'] }, { type: 'string', enum: ['a', 'b'] }];
    assert.deepEqual([changes(few, many, 'given'), changes(few, many, 'got'), changes(many, few, 'given'), changes(many, few, 'got')].map(levels), [['minor'], ['major'], ['major'], ['minor']]);
    const [whole, number] = [{ type: 'integer' }, { type: 'number' }];
    assert.deepEqual([changes(whole, number, 'given'), changes(whole, number, 'got'), changes(number, whole, 'given')].map(levels), [['minor'], ['major'], ['major']]);
  });

  const answer = { type: 'object', properties: { id: { type: 'string' }, next: { $ref: '#/components/schemas/Next' } }, required: ['id'] };
  const contract = (operation: Json, path = '/v1/x'): Json => ({ paths: { [path]: { get: operation } }, components: { schemas: { Next: { type: 'object', properties: { next: { $ref: '#/components/schemas/Next' } }, required: [] } } } });
  const operation = (more: Json = {}, schema: Json = answer, parameters: Json[] = []) => ({ parameters, responses: { 200: { content: { 'application/json': { schema } } } }, ...more });

  it('is told of calls, parameters, bodies and answers', () => {
    const was = contract(operation());
    const cases: [Json, Change['level']][] = [
      [contract(operation(), '/v1/y'), 'major'],
      [contract(operation({}, answer, [{ in: 'query', name: 'from', schema: { type: 'string' } }])), 'minor'],
      [contract(operation({}, answer, [{ in: 'query', name: 'from', required: true, schema: { type: 'string' } }])), 'major'],
      [contract(operation({ requestBody: { required: true } })), 'major'],
      [contract(operation({ responses: {} })), 'major'],
      [contract(operation({}, { ...answer, properties: { id: { type: 'string' } } })), 'major'],
      [contract(operation({}, { ...answer, required: [] })), 'major'],
      [contract(operation({}, { ...answer, properties: { ...answer.properties, more: { type: 'string' } } })), 'minor'],
    ];
    for (const [now, level] of cases) assert.equal(weightiest(contractChanges(was, now)), level, written(contractChanges(was, now)));
    assert.deepEqual(contractChanges(was, structuredClone(was)), []);
  });
});

describe('the version', () => {
  const version = fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5)).map((parts) => parts.join('.'));

  it('that differences ask for is after the released one, the further the weightier they are', () => {
    fc.assert(fc.property(version, (released) => {
      const [patch, minor, major] = (['patch', 'minor', 'major'] as const).map((level) => least(released, level)) as [string, string, string];
      assert.ok(reaches(major, minor) && reaches(minor, patch) && reaches(patch, released) && !reaches(released, patch));
      assert.equal(least(released, undefined), released);
    }));
  });

  it('is one order of all versions', () => {
    fc.assert(fc.property(version, version, (one, other) => assert.ok(reaches(one, other) || reaches(other, one))));
    assert.deepEqual([least('1.2.3', 'major'), least('1.2.3', 'minor'), least('1.2.3', 'patch'), least('0.2.3', 'major'), least('0.2.3', 'minor')], ['2.0.0', '1.3.0', '1.2.4', '0.3.0', '0.2.4']);
    assert.throws(() => reaches('1.2', '1.0.0'), /not a version/);
  });

  it('has its differences in the change log, beside what somebody wrote there', () => {
    const changes: Change[] = [{ level: 'major', where: 'lcr-x', what: 'the tag is gone' }];
    const found = { released: '0.1.0', version: '0.2.0', asked: '0.2.0', changes };
    const first = changelog('# Changes\n\nWords.\n\n## 0.1.0\n\nThe first.\n', found);
    assert.match(first, /^# Changes\n\nWords\.\n\n## 0\.2\.0\n[^]*`lcr-x`: the tag is gone\.\n[^]*\n## 0\.1\.0\n\nThe first\.\n$/);
    const own = first.replace('## 0.2.0\n', '## 0.2.0\n\nWords of its own.\n');
    assert.equal(changelog(own, found), own);
    assert.doesNotMatch(changelog(own, { ...found, changes: [] }), /is gone/);
    assert.match(changelog(own, { ...found, changes: [] }), /Words of its own/);
  });
});
