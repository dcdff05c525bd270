import { expect } from '@open-wc/testing';
import { openInPage, type Scene } from '../demo/in-page.ts';
import { alertWords } from '../src/text/alerts.ts';
import { open, type Opened } from './support/page.ts';
import { waitUntil } from './support/wait.ts';

/** What was not given, not done, ruled out or not recorded must not look like its opposite (domain rules, A2 and A4). */
async function shown(tag: string, scene: Scene): Promise<Opened> {
  const { patient, fetch, getToken } = openInPage(scene);
  const page = open(tag, fetch, null);
  page.context.getToken = getToken;
  page.context.patient = patient;
  await waitUntil(() => /^(ready|nothing-recorded|incomplete)$/.test(page.states.at(-1)?.state ?? ''), tag, { timeout: 30_000 });
  await (page.widget as unknown as { updateComplete: Promise<unknown> }).updateComplete;
  return page;
}

const plain = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();

/** Each row as its name and its cells, and whether it waits under a folded heading. */
const rowsOf = ({ widget }: Opened) =>
  [...(widget.shadowRoot?.querySelectorAll('[data-row]') ?? [])].map((button) => {
    const row = button.closest('tr');
    return {
      name: plain(button.textContent),
      cells: [...(row?.querySelectorAll('td') ?? [])].map(({ textContent }) => plain(textContent)),
      folded: button.closest('details.group') !== null,
    };
  });

const headings = ({ widget }: Opened) =>
  [...(widget.shadowRoot?.querySelectorAll('[part=heading].group') ?? [])].map(({ textContent }) => plain(textContent));

describe('A list', function () {
  // Whoever comes first files the whole record.
  this.timeout(40_000);
  let page: Opened | undefined;
  afterEach(() => page?.close());

  it('of immunisations says first that one was not given, then why, and keeps both tellers of a dose', async () => {
    page = await shown('lcr-immunisations', { patient: 'margaret' });
    const rows = rowsOf(page);
    const missed = rows.filter(({ cells }) => cells[0]?.startsWith('Not given'));
    expect(missed.map(({ name, cells }) => [name.startsWith('Not given: '), cells[0]])).to.deep.equal([
      [true, 'Not given. Reason: Patient declined'],
      [true, 'Not given. Reason: Not recorded'],
    ]);
    expect(rows.filter(({ cells }) => cells[0]?.startsWith('Given')).some(({ name }) => name.startsWith('Not'))).to.equal(false);
    expect(rows.filter(({ cells }) => cells[2] === '03-Feb-2021').map(({ cells }) => [cells[0], cells[3]])).to.have.deep.members([
      ['Given. Reported, not witnessed by the source', 'Larkfield Road Surgery'],
      ['Given', 'Canalside General Hospital'],
    ]);
    expect(headings(page)[0]).to.equal('Influenza 5');
  });

  it('of procedures says first that one was not done, stopped or only planned; an unknown one waits', async () => {
    page = await shown('lcr-procedures', { patient: 'margaret' });
    const rows = rowsOf(page);
    const first = (start: string) => rows.filter(({ cells }) => cells[0]?.startsWith(start)).map(({ name }) => name.split(':')[0]);
    expect(first('Not done')).to.deep.equal(['Not done']);
    expect(first('Stopped')).to.deep.equal(['Stopped']);
    expect(first('Planned')).to.deep.equal(['Planned']);
    expect(rows.filter(({ folded }) => folded).map(({ cells }) => cells[0])).to.deep.equal(['Not known whether it was done']);
    const knees = rows.filter(({ name }) => /knee/.test(name)).map(({ cells }) => cells[2]);
    expect(knees).to.have.members(['Knee, Left', 'Right knee']);
    expect(rows.find(({ name }) => /shoulder/.test(name))?.cells[2]).to.equal('Shoulder. Side not recorded');
  });

  it('of diagnoses folds away what was ruled out, and says what is not certain', async () => {
    page = await shown('lcr-diagnoses', { patient: 'margaret' });
    const rows = rowsOf(page);
    expect(rows.filter(({ folded }) => folded).map(({ name, cells }) => [name, cells[0]])).to.deep.equal([
      ['Pulmonary embolism', 'Refuted: this was ruled out'],
    ]);
    const said = (name: string) => rows.find((row) => row.name === name)?.cells[0];
    expect(said('Pneumonia')).to.equal('Active. Provisional: still to be confirmed');
    expect(said('Myocardial infarction')).to.equal('Active. Differential: one of several possible');
  });

  it('of problems shows major ones first, what is past apart, and the same problem once for each source', async () => {
    page = await shown('lcr-problems', { patient: 'margaret' });
    const rows = rowsOf(page);
    const weights = rows.filter(({ folded }) => !folded).map(({ cells }) => cells[1]);
    expect(weights).to.deep.equal(weights.toSorted((a, b) => ['Major', 'Not recorded', 'Minor'].indexOf(a ?? '') - ['Major', 'Not recorded', 'Minor'].indexOf(b ?? '')));
    expect(rows.filter(({ name }) => name === 'Atrial Fibrillation').map(({ cells, folded }) => [cells[0], folded])).to.deep.equal([
      ['Active. Confirmed', false],
      ['Resolved. Confirmed', true],
    ]);
  });

  it('of alerts has safeguarding and risk first, and what has ended not at all', async () => {
    page = await shown('lcr-alerts', { patient: 'margaret' });
    expect(headings(page)).to.deep.equal(['Safeguarding and risk 2', 'Other alerts 1', 'Reasonable adjustments 2']);
    expect(page.text()).to.contain(alertWords.privacy).and.to.contain(alertWords.caution);
    expect(page.text()).not.to.match(/Deprivation|mental capacity|Homeless/);
  });

  for (const [state, scene] of [
    ['nothing-recorded', { patient: 'tomasz' }],
    ['incomplete', { patient: 'tomasz', sources: { northbridge: 'down' } }],
  ] as const)
    it(`of alerts that is ${state} does not reassure`, async () => {
      page = await shown('lcr-alerts', scene);
      expect(page.states.at(-1)?.state).to.equal(state);
      expect(page.text()).to.contain(alertWords.caution);
    });
});
