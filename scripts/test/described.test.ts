import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { withEndings } from '../declarations.ts';
import { undescribed, unnamed } from '../described.ts';
import { elementsModule } from '../framework-types.ts';
import { tagsOf, tokensOf, type Declaration, type Manifest } from '../manifest.ts';
import { reachable, type Bom } from '../sbom.ts';

const manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as Manifest;
const lists = ['attributes', 'members', 'events', 'slots', 'cssParts', 'cssProperties'] as const;

/** A copy of the manifest with something done to one entry of one tag. */
function with_(change: (entry: { description?: string; type?: { text: string }; syntax?: string }) => void, tag: number, list: number, at: number) {
  const copy = structuredClone(manifest);
  const declarations = copy.modules.flatMap((module) => module.declarations ?? []).filter(({ tagName }) => tagName);
  const { tagName, [lists[list]!]: entries = [] } = declarations[tag % declarations.length] as Declaration;
  const entry = entries[at % Math.max(1, entries.length)];
  if (entry) change(entry);
  return { copy, tagName, found: entry !== undefined };
}
const anywhere = [fc.nat(), fc.nat(lists.length - 1), fc.nat()] as const;

describe('what a host may build on', () => {
  it('is described and typed, all of it', () => assert.deepEqual(undescribed(manifest), []));

  it('is refused where anything loses its description', () => {
    fc.assert(fc.property(...anywhere, (tag, list, at) => {
      const { copy, tagName, found } = with_((entry) => delete entry.description, tag, list, at);
      const said = undescribed(copy);
      assert.equal(said.length, found ? 1 : 0);
      if (found) assert.ok(said[0]?.startsWith(`${tagName}: `) && said[0].endsWith('no description'));
    }));
  });

  it('is refused where an attribute, property, event or token loses its type', () => {
    fc.assert(fc.property(...anywhere, (tag, list, at) => {
      const { copy, found } = with_((entry) => Object.assign(entry, { type: { text: 'any' }, syntax: '' }), tag, list, at);
      assert.equal(undescribed(copy).some((said) => /no type|not of a class/.test(said)), found && !['slots', 'cssParts'].includes(lists[list]!));
    }));
  });

  it('names every part and token that the source has, and no other', () => {
    const files = new Map([['src/view/x.ts', 'html`<p part="row new">`; css`p { color: var(--lcr-text, red); width: var(--lcr-new) }`; /* part="old" */']]);
    const said = unnamed(manifest, files);
    assert.ok(said.includes("part new is in the source and in no tag's documentation"));
    assert.ok(said.includes("token --lcr-new is in the source and in no tag's documentation"));
    assert.ok(said.includes('part header is documented and nowhere in the source'));
    assert.ok(!said.some((line) => /part (row|old) |--lcr-text /.test(line)));
  });

  it('has what a token is when nobody sets it, however deep', () => {
    const sheet = '/** @cssprop {<color>} --lcr-a - A.\n */ css`--_a: var(--lcr-a, light-dark(var(--x, #fff), rgb(0 0 0)));`';
    assert.deepEqual(tokensOf(sheet), [{ name: '--lcr-a', syntax: '<color>', description: 'A.', default: 'light-dark(var(--x, #fff), rgb(0 0 0))' }]);
  });

  it('is all in the types of the frameworks', () => {
    const module = elementsModule(manifest);
    for (const { tagName, attributes, events } of tagsOf(manifest)) for (const name of [tagName, ...attributes.map((one) => one.name), ...events.map((one) => one.name)]) assert.ok(module.includes(`'${name}'`), name);
  });
});

describe('a declaration', () => {
  const there = (path: string) => ['./x', '../api-spec/schema'].includes(path);
  it('imports modules by the names that they have in the package', () => {
    const cases = [
      ["import type { X } from './x.ts';", "import type { X } from './x.js';"],
      ["import './x.ts';", "import './x.js';"],
      ["type A = typeof import('./x.ts');", "type A = typeof import('./x.js');"],
      ['type B = import("../api-spec/schema").B;', 'type B = import("../api-spec/schema.js").B;'],
      ["export * from '../api-spec/schema.d.ts';", "export * from '../api-spec/schema.js';"],
    ] as const;
    for (const [before, now] of cases) assert.equal(withEndings(before, there), now);
    for (const same of ["import { html } from 'lit';", "import './y.ts';", "const said = 'from ./x.ts';"]) assert.equal(withEndings(same, there), same);
  });
});

describe('a bill of materials', () => {
  const component = (ref: string) => ({ 'bom-ref': ref, name: ref, version: '1', purl: `pkg:npm/${ref}` });
  const graph = fc.array(fc.array(fc.nat(7), { maxLength: 3 }), { minLength: 8, maxLength: 8 });

  it('lists what can be reached from what a host installs, once, and nothing else', () => {
    fc.assert(fc.property(graph, fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 3 }), (edges, direct) => {
      const all: Bom = {
        bomFormat: 'CycloneDX', specVersion: '1.5', serialNumber: 'urn:uuid:x',
        metadata: { timestamp: 'now', component: component('own') },
        components: edges.map((_, at) => component(`p${at}`)),
        dependencies: [{ ref: 'own', dependsOn: edges.map((_, at) => `p${at}`) }, ...edges.map((to, at) => ({ ref: `p${at}`, dependsOn: to.map((each) => `p${each}`) }))],
      };
      const bom = reachable(all, direct.map((at) => `p${at}`), 'lcr');
      const refs = bom.components.map((one) => one['bom-ref']);
      const reached = new Set(direct);
      for (const at of reached) for (const to of edges[at]!) reached.add(to);
      assert.deepEqual(refs, [...reached].sort().map((at) => `p${at}`));
      assert.deepEqual(bom.dependencies.map(({ ref }) => ref), ['own', ...refs]);
      assert.equal(JSON.parse(JSON.stringify(bom)).serialNumber, undefined);
    }));
  });
});
