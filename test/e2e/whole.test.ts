import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { browser, shownText, start, type Running } from './start.ts';

describe('The whole record in the demonstration', () => {
  let running: Running;
  let chromium: Browser;
  let page: Page;
  const complaints: string[] = [];
  const asked: string[] = [];

  before(async () => {
    [running, chromium] = await Promise.all([start(), browser()]);
    page = await chromium.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => new URL(request.url()).port === String(running.port + 1) && request.method() === 'GET' && asked.push(new URL(request.url()).pathname));
    await page.goto(running.address);
    await page.locator('lcr-allergies').getByRole('rowheader').first().waitFor();
  });
  after(async () => {
    await chromium?.close();
    await running?.stop();
  });

  const view = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const record = () => page.locator('lcr-record');

  it('is one round trip more than the summary, and the timeline none more than that', async () => {
    asked.length = 0;
    await view('Whole record');
    await record().locator('lcr-allergies').getByRole('rowheader').first().waitFor();
    assert.deepEqual(asked, ['/v1/record']);
    await view('Timeline');
    await page.locator('lcr-timeline').getByRole('heading', { name: /^\d{4}$/ }).first().waitFor();
    assert.deepEqual(asked, ['/v1/record']);
  });

  it('says what it includes', async () => {
    await view('Coverage');
    await page.locator('lcr-coverage').getByRole('rowheader', { name: 'Allergies and adverse reactions' }).waitFor();
  });

  it('takes the reader to a category and to an entry that was found', async () => {
    await view('Whole record');
    await record().getByRole('navigation').getByRole('button', { name: /^Diagnostic results/ }).click();
    await record().getByLabel('Find in what is loaded').fill('penicillin');
    await record().locator('.found').getByRole('button', { name: /penicillin/i }).first().click();
    await record().locator('lcr-allergies').getByText('Something wrong with this entry?').first().waitFor();
  });

  it('shows the next patient, and nothing of the last one: no entry, no count, no search', async () => {
    await page.getByRole('button', { name: /WIŚNIEWSKI/ }).click();
    await record().locator('lcr-allergies').getByText('Allergies and adverse reactions not recorded').waitFor();
    assert.doesNotMatch(await shownText(record()), /penicillin/i);
    assert.equal(await record().getByLabel('Find in what is loaded').inputValue(), '');
  });

  it('fits a narrow page without a scroll bar to the side', async () => {
    await page.setViewportSize({ width: 360, height: 800 });
    for (const name of ['Whole record', 'Timeline', 'Coverage']) {
      await view(name);
      await page.locator('#view > *').getByRole('heading').first().waitFor();
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), name);
    }
  });

  it('leaves no error in the console, under a strict content security policy with Trusted Types', () => {
    assert.deepEqual(complaints, []);
  });
});
