/** The engines that a trial runs in, all by one driver: Puppeteer, which speaks WebDriver BiDi to a distribution's Firefox. */
import { build, type Plugin } from 'esbuild';
import { readFileSync } from 'node:fs';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { chromiumFlags, prepare } from '../../scripts/browsers.ts';
import { yaml } from '../../scripts/yaml.ts';

export interface Visit {
  readonly page: Page;
  /** Addresses of everything that the page asked for, in its own turn or in a hostile text's. */
  readonly asked: string[];
  /** What the console says, exceptions and dialogs, a line each. */
  readonly said: string[];
  close(): Promise<void>;
}

export interface Engine {
  readonly name: string;
  /** A page in a profile of its own. Whatever it does is watched from its first moment. */
  visit(): Promise<Visit>;
  close(): Promise<void>;
}

/** Nothing that a hostile text names is ever reached: no name is looked up. */
const FIREFOX = { 'network.dns.disabled': true, 'browser.shell.checkDefaultBrowser': false, 'network.captive-portal-service.enabled': false };

/** Runs something in each engine that is on this machine, one after another. ENGINES=firefox narrows it, as for the tests. */
export async function inEach(wanted: readonly ('chromium' | 'firefox')[], script: string, run: (engine: Engine) => Promise<void>): Promise<string> {
  const only = process.env['ENGINES']?.split(',');
  const found = prepare([...wanted]);
  const here: string[] = [];
  for (const name of wanted) {
    const executablePath = found[name];
    if (!executablePath || (only && !only.includes(name))) continue;
    const browser =
      name === 'chromium'
        ? await puppeteer.launch({ executablePath, args: [...chromiumFlags, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'], protocolTimeout: 600_000 })
        : await puppeteer.launch({ browser: 'firefox', executablePath, extraPrefsFirefox: FIREFOX, protocolTimeout: 600_000 });
    here.push(await browser.version());
    try {
      await run({ name, visit: () => visit(browser, script), close: () => browser.close() });
    } finally {
      await browser.close();
    }
  }
  return here.join(' and ');
}

async function visit(browser: Browser, script: string): Promise<Visit> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const asked: string[] = [];
  const said: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`exception: ${String(error)}`));
  page.on('dialog', (dialog) => {
    said.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.evaluateOnNewDocument(script);
  return { page, asked, said, close: () => context.close() };
}

/** The gateway's policy and the contract, as pages import them. */
const yamlModules: Plugin = {
  name: 'yaml',
  setup: (made) => made.onLoad({ filter: /\.ya?ml$/ }, ({ path }) => ({ contents: yaml.transform(readFileSync(path, 'utf8'), path)!.code, loader: 'js' })),
};

/** What a trial does inside its page, in one piece: it is there before the page's own scripts. */
export async function inPage(entry: string): Promise<string> {
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: 'iife', target: 'es2022', conditions: ['production'], plugins: [yamlModules], logLevel: 'silent' });
  return outputFiles[0]!.text;
}
