import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Section } from '../../api-spec/record.ts';
import { browser, start, type Running } from './start.ts';

const folder = fileURLToPath(new URL('../../../shared/data/synthea-r4', import.meta.url));
const skip = existsSync(folder) ? false : 'the folder of Synthea bundles is not on this machine';

interface Plain {
  resourceType: string;
  id: string;
  name?: { family: string; given: string[] }[];
  category?: { coding?: { code?: string }[] }[];
  result?: { reference: string }[];
}

/** What a record of these bundles has to show, counted over the JSON without any code of the gateway's. */
function expected(file: string): { name: string; allergies: number; results: number } {
  const { entry } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { entry: { fullUrl: string; resource: Plain }[] };
  const all = entry.map(({ resource }) => resource);
  const reports = all.filter(({ resourceType }) => resourceType === 'DiagnosticReport');
  const reported = new Set(reports.flatMap(({ result = [] }) => result.map(({ reference }) => reference)));
  const lone = entry.filter(
    ({ fullUrl, resource: { resourceType, category = [] } }) =>
      resourceType === 'Observation' &&
      !reported.has(fullUrl) &&
      category.some(({ coding = [] }) => coding.some(({ code }) => code === 'laboratory' || code === 'imaging')),
  );
  const called = all.find(({ resourceType }) => resourceType === 'Patient')?.name?.[0];
  return {
    name: `${called?.family.toUpperCase()}, ${called?.given.join(' ')}`,
    allergies: all.filter(({ resourceType }) => resourceType === 'AllergyIntolerance').length,
    results: reports.length + lone.length,
  };
}

describe('Fifteen Synthea bundles as one source, with test numbers', { skip }, () => {
  const place = mkdtempSync(join(tmpdir(), 'lcr-'));
  let running: Running;
  let chromium: Browser;
  let listed: { nhsNumber: string; name: string }[];
  const bundles = skip ? [] : readdirSync(folder).filter((name) => name.endsWith('.json')).map(expected);

  before(async () => {
    const own = fileURLToPath(new URL('../../demo/gateway.yaml', import.meta.url));
    const config = readFileSync(own, 'utf8')
      .replace('policy: ../', `policy: ${fileURLToPath(new URL('../../', import.meta.url))}`)
      .replace('demographics: [', 'demographics: [synthea, ')
      .replace(/^sources:$/m, `sources:\n  - { id: synthea, organisation: XQ2, system: Synthea, folder: '${folder}', testNumbers: true, deadline: 10000 }`);
    writeFileSync(join(place, 'gateway.yaml'), config);
    [running, chromium] = await Promise.all([start({ LCR_CONFIG: join(place, 'gateway.yaml') }), browser()]);
    listed = (await (await fetch(`${running.address}/ehr/patients`)).json()) as typeof listed;
  });
  after(async () => {
    await chromium?.close();
    await running?.stop();
    rmSync(place, { recursive: true });
  });

  it('counts as many entries for each patient as the JSON has', async () => {
    assert.equal(bundles.length, 15);
    for (const { name, allergies, results } of bundles) {
      const patient = listed.find((each) => each.name === name)?.nhsNumber ?? '';
      assert.match(patient, /^999\d{7}$/, name);
      const token = (await (
        await fetch(`${running.address}/ehr/lcr-token`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ patient }) })
      ).json()) as { access_token: string };
      const stream = await fetch(`http://localhost:${running.port + 1}/v1/record?category=allergies&category=results`, {
        headers: { Authorization: `Bearer ${token.access_token}`, 'LCR-Patient': patient },
      });
      const lines = (await stream.text()).trim().split('\n').map((line) => JSON.parse(line) as Section);
      const total = (category: string) => lines.find((line) => line.category === category)?.total;
      assert.deepEqual({ name, allergies: total('allergies'), results: total('results') }, { name, allergies, results });
    }
  });

  it('shows one of these patients on the page', async () => {
    const patient = bundles.find(({ allergies, results }) => allergies > 0 && results > 0) ?? bundles[0];
    assert.ok(patient);
    const page = await chromium.newPage();
    await page.goto(running.address);
    await page.getByRole('button', { name: patient.name }).click();
    await page.locator('lcr-results').getByRole('heading', { name: `Diagnostic results and reports ${patient.results}`, exact: true }).waitFor();
    assert.ok((await page.locator('lcr-results').getByRole('article').count()) > 0);
    await page.locator('lcr-patient-banner').getByText(patient.name).waitFor();
  });
});
