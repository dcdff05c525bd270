import fc from 'fast-check';
import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { classed } from '../../src/view/filled.ts';
import { arrange, noFilter } from '../../src/view/filter.ts';

interface Line {
  id: string;
  name: string;
  when: string | null;
  note?: string;
  source: { odsCode: string; name: string };
}

const line = (name: string, when: string | null = '2019', odsCode = 'A', note?: string): Line => ({
  id: name, name, when, source: { odsCode, name: `Source ${odsCode}` }, ...(note && { note }),
});
const columns = [
  { heading: 'Name', cell: ({ name }: Line) => html`<span class="mark">${name}</span>`, sort: ({ name }: Line) => name },
  { heading: 'Date', cell: ({ when }: Line) => when ?? '', as: 'date' as const, sort: ({ when }: Line) => when },
];
const names = (lines: Line[]) => lines.map(({ name }) => name).join(' ');
const find = (lines: Line[], more: Partial<typeof noFilter>, isAbnormal?: (entry: Line) => boolean) =>
  names(arrange(lines, { ...noFilter, ...more }, { columns, isAbnormal }));

describe('A filter', () => {
  const lines = [line('Penicillin', '2019-03-12', 'A', 'Told by her mother'), line('Crème', null, 'B'), line('Latex', '2019-03', 'A'), line('Latex 10', '2018', 'B')];

  it('that asks for nothing changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        const some = words.map((word) => line(word));
        expect(arrange(some, noFilter, { columns })).to.deep.equal(some);
      }),
    );
  });

  it('finds every word anywhere in an entry, without regard to capitals and accents', () => {
    expect(find(lines, { text: 'creme' })).to.equal('Crème');
    expect(find(lines, { text: 'MOTHER pen' })).to.equal('Penicillin');
    expect(find(lines, { text: 'latex mother' })).to.equal('');
    expect(find(lines, { text: ' ' })).to.equal(names(lines));
  });

  it('reads words, not the names of classes and machines', () => {
    expect(find(lines, { text: 'mark' })).to.equal('');
    const one = [{ heading: 'Status', cell: () => classed('mark', 'Stopped') }];
    const found = (text: string) => names(arrange([line('Aspirin')], { ...noFilter, text }, { columns: one }));
    expect(found('stopped')).to.equal('Aspirin');
    expect(found('mark')).to.equal('');
    expect(find([{ ...line('Latex'), source: { odsCode: 'RAL01', name: 'Ward' } }], { text: 'ral01' })).to.equal('');
  });

  it('keeps one source', () => {
    expect(find(lines, { source: 'B' })).to.equal('Crème Latex 10');
  });

  it('keeps what its category calls abnormal, and everything where that has no meaning', () => {
    expect(find(lines, { abnormal: true }, ({ name }) => name === 'Latex')).to.equal('Latex');
    expect(find(lines, { abnormal: true })).to.equal(names(lines));
  });

  it('never adds, changes or doubles an entry', () => {
    const orders = fc.constantFrom('', '1', '-1', '2', '-2', '9', 'x');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lines)), fc.constantFrom('', 'latex', 'e'), orders, (some, text, order) => {
        const kept = arrange(some, { ...noFilter, text, order }, { columns });
        for (const one of kept) expect(kept.filter((each) => each === one).length).to.equal(some.filter((each) => each === one).length);
      }),
    );
  });
});

describe('The order of a list', () => {
  it('has a partial date at the end of its period, and what has none last, both ways', () => {
    const lines = [line('a', '2019'), line('b', null), line('c', '2019-03-12'), line('d', '2019-03'), line('e', '2020')];
    expect(find(lines, { order: '2' })).to.equal('c d a e b');
    expect(find(lines, { order: '-2' })).to.equal('e a d c b');
  });

  it('counts numbers in names', () => {
    expect(find([line('Drug 10'), line('drug 9')], { order: '1' })).to.equal('drug 9 Drug 10');
  });
});
