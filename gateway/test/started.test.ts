import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Session } from '../../api-spec/record.ts';
import { openStore } from '../store/sqlite.ts';
import { PATIENT, policyText } from './house.ts';
import { type Difference, onDisk, page, type Running } from './running.ts';

type Work = (started: Running & { folder: string; token: () => Promise<string>; get: (path: string, token: string) => Promise<Response> }) => Promise<void>;

/** A gateway whose one source, a FHIR server, answers after so many milliseconds. It is gone afterwards. */
async function withGateway(difference: Difference, slow: number, work: Work): Promise<void> {
  const upstream = createServer((request, response) => {
    const identifier = [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: PATIENT }];
    const entry = request.url!.includes('Patient') ? [{ resource: { resourceType: 'Patient', id: 'p', identifier } }] : [];
    const body = JSON.stringify({ resourceType: 'Bundle', type: 'searchset', total: entry.length, entry });
    setTimeout(() => response.setHeader('Content-Type', 'application/fhir+json').end(body), slow);
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const disk = await onDisk({ ...difference, fhir: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/fhir` });
  try {
    const running = await disk.start();
    await work({
      ...running,
      folder: disk.folder,
      token: async () => (await disk.token(running.address)).token,
      get: (path, token) => fetch(`${running.address}${path}`, { headers: page(token) }),
    });
    await running.kill();
  } finally {
    disk.remove();
    upstream.closeAllConnections();
    upstream.close();
  }
}

describe('a gateway that is told to stop', () => {
  it('says so at /readyz first, serves on meanwhile, and loses nothing that is under way', async () => {
    await withGateway({ listen: '{ host: 127.0.0.1, port: 0, drain: 1500 }' }, 150, async ({ address, folder, token, get, signal, ended }) => {
      const bearer = await token();
      const statuses: number[] = [];
      const failures: unknown[] = [];
      let wanted = true;
      // As a load balancer does it: requests go on until the gateway says that it wants no more.
      const worker = async () => {
        while (wanted) {
          await get('/v1/patient', bearer).then(async (answer) => {
            await answer.text();
            statuses.push(answer.status);
          }).catch((error: unknown) => failures.push(error));
        }
      };
      const workers = Array.from({ length: 16 }, worker);
      while (statuses.length < 32) await new Promise((resolve) => setTimeout(resolve, 10));
      assert.equal((await fetch(`${address}/readyz`)).status, 200);
      const before = statuses.length;
      signal('SIGTERM');
      while ((await fetch(`${address}/readyz`)).status !== 503) await new Promise((resolve) => setTimeout(resolve, 10));
      assert.equal((await get('/v1/session', bearer)).status, 200, 'who has not noticed yet is still served');
      const late = get('/v1/patient', bearer);
      wanted = false;
      await Promise.all(workers);
      assert.equal((await late).status, 200);
      assert.equal(await ended, 0);
      assert.deepEqual(failures, []);
      assert.deepEqual(new Set(statuses), new Set([200]));
      assert.ok(statuses.length > before, 'some were answered after the signal');
      const store = await openStore(join(folder, 'store'));
      const rows = await store.audit.read(0, 10_000);
      assert.equal(rows.filter(({ row: { action } }) => action === 'patient').length, statuses.length + 1, 'a row for each answer');
      await store.close();
      console.log(`stopping: ${statuses.length} answers under load, ${failures.length} lost`);
    });
  });
});

describe('a gateway with more to do than it may carry', () => {
  it('lets in as many as it is set to, turns the rest away at once, and takes them again when it has room', async () => {
    await withGateway({ more: 'limits: { underWay: 3 }\n' }, 700, async ({ address, token, get }) => {
      const bearer = await token();
      // Not at the very same moment, so that the first three are inside before the others come.
      const inside = [1, 2, 3].map(() => get('/v1/patient', bearer));
      while ((await fetch(`${address}/v1/session`)).status !== 503) await new Promise((resolve) => setTimeout(resolve, 10));
      const outside = await Promise.all([1, 2, 3, 4].map(() => get('/v1/patient', bearer)));
      assert.deepEqual(outside.map(({ status }) => status), [503, 503, 503, 503]);
      assert.ok(outside.every(({ headers }) => headers.get('Retry-After') === '1'));
      assert.equal((await fetch(`${address}/healthz`)).status, 200);
      assert.deepEqual((await Promise.all(inside)).map(({ status }) => status), [200, 200, 200]);
      assert.equal((await get('/v1/patient', bearer)).status, 200);
      const figures = await (await fetch(`${address}/metrics`)).text();
      assert.match(figures, /lcr_refusals_total\{code="overloaded"\} \d+/);
      assert.match(figures, /lcr_requests_seconds_count\{route="\/v1\/patient",status="200"\} 4/);
    });
  });
});

describe('a gateway that is told to look at its policy again', () => {
  it('takes the changed file over on SIGHUP, for the next request of the same token', async () => {
    await withGateway({}, 0, async ({ folder, token, get, signal, output }) => {
      const bearer = await token();
      const session = async () => (await (await get('/v1/session', bearer)).json()) as Session;
      const first = await session();
      assert.equal(first.level, 'clinical-full');
      writeFileSync(join(folder, 'policy.yaml'), policyText.replace('Access Role, level: clinical-full', 'Access Role, level: pharmacy'));
      signal('SIGHUP');
      while ((await session()).level !== 'pharmacy') await new Promise((resolve) => setTimeout(resolve, 10));
      writeFileSync(join(folder, 'policy.yaml'), policyText.replace('level: pharmacy', 'level: farmacy'));
      signal('SIGHUP');
      while (!output().includes('names no level')) await new Promise((resolve) => setTimeout(resolve, 10));
      const second = await session();
      assert.equal(second.level, 'pharmacy');
      const store = await openStore(join(folder, 'store'));
      const rows = (await store.audit.read(0, 100)).map(({ row }) => row).filter(({ action }) => action === 'policy');
      const [taken, ...refused] = rows.map(({ outcome, detail }) => [outcome, detail]);
      assert.deepEqual(taken, ['granted', { from: first.policyVersion, to: second.policyVersion }]);
      // The look by itself may come in between, and finds the same mistake.
      assert.ok(refused.length > 0);
      for (const row of refused) assert.deepEqual(row, ['refused', { from: second.policyVersion }]);
      await store.close();
    });
  });
});
