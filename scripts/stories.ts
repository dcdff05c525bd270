/**
 * Opens every story of the built Storybook in Chromium. A story passes when axe finds nothing in it, nothing was
 * thrown, nothing was said in the console as an error, and nothing was asked of any other machine.
 */
import axe from 'axe-core';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumFlags, prepare } from './browsers.ts';

interface Entry {
  id: string;
  type: 'story' | 'docs';
  title: string;
  name: string;
}

const folder = resolve('storybook-static');

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const server = createServer((request, response) => {
  const path = join(folder, decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
  const send = (status: number, body: string | Buffer = '') => {
    response.writeHead(status, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(body);
  };
  if (!path.startsWith(folder)) send(404);
  else void readFile(path).then((body) => { send(200, body); }, () => { send(404); });
});

/** What is wrong with one entry, in words; nothing, if it is as it should be. */
async function look(browser: Browser, origin: string, { id, type, name }: Entry): Promise<string[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const wrong: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') wrong.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => { wrong.push(`thrown: ${error.message}`); });
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (/^(data|blob):/.test(url) || url.startsWith(`${origin}/`)) return route.continue();
    wrong.push(`asked another machine: ${url}`);
    return route.abort();
  });
  try {
    // The addon's own look at each story would be a second one of the same kind.
    await page.goto(`${origin}/iframe.html?viewMode=${type}&id=${id}&globals=a11y.manual:!true`);
    await page.waitForFunction(type === 'story' ? storyEnded : docsShown, undefined, { timeout: 60_000 });
    // What a widget looks like while it loads is a story of its own: in every other one it has to have arrived.
    if (type === 'story' && name !== 'Loading') await page.waitForFunction(arrived, undefined, { timeout: 60_000 });
    await page.evaluate(settled);
    if (type === 'story') wrong.push(...(await violations(page)));
  } catch (error) {
    wrong.push(String(error).split('\n')[0]!);
  }
  await page.close();
  return wrong;
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
    return inPage.run('#storybook-root', { resultTypes: ['violations'] });
  });
  return found.violations.map(({ id, help, nodes }) => `axe ${id}: ${help} (${nodes.map((node) => node.html).slice(0, 3).join(' ')})`);
}

// These three run in the page. Storybook says there how far a story is.

function storyEnded(): boolean {
  const { __STORYBOOK_PREVIEW__: preview } = globalThis as { __STORYBOOK_PREVIEW__?: { currentRender?: { phase?: string } } };
  const phase = preview?.currentRender?.phase ?? '';
  return ['finished', 'errored', 'aborted'].includes(phase) || document.body.classList.contains('sb-show-errordisplay');
}

function docsShown(): boolean {
  return document.querySelector('#storybook-docs .sbdocs-content') !== null;
}

function arrived(): boolean {
  const widgets = [...document.querySelectorAll('#storybook-root *')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  const is = (busy: boolean) => (root: ShadowRoot) => root.querySelector(`[aria-busy=${busy}]`) !== null;
  return widgets.some(is(false)) && !widgets.some(is(true));
}

/** Drawing goes on for a moment after the last answer: a page is at rest when what can be read has stayed the same for a while. */
async function settled(): Promise<void> {
  const read = (root: Element | ShadowRoot): string =>
    root.innerHTML + [...root.querySelectorAll('*')].map(({ shadowRoot }) => (shadowRoot ? read(shadowRoot) : '')).join('');
  let last = '';
  for (let same = 0, tries = 0; same < 3 && tries < 50; tries++) {
    await new Promise((later) => setTimeout(later, 80));
    const now = read(document.body);
    same = now === last ? same + 1 : 0;
    last = now;
  }
}

await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const index = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')) as { entries: Record<string, Entry> };
const entries = Object.values(index.entries);
const browser = await chromium.launch({ executablePath: prepare(['chromium']).chromium!, args: chromiumFlags });

const waiting = [...entries];
let failed = 0;
const worker = async () => {
  for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
    const wrong = await look(browser, origin, entry);
    if (wrong.length === 0) continue;
    failed += 1;
    console.error(`✗ ${entry.title} / ${entry.name}\n${wrong.map((why) => `    ${why}`).join('\n')}`);
  }
};
await Promise.all([worker(), worker()]);
await browser.close();
server.close();

if (!entries.some(({ type }) => type === 'story')) throw new Error('The built Storybook has no story.');
console.log(`${entries.length - failed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;
