import { expect, waitUntil as wait } from '@open-wc/testing';
import { discover } from '../components/autoload.ts';
import type { LcrContext } from '../components/context/lcr-context.ts';
import { openInPage } from '../demo/in-page.ts';

const waitUntil: typeof wait = (met, what) => wait(met, what, { timeout: 20_000 });
const isDefined = (tag: string) => customElements.get(tag) !== undefined;

/** A page whose only script is the small entry, over the real gateway. No tag but `lcr-context` is defined in it yet. */
describe('The small entry', () => {
  let context: LcrContext;
  let asked: string[];

  beforeEach(() => {
    const { patient, fetch, getToken } = openInPage({ patient: 'gareth' });
    asked = [];
    context = document.createElement('lcr-context');
    context.gateway = 'https://gateway.test';
    context.getToken = getToken;
    context.fetch = (input, init) => {
      const request = new Request(input, init);
      const { pathname, searchParams } = new URL(request.url);
      if (pathname !== '/v1/session') asked.push([pathname, ...searchParams.getAll('category'), ...searchParams.getAll('kind')].join(' '));
      return fetch(request);
    };
    context.patient = patient;
    document.body.append(context);
  });
  afterEach(() => context.remove());

  const hasDrawn = (tag: string, within: ParentNode = context) => within.querySelector(tag)?.shadowRoot?.querySelector('[aria-busy=false]');

  it('fetches a tag that appears, and has asked for the record by then, once for all of them', async () => {
    context.innerHTML = '<div><lcr-alerts></lcr-alerts></div><lcr-problems></lcr-problems>';
    expect(isDefined('lcr-alerts') || isDefined('lcr-problems')).to.equal(false);
    await waitUntil(() => hasDrawn('lcr-alerts') && hasDrawn('lcr-problems'), 'both have drawn their answers');
    expect(asked).to.deep.equal(['/v1/record alerts problems']);
  });

  it('lets a widget ask for itself that is told what to ask for', async () => {
    context.innerHTML = '<lcr-correspondence kind="outpatient-letter"></lcr-correspondence>';
    expect(isDefined('lcr-correspondence')).to.equal(false);
    await waitUntil(() => hasDrawn('lcr-correspondence'), 'it has drawn its answer');
    expect(asked).to.deep.equal(['/v1/record/correspondence outpatient-letter']);
  });

  it('fetches what stands in a shadow root that it is shown', async () => {
    const host = document.createElement('div');
    host.attachShadow({ mode: 'open' }).innerHTML = '<lcr-referrals></lcr-referrals>';
    context.append(host);
    expect(isDefined('lcr-referrals')).to.equal(false);
    await discover(host.shadowRoot!);
    expect(isDefined('lcr-referrals')).to.equal(true);
    await waitUntil(() => hasDrawn('lcr-referrals', host.shadowRoot!), 'it has drawn its answer');
  });

  it('leaves alone what is not ours, by whatever name', async () => {
    context.innerHTML = '<lcr-nothing></lcr-nothing><lcr-constructor></lcr-constructor><care-plans></care-plans>';
    await discover(context);
    expect(asked).to.deep.equal([]);
    expect([...context.children].map(({ shadowRoot }) => shadowRoot)).to.deep.equal([null, null, null]);
  });

  it('knows every public tag', async () => {
    const manifest: unknown = await (await fetch('/custom-elements.json')).json();
    const tags = (manifest as { modules: { declarations: { tagName?: string }[] }[] }).modules
      .flatMap(({ declarations }) => declarations.flatMap(({ tagName }) => tagName ?? []));
    expect(tags.length).to.be.greaterThan(20);
    const page = document.createElement('div');
    page.append(...tags.map((tag) => document.createElement(tag)));
    await discover(page);
    expect(tags.filter((tag) => !isDefined(tag))).to.deep.equal([]);
  });
});
