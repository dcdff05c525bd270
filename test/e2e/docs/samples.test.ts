import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import ts from 'typescript';
import { parse } from 'yaml';
import { readSettings } from '../../../gateway/config/read.ts';
import { policyFrom } from '../../../gateway/policy/text.ts';
import { conformTo } from '../../../gateway/test/conform.ts';
import { findPostgres, startPostgres } from '../../../gateway/test/postgres.ts';
import { newHostKey } from '../../../host-kit/host.ts';
import { browser, start, type Running } from '../start.ts';
import { firstPage, violations, visit } from './browser.ts';
import { placeOf, read, root, samples, type Sample } from './pages.ts';

/* Every fenced sample of the documentation is run, each language in its own way; one that nobody runs fails. */

const NAME = '@london-care-record/widgets';

/** Commands that take too long here, or need another machine, each with what runs them. */
const elsewhere: readonly [command: RegExp, by: string][] = [
  [/^npm ci && npm start\b/, 'test/e2e/demo.test.ts'],
  [/^npm ci && npm test\b/, '.ci/run'],
];

/** Pages whose samples make one whole, with the test that runs it: each language as often as there is a sample of it. */
const whole: readonly [page: string, languages: string[], by: string][] = [
  ['docs/launch.md', ['sh', 'sh'], 'gateway/test/launch-guide.test.ts'],
  ['docs/doctor.md', ['sh', 'html'], 'test/e2e/doctor.test.ts'],
  ['docs/fhircast.md', ['html', 'js'], 'test/e2e/fhircast.test.ts'],
  ['docs/isolated.md', ['html'], 'test/e2e/isolated.test.ts'],
  ['docs/smart.md', ['html', 'js'], 'test/e2e/smart.test.ts'],
];

const isForDatabase = ({ text }: Sample) => text.includes('DATABASE_URL=postgres:');
const isBackEnd = ({ text }: Sample) => text.includes(`'${NAME}/host'`);
const byWhole = ({ page, language }: Sample) => whole.find(([of, languages]) => of === page && languages.includes(language))?.[2];
const mine = samples.filter((sample) => sample.of === undefined);
const of = (...languages: string[]) => mine.filter((sample) => languages.includes(sample.language) && !byWhole(sample));

/** Where an installed copy of the built package lies, for the compiler and the bundler. */
const desk = mkdtempSync(join(tmpdir(), 'lcr-docs-'));
mkdirSync(join(desk, 'node_modules/@london-care-record'), { recursive: true });
symlinkSync(root, join(desk, 'node_modules', NAME), 'junction');
// Settings name it as they do in the project: beside the folder in which they lie.
symlinkSync(join(root, 'dist'), join(desk, 'dist'), 'junction');

let running: Running;
let chromium: Browser;
before(async () => {
  assert.ok(existsSync(join(root, 'dist/esm/components/index.js')), 'the samples are checked against the built package: npm run build');
  [running, chromium] = await Promise.all([start(), browser()]);
});
after(async () => {
  await chromium?.close();
  await running?.stop();
  rmSync(desk, { recursive: true });
});

describe('Every sample', () => {
  const runners = ['html', 'css', 'js', 'ts', 'sh', 'sql', 'yaml', 'json', 'http', 'text'];

  for (const sample of samples)
    it(`${placeOf(sample)} (${sample.language}) is run by somebody`, () => {
      if (sample.of !== undefined) return;
      const by = byWhole(sample);
      assert.ok(by ? existsSync(join(root, by)) : runners.includes(sample.language), `nobody runs "${sample.language}": use one of ${runners.join(', ')}, or take it from a file that is run: <!-- of FILE -->`);
    });

  it('that is run elsewhere names what runs it, and there is one', () => {
    for (const [, by] of elsewhere) assert.ok(existsSync(join(root, by)), by);
    for (const [command] of elsewhere) assert.ok(of('sh').some(({ text }) => text.split('\n').some((line) => command.test(line))), `${command} stands nowhere any more`);
    for (const [page, languages, by] of whole) {
      const run = read(by);
      assert.ok(run.includes(page), `${by} does not read ${page}`);
      for (const language of languages) assert.match(run, new RegExp(`'${language}'\\)|\`\`\`${language}\\b`), `${by} runs no ${language} of ${page}`);
      assert.deepEqual(mine.filter((sample) => sample.page === page && languages.includes(sample.language)).map(({ language }) => language).sort(), [...languages].sort(), page);
    }
  });
});

describe('A sample of an example', () => {
  for (const sample of samples.filter((each) => each.of !== undefined))
    it(`${placeOf(sample)} is what ${sample.of} has, word for word`, () => {
      const lines = read(sample.of!).split('\n').map((line) => line.trim());
      const wanted = sample.text.trimEnd().split('\n').map((line) => line.trim());
      assert.ok(lines.some((_, at) => wanted.every((line, next) => lines[at + next] === line)), sample.text);
    });
});

describe('A page', () => {
  for (const sample of of('html'))
    it(`${placeOf(sample)} shows entries, and the browser has nothing to complain of`, async () => {
      const isWhole = sample.text.startsWith('<!doctype');
      const html = isWhole ? sample.text : sample.text.includes('<lcr-context') ? firstPage('').replace(/<lcr-context[\s\S]*<\/lcr-context>/, sample.text) : firstPage(sample.text);
      const { page, complaints } = await visit(chromium, running, html);
      await hasTurned(sample, page);
      await page.close();
      assert.deepEqual(complaints, []);
    });
});

describe('A sheet', () => {
  for (const sample of of('css'))
    it(`${placeOf(sample)} is taken by the browser as it stands, and changes what a widget looks like`, async () => {
      const inside = '<lcr-allergies></lcr-allergies><lcr-results></lcr-results>';
      const { page, complaints } = await visit(chromium, running, firstPage(inside));
      await page.locator('lcr-allergies').getByRole('rowheader').first().waitFor();
      const { kept, written, changed } = await page.evaluate((text) => {
        const looks = () =>
          [...document.querySelectorAll('lcr-allergies')].flatMap((each) => [each, ...each.shadowRoot!.querySelectorAll('*')].map((one) => {
            const { color, backgroundColor, borderColor, fontFamily, fontSize, padding, borderRadius, display, minHeight } = getComputedStyle(one);
            return [color, backgroundColor, borderColor, fontFamily, fontSize, padding, borderRadius, display, minHeight].join();
          })).join('\n');
        // As a host would have it: the class that the sheet begins with stands on the page.
        const theme = /\.([a-z][\w-]*)/.exec(text)?.[1];
        if (theme) document.body.classList.add(theme);
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        const rules: CSSRule[] = [...sheet.cssRules];
        const before = looks();
        document.adoptedStyleSheets.push(sheet);
        const after = looks();
        const kept = rules.flatMap((rule) => (rule instanceof CSSStyleRule ? [...rule.style] : []));
        return { kept, written: [...text.replaceAll(/\/\*[\s\S]*?\*\//g, '').matchAll(/[{;]\s*(-{0,2}[a-z-]+)\s*:/g)].map(([, name]) => name), changed: before !== after };
      }, sample.text);
      for (const name of written) assert.ok(kept.some((one) => one === name || one.startsWith(`${name}-`)), `${name} is not taken: ${kept.join()}`);
      assert.ok(changed, 'it changes nothing');
      await page.close();
      assert.deepEqual(complaints, []);
    });
});

/** Those that another test runs have to agree with the types, too. */
const programs = (...languages: string[]) => mine.filter(({ language }) => languages.includes(language));

/** A sample that turns to another language has turned the widgets to it. */
async function hasTurned({ text }: Sample, page: Page): Promise<void> {
  const [, lang] = /setLocale\('([\w-]+)'\)/.exec(text) ?? [];
  if (lang) await page.locator(`lcr-allergies[lang=${lang}]`).waitFor();
}

/** A sample as a module of its own, so that two of them may use the same names. */
const fileOf = (sample: Sample) => join(desk, `${sample.page.replaceAll(/\W/g, '-')}-${sample.line}.${sample.language}`);

describe('A program', () => {
  before(() => {
    for (const sample of programs('js', 'ts')) writeFileSync(fileOf(sample), `${sample.text}\nexport {};\n`);
    writeFileSync(join(desk, 'page.d.ts'), `import '${NAME}';\n`);
  });

  it('of the page or of a back end agrees with the types of the built package', () => {
    const options: ts.CompilerOptions = {
      allowJs: true, checkJs: true, noEmit: true, strict: true, noImplicitAny: false, strictNullChecks: false, skipLibCheck: true, types: [],
      target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    };
    const strict = { ...options, noImplicitAny: true, strictNullChecks: true };
    const check = (language: string, how: ts.CompilerOptions) => {
      const files = programs(language).map(fileOf);
      const program = ts.createProgram([join(desk, 'page.d.ts'), ...files], how);
      return [...program.getOptionsDiagnostics(), ...files.flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)))];
    };
    const faults = [...check('js', options), ...check('ts', strict)].map(({ file, messageText }) => `${file?.fileName.slice(desk.length + 1)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
    assert.deepEqual([...new Set(faults)], []);
  });

  for (const sample of of('js', 'ts').filter((each) => !isBackEnd(each)))
    it(`${placeOf(sample)} runs in a page that goes on showing entries`, async () => {
      // As a bundler of the host's would: the package's own modules, and what they stand on.
      const { outputFiles } = await build({ entryPoints: [fileOf(sample)], bundle: true, format: 'esm', write: false, logLevel: 'silent', target: 'es2023' });
      const tags = /import '@london-care-record\/widgets(\/components)?[^']*'/.test(sample.text) ? '' : '<script type="module" src="/lcr/lcr.js"></script>';
      const html = firstPage('<lcr-patient-banner></lcr-patient-banner><lcr-allergies></lcr-allergies><lcr-results></lcr-results>', tags, '<script type="module" src="/sample.js"></script>');
      const { page, complaints } = await visit(chromium, running, html, {}, { 'sample.js': outputFiles[0]!.text });
      await page.locator('lcr-allergies').getByRole('rowheader').first().waitFor();
      await hasTurned(sample, page);
      await page.close();
      assert.deepEqual(complaints, []);
    });

  it('of a back end is run by the test of the guide that it stands in', () => {
    const pages = new Set(of('js', 'ts').filter(isBackEnd).map(({ page }) => page));
    assert.deepEqual([...pages], ['docs/launch.md']);
  });
});

describe('A command', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

  for (const sample of of('sh').filter((each) => !isForDatabase(each)))
    it(`${placeOf(sample)} runs, or is known to be run elsewhere`, async () => {
      const lines = sample.text.split('\n').map((line) => line.replace(/\s+#.*/, '').trim()).filter(Boolean);
      const own = lines.filter((line) => !elsewhere.some(([command]) => command.test(line)));
      for (const line of own) {
        const [, script] = /^npm (?:run )?([\w:]+)/.exec(line) ?? [];
        if (script) assert.ok(scripts[script], `there is no npm script "${script}"`);
      }
      const toRun = own.filter((line) => !line.startsWith('npm '));
      if (toRun.length === 0) return;
      const folder = mkdtempSync(join(desk, 'sh-'));
      const { status, stderr, stdout } = spawnSync('sh', ['-euc', toRun.join('\n')], { cwd: folder, encoding: 'utf8', env: await workshop(folder) });
      // What explains a refused launch has said no.
      assert.equal(status, /launch explain/.test(sample.text) ? 1 : 0, `${stdout}${stderr}`);
      if (/launch explain/.test(sample.text)) assert.match(stdout, /What to do: /);
    });

  it('that needs PostgreSQL runs against one of its own, after the statements above it', async (t) => {
    const found = findPostgres();
    if ('missing' in found) return t.skip(found.missing);
    const postgres = await startPostgres(found.programs);
    try {
      const { as, run } = postgres;
      const empty = postgres.database();
      for (const { text } of of('sql')) run(empty, text);
      const folder = mkdtempSync(join(desk, 'sql-'));
      const environment = await workshop(folder);
      const lines = of('sh').filter(isForDatabase).flatMap(({ text }) => text.trim().split('\n'));
      assert.ok(lines.length > 0);
      for (const line of lines) {
        const [, role = '', name = '', program = '', words = ''] = /^DATABASE_URL=postgres:\/\/(\w+):\S+@db\/(\w+) node (\S+)((?: [\w-]+)*)/.exec(line) ?? [];
        const child = spawn(process.execPath, [program, ...words.trim().split(' ').filter(Boolean)], { cwd: folder, env: { ...environment, DATABASE_URL: as(role, empty).replace(/\/[^/]+\?/, `/${name}?`) } });
        let said = '';
        const listens = new Promise<void>((heard) => {
          for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => /listens/.test((said += text)) && heard());
        });
        const [code] = (await Promise.race([once(child, 'exit'), listens.then(() => [0])])) as [number];
        child.kill();
        assert.equal(code, 0, `${line}: ${said}`);
      }
    } finally {
      postgres.stop();
    }
  });
});

/** A folder in which `lcr` and the gateway find settings, sources and keys of their own. */
async function workshop(folder: string): Promise<NodeJS.ProcessEnv> {
  for (const part of ['gateway', 'node_modules']) symlinkSync(join(root, part), join(folder, part), 'junction');
  writeFileSync(join(folder, 'gateway.yaml'), await settingsWith({}, folder));
  return { ...process.env, LCR_CONFIG: join(folder, 'gateway.yaml'), PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env['PATH']}` };
}

/** Good settings with something of a sample in them. */
async function settingsWith(more: Record<string, unknown>, folder: string): Promise<string> {
  writeFileSync(join(folder, 'host.jwks.json'), JSON.stringify((await newHostKey()).jwks));
  writeFileSync(join(folder, 'policy.yaml'), read('gateway/policy.yaml'));
  const contact = { name: 'Somebody' };
  return JSON.stringify({
    issuer: 'https://record.example', listen: { port: 0 }, signingKey: 'gateway.jwk', store: { folder: 'store' }, policy: 'policy.yaml', contacts: { helpdesk: contact },
    organisations: [{ odsCode: 'XQ1', name: 'Northbridge', contacts: { localServiceDesk: contact, localSystemAdministrator: contact } }],
    sources: [{ id: 'northbridge', organisation: 'XQ1', system: 'EPR', fhir: 'https://fhir.example/r4' }],
    hosts: [{ clientId: 'my-ehr', organisations: ['XQ1'], origins: ['https://ehr.example'], jwks: 'host.jwks.json' }],
    ...more,
  });
}

describe('Settings and messages', () => {
  for (const sample of of('yaml'))
    it(`${placeOf(sample)} are good settings of a gateway, or a good policy`, async () => {
      const settings = parse(sample.text) as Record<string, unknown>;
      const policy = parse(read('gateway/policy.yaml')) as Record<string, unknown>;
      if (Object.keys(settings).every((key) => key in policy)) return void policyFrom(JSON.stringify({ ...policy, ...settings }));
      const folder = mkdtempSync(join(desk, 'yaml-'));
      const file = join(folder, 'gateway.yaml');
      writeFileSync(file, await settingsWith(settings, folder));
      await readSettings(file, {});
    });

  for (const sample of of('json'))
    it(`${placeOf(sample)} is what the contract calls ${sample.about || '(it does not say)'}`, () => {
      assert.ok(sample.about, 'say which schema of the contract it is: ```json Problem');
      conformTo(sample.about, JSON.parse(sample.text));
    });

  for (const sample of of('text'))
    it(`${placeOf(sample)} is a drawing, not a program`, () => assert.match(sample.text, /[─│┌└▶▼◀→]/));
});

describe('A content security policy', () => {
  const papers = ['lcr-correspondence', 'lcr-miscellaneous-reports', 'lcr-progress-notes'];
  const everyKind = ['lcr-patient-banner', 'lcr-results', ...papers].map((tag) => `<${tag}></${tag}>`).join('');

  for (const sample of of('http'))
    it(`${placeOf(sample)} is enough: a page with exactly it reports nothing, whatever is opened on it`, async () => {
      const headers = Object.fromEntries(sample.text.trim().replaceAll(/\n[ \t]+/g, ' ').split('\n').map((line) => line.split(/:\s+(.*)/).slice(0, 2)));
      const [, nonce = ''] = /'nonce-([^']+)'/.exec(sample.text) ?? [];
      const { page, complaints } = await visit(chromium, running, firstPage(everyKind, `<script type="module" src="/lcr/lcr.js" nonce="${nonce}"></script>`), headers);
      await openTrend(page);
      assert.deepEqual(await violations(page), []);
      const seen = await openPapers(page);
      assert.deepEqual(await violations(page), []);
      await page.close();
      assert.deepEqual(complaints, []);
      assert.deepEqual(seen, { letters: true, pictures: true, pages: true });
    });

  it('that lacks one of its sources is noticed', async () => {
    const [sample] = of('http');
    const policy = sample!.text.replace(/^[\w-]+: /, '').trim().replaceAll(/\s+/g, ' ').replace('img-src blob: data:', "img-src 'none'");
    const { page } = await visit(chromium, running, firstPage(everyKind), { 'Content-Security-Policy': policy });
    await openPapers(page);
    assert.match((await violations(page)).join(), /img-src blob/);
    await page.close();
  });

  async function openTrend(page: Page): Promise<void> {
    await page.locator('lcr-results').getByRole('button', { name: /^Trend of/ }).first().click();
    await page.locator('lcr-results svg [role=img]').first().waitFor({ state: 'attached' });
  }

  /** Opens every document of the page: letters, pictures, PDF. */
  async function openPapers(page: Page): Promise<Record<string, boolean>> {
    const within = (state: 'named' | 'opened') =>
      page.waitForFunction(
        ({ tags, state }) =>
          tags.every((tag) => {
            const documents = [...document.querySelector(tag)!.shadowRoot!.querySelectorAll('lcr-document')];
            return documents.length > 0 && documents.every(({ shadowRoot }) => state === 'named' || (shadowRoot?.querySelector('[part=content], [part=notice]') && !shadowRoot.querySelector('[aria-busy=true]')));
          }),
        { tags: papers, state },
        { timeout: 60_000 },
      );
    for (const tag of papers) {
      await page.locator(tag).locator('[data-row]').first().waitFor();
      await page.locator(tag).evaluate((widget) => {
        for (const row of widget.shadowRoot!.querySelectorAll<HTMLElement>('[data-row][aria-expanded=false]')) row.click();
      });
    }
    await within('named');
    for (const tag of papers)
      await page.locator(tag).evaluate((widget) => {
        for (const each of widget.shadowRoot!.querySelectorAll('lcr-document')) each.open = true;
      });
    await within('opened');
    const count = (selector: string) => page.locator(selector).count().then((number) => number > 0);
    return { letters: await count('lcr-document iframe'), pictures: await count('lcr-document img'), pages: await count('lcr-document canvas') };
  }
});
