/**
 * Opens every story of the built Storybook in Chromium. A story passes when its element is in the state that the story
 * declares, axe finds nothing in it, nothing stands outside its widget, nothing was thrown, nothing was said in the
 * console as an error, and nothing was asked of any other machine. Then it counts the stories by tag and state: every
 * tag of the manifest has every state of the contract, or a reason why it is never in it.
 */
import axe from 'axe-core';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type ConsoleMessage, type Page, type Request } from 'playwright-core';
import { chromiumFlags, prepare } from './browsers.ts';
import { counted, type Look } from './story-count.ts';
import { arrived, choose, ended, mediumOf, overflows, rest, told, trouble, turnTo, violations, ways, type Medium } from './story-page.ts';
import { tags } from '../stories/cells.ts';

interface Entry {
  id: string;
  type: 'story' | 'docs';
  title: string;
  name: string;
  exportName?: string;
}

const { values: options } = parseArgs({ options: { only: { type: 'string' }, pictures: { type: 'string' } } });

const folder = resolve('storybook-static');
const WINDOW = { width: 1280, height: 800 };
const PATIENCE = 60_000;
const ARRIVAL = 15_000;

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
async function look(page: Page, { id, type, exportName, title }: Entry): Promise<Look> {
  const wrong: string[] = [];
  const found: string[] = [];
  const said = (message: ConsoleMessage) => { if (message.type() === 'error') wrong.push(`console: ${message.text()}`); };
  const thrown = (error: Error) => {
    broken = true;
    wrong.push(`thrown: ${error.message}`);
  };
  const asked = (request: Request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && !url.startsWith(`${origin}/`)) wrong.push(`asked another machine: ${url}`);
  };
  page.on('console', said).on('pageerror', thrown).on('request', asked);
  let seen = {};
  let broken = false;
  try {
    // The addon's own look at each story would be a second one of the same kind.
    if (page.url().startsWith(origin)) await page.evaluate(turnTo, { storyId: id, viewMode: type });
    else {
      await page.goto(`${origin}/iframe.html?viewMode=${type}&id=${id}&globals=a11y.manual:!true`);
      await page.evaluate(axe.source);
    }
    await page.waitForFunction(ended, id, { timeout: PATIENCE });
    if (type === 'story') {
      const why = await page.evaluate(trouble);
      if (why) wrong.push(why);
      const medium = await page.evaluate(mediumOf);
      await put(page, medium);
      await page.waitForFunction(arrived, undefined, { timeout: ARRIVAL, polling: 30 }).catch(() => {});
      await page.evaluate(rest);
      seen = await page.evaluate(told);
      found.push(...(await page.evaluate(violations)));
      wrong.push(...found, ...(await page.evaluate(overflows)));
      for (const way of await page.evaluate(ways)) if (!index.entries[way]) wrong.push(`it leads to ${way}, and there is no such story`);
      if (options.pictures) await page.screenshot({ path: join(options.pictures, `${id}.png`) });
      if (exportName === 'ReadyComplete') wrong.push(...(await optOut(page, title)));
      await put(page, {}, medium);
    } else await page.evaluate(rest);
  } catch (error) {
    broken = true;
    wrong.push(String(error).split('\n')[0]!);
  }
  page.off('console', said).off('pageerror', thrown).off('request', asked);
  return { ...seen, wrong, violations: found.length, broken };
}

/** Puts the page into a medium, and takes it out of the one before. */
async function put(page: Page, { media, forcedColors, width, height }: Medium, before?: Medium): Promise<void> {
  if (media || forcedColors || before?.media || before?.forcedColors) await page.emulateMedia({ media: media ?? null, forcedColors: forcedColors ?? null });
  if (width || before?.width) await page.setViewportSize({ width: width ?? WINDOW.width, height: height ?? WINDOW.height });
}

/** The toolbar works on the story that every tag has: another patient is chosen there, who does not share. */
async function optOut(page: Page, title: string): Promise<string[]> {
  const cells = tags.find((one) => one.title === title)?.cells;
  const state = cells?.OptedOut.scene ? 'opted-out' : 'ready complete';
  const wrong = await chosen(page, { patient: 'fatima' }, state);
  await page.evaluate(choose, { patient: '' });
  return wrong;
}

async function chosen(page: Page, globals: Record<string, string>, state: string): Promise<string[]> {
  await page.evaluate(choose, globals);
  const is = (wanted: string) => document.querySelector<HTMLElement>('[data-shows]')?.dataset['seen'] === wanted;
  return page.waitForFunction(is, state, { timeout: ARRIVAL, polling: 30 }).then(
    () => [],
    async () => [`with ${JSON.stringify(globals)} in the toolbar it is ${String((await page.evaluate(told)).seen)}, not ${state}`],
  );
}

/** The toolbar's menus in the address of a story, as a designer sends it to somebody else, and what is then to be seen. */
const addresses: readonly [story: string, globals: string, state: string, says: RegExp][] = [
  ['categories-allergies--ready-complete', 'canalside:down', 'ready partial', /Canalside General Hospital did not answer\./],
  ['categories-results--ready-complete', 'millmead:slow', 'ready partial', /Millmead Borough Council did not answer in time\./],
  ['patient-banner--ready-complete', 'larkfield:withheld', 'ready partial', /Larkfield Road Surgery: items excluded/],
  ['whole-record-timeline--ready-complete', 'larkfield:stale;theme:dark;density:comfortable', 'ready complete', /data as of 01-Jul-2026/],
  ['categories-medications--ready-complete', 'role:R8009;organisation:larkfield', 'not-permitted', /Not available for your role/],
  ['categories-results--nothing-recorded', 'locale:cy', 'nothing-recorded', /Atebodd pob ffynhonnell/],
  ['whole-record-record--ready-complete', 'patient:callum;role:R8001;organisation:millmead', 'no-relationship', /Only for the team caring/],
];

async function addressed(page: Page, [story, globals, state, says]: (typeof addresses)[number]): Promise<string[]> {
  await page.goto(`${origin}/iframe.html?viewMode=story&id=${story}&globals=a11y.manual:!true;${globals}`);
  await page.waitForFunction(ended, story, { timeout: PATIENCE });
  const is = (wanted: string) => document.querySelector<HTMLElement>('[data-shows]')?.dataset['seen'] === wanted;
  await page.waitForFunction(is, state, { timeout: ARRIVAL }).catch(() => {});
  await page.evaluate(rest);
  const { seen } = await page.evaluate(told);
  const text = (await page.locator('#storybook-root').ariaSnapshot()) + (await page.locator('summary').allInnerTexts()).join();
  const all = text + (await page.locator('#storybook-root li').allTextContents()).join('\n');
  return [...(seen === state ? [] : [`it is ${seen}, not ${state}`]), ...(says.test(all) ? [] : [`it does not say ${says}`])].map((why) => `${story} with ${globals}: ${why}`);
}

await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const index = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')) as { entries: Record<string, Entry> };
const only = new RegExp(options.only ?? '');
const entries = Object.values(index.entries).filter(({ id }) => only.test(id));
const browser = await chromium.launch({ executablePath: prepare(['chromium']).chromium!, args: [...chromiumFlags, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] });

const waiting = [...entries];
const looks: Look[] = [];
let failed = 0;
const worker = async () => {
  let page: Page | undefined;
  for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
    page ??= await browser.newPage({ viewport: WINDOW });
    const one = await look(page, entry);
    if (entry.type === 'story') looks.push(one);
    const isOther = one.shows !== one.seen;
    const wrong = isOther ? [...one.wrong, `it declares ${one.shows}, and <${one.tag}> is ${one.seen}`] : one.wrong;
    if (wrong.length === 0) continue;
    failed += 1;
    console.error(`✗ ${entry.title} / ${entry.name}\n${wrong.map((why) => `    ${why}`).join('\n')}`);
    // What was thrown in one story must not be laid at the door of the next.
    if (one.broken) await page.close();
    if (one.broken) page = undefined;
  }
};
await Promise.all(Array.from({ length: 3 }, worker));

const page = await browser.newPage({ viewport: WINDOW });
for (const address of addresses.filter(([story]) => only.test(story))) {
  const wrong = await addressed(page, address);
  for (const why of wrong) console.error(`✗ ${why}`);
  if (wrong.length > 0) failed += 1;
}
await browser.close();
server.close();

if (looks.length === 0) throw new Error('The built Storybook has no such story.');
const whole = options.only === undefined;
const { table, missing } = counted(looks);
console.log(table);
if (whole) for (const one of missing) console.error(`✗ ${one}`);
console.log(`${looks.length} stories, ${entries.length - looks.length} docs pages, ${failed} failed; ${looks.reduce((sum, one) => sum + one.violations, 0)} axe violations`);
console.log(`${entries.length - failed} passed, ${failed} failed`);
if (failed > 0 || (whole && missing.length > 0)) process.exitCode = 1;
