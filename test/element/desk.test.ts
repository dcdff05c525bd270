import { expect, waitUntil as wait } from '@open-wc/testing';
import type { Entry, Section } from '../../api-spec/record.ts';
import { ADA, BEN, open, type Opened } from '../support/page.ts';
import { ndjson, problem, section, sourceAnswer } from '../support/scripted.ts';

type Answering = (url: URL, patient: string) => Response | Promise<Response>;
const answering = (answer: Answering): typeof fetch => async (input, init) => {
  const request = new Request(input, init);
  const url = new URL(request.url);
  return url.pathname === '/v1/session' ? problem(503, 'x') : answer(url, request.headers.get('LCR-Patient') ?? '');
};

const waitUntil = (sign: () => unknown, what?: string) => wait(() => Boolean(sign()), what, { timeout: 20_000 });

const sources = [sourceAnswer('Northbridge', { organisation: { odsCode: 'A', name: 'Northbridge' } }), sourceAnswer('Larkfield', { organisation: { odsCode: 'B', name: 'Larkfield' } })];
const list = (patient: string, names: string[], more: Partial<Section> = {}, change: (entry: Entry<'allergies'>, place: number) => object = () => ({})): Section => {
  const made = section('allergies', patient, names, { sources, ...more });
  return { ...made, entries: made.entries.map((entry, place) => ({ ...entry, status: 'active', source: { odsCode: 'A', name: 'Northbridge' }, ...change(entry as Entry<'allergies'>, place) })) } as Section;
};
const paged = (names: string[], size: number, change?: Parameters<typeof list>[3]): Answering => (url, patient) => {
  const from = Number(url.searchParams.get('cursor') ?? 0);
  const most = Number(url.searchParams.get('limit') ?? size);
  const next = from + most < names.length ? String(from + most) : null;
  const made = list(patient, names, { total: names.length, next }, change);
  const page = { ...made, entries: made.entries.slice(from, from + most) };
  return url.pathname.endsWith('/record') ? ndjson(page) : Response.json(page);
};

const all = <E extends Element = HTMLElement>(page: Opened, selector: string) => [...(page.widget.shadowRoot?.querySelectorAll<E>(selector) ?? [])];
const button = (page: Opened, name: RegExp) => all<HTMLButtonElement>(page, 'button').find(({ textContent }) => name.test(textContent ?? ''));
const press = async (page: Opened, name: RegExp) => {
  await waitUntil(() => button(page, name), `a button ${name}`);
  button(page, name)?.click();
};
const rows = (page: Opened) => all(page, '[data-row]').map(({ textContent }) => textContent?.trim());
const field = (page: Opened, label: string) =>
  all(page, '.toolbar label').find(({ textContent }) => textContent?.trim().startsWith(label))?.querySelector<HTMLInputElement>('input, select');
const enter = async (page: Opened, label: string, value: string) => {
  await waitUntil(() => field(page, label), label);
  const input = field(page, label)!;
  input.value = value;
  for (const type of ['input', 'change']) input.dispatchEvent(new Event(type));
  await (page.widget as unknown as { updateComplete: Promise<unknown> }).updateComplete;
};

describe('The filter of a list', () => {
  let page: Opened;
  afterEach(() => page.close());
  const three = () =>
    answering((url, patient) => {
      if (!url.pathname.endsWith('/record')) return Response.json(list(patient, ['Peanut']));
      return ndjson(list(patient, ['Latex', 'Penicillin', 'Peanut'], {}, (_, place) => (place ? {} : { source: { odsCode: 'B', name: 'Larkfield' } })));
    });

  it('is not there until it is asked for, and hides nothing at first', async () => {
    page = open('lcr-allergies', three());
    await press(page, /^\s*Filter\s*$/);
    await waitUntil(() => all(page, '.toolbar').length);
    expect(rows(page).length).to.equal(3);
    expect(all(page, '[part=filtered]:not([hidden])').length).to.equal(0);
  });

  it('always says how much it hides, while heading and host keep the whole count', async () => {
    page = open('lcr-allergies', three());
    await press(page, /Filter/);
    await enter(page, 'Words', 'pen');
    expect(rows(page)).to.deep.equal(['Penicillin']);
    expect(page.text()).to.contain('Filtered: 1 of 3 entries shown. The filter hides 2.');
    expect(all(page, '.count')[0]?.textContent).to.equal('3');
    expect(page.states.at(-1)?.count).to.equal(3);
    await enter(page, 'Words', 'zzz');
    expect(page.text()).to.contain('No entries match this filter; 3 are hidden.');
    expect(page.text()).not.to.match(/not recorded\b.*every source/i);
    await press(page, /Show all/);
    await waitUntil(() => rows(page).length === 3);
    expect(page.states.map(({ state }) => state)).not.to.include('nothing-recorded');
  });

  it('goes on while its form is closed, and says so', async () => {
    page = open('lcr-allergies', three());
    await press(page, /Filter/);
    await enter(page, 'Source', 'B');
    await press(page, /Filter \(on\)/);
    await waitUntil(() => !all(page, '.toolbar').length);
    expect(page.text()).to.contain('The filter hides 2.');
  });

  it('asks the gateway for days, says so when that fails, and never sends what is typed', async () => {
    const asked: string[] = [];
    let works = true;
    const answer = three();
    page = open('lcr-allergies', (input, init) => {
      asked.push(new Request(input, init).url);
      return works || asked.at(-1)!.endsWith('session') ? answer(input, init) : Promise.resolve(new Response(null, { status: 502 }));
    });
    await press(page, /Filter/);
    await enter(page, 'Words', 'e');
    await enter(page, 'From', '2020-01-01');
    await waitUntil(() => rows(page).length === 1);
    expect(rows(page)).to.deep.equal(['Peanut']);
    expect(page.text()).to.contain('Filtered: 1 of 3 entries shown.').and.to.contain('Entries without a date stay.');
    expect(asked.at(-1)).to.match(/\/allergies\?from=2020-01-01&limit=1000$|\/allergies\?limit=1000&from=2020-01-01$/);
    works = false;
    await enter(page, 'To', '2021-01-01');
    await waitUntil(() => page.text().includes('could not be asked'));
    expect(rows(page).length).to.equal(3);
    const before = asked.length;
    await enter(page, 'From', '2022-01-01');
    expect(page.text()).to.contain('From is later than to');
    expect(asked.length).to.equal(before);
    expect(asked.join()).not.to.contain('Words');
  });

  it('names a source that was lost while the gateway was asked', async () => {
    page = open('lcr-allergies', answering((url, patient) => (url.pathname.endsWith('/record') ? ndjson(list(patient, ['Latex'])) : Response.json(list(patient, ['Latex'], { completeness: 'partial', total: null, sources: [sources[0]!, { ...sources[1]!, status: 'unavailable' }] })))));
    await press(page, /Filter/);
    await enter(page, 'From', '2020-01-01');
    await waitUntil(() => page.text().includes('Larkfield did not answer.'));
  });

  it('says that what is not loaded was not looked through', async () => {
    page = open('lcr-allergies', answering(paged(['Latex', 'Peanut', 'Pollen', 'Penicillin'], 2)));
    await press(page, /Filter/);
    await enter(page, 'Words', 'pe');
    expect(page.text()).to.contain('1 of 4').and.to.contain('Only the 2 entries loaded so far were looked through.');
    await press(page, /Load all/);
    await waitUntil(() => page.text().includes('2 of 4 entries shown'));
    expect(rows(page)).to.deep.equal(['Peanut', 'Penicillin']);
  });

  it('is gone with its patient in the same task, and does not come back for the next', async () => {
    page = open('lcr-allergies', three());
    await press(page, /Filter/);
    await enter(page, 'Words', 'pen');
    await enter(page, 'From', '2020-01-01');
    page.context.patient = BEN;
    expect(all(page, '.toolbar, [part=filtered], [data-row]').length).to.equal(0);
    expect(all<HTMLInputElement>(page, 'input').length).to.equal(0);
    await waitUntil(() => page.states.at(-1)?.state === 'ready');
    await waitUntil(() => rows(page).length === 3);
    expect(button(page, /\(on\)/) === undefined).to.equal(true);
  });

  it('takes no late answer for the patient before', async () => {
    let late: ((response: Response) => void) | undefined;
    page = open('lcr-allergies', answering((url, patient) => (url.pathname.endsWith('/record') ? ndjson(list(patient, [`OF${patient}`])) : new Promise((resolve) => (late = resolve)))));
    await press(page, /Filter/);
    await enter(page, 'From', '2020-01-01');
    await waitUntil(() => late);
    page.context.patient = BEN;
    late?.(Response.json(list(ADA, [`OF${ADA}`])));
    await waitUntil(() => page.text().includes(`OF${BEN}`));
    expect(page.text()).not.to.contain(`OF${ADA}`);
  });

  it('sorts by a column, opens and closes everything', async () => {
    page = open('lcr-allergies', three());
    await press(page, /Filter/);
    await enter(page, 'Order', '-1');
    expect(rows(page)).to.deep.equal(['Penicillin', 'Peanut', 'Latex']);
    await press(page, /Expand all/);
    await waitUntil(() => all(page, '[data-row][aria-expanded=true]').length === 3);
    await press(page, /Collapse all/);
    await waitUntil(() => all(page, '[data-row][aria-expanded=true]').length === 0);
  });
});

describe('What several sources say alike', () => {
  const alike = answering((_url, patient) => ndjson(list(patient, ['Latex', 'Latex', 'Peanut'], {}, (_, place) => ({ when: '2019', ...(place === 1 && { source: { odsCode: 'B', name: 'Larkfield' } }) }))));

  it('stands in one row that names them all, counts for each, and has each one’s own detail', async () => {
    const page = open('lcr-allergies', alike);
    await waitUntil(() => rows(page).length === 2);
    expect(page.text()).to.contain('Also recorded by Larkfield');
    expect(all(page, '.count')[0]?.textContent).to.equal('3');
    expect(page.states.at(-1)?.count).to.equal(3);
    all(page, '[data-row]')[0]?.click();
    await waitUntil(() => page.text().includes('northbridge.Some.0'));
    expect(page.text()).to.contain('northbridge.Some.1').and.to.contain('Larkfield (B)');
    page.context.patient = BEN;
    expect(page.text()).not.to.contain('Also recorded');
    page.close();
  });
});

describe('Sources that disagree about an allergen', () => {
  const disagree = (change: (place: number) => object) =>
    open('lcr-allergies', answering((_url, patient) => ndjson(list(patient, ['Latex', 'Latex'], {}, (_, place) => ({ ...(place && { source: { odsCode: 'B', name: 'Larkfield' } }), ...change(place) })))));

  it('are named with what each says', async () => {
    const page = disagree((place) => ({ criticality: place ? 'low' : 'high', verification: 'confirmed' }));
    await waitUntil(() => page.text().includes('Sources disagree about Latex'));
    expect(page.text()).to.contain('Northbridge: Active. Confirmed. High risk').and.to.contain('Larkfield: Active. Confirmed. Low risk');
    page.close();
  });

  it('do not disagree where one says nothing, or where a transfer lost what it is about', async () => {
    for (const change of [(place: number) => ({ criticality: place ? undefined : 'high' }), (place: number) => ({ criticality: place ? 'low' : 'high', degraded: true })]) {
      const page = disagree(change);
      await waitUntil(() => page.text().includes('Latex'));
      expect(page.text()).not.to.contain('disagree');
      page.close();
    }
  });
});

describe('A long list', () => {
  const names = Array.from({ length: 2500 }, (_, place) => `Allergen ${place}`);

  it('is loaded to its end when asked, drawn a slice at a time, with one Tab stop', async function () {
    this.timeout(60_000);
    const asked: string[] = [];
    const answer = paged(names, 100);
    const page = open('lcr-allergies', answering((url, patient) => (asked.push(url.search), answer(url, patient))));
    await waitUntil(() => page.text().includes('100 of 2500 loaded.'));
    await press(page, /Load all/);
    const drawn = new Set<number>();
    await waitUntil(() => drawn.add(rows(page).length).has(2500), 'all drawn');
    // How many steps there are is a matter of how fast the machine draws; that there are several is not.
    expect(drawn.size).to.be.greaterThan(2);
    expect(asked).to.deep.equal(['?category=allergies', '?limit=1000&cursor=100', '?limit=1000&cursor=1100', '?limit=1000&cursor=2100']);
    expect(button(page, /Show more|Load all/) === undefined).to.equal(true);
    expect(all(page, '[data-row][tabindex="0"]').length).to.equal(1);
    const first = all(page, '[data-row]')[0];
    first?.focus();
    first?.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true }));
    expect(page.widget.shadowRoot?.activeElement?.textContent?.trim()).to.equal('Allergen 2499');
    expect(all(page, '[data-row][tabindex="0"]').length).to.equal(1);
    page.context.patient = BEN;
    expect(rows(page).length).to.equal(0);
    page.close();
  });

  it('stops loading when asked to, and goes on with what there is', async () => {
    let pages = 0;
    let release: (() => void) | undefined;
    const answer = paged(names, 100);
    const page = open('lcr-allergies', answering(async (url, patient) => {
      if (url.searchParams.has('cursor') && ++pages === 2) await new Promise<void>((go) => (release = go));
      return answer(url, patient);
    }));
    await press(page, /Load all/);
    await waitUntil(() => release);
    await press(page, /Stop loading/);
    release?.();
    await waitUntil(() => page.text().includes('2100 of 2500 loaded.') && button(page, /Load all/), 'stopped');
    expect(pages).to.equal(2);
    page.close();
  });

  it('of the patient before never joins the next one’s', async () => {
    let late: ((response: Response) => void) | undefined;
    const page = open('lcr-allergies', answering((url, patient) => {
      if (!url.searchParams.has('cursor')) return ndjson(list(patient, [`OF${patient}`], { total: 2, next: 'n' }));
      return new Promise((resolve) => (late = resolve));
    }));
    await press(page, /Load all/);
    await waitUntil(() => late);
    page.context.patient = BEN;
    late?.(Response.json(list(ADA, [`OF${ADA}`, `OF${ADA}`], { total: 2 })));
    await waitUntil(() => page.text().includes(`OF${BEN}`));
    expect(page.text()).not.to.contain(`OF${ADA}`);
    expect(page.text()).to.contain('1 of 2 loaded.');
    page.close();
  });

  it('leaves no node behind, patient after patient', async function () {
    this.timeout(60_000);
    const page = open('lcr-allergies', answering(paged(names.slice(0, 300), 300)));
    const nodes = () => document.createNodeIterator(page.widget.shadowRoot!, NodeFilter.SHOW_ALL);
    const count = () => { const walk = nodes(); let found = 0; while (walk.nextNode()) found++; return found; };
    const counts: number[] = [];
    for (const patient of [BEN, ADA, BEN, ADA, BEN, ADA]) {
      page.context.patient = patient;
      await waitUntil(() => rows(page).length === 300, 'all drawn');
      counts.push(count());
    }
    expect(counts.at(-1)).to.equal(counts[0]);
    page.close();
  });
});
