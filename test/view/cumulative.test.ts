import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import type { Entry, Measurement } from '../../api-spec/record.ts';
import { cumulative, linesOf } from '../../src/view/cumulative.ts';
import { susceptibilities, susceptibilityGrid } from '../../src/view/susceptibilities.ts';
import { exampleOf } from '../support/categories.ts';

type Report = Entry<'results'>;

const [example] = exampleOf('results').entries as unknown as Report[];
let ids = 0;
const measured = (name: string, value: string, more: Partial<Measurement> = {}): Measurement => ({
  id: String(++ids), code: { system: 's', code: name, display: name }, status: 'final', when: null, flags: [], ranges: [],
  value: { type: 'quantity', value, unit: 'mmol/L' }, ...more,
});
const report = (when: string, measurements: Measurement[], more: Partial<Report> = {}): Report => ({
  ...example!, id: when, when, status: 'final', measurements, ...more,
});
const read = async (reports: Report[]) => {
  const drawn = await fixture(html`<div>${cumulative('Urea', reports, 3)}</div>`);
  return [...drawn.querySelectorAll('tr')].map((row) => [...row.children].map(({ textContent }) => (textContent ?? '').replace(/\s+/g, ' ').trim()));
};

describe('Results side by side', () => {
  it('have a line for each test, a column for each report, and say what a report does not have', async () => {
    const rows = await read([
      report('2026-02-01', [measured('Sodium', '140'), measured('Potassium', '5.60', { flags: [{ code: 'H', system: 's', level: 'abnormal' }] })]),
      report('2026-01-01', [measured('Potassium', '4.1')]),
    ]);
    expect(rows[0]?.map((cell) => cell.slice(0, 11))).to.deep.equal(['Test', '01-Feb-2026', '01-Jan-2026']);
    expect(rows[1]).to.deep.equal(['Sodium in mmol/L', '140', 'Not in this report']);
    expect(rows[2]).to.deep.equal(['Potassium in mmol/L', '5.60 High', '4.1']);
  });

  it('keep units and methods on lines of their own, and say so', async () => {
    const other = measured('Glucose', '90', { value: { type: 'quantity', value: '90', unit: 'mg/dL' } });
    const method = measured('Glucose', '5', { method: { display: 'strip' } });
    const reports = [report('2026-02-01', [measured('Glucose', '5.0')]), report('2026-01-01', [other, method])];
    expect((await read(reports)).slice(1).map(([name]) => name)).to.deep.equal(['Glucose in mmol/L', 'Glucose in mg/dL', 'Glucose in mmol/L, by strip']);
    expect((await fixture(html`<div>${cumulative('x', reports, 3)}</div>`)).textContent).to.contain('may not be compared');
  });

  it('mark what is cancelled, interim, corrected or doubtful in words', async () => {
    const [, line] = await read([
      report('2026-04-01', [measured('Urea', '1', { status: 'cancelled', value: null })]),
      report('2026-03-01', [measured('Urea', '2', { status: 'preliminary' })]),
      report('2026-02-01', [measured('Urea', '3', { status: 'corrected' })]),
      report('2026-01-01', [measured('Urea', '4', { value: { type: 'quantity', value: '4', comparator: '>', unit: 'mmol/L' } })]),
    ]);
    expect(line?.slice(1)).to.deep.equal(['Cancelled: no value Cancelled', '2 Interim – not final', '3 Corrected', '> 4']);
    const [, doubtful] = await read([report('2026-02-01', [measured('Urea', '9', { unitConflict: true, flags: [{ code: 'H', system: 's', level: 'abnormal' }] })])]);
    expect(doubtful?.[1]).to.contain('Check unit').and.not.to.contain('High');
  });

  it('lose no value, not even of one test measured three times in one report, nor a part of one', () => {
    const parts = [measured('Systolic', '120'), measured('Diastolic', '80')];
    const all = [measured('Glucose', '5'), measured('Glucose', '9'), measured('Glucose', '7'), measured('Pressure', '', { value: null, parts })];
    const lines = linesOf([report('2026-01-01', all)]);
    expect(lines.flatMap(({ byReport }) => [...byReport.values()].flat()).length).to.equal(6);
    expect(lines.filter(({ isPart }) => isPart).length).to.equal(2);
  });

  it('can be scrolled by the keyboard, and have a name', async () => {
    const drawn = await fixture(html`<div>${cumulative('Urea', [report('2026-01-01', [measured('Urea', '4')])], 3)}</div>`);
    const region = drawn.querySelector('[role=region]');
    expect(region?.getAttribute('tabindex')).to.equal('0');
    expect(region?.getAttribute('aria-label')).to.contain('Urea');
  });
});

describe('Susceptibilities', () => {
  const judged = (drug: string, code: string, panel?: string, text = '') =>
    measured(drug, '', { value: text ? { type: 'text', text } : null, flags: [{ code, system: 's', level: 'other' }], ...(panel && { panel }) });

  it('are a grid of antimicrobials by organism, in words', async () => {
    const { tested, others } = susceptibilities([
      measured('Culture', '1', { panel: 'Culture' }),
      judged('Trimethoprim', 'R', 'Escherichia coli', 'Resistant'),
      judged('Nitrofurantoin', 'S', 'Escherichia coli', 'Susceptible'),
      judged('Trimethoprim', 'I', 'Proteus', '4 mg/L'),
    ]);
    expect(others.length).to.equal(1);
    const drawn = await fixture(html`<div>${susceptibilityGrid('Urine', tested)}</div>`);
    expect([...drawn.querySelectorAll('tr')].map((row) => [...row.children].map(({ textContent }) => (textContent ?? '').replace(/\s+/g, ' ').trim()))).to.deep.equal([
      ['Antimicrobial', 'Escherichia coli', 'Proteus'],
      ['Trimethoprim', 'Resistant', '4 mg/L Intermediate'],
      ['Nitrofurantoin', 'Susceptible', 'Not tested or not sent'],
    ]);
  });

  it('do not take in "Not detected", which stays as it was sent', () => {
    const found = measured('Norovirus', '', { value: { type: 'text', text: 'Not detected' }, flags: [{ code: 'ND', system: 's', level: 'normal' }] });
    expect(susceptibilities([found])).to.deep.equal({ tested: [], others: [found] });
  });

  it('and all others are every measurement of the report, each once', () => {
    const all = [judged('A', 'S', 'x'), measured('B', '1', { panel: 'x' }), judged('C', 'R'), measured('D', '2'), judged('E', 'S', 'y')];
    const { tested, others } = susceptibilities(all);
    expect([...tested, ...others].length).to.equal(all.length);
    expect(tested.length).to.equal(4);
  });
});
