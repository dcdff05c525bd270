/**
 * The tags as TypeScript knows them, out of the manifest: one table, `frameworks/elements.ts`, of which each framework's
 * file is a mapped type; and a React component for each tag. (Generators of JSX types were tried: they lose the classes of
 * the events, which become `any` in a host, and write a framework's whole world once for each tag.)
 */
import { camel, tagsOf, type Described, type Manifest, type Tag } from './manifest.ts';

const head = '// Derived from custom-elements.json by `npm run generate`.\n';

/** What TypeScript has by itself. */
const builtIn = new Set(['Record', 'Readonly', 'Promise', 'Partial', 'Numeric', 'Listed']);

export function elementsModule(manifest: Manifest): string {
  const tags = tagsOf(manifest);
  const table = tags.map(entry).join('\n');
  const names = new Set([...table.replace(/\/\*[\s\S]*?\*\//g, '').replace(/'[^']*'/g, '').matchAll(/(?<![\w$])[A-Z]\w*/g)].map(([name]) => name));
  const properties = new Map(tags.flatMap((tag) => tag.members.map(({ name, default: unset }) => [name, unset] as const)));
  return `${head}import type { ${[...names].filter((name) => !builtIn.has(name)).sort().join(', ')} } from '../components/index.ts';

/** A number, or one as markup writes it. */
export type Numeric = number | \`\${number}\`;

/** One of the names, or several with spaces between. */
export type Listed<Name extends string> = Name | \`\${Name} \${string}\`;

/** What each tag is, takes and tells. */
export interface LcrElements {
${table}
}

/** Every property of any tag, with its value where nobody sets it. */
export const properties: ReadonlyMap<string, unknown> = new Map<string, unknown>([
${[...properties].sort().map(([name, unset]) => `  ['${name}', ${unset}],`).join('\n')}
]);
`;
}

function entry(tag: Tag): string {
  const { tagName, name, attributes, members, events } = tag;
  const part = (what: string, lines: string[]) =>
    `    ${what}: ${lines.length > 0 ? `{\n${lines.map((line) => line.replace(/^/gm, '      ')).join('\n')}\n    }` : 'Record<never, never>'};`;
  return `${comment(tag, '  ')}
  '${tagName}': {
    element: ${name};
${part('attributes', attributes.map((one) => `${comment(one)}\n'${one.name}'?: ${attributeType(one, tag)} | undefined;`))}
${part('properties', members.map((one) => `${comment(one)}\n${one.name}?: ${withUndefined(one.type?.text)};`))}
${part('events', events.map((one) => `${comment(one)}\n'${one.name}': ${one.type?.text};`))}
  };`;
}

/** The words of a union of strings. */
export const wordsOf = (type = '') => [...type.matchAll(/'([^']+)'/g)].map(([, word]) => word!);

/** A property that takes any string, of which the attribute names some words, is a list of those words. */
export const isList = (attribute: Described, { members }: Tag) =>
  wordsOf(attribute.type?.text).length > 0 && members.some(({ name, type }) => name === camel(attribute.name) && /^string\b/.test(type?.text ?? ''));

function attributeType(attribute: Described, tag: Tag): string {
  const type = (attribute.type?.text ?? 'string').replace(' | undefined', '');
  if (isList(attribute, tag)) return `Listed<${type}>`;
  return type === 'number' ? 'Numeric' : type === 'string' ? 'string | null' : type;
}

const withUndefined = (type = 'string') => (type.includes('undefined') ? type : `${type} | undefined`).replace('typeof fetch', 'typeof globalThis.fetch');

export function reactModule(manifest: Manifest): string {
  const made = tagsOf(manifest).map((tag) => `${comment(tag)}\nexport const ${tag.name} = wrap('${tag.tagName}');\n`);
  return `${head}import { wrap } from './wrap.ts';

export type { ReactElements, ReactProps } from './wrap.ts';

${made.join('\n')}`;
}

const comment = ({ description = '' }: Described, indent = '') => {
  const text = description.split('\n').map((line) => line.trimEnd());
  return text.length === 1 ? `${indent}/** ${text[0]} */` : [`${indent}/**`, ...text.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n');
};
