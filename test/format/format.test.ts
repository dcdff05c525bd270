import fc from 'fast-check';
import { expect } from '@open-wc/testing';
import { formatDay, formatTime, yearsBetween } from '../../src/format/day.ts';
import { inLondon } from '../../src/format/london.ts';
import { formatNhsNumber, parseNhsNumber } from '../../src/format/nhs-number.ts';
import { formatPersonName } from '../../src/format/person-name.ts';
import { formatRange, formatValue } from '../../src/format/quantity.ts';

describe('Dates', () => {
  it('are written dd-MMM-yyyy with the precision recorded and no more', () => {
    expect(formatDay('2019')).to.equal('2019');
    expect(formatDay('2019-03')).to.equal('Mar-2019');
    expect(formatDay('2019-03-05')).to.equal('05-Mar-2019');
    expect(formatDay(null)).to.equal('Not recorded');
  });
  it('have their time in Europe/London, summer and winter, across the day', () => {
    expect(formatDay('2026-01-15T14:30:00Z')).to.equal('15-Jan-2026 14:30');
    expect(formatDay('2026-07-15T14:30:00Z')).to.equal('15-Jul-2026 15:30');
    expect(formatDay('2026-07-15T23:30:00Z')).to.equal('16-Jul-2026 00:30');
    expect(formatDay('2026-07-15T23:30:00Z', false)).to.equal('16-Jul-2026');
    expect(formatTime('2026-11-24T09:05:00Z')).to.equal('09:05');
  });
  it('have the same time where a browser has no Temporal', () => {
    const has = globalThis as { Temporal?: unknown };
    const temporal = has.Temporal;
    const any = fc.date({ min: new Date('1850-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });
    // The last days of March and October, in which the clocks change.
    const changing = fc
      .tuple(fc.integer({ min: 1975, max: 2045 }), fc.constantFrom(2, 9), fc.integer({ min: 0, max: 8 * 24 * 60 }))
      .map(([year, month, minutes]) => new Date(Date.UTC(year, month, 24, 0, minutes)));
    fc.assert(
      fc.property(fc.oneof(any, changing), (instant) => {
        const there = inLondon(instant);
        has.Temporal = undefined;
        const without = inLondon(instant);
        has.Temporal = temporal;
        expect(there).to.equal(without);
        expect(there).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
      }),
    );
  });
  it('stand as they were sent where they are no dates', () => {
    for (const odd of ['about 2019', '2019-3', '12/03/2019', '2019-03-05Tnoon']) expect(formatDay(odd)).to.equal(odd);
  });
  it('give an age only where both days are exact', () => {
    expect(yearsBetween('1941-11-25', '2026-11-24')).to.equal(84);
    expect(yearsBetween('1941-11-24', '2026-11-24T10:00:00Z')).to.equal(85);
    expect(yearsBetween('1941', '2026-11-24')).to.equal(undefined);
  });
});

describe('NHS numbers', () => {
  it('are read with or without spaces and written 3-3-4', () => {
    expect(parseNhsNumber('943 476 5919')).to.equal('9434765919');
    expect(formatNhsNumber('9434765919')).to.equal('943 476 5919');
  });
  it('with a wrong check digit are refused', () => {
    for (const wrong of ['9999999991', '9388098432', '9432003812', '9000000015', '9912003890', '943476591', 'abc', '', null])
      expect(parseNhsNumber(wrong)).to.equal(undefined);
  });
  it('lose their validity with any one digit', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.integer({ min: 1, max: 9 }), (place, add) => {
        const digits = [...'9434765919'];
        digits[place] = String((Number(digits[place]) + add) % 10);
        expect(parseNhsNumber(digits.join(''))).to.equal(undefined);
      }),
    );
  });
});

describe('Values', () => {
  it('has no unit where the source sent the code of having none: "2.1 1" could be read as 2.11', () => {
    expect(formatValue({ type: 'quantity', value: '2.1', unit: '1', ucum: '1' })).to.equal('2.1');
    expect(formatValue({ type: 'quantity', value: '2.1', ucum: '1' })).to.equal('2.1');
    expect(formatValue({ type: 'quantity', value: '2.1', unit: 'mmol/L', ucum: 'mmol/L' })).to.equal('2.1 mmol/L');
  });

  it('keep their decimals, comparators and units as sent', () => {
    expect(formatValue({ type: 'quantity', value: '7.0', unit: 'mmol/L' })).to.equal('7.0 mmol/L');
    expect(formatValue({ type: 'quantity', value: '0.10', comparator: '<', unit: 'ug/L' })).to.equal('< 0.10 ug/L');
    expect(formatValue({ type: 'text', text: 'Not detected' })).to.equal('Not detected');
  });
  it('have ranges in the laboratory’s own words first', () => {
    expect(formatRange({ low: '115', high: '150', unit: 'g/L' })).to.equal('115–150 g/L');
    expect(formatRange({ high: '5', unit: 'mg/L' })).to.equal('up to 5 mg/L');
    expect(formatRange({ text: '20 - 41 mmol/mol', low: '1' })).to.equal('20 - 41 mmol/mol');
  });
});

describe('Names', () => {
  it('are written SURNAME, Given (Title)', () => {
    expect(formatPersonName({ family: 'Okafor', given: ['Amara', 'June'], prefix: ['Dr'] })).to.equal('OKAFOR, Amara June (Dr)');
    expect(formatPersonName({ family: '', given: ['Cher'], prefix: [] })).to.equal('Cher');
  });
});
