import fc from 'fast-check';
import { expect } from '@open-wc/testing';
import { formatAmount, formatDosage } from '../../src/format/dose.ts';

const quantity = (value: string, unit?: string, ucum?: string) => ({ type: 'quantity' as const, value, ...(unit && { unit }), ...(ucum && { ucum }) });

describe('A dose', () => {
  it('is written as NHS CUI writes it', () => {
    expect(formatDosage({ dose: quantity('40', 'mg', 'mg'), route: { display: 'oral' }, frequency: 'once a day' })).to.equal('DOSE 40 mg — oral — once a day');
    expect(formatDosage({ dose: { type: 'range', low: '1', high: '2', unit: 'tablet' }, asNeeded: 'pain', maximum: '8 tablets in 24 hours' })).to.equal(
      'DOSE 1 to 2 tablet — as needed for: pain — no more than 8 tablets in 24 hours',
    );
    expect(formatDosage({ rate: { type: 'ratio', numerator: '100 ml', denominator: '1 h' } })).to.equal('at 100 ml per 1 h');
    expect(formatDosage({ dose: quantity('10', 'mg'), dates: ['2026-03-01'], period: { start: '2026-03' } })).to.equal('DOSE 10 mg — 01-Mar-2026 — Mar-2026');
    expect(formatDosage({ frequency: 'once a day', asNeeded: 'as needed' })).to.equal('DOSE not recorded — once a day — as needed');
  });

  it('writes micrograms, nanograms and units in full, whichever way their symbol was sent', () => {
    for (const unit of ['mcg', 'ug', 'µg', 'μg', 'microgram']) expect(formatAmount(quantity('62.5', unit))).to.equal('62.5 micrograms');
    for (const unit of ['IU', 'U', '[iU]', 'unit']) expect(formatAmount(quantity('18', unit))).to.equal('18 units');
    expect(formatAmount(quantity('18', undefined, '[iU]'))).to.equal('18 units');
    expect(formatAmount(quantity('250', 'ng'))).to.equal('250 nanograms');
    expect(formatAmount({ type: 'range', low: '50', high: '100', unit: 'ug' })).to.equal('50 to 100 micrograms');
    // Not one that only looks like it.
    for (const unit of ['mg', 'ml', 'capsule', 'constructor', 'toString']) expect(formatAmount(quantity('1', unit))).to.equal(`1 ${unit}`);
  });

  it('is nothing of ours where only words were sent: they stand by themselves', () => {
    expect(formatDosage({ text: 'ONE tablet at NIGHT' })).to.equal(undefined);
    expect(formatDosage({ text: 'ONE tablet at NIGHT', route: { display: 'Oral' } })).to.equal('Oral');
    expect(formatDosage({})).to.equal(undefined);
  });

  it('keeps every digit', () => {
    const decimal = fc.stringMatching(/^(0|[1-9]\d{0,3})(\.\d{1,4})?$/);
    fc.assert(fc.property(decimal, (value) => void expect(formatAmount(quantity(value, 'mg'))).to.equal(`${value} mg`)));
  });
});
