import { expect } from '@open-wc/testing';
import type { Entry } from '../api-spec/record.ts';
import { spells } from '../components/encounters/spells.ts';
import { discharges } from '../components/medications/discharges.ts';
import { openInPage, type Scene } from '../demo/in-page.ts';
import { open, type Opened } from './support/page.ts';
import { waitUntil } from './support/wait.ts';

/** What readers of medicines, encounters and referrals must not be misled about, over the real gateway and the embedded record. */
async function see(tag: string, scene: Scene): Promise<Opened> {
  const { patient, fetch, getToken } = openInPage(scene);
  const page = open(tag, fetch, null);
  page.context.getToken = getToken;
  page.context.patient = patient;
  await waitUntil(() => page.states.at(-1)?.state === 'ready', 'ready', { timeout: 10_000 });
  await (page.widget as unknown as { updateComplete: Promise<unknown> }).updateComplete;
  return page;
}

/** The embedded record is filed once in a page, which may take a busy machine a while. */
before(async function (this: Mocha.Context) {
  this.timeout(60_000);
  const { patient, getToken } = openInPage({ patient: 'tomasz' });
  await getToken({ patient: patient ?? '' });
});

const all = (page: Opened, selector: string) =>
  [...(page.widget.shadowRoot?.querySelectorAll(selector) ?? [])].map(({ textContent }) => (textContent ?? '').replace(/\s+/g, ' ').trim());
const row = (page: Opened, name: string) => all(page, 'tr[part=row]').find((text) => text.startsWith(name)) ?? '';

describe('<lcr-medications>', () => {
  let page: Opened | undefined;
  afterEach(() => page?.close());

  it('shows the latest discharge first, with what changed; earlier ones are folded, and the practice’s list stays as it is', async () => {
    page = await see('lcr-medications', { patient: 'margaret' });
    expect(all(page, '[part=heading].group')[0]).to.contain('Discharge from Northbridge University Hospitals, 02-Feb-2026');
    expect(all(page, 'summary').filter((text) => text.startsWith('Earlier discharge')).length).to.equal(2);
    expect(row(page, 'Furosemide 40mg')).to.contain('Dose increased').and.to.contain('From 20 mg to 40 mg');
    expect(row(page, 'Furosemide 20mg')).to.contain('Said to be taken').and.to.contain('Larkfield Road Surgery');
    expect(row(page, 'Levothyroxine')).to.contain('Whether it was changed is not recorded');
    for (const name of ['Lisinopril', 'Ibuprofen']) expect(row(page, name)).to.contain('Stopped');
    expect(page.text()).to.contain('It does not show that the medicine is taken');
  });

  it('shows the source’s own words beside a dose that it put together itself', async () => {
    page = await see('lcr-medications', { patient: 'margaret' });
    expect(row(page, 'Digoxin')).to.contain('DOSE 62.5 micrograms — Oral — once a day, in the morning').and.to.contain('“HALF a tablet (62.5 micrograms) each morning”');
    const doxycycline = row(page, 'Doxycycline');
    expect(doxycycline).to.match(/DOSE 200 mg .*then DOSE 100 mg/);
    page.close();
    page = await see('lcr-medications', { patient: 'bronwen' });
    expect(row(page, 'Metformin')).to.contain('“2 bd with food”');
    expect(row(page, 'Timolol')).to.contain('Timolol — 2.50 mg/ml — Ear/eye drops solution');
  });

  it('says in words what is not an ordinary order, and folds what was never in force', async () => {
    page = await see('lcr-medications', { patient: 'haruto' });
    expect(row(page, 'Aspirin')).to.contain('Not to be given or taken');
    expect(row(page, 'Ciprofloxacin')).to.contain('One of several options').and.to.contain('Inpatient');
    expect(row(page, 'Clopidogrel')).to.contain('On hold: Colonoscopy on Friday');
    expect(row(page, 'Amitriptyline')).to.contain('Not taken: Too drowsy');
    expect(row(page, 'Folic acid')).to.contain('once a week, on Sunday');
    const folded = [...(page.widget.shadowRoot?.querySelectorAll('details.group') ?? [])].map(({ textContent }) => textContent ?? '').join();
    for (const name of ['Omeprazole', 'Metformin']) expect(folded).to.contain(name);
    expect(page.text()).not.to.contain('Diazepam');
  });
});

describe('<lcr-encounters>', () => {
  let page: Opened | undefined;
  afterEach(() => page?.close());

  it('pins what nobody closed with since when, and never says that it is still going on', async () => {
    page = await see('lcr-encounters', { patient: 'margaret' });
    expect(all(page, '[part=heading].group')[0]).to.contain('Open: no end recorded');
    expect(all(page, 'tr[part=row]')[0]).to.contain('since 23-Apr-2021').and.to.contain('end not recorded').and.to.contain('as far as recorded');
    expect(page.text()).to.contain('does not mean still going on');
  });

  it('puts the emergency department below the stay that it led to', async () => {
    page = await see('lcr-encounters', { patient: 'margaret' });
    const rows = all(page, 'tr[part=row]');
    const stay = rows.findIndex((text) => text.startsWith('Inpatient') && text.includes('26-Jan-2026'));
    expect(rows[stay + 1]).to.contain('Part of the stay above: Emergency').and.to.contain('26-Jan-2026');
  });

  it('tells planned from finished from cancelled', async () => {
    page = await see('lcr-encounters', { patient: 'haruto' });
    expect(page.text()).to.contain('Planned: has not taken place').and.to.contain('Cancelled: did not take place').and.to.contain('In progress, although an end is recorded');
  });
});

describe('<lcr-referrals>', () => {
  let page: Opened | undefined;
  afterEach(() => page?.close());

  it('lists no test, no scan and nothing of a GP, and does not name the practice as a source', async () => {
    page = await see('lcr-referrals', { patient: 'margaret' });
    expect(page.text()).not.to.match(/blood count|X-ray|Heart failure clinic|Larkfield/i);
    expect(page.text()).to.contain('4 of 4 sources answered').and.to.contain('GP referrals');
    expect(row(page, 'Referral to physiotherapist')).to.contain('Sent: acceptance not recorded').and.to.contain('Urgent');
    expect(page.text()).to.contain('does not show that it was accepted');
  });

  it('says a priority only where one was sent, and folds what was revoked or is a draft', async () => {
    page = await see('lcr-referrals', { patient: 'haruto' });
    expect(row(page, 'Referral to counselor')).to.contain('Not recorded').and.to.contain('On hold').and.to.contain('Proposed only');
    expect(row(page, 'Referral to orthopaedic')).to.contain('Revoked: withdrawn');
    expect(row(page, 'Respiratory clinic')).to.contain('As soon as possible').and.to.contain('wanted by 03-Dec-2026');
  });
});

const medicine = (id: string, recorded: string | null, encounter?: string) =>
  ({ id, recorded, when: null, source: { odsCode: 'XQ1', name: 'Northbridge' }, ...(encounter && { encounter: { id: encounter } }) }) as unknown as Entry<'medications'>;

describe('Discharges', () => {
  const grouped = (...entries: Entry<'medications'>[]) => discharges(entries).map((group) => [group.entries.map(({ id }) => id).join(''), group.folded]);

  it('hold together by their stay, otherwise by their day, and only what is a month older is folded', () => {
    expect(grouped(medicine('a', '2026-02-02', 'e'), medicine('b', '2026-02-01T10:00:00Z', 'e'), medicine('c', '2026-01-20'), medicine('d', '2025-12-01'))).to.deep.equal([
      ['ab', false],
      ['c', false],
      ['d', true],
    ]);
  });

  it('are never folded for want of a date', () => {
    expect(grouped(medicine('a', '2026-02-02'), medicine('b', null))).to.deep.equal([['a', false], ['b', false]]);
    expect(grouped(medicine('a', null))).to.deep.equal([['a', false]]);
    expect(grouped()).to.deep.equal([]);
  });
});

describe('Spells', () => {
  const encounter = (id: string, partOf?: string) => ({ id, ...(partOf && { partOf }) }) as Entry<'encounters'>;
  const shape = (...entries: Entry<'encounters'>[]) => spells(entries).map(({ spell, segments }) => [spell.id, ...segments.map(({ id }) => id)].join(' '));

  it('have their segments with them, however deep, the earliest first', () => {
    expect(shape(encounter('late', 'stay'), encounter('other'), encounter('stay'), encounter('early', 'late'))).to.deep.equal(['other', 'stay early late']);
  });

  it('lose nobody whose spell is elsewhere, or who goes round in a circle', () => {
    expect(shape(encounter('a', 'elsewhere'))).to.deep.equal(['a']);
    expect(shape(encounter('a', 'b'), encounter('b', 'a'), encounter('c', 'c'), encounter('d', 'a')).flatMap((line) => line.split(' ')).toSorted()).to.deep.equal(['a', 'b', 'c', 'd']);
  });
});
