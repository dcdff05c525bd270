import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { patients, type PatientKey } from '../../gateway/demo/record.ts';
import { browser, start, type Running } from './start.ts';

const numberOf = (key: PatientKey) => patients.find((patient) => patient.key === key)?.nhsNumber ?? '';

describe('The privacy officer of the demonstration', () => {
  let running: Running;
  let chromium: Browser;
  let page: Page;
  const complaints: string[] = [];

  before(async () => {
    [running, chromium] = await Promise.all([start(), browser()]);
    page = await chromium.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(60_000);
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
  });
  after(async () => {
    await chromium?.close();
    await running?.stop();
  });

  const report = (name: string) => page.getByRole('group', { name: 'Report' }).getByRole('button', { name }).click();

  it('sees who has looked at a record, and nothing of the record', async () => {
    await page.goto(running.address);
    await page.locator('lcr-allergies').getByRole('rowheader', { name: /penicillin/i }).first().waitFor();
    await page.getByLabel('Signed in as').selectOption('castellane');
    const history = page.locator('lcr-access-history');
    await history.getByRole('row').filter({ hasText: 'Dr Amara Okafor' }).filter({ hasText: 'Allergies' }).first().waitFor();
    assert.equal(await page.locator('lcr-allergies, lcr-patient-banner').count(), 0);
  });

  it('finds the same in the audit, and saves it for a spreadsheet', async () => {
    await page.getByRole('link', { name: 'Access reports and objections' }).click();
    const search = page.getByRole('region', { name: 'Search' });
    await search.getByLabel('NHS number').fill(numberOf('margaret'));
    await search.getByRole('button', { name: 'Search' }).click();
    await search.getByRole('row').filter({ hasText: 'okafor' }).filter({ hasText: 'allergies' }).first().waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), search.getByRole('button', { name: 'Save as CSV' }).click()]);
    const table = await readFile(await file.path(), 'utf8');
    assert.match(table, /^seq,at,action,[^\r]*\r\n/);
    assert.match(table, new RegExp(`,okafor,Dr Amara Okafor,R8000,XQ1,${numberOf('margaret')},`));
    assert.doesNotMatch(page.url(), /\d{10}/);
  });

  it('counts, and looks for what is unusual', async () => {
    await report('Statistics');
    const statistics = page.getByRole('region', { name: 'Statistics' });
    await statistics.getByRole('button', { name: 'Count' }).click();
    await statistics.getByRole('row').filter({ hasText: 'Clinical Practitioner Access Role' }).first().waitFor();
    await report('Unusual access');
    const unusual = page.getByRole('region', { name: 'Unusual access' });
    await unusual.getByRole('button', { name: 'Look', exact: true }).click();
    await unusual.getByText(/to look at, of \d/).waitFor();
  });

  it('records an objection that holds for the very next request, and its withdrawal', async () => {
    const look = async () => {
      const login = await fetch(`${running.address}/ehr/login`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"user":"okafor"}' });
      const headers = { 'Content-Type': 'application/json', Cookie: login.headers.get('Set-Cookie')!.split(';')[0]! };
      const issued = await fetch(`${running.address}/ehr/lcr-token`, { method: 'POST', headers, body: JSON.stringify({ patient: numberOf('gareth') }) });
      const { access_token } = (await issued.json()) as { access_token: string };
      return (await fetch(`http://localhost:${running.port + 1}/v1/record/allergies`, { headers: { Authorization: `Bearer ${access_token}`, 'LCR-Patient': numberOf('gareth') } })).status;
    };
    assert.equal(await look(), 200);
    await report('Objections');
    const register = page.getByRole('region', { name: 'Objections' });
    await register.getByLabel('NHS number').fill(numberOf('gareth').replace(/^(\d{3})(\d{3})/, '$1 $2 '));
    await register.getByRole('button', { name: 'Look up' }).click();
    await register.getByText('does not object').waitFor();
    await register.getByRole('button', { name: 'Record an objection' }).click();
    await register.getByText('is not shared with anybody').waitFor();
    assert.equal(await look(), 403);
    await register.getByRole('button', { name: 'Record that it is withdrawn' }).click();
    await register.getByText('does not object').waitFor();
    assert.equal(await look(), 200);
    await register.getByRole('row').filter({ hasText: 'No longer objects' }).filter({ hasText: 'Ines Castellane' }).last().waitFor();
  });

  it('is the only one who gets an operator’s token', async () => {
    for (const user of ['okafor', 'margaret']) {
      await page.getByLabel('Signed in as').selectOption(user);
      await page.getByText('is not an operator').waitFor();
      await page.getByRole('region', { name: 'Search' }).getByRole('button', { name: 'Search' }).click();
      await page.getByText('not-an-operator').waitFor();
    }
  });

  it('works under a strict content security policy with Trusted Types, without an error', () => {
    // An answer that is no answer is the widgets' and the page's to show; what counts here is what the page itself did wrong.
    assert.deepEqual(complaints.filter((line) => !line.startsWith('Failed to load resource')), []);
  });
});
