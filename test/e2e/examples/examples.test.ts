import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { prepare } from '../../../scripts/browsers.ts';
import { build, examples, installedAs, manifestOf, openWorkshop, type Workshop } from '../../../scripts/examples/pack.ts';
import { serve, type Served } from '../../../scripts/examples/serve.ts';
import type { HostClient } from '../../../host-kit/host.ts';
import { claims, LIFE } from './claims.ts';
import { interoperates, Tally } from './interop.ts';
import { driversOf, until, type Driver, type Tab } from './drive.ts';

/** Those that are driven in every engine; Chromium drives all. */
const inEvery = ['plain', 'react', 'strict'];
const drivers = driversOf(prepare());

/** custom-elements-everywhere counts each of its assertions once in either. */
const asPublished = ['Chromium', 'Firefox'];

describe('The examples, built from the packed package', { concurrency: true }, () => {
  let workshop: Workshop;
  let served: Served;
  let gateway: HostClient;
  const tally = new Tally();
  const issued: { patient: string; value: string }[] = [];

  /** Notes each token, and tells the page that it ends sooner than it does. */
  const through = (client: HostClient): HostClient => {
    gateway = client;
    return {
      ...client,
      async token(statement, more) {
        const token = await client.token(statement, more);
        if ('patient' in statement) issued.push({ patient: statement.patient, value: token.access_token });
        return { ...token, expires_in: LIFE };
      },
    };
  };

  before(async () => {
    workshop = await openWorkshop(['test/e2e/examples/interop']);
    await build(workshop);
    served = await serve(workshop, through);
  });
  after(async () => {
    console.log(tally.lines(asPublished.filter((engine) => drivers.has(engine))).join('\n'));
    await served?.stop();
    workshop?.stop();
  });

  for (const [engine, start] of drivers)
    describe(`in ${engine}`, { concurrency: false }, () => {
      let driver: Driver;
      before(async () => {
        driver = await start();
      });
      after(() => driver?.close());

      for (const name of engine === 'Chromium' ? examples : inEvery)
        describe(name, () => {
          let tab: Tab;
          before(async () => {
            tab = await driver.tab();
          });
          after(() => tab?.close());

          claims({
            tab: () => tab,
            address: () => served.addresses[name]!,
            isReloaded: name === 'server-rendered',
            issued: () => issued,
            revoke: async (patient) => {
              await Promise.all(issued.filter((one) => one.patient === patient).map(({ value }) => gateway.revoke(value)));
            },
          });

          if (name === 'strict') strict(() => tab);
        });

      if (asPublished.includes(engine)) describe('and our tags as a framework knows them', () => interoperates(() => driver, () => served.addresses['interop']!, tally));
    });

  /** What the page under the strict policy shows beyond the others. */
  function strict(tab: () => Tab): void {
    const reports = async () => {
      const browser = await tab().run(() => navigator.userAgent);
      return served.reports.filter((report) => report.browser === browser);
    };

    it('stands beside another Lit, and breaks no rule of the policy', async () => {
      const lits = await tab().run(() => (globalThis as unknown as { litHtmlVersions: string[] }).litHtmlVersions);
      assert.deepEqual(lits.map((version) => version.split('.')[0]).sort(), ['2', '3']);
      assert.deepEqual(await reports(), []);
    });

    it('would have been reported, had it broken one', async () => {
      await tab().run(() => document.body.append(Object.assign(document.createElement('img'), { src: '/not-allowed.png' })));
      await until(reports, ({ length }) => length > 0, 'a report');
    });
  }
});

describe('An example names the packages that it is built with', () => {
  for (const name of examples)
    it(name, () => {
      const { dependencies, devDependencies } = manifestOf(`examples/${name}`);
      for (const [wanted, version] of Object.entries({ ...dependencies, ...devDependencies })) {
        if (wanted === '@london-care-record/widgets') continue;
        const installed = JSON.parse(readFileSync(`node_modules/${installedAs(wanted, version)}/package.json`, 'utf8')) as { version: string };
        assert.equal(version, installed.version, wanted);
      }
    });
});
