import fc from 'fast-check';
import { expect } from '@open-wc/testing';
import type { Section, SourceAnswer } from '../../api-spec/record.ts';
import { conclude } from '../../src/record/conclude.ts';
import { section, sourceAnswer } from '../support/scripted.ts';
import { ADA } from '../support/page.ts';

const source = fc.record<SourceAnswer>({
  organisation: fc.constant({ odsCode: 'XQ1', name: 'Northbridge' }),
  status: fc.constantFrom('answered', 'partial', 'unavailable', 'timed-out', 'not-connected'),
  asOf: fc.constant(null),
  withheld: fc.boolean(),
  uncoded: fc.nat(2),
  unreadable: fc.nat(2),
});
const known = section('allergies', ADA, ['Nothing']).entries[0] as unknown as Section['knownNone'][number];

describe('What may be concluded of a section', () => {
  it('calls a record empty only if a source is named and every source answered in full', () => {
    fc.assert(
      fc.property(fc.array(source, { maxLength: 5 }), fc.constantFrom('complete', 'partial'), fc.nat(1), (sources, completeness, none) => {
        const { state } = conclude(section('allergies', ADA, [], { sources, completeness, knownNone: none ? [known] : [] }));
        const inFull =
          completeness === 'complete' &&
          sources.length > 0 &&
          sources.every((each) => each.status === 'answered' && !each.withheld && !each.uncoded && !each.unreadable);
        expect(state).to.equal(inFull ? (none ? 'known-none' : 'nothing-recorded') : 'incomplete');
      }),
    );
  });

  it('shows entries whatever is missing, and says that something is', () => {
    const partial = conclude(section('results', ADA, ['Sodium'], { sources: [sourceAnswer('A'), sourceAnswer('B', { status: 'timed-out' })] }));
    expect(partial).to.deep.equal({ state: 'ready', completeness: 'partial' });
    expect(conclude(section('results', ADA, ['Sodium']))).to.deep.equal({ state: 'ready', completeness: 'complete' });
  });

  it('does not call a list empty while there is a further page', () => {
    for (const next of ['abc', undefined]) expect(conclude({ ...section('results', ADA, []), next: next as string }).state).to.equal('incomplete');
  });
});
