import fc from 'fast-check';
import { expect } from '@open-wc/testing';
import type { Entry } from '../../api-spec/record.ts';
import { fold } from '../../src/record/fold.ts';
import { categories, exampleOf } from '../support/categories.ts';

type Allergy = Entry<'allergies'>;

const [example] = exampleOf('allergies').entries as unknown as Allergy[];
const of = (more: Partial<Allergy> = {}): Allergy => ({ ...example!, when: '2019-03-12', ...more });
const at = (odsCode: string, more: Partial<Allergy> = {}): Allergy => of({ source: { odsCode, name: odsCode }, id: `${odsCode}.${Math.random()}`, ...more });

/** Few values each, so that entries are often alike. */
const entry: fc.Arbitrary<Allergy> = fc
  .record({
    odsCode: fc.constantFrom('A', 'B', 'C'),
    display: fc.constantFrom('Latex', 'Penicillin'),
    when: fc.constantFrom('2019', '2019-03', null),
    status: fc.constantFrom('active' as const, 'resolved' as const),
    criticality: fc.constantFrom('high' as const, 'low' as const, undefined),
    note: fc.constantFrom('as told', undefined),
    recorded: fc.constantFrom('2020', null),
  })
  .map(({ odsCode, display, ...more }) => at(odsCode, { ...more, code: { system: 's', code: display, display } } as Partial<Allergy>));

const shown = ({ id, source, author, requester, recorded, lastUpdated, ...facts }: Allergy) => JSON.stringify(facts);

describe('Entries of several sources that say the very same', () => {
  it('are never lost and never doubled, whatever the list', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 40 }), (entries) => {
        const folded = [...fold(entries)].flatMap(([first, others]) => [first, ...others]);
        expect(folded.length).to.equal(entries.length);
        expect(entries.every((one) => folded.includes(one))).to.equal(true);
      }),
    );
  });

  it('stay in their order, each set under its first', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 40 }), (entries) => {
        const folds = fold(entries);
        const firsts = [...folds.keys()];
        expect(firsts).to.deep.equal(entries.filter((one) => folds.has(one)));
        for (const [first, others] of folds) for (const other of others) expect(entries.indexOf(other)).to.be.greaterThan(entries.indexOf(first));
      }),
    );
  });

  it('are one set only if nothing that is shown differs but who says it and when it was written down, and no source is in it twice', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 40 }), (entries) => {
        for (const [first, others] of fold(entries)) {
          const set = [first, ...others];
          expect(new Set(set.map(shown)).size).to.equal(1);
          expect(new Set(set.map(({ source }) => source.odsCode)).size).to.equal(set.length);
          if (others.length) expect(first.when).to.be.a('string');
        }
      }),
    );
  });

  it('are as few sets as that allows', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 40 }), (entries) => {
        for (const same of Map.groupBy(entries.filter(({ when }) => when), shown).values()) {
          const most = Math.max(...[...Map.groupBy(same, ({ source }) => source.odsCode).values()].map(({ length }) => length));
          const folds = fold(entries);
          expect(same.filter((one) => folds.has(one)).length).to.equal(most);
        }
      }),
    );
  });

  it('may differ in id, source, author, requester and when they were recorded', () => {
    const one = at('A', { recorded: '2019', author: { name: 'A' }, lastUpdated: '2020-01-01T00:00:00Z' });
    const two = at('B', { recorded: '2021-04', author: { name: 'B', role: 'GP' } });
    expect(fold([one, two]).size).to.equal(1);
  });

  it('stay apart for a word, a note, a date or a missing code', () => {
    const apart: [Partial<Allergy>, Partial<Allergy>][] = [
      [{ note: 'rash' }, {}],
      [{ when: '2019-03' }, { when: '2019-03-12' }],
      [{ when: null }, { when: null }],
      [{ verification: 'confirmed' }, { verification: 'unconfirmed' }],
      [{ code: { ...example!.code, text: 'Pen V' } }, {}],
      [{ code: { ...example!.code, system: 'other' } }, {}],
      [{ code: undefined as never }, { code: undefined as never }],
    ];
    for (const [a, b] of apart) expect(fold([at('A', a), at('B', b)]).size, JSON.stringify(a)).to.equal(2);
  });

  it('are compared value by value in reports, whatever id each measurement has', () => {
    const [report] = exampleOf('results').entries as unknown as Entry<'results'>[];
    const { documents, ...plain } = report!;
    const copy = (odsCode: string, value: string): Entry<'results'> => ({
      ...plain,
      id: odsCode,
      when: '2026-01-02',
      source: { odsCode, name: odsCode },
      measurements: plain.measurements.map((one, place) => ({ ...one, id: `${odsCode}.${place}`, value: { type: 'text', text: value } })),
    });
    expect(fold([copy('A', '5.1'), copy('B', '5.1')]).size).to.equal(1);
    expect(fold([copy('A', '5.1'), copy('B', '5.10')]).size).to.equal(2);
    // A letter is read, not compared.
    const filed = (odsCode: string) => ({ ...copy(odsCode, '5.1'), documents: [{ id: 'd', contentType: 'text/plain' }] });
    expect(fold([filed('A'), filed('B')]).size).to.equal(2);
  });

  it('can be of any category', () => {
    for (const { category } of categories) {
      const entries = exampleOf(category).entries as unknown as Entry[];
      expect([...fold(entries)].flatMap(([first, others]) => [first, ...others]).length).to.equal(entries.length);
    }
  });

  it('are found among ten thousand that look alike in no time to speak of', () => {
    const many = Array.from({ length: 10_000 }, (_, place) => at(place % 2 ? 'A' : 'B'));
    const before = performance.now();
    expect(fold(many).size).to.equal(5000);
    expect(performance.now() - before).to.be.lessThan(2000);
  });
});
