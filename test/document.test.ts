import { expect } from '@open-wc/testing';
import type { LcrDocument } from '../components/document/lcr-document.ts';
import { world, type Letter, type World } from './support/letters.ts';
import { ADA, BEN, open as put, shownText, type Opened as Page } from './support/page.ts';
import { hostilePage, hostilePdf, pdf, png } from './support/papers.ts';
import { problem } from './support/scripted.ts';
import { waitUntil } from './support/wait.ts';

const LURE = `${location.origin}/lure/`;
const text = (words: string) => new TextEncoder().encode(words);

function place({ fetch, getToken }: World, tag: string, attributes: Record<string, string> = {}): Page {
  const page = put(tag, fetch, null, attributes);
  page.context.getToken = getToken;
  page.context.patient = ADA;
  return page;
}

/** One document on the page, opened. */
async function opened(letter: Letter, how?: Parameters<typeof world>[1]) {
  const made = await world([letter], how);
  const page = place(made, 'lcr-document', { 'document-id': made.ids[0] ?? '', heading: letter.title ?? 'Letter', open: '' });
  const root = page.widget.shadowRoot!;
  await waitUntil(() => root.querySelector('[aria-busy=false]'), page.text(), { timeout: 12_000 });
  return { made, page, root, viewer: page.widget as LcrDocument };
}

const button = (root: ParentNode, name: RegExp) => [...root.querySelectorAll('button')].find(({ textContent }) => name.test(textContent ?? ''));
const lured = async () => Number(await (await fetch('/lured')).text());
const rest = () => new Promise((later) => setTimeout(later, 300));

describe('<lcr-document>', () => {
  let page: Page | undefined;
  afterEach(() => page?.close());

  it('asks for nothing until it is opened, and lets go of everything when it is closed', async () => {
    const made = await world([{ title: 'Report', contentType: 'text/plain', bytes: text('Dear colleague') }]);
    page = place(made, 'lcr-document', { 'document-id': made.ids[0]!, heading: 'Report', 'content-type': 'text/plain', size: '14' });
    const root = page.widget.shadowRoot!;
    await waitUntil(() => button(root, /Open/));
    await rest();
    expect(made.asked.length).to.equal(0);
    expect(page.text()).to.contain('Report').and.to.contain('Plain text, 14 bytes');
    expect(page.states.length).to.equal(0);
    button(root, /Open/)!.click();
    await waitUntil(() => page!.text().includes('Dear colleague'));
    expect(made.asked).to.deep.equal([`/v1/documents/${made.ids[0]}`]);
    expect(page.states.map(({ category, state }) => `${category} ${state}`)).to.deep.equal(['document loading', 'document ready']);
    const copy = root.querySelector('a')!;
    expect(copy.download).to.equal('Report.txt');
    expect(page.text()).to.contain('A saved copy is outside the record');
    expect(await (await fetch(copy.href)).text()).to.equal('Dear colleague');
    expect(((await fetch(copy.href)).headers.get('Content-Type') ?? '').startsWith('application/octet-stream')).to.equal(true);
    const address = copy.href;
    button(root, /Close/)!.click();
    await waitUntil(() => !page!.text().includes('Dear colleague'));
    expect(await fetch(address).then(() => 'there', () => 'gone')).to.equal('gone');
    expect(made.asked.length).to.equal(1);
  });

  it('draws a PDF page by page, with its words for whoever searches or has them read out', async () => {
    const shown = await opened({ title: 'Discharge letter', contentType: 'application/pdf', bytes: pdf(['Dear Dr Okafor', 'Second page']) });
    page = shown.page;
    const { root } = shown;
    await waitUntil(() => page!.text().includes('Second page'), 'the words', { timeout: 10_000 });
    expect(page.text()).to.contain('2 pages').and.to.contain('Dear Dr Okafor');
    expect([...root.querySelectorAll('.sheet')].map((each) => each.getAttribute('aria-label'))).to.deep.equal(['Page 1 of 2', 'Page 2 of 2']);
    const inked = () => {
      const canvas = root.querySelector('canvas');
      const points = canvas?.width ? canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data : [];
      return points.some((value, at) => at % 4 === 0 && value < 100 && (points[at + 3] ?? 0) > 200);
    };
    await waitUntil(inked, 'a drawn page', { timeout: 10_000 });
    // The words lie where they are drawn: at 72 of 595 points from the left.
    const [word, sheet] = [root.querySelector('.words > span')!.getBoundingClientRect(), root.querySelector('.sheet')!.getBoundingClientRect()];
    expect(Math.abs((word.left - sheet.left) / sheet.width - 72 / 595)).to.be.lessThan(0.01);
    expect(Math.abs(word.width / sheet.width - 172 / 595)).to.be.lessThan(0.05);
    button(root, /Larger/)!.click();
    await waitUntil(() => root.querySelector('.sheet')!.getBoundingClientRect().width > sheet.width * 1.4);
    expect(page.text()).to.contain('150%');
  });

  it('runs nothing in a PDF, and fetches nothing that it names', async () => {
    const before = await lured();
    const shown = await opened({ contentType: 'application/pdf', bytes: hostilePdf(LURE) });
    page = shown.page;
    await waitUntil(() => page!.text().includes('Hostile letter'), 'the words', { timeout: 10_000 });
    shown.root.querySelector<HTMLElement>('.sheet')!.click();
    await rest();
    expect(Reflect.has(globalThis, 'lured')).to.equal(false);
    expect(await lured()).to.equal(before);
    expect(shown.root.querySelectorAll('a:not(.copy), input, iframe').length).to.equal(0);
  });

  it('says of a PDF that is locked or damaged that it cannot be shown, and lets it be saved', async () => {
    const shown = await opened({ contentType: 'application/pdf', bytes: text('%PDF-1.7 nothing more') });
    page = shown.page;
    expect(page.text()).to.contain('This document is damaged').and.to.contain('Save a copy');
  });

  it('shows a web page without anything that runs, fetches, sends or leads anywhere', async () => {
    const before = await lured();
    const shown = await opened({ title: 'Clinic letter', contentType: 'text/html', bytes: hostilePage(LURE) });
    page = shown.page;
    const frame = shown.root.querySelector('iframe')!;
    expect(frame.getAttribute('sandbox')).to.equal('');
    expect(frame.title).to.equal('Clinic letter, content');
    const written = String(frame.srcdoc);
    for (const word of ['Clinic letter', 'Dear <b>colleague</b>', 'Results', 'Sodium', 'alt="Signature"']) expect(written).to.contain(word);
    expect(written).to.contain(`content="default-src 'none'; img-src data:"`);
    expect(written.replace(/^.*?<font/, '')).not.to.match(/lure|https?:|script|\son\w+=|<(form|input|style|svg|math|iframe|object|embed|video|link|base|meta)|style=|href|javascript/i);
    await rest();
    await rest();
    expect(Reflect.has(globalThis, 'lured')).to.equal(false);
    expect(await lured()).to.equal(before);
    expect(page.text()).to.contain('Pictures that are kept elsewhere are left out.');
  });

  it('shows markup that is called plain text as what it is, and says so', async () => {
    const shown = await opened({ contentType: 'application/pdf', bytes: text('<!doctype html><p>Not a PDF</p>') });
    page = shown.page;
    expect(page.text()).to.contain('Its source calls it “PDF”, but it is something else: Web page.');
    expect(shown.root.querySelectorAll('iframe').length).to.equal(1);
  });

  it('shows plain text as text, in the characters in which it was written', async () => {
    const shown = await opened({ contentType: 'text/plain', bytes: Uint8Array.from([...text('Temp <b>37.5</b> '), 0xb0, ...text('C\n\n  as sent')]) });
    page = shown.page;
    expect(shown.root.querySelector('pre')!.textContent).to.equal('Temp <b>37.5</b> °C\n\n  as sent');
  });

  it('shows a picture with its title for whoever cannot see it', async () => {
    const shown = await opened({ title: 'Wound, left heel', contentType: 'image/png', bytes: await png(300, 200) });
    page = shown.page;
    const image = shown.root.querySelector('img')!;
    expect([image.alt, image.naturalWidth]).to.deep.equal(['Wound, left heel', 300]);
    const address = image.src;
    page.context.patient = null;
    expect(await fetch(address).then(() => 'there', () => 'gone')).to.equal('gone');
  });

  for (const [what, letter, words] of [
    ['rich text', { contentType: 'application/rtf', bytes: text('{\\rtf1 Hello}') }, 'This kind of document cannot be shown here.'],
    ['what nobody can tell', { contentType: 'application/msword', bytes: Uint8Array.from([0, 1, 2]) }, 'This kind of document cannot be shown here.'],
    ['a picture that is none', { contentType: 'image/png', bytes: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 1]) }, 'This document is damaged'],
    ['a picture that is something unknown', { contentType: 'image/png', bytes: Uint8Array.from([0, 1, 2]) }, 'but it does not look like one'],
  ] as const)
    it(`offers ${what} to be saved, and says why`, async () => {
      const shown = await opened(letter);
      page = shown.page;
      expect(page.text()).to.contain(words).and.to.contain('Save a copy');
      expect((await (await fetch(shown.root.querySelector('a')!.href)).arrayBuffer()).byteLength).to.equal(letter.bytes.length);
    });

  it('says what went wrong, each in its own words, and tries again', async () => {
    const letter = { contentType: 'text/plain', bytes: text('Dear colleague, '.repeat(20)) };
    const large = await opened(letter, { largest: 100 });
    expect(large.page.text()).to.contain('The document is too large to open here');
    large.page.close();
    const refused = await opened(letter, { role: 'R8009' });
    expect(refused.page.text()).to.contain('Not available for your role');
    refused.page.close();
    const made = await world([letter]);
    page = place(made, 'lcr-document', { 'document-id': `${made.ids[0]!.slice(0, -4)}0000`, open: '' });
    await waitUntil(() => page!.text().includes('The document is not there'));
    page.close();
    made.isDown = true;
    page = place(made, 'lcr-document', { 'document-id': made.ids[0]!, open: '' });
    await waitUntil(() => page!.text().includes('did not answer. This does not mean that there is no document.'));
    made.isDown = false;
    button(page.widget.shadowRoot!, /Try again/)!.click();
    await waitUntil(() => page!.text().includes('Dear colleague'));
  });

  it('says so when it stands outside a context', async () => {
    const alone = document.createElement('lcr-document');
    document.body.append(alone);
    await alone.updateComplete;
    expect(shownText(alone)).to.contain('lcr-context');
    alone.remove();
  });

  for (const width of [240, 360])
    it(`fits into ${width} pixels`, async () => {
      const shown = await opened({ title: 'An operation note with a long title that wraps', contentType: 'application/pdf', bytes: pdf(['Narrow']) });
      page = shown.page;
      shown.viewer.style.width = `${width}px`;
      await waitUntil(() => page!.text().includes('Narrow'), 'the words', { timeout: 10_000 });
      expect(shown.root.querySelector('section')!.scrollWidth).to.be.at.most(width);
      expect(shown.root.querySelector('.sheet')!.getBoundingClientRect().width).to.be.at.most(width);
    });
});

describe('<lcr-document> and one patient after another', () => {
  let page: Page;
  afterEach(() => page.close());

  it('is empty before the next patient’s assignment returns, and opens nothing by itself', async () => {
    const shown = await opened({ title: 'Letter about Ada', contentType: 'application/pdf', bytes: pdf(['Dear Dr Okafor']) });
    page = shown.page;
    await waitUntil(() => page.text().includes('Dear Dr Okafor'), 'the words', { timeout: 10_000 });
    const [asked, canvas] = [shown.made.asked.length, shown.root.querySelector('canvas')!];
    page.context.patient = BEN;
    expect(page.text()).not.to.match(/Dear|Letter about Ada/);
    expect(shown.root.querySelectorAll('canvas, iframe, img, a').length).to.equal(0);
    expect(canvas.width).to.equal(0);
    await rest();
    expect(page.text()).to.contain('This document belongs to a patient who is no longer open.');
    expect(shown.viewer.open).to.equal(false);
    expect(shown.made.asked.length).to.equal(asked);
    // The same patient again: closed, and there to be opened.
    page.context.patient = ADA;
    await waitUntil(() => button(shown.root, /Open/));
    expect(page.text()).to.contain('Letter about Ada');
    expect(shown.made.asked.length).to.equal(asked);
  });

  it('never shows what arrives after that, however late', async () => {
    const answers: (() => void)[] = [];
    const late = (patient: string) => new Response('MARK', { headers: { 'Content-Type': 'text/plain; charset=utf-8', 'LCR-Patient': patient } });
    page = put('lcr-document', async (input, init) => {
      const request = new Request(input, init);
      if (request.url.includes('/session')) return problem(503, 'x');
      await new Promise<void>((answer) => answers.push(answer));
      return late(request.headers.get('LCR-Patient') ?? '');
    }, ADA, { 'document-id': 'results.northbridge.0000000000000000', open: '' });
    await waitUntil(() => answers.length === 1);
    page.context.patient = BEN;
    answers[0]!();
    await rest();
    expect(page.text()).not.to.contain('MARK');
  });

  for (const [what, headers] of [
    ['another patient’s', { 'LCR-Patient': BEN }],
    ['nobody’s', {}],
  ] as const)
    it(`throws away bytes that are ${what}`, async () => {
      page = put('lcr-document', async (input) => {
        const isSession = new Request(input).url.includes('/session');
        return isSession ? problem(503, 'x') : new Response('MARK', { headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers } });
      }, ADA, { 'document-id': 'results.northbridge.0000000000000000', open: '' });
      await waitUntil(() => page.states.at(-1)?.state === 'failed');
      await rest();
      expect(page.text()).not.to.contain('MARK');
      expect(page.events.some(({ type }) => type === 'lcr-patient-mismatch')).to.equal('LCR-Patient' in headers);
    });
});

describe('An entry with documents', () => {
  it('has them in its detail by title, type and size, each to be opened in its place', async () => {
    const made = await world([{ title: 'Full report', contentType: 'text/plain', bytes: text('Dear colleague') }]);
    const page = place(made, 'lcr-results');
    const root = page.widget.shadowRoot!;
    await waitUntil(() => root.querySelector('details.detail'), 'a report', { timeout: 10_000 });
    const details = root.querySelector<HTMLDetailsElement>('details.detail')!;
    expect(details.textContent).to.contain('Document, and where this comes from');
    details.open = true;
    await waitUntil(() => root.querySelector('lcr-document')?.shadowRoot?.querySelector('button'), 'the viewer', { timeout: 10_000 });
    const viewer = root.querySelector('lcr-document')!;
    expect(shownText(viewer)).to.contain('Full report').and.to.contain('Plain text, 14 bytes');
    expect(made.asked.length).to.equal(0);
    button(viewer.shadowRoot!, /Open/)!.click();
    await waitUntil(() => shownText(viewer).includes('Dear colleague'));
    for (const event of page.events) expect(JSON.stringify((event as CustomEvent).detail)).not.to.match(/Full report|colleague/);
    page.context.patient = BEN;
    expect(root.querySelectorAll('lcr-document').length).to.equal(0);
    expect(shownText(viewer)).not.to.match(/Full report|colleague/);
    page.close();
  });
});
