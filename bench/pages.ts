/** What a page costs its reader: ours beside what would be written by hand, and beside a React component set. */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { chromiumFlags, prepare } from '../scripts/browsers.ts';
import { type Figures, inTurns } from './figures.ts';
import { openSite, type Site } from './pages/server.ts';
import { byHand, type Look, lookOf, mustBeAlike, pagesAt } from './pages/variants.ts';

const ROUNDS = Number(process.env['ROUNDS'] || 15);

interface Comparison {
  name: string;
  latency: number;
  /** The pages, by what they are called; the first is what the others are measured against. */
  pages: Record<string, string>;
  /** The event after which a page is done, where it is not the first drawing. */
  until?: string;
}

const comparisons: Comparison[] = [0, 50].flatMap((latency) => [
  { name: `one widget, 50 entries, ${latency} ms`, latency, pages: { vanilla: '/vanilla/50', ours: '/ours/50', Medplum: '/medplum/50' } },
  { name: `one widget, 1,000 entries, ${latency} ms`, latency, pages: { vanilla: '/vanilla/1000', ours: '/ours/1000', Medplum: '/medplum/1000' } },
  { name: `10,000 entries behind the page, ${latency} ms`, latency, pages: { 'vanilla, windowed': '/windowed/10000', ours: '/ours/10000', Medplum: '/medplum/10000' } },
  { name: `10,000 entries, all loaded, ${latency} ms`, latency, pages: { 'vanilla, windowed': '/windowed/10000', ours: '/ours-all/10000' } },
  {
    name: `twenty widgets, ${latency} ms`,
    latency,
    pages: { vanilla: '/vanilla/twenty', 'vanilla, batched': '/batched/twenty', 'vanilla, only in view': '/vanilla/twenty-in-view', ours: '/ours/twenty', Medplum: '/medplum/twenty' },
  },
]);

/** @param only part of the names of the comparisons that are wanted, from the environment */
export async function measurePages(only = process.env['ONLY'] ?? ''): Promise<Figures[]> {
  if (!existsSync('dist/cdn/lcr.js')) throw new Error('there is nothing to measure yet: npm run build');
  const executablePath = prepare(['chromium']).chromium;
  if (!executablePath) throw new Error('there is no Chromium on this machine');
  const site = await openSite(pagesAt, 'dist/cdn');
  const browser = await chromium.launch({ executablePath, args: [...chromiumFlags, '--enable-precise-memory-info', '--js-flags=--expose-gc'] });
  try {
    await dress(browser, site);
    const found: Figures[] = [];
    for (const { name, latency, pages } of comparisons.filter((one) => one.name.includes(only))) {
      site.latency = latency;
      found.push(await inTurns(`page: ${name}`, Object.keys(pages), ROUNDS, (variant) => visit(browser, site, pages[variant]!)));
    }
    site.latency = 0;
    for (const [times, variants] of [[50, ['vanilla', 'ours']], [1000, ['ours']]] as const) {
      const name = `${times} patient switches`;
      if (name.includes(only)) found.push(await inTurns(`page: ${name}, 1,000 entries`, variants, 1, (variant) => switches(browser, site, variant, times)));
    }
    return found;
  } finally {
    await browser.close();
    site.stop();
  }
}

/** Gives the pages written by hand the sheets of ours, and sees that they show the very same under them. */
export async function dress(browser: Browser, site: Site): Promise<void> {
  const ours = await lookAt(browser, `${site.origin}/ours/twenty`);
  Object.assign(site.pages, await byHand(ours));
  mustBeAlike(ours, await lookAt(browser, `${site.origin}/vanilla/twenty`));
}

async function lookAt(browser: Browser, url: string): Promise<Look> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await page.addInitScript(watch);
    await page.goto(url);
    await page.waitForFunction(() => 'shown' in window);
    // What comes a moment later belongs to the look.
    await page.waitForTimeout(2000);
    return await page.evaluate(lookOf);
  } finally {
    await page.close();
  }
}

/** Notes in the page when it was drawn: two frames later it can be seen, and whatever was put off has been done. */
function watch(): void {
  const noted = window as unknown as { shown?: number; done?: number; longest: number; told?(what: string): void };
  noted.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) noted.longest = Math.max(noted.longest, duration);
  }).observe({ type: 'longtask', buffered: true });
  const seen = (what: 'shown' | 'done') => () =>
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        noted[what] ??= performance.now();
        noted.told?.(what);
      }),
    );
  document.addEventListener('drawn', seen('shown'));
  document.addEventListener('all-drawn', seen('done'));
}

/** One cold load: a new profile, no cache, nothing connected. */
async function visit(browser: Browser, site: Site, path: string): Promise<Record<string, number>> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  try {
    await page.addInitScript(watch);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    await devtools.send('Network.enable');
    const sent = { bytes: 0, requests: 0, preflights: 0 };
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => void (sent.bytes += encodedDataLength));
    devtools.on('Network.requestWillBeSent', ({ request: { url, method }, type }) => {
      if (method === 'OPTIONS' || type === 'Preflight') sent.preflights++;
      else if (/\/(v1|fhir|token)/.test(new URL(url).pathname)) sent.requests++;
    });
    const all = path.startsWith('/ours-all');
    // The page tells it: to look for it in there would be work of ours on the thread that is measured.
    await devtools.send('Runtime.enable');
    await devtools.send('Runtime.addBinding', { name: 'told' });
    const resting = told(devtools, all ? 'done' : 'shown');
    await page.goto(`${site.origin}${path}`, { waitUntil: 'commit' });
    await resting;
    const now = await measured(page, devtools);
    const shown = await page.evaluate(() => {
      const { shown: first, done, longest } = window as unknown as { shown: number; done?: number; longest: number };
      return { first, done: done ?? first, longest };
    });
    return {
      'visible, ms': shown.first,
      ...(all || path.startsWith('/windowed') ? { 'all here, ms': shown.done } : {}),
      'main thread, ms': now.task,
      'longest task, ms': shown.longest,
      'bytes, kB': sent.bytes / 1000,
      'data and token requests': sent.requests,
      'DOM nodes': now.nodes,
      'heap, MB': now.heap / 1e6,
    };
  } finally {
    await context.close();
  }
}

/** Resolves when the page says that. */
function told(devtools: CDPSession, what: 'shown' | 'done'): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`a page was not ${what} within two minutes`)), 120_000);
    devtools.on('Runtime.bindingCalled', ({ payload }) => {
      if (payload !== what) return;
      clearTimeout(late);
      resolve();
    });
  });
}

/** What the main thread has used (thread ticks, not the clock), and what is left when all that can be forgotten has been. */
async function measured(page: Page, devtools: CDPSession): Promise<{ task: number; nodes: number; heap: number }> {
  const read = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  };
  const task = (await read())('TaskDuration') * 1000;
  await page.evaluate(() => (window as unknown as { gc(): void }).gc());
  await devtools.send('HeapProfiler.collectGarbage');
  const after = await read();
  return { task, nodes: after('Nodes'), heap: after('JSHeapUsedSize') };
}

/** Switches between two patients with 1,000 entries each: what stays behind. */
async function switches(browser: Browser, site: Site, variant: string, times: number): Promise<Record<string, number>> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  try {
    await page.addInitScript(watch);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(`${site.origin}/${variant}/1000`);
    await page.waitForFunction(() => 'shown' in window);
    const turn = async (times: number) => {
      await page.evaluate(async (count) => {
        const drawn = () => new Promise((done) => document.addEventListener('drawn', () => setTimeout(done, 30), { once: true }));
        const lcr = document.querySelector<HTMLElement>('lcr-context');
        const other = document.body.dataset['other'] ?? '';
        for (let index = 0; index < count; index++) {
          const next = drawn();
          if (lcr) {
            const before = lcr.getAttribute('patient') ?? '';
            lcr.setAttribute('patient', index % 2 ? (document.body.dataset['first'] ?? '') : other);
            document.body.dataset['first'] ??= before;
          } else void (window as unknown as { open1(): Promise<void> }).open1();
          await next;
        }
      }, times);
    };
    // The first turns fill what is filled once: the engine keeps what it learns of each function until it has compiled it.
    await turn(50);
    const before = await measured(page, devtools);
    await turn(times);
    const after = await measured(page, devtools);
    return { 'extra DOM nodes': after.nodes - before.nodes, 'extra heap, kB': (after.heap - before.heap) / 1000, 'main thread, ms': after.task - before.task };
  } finally {
    await context.close();
  }
}
