import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { contract } from '../../../gateway/test/conform.ts';
import { sources } from '../../../scripts/sources.ts';
import { concludeFailure } from '../../../src/record/conclude.ts';
import { documentWords } from '../../../src/text/document.ts';
import { fhircastWords } from '../../../src/text/fhircast.ts';
import { frameWords } from '../../../src/text/frame.ts';
import { words } from '../../../src/text/words.ts';
import { anchors, named, pages, prose, read, rows } from './pages.ts';

interface Described {
  name: string;
  description?: string;
}
interface Declaration {
  tagName?: string;
  events?: (Described & { type: { text: string } })[];
  cssParts?: Described[];
}
const manifest = JSON.parse(read('custom-elements.json')) as { modules: { declarations: Declaration[] }[] };
const tags = manifest.modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName !== undefined);
const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

describe('The pages', () => {
  for (const page of pages)
    it(`${page} leads to files and headings that there are`, () => {
      const faults = [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
        if (/^https?:/.test(link)) return URL.canParse(link) ? [] : [link];
        const [path = '', anchor] = link.split('#');
        const file = path ? posix.join(posix.dirname(page), path) : page;
        if (!existsSync(file)) return [link];
        return anchor === undefined || (file.endsWith('.md') && anchors(file).includes(anchor)) ? [] : [link];
      });
      assert.deepEqual(faults, []);
    });

  for (const page of pages)
    it(`${page} names only files and tags that there are`, () => {
      const code = [...prose(page).matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);
      const folders = /^(api-spec|bench|components|demo|deploy|docs|examples|gateway|host-kit|safety|scripts|src|stories|test)\/[\w./-]*$/;
      const gone = code.filter((text) => folders.test(text) && !existsSync(text));
      const known = new Set(tags.map(({ tagName }) => tagName));
      const unknown = code.flatMap((text) => /^<(lcr-[a-z-]+)>$/.exec(text)?.[1] ?? []).filter((tag) => !known.has(tag));
      assert.deepEqual([...gone, ...unknown], []);
    });

  it('are all on the map', () => {
    const map = read('docs/README.md');
    assert.deepEqual(pages.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md' && !map.includes(`(${page.slice('docs/'.length)})`)), []);
  });
});

describe('docs/errors.md', () => {
  const { ProblemCode } = contract.components.schemas as Record<string, { enum: string[]; description: string }>;
  const table = new Map(rows('docs/errors.md').flatMap(([name = '', ...cells]) => (/^`/.test(name) ? [[name.replaceAll('`', ''), cells]] : [])));

  const ofDocuments = Object.entries(documentWords.failures).map(([code, said]) => [code, said?.[0]]);
  /** The failures that have words of their own, with these. Where the frame or FHIRcast shares a code, the widgets' words stand. */
  const own: Readonly<Record<string, string>> = {
    ...fhircastWords.failures, ...frameWords.refused, 'tag-unknown': frameWords.unknownTag, ...Object.fromEntries(ofDocuments), ...words.failures,
  };

  /** What the browser's own code calls a failure: wherever one is made, and wherever one has words of its own. */
  const ofBrowser = (): string[] => {
    const found = new Set(Object.keys(own));
    for (const [path, text] of sources()) if (/^(src|components)\/.*(?<!\.fixture)\.ts$/.test(path)) for (const code of codesIn(text)) found.add(code);
    return [...found];
  };

  it('has every code of the contract and of the widgets, and no other', () => {
    const { error, code } = (contract.components.schemas['TokenError'] as { properties: Record<'error' | 'code', { enum: string[] }> }).properties;
    assert.deepEqual(sorted(table.keys()), sorted([...ProblemCode!.enum, ...error.enum, ...code.enum, ...ofBrowser()]));
  });

  it('gives each code of the contract its status', () => {
    for (const [, status = '', codes = ''] of ProblemCode!.description.matchAll(/^- (\d{3}) (.+?):/gm))
      for (const [, code = ''] of codes.matchAll(/`([^`]+)`/g)) assert.equal(table.get(code)?.[0], status, code);
  });

  it('says what the reader sees, word for word', () => {
    for (const code of [...ProblemCode!.enum, ...ofBrowser()]) {
      // A 401 is the end of the session, whichever it is: the widgets have asked for another token by then.
      const [title] = words.states[/^token-(missing|expired|invalid)$/.test(code) ? 'session-ended' : concludeFailure({ code })];
      const seen = table.get(code)?.[1] ?? '';
      const said = (own[code] ?? title).replace('%', '').trim();
      assert.ok(seen.includes(said), `${code}: "${seen}" has not "${said}"`);
    }
  });

  it('says of each what causes it, what mends it, and who acts', () => {
    for (const [code, cells] of table) assert.ok(cells.length === 5 && cells.slice(2).every((cell) => cell.length > 2), `${code}: ${cells.length}`);
  });
});

/** Codes that are given to a failure in a program: in a call that makes one, or as the value or type of its `code`. */
function codesIn(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node, making: boolean): void => {
    const called = (ts.isCallExpression(node) || ts.isNewExpression(node)) && /(^|\.|#)(failed|abandon|refuse|TokenRefused)$/i.test(node.expression.getText());
    const member = (ts.isPropertyAssignment(node) || ts.isPropertySignature(node) || ts.isPropertyDeclaration(node)) && node.name.getText() === 'code';
    const compared = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken;
    if (making && ts.isStringLiteral(node) && /^[a-z]+(-[a-z]+)+$|^unreachable$/.test(node.text)) found.push(node.text);
    ts.forEachChild(node, (child) => visit(child, (making || called || member) && !compared));
  };
  visit(ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true), false);
  return found;
}

describe('docs/events.md', () => {
  const events = tags.flatMap(({ tagName, events: of = [] }) => of.map((event) => ({ tag: tagName!, ...event })));
  const table = rows('docs/events.md').filter(([first = '']) => /^`lcr-/.test(first));

  it('has every event of the manifest with its type, and no other', () => {
    const of = sorted(events.map(({ name, type }) => `${name} ${type.text}`));
    assert.deepEqual(sorted(table.map(([name = '', type = '']) => `${name} ${type}`.replaceAll('`', ''))), of);
  });

  it('names what each says', () => {
    const declared = read('src/element/events.ts');
    for (const [name = '', type = '', detail = ''] of table) {
      const [, body = ''] = new RegExp(`class ${type.replaceAll('`', '')} extends LcrEvent<\\{?([^}]*?)\\}?>`).exec(declared) ?? [];
      const members = [...body.matchAll(/(\w+)\??:/g)].map(([, member = '']) => member);
      assert.deepEqual([...detail.matchAll(/`(\w+)`/g)].map(([, member]) => member), members, name);
    }
  });
});

describe('docs/theming.md', () => {
  it('has every token that a widget takes, with the values that it has on its own, and no other', () => {
    const declared = [...sources()].filter(([path]) => /^(src|components)\//.test(path)).map(([, text]) => text).join('\n');
    const tokens = [...declared.matchAll(/var\((--lcr-[a-z-]+)/g)].map(([, name = '']) => name);
    assert.deepEqual(sorted(named('docs/theming.md').filter((name) => name.startsWith('--lcr-'))), sorted(tokens));
    for (const [name = '', , ...cells] of rows('docs/theming.md').filter(([first = '']) => first.startsWith('`--lcr-'))) {
      const lines = [...declared.matchAll(new RegExp(`var\\(${name.replaceAll('`', '')}, (.+)\\);`, 'g'))].map(([, line]) => line).join(' ');
      for (const [, value = ''] of cells.join(' ').matchAll(/`([^`]+)`/g)) assert.ok(lines.includes(value), `${name}: ${value} is not in ${lines}`);
    }
  });

  it('has every part of every tag, and no other', () => {
    const parts = tags.flatMap(({ tagName, cssParts = [] }) => cssParts.map(({ name }) => `${tagName} ${name}`));
    const shared = tags.find(({ tagName }) => tagName === 'lcr-allergies')!.cssParts!.map(({ name }) => name);
    const written = rows('docs/theming.md').flatMap(([first = '', second = '']) => {
      const list = [...second.matchAll(/`([a-z-]+)`/g)].map(([, part = '']) => part);
      if (/^every list/.test(first)) return tags.filter(({ cssParts }) => shared.every((part) => cssParts?.some(({ name }) => name === part))).flatMap(({ tagName }) => list.map((part) => `${tagName} ${part}`));
      const [, tag] = /^`<(lcr-[a-z-]+)>`/.exec(first) ?? [];
      return tag ? list.map((part) => `${tag} ${part}`) : [];
    });
    assert.deepEqual(sorted(written), sorted(parts));
  });

  it('has every theme that is shipped', () => {
    const themes = [...read('src/style/themes.css').matchAll(/^\.(lcr-theme-[a-z]+)/gm)].map(([, name = '']) => name);
    assert.deepEqual(sorted(named('docs/theming.md').filter((name) => name.startsWith('lcr-theme-'))), sorted(themes));
  });
});

describe('docs/architecture.md', () => {
  it('puts every folder on the floor on which the check has it', () => {
    const floors = new Map([...read('scripts/floors.ts').matchAll(/\{ start: '([^']+)', house: '(\w+)', floor: ([\d.]+) \}/g)].map(([, start = '', house = '', floor = '']) => [start, `${house} ${floor}`]));
    const written = rows('docs/architecture.md').flatMap(([floor = '', browser = '', gateway = '']) => {
      if (!/^[\d.]+$/.test(floor)) return [];
      const of = (cell: string, houses: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, start = '']) => `${start} ${houses.split(' ').map((house) => `${house} ${floor}`).join(' or ')}`);
      return [...of(browser, 'browser ground street'), ...of(gateway, 'gateway ground street')];
    });
    assert.deepEqual(
      sorted(written.map((line) => line.split(' ')[0]!)),
      sorted(floors.keys()),
    );
    for (const line of written) {
      const [start = ''] = line.split(' ');
      assert.ok(line.includes(floors.get(start) ?? '?'), `${line}, but ${floors.get(start)}`);
    }
  });
});
