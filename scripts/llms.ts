/** `llms.txt` (https://llmstxt.org): all that a language model needs to embed the widgets rightly, and no more. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { isList, wordsOf } from './framework-types.ts';
import { kindTitles } from '../src/text/categories.ts';
import { tagsOf, type Described, type Manifest, type Tag } from './manifest.ts';

interface Contract {
  components: { schemas: { State: { description: string }; ProblemCode: { enum: string[] } } };
}

export function llms(manifest: Manifest): string {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string; version: string };
  const { components } = parse(readFileSync('api-spec/openapi.yaml', 'utf8')) as Contract;
  const tags = tagsOf(manifest);
  const common = commonTo(tags);
  const filled: Record<string, string> = {
    name,
    version,
    states: components.schemas.State.description.split('\n').filter((line) => line.startsWith('- ')).join('\n'),
    events: events(manifest),
    codes: components.schemas.ProblemCode.enum.map((code) => `\`${code}\``).join(', '),
    tokens: [...new Set(tags.flatMap(({ cssProperties }) => cssProperties.map((token) => `\`${token.name}\``)))].join(', '),
    common: `Where a tag says "category attributes", it takes:\n\n${common.attributes.map(attribute()).join('\n')}\n\nand has the parts ${list(common.cssParts)} and the events ${list(common.events)}.`,
    tags: tags.map((tag) => described(tag, common)).join('\n\n'),
  };
  return readFileSync('scripts/llms.md', 'utf8').replace(/\{\{(\w+)\}\}/g, (_, key: string) => filled[key] ?? '');
}

/** What the tag of a category without kinds has: every other category's has it, too. */
const commonTo = (tags: Tag[]) => tags.find(({ tagName }) => tagName === 'lcr-allergies')!;

function described(tag: Tag, common: Tag): string {
  const { tagName, attributes, members, slots } = tag;
  const has = (of: readonly Described[], all: readonly Described[]) => all.every((one) => of.some((other) => other.name === one.name));
  const isCategory = has(tag.attributes, common.attributes) && has(tag.events, common.events) && has(tag.cssParts, common.cssParts);
  const own = (key: 'attributes' | 'events' | 'cssParts') => tag[key].filter((one) => !isCategory || !common[key].some((other) => other.name === one.name));
  const names = new Set(attributes.map(({ fieldName }) => fieldName));
  const lines = [
    ...(isCategory ? ['- category attributes'] : []),
    ...own('attributes').map((one) => attribute(tag)(one)),
    ...members.filter((one) => !names.has(one.name)).map((one) => `- property \`${one.name}\` (\`${one.type?.text}\`): ${flat(one.description)}`),
    ...slots.map((one) => `- slot ${one.name ? `\`${one.name}\`` : '(default)'}: ${flat(one.description)}`),
    ...(own('events').length ? [`- events: ${list(own('events'))}`] : []),
    ...(own('cssParts').length ? [`- parts: ${list(own('cssParts'))}`] : []),
  ];
  return `### \`<${tagName}>\`\n\n${firstParagraph(tag.description)}\n\n${lines.join('\n')}`;
}

const attribute = (tag?: Tag) => (one: Described & { default?: string }) => {
  const type = one.type?.text.replace(' | undefined', '') ?? 'string';
  const values = wordsOf(type).map((word) => `\`${word}\`${one.name === 'kind' ? meaning(word) : ''}`);
  const said = values.length ? values.join(', ') : type;
  return `- \`${one.name}\` (${tag && isList(one, tag) ? `any of ${said}, with spaces between` : said}${one.default ? `, default ${one.default}` : ''}): ${flat(one.description)}${one.name === 'kind' ? ' All where it is not set.' : ''}`;
};

/** What a kind is, in the words in which a reader is told which kinds a role has. */
function meaning(kind: string): string {
  const title = (kindTitles as Readonly<Record<string, string>>)[kind];
  return title && title !== kind.replaceAll('-', ' ') ? ` (${title})` : '';
}

function events({ modules }: Manifest): string {
  const classes = modules.flatMap(({ declarations }) => declarations ?? []).filter(({ name }) => name.endsWith('Event'));
  return classes
    .map(({ name, description, members }) => {
      const detail = members?.find((member) => member.name === 'detail')?.type?.text.replace(/^Readonly<([\s\S]*)>$/, '$1') ?? '';
      return `- \`${name.replace(/Event$/, '').replace(/\B[A-Z]/g, '-$&').toLowerCase()}\` (class \`${name}\`) \`${detail}\`: ${flat(description)}`;
    })
    .join('\n');
}

const list = (all: readonly Described[]) => all.map(({ name }) => `\`${name}\``).join(', ');
const flat = (text = '') => text.replace(/\s+/g, ' ').trim();
const firstParagraph = (text: string) => flat(text.split(/\n\s*\n/)[0]);
