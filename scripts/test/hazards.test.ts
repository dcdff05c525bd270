import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faults, readLog, riskOf, type Hazard, type HazardLog } from '../hazards.ts';
import { sources } from '../sources.ts';

const log = readLog();
const files = sources();
const [first] = log.hazards as [Hazard];
const { file } = first.controls[0]!.tests![0]!;

/** The log with something of its first hazard changed. */
const changed = (change: Partial<Hazard>): HazardLog => ({ ...log, hazards: [{ ...first, ...change }, ...log.hazards.slice(1)] });

describe('the hazard log', () => {
  it('names tests that are there, and risks that are those of the matrix', () => assert.deepEqual(faults(log, files), []));

  const flawed: readonly [what: string, broken: HazardLog, fault: RegExp][] = [
    ['a test that was renamed', changed({ controls: [{ control: 'Care.', tests: [{ file, title: 'takes care' }] }] }), /has no test "takes care"/],
    ['a test file that is gone', changed({ controls: [{ control: 'Care.', tests: [{ file: 'test/gone.test.ts', title: 'takes care' }] }] }), /there is no test\/gone/],
    ['a trial that there is not', changed({ controls: [{ control: 'Care.', tests: [first.controls[0]!.tests![0]!], trials: ['care'] }] }), /there is no trial care/],
    ['a hazard that no test guards', changed({ controls: [{ control: 'Care.', open: 'nobody wrote one' }] }), /has no control that a test guards/],
    ['a risk that its severity and likelihood do not make', changed({ initial: { ...first.initial, risk: 1 } }), /are 4, not 1/],
    ['a control that makes it worse', changed({ residual: { severity: 'Catastrophic', likelihood: 'Very high', risk: 5 } }), /make it worse/],
    ['a hazard that is closed before anybody has reviewed the log', changed({ status: 'closed' }), /nobody has reviewed/],
    ['two hazards of one name', { ...log, hazards: [first, ...log.hazards] }, /is there twice/],
  ];
  for (const [what, broken, fault] of flawed)
    it(`does not pass with ${what}`, () => assert.match(faults(broken, files).join('\n'), fault));

  it('looks risks up as DCB0129 does: they are no product', () => {
    assert.equal(riskOf({ severity: 'Major', likelihood: 'Very low' }), 2);
    assert.equal(riskOf({ severity: 'Catastrophic', likelihood: 'Medium' }), 4);
    assert.equal(riskOf({ severity: 'Minor', likelihood: 'Very high' }), 3);
  });
});
