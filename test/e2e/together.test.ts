import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { categories } from '../../gateway/policy/kinds.ts';
import { firstPage, visit } from './docs/browser.ts';
import { browser, shownText, start, type Running } from './start.ts';

/** As if a screen reader were running: without one, Chromium does not keep the whole of what it would be told. */
const LISTENED_TO = '--force-renderer-accessibility';

/** A wait that was in vain says what stands there instead. */
async function tellWhatStands(page: Page, tags: string[]): Promise<never> {
  const found = await Promise.all(tags.map(async (tag) => `${tag}: ${(await shownText(page.locator(tag))).slice(0, 200)}`));
  return assert.fail(found.join('\n'));
}

describe('A page that shows every category', () => {
  let running: Running;
  let chromium: Browser;
  before(async () => {
    [running, chromium] = await Promise.all([start(), browser(LISTENED_TO)]);
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

  it('leaves for later what is out of view, though not for who listens to it or prints it', async () => {
    const tags = categories.map((category) => `lcr-${category}`);
    const html = firstPage(tags.map((tag) => `<${tag}></${tag}>`).join(''), '<script type="module" src="/lcr/together/lcr.js"></script>');
    const { page } = await visit(chromium, running, html);
    const last = tags.at(-1)!;
    const footer = page.locator(`${last} [part=completeness]`);
    await footer.waitFor({ state: 'attached', timeout: 60_000 });
    const isLaidOut = (of: string) => page.locator(`${of} section`).evaluate((element) => element.checkVisibility({ contentVisibilityAuto: true }));
    assert.deepEqual([await isLaidOut(tags[0]!), await isLaidOut(last)], [true, false]);

    const devtools = await page.context().newCDPSession(page);
    const { nodes } = await devtools.send('Accessibility.getFullAXTree');
    const heard = nodes.filter(({ ignored }) => !ignored).map(({ name }) => String(name?.value ?? ''));
    const rows = await page.locator(`${last} [data-row]`).allTextContents();
    assert.notEqual(rows.length, 0);
    for (const row of rows) assert.ok(heard.includes(row), `${row} can be heard`);

    await page.emulateMedia({ media: 'print' });
    assert.equal(await isLaidOut(last), true);
    await page.emulateMedia({ media: 'screen' });
    await page.locator(last).evaluate((element) => element.scrollIntoView());
    await page.waitForFunction((tag) => document.querySelector(tag)!.shadowRoot!.querySelector('section')!.checkVisibility({ contentVisibilityAuto: true }), last);
    await page.close();
  });
});
