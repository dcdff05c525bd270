/**
 * The browsers that the tests run in: found on this machine, or installed where that needs no question.
 *
 * Playwright's and Puppeteer's own downloads do not work everywhere, so nothing here downloads a browser build.
 * Run by itself (`node scripts/browsers.ts`) it prints what it found.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { accessSync, constants, globSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface WebKit {
  driver: string;
  browser: string;
  screen: string;
}

export interface Browsers {
  chromium: string | null;
  firefox: string | null;
  webkit: WebKit | null;
}

export type Engine = keyof Browsers;

/** As root in a container there is no sandbox, and on a closed network every background look-up fails. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const wanted: Record<Engine, { packages: string[][]; hint: string }> = {
  chromium: { packages: [['chromium']], hint: 'install Chromium or Chrome, or set CHROME_PATH' },
  firefox: { packages: [['firefox-esr'], ['firefox']], hint: 'install Firefox, or set FIREFOX_PATH' },
  webkit: {
    packages: [['webkit2gtk-driver', 'xvfb']],
    hint: 'it needs WebKitWebDriver, MiniBrowser and Xvfb (Debian: webkit2gtk-driver xvfb)',
  },
};

/** What stands on this machine now. */
export function find(): Browsers {
  const driver = first(named('WEBKIT_DRIVER_PATH'), inPath('WebKitWebDriver'));
  const browser = first(named('WEBKIT_BROWSER_PATH'), inPath('MiniBrowser'), ...miniBrowsers());
  const screen = inPath('Xvfb');
  return {
    chromium: first(
      named('CHROME_PATH'),
      ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'].map(inPath),
      ...applications('Google Chrome', 'Google/Chrome/Application/chrome.exe'),
      ...applications('Chromium', 'Chromium/Application/chrome.exe'),
    ),
    firefox: first(
      named('FIREFOX_PATH'),
      ...['firefox-esr', 'firefox'].map(inPath),
      ...applications('Firefox', 'Mozilla Firefox/firefox.exe', 'firefox'),
    ),
    webkit: driver && browser && screen ? { driver, browser, screen } : null,
  };
}

/**
 * What the tests can run in, after installing what is missing where that is possible without a question.
 * One engine is enough at a desk; CI must have all three.
 */
export function prepare(needed: Engine[] = ['chromium', 'firefox', 'webkit']): Browsers {
  let found = find();
  const missing = () => needed.filter((engine) => !found[engine]);
  if (missing().length > 0 && install(missing())) found = find();
  for (const engine of missing()) console.error(`No ${engine} here: ${wanted[engine].hint}.`);
  if (missing().length === needed.length) throw new Error('No browser to test in.');
  if (missing().length > 0 && process.env['CI'] === 'true') throw new Error(`CI needs ${missing().join(' and ')} too.`);
  return found;
}

/** WebKit's WebDriver on a free port, drawing on a screen of its own. It ends with this process at the latest. */
export async function startWebKit(webkit: WebKit): Promise<{ port: number; stop: () => void }> {
  const screen = spawn(webkit.screen, ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const display = await line(screen);
  const port = await freePort();
  const driver = spawn(webkit.driver, [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: `:${display}`,
      LIBGL_ALWAYS_SOFTWARE: '1',
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      GTK_A11Y: 'none',
      NO_AT_BRIDGE: '1',
      GSETTINGS_BACKEND: 'memory',
    },
  });
  const stop = () => {
    driver.kill();
    screen.kill();
  };
  process.once('exit', stop);
  // Without a screen every page would be waited for in vain: without a driver the first of them says so.
  screen.once('exit', () => driver.kill());
  await answers(port, driver);
  return { port, stop };
}

function install(engines: Engine[]): boolean {
  if (!inPath('apt-get')) return false;
  const root = process.getuid?.() === 0;
  if (!root && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return false;
  const apt = (...words: string[]) => {
    const command = ['apt-get', '-q', '-o', 'DPkg::Lock::Timeout=300', ...words];
    if (!root) command.unshift('sudo', '-n');
    const { status, stderr } = spawnSync('env', ['DEBIAN_FRONTEND=noninteractive', ...command], { encoding: 'utf8' });
    return { done: status === 0, why: stderr?.trim().split('\n').at(-1) ?? '' };
  };
  console.error(`Installing ${engines.join(', ')} with apt-get, to test in …`);
  apt('update');
  for (const engine of engines) {
    let why = '';
    const installed = wanted[engine].packages.some((packages) => {
      const tried = apt('install', '-y', ...packages);
      why ||= tried.why;
      return tried.done;
    });
    if (!installed) console.error(`apt-get could not install ${engine}: ${why}`);
  }
  return true;
}

/** What the environment names goes before everything found, so a name that leads nowhere is an error. */
function named(variable: string): string | undefined {
  const path = process.env[variable];
  if (path && !runs(path)) throw new Error(`${variable} is ${path}, and nothing runs there.`);
  return path;
}

function first(...paths: (string | null | undefined)[]): string | null {
  return paths.find((path) => path && runs(path)) ?? null;
}

function inPath(name: string): string | null {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  return first(...(process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, file)));
}

/** Distributions keep MiniBrowser beside the library, out of the path. The newest library is the driver's own. */
function miniBrowsers(): string[] {
  const folders = ['/usr/lib/*', '/usr/lib', '/usr/lib64', '/usr/libexec'];
  return folders.flatMap((folder) => globSync(`${folder}/webkit{2gtk,gtk}-*/MiniBrowser`)).sort().reverse();
}

/** The places where an application's installer puts it on macOS and Windows. */
function applications(mac: string, windows: string, macFile = mac): string[] {
  if (process.platform === 'darwin') {
    return ['/Applications', join(homedir(), 'Applications')].map((folder) => `${folder}/${mac}.app/Contents/MacOS/${macFile}`);
  }
  if (process.platform !== 'win32') return [];
  const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name]);
  return folders.filter((folder) => folder !== undefined).map((folder) => join(folder, windows));
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

async function line(program: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of program.stdout ?? []) {
    said += String(chunk);
    // Not before its end: whoever writes it in pieces would find nobody there for the last of them, and end.
    if (said.includes('\n')) return said.trim();
  }
  throw new Error(`${program.spawnfile} ended before it said anything.`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

async function answers(port: number, driver: ChildProcess): Promise<void> {
  for (const end = Date.now() + 15_000; Date.now() < end && driver.exitCode === null; ) {
    const ready = await fetch(`http://127.0.0.1:${port}/status`).then((answer) => answer.ok).catch(() => false);
    if (ready) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error('WebKitWebDriver did not start.');
}

if (import.meta.main) {
  for (const [engine, place] of Object.entries(prepare())) {
    if (place) console.log(`${engine}: ${typeof place === 'string' ? place : `${place.browser} by ${place.driver}`}`);
  }
}
