import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Entry } from '../../../api-spec/record.ts';
import { createShelf } from '../../sources/shelf.ts';
import { about, soon } from '../sources/about.ts';
import { anywhere, mutationsOf } from '../sources/mutate.ts';
import { documentsIn, noPublicData, type Raw } from './public-data.ts';
import { concept, OPEN, P, reasons, RESTRICTED, ruleOf, sift, SNOMED, to } from './sifting.ts';

const operation = (id: string, more: object = {}) => ({
  resourceType: 'Procedure',
  id,
  subject: P,
  status: 'completed',
  code: concept('609588000', 'Total knee replacement'),
  ...more,
});
const only = (resource: object, ...others: object[]): Entry<'procedures'> =>
  sift('procedures', [resource, ...others]).entries[0]!;

describe('a procedure', () => {
  it('is told in full: who did what in which role, why, how it went', () => {
    const entry = only(
      operation('a', {
        category: concept('387713003', 'Surgical procedure'),
        performedPeriod: { start: '2026-09-13T08:10:00Z', end: '2026-09-13T10:00:00Z' },
        bodySite: [{ text: 'Knee' }, { text: 'Left' }],
        performer: [
          { actor: to('Practitioner/d'), function: { text: 'Surgeon' }, onBehalfOf: to('Organization/o') },
          { actor: { display: 'Dr Patel, anaesthetist' } },
        ],
        reasonCode: [{ text: 'Pain' }],
        reasonReference: [to('Condition/c')],
        outcome: { text: 'Walking on day 1' },
        complication: [{ text: 'Bleeding' }],
        complicationDetail: [{ display: 'Haematoma' }],
        location: { display: 'Theatre 2' },
        report: [{ reference: 'DocumentReference/x' }, { reference: 'DocumentReference/n', display: 'Operation note' }],
        recorder: { display: 'Dr Smith' },
        note: [{ text: 'Cemented.' }],
      }),
      { resourceType: 'Practitioner', id: 'd', name: [{ family: 'Thornbury', given: ['Adaeze'] }] },
      { resourceType: 'Organization', id: 'o', name: 'Northbridge' },
      { resourceType: 'Condition', id: 'c', subject: P, code: concept('239873007', 'Osteoarthritis of knee') },
    );
    assert.deepEqual(entry, {
      id: 'northbridge.Procedure.a',
      code: { system: SNOMED, code: '609588000', display: 'Total knee replacement' },
      status: 'completed',
      category: { display: 'Surgical procedure', system: SNOMED, code: '387713003' },
      bodySites: [{ display: 'Knee' }],
      laterality: { display: 'Left' },
      period: { start: '2026-09-13T08:10:00Z', end: '2026-09-13T10:00:00Z' },
      performers: [
        { name: 'THORNBURY, Adaeze', role: 'Surgeon', organisation: 'Northbridge' },
        { name: 'Dr Patel, anaesthetist' },
      ],
      reasons: [{ display: 'Pain' }, { display: 'Osteoarthritis of knee', system: SNOMED, code: '239873007' }],
      outcome: { display: 'Walking on day 1' },
      complications: [{ display: 'Bleeding' }, { display: 'Haematoma' }],
      location: { name: 'Theatre 2' },
      report: { display: 'Operation note' },
      when: '2026-09-13T08:10:00Z',
      recorded: null,
      source: { odsCode: 'XQ1', name: 'Northbridge University Hospitals', system: 'Invented records' },
      author: { name: 'Dr Smith' },
      note: 'Cemented.',
    });
  });

  it('keeps its status, and the reason why it was not done or stopped; one that FHIR does not know is unknown', () => {
    for (const status of ['preparation', 'in-progress', 'not-done', 'on-hold', 'stopped', 'completed', 'unknown'])
      assert.equal(only(operation('a', { status })).status, status);
    assert.deepEqual(only(operation('a', { status: 'not-done', statusReason: { text: 'Unfit' } })).statusReason, { display: 'Unfit' });
    for (const status of [undefined, 'done', 1, null]) assert.equal(only(operation('a', { status })).status, 'unknown');
    assert.deepEqual(reasons(sift('procedures', [operation('a', { status: 'entered-in-error' })])), { a: 'entered-in-error' });
  });

  it('has a side only where the source sends it apart from the site', () => {
    const side = (...bodySite: object[]) => {
      const { laterality, bodySites } = only(operation('a', { bodySite }));
      return [laterality?.display, bodySites.map(({ display }) => display)];
    };
    assert.deepEqual(side({ text: 'Left knee' }), [undefined, ['Left knee']]);
    assert.deepEqual(side({ text: 'Right side' }), ['Right side', []]);
    assert.deepEqual(side({ text: 'Hip' }, { text: 'Left' }, { text: 'Right' }), ['Left, Right', ['Hip']]);
    assert.deepEqual(side(), [undefined, []]);
  });

  it('keeps a date in words, and the day on which a period began', () => {
    assert.equal(only(operation('a', { performedString: 'in the 1970s' })).note, 'When: in the 1970s');
    assert.equal(only(operation('a', { performedAge: { value: '7', unit: 'years' } })).note, 'When: 7 years');
    assert.equal(only(operation('a', { performedPeriod: { end: '2020' } })).when, '2020');
  });

  it('does not tell of a condition that the reader may not see', () => {
    const sifted = sift('procedures', [
      operation('a', { reasonReference: [{ reference: 'Condition/w', display: 'Secret' }] }),
      { resourceType: 'Condition', id: 'w', subject: P, code: concept('1'), meta: RESTRICTED },
    ]);
    assert.deepEqual([sifted.entries[0]!.reasons, sifted.withheld], [[], true]);
  });

  it('is uncoded in words alone, and asks for nothing that R4 cannot include', () => {
    assert.deepEqual(reasons(sift('procedures', [operation('a', { code: { text: 'Knee op' } })])), { a: 'uncoded' });
    const { include } = ruleOf('procedures').searches[0]!;
    for (const path of ['Procedure:recorder', 'Procedure:asserter', 'Procedure:report']) assert.ok(!include!.includes(path));
  });

  it('stands with what is to come first, then by its date, last where nobody knows whether it was done', () => {
    const { entries } = sift('procedures', [
      operation('unknown', { status: 'unknown', performedDateTime: '2025' }),
      operation('old', { performedDateTime: '2001' }),
      operation('not-done', { status: 'not-done', performedDateTime: '2020' }),
      operation('planned', { status: 'preparation' }),
      operation('new', { status: 'stopped', performedDateTime: '2024' }),
    ]);
    assert.deepEqual(
      entries.toSorted(ruleOf('procedures').order).map(({ id }) => id.split('.')[2]),
      ['planned', 'new', 'not-done', 'old', 'unknown'],
    );
  });
});

describe('public procedures', { skip: noPublicData }, () => {
  it('of Synthea are all shown, each with the reason that it refers to', async () => {
    for (const bundle of noPublicData ? [] : documentsIn('synthea-r4')) {
      const shelf = createShelf(about);
      shelf.add(bundle);
      const { resources } = await shelf.search(shelf.patients()[0]!.id, ruleOf('procedures').searches, soon());
      const done = (bundle.entry as Raw[]).filter(({ resource }) => resource.resourceType === 'Procedure');
      const { entries } = sift('procedures', resources);
      assert.equal(entries.length, done.length);
      assert.equal(
        entries.filter(({ reasons: why }) => why.length > 0).length,
        done.filter(({ resource }) => resource.reasonReference).length,
      );
    }
  });
});

describe('mutated procedures', () => {
  it('are sifted whatever they are', () => {
    const whole = [
      operation('a', {
        meta: OPEN,
        statusReason: concept('1'),
        category: concept('387713003'),
        performedRange: { low: { value: '4' } },
        bodySite: [{ text: 'Left' }, concept('2')],
        performer: [{ actor: to('Practitioner/d'), function: concept('3'), onBehalfOf: to('#o') }],
        reasonReference: [to('Condition/c'), to('Procedure/a')],
        complicationDetail: [to('#o')],
        report: [to('#o')],
        outcome: concept('4'),
        location: to('#o'),
        contained: [{ resourceType: 'Organization', id: 'o', name: 'x' }],
        note: [{ text: 'x' }],
      }),
      { resourceType: 'Practitioner', id: 'd', name: [{ family: 'x' }] },
      { resourceType: 'Condition', id: 'c', subject: P, code: concept('5') },
    ];
    fc.assert(
      fc.property(mutationsOf<readonly unknown[]>(whole, 4, anywhere), (resources) => void sift('procedures', resources)),
      { numRuns: 500 },
    );
  });
});
