import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  coding,
  codings,
  date,
  decimal,
  endOf,
  instant,
  moment,
  notes,
  term,
  text,
  words,
} from '../../categories/read.ts';
import { unitsConflict } from '../../categories/units.ts';
import { conformTo } from '../conform.ts';
import { concept, LOINC, SNOMED } from './sifting.ts';

describe('dates', () => {
  it('keep the precision recorded', () => {
    for (const written of [
      '2019',
      '2019-03',
      '2019-03-05',
      '2019-03-05T10:20:30Z',
      '2019-03-05T10:20:30.123+01:00',
      '2024-02-29',
    ]) {
      assert.equal(date(written), written);
      assert.equal(date(` ${written}\n`), written);
    }
  });

  it('lose a time that has no offset, and gain seconds that mean nothing', () => {
    assert.equal(date('2019-03-05T10:20:30'), '2019-03-05');
    assert.equal(date('2017-10-11T09:50+00:00'), '2017-10-11T09:50:00+00:00');
    assert.equal(date('2019-03-05T25:20:30Z'), '2019-03-05');
  });

  it('are not read from what is no date', () => {
    for (const written of [
      '',
      'yesterday',
      '05/03/2019',
      '2019-13',
      '2019-00',
      '2019-02-30',
      '2019-03-05 10:20',
      '19',
      2019,
      null,
      {},
      ['2019'],
    ]) {
      assert.equal(date(written), undefined, JSON.stringify(written));
    }
    assert.equal(instant('2019-03-05'), undefined);
    assert.equal(instant('2019-03-05T10:20:30Z'), '2019-03-05T10:20:30Z');
  });

  it('are read from each of the types that say when', () => {
    assert.equal(moment({ onsetDateTime: '2019' }, 'onset'), '2019');
    assert.equal(moment({ effectiveInstant: '2019-03-05T10:20:30Z' }, 'effective'), '2019-03-05T10:20:30Z');
    assert.equal(moment({ effectivePeriod: { start: '2019-03', end: '2019-04' } }, 'effective'), '2019-03');
    assert.equal(moment({ effectivePeriod: { end: '2019-04' } }, 'effective'), '2019-04');
    assert.equal(moment({ onsetString: 'as a child' }, 'onset'), undefined);
    assert.equal(moment('nothing', 'onset'), undefined);
  });

  it('sort at the end of what they may mean', () => {
    const order = [null, '2018', '2019-02-28', '2019-02', '2019-03-01T00:00:00Z', '2019-12-31', '2019'];
    assert.deepEqual(
      order.toReversed().toSorted((a, b) => endOf(a) - endOf(b) || order.indexOf(a) - order.indexOf(b)),
      order,
    );
    assert.equal(endOf('2019-12-31'), endOf('2019'));
  });
});

describe('text and numbers', () => {
  it('are plain, trimmed, and not empty', () => {
    assert.equal(text('  Penicillin\u0000\u0007 \n'), 'Penicillin');
    assert.equal(text('first\n\tsecond'), 'first\n\tsecond');
    assert.equal(text('\ud800'), '\ufffd');
    for (const none of ['', ' \n', 5, null, undefined, {}, []]) assert.equal(text(none), undefined);
  });

  it('keep the precision written', () => {
    for (const written of ['5.60', '-0.0', '1e3', '0']) assert.equal(decimal(written), written);
    for (const wrong of ['', 'five', '<5', '1,5', '.5', '5.', 'NaN', null, {}])
      assert.equal(decimal(wrong), undefined);
  });

  it('join notes in order', () => {
    assert.equal(
      notes([{ text: 'one' }, null, { text: ' ' }, { text: 'two' }, 'three', 4]),
      'one\ntwo\nthree',
    );
    assert.equal(notes([]), undefined);
    assert.equal(notes({ text: 'not a list' }), 'not a list');
  });
});

describe('codings', () => {
  const many = {
    coding: [
      { system: 'urn:local', code: 'PEN', display: 'Pen' },
      { system: LOINC, code: '1-2', userSelected: true },
      { system: SNOMED, code: ' 91936005 ', display: ' Allergy to penicillin' },
    ],
  };

  it('prefer SNOMED CT, then what a user chose, then the order sent', () => {
    assert.deepEqual(
      codings(many).map(({ code }) => code),
      ['91936005', '1-2', 'PEN'],
    );
    assert.deepEqual(coding(many), { system: SNOMED, code: '91936005', display: 'Allergy to penicillin' });
  });

  it('need a system and a code that is one', () => {
    for (const wrong of [
      undefined,
      null,
      'Penicillin',
      { text: 'Penicillin' },
      { coding: 'x' },
      { coding: [null, {}] },
      { coding: [{ code: '1' }] },
      { coding: [{ system: SNOMED }] },
      { coding: [{ system: SNOMED, code: ' ' }] },
      { coding: [{ system: SNOMED, code: 'TBC', display: 'To be confirmed' }] },
    ])
      assert.equal(coding(wrong), undefined, JSON.stringify(wrong));
  });

  it('keep the source’s own words where they differ', () => {
    assert.deepEqual(coding(concept('1', 'Transfer-degraded drug allergy', 'Septrin')), {
      system: SNOMED,
      code: '1',
      display: 'Transfer-degraded drug allergy',
      text: 'Septrin',
    });
    assert.equal(coding(concept('1', 'Latex', 'latex'))!.text, undefined);
    assert.deepEqual(coding(concept('1', undefined, 'Latex')), {
      system: SNOMED,
      code: '1',
      display: 'Latex',
    });
    assert.equal(coding(concept('1'))!.display, '1');
  });

  it('are told in one phrase where only words are wanted', () => {
    assert.deepEqual(term({ text: 'hives' }), { display: 'hives' });
    assert.deepEqual(term({ coding: [{ display: 'Hives' }] }), { display: 'Hives' });
    assert.deepEqual(term(concept('247472004', 'Urticarial rash', 'came out in hives')), {
      display: 'came out in hives (Urticarial rash)',
      system: SNOMED,
      code: '247472004',
    });
    assert.equal(
      words({ system: 's', code: 'c', display: 'Rash', text: 'Rash on both arms' }),
      'Rash on both arms',
    );
    assert.equal(term({}), undefined);
  });
});

describe('readers', () => {
  it('take anything at all, and answer within the contract', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const [day, coded, worded] = [date(value), coding(value), term(value)];
        if (day !== undefined) conformTo('PartialDate', day);
        if (coded !== undefined) conformTo('Coding', coded);
        if (worded !== undefined) conformTo('Term', worded);
        for (const read of [text, decimal, notes, instant, codings, (one: unknown) => moment(one, 'onset')])
          read(value);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(
        fc.stringMatching(
          /^[0-9]{4}(-[0-9]{2}){0,2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?(Z|[+-][0-9]{2}:[0-9]{2})?$/,
        ),
        (value) => {
          const day = date(value);
          if (day !== undefined) conformTo('PartialDate', day);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('a unit and its UCUM code', () => {
  it('conflict when they cannot both be meant', () => {
    for (const [written, ucum] of [
      ['l/l', '%'],
      ['g/dL', 'g/L'],
      ['mmol/L', 'umol/L'],
      ['mg/dL', 'mmol/L'],
      ['%', 'mmol/mol'],
      ['10*3/uL', '10*3/L'],
      ['g', 'kg'],
      ['kPa', 'mm[Hg]'],
      ['hours', 'min'],
      ['IU/L', 'k[IU]/L'],
    ] as const)
      assert.equal(unitsConflict(written, ucum), true, `${written} ${ucum}`);
  });

  it('do not when they are two spellings of one unit, or one of them is not known', () => {
    for (const [written, ucum] of [
      ['10*9/L', '10^9/L'],
      ['x10*6/L', '10^6/L'],
      ['10*3/uL', '10*9/L'],
      ['iu/L', '[iU]/L'],
      ['IU/L 37C', '[iU]/L'],
      ['U/L', '[iU]/L'],
      ['ku/L', 'k[iU]/L'],
      ['mL/min/1.73m2', 'mL/min/((173/100).m2)'],
      ['mL/min/1.73m2', 'mL/min/{1.73_m2}'],
      ['millimeter of mercury', 'mm[Hg]'],
      ['mmHg', 'mm[Hg]'],
      ['ug/L', 'µg/L'],
      ['mcg/L', 'ug/L'],
      ['ng/mL', 'ug/L'],
      ['mm/hr', 'mm/h'],
      ['MG/DL', 'mg/dL'],
      ['fl', 'fL'],
      ['C', 'Cel'],
      ['mM', 'mmol/L'],
      ['G/L', '10*9/L'],
      ['mEq/L', 'mmol/L'],
      ['beats/minute', '/min'],
      ['ScoreOf', '{ScoreOf}'],
      ['pH', '[pH]'],
      ['', '%'],
      ['%', undefined],
      [undefined, '%'],
    ] as const)
      assert.equal(unitsConflict(written, ucum), false, `${written} ${ucum}`);
  });
});
