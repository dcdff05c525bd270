import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Entry } from '../../../api-spec/record.ts';
import { concept, P, reasons, RESTRICTED, ruleOf, shown, sift, siftDocuments, SNOMED, to } from './sifting.ts';

const plan = (id: string, more: object = {}) => ({
  resourceType: 'CarePlan', id, subject: P, status: 'active', intent: 'plan', category: [concept('734163000', 'Care plan')], ...more,
});
const goal = (id: string, more: object = {}) => ({
  resourceType: 'Goal', id, subject: P, lifecycleStatus: 'active', description: { text: 'Walk to the shop' }, ...more,
});
const form = (id: string, type: string, more: object = {}) => ({
  resourceType: 'DocumentReference', id, subject: P, status: 'current', type: concept(type), content: [], ...more,
});
const only = (resource: object, ...others: object[]): Entry<'care-plans'> => sift('care-plans', [resource, ...others]).entries[0]!;

describe('a care plan', () => {
  it('is told in full, with its goals and what is to be done', () => {
    const entry = only(
      plan('c', {
        category: [{ text: 'Own words' }, concept('735984001', 'Heart failure self management plan')],
        title: 'Heart failure', description: 'What to do each day', created: '2024-02-03',
        period: { start: '2024-02', end: '2025' },
        author: { reference: 'Practitioner/elsewhere', display: 'Dr Okafor' },
        goal: [to('Goal/g'), { display: 'Stay at home' }],
        activity: [
          { detail: { code: concept('27113001', 'Body weight'), description: 'Each morning', status: 'in-progress', scheduledString: 'Daily',
              performer: [{ display: 'Nurse Tran' }] } },
          { detail: { description: 'Ibuprofen', status: 'not-started', doNotPerform: true, scheduledPeriod: { start: '2024' } } },
          { reference: to('ServiceRequest/r') },
        ],
        note: [{ text: 'Ring first.' }],
      }),
      goal('g', { target: [{ dueDate: '2024-06' }] }),
      { resourceType: 'ServiceRequest', id: 'r', subject: P, status: 'active', code: concept('91251008', 'Physical therapy procedure') },
    );
    assert.deepEqual(entry, {
      id: 'northbridge.CarePlan.c',
      code: { system: SNOMED, code: '735984001', display: 'Heart failure self management plan' },
      status: 'active', intent: 'plan', title: 'Heart failure', description: 'What to do each day',
      categories: [{ display: 'Own words' }, { display: 'Heart failure self management plan', system: SNOMED, code: '735984001' }],
      period: { start: '2024-02', end: '2025' },
      goals: [{ description: { display: 'Walk to the shop' }, status: 'active', due: '2024-06' }, { description: { display: 'Stay at home' } }],
      activities: [
        { description: { display: 'Body weight: Each morning', system: SNOMED, code: '27113001' }, status: 'in-progress', scheduled: 'Daily',
          performers: [{ name: 'Nurse Tran' }] },
        { description: { display: 'Ibuprofen' }, doNotPerform: true, status: 'not-started', scheduled: '2024 –' },
        { description: { display: 'Physical therapy procedure', system: SNOMED, code: '91251008' }, status: 'active' },
      ],
      when: '2024-02', recorded: '2024-02-03', note: 'Ring first.', author: { name: 'Dr Okafor' },
      source: { odsCode: 'XQ1', name: 'Northbridge University Hospitals', system: 'Invented records' },
    });
  });

  it('without a coded category is counted', () => {
    const { uncoded, left } = sift('care-plans', [plan('c', { category: [{ text: 'Weight management plan' }] })]);
    assert.deepEqual([uncoded, left[0]!.reason], [1, 'uncoded']);
  });

  it('keeps what it may say of goals: one withheld is said to be, one withdrawn is dropped, one that is missing makes it partial', () => {
    const of = (more: object) => sift('care-plans', [plan('c', { goal: [to('Goal/g')] }), goal('g', more)]);
    assert.deepEqual([of({ meta: RESTRICTED }).withheld, of({ meta: RESTRICTED }).entries[0]!.goals], [true, []]);
    assert.deepEqual([of({ lifecycleStatus: 'entered-in-error' }).entries[0]!.goals, of({ lifecycleStatus: 'entered-in-error' }).complete], [[], true]);
    assert.equal(sift('care-plans', [plan('c', { goal: [to('Goal/gone')] })]).complete, false);
    assert.equal(sift('care-plans', [plan('c', { activity: [{ reference: to('Task/gone') }] })]).complete, false);
  });

  it('that a newer one replaces names it', () => {
    const { entries } = sift('care-plans', [plan('new', { replaces: [to('CarePlan/old')] }), plan('old', { status: 'revoked' })]);
    assert.deepEqual(entries.map(({ replacedBy }) => replacedBy), [undefined, 'northbridge.CarePlan.new']);
  });

  it('that was entered in error is not shown', () => {
    assert.deepEqual(reasons(sift('care-plans', [plan('c', { status: 'entered-in-error' })])), { c: 'entered-in-error' });
  });

  it('brings its goals and requests along from a source', async () => {
    const { entries, complete } = await siftDocuments('care-plans', [
      { resourceType: 'Patient', id: 'p' }, goal('g'),
      { resourceType: 'ServiceRequest', id: 'r', subject: P, code: concept('91251008', 'Physical therapy procedure') },
      plan('c', { goal: [to('Goal/g')], activity: [{ reference: to('ServiceRequest/r') }] }),
    ]);
    assert.deepEqual([entries[0]!.goals.length, entries[0]!.activities.length, complete], [1, 1, true]);
  });
});

describe('the order of care plans', () => {
  it('has emergencies first as long as they hold, then what may hold, then what has ended; the latest version first', () => {
    const at = (start: string) => ({ period: { start } });
    const sifted = sift('care-plans', [
      plan('ended', { status: 'completed', ...at('2025') }),
      plan('older', at('2020')), plan('newer', at('2024')), plan('draft', { status: 'draft', ...at('2023') }),
      form('respect1', '1382601000000107', { status: 'superseded', date: '2025-01-01T00:00:00Z' }),
      form('respect2', '1382601000000107', { date: '2019-01-01T00:00:00Z' }),
      plan('crisis', { category: [concept('736253002')], ...at('2018') }),
    ]);
    sifted.entries.sort(ruleOf('care-plans').order);
    assert.deepEqual(shown(sifted), ['respect2', 'crisis', 'newer', 'draft', 'older', 'ended', 'respect1']);
  });
});
