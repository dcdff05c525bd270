/** Pages of hosts that forbid everything, change everything, or both: every widget shows its data, and no policy reports. */
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { categories } from '../gateway/policy/kinds.ts';
import { patient, poisonedGateway, sample } from './hostile-text/record.ts';
import { inEach, inPage } from './page/engines.ts';
import { misdeeds } from './page/misdeeds.ts';
import { openSite, page, type Site } from './page/site.ts';
import { hosts, ownLit, type HostPage } from './strict-host/hosts.ts';
import { tally, type Trial } from './trial.ts';

const tags = categories.map((category) => `lcr-${category}`);

export const trial: Trial = {
  name: 'strict, crowded and hostile hosts',
  tries: { short: 2, whole: hosts.length },
  async run({ tries }) {
    const { outcome, add } = tally();
    const site = await openSite();
    site.embedded = await poisonedGateway(sample(), () => 'word', site.gateway, site.host);
    // The last has all that the others have.
    const chosen = hosts.slice(-tries);
    for (const host of chosen) await serve(site, host);
    const note = await inEach(tries < hosts.length ? ['chromium'] : ['chromium', 'firefox'], await inPage('attack/page/watch.ts'), async ({ name, visit }) => {
      for (const host of chosen) {
        const opened = await visit();
        await opened.page.goto(`${site.host}${pathOf(host)}`);
        const states = await opened.page.evaluate(() => attack.openAll());
        const rows = await opened.page.evaluate(() => attack.rows());
        const isCrowded = await opened.page.evaluate(() => document.querySelector('host-part')?.shadowRoot?.textContent);
        const wrong = await misdeeds(site, opened);
        if (host.lit && !isCrowded?.includes('Host 2')) wrong.push('the host’s own Lit does not work');
        for (const tag of tags) {
          const isShown = states[tag] === 'ready' && (rows[tag] ?? 0) > 0;
          add(isShown && wrong.length === 0, () => `${name}, ${host.name}, ${tag}: ${isShown ? wrong[0] : `${states[tag]}, ${rows[tag]} rows to be seen; ${wrong.join('; ')}`}`);
        }
        await opened.close();
      }
    });
    site.stop();
    return { ...outcome, note };
  },
};

const pathOf = ({ name }: HostPage) => `/${name.replaceAll(' ', '-')}`;

/** Puts a host's page under exactly the policy that the documentation asks for, and whatever its own things need. */
async function serve(site: Site, host: HostPage): Promise<void> {
  const [, documented = ''] = /```http\nContent-Security-Policy: ([\s\S]+?)```/.exec(readFileSync('docs/csp.md', 'utf8')) ?? [];
  const more = [...(host.sheet ? ["style-src 'self'"] : []), 'report-uri /reports'];
  const policy = [documented.replaceAll(/\s+/g, ' ').trim().replace('https://record.example', site.gateway).replace('trusted-types ', host.lit ? 'trusted-types lit-html ' : 'trusted-types '), ...more].join('; ');
  const path = pathOf(host);
  const { outputFiles } = await build({ stdin: { contents: ownLit, resolveDir: process.cwd() }, bundle: true, write: false, format: 'esm', logLevel: 'silent' });
  site.files.set(`${path}.css`, { body: host.sheet ?? '' });
  site.files.set(`${path}.js`, { body: host.before ?? '' });
  site.files.set('/own-lit.js', { body: outputFiles[0]!.text });
  const head = [
    host.before ? `<script src="${path}.js"></script>` : '',
    host.sheet ? `<link rel="stylesheet" href="${path}.css">` : '',
    host.lit ? '<script type="module" src="/own-lit.js"></script>' : '',
    '<script type="module" src="/lcr/lcr.js"></script>',
  ];
  const body = `${host.lit ? '<host-part></host-part>' : ''}<lcr-context gateway="${site.gateway}" token-url="/token" patient="${patient}">${tags.map((tag) => `<${tag}></${tag}>`).join('')}</lcr-context>`;
  site.files.set(path, page(head.join(''), body, { 'Content-Security-Policy': policy }));
}
