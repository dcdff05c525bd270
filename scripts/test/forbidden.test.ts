import assert from 'node:assert/strict';
import { test } from 'node:test';
import { found } from '../forbidden.ts';

const said = (path: string, text: string) => found(new Map([[path, text]])).join('\n');

const refused: [path: string, text: string, why: RegExp][] = [
  ['src/view/note.ts', 'html`<p>${unsafeHTML(note)}</p>`', /never markup/],
  ['src/view/note.ts', `import { unsafeSVG } from 'lit/directives/unsafe-svg.js';`, /never markup/],
  ['components/results/lcr-results.ts', 'this.innerHTML = note;', /never markup/],
  ['demo/page.ts', 'row.outerHTML += note;', /never markup/],
  ['src/view/note.ts', 'html`<p .innerHTML=${note}></p>`', /never markup/],
  ['src/view/note.ts', `cell.insertAdjacentHTML('beforeend', note);`, /never markup/],
  ['src/view/note.ts', 'document.write(note);', /never markup/],
  ['src/view/note.ts', 'eval(note);', /strict policy/],
  ['gateway/record/door.ts', `const run = new Function('return 1');`, /strict policy/],
  ['src/view/note.ts', `setTimeout('tick()', 1);`, /strict policy/],
  ['src/view/trend.ts', `import { styleMap } from 'lit/directives/style-map.js';`, /strict CSP/],
  ['src/view/trend.ts', 'html`<b style="color: red">${x}</b>`', /strict CSP/],
  ['src/view/trend.ts', 'svg`<rect style=${x}></rect>`', /strict CSP/],
  ['src/record/reading.ts', `import { Task } from '@lit/task';`, /last value/],
  ['src/view/table.ts', `import { repeat } from 'lit/directives/repeat.js';`, /leaks/],
  ['src/session/token.ts', 'localStorage.setItem(key, token);', /never stored/],
  ['src/session/token.ts', 'const open = indexedDB.open(name);', /never stored/],
  ['components/context/lcr-context.ts', 'document.cookie = token;', /never stored/],
  ['components/context/lcr-context.ts', 'console.warn(error);', /console/],
  ['src/view/table.ts', 'html`<p>Nothing recorded</p>`', /"Nothing recorded" in a template/],
  ['src/view/table.ts', 'html`<p>${count} of ${all}</p>`', /"of" in a template/],
  ['src/view/table.ts', 'html`<button aria-label="Close">×</button>`', /aria-label="C.* in a template/],
  ['src/view/table.ts', 'filled`<tr>${piece`<td title="Close">${x}</td>`}</tr>`', /title="C.* in a template/],
  ['src/view/table.ts', 'piece`<td style="color: red">${x}</td>`', /strict CSP/],
  ['components/results/lcr-results.ts', 'css`li::before { content: "High"; }`', /words in a sheet/],
  ['test/view/table.test.ts', `it.only('draws', () => {});`, /would not run/],
  ['gateway/test/door.test.ts', `test('opens', { skip: true }, () => {});`, /say why/],
  ['gateway/test/door.test.ts', `describe.skip('door', () => {});`, /say why/],
  ['test/view/table.test.ts', `it.skip('draws', () => draw('x'));`, /say why/],
  ['gateway/app.ts', '// TODO: revoke', /finish it/],
  ['README.md', 'FIXME', /finish it/],
  ['gateway/gateway.yaml', 'signingKey: /home/ada/key.pem', /path of one machine/],
  ['scripts/build.ts', `const out = '/tmp/x';`, /path of one machine/],
  ['README.md', 'npm config set registry https://registry.example', /own choice/],
];

for (const [path, text, why] of refused) {
  test(`refuses ${text} in ${path}`, () => assert.match(said(path, text), why));
}

const accepted: [path: string, text: string][] = [
  ['src/view/table.ts', 'html`<p class="note" title=${words.title} .style=${css}>${words.nothing} · ${count}&nbsp;×</p>`'],
  ['src/view/table.ts', '// innerHTML = would be markup, and so would eval(x)'],
  ['src/view/table.ts', `const url = 'https://example.org'; // no localStorage`],
  ['src/text/words.ts', 'html`<p>Nothing recorded</p>`'],
  ['gateway/server.ts', `console.log('ready');`],
  ['gateway/test/door.test.ts', `test('opens', { skip: 'needs a FHIR server' }, () => {});`],
  ['gateway/test/door.test.ts', `if (!server) return test.skip('needs a FHIR server');`],
  ['gateway/app.ts', `app.get('/v1/session', session); const there = '../work/x';`],
];

for (const [path, text] of accepted) {
  test(`accepts ${text} in ${path}`, () => assert.equal(said(path, text), ''));
}
