import fc from 'fast-check';
import { expect } from '@open-wc/testing';
import type { Entry } from '../../api-spec/record.ts';
import { placeOf } from '../../src/format/place.ts';
import { chronicle, inOrder, isAfter, momentsOf } from '../../src/record/chronicle.ts';
import { section } from '../support/scripted.ts';
import { ADA } from '../support/page.ts';

const TODAY = '2026-11-25';
const dated = (...dates: (string | null)[]) => {
  const made = section('allergies', ADA, dates.map(String));
  made.entries.forEach((entry, place) => Object.assign(entry, { when: dates[place] }));
  return made;
};
const order = (...dates: string[]) => inOrder(momentsOf([dated(...dates)]), TODAY).map(({ entry }) => entry.when);

describe('The order of time', () => {
  it('is newest first, and puts what is less precise at the end of its period', () => {
    expect(order('2018-12-31', '2019-03-05', '2019', '2019-03', '2019-03-05T08:00:00Z', '2020-01-01', '2019-04')).to.deep.equal([
      '2020-01-01',
      '2019',
      '2019-04',
      '2019-03',
      '2019-03-05',
      '2019-03-05T08:00:00Z',
      '2018-12-31',
    ]);
  });

  it('puts what is to come before this year or month of which no more is known', () => {
    expect(order('2026', '2026-11', '2026-11-26', '2026-11-25', '2027', '2026-01')).to.deep.equal(['2027', '2026-11-26', '2026', '2026-11', '2026-11-25', '2026-01']);
    const stretches = chronicle(inOrder(momentsOf([dated('2026', '2026-11-26')]), TODAY), TODAY);
    expect(stretches.map(({ year }) => year)).to.deep.equal([undefined, '2026']);
  });

  it('goes by the clocks of London, not by the computer’s', () => {
    expect(placeOf('2024-03-31T23:30:00Z')).to.include({ year: '2024', month: '04', day: '01' });
    expect(placeOf('2023-12-31T23:30:00Z')).to.include({ year: '2023', month: '12', day: '31' });
  });

  it('has no place for what is no date, and loses nothing of it', () => {
    for (const none of [null, undefined, '', 'around Easter', '19', '2024-13-45T99:00:00Z', '05/03/2019']) expect(placeOf(none)).to.equal(undefined);
    const moments = momentsOf([dated('2019', null, 'around Easter')]);
    expect(moments.filter(({ place }) => !place).length).to.equal(2);
  });

  it('calls after today only what cannot be earlier', () => {
    const after = (date: string) => isAfter(placeOf(date)!, TODAY);
    expect(['2027', '2026-12', '2026-11-26', '2026-11-26T08:00:00Z'].filter(after)).to.have.length(4);
    expect(['2026', '2026-11', '2026-11-25', '2026-11-25T23:00:00Z', '2020-12-31'].filter(after)).to.deep.equal([]);
  });

  it('is cut into years and months without losing or moving an entry', () => {
    const date = fc
      .record({ year: fc.integer({ min: 2018, max: 2028 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }), parts: fc.integer({ min: 1, max: 3 }) })
      .map(({ year, month, day, parts }) => [year, ...[month, day].map((part) => String(part).padStart(2, '0'))].slice(0, parts).join('-'));
    fc.assert(
      fc.property(fc.array(date, { maxLength: 30 }), (dates) => {
        const ordered = inOrder(momentsOf([dated(...dates)]), TODAY);
        const stretches = chronicle(ordered, TODAY);
        const drawn = stretches.flatMap(({ months }) => months.flatMap(({ moments }) => moments));
        expect(drawn.map(({ entry }) => entry.id)).to.deep.equal(ordered.map(({ entry }) => entry.id));
        for (const { year, months } of stretches)
          for (const month of months)
            for (const { entry } of month.moments) {
              if (year) expect(entry.when?.slice(0, 4)).to.equal(year);
              expect(entry.when?.slice(5, 7) || undefined).to.equal(month.month);
            }
      }),
    );
  });

  it('shows an entry that is filed under two categories once, with both', () => {
    const moments = momentsOf([section('allergies', ADA, ['Latex']), section('gp-record', ADA, ['Latex'])]);
    expect(moments.map(({ categories }) => categories)).to.deep.equal([['allergies', 'gp-record']]);
    expect(moments.map(({ entry }: { entry: Entry }) => entry.id)).to.have.length(1);
  });
});
