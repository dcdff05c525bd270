import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Browser, Frame, Page } from 'playwright-core';
import type { LcrFrame } from '../../components/frame/lcr-frame.ts';
import type { GetToken } from '../../src/session/token.ts';
import { allergy, OTHER, PATIENT } from '../../gateway/test/house.ts';
import { onDisk, type OnDisk, type Running } from '../../gateway/test/running.ts';
import { unpackIn } from '../../scripts/examples/pack.ts';
import { browser, shownText } from './start.ts';

/*
 * The isolated mode, whole: a gateway in a process of its own, a host's page of another origin with a strict policy, and
 * a page of a third that should get nothing. Host and gateway both serve the packed package.
 */

const example = readFileSync(new URL('../../examples/isolated/index.html', import.meta.url), 'utf8');
const guide = readFileSync(new URL('../../docs/isolated.md', import.meta.url), 'utf8');
const [, documented = ''] = /```html\n([\s\S]+?)```/.exec(guide) ?? [];

interface Told {
  events: { type: string; detail: Record<string, unknown> }[];
  violations: string[];
  reasons: string[];
}
type HostWindow = typeof globalThis & Told;

/** A host's page, which writes down what it is told. */
const listening = `
  globalThis.events = [];
  globalThis.violations = [];
  globalThis.reasons = [];
  for (const type of ['lcr-state', 'lcr-entry-open', 'lcr-token-needed', 'lcr-patient-mismatch', 'lcr-error'])
    document.addEventListener(type, ({ detail }) => events.push({ type, detail }));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective));
`;

describe('A host that should not see the record', () => {
  let server: Server;
  let disk: OnDisk;
  let running: Running;
  let chromium: Browser;
  let page: Page;
  let host: string;
  let foreign: string;
  let gateway: string;
  const folder = mkdtempSync(join(tmpdir(), 'lcr-isolated-'));
  const complaints: string[] = [];
  const bodies: string[] = [];

  const listen = (one: Server): Promise<number> =>
    new Promise((done) => one.listen(0, '127.0.0.1', () => done((one.address() as AddressInfo).port)));

  before(async () => {
    const cdn = join(await unpackIn(folder), 'dist/cdn');
    const probe = createServer();
    const port = await listen(probe);
    await new Promise((done) => probe.close(done));
    gateway = `http://localhost:${port}`;

    server = createServer((request, response) => {
      const send = (type: string, body: string | Buffer, headers: Record<string, string> = {}) => response.writeHead(200, { 'Content-Type': type, ...headers }).end(body);
      const policy = `default-src 'none'; script-src 'self'; connect-src 'self'; frame-src ${gateway}; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;
      const written = (request.url === '/documented' ? documented : example)
        .replace('http://localhost:8081', gateway)
        .replace('<script', '<script src="/listening.js"></script>\n    <script');
      if (request.url === '/' || request.url === '/documented') send('text/html', written, { 'Content-Security-Policy': policy });
      else if (request.url === '/listening.js') send('text/javascript', listening);
      else if (request.url === '/lcr/frame.js') send('text/javascript', readFileSync(join(cdn, 'frame.js')));
      else if (request.url === '/foreign') send('text/html', `<!doctype html><title>Foreign</title>`);
      else if (request.url === '/ehr/lcr-token') {
        let sent = '';
        request.on('data', (words) => (sent += words));
        request.on('end', () => {
          bodies.push(sent);
          const { patient, dpop } = JSON.parse(sent) as { patient: string; dpop?: string };
          void disk.form(patient)
            .then((body) => fetch(`${gateway}/v1/token`, { method: 'POST', body, headers: dpop ? { DPoP: dpop } : {} }))
            .then(async (answer) => response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(await answer.text()));
        });
      } else response.writeHead(404).end();
    });
    const hostPort = await listen(server);
    host = `http://127.0.0.1:${hostPort}`;
    foreign = `http://localhost:${hostPort}`;

    disk = await onDisk({
      issuer: gateway,
      listen: `{ host: 127.0.0.1, port: ${port} }`,
      origins: [host],
      host: 'isolated: true, dpop: required',
      more: `elements: ${cdn}\n`,
    });
    const identifier = [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: OTHER }];
    const other = { resourceType: 'Patient', id: 'local-2', identifier, name: [{ family: 'Wren', given: ['Ben'] }] };
    const bee = allergy('bee', 'Bee venom', { patient: { reference: 'Patient/local-2' } });
    for (const resource of [other, bee]) writeFileSync(join(disk.folder, 'record', `${resource.id}.json`), JSON.stringify(resource));
    [running, chromium] = await Promise.all([disk.start(), browser()]);
    page = await chromium.newPage();
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
  });
  after(async () => {
    await chromium?.close();
    await running?.stop();
    disk?.remove();
    rmSync(folder, { recursive: true, force: true });
    server?.closeAllConnections();
    server?.close();
  });

  beforeEach(async () => {
    await page.unrouteAll();
    await page.goto(host);
    complaints.length = 0;
  });

  const element = () => page.locator('lcr-frame');
  const inside = () => element().frameLocator('iframe');
  const allergies = () => inside().locator('lcr-allergies');
  const frameOf = async (): Promise<Frame> => (await (await element().locator('iframe').elementHandle())!.contentFrame())!;
  const told = () => page.evaluate(() => (globalThis as HostWindow).events);
  const change = (work: (frame: LcrFrame) => void) => element().evaluate(work as (frame: Element) => void);
  /** A row of the list of allergies, by its heading. */
  const row = (name: string) => allergies().getByRole('rowheader', { name }).first();

  it('shows the widgets, under the strictest policies, and nobody complains', async () => {
    await row('Penicillin').waitFor();
    await inside().locator('lcr-patient-banner').getByText('VALE, Ada').waitFor();
    await inside().locator('lcr-problems').getByText('Problems not recorded').waitFor();
    assert.deepEqual(complaints, []);
    assert.deepEqual(await page.evaluate(() => (globalThis as HostWindow).violations), []);
    assert.doesNotMatch(page.frames().map((frame) => frame.url()).join(), /\d{10}/, 'the patient is in no address');
  });

  it('does so as the guide to it says, word for word', async () => {
    assert.match(documented, /<lcr-frame/);
    await page.goto(`${host}/documented`);
    await row('Penicillin').waitFor();
    await inside().locator('lcr-results').getByText(/not recorded/).first().waitFor();
    assert.equal(await inside().locator('lcr-results').getAttribute('kind'), 'radiology');
    assert.deepEqual(complaints, []);
  });

  it('tells the host how things stand, and nothing of the record', async () => {
    await row('Penicillin').waitFor();
    await page.waitForFunction(() => (globalThis as HostWindow).events.some(({ detail }) => detail['category'] === 'allergies' && detail['state'] === 'ready'));
    await allergies().getByRole('button', { name: /Penicillin/ }).first().click();
    await page.waitForFunction(() => (globalThis as HostWindow).events.some(({ type }) => type === 'lcr-entry-open'));
    const all = await told();
    const ready = all.findLast(({ detail }) => detail['category'] === 'allergies' && detail['state'] === 'ready')!.detail;
    assert.deepEqual(ready, { category: 'allergies', state: 'ready', completeness: 'complete', count: 3 });
    const { category, id, ...rest } = all.find(({ type }) => type === 'lcr-entry-open')!.detail;
    assert.equal(category, 'allergies');
    assert.match(String(id), /penicillin/);
    assert.deepEqual(rest, {});
    assert.doesNotMatch(JSON.stringify(all.filter(({ type }) => type !== 'lcr-entry-open')), /penicillin|VALE|9990000018/i);
  });

  it('keeps the host’s scripts out', async () => {
    await row('Penicillin').waitFor();
    const seen = await change((frame) => {
      const iframe = frame.shadowRoot!.querySelector('iframe')!;
      (globalThis as unknown as { seen: unknown }).seen = [iframe.contentDocument, (() => {
        try {
          return iframe.contentWindow!.document.body.textContent;
        } catch (error) {
          return (error as Error).name;
        }
      })()];
    }).then(() => page.evaluate(() => (globalThis as unknown as { seen: unknown }).seen));
    assert.deepEqual(seen, [null, 'SecurityError']);
  });

  it('gives the record to no page of the host’s own, whatever token it has', async () => {
    await row('Penicillin').waitFor();
    const answer = await page.evaluate(async (address) => {
      const { access_token: token } = await (await fetch('/ehr/lcr-token', { method: 'POST', body: JSON.stringify({ patient: '9990000018' }) })).json() as { access_token?: string };
      return fetch(address, { headers: { Authorization: `Bearer ${token}`, 'LCR-Embedder': location.origin } }).then(({ status }) => status, (error: Error) => error.name);
    }, `${gateway}/v1/session`);
    assert.equal(answer, 'TypeError');
  });

  it('lets no other page frame it', async () => {
    await page.goto(`${foreign}/foreign`);
    for (const claimed of [host, foreign]) {
      await page.evaluate((address) => {
        const iframe = document.createElement('iframe');
        iframe.src = address;
        document.body.append(iframe);
        return new Promise((done) => iframe.addEventListener('load', done));
      }, `${gateway}/frame?host=${encodeURIComponent(claimed)}`);
    }
    assert.match(complaints.join('\n'), /frame-ancestors/);
    // That of an origin that is registered nowhere is not there at all.
    assert.equal((await fetch(`${gateway}/frame?host=${encodeURIComponent(foreign)}`)).status, 404);
    for (const frame of page.frames()) assert.equal(await frame.locator('body[data-host]').count(), 0);
  });

  it('listens to nobody else, and speaks to nobody else', async () => {
    await row('Penicillin').waitFor();
    // A row is there before what is told of it, and not every widget is as quick.
    await page.waitForFunction(() => {
      const states = new Map((globalThis as HostWindow).events.filter(({ type }) => type === 'lcr-state').map(({ detail }) => [detail['category'], detail['state']]));
      return states.size > 0 && ![...states.values()].includes('loading');
    });
    const before = (await told()).length;
    const answered = await page.evaluate((address) => {
      // A page of another origin that was opened by the host's: it says what a frame says, and what an element says.
      const other = Object.assign(document.createElement('iframe'), { hidden: true });
      document.body.append(other);
      return new Promise<unknown>((done) => {
        const iframe = document.querySelector('lcr-frame')!.shadowRoot!.querySelector('iframe')!;
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }: MessageEvent) => done(data);
        // From the host's own origin, but not to where it was told first: the port has been handed over once.
        iframe.contentWindow!.postMessage({ patient: '9990000026', show: 'lcr-allergies', asks: true, colorScheme: 'light' }, address, [port2]);
        // From a window that is not the frame.
        other.contentWindow!.postMessage('lcr-frame-ready', '*');
        dispatchEvent(new MessageEvent('message', { data: 'lcr-frame-ready', origin: address, source: window }));
        dispatchEvent(new MessageEvent('message', { data: 'lcr-frame-ready', origin: 'https://foreign.example', source: iframe.contentWindow }));
        setTimeout(() => done('nothing'), 500);
      });
    }, gateway);
    assert.equal(answered, 'nothing');
    await row('Penicillin').waitFor();
    assert.equal((await told()).length, before);
  });

  it('lets nobody but the host’s page open the record in it', async () => {
    await page.evaluate((address) => {
      const iframe = document.createElement('iframe');
      iframe.src = address;
      document.body.replaceChildren(iframe);
      return new Promise((done) => iframe.addEventListener('load', done));
    }, `${gateway}/frame?host=${encodeURIComponent(host)}`);
    const frame = page.frames().at(-1)!;
    const opened = () => frame.locator('lcr-context').count();
    const opening = { patient: '9990000026', show: 'lcr-allergies', asks: true, colorScheme: 'light' };
    for (const [origin, source] of [[foreign, 'parent'], [host, 'self']] as const) {
      await frame.evaluate(([data, origin, source]) => {
        const from = source === 'parent' ? parent : self;
        dispatchEvent(new MessageEvent('message', { data, origin, source: from, ports: [new MessageChannel().port2] }));
      }, [opening, origin, source] as const);
      assert.equal(await opened(), 0, `${origin} ${source}`);
    }
    await page.evaluate((data) => frames[0]!.postMessage(data, '*', [new MessageChannel().port2]), opening);
    await frame.locator('lcr-context').waitFor({ state: 'attached' });
  });

  it('answers no page that the frame is led to, and shows words in its place', async () => {
    await row('Penicillin').waitFor();
    const asked = bodies.length;
    await page.route(`${gateway}/elsewhere`, (route) =>
      route.fulfill({ contentType: 'text/html', body: `<!doctype html><script>parent.postMessage('lcr-frame-ready', '*'); onmessage = () => parent.postMessage('got it', '*')</script>`, headers: { 'Content-Security-Policy': 'sandbox allow-scripts' } }));
    await page.evaluate(() => addEventListener('message', ({ data, origin }) => (globalThis as HostWindow).reasons.push(`${origin} ${String(data)}`)));
    await change((frame) => {
      const iframe = frame.shadowRoot!.querySelector('iframe')!;
      iframe.src = iframe.src.replace(/\/frame.*/, '/elsewhere');
    });
    await element().getByText('could not be loaded. This is not an empty record').waitFor();
    assert.deepEqual(await page.evaluate(() => (globalThis as HostWindow).reasons), ['null lcr-frame-ready']);
    assert.equal(bodies.length, asked);
    assert.deepEqual((await told()).filter(({ type }) => type === 'lcr-error').map(({ detail }) => detail), [{ code: 'frame-unreachable' }]);
    assert.equal(await element().locator('iframe').count(), 0);
  });

  it('takes the old patient away in the same task, and shows the next', async () => {
    await row('Penicillin').waitFor();
    const old = await frameOf();
    const left = await element().evaluate((frame) => {
      const { shadowRoot } = frame;
      const iframe = shadowRoot!.querySelector('iframe')!;
      (frame as LcrFrame).patient = '999 000 0026';
      return [iframe.isConnected, iframe.contentWindow, shadowRoot!.childElementCount];
    });
    assert.deepEqual(left, [false, null, 0]);
    await row('Bee venom').waitFor();
    assert.ok(old.isDetached());
    assert.doesNotMatch(await shownText(inside().locator('lcr-context')), /penicillin|VALE/i);
    assert.deepEqual(bodies.slice(-2).map((body) => (JSON.parse(body) as { patient: string }).patient), [PATIENT, OTHER]);
    await change((frame) => (frame.patient = null));
    await allergies().getByText('No patient is open').waitFor();
  });

  it('asks the host for tokens, binds them to a key in the frame, and asks again when one is refused', async () => {
    await row('Penicillin').waitFor();
    assert.match((JSON.parse(bodies.at(-1)!) as { dpop: string }).dpop, /^ey/);
    await change((frame) => {
      const getToken: GetToken = async ({ patient, reason, dpop }) => {
        (globalThis as HostWindow).reasons.push(reason);
        const answer = await fetch('/ehr/lcr-token', { method: 'POST', body: JSON.stringify({ patient, dpop }) });
        const issued = (await answer.json()) as { access_token: string; expires_in: number };
        return reason === 'first' ? { ...issued, access_token: `${issued.access_token.slice(0, -8)}AAAAAAAA` } : issued;
      };
      frame.getToken = getToken;
      frame.patient = '9990000026';
    });
    await row('Bee venom').waitFor();
    assert.deepEqual(await page.evaluate(() => (globalThis as HostWindow).reasons), ['first', 'rejected']);
  });

  it('says that the session has ended where the host has signed its user out', async () => {
    await change((frame) => {
      frame.getToken = async () => Promise.reject(new Error('no'));
      frame.patient = '9990000026';
    });
    await allergies().getByText('could not be loaded').first().waitFor();
    await page.route('**/ehr/lcr-token', (route) => route.fulfill({ status: 401, body: '{}' }));
    await change((frame) => {
      frame.getToken = undefined;
      frame.patient = '9990000018';
    });
    await allergies().getByText('Your session has ended').waitFor();
  });

  it('tells a host without a supply that a token is needed', async () => {
    await change((frame) => frame.removeAttribute('token-url'));
    await page.waitForFunction(() => (globalThis as HostWindow).events.some(({ type, detail }) => type === 'lcr-token-needed' && detail['reason'] === 'first'));
    assert.equal(await change((frame) => (frame.token = 'a token')).then(() => element().evaluate((frame) => (frame as LcrFrame).token)), undefined);
    // It came to the gateway, which knows better.
    await page.waitForFunction(() => (globalThis as HostWindow).events.some(({ type, detail }) => type === 'lcr-token-needed' && detail['reason'] === 'rejected'));
  });

  it('is as high as what it shows', async () => {
    await row('Penicillin').waitFor();
    const heights = () => element().evaluate((frame) => frame.shadowRoot!.querySelector('iframe')!.getBoundingClientRect().height);
    const content = async () => (await frameOf()).evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
    const settled = async () => {
      while ((await heights()) !== (await content())) await new Promise((later) => setTimeout(later, 20));
      return heights();
    };
    const wide = await settled();
    assert.ok(wide > 200);
    await page.setViewportSize({ width: 280, height: 800 });
    while ((await heights()) <= wide) await new Promise((later) => setTimeout(later, 20));
    await settled();
    assert.equal(await (await frameOf()).evaluate(() => document.documentElement.scrollHeight > innerHeight), false);
  });

  it('begins anew where it is put back, and twice on one page it is two', async () => {
    await row('Penicillin').waitFor();
    const gone = await frameOf();
    await change((frame) => {
      const { parentElement } = frame;
      frame.remove();
      parentElement!.append(frame);
    });
    await row('Penicillin').waitFor();
    assert.ok(gone.isDetached());
    await change((frame) => {
      const second = frame.cloneNode() as LcrFrame;
      second.id = 'second';
      second.patient = '9990000026';
      frame.after(second);
    });
    await page.locator('#second').frameLocator('iframe').getByRole('rowheader', { name: 'Bee venom' }).first().waitFor();
    await page.locator('lcr-frame').first().frameLocator('iframe').getByRole('rowheader', { name: 'Penicillin' }).first().waitFor();
  });

  it('takes the attributes of a widget, and says so where there is no such widget', async () => {
    await change((frame) => (frame.show = 'lcr-allergies[heading-level=4][onclick=alert] lcr-frame lcr-nothing'));
    await allergies().getByRole('heading', { level: 4, name: /Allergies/ }).waitFor();
    assert.equal(await allergies().getAttribute('onclick'), null);
    assert.equal(await inside().getByText('a part of the record that does not exist').count(), 2);
    assert.deepEqual((await told()).filter(({ type }) => type === 'lcr-error').map(({ detail }) => detail), [{ code: 'tag-unknown' }, { code: 'tag-unknown' }]);
  });

  it('says what is wrong with the page itself', async () => {
    await change((frame) => (frame.gateway = 'http://gateway.example'));
    await element().getByText('the page gave no https gateway').waitFor();
    await change((frame) => {
      frame.gateway = 'http://127.0.0.1:1';
      frame.tokenUrl = 'https://elsewhere.example/token';
    });
    await element().getByText('a token-url of another origin').waitFor();
    assert.deepEqual((await told()).filter(({ type }) => type === 'lcr-error').map(({ detail }) => detail), [{ code: 'gateway-invalid' }, { code: 'token-url-invalid' }]);
  });
});
