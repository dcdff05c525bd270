/**
 * A gateway under mixed load for a long time (MINUTES, otherwise 30): does its memory stay, and does the audit have a row
 * for everything that anybody received? The short form asks only the latter.
 */
import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chance, type Chance } from '../gateway/demo/chance.ts';
import { missingFrom, type Received } from '../gateway/test/kills.ts';
import { doctor, ORIGIN } from '../gateway/test/house.ts';
import { onDisk, type OnDisk, type Running } from '../gateway/test/running.ts';
import { testNumber } from '../gateway/sources/nhs-number.ts';
import { openStore } from '../gateway/store/sqlite.ts';
import type { AuditRow } from '../gateway/store/store.ts';
import { fhirServer, NAMES, sourcesOf } from './fhir.ts';
import { createProxy, MOMENTS, TOXICS, type Proxy } from './proxy.ts';
import { slope } from './slope.ts';
import type { Outcome, Trial } from './trial.ts';

const MINUTES = Number(process.env['MINUTES'] || 30);

/** How much more may be in use after the garbage is gone at the end than at the beginning, along the fitted line, in MiB. */
const FLAT = { heapUsed: 4, rss: 24 };

/** Nothing is settled before caches are warm and the first tokens have ended: that part of the time is not judged. */
const WARM = 1 / 3;

const CLIENTS = 4;
const PATIENTS = 25;
const CATEGORIES = ['allergies', 'problems', 'medications', 'results'];

interface Sample {
  /** Minutes since the beginning. */
  at: number;
  heapUsed: number;
  rss: number;
}

interface Load {
  received: Received[];
  revoked: string[];
  answers: Map<string, number>;
  strange: string[];
}

export const trial: Trial = {
  name: 'soak: answers under mixed load for a long time, each with its rows in the audit',
  tries: { short: 3, whole: MINUTES * 60 },
  async run({ tries: seconds, seed }) {
    const people = peopleOf(PATIENTS);
    const servers = await Promise.all(NAMES.map((name) => fhirServer(name, people)));
    const proxies = await Promise.all(servers.map(({ port }) => createProxy(port)));
    const port = await freePort();
    const disk = await onDisk({
      issuer: `http://127.0.0.1:${port}`,
      listen: `{ host: 127.0.0.1, port: ${port} }`,
      sources: sourcesOf(new Map(servers.map(({ id }, at) => [id, proxies[at]!.port])), 3000),
      host: 'scopes: { audit: [XQ1] }',
      environment: { NODE_OPTIONS: `--expose-gc --import=${fileURLToPath(new URL('memory.ts', import.meta.url))}` },
    });
    try {
      const gateway = await disk.start();
      const load: Load = { received: [], revoked: [], answers: new Map(), strange: [] };
      const end = performance.now() + seconds * 1000;
      const [samples] = await Promise.all([
        watch(gateway, end),
        trouble(proxies, chance(`soak ${seed} trouble`), end),
        ...Array.from({ length: CLIENTS }, (_, at) => client(disk, gateway, [...people.values()], chance(`soak ${seed} ${at}`), load, end)),
      ]);
      if ((await gateway.stop()) !== 0) load.strange.push('the gateway did not end well');
      return await outcomeOf(disk, load, samples, seconds >= 600);
    } finally {
      disk.remove();
      await Promise.all([...servers, ...proxies].map((one) => one.stop()));
    }
  },
};

/** One user after another: a token for a patient, some looks at that record, another patient; now and then an end before its time. */
async function client(disk: OnDisk, { address }: Running, patients: readonly string[], draw: Chance, load: Load, end: number): Promise<void> {
  const any = <T>(of: readonly T[]) => of[Math.floor(draw() * of.length)]!;
  while (performance.now() < end) {
    if (draw() < 0.1) {
      await oversee(disk, address, any(patients), load);
      continue;
    }
    const patient = any(patients);
    const token = await issue(address, await disk.host.form({ ...doctor, user: `u-${Math.floor(draw() * 40)}`, patient }), load);
    const ask = (path: string, status: number) => look(address, path, { Authorization: `Bearer ${token}`, 'LCR-Patient': patient, Origin: ORIGIN }, status, load);
    for (let looks = 1 + Math.floor(draw() * 6); looks > 0 && performance.now() < end; looks--) {
      await ask(draw() < 0.1 ? '/v1/record?category=allergies&category=problems' : any(['/v1/patient', '/v1/session', ...CATEGORIES.map((one) => `/v1/record/${one}`)]), 200);
      await wait(draw() * 300);
    }
    // The patient has changed meanwhile: the old token opens nothing for the new one.
    if (draw() < 0.1) await look(address, '/v1/record/allergies', { Authorization: `Bearer ${token}`, 'LCR-Patient': any(patients.filter((one) => one !== patient)) }, 403, load);
    if (draw() < 0.4) {
      await disk.host.revoke(token);
      load.revoked.push((JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { jti: string }).jti);
      await ask('/v1/record/allergies', 401);
    }
  }
}

/** An auditor asks who has looked at a patient's record. */
async function oversee(disk: OnDisk, address: string, patient: string, load: Load): Promise<void> {
  const token = await issue(address, await disk.host.form({ user: 'u-7', name: 'Odette Marchbanks', org: 'XQ1', roles: ['R0001'], scope: 'audit' }), load);
  const answer = await fetch(`${address}/v1/audit/search`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ patient, limit: 50 }),
  });
  await received(answer, '/v1/audit/search', 200, load);
  await wait(200);
}

async function issue(address: string, form: URLSearchParams, load: Load): Promise<string> {
  const answer = await fetch(`${address}/v1/token`, { method: 'POST', body: form });
  const text = await received(answer, '/v1/token', 200, load);
  return (JSON.parse(text) as { access_token: string }).access_token;
}

async function look(address: string, path: string, headers: Record<string, string>, status: number, load: Load): Promise<void> {
  await received(await fetch(address + path, { headers }), path, status, load);
}

/** Books an answer, and what of the record was in it. */
async function received(answer: Response, path: string, status: number, load: Load): Promise<string> {
  const text = await answer.text();
  const requestId = answer.headers.get('X-Request-Id')!;
  const what = `${path.split('?')[0]} ${answer.status}`;
  load.answers.set(what, (load.answers.get(what) ?? 0) + 1);
  // Where no source answers, that is said, and nothing is shown.
  if (answer.status !== status && !(status === 200 && answer.status === 503)) load.strange.push(`${path.split('?')[0]} was answered ${answer.status}, not ${status}`);
  if (path !== '/v1/session' || answer.status !== 200) load.received.push({ requestId, of: undefined });
  if (answer.status !== 200) return text;
  const [, , , category] = path.split('/');
  const shown = path.includes('?')
    ? text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as { category: string; entries?: unknown }).filter(({ entries }) => entries).map((line) => line.category)
    : path.startsWith('/v1/record/') ? [category!] : path === '/v1/patient' ? ['patient'] : [];
  load.received.push(...shown.map((of) => ({ requestId, of })));
  return text;
}

/** One source fails after another, each for a while, each in its own way. */
async function trouble(proxies: readonly Proxy[], draw: Chance, end: number): Promise<void> {
  while (performance.now() < end) {
    const proxy = proxies[Math.floor(draw() * proxies.length)]!;
    proxy.become({
      toxic: TOXICS[Math.floor(draw() * TOXICS.length)]!,
      moment: MOMENTS[Math.floor(draw() * MOMENTS.length)]!,
      answer: 0, depth: draw(), delay: 100 + draw() * 2000, bytes: 1 + Math.floor(draw() * 40),
    });
    await wait(Math.min(2000 + draw() * 3000, Math.max(0, end - performance.now())));
    proxy.become();
    await wait(draw() * 3000);
  }
}

/** How much memory the gateway has in use, a sample every so often. */
async function watch(gateway: Running, end: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  const began = performance.now();
  while (performance.now() < end) {
    const before = gateway.output().length;
    gateway.signal('SIGUSR2');
    await wait(Math.min(10_000, end - performance.now()));
    const said = /^\{"memory":.*$/m.exec(gateway.output().slice(before))?.[0];
    if (said) samples.push({ at: (performance.now() - began) / 60_000, ...(JSON.parse(said) as { memory: Omit<Sample, 'at'> }).memory });
  }
  return samples;
}

async function outcomeOf(disk: OnDisk, { received: all, revoked, answers, strange }: Load, samples: readonly Sample[], judged: boolean): Promise<Outcome> {
  const store = await openStore(join(disk.folder, 'store'));
  const rows: AuditRow[] = [];
  for (let part = await store.audit.read(0, 10_000); part.length > 0; part = await store.audit.read(part.at(-1)!.seq, 10_000)) rows.push(...part.map(({ row }) => row));
  await store.close();
  const ended = new Set(rows.filter(({ action }) => action === 'revocation').map(({ jti }) => jti));
  const lost = missingFrom(rows, all) + revoked.filter((jti) => !ended.has(jti)).length;
  const program = fileURLToPath(new URL('../gateway/lcr.ts', import.meta.url));
  const verified = await promisify(execFile)(process.execPath, [program, 'audit', 'verify'], { env: disk.environment }).then(({ stdout }) => stdout.trim(), (error: Error & { stdout?: string }) => {
    strange.push(`lcr audit verify: ${error.stdout?.trim() || error.message}`);
    return 'not verified';
  });
  const failures = [...new Set(strange)];
  if (lost > 0) failures.push(`${lost} answers have no row`);
  const growth = growthOf(samples.filter(({ at }) => at >= samples.at(-1)!.at * WARM));
  if (judged) {
    for (const [what, more] of Object.entries(growth)) {
      if (more > FLAT[what as keyof typeof FLAT]) failures.push(`${what} grew by ${more.toFixed(1)} MiB`);
    }
  }
  const last = samples.at(-1);
  const told = [...answers].toSorted().map(([what, count]) => `${what} × ${count}`).join(', ');
  const memory = last && judged
    ? `; along the line after ${Math.round(samples.at(-1)!.at * WARM)} min the heap grew by ${growth.heapUsed.toFixed(2)} MiB (bound ${FLAT.heapUsed}), the process by ${growth.rss.toFixed(2)} MiB (bound ${FLAT.rss}), at the end ${mebi(last.heapUsed)} and ${mebi(last.rss)} MiB, ${samples.length} samples`
    : '';
  return { tried: all.length + revoked.length, survived: all.length + revoked.length - lost, failures, note: `${rows.length} rows, ${verified}; ${told}${memory}` };
}

/** In MiB, from the first of these samples to the last along the fitted line. */
function growthOf(samples: readonly Sample[]): { heapUsed: number; rss: number } {
  const minutes = samples.length > 1 ? samples.at(-1)!.at - samples[0]!.at : 0;
  const grown = (what: 'heapUsed' | 'rss') => (slope(samples.map((sample) => [sample.at, sample[what]])) * minutes) / 2 ** 20;
  return { heapUsed: grown('heapUsed'), rss: grown('rss') };
}

const mebi = (bytes: number) => (bytes / 2 ** 20).toFixed(1);

function peopleOf(count: number): Map<string, string> {
  const taken = new Set<string>();
  return new Map(Array.from({ length: count }, (_, at) => {
    const number = testNumber(`p${at}`, taken);
    taken.add(number);
    return [`p${at}`, number];
  }));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
