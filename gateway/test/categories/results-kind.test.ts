import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { V3_FLAG, section, report, observation, panel, quantity, only } from './laboratory.ts';
import { concept, LOINC, P, to } from './sifting.ts';

describe('the kind of a result', () => {
  const kind = (...resources: object[]) => {
    const { kind: of, classifiedBy } = only(...resources);
    return [of, classifiedBy];
  };
  const specimen = (code: string) => ({ resourceType: 'Specimen', id: 's', subject: P, type: concept(code) });

  it('is what the section says, if it says one', () => {
    const sections = {
      radiology: 'RAD RX CT NMR NMS RUS OUS VUS IMG',
      histopathology: 'SP CP',
      'blood-sciences': 'CH HM BLB BG IMM TX',
      'microbiology-virology': 'MB MCB MYC VR SR',
      other: 'EC CUS CTH EN PF AU GE CG OTH',
    };
    for (const [of, codes] of Object.entries(sections)) {
      for (const code of codes.split(' '))
        assert.deepEqual(kind(report('r', [], { ...section(code), code: concept('4321000179101') })), [
          of,
          `category ${code}`,
        ]);
    }
    assert.deepEqual(
      kind(report('r', [], { category: [...section('LAB').category, ...section('MB').category] })),
      ['microbiology-virology', 'category MB'],
    );
  });

  it('otherwise what the code says', () => {
    for (const [code, of] of [
      ['722124004', 'radiology'],
      ['4321000179101', 'blood-sciences'],
      ['401324008', 'microbiology-virology'],
      ['700152009', 'microbiology-virology'],
      ['1129261000000102', 'other'],
    ] as const) {
      assert.deepEqual(kind(report('r', [], { code: concept(code) })), [of, `code ${code}`]);
    }
  });

  it('otherwise what its members are: a susceptibility at once, then the most', () => {
    const drug = observation('drug', { interpretation: [concept('R', undefined, undefined, V3_FLAG)] });
    assert.deepEqual(
      kind(report('r', ['hb', 'drug']), observation('hb', { code: concept('1107511000000100') }), drug),
      ['microbiology-virology', 'interpretation R'],
    );
    const [blood, more, micro] = ['1107511000000100', '1110441000000100', '1012301000000103'].map(
      (code, at) => observation(`${at}`, { code: concept(code) }),
    );
    assert.deepEqual(kind(report('r', ['2', '0', '1']), blood!, more!, micro!), [
      'blood-sciences',
      'member 1107511000000100',
    ]);
    assert.deepEqual(kind(report('r', ['2', '0']), blood!, micro!), [
      'microbiology-virology',
      'member 1012301000000103',
    ]);
    assert.deepEqual(
      kind(report('r', ['g']), panel('g', ['x'], { code: concept('401324008') }), observation('x')),
      ['microbiology-virology', 'member 401324008'],
    );
  });

  it('otherwise what the specimen allows', () => {
    assert.deepEqual(kind(report('r', [], { specimen: [to('Specimen/s')] }), specimen('122555007')), [
      'blood-sciences',
      'specimen 122555007',
    ]);
    assert.deepEqual(kind(report('r', [], { specimen: [to('Specimen/s')] }), specimen('258524009')), [
      'microbiology-virology',
      'specimen 258524009',
    ]);
    assert.deepEqual(
      kind(report('r', [], { specimen: [to('Specimen/s')] }), specimen('122575003')),
      ['other', 'unresolved'],
      'urine decides nothing',
    );
  });

  it('otherwise goes by whether there are numbers', () => {
    assert.deepEqual(
      kind(
        report('r', ['o']),
        observation('o', { ...quantity('1'), code: concept('4548-4', 'HbA1c', undefined, LOINC) }),
      ),
      ['blood-sciences', 'unresolved, with numeric values'],
    );
    assert.deepEqual(kind(report('r', ['o']), observation('o', { valueString: '1' })), [
      'other',
      'unresolved',
    ]);
  });
});
