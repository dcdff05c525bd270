import { expect } from '@open-wc/testing';
import { openInPage, type Scene } from '../../demo/in-page.ts';
import { localize, speaks, type LocaleModule } from '../../src/locale/localize.ts';
import { reword, words } from '../../src/text/words.ts';
import { categories } from '../support/categories.ts';
import { deepFind, deepText, inside } from '../support/deep.ts';
import { ADA, open, type Opened } from '../support/page.ts';
import { overheard, texts } from '../support/said.ts';
import { ndjson, section } from '../support/scripted.ts';
import { waitUntil } from '../support/wait.ts';

/** A host's own language, of which it has one list only. */
const ours = async (): Promise<LocaleModule> => ({
  default: { lang: 'fr', dir: 'ltr', reviewed: true, say: (name) => (name === 'allergyWords' ? { title: 'Allergies et réactions' } : undefined) },
});
const { setLocale, getLocale } = localize({ fr: ours });

const allergies = async () => ndjson(section('allergies', ADA, ['Penicillin', 'Latex']));
const drawn = ({ widget }: Opened) => (widget as unknown as { updateComplete: Promise<unknown> }).updateComplete;

async function ready(fetch: typeof globalThis.fetch = allergies): Promise<Opened> {
  const page = open('lcr-allergies', fetch);
  await waitUntil(() => page.states.at(-1)?.state === 'ready' && deepFind(page.widget, 'header button'), 'the list is there');
  await drawn(page);
  return page;
}

describe('localize', () => {
  let page: Opened;
  afterEach(async () => {
    page.close();
    await setLocale('en-GB');
  });

  it('puts what is on the page into Welsh, headings and all, and back into the very same English', async () => {
    page = await ready();
    const before = deepText(page.widget);
    await setLocale('cy');
    await drawn(page);
    const columns = [...page.widget.shadowRoot!.querySelectorAll('thead th')].map(({ textContent }) => textContent);
    expect(columns).to.deep.equal(['Alergen', 'Adwaith', 'Risg', 'Statws', 'Dyddiad', 'Ffynhonnell']);
    expect(page.text()).to.match(/Alergeddau ac adweithiau niweidiol/).and.to.match(/Atebodd 1 o 1 ffynhonnell/);
    expect(speaks()).to.include({ lang: 'cy', reviewed: false });
    await setLocale('en-GB');
    await drawn(page);
    expect(deepText(page.widget)).to.equal(before);
    expect(speaks()).to.equal(undefined);
  });

  it('reaches what comes later: another widget, a detail, the filter', async () => {
    page = await ready();
    await setLocale('cy');
    const other = document.createElement('lcr-alerts');
    page.context.append(other);
    deepFind(page.widget, '[data-row]')!.click();
    deepFind(page.widget, 'header button')!.click();
    await waitUntil(() => /Rhoi gwybod am broblem/.test(page.text()) && /Pob|Geiriau/.test(page.text()), 'detail and filter are in Welsh');
    await waitUntil(() => /Rhybuddion/.test(other.shadowRoot?.textContent ?? ''), 'the other widget is in Welsh');
    expect(page.text()).not.to.match(/Report a problem|Words|Expand all/);
  });

  it('says which language is which, so that a voice reads a medicine as it is written and the widget in Welsh', async () => {
    page = await ready();
    page.widget.lang = 'en';
    await setLocale('cy');
    await drawn(page);
    await waitUntil(() => page.widget.shadowRoot!.querySelector('tbody[lang]'));
    const langOf = (selector: string) => deepFind(page.widget, selector)!.closest('[lang]')?.getAttribute('lang') ?? page.widget.lang;
    expect([page.widget.lang, page.widget.dir]).to.deep.equal(['cy', 'ltr']);
    expect([langOf('[role=heading]'), langOf('thead th'), langOf('footer')]).to.deep.equal(['cy', 'cy', 'cy']);
    expect(langOf('[data-row]')).to.equal('en-GB');
    const status = [...page.widget.shadowRoot!.querySelectorAll('tbody td')].find(({ textContent }) => /^Gweithredol/.test(textContent ?? ''));
    expect(status?.getAttribute('lang')).to.equal('cy');
    await setLocale('en-GB');
    expect([page.widget.lang, page.widget.getAttribute('dir')]).to.deep.equal(['en', null]);
    expect(page.widget.shadowRoot!.querySelector('[lang]')).to.equal(null);
  });

  it('keeps a host’s own wording, takes a host’s own language, and leaves English where that has nothing', async () => {
    reword(words, { serviceDesk: 'IT support, extension 4400' });
    page = await ready();
    await setLocale('fr');
    await drawn(page);
    expect(getLocale()).to.equal('fr');
    expect(page.text()).to.match(/Allergies et réactions/).and.to.match(/1 of 1 source answered/);
    await setLocale('en-GB');
    expect(words.serviceDesk).to.equal('IT support, extension 4400');
    reword(words, { serviceDesk: 'your local service desk' });
  });

  it('follows the last of several requests, whichever arrives first', async () => {
    page = await ready();
    await Promise.all([setLocale('cy'), setLocale('fr'), setLocale('en-XA')]);
    await drawn(page);
    expect(page.text()).to.match(/⟦/).and.not.to.match(/Alergeddau|réactions/);
  });
});

/** Every state of contract.md section 2, and a role for which some sentences are written. */
const SCENES: Record<string, Scene> = {
  'no patient': { patient: null },
  'loading': { patient: 'margaret', gateway: 'silent' },
  'ready': { patient: 'gareth', visitors: ['okafor', 'lowe'], user: 'okafor' },
  'ready in part': { patient: 'margaret', sources: { northbridge: 'down', millmead: 'slow' } },
  'nothing recorded': { patient: 'tomasz' },
  'known none': { patient: 'callum' },
  'not permitted': { patient: 'margaret', user: 'lowe' },
  'opted out': { patient: 'fatima' },
  'no relationship': { patient: 'callum', user: 'adeyemi' },
  'session ended': { patient: 'margaret', gateway: 'refused' },
  'every source down': { patient: 'margaret', sources: { northbridge: 'down', canalside: 'down', heathway: 'down', larkfield: 'down', millmead: 'down' } },
  'failed': { patient: 'margaret', gateway: 'unreachable' },
};

const WHOLE = ['lcr-record', 'lcr-patient-banner', 'lcr-coverage', 'lcr-timeline', 'lcr-access-history'];

/** Where there is a record, the whole record has every category's widget in it: one of each is enough for a page. */
const tagsOf = (name: string) => (name.startsWith('ready') ? WHOLE : [...WHOLE, ...categories.map(({ tag }) => tag)]);

describe('the pseudo-locale', () => {
  after(() => setLocale('en-GB'));

  // Words are the same in every engine: one shows all states, the others the fullest, for what only they lay out otherwise.
  const isChromium = navigator.userAgent.includes('Chrome/');
  for (const [name, scene] of Object.entries(SCENES).filter(([name]) => isChromium || name === 'ready'))
    it(`leaves no sentence of any tag in English, nor anything too wide at 320 px: ${name}`, async function () {
      this.timeout(90_000);
      await setLocale('en-XA');
      const tags = tagsOf(name);
      const inPage = openInPage(scene);
      const { fetch, foreign } = overheard(inPage.fetch);
      const page = open(tags[0]!, fetch, null);
      const others = tags.slice(1).map((tag) => document.createElement(tag));
      page.context.style.cssText = 'display: block; inline-size: 320px';
      page.context.append(...others);
      page.context.getToken = inPage.getToken;
      page.context.patient = inPage.patient;
      const last = () => new Map(page.states.map(({ category, state }) => [category, state]));
      // Where nothing will come there is nothing to open either.
      const comes = scene.gateway !== 'silent' && scene.patient !== null;
      if (comes) await waitUntil(() => last().size >= tags.length && ![...last().values()].includes('loading'), 'every tag has settled', { timeout: 60_000 });
      // Everything that opens, opens.
      for (const each of inside(page.context)) if (each instanceof HTMLDetailsElement) each.open = true;
      const all = [...inside(page.context)].filter(({ localName }) => localName.startsWith('lcr-')) as HTMLElement[];
      for (const { shadowRoot } of all) {
        shadowRoot?.querySelector<HTMLElement>('[data-row][aria-expanded=false]')?.click();
        shadowRoot?.querySelector<HTMLElement>('header button[aria-expanded]')?.click();
      }
      const widgets = all as unknown as { loadDetail?(): Promise<void>; updateComplete: Promise<unknown> }[];
      if (comes) await Promise.all(widgets.map(async (widget) => widget.loadDetail?.()));
      await waitUntil(() => [...inside(page.context)].filter((each) => each.matches('header button[aria-expanded=true]')).length === [...inside(page.context)].filter((each) => each.matches('[part=toolbar]')).length, 'the filters are open');
      await Promise.all(widgets.map(({ updateComplete }) => updateComplete));
      const ours = [...texts(page.context)].map((text) => withoutBrackets(text));
      expect([...new Set(ours.flatMap((text) => foreign(text)))], name).to.deep.equal([]);
      expect([...texts(page.context)].some((text) => text.includes('⟦')), 'it speaks the pseudo-locale').to.equal(true);
      const wide = all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1).map(({ localName, scrollWidth }) => `${localName} ${scrollWidth}`);
      expect(wide, 'too wide').to.deep.equal([]);
      page.close();
    });
});

function withoutBrackets(text: string): string {
  const less = text.replace(/⟦[^⟦⟧]*⟧/g, '');
  return less === text ? text : withoutBrackets(less);
}
