import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Entry, Measurement } from '../../../api-spec/record.ts';
import { concept, LOINC, P, reasons, RESTRICTED, ruleOf, shown, sift, siftDocuments, SNOMED, to, UCUM } from './sifting.ts';

const V2 = 'http://terminology.hl7.org/CodeSystem/v2-0074';
const V3_FLAG = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
const section = (code: string) => ({ category: [concept(code, undefined, undefined, V2)] });
const LABORATORY = { category: [concept('laboratory', undefined, undefined, 'http://terminology.hl7.org/CodeSystem/observation-category')] };
const VITAL_SIGN = { category: [concept('vital-signs', undefined, undefined, 'http://terminology.hl7.org/CodeSystem/observation-category')] };

const report = (id: string, result: readonly string[] = [], more: object = {}) => ({
  resourceType: 'DiagnosticReport', id, status: 'final', subject: P, code: concept('721981007', 'Diagnostic studies report'),
  ...section('LAB'), result: result.map((one) => to(one.includes('/') || one.startsWith('#') ? one : `Observation/${one}`)), ...more,
});
const observation = (id: string, more: object = {}) => ({
  resourceType: 'Observation', id, status: 'final', subject: P, ...LABORATORY, code: concept(`1${id.length}`, `Test ${id}`), ...more,
});
const panel = (id: string, members: readonly string[], more: object = {}) =>
  observation(id, { code: concept('9', `Panel ${id}`), hasMember: members.map((one) => to(`Observation/${one}`)), ...more });
const quantity = (value: string, unit?: string, code?: string, more: object = {}) => ({
  valueQuantity: { value, ...(unit && { unit }), ...(code && { system: UCUM, code }), ...more },
});

const only = (...resources: object[]): Entry<'results'> => sift('results', resources).entries[0]!;
const measured = (more: object): Measurement => only(observation('o', more)).measurements[0]!;
const rows = ({ measurements }: Entry<'results'>) => measurements.map(({ id, panel: of }) => `${id.split('.')[2]}${of ? ` in ${of}` : ''}`);

describe('a report', () => {
  it('is one entry, with who asked, who reported, when it was taken and what was found', () => {
    const entry = only(
      report('r', ['o'], {
        meta: { lastUpdated: '2024-05-03T08:00:00Z' }, effectiveDateTime: '2024-05-01T12:00:00Z', issued: '2024-05-02T09:00:00Z',
        basedOn: [to('ServiceRequest/s')], specimen: [to('Specimen/b')], performer: [to('Organization/lab'), to('Practitioner/d')],
        conclusion: 'Iron deficiency.', conclusionCode: [concept('87522002', 'Iron deficiency anaemia'), { text: 'Repeat in a month' }],
        presentedForm: [{ contentType: 'application/pdf', title: 'Report', data: 'aGVsbG8=' }, { contentType: 'text/plain' }],
      }),
      observation('o', { ...quantity('98', 'g/L', 'g/L'), specimen: to('Specimen/b'), performer: [to('Organization/lab'), to('Practitioner/d')] }),
      { resourceType: 'Specimen', id: 'b', subject: P, type: concept('122555007', 'Venous blood specimen'), receivedTime: '2024-05-01T16:00:00Z', collection: { collectedDateTime: '2024-05-01T10:00:00Z' }, note: [{ text: 'Haemolysed' }] },
      { resourceType: 'ServiceRequest', id: 's', subject: P, requester: to('Practitioner/g') },
      { resourceType: 'Practitioner', id: 'g', name: [{ text: 'Dr Ben Vale' }] },
      { resourceType: 'Practitioner', id: 'd', name: [{ family: 'Okafor', given: ['Ada'] }] },
      { resourceType: 'Organization', id: 'lab', name: 'Pathology' },
    );
    const specimen = { display: 'Venous blood specimen', system: SNOMED, code: '122555007' };
    assert.deepEqual(entry, {
      id: 'northbridge.DiagnosticReport.r',
      code: { system: SNOMED, code: '721981007', display: 'Diagnostic studies report' },
      kind: 'blood-sciences', classifiedBy: 'specimen 122555007', status: 'final',
      when: '2024-05-01T10:00:00Z', recorded: '2024-05-02T09:00:00Z', issued: '2024-05-02T09:00:00Z', lastUpdated: '2024-05-03T08:00:00Z',
      source: { odsCode: 'XQ1', name: 'Northbridge University Hospitals', system: 'Invented records' },
      author: { organisation: 'Pathology', name: 'OKAFOR, Ada' }, requester: { name: 'Dr Ben Vale' },
      conclusion: 'Iron deficiency.\nRepeat in a month',
      conclusionCodes: [{ system: SNOMED, code: '87522002', display: 'Iron deficiency anaemia' }],
      specimens: [{ type: specimen, collected: '2024-05-01T10:00:00Z', received: '2024-05-01T16:00:00Z', note: 'Haemolysed' }],
      measurements: [{
        id: 'northbridge.Observation.o', code: { system: SNOMED, code: '11', display: 'Test o' }, status: 'final', when: '2024-05-01T10:00:00Z',
        value: { type: 'quantity', value: '98', unit: 'g/L', ucum: 'g/L' }, flags: [], ranges: [], specimen,
      }],
      documents: [{ id: 'northbridge.DiagnosticReport.r.form.1', title: 'Report', contentType: 'application/pdf', size: 5 }],
    });
  });

  it('flattens its panels, each row with the name of its own', () => {
    const resources = [
      report('r', ['mcs']), panel('mcs', ['microscopy', 'culture']), panel('microscopy', ['white', 'red']), observation('white'), observation('red'),
      panel('culture', ['growth', 'sensitivity']), observation('growth'), panel('sensitivity', ['drug'], { valueCodeableConcept: { text: 'E. coli' } }), observation('drug'),
    ];
    const sifted = sift('results', resources);
    assert.deepEqual(rows(sifted.entries[0]!), [
      'white in Panel microscopy', 'red in Panel microscopy', 'growth in Panel culture',
      'sensitivity in Panel culture', 'drug in Panel culture › Panel sensitivity: E. coli',
    ]);
    assert.deepEqual(reasons(sifted), Object.fromEntries(resources.slice(1).map(({ id }) => [id, 'shown-within'])));
    assert.deepEqual(rows(only(report('r', ['fbc', 'ue']), panel('fbc', ['hb']), observation('hb'), panel('ue', ['na']), observation('na'))), ['hb in Panel fbc', 'na in Panel ue']);
  });

  it('keeps what a panel says itself', () => {
    const entry = only(report('r', ['g']), panel('g', ['m'], { note: [{ text: 'Some results outside of range.' }] }), observation('m'));
    assert.deepEqual(entry.measurements.map(({ note }) => note), ['Some results outside of range.', undefined]);
  });

  it('may share a result with another report', () => {
    const sifted = sift('results', [report('interim', ['o'], { status: 'preliminary' }), report('final', ['o']), observation('o')]);
    assert.deepEqual(sifted.entries.map(rows), [['o'], ['o']]);
    assert.deepEqual(reasons(sifted), { o: 'shown-within' });
  });

  it('holds contained results', () => {
    const sifted = sift('results', [report('r', ['#c', '#u'], {
      contained: [observation('c', { specimen: to('#s') }), observation('u', { code: { text: 'uncoded' } }), { resourceType: 'Specimen', id: 's', type: { text: 'Blood' } }],
    })]);
    assert.deepEqual(sifted.entries[0]!.measurements.map(({ id, specimen }) => [id, specimen]), [['northbridge.DiagnosticReport.r.c', { display: 'Blood' }]]);
    assert.equal(sifted.uncoded, 1);
  });

  it('is not complete if something it names did not arrive', () => {
    assert.equal(sift('results', [report('r', ['o']), observation('o')]).complete, true);
    assert.equal(sift('results', [report('r', ['gone'])]).complete, false);
    assert.equal(sift('results', [report('r', ['p']), panel('p', ['gone'])]).complete, false);
    assert.equal(sift('results', [report('r', [], { result: [{ display: 'Haemoglobin' }] })]).complete, false);
    assert.equal(sift('results', [report('r', ['gone'], { status: 'entered-in-error' })]).complete, true);
  });

  it('that was changed says when; one that was cancelled shows no value', () => {
    assert.equal(only(report('r', [], { status: 'corrected', issued: '2024-05-02T09:00:00Z' })).corrected, '2024-05-02T09:00:00Z');
    assert.equal(only(report('r', [], { status: 'amended', meta: { lastUpdated: '2024-05-03T09:00:00Z' } })).corrected, '2024-05-03T09:00:00Z');
    assert.equal(only(report('r', [], { issued: '2024-05-02T09:00:00Z' })).corrected, undefined);
    const cancelled = only(report('r', ['o'], { status: 'cancelled' }), observation('o', { ...quantity('5'), interpretation: [concept('H', undefined, undefined, V3_FLAG)] }));
    const { status, value, flags } = cancelled.measurements[0]!;
    assert.deepEqual([cancelled.status, status, value, flags], ['cancelled', 'cancelled', null, []]);
    assert.equal(measured({ ...quantity('5'), status: 'cancelled' }).value, null);
    assert.deepEqual([only(report('r', [], { status: 'new-in-R9' })).status, measured({ status: undefined }).status], ['unknown', 'unknown']);
  });
});

describe('what may not be shown of a report', () => {
  it('when it was entered in error goes with it, unless another report released it as well', () => {
    const sifted = sift('results', [report('wrong', ['a', 'b'], { status: 'entered-in-error' }), report('right', ['b']), observation('a'), observation('b')]);
    assert.deepEqual([shown(sifted), reasons(sifted)], [['right'], { wrong: 'entered-in-error', a: 'entered-in-error', b: 'shown-within' }]);
    const member = sift('results', [report('r', ['a', 'b']), observation('a', { status: 'entered-in-error' }), observation('b')]);
    assert.deepEqual([rows(member.entries[0]!), member.complete], [['b'], true]);
  });

  it('when it is restricted keeps back all that is in it', () => {
    const sifted = sift('results', [report('r', ['g'], { meta: RESTRICTED }), panel('g', ['m']), observation('m'), report('open', ['m']), observation('free')]);
    assert.deepEqual(reasons(sifted), { r: 'withheld', g: 'withheld', m: 'withheld' });
    assert.deepEqual([shown(sifted), sifted.withheld, rows(sifted.entries[0]!)], [['open', 'free'], true, []]);
  });

  it('when one result is restricted leaves the others, and says that something is withheld', () => {
    const sifted = sift('results', [report('r', ['a', 'b']), observation('a', { meta: RESTRICTED }), observation('b')]);
    assert.deepEqual([rows(sifted.entries[0]!), sifted.withheld, sifted.complete], [['b'], true, true]);
    assert.equal(JSON.stringify(sifted.entries).includes('Test a'), false);
  });

  it('does not speak of what belongs to other categories', () => {
    const sifted = sift('results', [observation('v', { ...VITAL_SIGN, meta: RESTRICTED }), observation('w', { ...VITAL_SIGN, code: { text: 'x' } })]);
    assert.deepEqual([sifted.withheld, sifted.uncoded, reasons(sifted)], [false, 0, { v: 'not-this-category', w: 'not-this-category' }]);
  });

  it('names nobody whose own resource is restricted', () => {
    const entry = only(report('r', [], { performer: [to('Practitioner/d')] }), { resourceType: 'Practitioner', id: 'd', name: [{ family: 'Okafor' }], meta: RESTRICTED });
    assert.equal(entry.author, undefined);
  });
});

describe('what has no code', () => {
  it('is counted; the coded results of an uncoded report are shown', () => {
    const sifted = sift('results', [report('r', ['a', 'b'], { code: { text: 'Bloods' } }), observation('a', { category: undefined }), observation('b', { code: { text: 'x' } })]);
    assert.deepEqual([shown(sifted), sifted.uncoded, reasons(sifted)], [['a'], 2, { r: 'uncoded', b: 'uncoded' }]);
  });

  it('is counted inside a report, its members still shown', () => {
    const sifted = sift('results', [report('r', ['g']), panel('g', ['m', 'u'], { code: { text: 'FBC' } }), observation('m'), observation('u', { code: {} })]);
    assert.deepEqual([rows(sifted.entries[0]!), sifted.uncoded], [['m'], 2]);
    const free = sift('results', [panel('g', ['m'], { code: { text: 'FBC' } }), observation('m')]);
    assert.deepEqual([shown(free), free.uncoded], [['m'], 1]);
  });

  it('is counted among the components', () => {
    const sifted = sift('results', [observation('o', { component: [{ code: concept('1'), ...quantity('1') }, { code: { text: 'x' }, ...quantity('2') }] })]);
    const [{ parts, uncodedParts }] = sifted.entries[0]!.measurements as [Measurement];
    assert.deepEqual([parts!.map(({ id }) => id), uncodedParts, sifted.uncoded], [['northbridge.Observation.o.1'], 1, 1]);
  });
});

describe('a result without a report', () => {
  it('is an entry if it is of the laboratory or of imaging', () => {
    const imaging = { category: [concept('imaging', undefined, undefined, 'http://terminology.hl7.org/CodeSystem/observation-category')] };
    const bare = { category: [{ coding: [{ code: 'laboratory' }] }] };
    const sifted = sift('results', [observation('lab'), observation('bare', bare), observation('v2', section('CH')), observation('scan', imaging), observation('bp', VITAL_SIGN), observation('none', { category: undefined })]);
    assert.deepEqual(shown(sifted), ['lab', 'bare', 'v2', 'scan']);
    assert.deepEqual(sifted.entries.map(({ kind }) => kind), ['other', 'other', 'blood-sciences', 'radiology']);
  });

  it('brings its panel together', () => {
    const sifted = sift('results', [observation('m'), panel('g', ['m', 'n']), observation('n', VITAL_SIGN)]);
    assert.deepEqual([shown(sifted), rows(sifted.entries[0]!)], [['g'], ['m in Panel g', 'n in Panel g']]);
  });

  it('is found in panels that go round in a circle, and in a chain of any length', () => {
    const circle = sift('results', [report('r', ['a']), panel('a', ['b', 'a']), panel('b', ['a', 'm']), observation('m')]);
    assert.deepEqual(rows(circle.entries[0]!), ['m in Panel b']);
    const free = sift('results', [panel('a', ['b']), panel('b', ['a', 'm']), observation('m')]);
    assert.deepEqual([shown(free), rows(free.entries[0]!)], [['a'], ['m in Panel b']]);
    const chain = Array.from({ length: 20_000 }, (_, at) => panel(`${at}`, [`${at + 1}`]));
    const long = ruleOf('results').sift([report('r', ['0']), ...chain, observation('20000')], { source: { id: 's', organisation: { odsCode: 'XQ1', name: 'N' }, system: 'S' }, may: () => true, now: new Date() });
    assert.deepEqual([long.entries.length, long.left.length, rows(long.entries[0]!).length], [1, 20_001, 1]);
  });
});

describe('a measurement', () => {
  it('has its value as written', () => {
    const value = (more: object) => measured(more).value;
    assert.deepEqual(value(quantity('5.60', 'mmol/L', 'mmol/L', { comparator: '<' })), { type: 'quantity', value: '5.60', comparator: '<', unit: 'mmol/L', ucum: 'mmol/L' });
    assert.deepEqual(value({ valueQuantity: { value: '5', code: 'g/L', system: `${UCUM}/` } }), { type: 'quantity', value: '5', unit: 'g/L', ucum: 'g/L' });
    assert.deepEqual(value(quantity('5', 'g/L', undefined, { comparator: '~' })), { type: 'text', text: '~5 g/L' });
    assert.deepEqual(value({ valueInteger: '3' }), { type: 'quantity', value: '3' });
    assert.deepEqual(value({ valueString: '  No growth after 5 days ' }), { type: 'text', text: 'No growth after 5 days' });
    assert.deepEqual(value({ valueCodeableConcept: concept('260385009', 'Negative') }), { type: 'text', text: 'Negative', code: { system: SNOMED, code: '260385009', display: 'Negative' } });
    assert.deepEqual(value({ valueCodeableConcept: { text: 'Scanty growth' } }), { type: 'text', text: 'Scanty growth' });
    assert.deepEqual(value({ valueRange: { low: { value: '10', unit: '/L' }, high: { value: '35', unit: '/L' } } }), { type: 'range', low: '10', high: '35', unit: '/L' });
    assert.deepEqual(value({ valueRange: { low: { value: '10', unit: 'mg' }, high: { value: '35', unit: 'g' } } }), { type: 'text', text: '10 mg – 35 g' });
    assert.deepEqual(value({ valueRatio: { numerator: { value: '1' }, denominator: { value: '128', comparator: '>=' } } }), { type: 'ratio', numerator: '1', denominator: '>=128' });
    assert.deepEqual(value({ valueDateTime: '2024-05' }), { type: 'date', date: '2024-05' });
    assert.deepEqual(value({ valueBoolean: false }), { type: 'boolean', value: false });
    assert.deepEqual(value({ valueTime: '10:30:00' }), { type: 'text', text: '10:30:00' });
    assert.deepEqual(value({ valuePeriod: { start: '2024', end: '2025' } }), { type: 'text', text: '2024 – 2025' });
    assert.equal(value({}), null);
  });

  it('counts a value that cannot be read, and shows none', () => {
    for (const wrong of [{ valueQuantity: { value: 'high' } }, { valueQuantity: 5 }, { valueSampledData: { data: '1 2' } }, { valueOf: 'x', valueBoolean: 'true' }, { valueRange: {} }]) {
      const sifted = sift('results', [observation('o', wrong)]);
      assert.deepEqual([sifted.entries[0]!.measurements[0]!.value, sifted.unreadable], [null, 1], JSON.stringify(wrong));
    }
  });

  it('has the flags that the laboratory sent, and no other', () => {
    const flags = (...interpretation: object[]) => measured({ ...quantity('1'), referenceRange: [{ low: { value: '4' } }], interpretation }).flags;
    assert.deepEqual(flags(), []);
    for (const system of [V3_FLAG, 'http://terminology.hl7.org/CodeSystem/v2-0078', 'http://hl7.org/fhir/v2/0078', 'https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-ObservationInterpretation-1']) {
      assert.deepEqual(flags(concept('L', 'Low', undefined, system)), [{ code: 'L', system, display: 'Low', level: 'abnormal' }]);
    }
    const levels = ['N', 'H', 'HH', 'LL', 'AA', 'A', 'R', 'POS', 'DET'].map((code) => flags(concept(code, undefined, undefined, V3_FLAG))[0]!.level);
    assert.deepEqual(levels, ['normal', 'abnormal', 'critical', 'critical', 'critical', 'abnormal', 'other', 'other', 'other']);
    assert.equal(flags(concept('H', 'Happy', undefined, 'urn:local'))[0]!.level, 'other', 'the same letter elsewhere means nothing');
    assert.deepEqual(flags({ text: 'Abnormal' }), [{ code: 'Abnormal', system: '', display: 'Abnormal', level: 'other' }]);
  });

  it('has no flag where its unit and its UCUM code disagree', () => {
    const { unitConflict, flags, value } = measured({ ...quantity('0.352', 'l/l', '%'), interpretation: [concept('L', 'Low', undefined, V3_FLAG)] });
    assert.deepEqual([unitConflict, flags, value], [true, [], { type: 'quantity', value: '0.352', unit: 'l/l', ucum: '%' }]);
    assert.equal(measured(quantity('5', '10*9/L', '10^9/L')).unitConflict, undefined);
  });

  it('has its ranges as sent', () => {
    const range = (written: object) => measured({ referenceRange: [written] }).ranges;
    assert.deepEqual(range({ low: { value: '4.00', unit: '10*9/L' }, high: { value: '11.00' } }), [{ low: '4.00', high: '11.00', unit: '10*9/L' }]);
    assert.deepEqual(range({ text: 'less than 42 is normal' }), [{ text: 'less than 42 is normal' }]);
    assert.deepEqual(range({ high: { value: '40' }, type: { text: 'normal' }, appliesTo: [{ text: 'women' }], age: { low: { value: '18', unit: 'a' } } }), [{ high: '40', appliesTo: 'normal, women, 18 a –' }]);
    assert.deepEqual(range({}), []);
  });

  it('says why there is no value, how it was measured and who did it', () => {
    const { absent, method, performer, note } = measured({
      dataAbsentReason: { coding: [{ code: 'as-text' }], text: 'Specimen unsatisfactory' }, method: concept('702659008', 'Automated count'),
      performer: [{ display: 'Lab' }], note: [{ text: 'Repeat' }],
    });
    assert.deepEqual([absent, method!.display, performer, note], ['Specimen unsatisfactory', 'Automated count', undefined, 'Repeat']);
    const inReport = only(report('r', ['o'], { performer: [{ display: 'Trust' }] }), observation('o', { performer: [{ display: 'Lab elsewhere' }] }));
    assert.deepEqual(inReport.measurements[0]!.performer, { name: 'Lab elsewhere' });
  });

  it('has components, each with its own value', () => {
    const { parts, value } = measured({ component: [{ code: concept('1', 'A'), ...quantity('1.0') }, { code: concept('2', 'B'), dataAbsentReason: { text: 'not done' } }] });
    assert.deepEqual([value, parts!.map((part) => [part.code.display, part.value, part.absent])], [
      null, [['A', { type: 'quantity', value: '1.0' }, undefined], ['B', null, 'not done']],
    ]);
  });

  it('is dated by its own specimen first', () => {
    const specimens = [{ resourceType: 'Specimen', id: 's', collection: { collectedPeriod: { start: '2024-05-01' } } }, { resourceType: 'Specimen', id: 'w', status: 'entered-in-error', collection: { collectedDateTime: '1999' } }];
    const entry = only(report('r', ['a', 'b'], { effectiveDateTime: '2024-05-02', specimen: [to('Specimen/w')] }), observation('a', { specimen: to('Specimen/s') }), observation('b', { effectiveDateTime: '2024-05-03' }), ...specimens);
    assert.deepEqual([entry.when, ...entry.measurements.map(({ when }) => when)], ['2024-05-01', '2024-05-01', '2024-05-03']);
  });
});

describe('the kind of a result', () => {
  const kind = (...resources: object[]) => {
    const { kind: of, classifiedBy } = only(...resources);
    return [of, classifiedBy];
  };
  const specimen = (code: string) => ({ resourceType: 'Specimen', id: 's', subject: P, type: concept(code) });

  it('is what the section says, if it says one', () => {
    const sections = {
      radiology: 'RAD RX CT NMR NMS RUS OUS VUS IMG', histopathology: 'SP CP', 'blood-sciences': 'CH HM BLB BG IMM TX',
      'microbiology-virology': 'MB MCB MYC VR SR', other: 'EC CUS CTH EN PF AU GE CG OTH',
    };
    for (const [of, codes] of Object.entries(sections)) {
      for (const code of codes.split(' ')) assert.deepEqual(kind(report('r', [], { ...section(code), code: concept('4321000179101') })), [of, `category ${code}`]);
    }
    assert.deepEqual(kind(report('r', [], { category: [...section('LAB').category, ...section('MB').category] })), ['microbiology-virology', 'category MB']);
  });

  it('otherwise what the code says', () => {
    for (const [code, of] of [['722124004', 'radiology'], ['4321000179101', 'blood-sciences'], ['401324008', 'microbiology-virology'], ['700152009', 'microbiology-virology'], ['1129261000000102', 'other']] as const) {
      assert.deepEqual(kind(report('r', [], { code: concept(code) })), [of, `code ${code}`]);
    }
  });

  it('otherwise what its members are: a susceptibility at once, then the most', () => {
    const drug = observation('drug', { interpretation: [concept('R', undefined, undefined, V3_FLAG)] });
    assert.deepEqual(kind(report('r', ['hb', 'drug']), observation('hb', { code: concept('1107511000000100') }), drug), ['microbiology-virology', 'interpretation R']);
    const [blood, more, micro] = ['1107511000000100', '1110441000000100', '1012301000000103'].map((code, at) => observation(`${at}`, { code: concept(code) }));
    assert.deepEqual(kind(report('r', ['2', '0', '1']), blood!, more!, micro!), ['blood-sciences', 'member 1107511000000100']);
    assert.deepEqual(kind(report('r', ['2', '0']), blood!, micro!), ['microbiology-virology', 'member 1012301000000103']);
    assert.deepEqual(kind(report('r', ['g']), panel('g', ['x'], { code: concept('401324008') }), observation('x')), ['microbiology-virology', 'member 401324008']);
  });

  it('otherwise what the specimen allows', () => {
    assert.deepEqual(kind(report('r', [], { specimen: [to('Specimen/s')] }), specimen('122555007')), ['blood-sciences', 'specimen 122555007']);
    assert.deepEqual(kind(report('r', [], { specimen: [to('Specimen/s')] }), specimen('258524009')), ['microbiology-virology', 'specimen 258524009']);
    assert.deepEqual(kind(report('r', [], { specimen: [to('Specimen/s')] }), specimen('122575003')), ['other', 'unresolved'], 'urine decides nothing');
  });

  it('otherwise goes by whether there are numbers', () => {
    assert.deepEqual(kind(report('r', ['o']), observation('o', { ...quantity('1'), code: concept('4548-4', 'HbA1c', undefined, LOINC) })), ['blood-sciences', 'unresolved, with numeric values']);
    assert.deepEqual(kind(report('r', ['o']), observation('o', { valueString: '1' })), ['other', 'unresolved']);
  });
});

describe('results', () => {
  it('come the latest first, undated last, and no two are equal', () => {
    const dated = (id: string, effectiveDateTime?: string, issued?: string) => report(id, [], { effectiveDateTime, issued });
    const { entries } = sift('results', [
      dated('none'), dated('year', '2023'), dated('late', '2024-05-01T10:00:00Z'), dated('early', '2024-05-01T10:00:00+01:00'),
      dated('b', '2024-01-01'), dated('a', '2024-01-01'), dated('reported', undefined, '2024-03-01T00:00:00Z'),
    ]);
    const { order } = ruleOf('results');
    const ids = entries.toSorted(order).map(({ id }) => id.split('.')[2]);
    assert.deepEqual(ids, ['late', 'early', 'reported', 'a', 'b', 'year', 'none']);
  });

  it('are the same from a bundle with urn:uuid references', async () => {
    const entries = [
      { fullUrl: 'urn:uuid:1', resource: { resourceType: 'Patient', id: 'p' } },
      { fullUrl: 'urn:uuid:2', resource: { ...report('r', ['urn:uuid:3/']), id: undefined, subject: to('urn:uuid:1'), result: [to('urn:uuid:3')] } },
      { fullUrl: 'urn:uuid:3', resource: { ...observation('o', { valueQuantity: { value: 5.5 } }), id: undefined, subject: to('urn:uuid:1') } },
    ];
    const sifted = await siftDocuments('results', [{ resourceType: 'Bundle', type: 'transaction', entry: entries }]);
    assert.deepEqual(sifted.entries[0]!.measurements[0]!.value, { type: 'quantity', value: '5.5' });
    assert.equal(sifted.complete, true);
  });

  it('of ten thousand observations are sifted and sorted in a moment', () => {
    const many = Array.from({ length: 1000 }, (_, at) => [
      report(`r${at}`, [`g${at}`], { effectiveDateTime: `20${10 + (at % 15)}-05-01T10:00:00Z` }),
      panel(`g${at}`, Array.from({ length: 10 }, (_unused, member) => `o${at}-${member}`)),
      ...Array.from({ length: 10 }, (_unused, member) => observation(`o${at}-${member}`, quantity('5.5', 'g/L', 'g/L'))),
    ]).flat();
    const start = performance.now();
    const rule = ruleOf('results');
    const { entries } = rule.sift(many, { source: { id: 's', organisation: { odsCode: 'XQ1', name: 'N' }, system: 'S' }, may: () => true, now: new Date() });
    entries.sort(rule.order);
    const took = performance.now() - start;
    assert.equal(entries.length, 1000);
    assert.equal(entries.reduce((sum, { measurements }) => sum + measurements.length, 0), 10_000);
    assert.ok(took < 3000, `${took} ms: something has become quadratic`);
  });
});
