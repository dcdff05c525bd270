import { expect } from '@open-wc/testing';
import { nhsNumberOf } from '../../src/format/patient-number.ts';

const SYSTEM = 'https://fhir.nhs.uk/Id/nhs-number';
const patient = (...identifier: unknown[]) => ({ resourceType: 'Patient', identifier });

describe('The NHS number of a FHIR Patient', () => {
  it('is the only one in force, as digits', () => {
    expect(nhsNumberOf(patient({ system: 'urn:oid:2.999.1', value: '7' }, { system: SYSTEM, value: '999 000 0018' }))).to.equal('9990000018');
    expect(nhsNumberOf(patient({ system: SYSTEM, value: '9990000026', use: 'old' }, { system: SYSTEM, value: '9990000018' }))).to.equal('9990000018');
    expect(nhsNumberOf(patient({ system: SYSTEM, value: '9990000018' }, { system: SYSTEM, value: '999 000 0018' }))).to.equal('9990000018');
  });
  it('is not said where there is none, and cannot be told where there are several or a broken one', () => {
    for (const none of [undefined, null, {}, patient(), patient(null, 7), { identifier: 'x' }, patient({ system: SYSTEM, value: '9990000018', use: 'old' })]) expect(nhsNumberOf(none)).to.equal(undefined);
    for (const unclear of [
      patient({ system: SYSTEM, value: '9990000018' }, { system: SYSTEM, value: '9990000026' }),
      patient({ system: SYSTEM, value: '9990000018' }, { system: SYSTEM, value: '9990000019' }),
      patient({ system: SYSTEM, value: '9990000019' }),
      patient({ system: SYSTEM, value: 9990000018 }),
      patient({ system: SYSTEM }),
    ]) expect(nhsNumberOf(unclear)).to.equal(null);
  });
});
