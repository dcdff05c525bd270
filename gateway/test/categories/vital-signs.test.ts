import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Entry } from '../../../api-spec/record.ts';
import { readJson } from '../../sources/json.ts';
import { marked, quantity, V3_FLAG } from './laboratory.ts';
import { concept, P, reasons, RESTRICTED, ruleOf, shown, sift, siftDocuments, to } from './sifting.ts';

type VitalSign = Entry<'vital-signs'>;

const VITAL = marked('vital-signs');
const sign = (id: string, more: object = {}) => ({
  resourceType: 'Observation', id, status: 'final', subject: P, ...VITAL, code: concept('364075005', 'Heart rate'),
  effectiveDateTime: '2025-11-20T08:00:00Z', ...quantity('72', 'beats/min', '/min'), ...more,
});
const score = (id: string, members: readonly string[], more: object = {}) =>
  sign(id, {
    code: concept('1104051000000101', 'NEWS2 total score'), ...quantity('5', 'score', '{score}'),
    hasMember: members.map((one) => to(`Observation/${one}`)), ...more,
  });
const only = (...resources: object[]): VitalSign => sift('vital-signs', resources).entries[0]!;
const rows = ({ measurements }: VitalSign) => measurements.map(({ id }) => id.split('.')[2]);

describe('a vital sign', () => {
  it('is told as sent, with who took it, how, where and with what', () => {
    const entry = only(
      sign('o', {
        performer: [to('Practitioner/d')], issued: '2025-11-20T08:02:00Z', method: { text: 'Palpation' }, bodySite: { text: 'Left wrist' },
        device: { display: 'Monitor 7' }, note: [{ text: 'irregular' }], interpretation: [concept('H', 'High', undefined, V3_FLAG)],
        extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/observation-bodyPosition', valueCodeableConcept: { text: 'Sitting' } }],
      }),
      { resourceType: 'Practitioner', id: 'd', name: [{ text: 'Sister Tran' }] },
    );
    const { measurements: [first], ...rest } = entry;
    assert.deepEqual(
      [rest.author, rest.issued, rest.bodySite, rest.device, rest.position, rest.when, first!.method, first!.note, first!.flags.map(({ code }) => code), first!.value],
      [{ name: 'Sister Tran' }, '2025-11-20T08:02:00Z', { display: 'Left wrist' }, 'Monitor 7', { display: 'Sitting' }, '2025-11-20T08:00:00Z',
        { display: 'Palpation' }, 'irregular', ['H'], { type: 'quantity', value: '72', unit: 'beats/min', ucum: '/min' }],
    );
  });

  it('has no flag that its source did not send, however far out of its range', () => {
    const out = only(sign('o', { ...quantity('250', '/min'), referenceRange: [{ low: { value: '60' }, high: { value: '100' } }] }));
    assert.deepEqual(out.measurements[0]!.flags, []);
  });

  it('is one by its category, whatever else it is; a server that ignores the category is not believed', () => {
    const both = sign('both', { category: [...VITAL.category, ...marked('laboratory').category] });
    const laboratory = sign('laboratory', marked('laboratory'));
    const all = [sign('sign'), both, laboratory, sign('survey', marked('survey')), sign('unsaid', { category: undefined })];
    assert.deepEqual(shown(sift('vital-signs', all)), ['sign', 'both']);
    // What is a result as well is shown there, too.
    assert.deepEqual(shown(sift('results', all)), ['both', 'laboratory']);
  });

  it('is left out without a code, withdrawn, or labelled beyond the reader', () => {
    const sifted = sift('vital-signs', [
      sign('uncoded', { code: { text: 'Pain' } }), sign('error', { status: 'entered-in-error' }), sign('withheld', { meta: RESTRICTED }),
    ]);
    assert.deepEqual(reasons(sifted), { uncoded: 'uncoded', error: 'entered-in-error', withheld: 'withheld' });
    assert.deepEqual([sifted.uncoded, sifted.withheld], [1, true]);
  });
});

describe('a blood pressure', () => {
  const part = (code: string, value: string) => ({ code: concept(code), ...quantity(value, 'mmHg', 'mm[Hg]') });
  const pressure = (id: string, ...component: object[]) =>
    sign(id, { code: concept('75367002', 'Blood pressure'), valueQuantity: undefined, component });

  it('has the two pressures of its own reading', () => {
    const entry = only(pressure('o', part('72313002', '142'), part('1091811000000102', '88')));
    assert.deepEqual(entry.measurements[0]!.parts?.map(({ value }) => value?.type === 'quantity' && value.value), ['142', '88']);
  });

  it('is never completed from another one', () => {
    const { entries } = sift('vital-signs', [
      pressure('half', part('72313002', '142')),
      sign('alone', { code: concept('271650006', 'Diastolic blood pressure'), ...quantity('88', 'mmHg') }),
    ]);
    assert.deepEqual(entries.map(({ measurements }) => measurements.map(({ parts }) => parts?.length)), [[1], [undefined]]);
  });
});

describe('a score', () => {
  it('stands with what it was made from, whatever that is, and nothing of it stands twice', () => {
    const sifted = sift('vital-signs', [
      sign('pulse'), score('news', ['pulse', 'oxygen']), sign('oxygen', { ...marked('therapy'), code: concept('371825009', 'Patient on oxygen') }),
      sign('other'),
    ]);
    assert.deepEqual(sifted.entries.map(rows), [['news', 'pulse', 'oxygen'], ['other']]);
    assert.deepEqual(reasons(sifted), { pulse: 'shown-within', oxygen: 'shown-within' });
  });

  it('is what its source sent, and is not worked out where none was sent', () => {
    const { measurements } = only(score('news', ['pulse'], { valueQuantity: undefined, method: { text: 'SpO2 scale 2' } }), sign('pulse'));
    assert.deepEqual([measurements[0]!.value, measurements[0]!.method], [null, { display: 'SpO2 scale 2' }]);
    assert.equal(sift('vital-signs', [sign('pulse')]).entries.length, 1);
  });

  it('gives its members free where it has no code or was withdrawn, and keeps them back with it where it is withheld', () => {
    const with_ = (more: object) => sift('vital-signs', [score('news', ['pulse'], more), sign('pulse')]);
    assert.deepEqual(shown(with_({ code: { text: 'NEWS2' } })), ['pulse']);
    assert.deepEqual(shown(with_({ status: 'entered-in-error' })), ['pulse']);
    assert.deepEqual(shown(with_({ meta: RESTRICTED })), []);
    assert.deepEqual(reasons(with_({ meta: RESTRICTED })), { news: 'withheld', pulse: 'withheld' });
  });

  it('says what of it is kept back, uncoded or did not arrive', () => {
    const sifted = sift('vital-signs', [
      score('news', ['held', 'words', 'gone']), sign('held', { meta: RESTRICTED }), sign('words', { code: { text: 'Air' } }),
    ]);
    assert.deepEqual([sifted.entries.map(rows), sifted.withheld, sifted.uncoded, sifted.complete], [[['news']], true, 1, false]);
  });

  it('that was cancelled has no value; what was measured for it has', () => {
    const { measurements } = only(score('news', ['pulse'], { status: 'cancelled' }), sign('pulse'));
    assert.deepEqual(measurements.map(({ value }) => value === null), [true, false]);
  });

  it('may be inside itself, or share a reading with another one, and nothing is lost', () => {
    assert.deepEqual(sift('vital-signs', [score('a', ['b']), score('b', ['a'])]).entries.map(rows), [['a', 'b']]);
    assert.deepEqual(sift('vital-signs', [score('a', ['a'])]).entries.map(rows), [['a']]);
    assert.deepEqual(sift('vital-signs', [score('a', ['p']), score('b', ['p']), sign('p')]).entries.map(rows), [['a', 'p'], ['b', 'p']]);
    const chain = Array.from({ length: 3000 }, (_, index) => score(`${index}`, [`${index + 1}`]));
    assert.equal(sift('vital-signs', chain).entries[0]!.measurements.length, 3000);
  });

  it('comes from a source with its members', async () => {
    const sifted = await siftDocuments('vital-signs', [
      { resourceType: 'Patient', id: 'p' }, score('news', ['pulse']), sign('pulse'),
    ]);
    assert.deepEqual(sifted.entries.map(rows), [['news', 'pulse']]);
  });
});

describe('the order of vital signs', () => {
  it('is the latest first', () => {
    const entries = ['2019', '2025-11-20T08:00:00Z', '2025-11'].map((effectiveDateTime) => only(sign(effectiveDateTime, { effectiveDateTime })));
    const whens = entries.toSorted(ruleOf('vital-signs').order).map(({ when }) => when);
    assert.deepEqual(whens, ['2025-11', '2025-11-20T08:00:00Z', '2019']);
  });
});

const data = new URL('../../../../shared/data/', import.meta.url);
describe('published examples', { skip: existsSync(data) ? false : 'no ../shared/data' }, () => {
  it('of UK Core vital signs are each an entry, to the last digit', () => {
    const all = readdirSync(new URL('ukcore-examples/', data)).filter((name) => /Observation/.test(name))
      .map((name) => readJson(readFileSync(new URL(`ukcore-examples/${name}`, data), 'utf8')));
    const marks = all.filter((one) => JSON.stringify((one as { category?: unknown }).category ?? '').includes('"vital-signs"'));
    const { entries } = sift('vital-signs', all);
    assert.equal(entries.length, marks.length);
    assert.ok(entries.length >= 8);
    const value = (name: string) => entries.find(({ id }) => id.includes(name))!.measurements[0]!.value;
    assert.deepEqual(value('BodyTemperature'), { type: 'quantity', value: '36.5', unit: 'degree Celsius', ucum: 'Cel' });
  });

  it('of Synthea are as many as a count over the JSON, and none is a result', () => {
    for (const name of readdirSync(new URL('synthea-r4/', data)).filter((one) => one.endsWith('.json')).slice(0, 3)) {
      const { entry } = readJson(readFileSync(new URL(`synthea-r4/${name}`, data), 'utf8')) as { entry: { resource: Record<string, never> }[] };
      const all = entry.map(({ resource }) => resource);
      const marks = all.filter(({ resourceType, category }) => resourceType === 'Observation' && JSON.stringify(category).includes('"vital-signs"'));
      assert.equal(sift('vital-signs', all).entries.length, marks.length);
    }
  });
});
