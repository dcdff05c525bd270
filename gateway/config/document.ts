import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { type Document, isNode, LineCounter, parse, parseDocument, Scalar, visit } from 'yaml';

/** Everything that is wrong with a configuration file, one clear line each. */
export class Mistakes extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/** A place inside a document: the keys and positions that lead there. */
export type Place = readonly (string | number)[];

/** A file that its schema has found good, and a way to say where something in it is still wrong. */
export interface Read<T> {
  value: T;
  /** The file and the line of a place. */
  where: (place: Place) => string;
  mistake: (place: Place, text: string) => string;
}

interface Schema {
  description?: string;
  $ref?: string;
  $defs?: Record<string, Schema>;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | false;
  items?: Schema;
  propertyNames?: Schema;
}

/**
 * Reads a YAML file, puts the environment's values in place of `${NAME}` and `${NAME:-default}`, and holds
 * the result against a JSON Schema (draft 2020-12) whose descriptions say what is expected.
 *
 * @throws Mistakes
 */
export function readDocument<T>(
  file: string,
  schemaFile: URL,
  environment: Readonly<Record<string, string | undefined>>,
): Read<T> {
  const lines = new LineCounter();
  const document = open(file, lines);
  const where = (place: Place): string => {
    let node: unknown = document.contents;
    for (let depth = place.length; depth >= 0; depth -= 1) {
      node = depth === 0 ? document.contents : document.getIn(place.slice(0, depth), true);
      if (isNode(node)) break;
    }
    return `${file}:${isNode(node) && node.range ? lines.linePos(node.range[0]).line : 1}`;
  };
  const mistake = (place: Place, text: string) => `${where(place)} ${spell(place)}${text}`;

  const unset = substitute(document, environment);
  if (unset.length > 0) throw new Mistakes(unset.map(({ at, text }) => `${file}:${lines.linePos(at).line} ${text}`));

  const value: unknown = document.toJS();
  const schema = parse(readFileSync(schemaFile, 'utf8')) as Schema;
  const valid = new Ajv2020({ allErrors: true, strict: false }).compile(schema);
  if (!valid(value)) {
    // A bad name is reported twice, once by what checks names and once by the check itself: the first says it all.
    const errors = valid.errors!.filter(({ propertyName }) => propertyName === undefined);
    throw new Mistakes([...new Set(errors.map((error) => explain(error, value, schema, mistake)))]);
  }
  return { value: value as T, where, mistake };
}

function open(file: string, lines: LineCounter): Document {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Mistakes([`${file}: cannot be read (${(error as NodeJS.ErrnoException).code}); expected a YAML file`]);
  }
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new Mistakes(
      document.errors.map(({ pos, message }) => `${file}:${lines.linePos(pos[0]).line} is not YAML: ${message}`),
    );
  }
  return document;
}

const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;
/** What YAML itself would read as something other than text, of the kinds that a setting can have. */
const NOT_TEXT = /^(?:true|false|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?)$/;

function substitute(document: Document, environment: Readonly<Record<string, string | undefined>>) {
  const unset: { at: number; text: string }[] = [];
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value !== 'string' || !node.value.includes('${')) return;
      const text = node.value.replace(VARIABLE, (_whole, name: string, fallback?: string) => {
        const found = environment[name] || fallback;
        if (found === undefined) {
          unset.push({ at: node.range![0], text: `\${${name}}: this environment variable is not set and has no default` });
        }
        return found ?? '';
      });
      // As everywhere in YAML, quotes make a text of what would otherwise be a number.
      node.value = node.type === Scalar.PLAIN && NOT_TEXT.test(text) ? JSON.parse(text) : text;
    },
  });
  return unset;
}

function explain(
  { keyword, instancePath, params }: ErrorObject,
  value: unknown,
  schema: Schema,
  mistake: Read<unknown>['mistake'],
): string {
  const place = instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((key) => (/^[0-9]+$/.test(key) ? Number(key) : key));
  if (keyword === 'additionalProperties') {
    const known = Object.keys(schemaAt(schema, place).properties ?? {}).join(', ');
    return mistake([...place, params['additionalProperty']], `is not a known key; expected one of ${known}`);
  }
  if (keyword === 'propertyNames') {
    const expected = schemaAt(schema, place).propertyNames?.description;
    return mistake([...place, params['propertyName']], `is not a name that fits here; expected ${expected}`);
  }
  if (keyword === 'required') {
    const missing = [...place, params['missingProperty'] as string];
    return mistake(missing, `is missing; expected ${expectedAt(schema, missing)}`);
  }
  const found = place.reduce<unknown>((inside, key) => (inside as Record<string, unknown>)[key], value);
  return mistake(place, `is ${kindOf(found)} that does not fit; expected ${expectedAt(schema, place)}`);
}

/** Only the kind, never the value: a setting may be a secret. */
function kindOf(value: unknown): string {
  if (value === null) return 'nothing,';
  if (Array.isArray(value)) return 'a list';
  return { string: 'a text', number: 'a number', boolean: 'true or false', object: 'a group' }[typeof value as string] ?? 'a value';
}

/** `sources[0].deadline: ` */
function spell(place: Place): string {
  const text = place.map((key, depth) => (typeof key === 'number' ? `[${key}]` : `${depth > 0 ? '.' : ''}${key}`));
  return place.length > 0 ? `${text.join('')}: ` : '';
}

function schemasTo(root: Schema, place: Place): Schema[] {
  const met: Schema[] = [root];
  let schema: Schema | undefined = root;
  for (const key of place) {
    const from: Schema = follow(root, schema);
    const other = from.additionalProperties || undefined;
    schema = typeof key === 'number' ? from.items : (from.properties?.[key] ?? other);
    if (!schema) break;
    met.push(schema);
  }
  return met;
}

function follow(root: Schema, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : { ...root.$defs?.[name], ...schema };
}

const schemaAt = (root: Schema, place: Place): Schema => follow(root, schemasTo(root, place).at(-1)!);

function expectedAt(root: Schema, place: Place): string {
  const described = schemasTo(root, place).map((schema) => follow(root, schema).description);
  return described.findLast((text) => text !== undefined)!;
}
