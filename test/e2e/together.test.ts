import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { categories } from '../../gateway/policy/kinds.ts';
import { firstPage, visit } from './docs/browser.ts';
import { browser, shownText, start, type Running } from './start.ts';

/** A wait that was in vain says what stands there instead. */
async function tellWhatStands(page: Page, tags: string[]): Promise<never> {
  const found = await Promise.all(tags.map(async (tag) => `${tag}: ${(await shownText(page.locator(tag))).slice(0, 200)}`));
  return assert.fail(found.join('\n'));
}

describe('A page that shows every category', () => {
  let running: Running;
  let chromium: Browser;
  before(async () => {
    [running, chromium] = await Promise.all([start(), browser()]);
  });
  after(async () => {
    await chromium.close();
    await running.stop();
  });

  it('has all lists from two files', async () => {
    const tags = categories.map((category) => `lcr-${category}`);
    const html = firstPage(tags.map((tag) => `<${tag}></${tag}>`).join(''), '<script type="module" src="/lcr/together/lcr.js"></script>');
    const { page, complaints } = await visit(chromium, running, html);
    const isShown = (all: string[]) => all.every((tag) => document.querySelector(tag)?.shadowRoot?.querySelector('[part=completeness]'));
    await page.waitForFunction(isShown, tags, { timeout: 60_000 }).catch(() => tellWhatStands(page, tags));
    const scripts = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname).filter((path) => path.startsWith('/lcr/')));
    const [entry, lists] = ['/lcr/together/lcr.js', /^\/lcr\/together\/lcr-lists-[\w-]+\.js$/];
    // What works on a list comes when the list is there, as everywhere.
    const toShow = scripts.filter((path) => !/lcr-(desk|further|toolbar|walk)-/.test(path));
    assert.deepEqual(toShow.map((path) => path === entry || lists.test(path)), [true, true], scripts.join());
    assert.deepEqual(complaints, []);
    await page.close();
  });
});
