import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Locator } from 'playwright-core';
import { chromiumFlags, prepare } from '../../scripts/browsers.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const isFree = (port: number): Promise<boolean> =>
  new Promise((told) => {
    const probe = createServer();
    probe.once('error', () => told(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => told(true)));
  });

/** Two neighbouring free ports: the README's own, unless somebody uses them. */
export async function freePort(): Promise<number> {
  for (let port = 8080; port < 9080; port += 2) if ((await isFree(port)) && (await isFree(port + 1))) return port;
  throw new Error('no two free ports between 8080 and 9080');
}

export interface Running {
  port: number;
  address: string;
  /** Everything that the process said so far. */
  said(): string;
  stop(): Promise<number | null>;
  process: ChildProcess;
}

/** Runs `scripts/start.ts` as `npm start` does, and waits for its line. */
export async function start(environment: Record<string, string> = {}): Promise<Running> {
  const port = await freePort();
  const child = spawn(process.execPath, ['scripts/start.ts'], { cwd: root, env: { ...process.env, PORT: String(port), ...environment } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (words: string) => (said += words));
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const address = await Promise.race([
    ended.then((code) => Promise.reject(new Error(`ended with ${code}: ${said}`))),
    new Promise<string>((found) => child.stdout.on('data', () => {
      const line = /The record is at (\S+)/.exec(said);
      if (line?.[1]) found(line[1]);
    })),
  ]);
  return {
    port,
    address,
    said: () => said,
    process: child,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** A headless Chromium, found or installed. */
export async function browser(...more: string[]): Promise<Browser> {
  const executablePath = prepare(['chromium']).chromium;
  if (!executablePath) throw new Error('there is no Chromium on this machine');
  // The README's page is put under the host's address by the test itself, and Chromium then takes it to have come from
  // another network than the gateway's.
  return chromium.launch({ executablePath, args: [...chromiumFlags, '--disable-features=LocalNetworkAccessChecks', ...more] });
}

/** Everything that stands in an element, inside its shadow tree and those within: `innerText` stops at the first. */
export const shownText = (locator: Locator): Promise<string> =>
  locator.evaluate((element) => {
    const read = (node: Node): string =>
      node instanceof Text
        ? node.data
        : [...((node as Element).shadowRoot?.childNodes ?? []), ...node.childNodes].map(read).join(' ');
    return read(element).replace(/\s+/g, ' ');
  });
