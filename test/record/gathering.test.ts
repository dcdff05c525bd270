import fc from 'fast-check';
import { expect } from '@open-wc/testing';
import type { Category, Section, Session as Access, SourceAnswer } from '../../api-spec/record.ts';
import type { Answer } from '../../src/api/client.ts';
import { concludeAll, standing, type Gathered } from '../../src/record/gathering.ts';
import { orderFor, named } from '../../src/record/order.ts';
import { together } from '../../src/record/together.ts';
import { categoryTitles } from '../../src/text/categories.ts';
import { section, sourceAnswer } from '../support/scripted.ts';
import { ADA } from '../support/page.ts';

const ASKED: Category[] = ['allergies', 'results', 'alerts'];
const access = (...categories: Category[]): Answer<Access> => ({ data: { categories: categories.map((category) => ({ category })) } as Access });
const gathered = (answers: [Category, Answer<Section>][], more: Partial<Gathered> = {}): Gathered => ({
  patient: ADA,
  asked: ASKED,
  answers: new Map(answers),
  awaited: new Map(),
  ...more,
});
const whole = (category: Category, names: string[] = [], more: Partial<Section> = {}): [Category, Answer<Section>] => [category, { data: section(category, ADA, names, more) }];
const refused = (category: Category): [Category, Answer<Section>] => [category, { failure: { code: 'not-permitted' } }];
const failed = (category: Category, code = 'unreachable'): [Category, Answer<Section>] => [category, { failure: { code } }];

describe('What may be concluded of several categories together', () => {
  it('calls them empty only if each that the role has is, and answered in full', () => {
    const answer = fc.constantFrom('empty', 'entries', 'partial', 'further', 'failed', 'refused', 'nothing');
    fc.assert(
      fc.property(fc.tuple(answer, answer, answer), (three) => {
        const answers = three.flatMap((how, place): [Category, Answer<Section>][] => {
          const category = ASKED[place]!;
          if (how === 'nothing') return [];
          if (how === 'failed') return [failed(category)];
          if (how === 'refused') return [refused(category)];
          return [
            whole(category, how === 'entries' ? ['Latex'] : [], {
              ...(how === 'partial' && { completeness: 'partial', sources: [sourceAnswer('A', { status: 'timed-out' })] }),
              ...(how === 'further' && { next: 'more' }),
            }),
          ];
        });
        const { state, completeness } = concludeAll(gathered(answers));
        const permitted = three.filter((how) => how !== 'refused');
        const answered = permitted.filter((how) => how !== 'failed');
        const inFull = permitted.every((how) => how === 'empty' || how === 'entries' || how === 'further');
        if (three.includes('nothing')) expect(state).to.equal('loading');
        else if (!permitted.length) expect(state).to.equal('not-permitted');
        else if (!answered.length) expect(state).to.equal('failed');
        else if (answered.includes('entries')) expect([state, completeness]).to.deep.equal(['ready', inFull ? 'complete' : 'partial']);
        else expect(state).to.equal(permitted.every((how) => how === 'empty') ? 'nothing-recorded' : 'incomplete');
      }),
    );
  });

  it('keeps a refusal that is the same for all, and calls unlike ones a failure', () => {
    expect(concludeAll(gathered(ASKED.map((category) => failed(category, 'patient-opted-out')))).state).to.equal('opted-out');
    const mixed = concludeAll(gathered([failed('allergies', 'session-ended'), failed('results'), failed('alerts')]));
    expect(mixed.state).to.equal('failed');
  });
});

describe('Where a category stands', () => {
  it('is refused by the session or by the gateway', () => {
    expect(standing(gathered([], { access: access('allergies') }), 'results').state).to.equal('not-permitted');
    expect(standing(gathered([refused('results')]), 'results').state).to.equal('not-permitted');
  });

  it('is not taken to be refused where the session cannot be had: "we do not know" is not "you may not"', () => {
    for (const unknown of [undefined, { failure: { code: 'unreachable' } }])
      expect(standing(gathered([], { ...(unknown && { access: unknown }) }), 'results').state).to.equal('loading');
    expect(standing(gathered([failed('results')], { access: { failure: { code: 'unreachable' } } }), 'results').state).to.equal('failed');
  });

  it('is what arrived, whatever the session said before', () => {
    expect(standing(gathered([whole('results', ['Sodium'])], { access: access('allergies') }), 'results').state).to.equal('ready');
  });
});

describe('The sources of several sections', () => {
  it('stand there once each, as bad as they were for any, and no younger than the oldest', () => {
    const source = fc.record<SourceAnswer>({
      organisation: fc.constantFrom({ odsCode: 'XQ1', name: 'A' }, { odsCode: 'XQ2', name: 'B' }),
      status: fc.constantFrom('answered', 'partial', 'unavailable', 'timed-out', 'not-connected'),
      asOf: fc.constantFrom(null, '2026-11-01T00:00:00Z', '2026-11-24T00:00:00Z'),
      withheld: fc.boolean(),
      uncoded: fc.nat(2),
      unreadable: fc.nat(2),
    });
    fc.assert(
      fc.property(fc.array(fc.array(source, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }), (lists) => {
        const merged = together(lists.map((sources) => ({ sources })));
        const all = lists.flat();
        expect(merged.length).to.equal(new Set(all.map(({ organisation }) => organisation.odsCode)).size);
        for (const one of merged) {
          const own = all.filter(({ organisation }) => organisation.odsCode === one.organisation.odsCode);
          expect(one.status === 'answered').to.equal(own.every(({ status }) => status === 'answered'));
          expect(one.withheld).to.equal(own.some(({ withheld }) => withheld));
          expect(one.uncoded).to.equal(own.reduce((sum, { uncoded }) => sum + uncoded, 0));
          if (one.asOf) for (const { asOf } of own) expect(asOf && asOf >= one.asOf).to.equal(true);
        }
      }),
    );
  });
});

describe('The order of the categories', () => {
  it('has every category once, at every level, and the clinical order for a level that it does not know', () => {
    for (const level of ['clinical-full', 'pharmacy', 'social-care', 'care-home', 'administrative', 'nursing', 'constructor', undefined])
      expect([...orderFor(level)].sort()).to.deep.equal(Object.keys(categoryTitles).sort());
    expect(orderFor('nursing')).to.deep.equal(orderFor(undefined));
    expect(orderFor('social-care').slice(0, 4)).to.deep.equal(['care-coordinator', 'care-plans', 'alerts', 'appointments']);
  });

  it('is the host’s where it names categories', () => {
    expect(named(' results  allergies results nonsense ')).to.deep.equal(['results', 'allergies']);
    for (const nothing of [null, undefined, '', ' ']) expect(named(nothing)).to.equal(undefined);
  });
});
