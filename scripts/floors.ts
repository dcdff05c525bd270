/**
 * The floors of the two houses, as a table, and the check that imports keep to them: down only, never sideways
 * between rooms, never across the houses, never in a circle, and each package on its own floor.
 */
import { posix } from 'node:path';
import ts from 'typescript';
import { sources } from './sources.ts';

type House = 'ground' | 'browser' | 'gateway' | 'street';

interface Place {
  start: string;
  house: House;
  floor: number;
}

/** The longest start of a path that matches says where a file stands. The street is what looks at the houses from outside. */
const places: Place[] = [
  { start: 'api-spec/', house: 'ground', floor: 1 },
  { start: 'host-kit/', house: 'ground', floor: 1 },
  { start: 'custom-elements.json', house: 'ground', floor: 1 },

  { start: 'src/api/', house: 'browser', floor: 2 },
  { start: 'src/session/', house: 'browser', floor: 3 },
  { start: 'src/format/', house: 'browser', floor: 3 },
  { start: 'src/style/', house: 'browser', floor: 3 },
  { start: 'src/text/', house: 'browser', floor: 2.5 },
  { start: 'src/locale/', house: 'browser', floor: 2.75 },
  { start: 'src/record/', house: 'browser', floor: 4 },
  { start: 'src/view/', house: 'browser', floor: 4.5 },
  { start: 'src/element/', house: 'browser', floor: 5 },
  { start: 'components/', house: 'browser', floor: 6 },
  { start: 'components/gp-record/', house: 'browser', floor: 6.25 },
  { start: 'components/record/', house: 'browser', floor: 6.5 },
  { start: 'components/timeline/', house: 'browser', floor: 6.5 },
  { start: 'components/autoload.ts', house: 'browser', floor: 7 },
  { start: 'components/index.ts', house: 'browser', floor: 7 },
  { start: 'components/localize.ts', house: 'browser', floor: 8 },
  { start: 'frameworks/', house: 'browser', floor: 7.5 },
  { start: 'components/inside.ts', house: 'browser', floor: 7.5 },

  { start: 'gateway/sha256.ts', house: 'gateway', floor: 1 },
  { start: 'gateway/register/', house: 'gateway', floor: 1.5 },
  { start: 'gateway/sources/', house: 'gateway', floor: 2 },
  { start: 'gateway/store/', house: 'gateway', floor: 2 },
  { start: 'gateway/audit/', house: 'gateway', floor: 3 },
  { start: 'gateway/categories/', house: 'gateway', floor: 3 },
  { start: 'gateway/policy/', house: 'gateway', floor: 3 },
  { start: 'gateway/policy.yaml', house: 'gateway', floor: 3 },
  { start: 'gateway/token/', house: 'gateway', floor: 3 },
  { start: 'gateway/record/', house: 'gateway', floor: 4 },
  { start: 'gateway/reports/', house: 'gateway', floor: 4.5 },
  { start: 'gateway/routes/', house: 'gateway', floor: 5 },
  { start: 'gateway/app.ts', house: 'gateway', floor: 6 },
  { start: 'gateway/config/', house: 'gateway', floor: 6 },
  { start: 'gateway/demo/', house: 'gateway', floor: 6 },
  { start: 'gateway/commands/', house: 'gateway', floor: 6.5 },
  { start: 'gateway/embed.ts', house: 'gateway', floor: 7 },
  { start: 'gateway/lines.ts', house: 'gateway', floor: 6.5 },
  { start: 'gateway/metrics.ts', house: 'gateway', floor: 6.5 },
  { start: 'gateway/server.ts', house: 'gateway', floor: 7 },
  { start: 'gateway/lcr.ts', house: 'gateway', floor: 7 },
  { start: 'gateway/test/', house: 'gateway', floor: 8 },

  { start: 'stories/', house: 'street', floor: 8 },
  { start: 'test/', house: 'street', floor: 8 },
  { start: 'demo/', house: 'street', floor: 8 },
  { start: 'scripts/', house: 'street', floor: 8 },
  { start: 'attack/', house: 'street', floor: 8 },
  { start: 'bench/', house: 'street', floor: 8 },
  { start: 'examples/', house: 'street', floor: 8 },
  { start: '.storybook/', house: 'street', floor: 8 },
];

/** The one door between the houses: the street may run the real gateway inside a page. */
const door = ['gateway/app.ts', 'gateway/embed.ts', 'gateway/sources/shelf.ts', 'gateway/store/memory.ts'];

/** Where a package may be imported. On the street a package that is not named here is free; in a house it is refused. */
const packages: Record<string, string[]> = {
  lit: ['src/', 'components/', 'stories/', 'test/', '.storybook/'],
  '@lit/localize': ['src/locale/'],
  '@lit/context': ['src/', 'components/', 'test/'],
  'openapi-fetch': ['src/api/'],
  'd3-scale': ['src/view/'],
  'd3-shape': ['src/view/'],
  'pdfjs-dist': ['src/view/'],
  dompurify: ['src/view/'],
  react: ['frameworks/wrap.ts', 'examples/', 'test/'],
  svelte: ['frameworks/svelte.ts', 'examples/', 'test/'],
  vue: ['frameworks/vue.ts', 'examples/', 'test/'],
  hono: ['gateway/app.ts', 'gateway/routes/', 'bench/', 'demo/', 'scripts/examples/'],
  '@hono/node-server': ['gateway/server.ts', 'attack/', 'bench/', 'demo/', 'scripts/start.ts', 'scripts/examples/'],
  ajv: ['gateway/config/', 'gateway/policy/', 'gateway/test/', 'test/', 'scripts/'],
  'ajv-formats': ['gateway/config/', 'gateway/policy/', 'gateway/test/', 'test/', 'scripts/'],
  jose: ['gateway/audit/head.ts', 'gateway/token/', 'gateway/demo/', 'gateway/test/', 'demo/', 'stories/', 'test/', 'scripts/', 'attack/'],
  kysely: ['gateway/store/'],
  pg: ['gateway/store/postgres.ts', 'gateway/test/'],
  yaml: ['gateway/config/', 'gateway/policy/', 'gateway/test/', 'demo/', 'test/', 'scripts/'],
  '@opentelemetry/api': ['gateway/metrics.ts'],
  '@opentelemetry/exporter-prometheus': ['gateway/metrics.ts'],
  '@opentelemetry/sdk-metrics': ['gateway/metrics.ts'],
  'node:sqlite': ['gateway/store/sqlite.ts', 'gateway/test/'],
};

/** Not for the first widget: whoever imports one of these is itself only opened by `import()`. */
const lazy = ['d3-scale', 'd3-shape', 'pdfjs-dist', 'dompurify'];

/** The one stair up: an opened entry opens its documents in their own room, by `import()` only. */
const stair = { from: 'src/view/documents.ts', to: 'components/document/lcr-document.ts' };

/** What runs on Node alone. Everything else of the gateway must run inside a page, too. */
const onNode = [
  'gateway/audit/journal.ts',
  'gateway/commands/',
  'gateway/config/',
  'gateway/demo/write.ts',
  'gateway/lcr.ts',
  'gateway/lines.ts',
  'gateway/metrics.ts',
  'gateway/server.ts',
  'gateway/sources/folder.ts',
  'gateway/store/postgres.ts',
  'gateway/store/sqlite.ts',
  'gateway/test/',
  'demo/',
  'scripts/',
  'attack/',
  'bench/',
  'test/e2e/',
  'test/stories/',
  '.storybook/',
];

/** There is no second route to data: only the door calls a source. Whoever wires the gateway up hands them in. */
const suppliers = ['gateway/sources/fhir-server.ts', 'gateway/sources/folder.ts', 'gateway/sources/shelf.ts'];
const callers = ['gateway/sources/', 'gateway/record/', 'gateway/server.ts', 'gateway/lcr.ts', 'gateway/test/'];

interface Import {
  from: string;
  line: number;
  to: string;
  file: boolean;
  how: 'value' | 'type' | 'lazy';
}

/** Every import that breaks a rule, in words. The files are given by path, so that a test can invent them. */
export function refusals(files: Map<string, string>): string[] {
  const imports = [...files].flatMap(([path, text]) => importsOf(path, text));
  const bound = lazyFiles(imports);
  const refused = imports.flatMap((one) => {
    const why = refuse(one, bound);
    return why ? [`${one.from}:${one.line} imports ${one.to}: ${why}`] : [];
  });
  const homeless = [...files.keys()].filter((path) => !place(path)).map((path) => `${path} has no floor: add its folder to scripts/floors.ts`);
  return [...homeless, ...refused, ...circles(imports)];
}

function refuse(one: Import, bound: Set<string>): string | null {
  const here = place(one.from);
  if (!here) return null;
  if (!one.file) return refusePackage(one, here);

  const there = place(one.to);
  if (!there) return 'it stands on no floor';
  if (there.house === 'street' && here.house !== 'street') return 'a house does not import what looks at it from outside';
  if (there.house === 'gateway' && here.house === 'street' && one.how !== 'type' && isCode(one.to) && !starts(one.to, door)) {
    return here.start === 'scripts/' || starts(one.from, onNode) ? null : `the door between the houses is ${door.join(', ')}`;
  }
  if (there.house !== 'ground' && here.house !== 'street' && there.house !== here.house) return 'the houses never import each other';
  if (one.from === stair.from && one.to === stair.to && one.how === 'lazy') return null;
  if (there.floor > here.floor) return `upward, from floor ${here.floor} to ${there.floor}`;
  if (there.floor === here.floor && here.floor < 8 && room(one.from) !== room(one.to)) return 'sideways, from room to room';
  if (one.how === 'type') return null;
  if (here.house === 'gateway' && starts(one.to, onNode) && !starts(one.from, onNode)) return 'it needs Node, and this must run inside a page';
  if (starts(one.to, suppliers) && here.house === 'gateway' && !starts(one.from, callers)) return 'only the door calls a source';
  if (bound.has(one.to) && one.how !== 'lazy' && here.house === 'browser') return 'it is opened by import() only';
  return null;
}

function refusePackage(one: Import, here: Place): string | null {
  const allowed = packages[packageOf(one.to)];
  if (allowed) return starts(one.from, allowed) ? null : `this package belongs in ${allowed.join(', ')}`;
  if (one.to.startsWith('node:')) return starts(one.from, onNode) ? null : 'this must run inside a page';
  return here.house === 'street' || here.start === 'gateway/test/' ? null : 'the package has no floor: add it to scripts/floors.ts';
}

/** The files that import a lazy package at once, and so may not be imported at once themselves. */
function lazyFiles(imports: Import[]): Set<string> {
  return new Set(imports.filter((one) => one.how === 'value' && lazy.includes(packageOf(one.to))).map((one) => one.from));
}

function circles(imports: Import[]): string[] {
  const next = Map.groupBy(imports.filter((one) => one.file), (one) => one.from);
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, trail: string[]) => {
    if (trail.includes(path)) found.push(`in a circle: ${[...trail.slice(trail.indexOf(path)), path].join(' -> ')}`);
    if (trail.includes(path) || done.has(path)) return;
    for (const one of next.get(path) ?? []) walk(one.to, [...trail, path]);
    done.add(path);
  };
  for (const path of next.keys()) walk(path, []);
  return found;
}

function importsOf(path: string, text: string): Import[] {
  const parsed = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const add = (name: ts.Node | undefined, how: Import['how']) => {
    if (!name || !ts.isStringLiteralLike(name)) return;
    const isFile = name.text.startsWith('.');
    const to = isFile ? posix.join(posix.dirname(path), name.text) : name.text;
    found.push({ from: path, line: parsed.getLineAndCharacterOfPosition(name.getStart()).line + 1, to, file: isFile, how });
  };
  const visit = (node: ts.Node): (void) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node) ? 'type' : 'value');
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'value');
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, 'type');
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], 'lazy');
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

function isTypeOnly({ importClause }: ts.ImportDeclaration): boolean {
  const named = importClause?.namedBindings;
  const allTypes = named && ts.isNamedImports(named) && named.elements.length > 0 && named.elements.every((one) => one.isTypeOnly);
  return importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword || (allTypes === true && !importClause?.name);
}

function place(path: string): Place | undefined {
  return places.filter(({ start }) => path.startsWith(start)).sort((a, b) => b.start.length - a.start.length)[0];
}

/** Each folder of components is a room of its own; elsewhere a room is a line of the table. */
function room(path: string): string | undefined {
  const start = place(path)?.start;
  return start === 'components/' ? path.split('/')[1] : start;
}

const packageOf = (name: string) => name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/');

const isCode = (path: string) => path.endsWith('.ts');

const starts = (path: string, list: string[]) => list.some((start) => path.startsWith(start));

if (import.meta.main) {
  const found = refusals(sources());
  found.forEach((refusal) => console.error(refusal));
  if (found.length > 0) process.exitCode = 1;
  else console.log('floors: every import points down');
}
