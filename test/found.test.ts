import { expect } from '@open-wc/testing';
import type { Section } from '../api-spec/record.ts';
import { ADA, BEN, open, shownText } from './support/page.ts';
import { ndjson, problem, section, sourceAnswer } from './support/scripted.ts';
import { waitUntil } from './support/wait.ts';

/** Defects that a hostile reader found, each kept from coming back. */
const answering =
  (answer: (url: URL, patient: string) => Response | Promise<Response>): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    return url.pathname === '/v1/session' ? problem(503, 'x') : answer(url, request.headers.get('LCR-Patient') ?? '');
  };
const reached = (page: ReturnType<typeof open>, state: string) => waitUntil(() => page.states.at(-1)?.state === state, state);
const button = (widget: Element, name: RegExp) =>
  [...(widget.shadowRoot?.querySelectorAll('button') ?? [])].find(({ textContent }) => name.test(textContent ?? ''));

describe('A host that opens the next patient while the last change is still being told', () => {
  it('has every widget on the newest patient', async () => {
    const page = open('lcr-allergies', answering((_url, patient) => ndjson(section('allergies', patient, [`MARK${patient}`]))), null);
    const second = document.createElement('lcr-allergies');
    page.context.append(second);
    let once = true;
    page.context.addEventListener('lcr-state', ({ detail }) => {
      if (detail.state === 'loading' && once) {
        once = false;
        page.context.patient = BEN;
      }
    });
    page.context.patient = ADA;
    await waitUntil(() => page.text().includes(`MARK${BEN}`) && shownText(second).includes(`MARK${BEN}`));
    expect(page.text() + shownText(second)).not.to.contain(`MARK${ADA}`);
    page.close();
  });
});

describe('A page whose old library has given something to every object', () => {
  const given = { configurable: true, enumerable: true, value: () => {} };
  before(() => void Object.defineProperty(Object.prototype, 'given', given));
  after(() => Reflect.deleteProperty(Object.prototype, 'given'));

  it('does not send that to the gateway', async () => {
    const asked: string[] = [];
    const page = open('lcr-allergies', answering((url, patient) => (asked.push(url.search), ndjson(section('allergies', patient, ['Latex'])))));
    await reached(page, 'ready');
    expect(asked).to.deep.equal(['?category=allergies']);
    page.close();
  });
});

describe('A further page', () => {
  const first = (more: Partial<Section> = {}) => ndjson(section('results', ADA, ['Sodium'], { next: 'more', total: 2, ...more }));
  const further = (answer: () => Response) =>
    open('lcr-results', answering((url) => (url.searchParams.has('cursor') ? answer() : first())));
  const ask = async (page: ReturnType<typeof open>) => {
    await reached(page, 'ready');
    await waitUntil(() => button(page.widget, /Show more/));
    button(page.widget, /Show more/)?.click();
  };

  it('makes the list partial when a source has gone meanwhile', async () => {
    const page = further(() => Response.json(section('results', ADA, ['Potassium'], { completeness: 'partial', sources: [sourceAnswer('Northbridge', { status: 'unavailable' })] })));
    await ask(page);
    await waitUntil(() => page.text().includes('Northbridge did not answer.'));
    expect(page.states.at(-1)?.completeness).to.equal('partial');
    expect(page.text()).to.contain('Sodium').and.to.contain('Potassium');
    page.close();
  });

  it('of another patient throws the whole list away and tells the host', async () => {
    const page = further(() => Response.json(section('results', BEN, ['Potassium'])));
    await ask(page);
    await reached(page, 'failed');
    expect(page.events.some(({ type }) => type === 'lcr-patient-mismatch')).to.equal(true);
    expect(page.text()).not.to.contain('Sodium');
    page.close();
  });

  it('that does not come leaves the list and says so', async () => {
    const page = further(() => new Response(null, { status: 502 }));
    await ask(page);
    await waitUntil(() => page.text().includes('More could not be loaded.'));
    expect(page.text()).to.contain('Sodium');
    page.close();
  });
});

describe('A widget', () => {
  it('asks anew when its kind is changed', async () => {
    const asked: string[] = [];
    const page = open('lcr-results', answering((url) => (asked.push(url.search), url.pathname.endsWith('/record') ? ndjson(section('results', ADA, ['Sodium'])) : Response.json(section('results', ADA, ['Chest'])))));
    await reached(page, 'ready');
    page.widget.setAttribute('kind', 'radiology');
    await waitUntil(() => page.text().includes('Chest'));
    expect(asked).to.deep.equal(['?category=results', '?kind=radiology']);
    page.close();
  });

  it('shows a result of a kind that it does not know', async () => {
    const odd = section('results', ADA, ['Genome']);
    Object.assign(odd.entries[0] ?? {}, { kind: 'genomics' });
    const page = open('lcr-results', answering(() => ndjson(odd)));
    await waitUntil(() => page.text().includes('Genome'));
    page.close();
  });

  it('is not left without its line by a broken line before it', async () => {
    const line = JSON.stringify(section('allergies', ADA, ['Latex']));
    const page = open('lcr-allergies', answering(() => new Response(`{"category": "results", oops}\n${line}\n`)));
    await reached(page, 'ready');
    page.close();
  });
});
