import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { after, before, beforeEach, describe, it, mock } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type { LcrDoctor } from '../../components/doctor/lcr-doctor.ts';
import { doctorCommand } from '../../gateway/commands/doctor.ts';
import { doctor as user, OTHER, PATIENT } from '../../gateway/test/house.ts';
import { onDisk, type OnDisk } from '../../gateway/test/running.ts';
import { createHostClient, newHostKey } from '../../host-kit/host.ts';
import { findings, type FindingCode } from '../../host-kit/doctor.ts';
import { browser } from './start.ts';

/*
 * A gateway and a host's page, broken in every way that has a name, one at a time; what the doctor says is that name and no
 * other. `lcr doctor` looks from outside, <lcr-doctor> from within.
 */

const listen = (server: Server): Promise<number> =>
  new Promise((done) => server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)));

async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await listen(probe);
  await new Promise((done) => probe.close(done));
  return port;
}

const tool = fileURLToPath(new URL('../../gateway/lcr.ts', import.meta.url));
const told = new Set<string>();
const guide = readFileSync(new URL('../../docs/doctor.md', import.meta.url), 'utf8');
const written = (language: string) => new RegExp(`\`\`\`${language}\\n([\\s\\S]+?)\`\`\``).exec(guide)![1]!;

describe('The doctor', () => {
  let disk: OnDisk;
  let isolating: OnDisk;
  let gateway: string;
  let isolated: string;
  let server: Server;
  let host: string;
  let foreign: string;
  let chromium: Browser;
  let page: Page;
  let copiesOfLit: string;

  /** What the host does, and how it is broken. */
  interface Host {
    directives: Record<string, string>;
    scripts: string;
    body: string;
    date?: Date;
    script: (response: ServerResponse, name: string) => void;
    token: (patient: string) => Promise<{ status?: number; body: unknown } | undefined>;
  }
  let set: Host;

  const exchange = async (form: URLSearchParams, at = gateway) => (await fetch(`${at}/v1/token`, { method: 'POST', body: form })).json() as Promise<Record<string, unknown>>;
  const widgets = '<lcr-patient-banner></lcr-patient-banner><lcr-allergies></lcr-allergies>';
  const context = (attributes = '', inside = widgets) => `<lcr-context gateway="${gateway}" patient="999 000 0018" token-url="/ehr/lcr-token" ${attributes}>${inside}</lcr-context>`;
  const javascript = (response: ServerResponse, name: string) => {
    response.setHeader('Content-Type', name.endsWith('.json') ? 'application/json' : 'text/javascript');
    response.end(readFileSync(resolve('dist/cdn', name)));
  };

  const healthy = (): Host => ({
    directives: {
      'default-src': "'none'",
      'script-src': "'self'",
      'connect-src': `'self' ${gateway}`,
      'img-src': 'blob: data:',
      'frame-src': isolated,
      'require-trusted-types-for': "'script'",
      'trusted-types': 'lcr-lit-html lcr-document',
    },
    scripts: '<script type="module" src="/lcr/doctor.js"></script><script type="module" src="/lcr/lcr.js"></script>',
    body: context(),
    script: javascript,
    token: async (patient) => ({ body: await exchange(await disk.form(patient)) }),
  });

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url!;
    if (set.date) response.setHeader('Date', set.date.toUTCString());
    if (path === '/documented') {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(written('html').replace('http://localhost:8081', gateway));
    } else if (path === '/') {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.setHeader('Content-Security-Policy', Object.entries(set.directives).map((one) => one.join(' ')).join('; '));
      response.end(`<!doctype html><html lang="en"><title>Host</title>${set.scripts}<body>${set.body}<lcr-doctor></lcr-doctor></body></html>`);
    } else if (path.startsWith('/lcr/') || path.startsWith('/again/')) {
      try {
        set.script(response, path.replace(/^\/\w+\//, ''));
      } catch {
        response.writeHead(404).end();
      }
    } else if (/^\/lit-[ab]\.js$/.test(path)) {
      response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(copiesOfLit);
    } else if (path === '/ehr/lcr-token' && request.method === 'POST') {
      let sent = '';
      request.on('data', (words) => (sent += words));
      request.on('end', () => {
        void set.token((JSON.parse(sent) as { patient: string }).patient).then((given) => {
          if (!given) return void request.socket.destroy();
          response.writeHead(given.status ?? 200, { 'Content-Type': 'application/json' }).end(JSON.stringify(given.body));
        });
      });
    } else response.writeHead(404).end();
  }

  before(async () => {
    const [port, otherPort] = [await freePort(), await freePort()];
    gateway = `http://localhost:${port}`;
    isolated = `http://localhost:${otherPort}`;
    server = createServer(answer);
    const hostPort = await listen(server);
    host = `http://127.0.0.1:${hostPort}`;
    foreign = `http://localhost:${hostPort}`;
    disk = await onDisk({ issuer: gateway, listen: `{ host: 127.0.0.1, port: ${port} }`, origins: [host] });
    isolating = await onDisk({
      issuer: isolated,
      listen: `{ host: 127.0.0.1, port: ${otherPort} }`,
      origins: [host],
      host: 'isolated: true',
      more: `elements: ${resolve('dist/cdn')}\n`,
    });
    const lit = await build({ stdin: { contents: "export { html } from 'lit2'", resolveDir: '.' }, bundle: true, format: 'esm', write: false, minify: true, conditions: ['production'] });
    copiesOfLit = lit.outputFiles[0]!.text;
    [chromium] = await Promise.all([browser(), disk.start(), isolating.start()]);
    page = await chromium.newPage();
  });
  after(async () => {
    await chromium?.close();
    disk?.remove();
    isolating?.remove();
    server?.closeAllConnections();
    server?.close();
  });
  beforeEach(() => {
    set = healthy();
  });

  const garbled = async (patient: string) => {
    const { access_token: token, ...rest } = await exchange(await disk.form(patient));
    return { body: { ...rest, access_token: `${String(token).slice(0, -8)}AAAAAAAA` } };
  };
  const ended = async (patient: string) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    return { body: { access_token: `${part({ alg: 'ES256' })}.${part({ iss: gateway, patient, iat: 1, exp: 301 })}.AA`, expires_in: 300 } };
  };
  const forAnother = async () => ({ body: await exchange(await disk.form(OTHER)) });
  const fromAnother = async (patient: string) => ({ body: await exchange(await isolating.form(patient), isolated) });
  const misshapen = async () => ({ body: { token: 'a.b.c' } });
  const misaddressed = async (patient: string) => {
    const { key } = await newHostKey();
    const client = await createHostClient({ clientId: 'nobody', gateway, key });
    return { status: 502, body: await exchange(await client.form({ ...user, patient })) };
  };

  /** What is done to the host, by the name of what is wrong then, from wherever it can be seen. */
  const broken: [FindingCode, breakage: () => void][] = [
    ['csp-connect-src', () => (set.directives['connect-src'] = "'self'")],
    ['csp-img-src', () => (set.directives['img-src'] = "'self'")],
    ['csp-trusted-types', () => (set.directives['trusted-types'] = 'lcr-document')],
    ['token-url-unreachable', () => (set.token = async () => undefined)],
    ['token-url-session', () => (set.token = async () => ({ status: 401, body: {} }))],
    ['token-url-refused', () => (set.token = async () => ({ status: 403, body: { error: 'patient-not-on-list' } }))],
    ['token-shape', () => (set.token = misshapen)],
    ['token-issuer', () => (set.token = fromAnother)],
    ['token-patient', () => (set.token = forAnother)],
    ['token-refused', () => (set.token = garbled)],
  ];
  /** What follows from it, and is said, too. */
  const follows: Partial<Record<FindingCode, FindingCode[]>> = { 'token-issuer': ['token-refused'], 'token-patient': ['session-refused'] };

  const note = <T extends string>(codes: T[]): T[] => {
    for (const code of codes) told.add(code);
    return codes;
  };

  describe('as a command', () => {
    interface Asked {
      host?: string;
      gateway?: string;
      token?: string;
      patient?: string;
      more?: string[];
    }
    const ask = async ({ host: from = host, gateway: at = gateway, token, patient = PATIENT, more = [] }: Asked = {}) => {
      const lines: string[] = [];
      const words = ['--host', from, '--gateway', at, '--token-url', token ?? '/ehr/lcr-token', ...more];
      const status = await doctorCommand(words, {}, () => `${patient}\n`, (line) => lines.push(line));
      const output = lines.join('\n');
      assert.doesNotMatch(output, /eyJ|9990000018|9990000026/, 'no token and no patient is told');
      const codes = note([...output.matchAll(/\[([a-z-]+)\]$/gm)].map(([, code]) => code!));
      assert.equal(status, codes.length > 0 ? 1 : 0);
      return { output, codes };
    };

    it('finds nothing wrong where nothing is', async () => {
      const { output, codes } = await ask();
      assert.deepEqual(codes, []);
      assert.doesNotMatch(output, /not tried/);
    });

    it('finds nothing wrong with a page that shows the gateway’s frame', async () => {
      set.scripts = '<script type="module" src="/lcr/frame.js"></script>';
      set.body = `<lcr-frame gateway="${isolated}"></lcr-frame>`;
      set.directives = { 'default-src': "'none'", 'script-src': "'self'", 'frame-src': isolated, 'trusted-types': "'none'" };
      set.token = fromAnother;
      assert.deepEqual((await ask({ gateway: isolated })).codes, []);
      set.directives['frame-src'] = gateway;
      assert.deepEqual((await ask({ gateway: isolated })).codes, ['csp-frame-src']);
    });

    it('is a command of the gateway’s, in words', async () => {
      const words = ['doctor', '--host', 'http://127.0.0.1:1', '--gateway', gateway];
      const { status, stdout } = spawnSync(process.execPath, [tool, ...words], { encoding: 'utf8' });
      assert.equal(status, 1);
      assert.match(stdout, /^WRONG The host’s page\n\s+The host’s page did not come\. \(http:\/\/127\.0\.0\.1:1\/\) \[host-unreachable\]\n\s+What to do: .+\n\s+Who acts: the developer of the host\n/);
      assert.match(stdout, /^good {2}The gateway$/m);
    });

    it('is called as the guide to it says, word for word', async () => {
      const child = spawn('sh', ['-c', written('sh')], { env: { ...process.env, HOST: host, GATEWAY: gateway } });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (words) => (output += words));
      child.stdin.end('999 000 0018');
      const status = await new Promise((done) => child.on('close', done));
      assert.doesNotMatch(output, /WRONG|not tried/);
      assert.equal(status, 0, output);
    });

    for (const [code, breakage] of broken) {
      it(`says ${code}`, async () => {
        breakage();
        assert.deepEqual((await ask()).codes, [code, ...(follows[code] ?? [])]);
      });
    }

    const others: [FindingCode[], Asked, breakage?: () => void][] = [
      [['host-unreachable'], { host: 'HOST/nowhere' }],
      [['csp-script-src'], {}, () => (set.directives['script-src'] = "'nonce-abc'")],
      [['script-unreachable'], {}, () => (set.script = () => { throw new Error('gone'); })],
      [['script-type'], {}, () => (set.script = (response, name) => void response.setHeader('Content-Type', 'text/plain').end(readFileSync(resolve('dist/cdn', name))))],
      [['script-integrity'], {}, () => (set.script = (response, name) => (name === 'lcr.js' ? void response.setHeader('Content-Type', 'text/javascript').end('other') : javascript(response, name)))],
      [['script-cors', 'csp-script-src'], {}, () => (set.scripts = set.scripts.replaceAll('src="', `src="${foreign}`))],
      [['gateway-unreachable'], { gateway: 'http://127.0.0.1:1' }, () => { set.directives['connect-src'] = "'self' http://127.0.0.1:1"; set.token = misshapen; }],
      [['gateway-address', 'gateway-unreachable'], { gateway: 'http://gateway.invalid' }, () => { set.directives['connect-src'] = "'self' http://gateway.invalid"; set.token = misshapen; }],
      [['gateway-discovery'], { gateway: 'HOST' }, () => (set.token = misshapen)],
      [['gateway-issuer'], { gateway: '127' }, () => { set.directives['connect-src'] = '*'; set.token = misshapen; }],
      [['origin-unknown', 'token-refused'], { host: 'FOREIGN' }],
      [['frame-refused'], { more: ['--isolated'] }, () => (set.directives['frame-src'] = gateway)],
      [['clock-host'], {}, () => (set.date = new Date(Date.now() + 3_600_000))],
      [['patient-invalid'], { patient: '9990000019' }],
      [['token-url-invalid'], { token: 'https://elsewhere.example/token' }],
      [['token-exchange'], {}, () => (set.token = misaddressed)],
      [['token-ended'], {}, () => (set.token = ended)],
    ];
    for (const [codes, asked, breakage] of others) {
      it(`says ${codes.join(' and ')}`, async () => {
        breakage?.();
        const place = (written?: string) => written?.replace('HOST', host).replace('FOREIGN', foreign).replace(/^127$/, gateway.replace('localhost', '127.0.0.1'));
        const { host: from, gateway: at, ...rest } = asked;
        const found = (await ask({ ...rest, ...(from && { host: place(from)! }), ...(at && { gateway: place(at)! }) })).codes;
        assert.deepEqual(found.filter((code) => code !== 'token-shape').sort(), [...codes].sort());
      });
    }

    it('says clock-here, of a computer that is an hour late', async () => {
      mock.timers.enable({ apis: ['Date'], now: Date.now() - 3_600_000 });
      try {
        assert.ok((await ask()).codes.includes('clock-here'));
      } finally {
        mock.timers.reset();
      }
    });
  });

  describe('as an element', () => {
    beforeEach(async () => {
      await page.unrouteAll();
    });
    const look = async (from = host): Promise<string[]> => {
      await page.goto(from);
      const element = page.locator('lcr-doctor');
      await element.locator('button').waitFor();
      const codes = await element.evaluate((one) => (one as LcrDoctor).checks.flatMap(({ found }) => found.map(({ code }) => code as string)));
      assert.deepEqual(await element.locator('[data-code]').evaluateAll((all) => all.map((one) => one.getAttribute('data-code'))), codes);
      return note(codes);
    };

    it('finds nothing wrong where nothing is, and says so', async () => {
      assert.deepEqual(await look(), []);
      await page.locator('lcr-doctor').getByText('Nothing is wrong.').waitFor();
      assert.equal(await page.locator('lcr-doctor').getByText('not tried').count(), 0);
    });

    it('finds nothing wrong with a page that shows the gateway’s frame', async () => {
      set.scripts = set.scripts.replace('/lcr/lcr.js', '/lcr/frame.js');
      set.body = `<lcr-frame gateway="${isolated}" patient="9990000018" token-url="/ehr/lcr-token" show="lcr-allergies"></lcr-frame>`;
      set.token = fromAnother;
      assert.deepEqual(await look(), []);
    });

    it('is used as the guide to it says, word for word', async () => {
      assert.deepEqual(await look(`${host}/documented`), []);
    });

    it('says what to do, and who does it', async () => {
      set.body = '';
      assert.deepEqual(await look(), ['context-missing']);
      await page.locator('lcr-doctor').getByText('What to do: Put the widgets inside an lcr-context.').waitFor();
      await page.locator('lcr-doctor').getByText('Who acts: the developer of the host').waitFor();
    });

    for (const [code, breakage] of broken) {
      it(`says ${code}`, async () => {
        breakage();
        const found = await look();
        // Without its policy Lit does not load, and no tag is there.
        const more = code === 'csp-trusted-types' ? ['tag-undefined'] : code === 'csp-connect-src' ? [] : (follows[code] ?? []);
        assert.deepEqual(found.sort(), [code, ...more].sort());
      });
    }

    const others: [FindingCode[], breakage: () => void][] = [
      [['tag-undefined'], () => (set.body = context('', '<lcr-nothing></lcr-nothing>'))],
      [['widget-outside'], () => (set.body += '<lcr-allergies></lcr-allergies>')],
      [['defined-twice'], () => (set.scripts += '<script type="module" src="/again/lcr.js"></script>')],
      [['defined-twice'], () => { set.scripts += '<script type="module" src="/again/lcr.js"></script>'; delete set.directives['trusted-types']; }],
      [['lit-policy'], () => { set.scripts += '<script type="module" src="/lit-a.js"></script><script type="module" src="/lit-b.js"></script>'; set.directives['trusted-types'] += ' lit-html'; }],
      [['csp-script-src', 'tag-undefined'], () => (set.scripts = set.scripts.replace('src="/lcr/lcr', `src="${foreign}/lcr/lcr`))],
      [['gateway-address'], () => (set.body = context().replace(gateway, 'http://gateway.example'))],
      [['gateway-unreachable'], () => { set.body = context().replace(gateway, 'http://127.0.0.1:1'); set.directives['connect-src'] = '*'; }],
      [['patient-missing'], () => (set.body = context().replace('999 000 0018', ''))],
      [['patient-invalid'], () => (set.body = context().replace('999 000 0018', '999 000 0019'))],
      [['token-supply'], () => (set.body = context().replace('token-url="/ehr/lcr-token"', ''))],
      [['token-url-invalid'], () => (set.body = context().replace('/ehr/lcr-token', 'https://elsewhere.example/token'))],
      [['gateway-discovery'], () => (set.body = context().replace(gateway, host))],
      [['gateway-issuer'], () => { set.body = context().replace(gateway, gateway.replace('localhost', '127.0.0.1')); set.directives['connect-src'] = '*'; }],
    ];
    for (const [codes, breakage] of others) {
      it(`says ${codes.join(' and ')}`, async () => {
        breakage();
        const found = await look();
        assert.deepEqual(found.filter((code) => !['token-issuer'].includes(code)).sort(), [...codes].sort());
      });
    }

    it('says origin-unknown in a page of an origin that is not registered', async () => {
      set.directives['connect-src'] = '*';
      assert.deepEqual(await look(foreign), ['origin-unknown']);
    });

    it('says session-failed where the gateway does', async () => {
      await page.route('**/v1/session', (route) => route.fulfill({ status: 500, json: { code: 'gateway-error' }, headers: { 'Access-Control-Allow-Origin': host } }));
      assert.deepEqual(await look(), ['session-failed']);
    });

    it('says csp-frame-src, and frame-refused where the frame has been given up', async () => {
      set.scripts = set.scripts.replace('/lcr/lcr.js', '/lcr/frame.js');
      set.body = `<lcr-frame gateway="${gateway}" patient="9990000018" token-url="/ehr/lcr-token" show="lcr-allergies"></lcr-frame>`;
      await look();
      await page.locator('lcr-frame').getByText('could not be loaded').waitFor();
      const codes = await page.locator('lcr-doctor').evaluate(async (one) => (await (one as LcrDoctor).look()).flatMap(({ found }) => found.map(({ code }) => code)));
      assert.deepEqual(note(codes).sort(), ['csp-frame-src', 'frame-refused']);
    });

    it('says page-insecure in a page that came over an open line', async () => {
      await page.route('http://ehr.example/**', async (route) => {
        const { pathname } = new URL(route.request().url());
        await route.fulfill({ response: await route.fetch({ url: `${host}${pathname}` }) });
      });
      assert.ok((await look('http://ehr.example/')).includes('page-insecure'));
    });

    it('says clock-here on a computer that is an hour late', async () => {
      const late = await chromium.newPage();
      await late.clock.install({ time: Date.now() - 3_600_000 });
      const before = page;
      page = late;
      try {
        assert.deepEqual(await look(), ['clock-here']);
      } finally {
        page = before;
        await late.close();
      }
    });
  });

  it('has been heard to say everything that it can say', () => {
    assert.deepEqual(Object.keys(findings).filter((code) => !told.has(code)), []);
  });
});
