import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { timingInWords } from '../../categories/timing.ts';
import { anywhere } from '../sources/mutate.ts';

const repeat = (elements: object) => timingInWords({ repeat: elements });

/** As `readJson` gives them: every number is the text that the source wrote. */
const said: readonly (readonly [object, string])[] = [
  [{ frequency: '1', period: '1', periodUnit: 'd' }, 'once a day'],
  [{ frequency: '2', period: '1', periodUnit: 'd' }, 'twice a day'],
  [{ frequency: '4', period: '1', periodUnit: 'd' }, '4 times a day'],
  [{ frequency: '1', frequencyMax: '2', period: '1', periodUnit: 'd' }, '1 to 2 times a day'],
  [{ frequency: '2', frequencyMax: '4', period: '1', periodUnit: 'd' }, '2 to 4 times a day'],
  [{ frequencyMax: '4', period: '1', periodUnit: 'd' }, 'up to 4 times a day'],
  [{ frequency: '1', period: '12', periodUnit: 'h' }, 'every 12 hours'],
  [{ frequency: '1', period: '4', periodMax: '6', periodUnit: 'h' }, 'every 4 to 6 hours'],
  [{ frequency: '1', period: '1', periodUnit: 'h' }, 'every hour'],
  [{ frequency: '1', period: '1', periodUnit: 'wk' }, 'once a week'],
  [{ frequency: '1', period: '1', periodUnit: 'wk', dayOfWeek: ['mon'] }, 'once a week, on Monday'],
  [{ frequency: '3', period: '1', periodUnit: 'wk', dayOfWeek: ['mon', 'wed', 'fri'] }, '3 times a week, on Monday, Wednesday and Friday'],
  [{ frequency: '1', period: '3', periodUnit: 'mo' }, 'every 3 months'],
  [{ frequency: '2', period: '3', periodUnit: 'd' }, 'twice every 3 days'],
  [{ frequency: '1', period: '2.0', periodUnit: 'd' }, 'every 2.0 days'],
  [{ period: '72', periodUnit: 'h' }, 'every 72 hours'],
  [{ frequency: '3' }, '3 times (in what time is not recorded)'],
  [{ frequency: '3', period: '1' }, '3 times every 1 (unit of time not recorded)'],
  [{ frequency: '1', period: '1', periodUnit: 'fortnight' }, 'once a fortnight'],
  [{ when: ['MORN'] }, 'in the morning'],
  [{ when: ['ACM', 'ACV'] }, 'before breakfast and before the evening meal'],
  [{ when: ['ACM'], offset: '30' }, '30 minutes before breakfast'],
  [{ when: ['XYZ'] }, 'XYZ'],
  [{ timeOfDay: ['08:00:00', '20:00:00'] }, 'at 08:00 and 20:00'],
  [{ duration: '30', durationUnit: 'min' }, 'over 30 minutes'],
  [{ duration: '30', durationMax: '60', durationUnit: 'min' }, 'over 30 to 60 minutes'],
  [{ count: '1' }, 'once only'],
  [{ count: '7', countMax: '10' }, '7 to 10 times in all'],
  [{ countMax: '10' }, 'up to 10 times in all'],
  [{ boundsDuration: { value: '7', unit: 'day', code: 'd' } }, 'for 7 days'],
  [{ boundsDuration: { value: '1', unit: 'day', code: 'd' } }, 'for 1 day'],
  [{ boundsDuration: { value: '3', unit: 'cycles' } }, 'for 3 cycles'],
  [{ boundsRange: { low: { value: '5', code: 'd' }, high: { value: '7', code: 'd' } } }, 'for 5 to 7 days'],
  [{ boundsRange: { high: { value: '7', code: 'd' } } }, 'for up to 7 days'],
];

describe('a timing in words', () => {
  for (const [elements, words] of said) it(words, () => assert.equal(repeat(elements), words));

  it('speaks no Latin, and keeps a source’s own words for a code', () => {
    const code = (code: string, text?: string) => ({
      code: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation', code }], text },
    });
    assert.equal(timingInWords(code('BID')), 'twice a day');
    assert.equal(timingInWords(code('BID', 'with the district nurse')), 'with the district nurse');
    assert.equal(timingInWords({ code: { text: 'as directed' } }), 'as directed');
    // Said twice, it is one sentence still.
    assert.equal(timingInWords({ ...code('BID'), repeat: { frequency: '2', period: '1', periodUnit: 'd' } }), 'twice a day');
  });

  it('is nothing where nothing was sent, and never anything of an unreadable number', () => {
    for (const timing of [undefined, {}, { repeat: {} }, { repeat: { frequency: 'often', period: [] } }, { event: ['2024'] }])
      assert.equal(timingInWords(timing), undefined);
  });

  it('has every number that was sent, as it was written, and takes anything at all', () => {
    const number = fc.tuple(fc.integer({ min: 3, max: 99 }), fc.constantFrom('', '.0', '.50')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(number, number, fc.constantFrom('s', 'min', 'h', 'd', 'wk', 'mo', 'a'), (frequency, period, periodUnit) => {
        const words = repeat({ frequency, period, periodUnit }) ?? '';
        assert.ok(words.includes(`${frequency} times`) && words.includes(` ${period} `), words);
      }),
    );
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('repeat', 'code', 'event'), anywhere), (timing) => {
      timingInWords(timing);
    }));
  });
});
