import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { patients, type PatientKey } from '../../gateway/demo/record.ts';
import { browser, shownText, start, type Running } from './start.ts';

const numberOf = (key: PatientKey) => patients.find((patient) => patient.key === key)?.nhsNumber ?? '';

describe('The demonstration, as a newcomer meets it', () => {
  let running: Running;
  let chromium: Browser;
  let page: Page;
  const complaints: string[] = [];

  before(async () => {
    [running, chromium] = await Promise.all([start(), browser()]);
    page = await chromium.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
  });
  after(async () => {
    await chromium?.close();
    await running?.stop();
  });

  const post = (path: string, body: unknown, headers: Record<string, string> = { 'Content-Type': 'application/json' }) =>
    fetch(`${running.address}${path}`, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
  const allergies = () => page.locator('lcr-allergies');
  const results = () => page.locator('lcr-results');
  const source = (name: string) => page.getByRole('complementary').getByLabel(name);

  it('shows the allergies and results of the first patient', async () => {
    await page.goto(running.address);
    await allergies().getByRole('rowheader', { name: /penicillin/i }).first().waitFor();
    await results().getByRole('button', { name: /urea|kidney|blood count/i }).first().waitFor();
    await page.locator('lcr-patient-banner').getByText('ADEYEMI-CLARKE, Margaret Folasade (Mrs)').waitFor();
  });

  it('asks the gateway three times for a page: session, patient, and one stream for all categories', async () => {
    const asked: string[] = [];
    page.on('request', (request) => new URL(request.url()).port === String(running.port + 1) && request.method() === 'GET' && asked.push(new URL(request.url()).pathname));
    await page.reload();
    await results().getByRole('button').first().waitFor();
    assert.deepEqual(asked.sort(), ['/v1/patient', '/v1/record', '/v1/session']);
  });

  it('draws a trend when one is asked for, with the same values as a table', async () => {
    await results().getByRole('button', { name: /^Trend of/ }).first().click();
    await results().getByRole('group', { name: /over time, in/ }).first().waitFor();
    assert.ok((await results().locator('svg [role=img]').count()) >= 2);
  });

  for (const [mode, words] of [
    ['down', 'did not answer.'],
    ['slow', 'did not answer in time.'],
    ['error', 'did not answer.'],
    ['cut', 'did not answer.'],
  ] as const)
    it(`names a source that is ${mode}, and never says "none"`, async () => {
      await source('Canalside General Hospital').selectOption(mode);
      await allergies().getByText(`Canalside General Hospital ${words}`).waitFor();
      await results().getByText(`Canalside General Hospital ${words}`).waitFor();
      assert.doesNotMatch(await shownText(results()), /not recorded\b.*every source|\bnone\b/i);
      await source('Canalside General Hospital').selectOption('answers');
      await allergies().getByText('5 of 5 sources answered').waitFor();
    });

  it('tells the host with an event that the list is partial', async () => {
    await page.evaluate(() => {
      const told = ((globalThis as { told?: unknown[] }).told = []) as unknown[];
      document.addEventListener('lcr-state', ({ detail }) => told.push(detail));
    });
    await source('Heathway Community and Mental Health').selectOption('down');
    await allergies().getByText('Heathway Community and Mental Health did not answer.').waitFor();
    const told = await page.evaluate(() => (globalThis as unknown as { told: { category: string; state: string; completeness: string }[] }).told);
    const last = told.findLast(({ category }) => category === 'allergies');
    assert.equal(`${last?.state} ${last?.completeness}`, 'ready partial');
    await source('Heathway Community and Mental Health').selectOption('answers');
  });

  it('shows the next patient, and nothing of the last one', async () => {
    await page.getByRole('button', { name: /WIŚNIEWSKI/ }).click();
    await allergies().getByText('Allergies and adverse reactions not recorded').waitFor();
    const shown = await shownText(page.locator('lcr-context'));
    assert.match(shown, /WIŚNIEWSKI/);
    assert.doesNotMatch(shown, /penicillin|ADEYEMI/i);
  });

  it('says what a receptionist may not see', async () => {
    await page.getByLabel('Signed in as').selectOption('lowe');
    await allergies().getByText('Not available for your role').waitFor();
    await page.getByLabel('Signed in as').selectOption('okafor');
    await allergies().getByRole('rowheader').first().waitFor();
  });

  it('gives tokens to its own users for their own patients only', async () => {
    const good = await post('/ehr/lcr-token', { patient: numberOf('margaret') });
    const token = (await good.json()) as { access_token: string; expires_in: number };
    assert.equal(good.status, 200);
    assert.ok(token.expires_in <= 300);
    assert.equal((await post('/ehr/lcr-token', { patient: '9990000018' })).status, 403);
    assert.equal((await post('/ehr/lcr-token', 'not json')).status, 403);
    assert.equal((await post('/ehr/lcr-token', `patient=${numberOf('margaret')}`, { 'Content-Type': 'application/x-www-form-urlencoded' })).status, 415);
    assert.equal((await post('/ehr/login', { user: 'nobody' })).status, 400);
    const login = await post('/ehr/login', { user: 'obi' });
    assert.match(login.headers.get('Set-Cookie') ?? '', /HttpOnly.*SameSite=Strict|SameSite=Strict.*HttpOnly/i);
    const record = await fetch(`http://localhost:${running.port + 1}/v1/record/allergies`, {
      headers: { Authorization: `Bearer ${token.access_token}`, 'LCR-Patient': numberOf('margaret') },
    });
    assert.equal(record.status, 200);
    assert.equal(((await record.json()) as { patient: string }).patient, numberOf('margaret'));
  });

  it('works with the README’s example, word for word', async () => {
    const [, written = ''] = /```html\n([\s\S]+?)```/.exec(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')) ?? [];
    assert.ok(written.trim().split('\n').length <= 11);
    // The README names the ports of `npm start`; where those are taken here, the example gets this run's.
    const example = written.replace('http://localhost:8081', `http://localhost:${running.port + 1}`);
    await page.route('**/a-host-page', (route) => route.fulfill({ contentType: 'text/html', body: example }));
    await page.goto(`${running.address}/a-host-page`);
    await page.locator('lcr-allergies').getByRole('rowheader', { name: /penicillin/i }).first().waitFor();
    await page.locator('lcr-results').getByRole('button').first().waitFor();
  });

  it('says in the place of a widget whose code cannot be fetched that this is not an empty record', async () => {
    const poorer = await chromium.newPage();
    await poorer.route('**/lcr/lcr-allergies-*.js', (route) => route.abort());
    await poorer.goto(running.address);
    await poorer.locator('lcr-allergies').getByText('This is not an empty record.').waitFor();
    await poorer.locator('lcr-results').getByRole('button').first().waitFor();
    await poorer.close();
  });

  it('leaves no error in the console, under a strict content security policy with Trusted Types', () => {
    assert.deepEqual(complaints.filter((line) => !/favicon|502|net::ERR/.test(line)), []);
  });

  it('stops cleanly when it is told to', async () => {
    assert.equal(await running.stop(), 0);
  });
});
