/** One small way to drive a page in three engines, so that the same assertions run in each. */
import { chromium as playwright } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { chromiumFlags, startWebKit, type Browsers, type Engine, type WebKit } from '../../../scripts/browsers.ts';

/** A page of its own: no cookie of another. */
export interface Tab {
  open(address: string): Promise<void>;
  /** Calls a function inside the page. It is sent as text: it may use nothing but its arguments. */
  run<A extends unknown[], T>(work: (...given: A) => T, ...given: A): Promise<Awaited<T>>;
  /** The errors in the page's console, where the engine tells of them. */
  readonly errors: string[];
  close(): Promise<void>;
}

export interface Driver {
  tab(): Promise<Tab>;
  close(): Promise<void>;
}

/** How each engine that is here, and wanted, is driven. */
export function driversOf({ chromium, firefox, webkit }: Browsers, wanted: readonly Engine[] = ['chromium', 'firefox', 'webkit']): Map<string, () => Promise<Driver>> {
  const found = new Map<string, () => Promise<Driver>>();
  if (chromium && wanted.includes('chromium')) found.set('Chromium', () => driveChromium(chromium));
  if (firefox && wanted.includes('firefox')) found.set('Firefox', () => driveFirefox(firefox));
  if (webkit && wanted.includes('webkit')) found.set('WebKit', () => driveWebKit(webkit));
  return found;
}

async function driveChromium(executablePath: string): Promise<Driver> {
  const browser = await playwright.launch({ executablePath, args: chromiumFlags });
  return {
    async tab() {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      page.on('pageerror', (error) => errors.push(error.message));
      return {
        errors,
        open: async (address) => void (await page.goto(address)),
        run: (work, ...given) => page.evaluate(called(work, given)) as never,
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}

/** Playwright does not know a distribution's Firefox; Puppeteer speaks WebDriver BiDi to it. */
async function driveFirefox(executablePath: string): Promise<Driver> {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  return {
    async tab() {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      page.on('pageerror', (error) => errors.push(String(error)));
      return {
        errors,
        open: async (address) => void (await page.goto(address)),
        run: (work, ...given) => page.evaluate(called(work, given)) as never,
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}

/** W3C WebDriver, the few commands that are needed. It tells nothing of the console. */
async function driveWebKit(webkit: WebKit): Promise<Driver> {
  let { port, stop } = await startWebKit(webkit);
  // A driver whose browser died never answers.
  async function command(path: string, body?: object, patience = 90_000): Promise<unknown> {
    const how = { method: body ? 'POST' : 'DELETE', ...(body && { body: JSON.stringify(body) }), signal: AbortSignal.timeout(patience) };
    const response = await fetch(`http://127.0.0.1:${port}${path}`, how);
    const { value } = (await response.json()) as { value: { error?: string; message?: string } | null };
    if (!response.ok) throw new Error(`${path}: ${value?.error}: ${value?.message}`);
    return value;
  }
  return {
    async tab() {
      const alwaysMatch = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: webkit.browser, args: ['--automation'] } };
      const begin = () => command('/session', { capabilities: { alwaysMatch } }, 30_000) as Promise<{ sessionId: string }>;
      // MiniBrowser does not always start beside other browsers that are starting: then again, under another screen.
      const again = async () => {
        stop();
        ({ port, stop } = await startWebKit(webkit));
        return begin();
      };
      const { sessionId } = await begin().catch(again).catch(again).catch(again);
      const session = `/session/${sessionId}`;
      await command(`${session}/timeouts`, { script: 60_000, pageLoad: 60_000 });
      return {
        errors: [],
        open: async (url) => void (await command(`${session}/url`, { url })),
        async run(work, ...given) {
          const script = `Promise.resolve().then(() => ${called(work, given)}).then((value) => arguments[0]({ value }), (error) => arguments[0]({ error: String(error) }))`;
          const { value, error } = (await command(`${session}/execute/async`, { script, args: [] })) as { value: never; error?: string };
          if (error) throw new Error(error);
          return value;
        },
        close: async () => void (await command(session)),
      };
    },
    close: () => Promise.resolve(stop()),
  };
}

const called = (work: (...given: never[]) => unknown, given: readonly unknown[]) => `(${String(work)})(...${JSON.stringify(given)})`;

/** Asks until the answer will do. What is waited for is said when the time of the test is up. */
export async function until<T>(ask: () => Promise<T>, isGood: (answer: T) => boolean, what: string, patience = 60_000): Promise<T> {
  let answer: T | undefined;
  for (const end = Date.now() + patience; Date.now() < end; await new Promise((later) => setTimeout(later, 50))) {
    // A page that is being left has no answer.
    answer = await ask().catch(() => undefined);
    if (answer !== undefined && isGood(answer)) return answer;
  }
  throw new Error(`${what}: ${JSON.stringify(answer)}`);
}
