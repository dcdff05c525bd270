/** A host's page of the documentation, opened in Chromium at the address of the running demonstration. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { shownText, type Running } from '../start.ts';

/** The page that a newcomer begins with; whatever is shown by itself is put into it. */
export const firstPage = (inside: string, head = '<script type="module" src="/lcr/lcr.js"></script>', after = ''): string =>
  `<!doctype html>
<html lang="en-GB">
  <title>A patient</title>
  ${head}
  <lcr-context gateway="http://localhost:8081" patient="999 526 0182" token-url="/ehr/lcr-token">${inside}</lcr-context>
  ${after}
</html>`;

export interface Visit {
  page: Page;
  /** What the browser had to complain of: errors in the console, exceptions, reports of the page's policy. */
  complaints: string[];
  shown(selector: string): Promise<string>;
}

let visits = 0;

/** Opens a page, with more files beside it where it needs some, and waits until a widget on it has entries to show. */
export async function visit(browser: Browser, { address, port }: Running, html: string, headers: Record<string, string> = {}, files: Record<string, string> = {}): Promise<Visit> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && !message.location().url.endsWith('/favicon.ico') && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.addInitScript(() => {
    const kept = ((globalThis as { kept?: unknown }).kept = { told: [] as unknown[], violations: [] as string[] });
    addEventListener('lcr-state', ({ detail }) => kept.told.push(detail));
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => kept.violations.push(`${effectiveDirective} ${blockedURI} ${sample}`));
  });
  // The pages name the ports of `npm start`; where those are taken here, they get this run's.
  const here = (text: string) => text.replaceAll('localhost:8080', `localhost:${port}`).replaceAll('localhost:8081', `localhost:${port + 1}`).replaceAll('https://record.example', `http://localhost:${port + 1}`);
  const at = `${address}/page-${++visits}`;
  const serve = (path: string, body: string, type: string, more = {}) => page.route(path, (route) => route.fulfill({ body: here(body), headers: { 'Content-Type': `${type}; charset=utf-8`, ...more } }));
  await serve(at, html, 'text/html', Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, here(value)])));
  for (const [name, body] of Object.entries(files)) await serve(`${address}/${name}`, body, name.endsWith('.css') ? 'text/css' : 'text/javascript');
  await page.goto(at);
  await page
    .waitForFunction(() => (globalThis as unknown as { kept: { told: { state: string }[] } }).kept.told.some(({ state }) => state === 'ready'), undefined, { timeout: 60_000 })
    .catch(async () => assert.fail(`no widget has entries to show: ${complaints.join('; ')} ${await page.evaluate(() => JSON.stringify((globalThis as { kept?: unknown }).kept))}`));
  return { page, complaints, shown: (selector) => shownText(page.locator(selector).first()) };
}

/** What the page's own policy has reported. */
export const violations = (page: Page): Promise<string[]> => page.evaluate(() => (globalThis as unknown as { kept: { violations: string[] } }).kept.violations);
