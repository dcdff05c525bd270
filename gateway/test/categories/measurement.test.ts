import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { V3_FLAG, report, observation, quantity, only, measured } from './laboratory.ts';
import { concept, sift, SNOMED, to, UCUM } from './sifting.ts';

describe('a measurement', () => {
  it('has its value as written', () => {
    const value = (more: object) => measured(more).value;
    assert.deepEqual(value(quantity('5.60', 'mmol/L', 'mmol/L', { comparator: '<' })), {
      type: 'quantity',
      value: '5.60',
      comparator: '<',
      unit: 'mmol/L',
      ucum: 'mmol/L',
    });
    assert.deepEqual(value({ valueQuantity: { value: '5', code: 'g/L', system: `${UCUM}/` } }), {
      type: 'quantity',
      value: '5',
      unit: 'g/L',
      ucum: 'g/L',
    });
    assert.deepEqual(value(quantity('5', 'g/L', undefined, { comparator: '~' })), {
      type: 'text',
      text: '~5 g/L',
    });
    assert.deepEqual(value({ valueInteger: '3' }), { type: 'quantity', value: '3' });
    assert.deepEqual(value({ valueString: '  No growth after 5 days ' }), {
      type: 'text',
      text: 'No growth after 5 days',
    });
    assert.deepEqual(value({ valueCodeableConcept: concept('260385009', 'Negative') }), {
      type: 'text',
      text: 'Negative',
      code: { system: SNOMED, code: '260385009', display: 'Negative' },
    });
    assert.deepEqual(value({ valueCodeableConcept: { text: 'Scanty growth' } }), {
      type: 'text',
      text: 'Scanty growth',
    });
    assert.deepEqual(
      value({ valueRange: { low: { value: '10', unit: '/L' }, high: { value: '35', unit: '/L' } } }),
      { type: 'range', low: '10', high: '35', unit: '/L' },
    );
    assert.deepEqual(
      value({ valueRange: { low: { value: '10', unit: 'mg' }, high: { value: '35', unit: 'g' } } }),
      { type: 'text', text: '10 mg – 35 g' },
    );
    assert.deepEqual(
      value({ valueRatio: { numerator: { value: '1' }, denominator: { value: '128', comparator: '>=' } } }),
      { type: 'ratio', numerator: '1', denominator: '>=128' },
    );
    assert.deepEqual(value({ valueDateTime: '2024-05' }), { type: 'date', date: '2024-05' });
    assert.deepEqual(value({ valueBoolean: false }), { type: 'boolean', value: false });
    assert.deepEqual(value({ valueTime: '10:30:00' }), { type: 'text', text: '10:30:00' });
    assert.deepEqual(value({ valuePeriod: { start: '2024', end: '2025' } }), {
      type: 'text',
      text: '2024 – 2025',
    });
    assert.equal(value({}), null);
  });

  it('counts a value that cannot be read, and shows none', () => {
    for (const wrong of [
      { valueQuantity: { value: 'high' } },
      { valueQuantity: 5 },
      { valueSampledData: { data: '1 2' } },
      { valueOf: 'x', valueBoolean: 'true' },
      { valueRange: {} },
    ]) {
      const sifted = sift('results', [observation('o', wrong)]);
      assert.deepEqual(
        [sifted.entries[0]!.measurements[0]!.value, sifted.unreadable],
        [null, 1],
        JSON.stringify(wrong),
      );
    }
  });

  it('has the flags that the laboratory sent, and no other', () => {
    const flags = (...interpretation: object[]) =>
      measured({ ...quantity('1'), referenceRange: [{ low: { value: '4' } }], interpretation }).flags;
    assert.deepEqual(flags(), []);
    for (const system of [
      V3_FLAG,
      'http://terminology.hl7.org/CodeSystem/v2-0078',
      'http://hl7.org/fhir/v2/0078',
      'https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-ObservationInterpretation-1',
    ]) {
      assert.deepEqual(flags(concept('L', 'Low', undefined, system)), [
        { code: 'L', system, display: 'Low', level: 'abnormal' },
      ]);
    }
    const levels = ['N', 'H', 'HH', 'LL', 'AA', 'A', 'R', 'POS', 'DET'].map(
      (code) => flags(concept(code, undefined, undefined, V3_FLAG))[0]!.level,
    );
    assert.deepEqual(levels, [
      'normal',
      'abnormal',
      'critical',
      'critical',
      'critical',
      'abnormal',
      'other',
      'other',
      'other',
    ]);
    assert.equal(
      flags(concept('H', 'Happy', undefined, 'urn:local'))[0]!.level,
      'other',
      'the same letter elsewhere means nothing',
    );
    assert.deepEqual(flags({ text: 'Abnormal' }), [
      { code: 'Abnormal', system: '', display: 'Abnormal', level: 'other' },
    ]);
  });

  it('has no flag where its unit and its UCUM code disagree', () => {
    const { unitConflict, flags, value } = measured({
      ...quantity('0.352', 'l/l', '%'),
      interpretation: [concept('L', 'Low', undefined, V3_FLAG)],
    });
    assert.deepEqual(
      [unitConflict, flags, value],
      [true, [], { type: 'quantity', value: '0.352', unit: 'l/l', ucum: '%' }],
    );
    assert.equal(measured(quantity('5', '10*9/L', '10^9/L')).unitConflict, undefined);
  });

  it('has its ranges as sent', () => {
    const range = (written: object) => measured({ referenceRange: [written] }).ranges;
    assert.deepEqual(range({ low: { value: '4.00', unit: '10*9/L' }, high: { value: '11.00' } }), [
      { low: '4.00', high: '11.00', unit: '10*9/L' },
    ]);
    assert.deepEqual(range({ text: 'less than 42 is normal' }), [{ text: 'less than 42 is normal' }]);
    assert.deepEqual(
      range({
        high: { value: '40' },
        type: { text: 'normal' },
        appliesTo: [{ text: 'women' }],
        age: { low: { value: '18', unit: 'a' } },
      }),
      [{ high: '40', appliesTo: 'normal, women, 18 a –' }],
    );
    assert.deepEqual(range({}), []);
  });

  it('says why there is no value, how it was measured and who did it', () => {
    const { absent, method, performer, note } = measured({
      dataAbsentReason: { coding: [{ code: 'as-text' }], text: 'Specimen unsatisfactory' },
      method: concept('702659008', 'Automated count'),
      performer: [{ display: 'Lab' }],
      note: [{ text: 'Repeat' }],
    });
    assert.deepEqual(
      [absent, method!.display, performer, note],
      ['Specimen unsatisfactory', 'Automated count', undefined, 'Repeat'],
    );
    const inReport = only(
      report('r', ['o'], { performer: [{ display: 'Trust' }] }),
      observation('o', { performer: [{ display: 'Lab elsewhere' }] }),
    );
    assert.deepEqual(inReport.measurements[0]!.performer, { name: 'Lab elsewhere' });
  });

  it('has components, each with its own value', () => {
    const { parts, value } = measured({
      component: [
        { code: concept('1', 'A'), ...quantity('1.0') },
        { code: concept('2', 'B'), dataAbsentReason: { text: 'not done' } },
      ],
    });
    assert.deepEqual(
      [value, parts!.map((part) => [part.code.display, part.value, part.absent])],
      [
        null,
        [
          ['A', { type: 'quantity', value: '1.0' }, undefined],
          ['B', null, 'not done'],
        ],
      ],
    );
  });

  it('is dated by its own specimen first', () => {
    const specimens = [
      { resourceType: 'Specimen', id: 's', collection: { collectedPeriod: { start: '2024-05-01' } } },
      {
        resourceType: 'Specimen',
        id: 'w',
        status: 'entered-in-error',
        collection: { collectedDateTime: '1999' },
      },
    ];
    const entry = only(
      report('r', ['a', 'b'], { effectiveDateTime: '2024-05-02', specimen: [to('Specimen/w')] }),
      observation('a', { specimen: to('Specimen/s') }),
      observation('b', { effectiveDateTime: '2024-05-03' }),
      ...specimens,
    );
    assert.deepEqual(
      [entry.when, ...entry.measurements.map(({ when }) => when)],
      ['2024-05-01', '2024-05-01', '2024-05-03'],
    );
  });
});
