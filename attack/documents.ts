/** Active PDFs and web pages, opened as a reader would: nothing in them runs, nothing that they name is asked for. */
import { embed } from '../gateway/embed.ts';
import { createShelf } from '../gateway/sources/shelf.ts';
import { hostileLines } from '../gateway/test/hostile-lines.ts';
import { northbridge, PATIENT, policyText } from '../gateway/test/house.ts';
import { reported, type Letter } from '../test/support/reported.ts';
import { letters, papers } from './documents/papers.ts';
import { inEach, inPage, type Visit } from './page/engines.ts';
import { misdeeds } from './page/misdeeds.ts';
import { openSite, page, type Site } from './page/site.ts';
import { tally, type Trial } from './trial.ts';

/** Documents that are open at one time. */
const TOGETHER = 12;

export const trial: Trial = {
  name: 'active documents in the viewer',
  tries: { short: 40, whole: Infinity },
  async run({ tries, seed }) {
    const { outcome, add } = tally();
    const site = await openSite();
    const ours = papers(`${site.host}/lure/`);
    const every = Math.max(1, Math.floor(ours.length / tries));
    // The short form takes an evenly spread part of ours; the whole one all, and the public lines as letters.
    const chosen = tries < ours.length ? ours.filter((_, at) => (at + seed) % every === 0).slice(0, tries) : [...ours, ...letters(hostileLines(/xss/i), 25)].slice(0, tries);
    const ids = await shelve(site, chosen);
    site.files.set('/', page('<script type="module" src="/lcr/lcr.js"></script>', `<lcr-context gateway="${site.gateway}" token-url="/token" patient="${PATIENT}"></lcr-context>`, {
      'Content-Security-Policy-Report-Only': `default-src 'none'; script-src 'self'; connect-src 'self' ${site.gateway}; img-src blob: data:; require-trusted-types-for 'script'; trusted-types lcr-lit-html lcr-document; base-uri 'none'; form-action 'none'; report-uri /reports`,
    }));
    const note = await inEach(tries < ours.length ? ['chromium'] : ['chromium', 'firefox'], await inPage('attack/page/watch.ts'), async ({ name, visit }) => {
      const opened = await visit();
      await opened.page.goto(site.host);
      for (let at = 0; at < chosen.length; at += TOGETHER) {
        const seen = await openThese(opened, ids.slice(at, at + TOGETHER));
        const wrong = await misdeeds(site, opened);
        for (const [index, { foreign, shown }] of seen.entries()) {
          const { title } = chosen[at + index]!;
          const found = [...foreign, ...wrong, ...(shown ? [] : ['it was not opened'])];
          add(found.length === 0, () => `${name}, ${title}: ${found[0]}`);
        }
      }
      await opened.close();
    });
    site.stop();
    return { ...outcome, note };
  },
};

/** Files each as the form of a report. Answers by which ids the gateway names them. */
async function shelve(site: Site, list: readonly Letter[]): Promise<string[]> {
  const shelf = createShelf({ id: 'northbridge', organisation: northbridge, system: 'Meridian EPR', categories: new Set(['results']), deadline: 60_000 });
  shelf.add({ resourceType: 'Patient', id: `p${PATIENT}`, identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: PATIENT }] });
  list.forEach((letter, at) => shelf.add(reported(letter, at, PATIENT)));
  site.embedded = await embed({ policy: policyText, sources: [shelf], issuer: site.gateway, origins: [site.host] });
  const { access_token: token } = await site.embedded.hostToken({ ...site.user, patient: PATIENT });
  const found = new Map<string, string>();
  for (let cursor: string | null = ''; cursor !== null; ) {
    const answer = await site.embedded.app.request(`/v1/record/results?limit=200${cursor && `&cursor=${cursor}`}`, { headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': PATIENT } });
    const section = (await answer.json()) as { entries: { documents?: { id: string; title: string }[] }[]; next: string | null };
    for (const { id, title } of section.entries.flatMap(({ documents = [] }) => documents)) found.set(title, id);
    cursor = section.next;
  }
  return list.map(({ title = '' }) => found.get(title) ?? '');
}

/** Opens documents side by side, waits until each is laid out and has had its time to do harm, and closes them. */
const openThese = ({ page: tab }: Visit, ids: string[]) =>
  tab.evaluate(async (wanted) => {
    const context = document.querySelector('lcr-context')!;
    const viewers = wanted.map((id) => Object.assign(document.createElement('lcr-document'), { documentId: id, open: true }));
    context.replaceChildren(...viewers);
    const later = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
    const busy = () => viewers.some(({ shadowRoot }) => !shadowRoot?.childElementCount || shadowRoot.querySelector('[aria-busy=true]'));
    for (const end = Date.now() + 60_000; Date.now() < end && busy(); ) await later(10);
    for (const { shadowRoot } of viewers) shadowRoot!.querySelector<HTMLElement>('.sheet')?.click();
    await later(150);
    const seen = viewers.map(({ shadowRoot }) => {
      const strange = [...shadowRoot!.querySelectorAll('a:not(.copy), iframe:not([sandbox=""]), object, embed, input, form, script, video, audio, svg, math, link, base')];
      return { foreign: strange.map(({ outerHTML }) => `not ours: ${outerHTML.slice(0, 200)}`), shown: shadowRoot!.querySelector('.sheet, iframe, [part=notice]') !== null && !shadowRoot!.querySelector('.danger') };
    });
    context.replaceChildren();
    await later(20);
    return seen;
  }, ids);
