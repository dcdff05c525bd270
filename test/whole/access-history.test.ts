import fc from 'fast-check';
import { expect } from '@open-wc/testing';
import { openInPage, type Scene } from '../../demo/in-page.ts';
import { accessHistoryWords as say } from '../../src/text/access-history.ts';
import { ADA, BEN, CAY, open, shownText, type Opened } from '../support/page.ts';
import { problem, scriptedGateway } from '../support/scripted.ts';
import { settle } from '../support/switching.ts';
import { waitUntil } from '../support/wait.ts';

const TAG = 'lcr-access-history';

function enter(scene: Scene): Opened {
  const { patient, fetch, getToken } = openInPage(scene);
  const page = open(TAG, fetch, null);
  page.context.getToken = getToken;
  page.context.patient = patient;
  return page;
}

const arrived = ({ states }: Opened, state: string) => waitUntil(() => states.at(-1)?.state === state, state, { timeout: 30_000 });
const rows = ({ widget }: Opened) =>
  [...(widget.shadowRoot?.querySelectorAll('tbody tr') ?? [])].map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim() ?? '');

const history = (patient: string, names: string[], next: string | null = null) => ({
  patient,
  answeredAt: '2026-11-24T10:00:00Z',
  keptSince: null,
  next,
  accesses: names.map((name) => ({
    at: '2026-11-24T09:30:00Z', until: '2026-11-24T09:30:00Z', actions: ['record'], outcome: 'granted', documents: 0,
    user: { name, roles: [{ code: 'R8000', display: 'Clinical Practitioner Access Role' }] },
    organisation: { odsCode: 'XQ1', name: 'Northbridge University Hospitals' }, purpose: 'TREAT',
    categories: [{ category: 'allergies' }], refused: [], sources: [],
  })),
});

describe(`<${TAG}>`, function () {
  this.timeout(60_000);
  let page: Opened;
  afterEach(() => page.close());

  it('says who looked, in what role, of which organisation, at what, whose data, and what was refused and why', async () => {
    page = enter({ patient: 'margaret', user: 'margaret', visitors: ['okafor', 'lowe', 'obi'] });
    await arrived(page, 'ready');
    await waitUntil(() => rows(page).length > 0);
    const all = rows(page);
    expect(all.length).to.equal(page.states.at(-1)?.count);
    const doctor = all.find((row) => row.includes('Dr Amara Okafor'));
    expect(doctor).to.contain('Clinical Practitioner Access Role').and.to.contain('Northbridge University Hospitals').and.to.contain('Medications').and.to.contain('For care').and.to.contain('Shown');
    expect(all.find((row) => row.includes('Tom Lowe') && row.includes('Refused'))).to.contain('Their role may not see this.').and.to.contain(say.noSource);
    expect(all.find((row) => row.includes('Grace Obi') && row.includes('Shown in part'))).to.contain('Asked for and not given: Medications, Diagnostic results and reports');
    expect(all[0]).to.contain('Margaret Adeyemi-Clarke').and.to.contain(say.history);
    expect(page.text()).to.contain(say.keptAll).and.to.match(/Contact .*helpdesk/);
  });

  it('is for patients and privacy officers only, and says whom to ask', async () => {
    page = enter({ patient: 'margaret', visitors: ['lowe'] });
    await arrived(page, 'not-permitted');
    await waitUntil(() => /administrator/.test(page.text()));
    expect(page.text()).not.to.contain('Tom Lowe');
  });

  it('asks for the days that are chosen, and says so where there is no visit', async () => {
    page = enter({ patient: 'margaret', user: 'castellane', visitors: ['okafor', 'obi', 'lowe'] });
    await arrived(page, 'ready');
    await waitUntil(() => rows(page).length > 0);
    const whole = rows(page).length;
    const choose = async (from: string, to: string) => {
      const before = page.states.length;
      const [first, last] = page.widget.shadowRoot!.querySelectorAll<HTMLInputElement>('input[type=date]');
      first!.value = from;
      last!.value = to;
      page.widget.shadowRoot!.querySelector<HTMLButtonElement>('button[type=submit]')!.click();
      await waitUntil(() => page.states.length > before + 1 || shownText(page.widget).includes(say.turned));
    };
    await choose('2020-01-01', '2020-01-31');
    await arrived(page, 'nothing-recorded');
    await waitUntil(() => page.text().includes('No visit is written down from 01-Jan-2020 to 31-Jan-2020.'));
    await choose('2026-11-02', '2026-11-01');
    expect(page.text()).to.contain(say.turned);
    [...page.widget.shadowRoot!.querySelectorAll('button')].find(({ textContent }) => textContent === say.showAll)!.click();
    await arrived(page, 'ready');
    // The look before, and the one for the chosen days, are visits of this same reader and stay one.
    await waitUntil(() => rows(page).length === whole);
  });

  it('brings earlier visits when asked, and keeps what it has when they do not come', async () => {
    const gateway = scriptedGateway();
    page = open(TAG, gateway.fetch, ADA);
    await waitUntil(() => gateway.waiting.length === 1);
    gateway.waiting[0]!.answer(Response.json(history(ADA, ['Newest'], '7')));
    await waitUntil(() => rows(page).length === 1);
    expect(page.text()).to.contain('at least 1 visits');
    const more = () => [...page.widget.shadowRoot!.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === say.more)!.click();
    more();
    await waitUntil(() => gateway.waiting.length === 1);
    gateway.waiting[0]!.fail();
    await waitUntil(() => page.text().includes(say.moreFailed));
    expect(rows(page).length).to.equal(1);
    more();
    await waitUntil(() => gateway.waiting.length === 1);
    expect(new URL(gateway.waiting[0]!.request.url).searchParams.get('cursor')).to.equal('7');
    gateway.waiting[0]!.answer(Response.json(history(ADA, ['Oldest'])));
    await waitUntil(() => rows(page).length === 2);
    expect(rows(page)[1]).to.contain('Oldest');
  });

  it('never takes a broken answer for a record that nobody has looked at', async () => {
    for (const body of [{}, [], { patient: ADA }, { patient: ADA, accesses: {} }, { ...history(ADA, []), accesses: [{}] }, null]) {
      page = open(TAG, async (input, init) => (new Request(input, init).url.endsWith('/session') ? problem(503, 'x') : Response.json(body)));
      await arrived(page, 'failed');
      page.close();
    }
  });

  it('shows what people call themselves as text', async () => {
    const evil = '<img src=x onerror="document.title=\'run\'">';
    page = open(TAG, async (input, init) => (new Request(input, init).url.endsWith('/session') ? problem(503, 'x') : Response.json(history(ADA, [evil]))));
    await arrived(page, 'ready');
    await waitUntil(() => rows(page).length === 1);
    expect(rows(page)[0]).to.contain(evil);
    expect(page.widget.shadowRoot!.querySelector('img')).to.equal(null);
  });

  it('has nothing that axe complains about, wide or narrow', async () => {
    page = enter({ patient: 'margaret', user: 'margaret', visitors: ['okafor', 'lowe', 'obi', 'sethi'] });
    await arrived(page, 'ready');
    for (const width of ['1200px', '340px']) {
      page.context.style.width = width;
      page.context.style.display = 'block';
      await expect(page.widget).to.be.accessible();
    }
  });

  it('never shows one patient’s visits under another’s name, whatever happens in whatever order', async function () {
    this.timeout(120_000);
    const steps = fc.array(
      fc.oneof(
        fc.record({ do: fc.constant('switch' as const), to: fc.constantFrom(ADA, BEN, CAY, null) }),
        fc.record({ do: fc.constant('answer' as const), which: fc.nat(9), as: fc.constantFrom('right', 'right', 'wrong-patient', 'http-403', 'reset') }),
        fc.record({ do: fc.constantFrom('press' as const), which: fc.nat(5) }),
        fc.record({ do: fc.constantFrom('remove' as const, 'insert' as const) }),
      ),
      { minLength: 4, maxLength: 20 },
    );
    let frames = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (acts) => {
        const gateway = scriptedGateway();
        page = open(TAG, gateway.fetch, ADA);
        const look = () => {
          frames += 1;
          const rightful = page.widget.isConnected ? page.context.patient : null;
          for (const one of [ADA, BEN, CAY]) if (one !== rightful && page.text().includes(`MARK${one}`)) throw new Error(`MARK${one} under ${rightful}`);
        };
        for (const act of acts) {
          if (act.do === 'switch') page.context.patient = act.to;
          if (act.do === 'remove') page.widget.remove();
          if (act.do === 'insert') page.context.append(page.widget);
          if (act.do === 'press') page.widget.shadowRoot?.querySelectorAll('button')[act.which]?.click();
          if (act.do === 'answer') {
            const asked = gateway.waiting[act.which % Math.max(1, gateway.waiting.length)];
            const whose = act.as === 'wrong-patient' ? (asked?.patient === BEN ? CAY : BEN) : (asked?.patient ?? '');
            if (act.as === 'right' || act.as === 'wrong-patient') asked?.answer(Response.json(history(whose, [`MARK${whose}`], '3')));
            if (act.as === 'http-403') asked?.answer(problem(403, 'not-permitted'));
            if (act.as === 'reset') asked?.fail();
          }
          look();
          await settle(look);
        }
        page.close();
      }),
      { numRuns: 150 },
    );
    expect(frames).to.be.greaterThan(150);
  });
});
