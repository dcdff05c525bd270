/** What is different between the calls of two releases (OpenAPI 3.1): for a host, and for every reader of an answer. */
import { levelOf, pairs, said, turnOf, type Change, type Level, type Side, type Turn } from './changes.ts';

export type Json = { readonly [key: string]: unknown };

/** A part of a contract, with the whole in which its references are looked up. */
interface Part {
  readonly node: Json;
  readonly root: Json;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

export function contractChanges(before: Json, now: Json): Change[] {
  const { gone, added, both } = pairs(operations(before), operations(now));
  return [
    ...gone.map(([where]): Change => ({ level: 'major', where, what: 'the call is gone' })),
    ...added.map(([where]): Change => ({ level: 'minor', where, what: 'a new call' })),
    ...both.flatMap(([where, one, other]) => operationChanges(where, one, other)),
  ];
}

const object = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {});
const array = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** What stands behind a reference (RFC 6901). */
function part(value: unknown, root: Json): Part {
  const node = object(value);
  const { $ref } = node;
  if (typeof $ref !== 'string') return { node, root };
  const keys = $ref.slice('#/'.length).split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return part(keys.reduce<unknown>((at, key) => object(at)[key], root), root);
}

const members = ({ node, root }: Part, key: string) => new Map(Object.entries(object(node[key])).map(([name, value]) => [name, part(value, root)]));

function operations(root: Json): Map<string, Part> {
  return new Map(
    Object.entries(object(root['paths'])).flatMap(([path, item]) =>
      methods.filter((method) => method in object(item)).map((method) => {
        const operation = object(object(item)[method]);
        // What a path says of all its calls, each of them says.
        const parameters = [...array(object(item)['parameters']), ...array(operation['parameters'])];
        return [`${method.toUpperCase()} ${path}`, { node: { ...operation, parameters }, root }] as const;
      }),
    ),
  );
}

function operationChanges(where: string, before: Part, now: Part): Change[] {
  const parameters = pairs(parametersOf(before), parametersOf(now));
  const isNeeded = ({ node }: Part) => node['required'] === true;
  const [body, newBody] = [part(before.node['requestBody'], before.root), part(now.node['requestBody'], now.root)];
  const answers = pairs(members(before, 'responses'), members(now, 'responses'));
  return [
    ...parameters.gone.map(([name]): Change => ({ level: 'major', where, what: `${name} is gone` })),
    ...parameters.added.map(([name, one]): Change => ({ level: isNeeded(one) ? 'major' : 'minor', where, what: `${name} is new${isNeeded(one) ? ' and needed' : ''}` })),
    ...parameters.both.flatMap(([name, one, other]) => [
      ...needed(where, name, isNeeded(one), isNeeded(other), 'given'),
      ...schemaChanges(where, name, part(one.node['schema'], one.root), part(other.node['schema'], other.root), 'given'),
    ]),
    ...needed(where, 'a body', isNeeded(body), isNeeded(newBody), 'given'),
    ...contents(where, 'the body', body, newBody, 'given'),
    ...answers.gone.map(([status]): Change => ({ level: status.startsWith('2') ? 'major' : 'minor', where, what: `no longer answers ${status}` })),
    ...answers.added.map(([status]): Change => ({ level: 'minor', where, what: `may answer ${status}` })),
    ...answers.both.flatMap(([status, one, other]) => [
      ...contents(where, `the answer ${status}`, one, other, 'got'),
      ...pairs(members(one, 'headers'), members(other, 'headers')).gone.map(([name]): Change => ({ level: 'major', where, what: `the answer ${status} has no header ${name}` })),
    ]),
  ];
}

const parametersOf = ({ node, root }: Part) =>
  new Map(array(node['parameters']).map((value) => {
    const found = part(value, root);
    return [`${String(found.node['in'])} parameter \`${String(found.node['name'])}\``, found] as const;
  }));

function contents(where: string, what: string, before: Part, now: Part, side: Side): Change[] {
  const { gone, added, both } = pairs(members(before, 'content'), members(now, 'content'));
  return [
    ...gone.map(([type]): Change => ({ level: 'major', where, what: `${what} is not \`${type}\` any more` })),
    ...added.map(([type]): Change => ({ level: 'minor', where, what: `${what} can be \`${type}\`` })),
    ...both.flatMap(([, one, other]) => schemaChanges(where, what, part(one.node['schema'], one.root), part(other.node['schema'], other.root), side)),
  ];
}

const needed = (where: string, what: string, before: boolean, now: boolean, side: Side): Change[] =>
  before === now ? [] : [{ level: levelOf(now ? 'narrower' : 'wider', side), where, what: `${what} ${now ? 'is always there' : 'may be missing'}` }];

/** Limits: the more of the first kind, or the less of the second, the fewer values. */
const floors = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const ceilings = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
/** Constraints that cannot be compared: different is different. */
const opaque = ['format', 'pattern', 'const', 'multipleOf', 'uniqueItems', 'contentEncoding'];

/** How the values of one schema stand to those of the other, for whoever gives or gets them. */
export function schemaChanges(where: string, what: string, before: Part, now: Part, side: Side, met = new Map<Json, Set<Json>>()): Change[] {
  const seen = met.get(before.node) ?? new Set();
  if (seen.has(now.node)) return [];
  met.set(before.node, seen.add(now.node));

  const deeper = (name: string, one: unknown, other: unknown) => schemaChanges(where, `${what}${name}`, part(one, before.root), part(other, now.root), side, met);
  const turned = (turn: Turn, how = ''): Change[] => (turn === 'same' ? [] : [{ level: levelOf(turn, side), where, what: `${what} ${said[turn]}${how}` }]);
  const [one, other] = [before.node, now.node];
  const properties = pairs(members(before, 'properties'), members(now, 'properties'));
  const isNeeded = (node: Json, name: string) => array(node['required']).includes(name);
  const field = (name: string) => `${what} \`${name}\``;

  return [
    ...turned(turnOf(typesOf(one), typesOf(other), (types, type) => types.has(type) || types.has('any') || (type === 'integer' && types.has('number')))),
    ...turned(turnOf(valuesOf(one), valuesOf(other), (values, value) => values.has(value) || values.has(ANY)), values(one, other)),
    ...[...floors, ...ceilings].flatMap((key) => turned(limitTurn(one[key], other[key], ceilings.includes(key)), ` (${key})`)),
    ...opaque.flatMap((key) => turned(one[key] === other[key] ? 'same' : one[key] === undefined ? 'narrower' : other[key] === undefined ? 'wider' : 'other', ` (${key})`)),
    ...properties.gone.map(([name]): Change => ({ level: 'major', where, what: `${field(name)} is gone` })),
    ...properties.added.map(([name]): Change => {
      const level: Level = side === 'given' && isNeeded(other, name) ? 'major' : 'minor';
      return { level, where, what: `${field(name)} is new${level === 'major' ? ' and needed' : ''}` };
    }),
    ...properties.both.flatMap(([name, first, second]) => [
      ...needed(where, field(name), isNeeded(one, name), isNeeded(other, name), side),
      ...schemaChanges(where, field(name), first, second, side, met),
    ]),
    ...('items' in one && 'items' in other ? deeper(' of a list', one['items'], other['items']) : []),
    ...(typeof one['additionalProperties'] === 'object' && typeof other['additionalProperties'] === 'object' ? deeper(' by name', one['additionalProperties'], other['additionalProperties']) : []),
    ...choices('oneOf'),
    ...choices('anyOf'),
    ...parts(),
  ];

  /** One of several: by the name of its schema, or as it is written. */
  function choices(key: string): Change[] {
    const named = (node: Json) => new Map(array(node[key]).map((choice) => [nameOf(choice), choice]));
    const [first, second] = [named(one), named(other)];
    if (first.size === 0 && second.size === 0) return [];
    const turn = first.size === 0 ? 'narrower' : second.size === 0 ? 'wider' : turnOf(new Set(first.keys()), new Set(second.keys()));
    return [...turned(turn, ` (${key})`), ...pairs(first, second).both.flatMap(([name, choice, its]) => deeper(` (${name})`, choice, its))];
  }

  /** All of several: one more asks for more. */
  function parts(): Change[] {
    const [first, second] = [array(one['allOf']), array(other['allOf'])];
    const turn = first.length === second.length ? 'same' : first.length < second.length ? 'narrower' : 'wider';
    return [...turned(turn, ' (allOf)'), ...first.slice(0, second.length).flatMap((each, place) => deeper('', each, second[place]))];
  }
}

const ANY = '(any)';

const typesOf = ({ type }: Json) => new Set<unknown>(type === undefined ? ['any'] : [type].flat());
const valuesOf = ({ enum: all }: Json) => new Set(Array.isArray(all) ? all.map((value) => JSON.stringify(value)) : [ANY]);

/** The values that came and went. */
function values(one: Json, other: Json): string {
  const { gone, added } = pairs(new Map([...valuesOf(one)].map((value) => [value, value])), new Map([...valuesOf(other)].map((value) => [value, value])));
  const list = (word: string, all: [string, string][]) => (all.length > 0 ? [`${word} ${all.map(([value]) => value).join(', ')}`] : []);
  return ` (${[...list('without', gone), ...list('with', added)].join('; ')})`;
}

function limitTurn(before: unknown, now: unknown, isCeiling: boolean): Turn {
  if (before === now) return 'same';
  if (before === undefined) return 'narrower';
  if (now === undefined) return 'wider';
  return Number(now) > Number(before) === isCeiling ? 'wider' : 'narrower';
}

const nameOf = (choice: unknown) => {
  const { $ref } = object(choice);
  return typeof $ref === 'string' ? $ref.slice($ref.lastIndexOf('/') + 1) : JSON.stringify(choice);
};
