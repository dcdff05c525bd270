/** What the tests of context from outside stand on: a gateway as it is really run, and a page of an invented host. */
import { build, type Plugin } from 'esbuild';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from './start.ts';

const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number';

/** The code blocks of a guide, in their order. */
export const blocksOf = (guide: string, language: string): string[] =>
  [...readFileSync(guide, 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text!);

export const listening = (server: Server) =>
  new Promise<string>((ready) => server.listen(0, '127.0.0.1', () => ready(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)));

/** Two patients, each with an allergy of their own. */
export const ADA = '9990000018';
export const BEN = '9990000026';
const record = [
  [ADA, 'Vale', 'Penicillin'],
  [BEN, 'Wells', 'Latex'],
].flatMap(([number, family, allergen], index) => [
  { resourceType: 'Patient', id: `local-${index}`, identifier: [{ system: NHS_NUMBER, value: number }], name: [{ family }], birthDate: '1970-01-01' },
  {
    resourceType: 'AllergyIntolerance', id: `allergy-${index}`, patient: { reference: `Patient/local-${index}` },
    clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }] },
    code: { coding: [{ system: 'http://snomed.info/sct', code: '91936005', display: allergen }] },
  },
]);

/**
 * Starts `gateway/server.ts` with a configuration of one organisation and one source.
 *
 * @param hosts - The part of the configuration that begins with `hosts:`.
 * @param files - Files beside it, by their names.
 */
export async function startGateway(hosts: (address: string) => string, files: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'lcr-outside-'));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  mkdirSync(join(folder, 'record'));
  for (const resource of record) writeFileSync(join(folder, 'record', `${resource.id}.json`), JSON.stringify(resource));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  writeFileSync(
    join(folder, 'gateway.yaml'),
    `issuer: ${address}
listen: { host: 127.0.0.1, port: ${port} }
signingKey: gateway.jwk
store: { folder: store }
policy: ${resolve('gateway/policy.yaml')}
contacts: { helpdesk: { name: Helpdesk } }
organisations:
  - { odsCode: XQ1, name: Northbridge, contacts: { localServiceDesk: { name: Desk }, localSystemAdministrator: { name: Administrator } } }
sources:
  - { id: northbridge, organisation: XQ1, system: EPR, folder: record }
${hosts(address)}`,
  );
  const child = spawn(process.execPath, ['gateway/server.ts'], { env: { ...process.env, LCR_CONFIG: join(folder, 'gateway.yaml') } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  await Promise.race([
    new Promise<void>((ready) => child.stdout.on('data', () => /listens/.test(said) && ready())),
    ended.then(() => Promise.reject(new Error(said))),
  ]);
  return {
    address,
    said: () => said,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    },
  };
}

/** A page's script in one piece, with the guide's own code in it as the module `guide`. */
export async function bundle(script: string, guide: string): Promise<string> {
  const parts: Plugin = {
    name: 'parts',
    setup(made) {
      made.onResolve({ filter: /^guide$/ }, () => ({ path: 'guide', namespace: 'guide' }));
      made.onLoad({ filter: /.*/, namespace: 'guide' }, () => ({ contents: guide, resolveDir: process.cwd() }));
      made.onResolve({ filter: /^@london-care-record\/widgets\/smart$/ }, () => ({ path: resolve('components/context/smart.ts') }));
      made.onResolve({ filter: /^@london-care-record\/widgets\/components\// }, ({ path }) => ({
        path: resolve(path.replace('@london-care-record/widgets/', '').replace(/\.js$/, '.ts')),
      }));
    },
  };
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true, write: false, format: 'esm', target: 'es2022', conditions: ['production'], plugins: [parts], logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}

/** A page of the guide's, as its host serves it: under a strict policy that names whom the page may ask. */
export function page(markup: string, script: string, ...askable: string[]): Record<string, { type: string; body: string; policy?: string }> {
  return {
    '/': {
      type: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,"><main>${markup}</main><script type="module" src="/app.js"></script></html>`,
      policy: `default-src 'none'; img-src data:; script-src 'self'; connect-src 'self' ${askable.join(' ')}; require-trusted-types-for 'script'; trusted-types lit-html lcr-lit-html dompurify`,
    },
    '/app.js': { type: 'text/javascript', body: script },
  };
}

/** Serves what a host's page is made of; `more` takes the requests that it does not know. */
export function serving(pages: () => ReturnType<typeof page>, more?: (path: string, body: string) => Promise<object>): Server {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    const found = pages()[path];
    if (found) return void response.writeHead(200, { 'Content-Type': found.type, ...(found.policy ? { 'Content-Security-Policy': found.policy } : {}) }).end(found.body);
    if (!more) return void response.writeHead(404).end();
    let body = '';
    for await (const chunk of request) body += String(chunk);
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(await more(path, body)));
  }
  return createServer((request, response) => void answer(request, response));
}
