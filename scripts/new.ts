/**
 * `npm run new -- NAME FHIR_TYPE "TITLE"` writes the skeleton of a category: its path and schema in the contract, its
 * rule at the gateway, its widget, words, story and test, each where the others are, and its line in every list.
 * What it writes passes `npm run check`; what the category means to a reader is then written by hand.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { spawnSync } from 'node:child_process';

/** What a new category is called, in each of the ways in which files name it. */
export interface Names {
  /** `medical-devices`: its path, its folder, its tag. */
  readonly name: string;
  /** `medicalDevices`: its rule and its words. */
  readonly camel: string;
  /** `MedicalDevices`: its class and its schemas. */
  readonly pascal: string;
  /** The FHIR R4 resource type that it is read from. */
  readonly type: string;
  /** What a reader calls it. */
  readonly title: string;
}

/** @throws {Error} in one line, where the words make no category */
export function namesOf([name = '', type = '', title = '', ...more]: readonly string[]): Names {
  if (!/^[a-z]+(-[a-z]+)*$/.test(name) || !/^[A-Z][A-Za-z]+$/.test(type) || more.length > 0) {
    throw new Error('usage: npm run new -- NAME FHIR_TYPE ["TITLE"], such as: npm run new -- medical-devices DeviceUseStatement "Medical devices"');
  }
  const pascal = name.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase());
  const camel = pascal[0]!.toLowerCase() + pascal.slice(1);
  return { name, camel, pascal, type, title: title || name[0]!.toUpperCase() + name.slice(1).replaceAll('-', ' ') };
}

const quoted = (words: string) => `'${words.replaceAll(/['\\]/g, '\\$&')}'`;

interface Insertion {
  readonly file: string;
  /** The line before or after which it stands: it is there once, or the skeleton no longer fits the house. */
  readonly before?: string;
  readonly after?: string;
  readonly text: string;
}

function insertions({ name, camel, pascal, type, title }: Names): Insertion[] {
  const contract = 'api-spec/openapi.yaml';
  const key = name.includes('-') ? `'${name}'` : name;
  return [
    {
      file: contract,
      before: '  /v1/documents/{id}:\n',
      text: `  /v1/record/${name}:
    get:
      operationId: read${pascal}
      tags: [record]
      summary: ${title}
      description: FHIR \`${type}\`.
      parameters:
        - { $ref: '#/components/parameters/LcrPatient' }
        - { $ref: '#/components/parameters/From' }
        - { $ref: '#/components/parameters/To' }
        - { $ref: '#/components/parameters/Limit' }
        - { $ref: '#/components/parameters/Cursor' }
      responses:
        '200':
          description: What each source answered, and the entries.
          headers:
            Cache-Control: { $ref: '#/components/headers/CacheControl' }
            X-Request-Id: { $ref: '#/components/headers/RequestId' }
          content:
            application/json:
              schema: { $ref: '#/components/schemas/${pascal}Section' }
              examples:
                section: { $ref: '#/components/examples/${pascal}Section' }
        '400': { $ref: '#/components/responses/BadRequest' }
        '401': { $ref: '#/components/responses/Unauthenticated' }
        '403': { $ref: '#/components/responses/Refused' }
        '429': { $ref: '#/components/responses/TooManyRequests' }
        '500': { $ref: '#/components/responses/GatewayError' }
        '503': { $ref: '#/components/responses/Unavailable' }

`,
    },
    { file: contract, after: '        - referrals\n        - vital-signs\n', text: `        - ${name}\n` },
    {
      file: contract,
      before: '    # Their sections\n',
      text: `    ${pascal}Entry:
      description: FHIR \`${type}\`.
      allOf:
        - $ref: '#/components/schemas/AnyEntry'
        - type: object
          required: [code, status]
          properties:
            code: { $ref: '#/components/schemas/Coding' }
            status:
              type: string
              description: FHIR \`status\`; \`unknown\` where the source sent none.

`,
    },
    {
      file: contract,
      before: '    Section:\n      description: The answer for one category',
      text: `    ${pascal}Section:
      description: The answer of \`/v1/record/${name}\`.
      unevaluatedProperties: false
      allOf:
        - $ref: '#/components/schemas/AnySection'
        - type: object
          required: [category, entries]
          properties:
            category: { const: ${name} }
            entries:
              type: array
              items: { $ref: '#/components/schemas/${pascal}Entry', unevaluatedProperties: false }
`,
    },
    {
      file: contract,
      after: "        - $ref: '#/components/schemas/VitalSignSection'\n",
      text: `        - $ref: '#/components/schemas/${pascal}Section'\n`,
    },
    {
      file: contract,
      before: '    Document:\n      ',
      text: `    ${pascal}Section:
      summary: ${title}
      value:
        patient: '9990000018'
        category: ${name}
        answeredAt: '2026-11-24T09:30:01Z'
        completeness: complete
        sources:
          - organisation: { odsCode: XQ1, name: Northbridge University Hospitals }
            status: answered
            asOf: '2026-11-24T08:00:00Z'
            withheld: false
            uncoded: 0
            unreadable: 0
        entries:
          - id: northbridge.${type}.1
            code: { system: 'http://snomed.info/sct', code: '404684003', display: Clinical finding }
            status: active
            when: '2025-02-10'
            recorded: null
            source: { odsCode: XQ1, name: Northbridge University Hospitals }
        knownNone: []
        next: null
        total: 1
`,
    },
    { file: 'gateway/policy/kinds.ts', after: "  'vital-signs': {},\n", text: `  ${key}: {},\n` },
    { file: 'gateway/test/contract.test.ts', after: "  'vital-signs': [],\n", text: `  ${key}: [],\n` },
    { file: 'gateway/categories/index.ts', before: "import type { Rule } from", text: `import { ${camel} } from './${name}.ts';\n` },
    { file: 'gateway/categories/index.ts', before: '};\n', text: `  ${key === camel ? camel : `${key}: ${camel}`},\n` },
    { file: 'src/text/categories.ts', after: "  'vital-signs': 'Vital signs',\n", text: `  ${key}: ${quoted(title)},\n` },
    {
      file: 'components/record/rooms.ts',
      after: "  'vital-signs': () => import('../vital-signs/lcr-vital-signs.ts'),\n",
      text: `  ${key}: () => import('../${name}/lcr-${name}.ts'),\n`,
    },
    { file: 'components/index.ts', before: "export * from '../src/element/events.ts';", text: `export { Lcr${pascal} } from './${name}/lcr-${name}.ts';\n` },
    // Until somebody translates them, they stand in English, and the test of the Welsh says so.
    { file: 'src/locale/cy/shared.ts', after: "    'vital-signs': 'Arwyddion hanfodol',\n", text: `    ${key}: ${quoted(title)},\n` },
    {
      file: 'src/locale/cy/lists.ts',
      before: '  referralWords: {\n',
      text: `  ${camel}Words: { title: ${quoted(title)}, name: 'Enw', status: 'Statws', date: 'Dyddiad', source: 'Ffynhonnell' },
  ${camel}FactWords: { status: 'Statws yn y ffynhonnell' },

`,
    },
    { file: 'src/text/index.ts', before: "export { bannerWords }", text: `export { ${camel}Words } from './${name}.ts';\nexport { ${camel}FactWords } from './${name}-facts.ts';\n` },
  ];
}

function files({ name, camel, pascal, type, title }: Names): Record<string, string> {
  return {
    [`gateway/categories/${name}.ts`]: `import { head, newestFirst, siftEach } from './each.ts';
import { coding, date, known, moment, notes, text } from './read.ts';
import type { Entry } from '../../api-spec/record.ts';
import type { Rule } from './rule.ts';

type ${pascal}Entry = Entry<'${name}'>;

/** FHIR ${type} (https://hl7.org/fhir/R4/${type.toLowerCase()}.html). */
export const ${camel}: Rule<'${name}'> = {
  searches: [{ type: '${type}' }],
  coded: '${type}.code',
  order: newestFirst,
  sift: siftEach<'${name}'>({
    ${type}(resource, holdings) {
      const code = coding(resource['code']);
      if (!code) return 'uncoded';
      const recorded = date(resource['recordedOn']) ?? null;
      return known<${pascal}Entry>({
        ...head(resource, holdings),
        code,
        status: text(resource['status']) ?? 'unknown',
        when: moment(resource, 'effective') ?? recorded,
        recorded,
        note: notes(resource['note']),
      });
    },
  }),
};
`,
    [`gateway/test/categories/${name}.test.ts`]: `import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { concept, P, reasons, shown, sift } from './sifting.ts';

describe('${title.toLowerCase()}', () => {
  it('are the coded ones; the others are counted', () => {
    const sifted = sift('${name}', [
      { resourceType: '${type}', id: 'coded', status: 'active', subject: P, code: concept('404684003', 'Clinical finding') },
      { resourceType: '${type}', id: 'words', status: 'active', subject: P, code: { text: 'in words alone' } },
    ]);
    assert.deepEqual(shown(sifted), ['coded']);
    assert.deepEqual(reasons(sifted), { words: 'uncoded' });
  });
});
`,
    [`src/text/${name}.ts`]: `import { list } from './list.ts';

/** The sentences of ${title.toLowerCase()}. */
export const ${camel}Words = list('${camel}Words', {
  title: ${quoted(title)},
  name: 'Name',
  status: 'Status',
  date: 'Date',
  source: 'Source',
});
`,
    [`src/text/${name}-facts.ts`]: `import { list } from './list.ts';

/** The sentences of the detail of ${title.toLowerCase()}. */
export const ${camel}FactWords = list('${camel}FactWords', {
  status: 'Status at the source',
});
`,
    [`components/${name}/facts.ts`]: `import type { Entry } from '../../api-spec/record.ts';
import { ${camel}FactWords as say } from '../../src/text/${name}-facts.ts';
import type { Fact } from '../../src/view/detail.ts';

/** What an entry's detail adds to its row (FHIR ${type}). Loaded when the first row is opened. */
export const facts = ({ status }: Entry<'${name}'>): Fact[] => [[say.status, status]];
`,
    [`components/${name}/lcr-${name}.ts`]: `import type { Entry } from '../../api-spec/record.ts';
import { CategoryElement } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { formatDay } from '../../src/format/day.ts';
import { ${camel}Words as say } from '../../src/text/${name}.ts';
import type { Column } from '../../src/view/rows.ts';

/**
 * ${title} (FHIR ${type}), newest first.
 *
 * @element lcr-${name}
 */
export class Lcr${pascal} extends CategoryElement<'${name}'> {
  protected override readonly category = '${name}';
  protected override readonly words = say;

  protected override get columns(): readonly Column<Entry<'${name}'>>[] {
    return [
      { heading: say.name, cell: ({ code }) => code.text || code.display },
      { heading: say.status, cell: ({ status }) => status },
      { heading: say.date, cell: ({ when }) => formatDay(when, false), as: 'date' },
      { heading: say.source, cell: ({ source }) => source.name },
    ];
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-${name}', Lcr${pascal});

declare global {
  interface HTMLElementTagNameMap {
    'lcr-${name}': Lcr${pascal};
  }
}
`,
    [`stories/lcr-${name}.stories.ts`]: `import { html } from 'lit';
import '../components/${name}/lcr-${name}.ts';
import { scene } from './scene.ts';

/** Its states stand in cells.ts, with those of every tag; here is what is special to it. */
export default {
  title: 'Categories/${title}',
  component: 'lcr-${name}',
  render: () => html\`<lcr-${name}></lcr-${name}>\`,
};

export const SourceDown = scene('A source is down: no verdict.', { patient: 'tomasz', sources: { northbridge: 'down' } }, 'incomplete');
`,
  };
}

/** Writes everything, or nothing where something is there already or has moved. @throws {Error} in one line */
export function write(names: Names): string[] {
  const added = Object.entries(files(names));
  const there = added.map(([file]) => file).find((file) => existsSync(file));
  if (there) throw new Error(`${there} is there already`);

  const texts = new Map<string, string>();
  for (const { file, before, after, text } of insertions(names)) {
    const now = texts.get(file) ?? readFileSync(file, 'utf8');
    const anchor = before ?? after ?? '';
    // The last one: a list that is closed twice in one file is meant where it ends.
    const at = now.lastIndexOf(anchor);
    if (at < 0) throw new Error(`${file} no longer has ${JSON.stringify(anchor)}: mend scripts/new.ts`);
    const place = before === undefined ? at + anchor.length : at;
    texts.set(file, now.slice(0, place) + text + now.slice(place));
  }
  for (const [file, text] of [...texts, ...added]) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return [...texts.keys(), ...added.map(([file]) => file)];
}

if (import.meta.main) {
  try {
    for (const file of write(namesOf(process.argv.slice(2)))) console.log(file);
    const { status } = spawnSync(process.execPath, ['scripts/generate.ts'], { stdio: 'inherit' });
    console.log('Next: which roles have it (gateway/policy.yaml), what its entries hold (api-spec/openapi.yaml), its invented data (gateway/demo/), what it may weigh (scripts/size.json).');
    process.exitCode = status ?? 1;
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 2;
  }
}
