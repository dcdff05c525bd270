/**
 * The custom-elements manifest (https://github.com/webcomponents/custom-elements-manifest) as the analyzer finds it, made
 * what a host may build on: attributes, properties, events, slots, parts and tokens, all of them described, and nothing else.
 */
import { globSync, readFileSync } from 'node:fs';
import type typescript from 'typescript';

export interface Described {
  name: string;
  description?: string;
  type?: { text: string };
}

export interface Attribute extends Described {
  fieldName?: string;
  default?: string;
}

export interface Member extends Attribute {
  kind: string;
  privacy?: string;
  static?: boolean;
  reflects?: boolean;
}

export interface Token extends Described {
  /** CSS syntax (https://drafts.css-houdini.org/css-properties-values-api/#syntax-strings). */
  syntax: string;
  default: string;
}

export interface Declaration extends Described {
  kind: string;
  tagName?: string;
  attributes?: Attribute[];
  members?: Member[];
  events?: Described[];
  slots?: Described[];
  cssParts?: Described[];
  cssProperties?: Token[];
}

export interface Manifest {
  schemaVersion: string;
  modules: { path: string; declarations?: Declaration[] }[];
}

/** A tag: a declaration that is sure to have each list. */
export type Tag = Required<Omit<Declaration, 'type' | 'description'>> & { description: string };

/** Every tag of the manifest, by name. */
export const tagsOf = ({ modules }: Manifest): Tag[] =>
  modules
    .flatMap(({ declarations }) => declarations ?? [])
    .filter(({ tagName }) => tagName)
    .map((found) => ({ attributes: [], members: [], events: [], slots: [], cssParts: [], cssProperties: [], description: '', ...found }) as Tag)
    .sort((one, other) => (one.tagName < other.tagName ? -1 : 1));

/** Where a module is in the package. */
const published = (path: string) => (path.endsWith('.ts') ? `dist/esm/${path.replace(/^\//, '').replace(/\.ts$/, '.js')}` : path);

/** The plugin for the analyzer. */
export function publicApi() {
  /** What only the source says: the type in `@attr {…} name` and of what a property takes, and the detail of an event, by class. */
  const written = new Map<string, string>();
  const taken = new Map<string, string>();
  const details = new Map<string, string>();
  return {
    name: 'public-api',
    analyzePhase({ ts, node }: { ts: typeof typescript; node: typescript.Node }) {
      if (!ts.isClassDeclaration(node) || !node.name) return;
      for (const [, type, attribute] of node.getFullText().split(/\bclass\b/)[0]!.matchAll(/@attr \{([^}]+)\} (\S+)/g))
        written.set(`${node.name.text} ${attribute}`, type!.replaceAll('|', ' | '));
      for (const member of node.members) {
        const type = ts.isSetAccessor(member) && member.parameters[0]?.type;
        if (type) taken.set(`${node.name.text} ${member.name.getText()}`, type.getText());
      }
      const detail = node.heritageClauses?.[0]?.types[0]?.typeArguments?.[0];
      if (node.name.text.endsWith('Event') && detail) details.set(node.name.text, detail.getText().replace(/\s+/g, ' '));
    },
    packageLinkPhase({ customElementsManifest: manifest }: { customElementsManifest: Manifest }) {
      const tokens = tokensOf(globSync('src/style/*.ts').sort().map((path) => readFileSync(path, 'utf8')).join('\n'));
      for (const declaration of manifest.modules.flatMap((module) => module.declarations ?? [])) {
        const { name, tagName, attributes = [] } = declaration;
        // No tag has a method for a host; what looks like one is machinery. Statics are the class's own affair, too.
        declaration.members = (declaration.members ?? []).filter((member) => isPublic(member) && member.kind === 'field' && !member.static);
        // The analyzer also notes each dispatchEvent, without a name; the named ones are documented at the class.
        if (declaration.events) declaration.events = declaration.events.filter((event) => event.name);
        for (const member of declaration.members) {
          const type = taken.get(`${name} ${member.name}`);
          if (type) member.type = { text: type };
        }
        const detail = declaration.members.find((member) => member.name === 'detail');
        const text = details.get(name);
        if (detail && text) Object.assign(detail, { type: { text: `Readonly<${text}>` }, description: declaration.description });
        if (!tagName) continue;
        for (const attribute of attributes) {
          const field = camel(attribute.name);
          if (declaration.members.some((member) => member.name === field)) attribute.fieldName = field;
          const type = written.get(`${name} ${attribute.name}`);
          if (type) attribute.type = { text: type };
        }
        // A category without kinds has nothing to choose: the gateway refuses the question.
        if (!written.has(`${name} kind`)) {
          declaration.attributes = attributes.filter((attribute) => attribute.name !== 'kind');
          declaration.members = declaration.members.filter((member) => member.name !== 'kind');
        }
        // What has no part draws nothing.
        if (declaration.cssParts?.length) declaration.cssProperties = tokens;
      }
      const shown = manifest.modules.filter(({ path, declarations }) => /\/(events|category-element)\.ts$/.test(path) || declarations?.some(({ tagName }) => tagName));
      // The files are found in no fixed order.
      manifest.modules = shown.sort((one, other) => (one.path < other.path ? -1 : 1));
      place(manifest);
    },
  };
}

const isPublic = ({ name, privacy }: Member) => !name.startsWith('#') && (privacy ?? 'public') === 'public';

export const camel = (attribute: string) => attribute.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** Paths as a host finds them, wherever the manifest names a module. */
function place(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, held] of Object.entries(value)) {
    if ((key === 'path' || key === 'module') && typeof held === 'string') Object.assign(value, { [key]: published(held) });
    else place(held);
  }
}

/** The tokens of a sheet: what `@cssprop {<syntax>} --lcr-name - Text.` says of each, and what stands in for one that is not set. */
export function tokensOf(sheet: string): Token[] {
  return [...sheet.matchAll(/@cssprop \{([^}]+)\} (--lcr-[\w-]+) - ([^\n]+)/g)].map(([, syntax = '', name = '', description = '']) => {
    const used = sheet.indexOf(`var(${name}, `);
    return { name, syntax, description, default: used < 0 ? '' : upToClosing(sheet.slice(used + `var(${name}, `.length)) };
  });
}

function upToClosing(text: string): string {
  let depth = 1;
  const end = [...text].findIndex((letter) => (depth += letter === '(' ? 1 : letter === ')' ? -1 : 0) === 0);
  return text.slice(0, end);
}
