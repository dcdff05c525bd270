/**
 * Opens every story of the built Storybook in Chromium. A story passes when axe finds nothing in it, nothing was
 * thrown, nothing was said in the console as an error, and nothing was asked of any other machine.
 */
import axe from 'axe-core';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { chromium, type ConsoleMessage, type Page, type Request } from 'playwright-core';
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
  // Storybook's frame has no picture of its own, and a browser asks for one.
  else if (request.url === '/favicon.ico') send(204);
  else void readFile(path).then((body) => { send(200, body); }, () => { send(404); });
});

/**
 * What is wrong with one entry, in words; nothing, if it is as it should be. Stories come one after another in one
 * page, as a designer opens them: the record is filed once, and what a story leaves behind would show in the next.
 */
async function look(page: Page, origin: string, { id, type, name }: Entry): Promise<string[]> {
  const wrong: string[] = [];
  const said = (message: ConsoleMessage) => { if (message.type() === 'error') wrong.push(`console: ${message.text()}`); };
  const thrown = (error: Error) => { wrong.push(`thrown: ${error.message}`); };
  const asked = (request: Request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && !url.startsWith(`${origin}/`)) wrong.push(`asked another machine: ${url}`);
  };
  page.on('console', said).on('pageerror', thrown).on('request', asked);
  try {
    // The addon's own look at each story would be a second one of the same kind.
    if (page.url().startsWith(origin)) await page.evaluate(turnTo, { storyId: id, viewMode: type });
    else await page.goto(`${origin}/iframe.html?viewMode=${type}&id=${id}&globals=a11y.manual:!true`);
    await page.waitForFunction(type === 'story' ? storyEnded : docsShown, id, { timeout: 60_000 });
    // What a widget looks like while it loads is a story of its own: in every other one it has to have arrived.
    if (type === 'story' && name !== 'Loading') await page.waitForFunction(arrived, undefined, { timeout: 60_000 });
    await page.evaluate(settled);
    if (type === 'story') wrong.push(...(await violations(page)));
  } catch (error) {
    wrong.push(String(error).split('\n')[0]!);
  }
  page.off('console', said).off('pageerror', thrown).off('request', asked);
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

// These run in the page. Storybook says there how far a story is.

interface Storybook {
  __STORYBOOK_ADDONS_CHANNEL__: { emit(event: string, what: object): void };
  __STORYBOOK_PREVIEW__?: { currentRender?: { id?: string; phase?: string } };
}

function turnTo(selection: { storyId: string; viewMode: string }): void {
  (globalThis as unknown as Storybook).__STORYBOOK_ADDONS_CHANNEL__.emit('setCurrentStory', selection);
}

function storyEnded(id: string): boolean {
  const { __STORYBOOK_PREVIEW__: preview } = globalThis as unknown as Storybook;
  const render = preview?.currentRender;
  if (document.body.classList.contains('sb-show-errordisplay')) return true;
  return render?.id === id && ['finished', 'errored', 'aborted'].includes(render.phase ?? '');
}

function docsShown(id: string): boolean {
  const { __STORYBOOK_PREVIEW__: preview } = globalThis as unknown as Storybook;
  return preview?.currentRender?.id === id && document.querySelector('#storybook-docs .sbdocs-content') !== null;
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
const browser = await chromium.launch({ executablePath: prepare(['chromium']).chromium!, args: [...chromiumFlags, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] });

const waiting = [...entries];
let failed = 0;
const worker = async () => {
  let page: Page | undefined;
  for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
    page ??= await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const wrong = await look(page, origin, entry);
    if (wrong.length === 0) continue;
    failed += 1;
    console.error(`✗ ${entry.title} / ${entry.name}\n${wrong.map((why) => `    ${why}`).join('\n')}`);
    // What went wrong in one story must not be laid at the door of the next.
    await page.close();
    page = undefined;
  }
};
await Promise.all([worker(), worker()]);
await browser.close();
server.close();

if (!entries.some(({ type }) => type === 'story')) throw new Error('The built Storybook has no story.');
console.log(`${entries.length - failed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;
