import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import puppeteer from 'puppeteer-core';
import { chromiumFlags, prepare, startWebKit } from './scripts/browsers.ts';
import { engineReporter } from './scripts/engine-reporter.ts';
import { servedYaml } from './scripts/yaml.ts';
import { startHub } from './test/e2e/hub.ts';

// ENGINES=chromium narrows a run at the desk; without it every engine found takes part.
const { chromium, firefox, webkit } = prepare(process.env.ENGINES?.split(','));
const wanted = (engine) => !process.env.ENGINES || process.env.ENGINES.split(',').includes(engine);

const browsers = [];
const stops = [];

// Two go on at once. The slowest comes first, so that the other two are done beside it.
if (webkit && wanted('webkit')) {
  const { port, stop } = await startWebKit(webkit);
  stops.push(stop);
  browsers.push(
    webdriverLauncher({
      hostname: '127.0.0.1',
      port,
      path: '/',
      capabilities: {
        browserName: 'MiniBrowser',
        // Without this the client asks for WebDriver BiDi, and WebKitWebDriver finds no matching capabilities.
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: webkit.browser, args: ['--automation'] },
      },
    }),
  );
}
if (chromium && wanted('chromium')) {
  browsers.push(
    chromeLauncher({ concurrency: 1, puppeteer, launchOptions: { executablePath: chromium, args: chromiumFlags } }),
  );
}
if (firefox && wanted('firefox')) {
  // The same launcher speaks WebDriver BiDi to Firefox when it is given Puppeteer.
  browsers.push(
    chromeLauncher({ concurrency: 1, puppeteer, launchOptions: { browser: 'firefox', executablePath: firefox } }),
  );
}

/** What a hostile document asks for ends here, and is counted: a test asks for the count. */
let lured = 0;
const lure = {
  name: 'lure',
  serve({ path }) {
    if (path === '/lured') return { body: String(lured), type: 'text/plain' };
    if (path.startsWith('/lure/')) return { body: String((lured += 1)), type: 'text/plain' };
    return undefined;
  },
};

/** A FHIRcast hub with sockets of its own; a test asks where it is. */
let hub;
const castHub = {
  name: 'cast-hub',
  serverStart: async () => void (hub = await startHub()),
  serve: ({ path }) => (path === '/hub' ? { body: hub.address, type: 'text/plain' } : undefined),
  serverStop: () => hub.stop(),
};

export default {
  files: ['test/**/*.test.ts', '!test/e2e/**', '!test/stories/**'],
  browsers,
  concurrency: 1,
  nodeResolve: { browser: true, exportConditions: ['production'] },
  plugins: [
    servedYaml,
    lure,
    castHub,
    esbuildPlugin({ ts: true, tsconfig: 'tsconfig.json', target: 'es2022' }),
    { name: 'stop-webkit', serverStop: () => stops.forEach((stop) => stop()) },
  ],
  testFramework: { config: { ui: 'bdd', timeout: 15_000 } },
  // A busy machine may take its time to start a browser.
  browserStartTimeout: 120_000,
  testsFinishTimeout: 900_000,
  reporters: [defaultReporter({ reportTestProgress: false }), engineReporter()],
};
