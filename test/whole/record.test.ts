import { expect } from '@open-wc/testing';
import { openInPage, type Scene } from '../../demo/in-page.ts';
import { categoryTitles } from '../../src/text/categories.ts';
import { categories } from '../support/categories.ts';
import { deepFind, deepText, inside } from '../support/deep.ts';
import { ADA, BEN, open, shownText, type Opened } from '../support/page.ts';
import { ndjson, problem, section, sourceAnswer } from '../support/scripted.ts';
import { waitUntil } from '../support/wait.ts';

/** The whole record over the real gateway and the embedded record in this page. */
function enter(scene: Scene, attributes: Record<string, string> = {}, tag = 'lcr-record'): Opened & { asked: string[] } {
  const { patient, fetch, getToken } = openInPage(scene);
  const asked: string[] = [];
  const page = open(
    tag,
    (input, init) => {
      const request = new Request(input, init);
      asked.push(new URL(request.url).pathname);
      return fetch(request);
    },
    null,
    attributes,
  );
  page.context.getToken = getToken;
  // Wide enough for the navigation to stand beside the record, however small the test's window is.
  page.widget.style.width = '1200px';
  page.context.patient = patient;
  return { ...page, asked };
}

const settled = (page: Opened, subject: string) =>
  waitUntil(() => page.states.some(({ category, state }) => category === subject && state !== 'loading' && state !== 'no-patient'), `${subject} has settled`, { timeout: 20_000 });
const stops = (page: Opened) => [...inside(page.widget)].filter((each) => each.matches('nav [data-row]')).map((each) => each.textContent?.replace(/\s+/g, ' ').trim());
/** The navigation comes with the first drawing after the state: a busy machine may show the one before the other. */
const listed = async (page: Opened) => {
  await settled(page, 'record');
  await waitUntil(() => stops(page).length > 0, 'the navigation is there');
};
const button = (page: Opened, text: RegExp) => deepFind(page.widget, 'button', text);
const find = (page: Opened, query: string) => {
  const field = deepFind<HTMLInputElement>(page.widget, 'input[type=search]')!;
  field.value = query;
  field.dispatchEvent(new InputEvent('input'));
  return (page.widget as unknown as { updateComplete: Promise<unknown> }).updateComplete;
};

describe('<lcr-record>', () => {
  let page: ReturnType<typeof enter>;
  afterEach(() => page.close());

  it('asks for every category, and who may see what, in one round trip each', async () => {
    page = enter({ patient: 'margaret' });
    await settled(page, 'record');
    await waitUntil(() => deepFind(page.widget, 'lcr-results')?.shadowRoot?.querySelector('[data-row]'));
    expect(page.asked.sort()).to.deep.equal(['/v1/record', '/v1/session']);
  });

  it('shares its answers with a timeline and single widgets on the same page', async () => {
    page = enter({ patient: 'margaret' });
    for (const tag of ['lcr-timeline', 'lcr-allergies']) page.context.append(document.createElement(tag));
    await settled(page, 'record');
    await settled(page, 'timeline');
    expect(page.asked.sort()).to.deep.equal(['/v1/record', '/v1/session']);
  });

  it('has a widget for each category whose tag is registered, and calls it what the widget calls itself', async () => {
    page = enter({ patient: 'gareth' });
    await listed(page);
    for (const { category, tag } of categories) {
      const widget = deepFind(page.widget, tag)!;
      await waitUntil(() => widget.shadowRoot?.querySelector('section'), tag);
      expect(widget.shadowRoot?.querySelector('section')?.getAttribute('aria-label')).to.equal(categoryTitles[category]);
      expect(widget.shadowRoot?.querySelector('[role=heading]')?.getAttribute('aria-level')).to.equal('3');
      expect(stops(page).some((text) => text?.startsWith(categoryTitles[category]))).to.equal(true);
    }
  });

  it('puts first what the role needs first', async () => {
    page = enter({ patient: 'margaret', user: 'obi' });
    await listed(page);
    expect(stops(page).map((text) => text?.replace(/ (not|see|\d|at least|loading).*/, '')).slice(0, 4)).to.deep.equal([
      'Care coordinator and team',
      'Care plans',
      'Alerts',
      'Appointments',
    ]);
    page.close();
    page = enter({ patient: 'margaret' });
    await listed(page);
    expect(stops(page)[0]).to.match(/^Alerts/);
  });

  it('lists what the role does not have, says why, and whom to ask', async () => {
    page = enter({ patient: 'margaret', user: 'lowe' });
    await listed(page);
    const text = shownText(page.widget);
    expect(stops(page).at(-1)).to.match(/Not available for your role 17/);
    expect(text).to.contain('Allergies and adverse reactions').and.to.contain('Why can’t I see this?');
    expect(text).to.contain('Tom Lowe, Receptionist Access Role, Larkfield Road Surgery').and.to.match(/To ask for more, contact .*administrator/);
    expect(Boolean(deepFind(page.widget, 'lcr-allergies'))).to.equal(false);
    expect(text).not.to.match(/Allergies and adverse reactions not recorded/);
  });

  it('says which kinds of a category the role has', async () => {
    page = enter({ patient: 'margaret', user: 'sethi' });
    await listed(page);
    expect(shownText(page.widget)).to.contain('Diagnostic results and reports: only blood sciences, microbiology and virology');
  });

  it('shows everything and lets the gateway decide where the session cannot be had', async () => {
    const { patient, fetch, getToken } = openInPage({ patient: 'margaret', user: 'lowe' });
    const scripted: typeof globalThis.fetch = (input, init) => {
      const request = new Request(input, init);
      return request.url.endsWith('/v1/session') ? Promise.resolve(problem(503, 'x')) : fetch(request);
    };
    page = { ...open('lcr-record', scripted, null), asked: [] };
    page.context.getToken = getToken;
    page.context.patient = patient;
    await listed(page);
    expect(stops(page).at(-1)).to.match(/Not available for your role 17/);
    expect(shownText(page.widget)).to.match(/contact .*(Larkfield|administrator)/);
  });

  it('says once what is the same for the whole record', async () => {
    for (const [scene, words] of [
      [{ patient: 'fatima' }, 'This patient’s record is not shared'],
      [{ patient: 'callum', user: 'adeyemi' }, 'Only for the team caring for the patient'],
      [{ patient: 'margaret', gateway: 'unreachable' }, 'The record could not be loaded'],
      [{ patient: 'margaret', gateway: 'refused' }, 'Your session has ended'],
    ] as [Scene, string][]) {
      page = enter(scene);
      await settled(page, 'record');
      await waitUntil(() => deepText(page.widget).split(words).length === 2, `${words}: ${deepText(page.widget)}`);
      page.close();
    }
  });

  it('tries the whole record again when asked to', async () => {
    const { patient, fetch, getToken } = openInPage({ patient: 'gareth' });
    let broken = true;
    page = { ...open('lcr-record', (...request) => (broken ? Promise.reject(new TypeError('offline')) : fetch(...request)), null), asked: [] };
    page.context.getToken = getToken;
    page.context.patient = patient;
    await settled(page, 'record');
    await waitUntil(() => button(page, /Try again/));
    broken = false;
    button(page, /Try again/)?.click();
    await waitUntil(() => deepFind(page.widget, 'lcr-results')?.shadowRoot?.querySelector('[data-row]'), 'results', { timeout: 10_000 });
  });

  it('marks in the navigation what a missing source leaves incomplete, and what came when it is asked again', async () => {
    let down = true;
    const answer = () => (down ? { completeness: 'partial' as const, total: null, sources: [sourceAnswer('Northbridge', { status: 'unavailable' })] } : {});
    page = {
      ...open(
        'lcr-record',
        async (input, init) => {
          const url = new URL(new Request(input, init).url);
          if (url.pathname === '/v1/session') return problem(503, 'x');
          return ndjson(...url.searchParams.getAll('category').map((category) => section(category as 'allergies', ADA, ['Latex'], answer())));
        },
        ADA,
        { categories: 'allergies results' },
      ),
      asked: [],
    };
    await listed(page);
    await waitUntil(() => /^Allergies and adverse reactions 1, may be incomplete/.test(stops(page)[0] ?? ''));
    down = false;
    deepFind(deepFind(page.widget, 'lcr-allergies')!, 'button', /Try again/)?.click();
    await waitUntil(() => stops(page)[0] === 'Allergies and adverse reactions 1', String(stops(page)));
    expect(stops(page)[1]).to.match(/may be incomplete/);
  });

  it('goes from category to category by the keyboard, as one Tab stop', async () => {
    page = enter({ patient: 'gareth' });
    await listed(page);
    const rows = [...inside(page.widget)].filter((each): each is HTMLElement => each.matches('nav [data-row]'));
    expect(rows.filter(({ tabIndex }) => tabIndex === 0).length).to.equal(1);
    rows[0]!.focus();
    rows[0]!.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    expect(page.widget.shadowRoot?.activeElement?.getAttribute('data-row')).to.equal(rows[1]!.dataset['row']);
    rows[1]!.click();
    expect(page.widget.shadowRoot?.activeElement?.getAttribute('data-room')).to.equal(rows[1]!.dataset['row']);
  });

  it('shows the categories that a host names, in its order, and asks anew when it names others', async () => {
    page = enter({ patient: 'gareth' }, { categories: 'results allergies' });
    await listed(page);
    expect(stops(page).length).to.equal(2);
    expect(stops(page)[0]).to.match(/^Diagnostic/);
    page.widget.setAttribute('categories', 'allergies');
    await waitUntil(() => stops(page).length === 1 && /^Allergies/.test(stops(page)[0] ?? ''));
  });

  it('finds an entry, opens it in its list with the keyboard on it, and says what it has not searched', async () => {
    page = enter({ patient: 'margaret', sources: { canalside: 'down' } });
    await settled(page, 'record');
    await waitUntil(() => deepFind(page.widget, 'lcr-allergies')?.shadowRoot?.querySelector('[data-row]'));
    await find(page, 'penicillin');
    expect(shownText(page.widget)).to.match(/\d+ entr(y|ies) found/).and.to.contain('Nothing was sent anywhere');
    expect(shownText(page.widget)).to.contain('Allergies and adverse reactions: what is missing there').and.to.contain('the contents of documents');
    const asked = page.asked.length;
    deepFind(page.widget, '.found button', /penicillin/i)?.click();
    const allergies = deepFind(page.widget, 'lcr-allergies')!;
    await waitUntil(() => allergies.shadowRoot?.activeElement?.getAttribute('aria-expanded') === 'true');
    await waitUntil(() => shownText(allergies).includes('Something wrong with this entry?'));
    expect(page.asked.length).to.equal(asked);
    await find(page, 'zzzz');
    expect(shownText(page.widget)).to.contain('This does not mean that the record has no such entry');
  });

  it('finds what is folded away, and what came with a further page', async () => {
    page = {
      ...open('lcr-record', async (input, init) => {
        const url = new URL(new Request(input, init).url);
        if (url.pathname === '/v1/session') return problem(503, 'x');
        if (url.searchParams.has('cursor')) {
          const more = section('allergies', ADA, ['Kiwi']);
          Object.assign(more.entries[0]!, { id: 'northbridge.Some.9', status: 'resolved', verification: 'confirmed' });
          return Response.json(more);
        }
        return ndjson(section('allergies', ADA, ['Latex'], { next: 'more', total: 2 }));
      }, ADA, { categories: 'allergies' }),
      asked: [],
    };
    page.widget.style.width = '1200px';
    await settled(page, 'record');
    await waitUntil(() => deepFind(page.widget, 'lcr-allergies')?.shadowRoot?.querySelector('[data-row]'));
    await find(page, 'kiwi');
    expect(shownText(page.widget)).to.contain('Allergies and adverse reactions: 1 of 2 loaded');
    await waitUntil(() => button(page, /Show more/), 'the desk is there', { timeout: 5_000 });
    button(page, /Show more/)?.click();
    await waitUntil(() => shownText(page.widget).includes('1 entry found'), 'found', { timeout: 5_000 });
    deepFind(page.widget, '.found button', /kiwi/i)?.click();
    const allergies = deepFind(page.widget, 'lcr-allergies')!;
    await waitUntil(() => /Kiwi/.test(allergies.shadowRoot?.activeElement?.textContent ?? ''));
    expect((allergies.shadowRoot?.activeElement?.closest('details') as HTMLDetailsElement).open).to.equal(true);
  });

  describe('in print', () => {
    // A real print dialog would stand in the way of every test after it, however late it comes.
    const silent = () => {};
    before(() => (window.print = silent));
    afterEach(() => (window.print = silent));

    it('opens every loaded entry, names patient and printer, says what is lacking, and closes again', async () => {
      page = enter({ patient: 'margaret', user: 'okafor', sources: { canalside: 'down' } });
      await settled(page, 'record');
      const allergies = await waitUntil(() => deepFind(page.widget, 'lcr-allergies [data-row]') ?? deepFind(page.widget, 'lcr-allergies')).then(() => deepFind(page.widget, 'lcr-allergies')!);
      await waitUntil(() => allergies.shadowRoot?.querySelector('[data-row]'));
      let printed = '';
      let open = 0;
      window.print = () => {
        printed = deepText(page.widget);
        open = allergies.shadowRoot?.querySelectorAll('[data-row][aria-expanded=false]').length ?? -1;
      };
      button(page, /^\s*Print/)?.click();
      await waitUntil(() => printed, 'printed', { timeout: 10_000 });
      expect(open).to.equal(0);
      for (const words of [
        'A printed copy is out of date as soon as it is printed.',
        'ADEYEMI-CLARKE, Margaret Folasade (Mrs)',
        '999 526 0182',
        'Dr Amara Okafor, Clinical Practitioner Access Role, Northbridge University Hospitals',
        'Every loaded entry is printed with its detail.',
        'This copy is not the whole record:',
        'Allergies and adverse reactions: Canalside General Hospital did not answer.',
        'Something wrong with this entry?',
      ])
        expect(printed.includes(words), words).to.equal(true);
      expect(printed).to.match(/Printed ?\d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d/);
      dispatchEvent(new Event('afterprint'));
      await waitUntil(() => allergies.shadowRoot?.querySelector('[data-row][aria-expanded=false]'));
    });

    it('from the browser’s own menu says that only what is open is printed in full', async () => {
      page = enter({ patient: 'gareth' });
      await settled(page, 'record');
      await waitUntil(() => page.widget.shadowRoot?.querySelector('.paper'));
      dispatchEvent(new Event('beforeprint'));
      expect(shownText(page.widget)).to.contain('Details are printed only where they were open on the screen.');
    });

    it('prints nothing when another patient has been opened meanwhile', async () => {
      page = enter({ patient: 'gareth' });
      await settled(page, 'record');
      let printed = false;
      window.print = () => (printed = true);
      await waitUntil(() => button(page, /^\s*Print/));
      button(page, /^\s*Print/)?.click();
      page.context.patient = BEN;
      await new Promise((later) => setTimeout(later, 300));
      expect(printed).to.equal(false);
    });
  });
});

describe('<lcr-timeline>', () => {
  let page: ReturnType<typeof enter>;
  afterEach(() => page.close());
  const drawn = () => waitUntil(() => page.widget.shadowRoot?.querySelector('.moment'), 'drawn', { timeout: 10_000 });

  it('stands alone with one round trip, newest first, each entry with category, source and status', async () => {
    page = enter({ patient: 'gareth' }, {}, 'lcr-timeline');
    await settled(page, 'timeline');
    await drawn();
    expect(page.asked.sort()).to.deep.equal(['/v1/record', '/v1/session']);
    expect(page.text()).to.match(/Diagnostic results and reports · (Final · )?(Northbridge|Canalside)/);
    const years = [...(page.widget.shadowRoot?.querySelectorAll('[role=heading][aria-level="3"]') ?? [])].map(({ textContent }) => textContent?.trim() ?? '').filter((text) => /^\d{4}$/.test(text));
    expect(years).to.deep.equal([...years].sort().reverse());
  });

  it('names the source that is missing and the categories that this concerns', async () => {
    page = enter({ patient: 'margaret', sources: { canalside: 'down' } }, { categories: 'allergies results' }, 'lcr-timeline');
    await settled(page, 'timeline');
    await drawn();
    expect(page.text()).to.match(/Allergies and adverse reactions, Diagnostic results and reports: Canalside General Hospital did not answer\./);
    expect(page.text()).to.contain('4 of 5 sources answered');
    expect(page.states.findLast(({ category }) => category === 'timeline')?.completeness).to.equal('partial');
  });

  it('says that only a part is loaded, and loads more of it when asked to', async () => {
    page = enter({ patient: 'kwabena' }, { categories: 'results' }, 'lcr-timeline');
    await settled(page, 'timeline');
    await drawn();
    expect(page.text()).to.match(/Only what is loaded: 100 of (at least )?\d+ entries/);
    expect(page.states.findLast(({ category }) => category === 'timeline')?.count).to.equal(null);
    button(page, /Load more/)?.click();
    await waitUntil(() => /Only what is loaded: 200 of/.test(page.text()), 'more', { timeout: 10_000 });
  });

  it('hides the categories that the reader unticks, says so, and starts whole with the next patient', async () => {
    page = enter({ patient: 'margaret' }, { categories: 'allergies results' }, 'lcr-timeline');
    await settled(page, 'timeline');
    await drawn();
    deepFind<HTMLInputElement>(page.widget, 'input[type=checkbox]')?.click();
    await waitUntil(() => page.text().includes('1 of 2: entries of the others are hidden'));
    expect(page.text()).not.to.match(/penicillin/i);
    const { patient } = page.context;
    page.context.patient = null;
    page.context.patient = patient;
    await drawn();
    expect(page.text()).to.contain('Categories shown: all 2').and.to.match(/penicillin/i);
  });

  it('opens an entry by the keyboard, with its provenance and where it stands whole', async () => {
    page = enter({ patient: 'margaret' }, { categories: 'allergies' }, 'lcr-timeline');
    await settled(page, 'timeline');
    await drawn();
    const row = page.widget.shadowRoot?.querySelector<HTMLElement>('[data-row]');
    row?.click();
    await waitUntil(() => page.text().includes('Something wrong with this entry?'));
    expect(page.text()).to.contain('The whole entry stands under: Allergies and adverse reactions.');
    expect(page.events.some(({ type }) => type === 'lcr-entry-open')).to.equal(true);
  });

  it('takes over what a list beside it has asked for anew', async () => {
    let down = true;
    page = {
      ...open('lcr-timeline', async (input, init) => {
        const url = new URL(new Request(input, init).url);
        if (url.pathname === '/v1/session') return problem(503, 'x');
        return ndjson(section('allergies', ADA, ['Latex'], down ? { completeness: 'partial', sources: [sourceAnswer('Northbridge', { status: 'unavailable' })] } : {}));
      }, ADA, { categories: 'allergies' }),
      asked: [],
    };
    const beside = document.createElement('lcr-allergies');
    page.context.append(beside);
    await drawn();
    expect(page.text()).to.contain('Northbridge did not answer');
    down = false;
    deepFind(beside, 'button', /Try again/)?.click();
    await waitUntil(() => !page.text().includes('Northbridge did not answer'));
    expect(page.text()).to.contain('Latex');
  });

  it('calls nothing empty while a source is missing', async () => {
    page = enter({ patient: 'tomasz', sources: { northbridge: 'down' } }, { categories: 'allergies results' }, 'lcr-timeline');
    await settled(page, 'timeline');
    await waitUntil(() => page.text().includes('Northbridge University Hospitals did not answer.'));
    expect(page.text()).to.contain('this is not an empty record').and.not.to.match(/not recorded\b.*every source/i);
  });
});

describe('<lcr-coverage>', () => {
  let page: ReturnType<typeof enter>;
  afterEach(() => page.close());

  it('says for every category which sources are asked, how old their data are, and what is never included', async () => {
    page = enter({ patient: 'margaret' }, {}, 'lcr-coverage');
    await settled(page, 'coverage');
    await waitUntil(() => page.widget.shadowRoot?.querySelector('table'));
    const rows = [...(page.widget.shadowRoot?.querySelectorAll('tbody tr') ?? [])].map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim() ?? '');
    expect(rows.length).to.equal(20);
    for (const title of Object.values(categoryTitles)) expect(rows.some((row) => row.startsWith(title))).to.equal(true);
    for (const row of rows) expect(row).to.match(/Included|No source is connected for this/);
    expect(page.text()).to.contain('Letters written by a GP practice.').and.to.contain('Northbridge University Hospitals, Meridian EPR');
    expect(page.asked.sort()).to.deep.equal(['/v1/coverage', '/v1/session']);
  });

  it('never takes a broken answer for an empty coverage', async () => {
    for (const body of [{}, [], { sources: [], never: [] }, { sources: [{}], never: [] }, { sources: [{ organisation: {}, categories: [] }] }, null]) {
      page = { ...open('lcr-coverage', async (input, init) => (new Request(input, init).url.endsWith('/session') ? problem(503, 'x') : Response.json(body))), asked: [] };
      await settled(page, 'coverage');
      expect(page.states.at(-1)?.state).to.equal('failed');
      page.close();
    }
  });
});
