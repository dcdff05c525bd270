import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Entry } from '../../../api-spec/record.ts';
import { readJson } from '../../sources/json.ts';
import { createShelf } from '../../sources/shelf.ts';
import { about, soon } from '../sources/about.ts';
import { anywhere, mutationsOf } from '../sources/mutate.ts';
import { concept, P, reasons, RESTRICTED, ruleOf, shown, sift, siftDocuments, to, UCUM } from './sifting.ts';

type Medication = Entry<'medications'>;

const DMD = 'https://dmd.nhs.uk';
const furosemide = concept('42294811000001108', 'Furosemide 40mg tablets', undefined, DMD);
const UKCORE = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-';
const category = (code: string) =>
  concept(code, undefined, undefined, 'https://fhir.hl7.org.uk/CodeSystem/UKCore-MedicationStatementCategory');

const statement = (id: string, more: object = {}) => ({
  resourceType: 'MedicationStatement',
  id,
  subject: P,
  status: 'active',
  medicationCodeableConcept: furosemide,
  ...more,
});
const request = (id: string, more: object = {}) => ({
  resourceType: 'MedicationRequest',
  id,
  subject: P,
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: furosemide,
  ...more,
});
const only = (resource: object, ...others: object[]): Medication => sift('medications', [resource, ...others]).entries[0]!;
const placed = (resource: object) => {
  const { kind, classifiedBy } = only(resource);
  return `${kind}: ${classifiedBy}`;
};

describe('a medicine that was prescribed', () => {
  it('is told in full, as what was asked for and not as what is taken', () => {
    const entry = only(
      request('m', {
        category: [concept('discharge', 'Discharge', undefined, 'http://terminology.hl7.org/CodeSystem/medicationrequest-category')],
        authoredOn: '2025-09-21T14:10:00+01:00',
        requester: to('Practitioner/d'),
        encounter: to('Encounter/e'),
        courseOfTherapyType: concept('continuous', 'Continuous long term therapy', undefined, 'http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy'),
        reasonCode: [concept('88805009', 'Chronic congestive heart failure')],
        dispenseRequest: { quantity: { value: '28', unit: 'tablet' } },
        note: [{ text: 'GP to check kidney function in two weeks.' }],
        dosageInstruction: [
          {
            sequence: '1',
            text: '40 mg by mouth once a day, in the morning',
            timing: { repeat: { frequency: '1', period: '1', periodUnit: 'd', when: ['MORN'], boundsPeriod: { start: '2025-09-21' } } },
            route: concept('26643006', 'Oral'),
            doseAndRate: [{ doseQuantity: { value: '40', unit: 'mg', system: UCUM, code: 'mg' } }],
            additionalInstruction: [{ text: 'Weigh yourself daily' }],
            patientInstruction: 'Call if your weight goes up.',
            maxDosePerPeriod: { numerator: { value: '80', unit: 'mg' }, denominator: { value: '24', system: UCUM, code: 'h' } },
          },
        ],
      }),
      { resourceType: 'Practitioner', id: 'd', name: [{ family: 'Okafor' }] },
      { resourceType: 'Encounter', id: 'e', subject: P, status: 'finished', serviceType: { text: 'Cardiology' } },
    );
    assert.deepEqual(entry, {
      id: 'northbridge.MedicationRequest.m',
      kind: 'discharge',
      classifiedBy: 'category discharge',
      code: { system: DMD, code: '42294811000001108', display: 'Furosemide 40mg tablets' },
      status: 'active',
      from: 'request',
      intent: 'order',
      categories: [{ display: 'Discharge', system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-category', code: 'discharge' }],
      dosages: [
        {
          sequence: 1,
          text: '40 mg by mouth once a day, in the morning',
          dose: { type: 'quantity', value: '40', unit: 'mg', ucum: 'mg' },
          route: { display: 'Oral', system: 'http://snomed.info/sct', code: '26643006' },
          frequency: 'once a day, in the morning',
          period: { start: '2025-09-21' },
          instructions: 'Weigh yourself daily\nCall if your weight goes up.',
          maximum: '80 mg in 24 hours',
        },
      ],
      period: { start: '2025-09-21' },
      course: {
        display: 'Continuous long term therapy',
        system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy',
        code: 'continuous',
      },
      reasons: [{ display: 'Chronic congestive heart failure', system: 'http://snomed.info/sct', code: '88805009' }],
      quantity: { type: 'quantity', value: '28', unit: 'tablet' },
      encounter: { id: 'northbridge.Encounter.e', category: 'encounters', display: 'Cardiology' },
      when: '2025-09-21',
      recorded: '2025-09-21T14:10:00+01:00',
      source: { odsCode: 'XQ1', name: 'Northbridge University Hospitals', system: 'Invented records' },
      requester: { name: 'OKAFOR' },
      note: 'GP to check kidney function in two weeks.',
    });
  });

  it('that is not to be given, or only proposed, says so', () => {
    assert.equal(only(request('m', { doNotPerform: true })).doNotTake, true);
    assert.equal(only(request('m', { doNotPerform: 'false' })).doNotTake, undefined);
    assert.equal(only(request('m', { intent: 'option' })).intent, 'option');
  });
});

describe('a medicine that is said to be taken', () => {
  it('has who said so, when, and why it was stopped', () => {
    const entry = only(
      statement('m', {
        status: 'stopped',
        statusReason: [{ text: 'Cough' }, concept('271807003', 'Eruption')],
        effectivePeriod: { start: '2019-03', end: '2025-06-01' },
        dateAsserted: '2025-06-02',
        informationSource: { display: 'The daughter' },
        extension: [{ url: `${UKCORE}MedicationStatementLastIssueDate`, valueDateTime: '2025-05-20' }],
      }),
    );
    assert.equal(entry.from, 'statement');
    assert.deepEqual(entry.statusReason, { display: 'Cough; Eruption' });
    assert.deepEqual([entry.when, entry.recorded, entry.lastIssued], ['2019-03', '2025-06-02', '2025-05-20']);
    assert.deepEqual(entry.author, { name: 'The daughter' });
  });
});

describe('which medicine it is', () => {
  const medication = (more: object = {}) => ({ resourceType: 'Medication', id: 'x', code: furosemide, ...more });

  it('comes from a concept, a Medication or a contained one, and form and strength as sent', () => {
    assert.equal(only(request('m')).code.code, '42294811000001108');
    const by = (reference: string, more: object = {}) => ({ medicationCodeableConcept: undefined, medicationReference: to(reference), ...more });
    const full = medication({
      form: { text: 'Tablet' },
      ingredient: [{ itemCodeableConcept: { text: 'Furosemide' }, strength: { numerator: { value: '40.0', unit: 'mg' }, denominator: { value: '1', unit: 'tablet' } } }],
    });
    const sifted = sift('medications', [request('m', by('Medication/x')), full]);
    assert.deepEqual([sifted.entries[0]!.strength, sifted.entries[0]!.form!.display], ['40.0 mg / 1 tablet', 'Tablet']);
    assert.deepEqual(reasons(sifted), { x: 'shown-within' });
    assert.equal(only(statement('m', by('#x', { contained: [medication()] }))).code.system, DMD);
    const two = medication({
      ingredient: ['Codeine', 'Paracetamol'].map((text, i) => ({ itemCodeableConcept: { text }, strength: { numerator: { value: ['8', '500'][i], unit: 'mg' } } })),
    });
    assert.equal(only(request('m', by('Medication/x')), two).strength, 'Codeine 8 mg + Paracetamol 500 mg');
  });

  it('is left out without a code and counted; one that was not sent makes the answer partial as well', () => {
    const sifted = sift('medications', [
      request('words', { medicationCodeableConcept: { text: 'Water tablet' } }),
      request('display', { medicationCodeableConcept: undefined, medicationReference: { display: 'Water tablet' } }),
      request('nothing', { medicationCodeableConcept: undefined }),
      statement('uncoded', { medicationCodeableConcept: undefined, medicationReference: to('#x'), contained: [medication({ code: { text: 'x' } })] }),
    ]);
    assert.deepEqual([shown(sifted), sifted.uncoded, sifted.complete], [[], 4, true]);
    const missing = sift('medications', [request('m', { medicationCodeableConcept: undefined, medicationReference: to('Medication/y') })]);
    assert.deepEqual([missing.uncoded, missing.complete], [1, false]);
  });

  it('is withheld with the order when the reader may not know it, and withdrawn with it', () => {
    const about = (more: object) =>
      reasons(sift('medications', [request('m', { medicationCodeableConcept: undefined, medicationReference: to('Medication/x') }), medication(more)]));
    assert.deepEqual(about({ meta: RESTRICTED }), { m: 'withheld', x: 'withheld' });
    assert.equal(about({ status: 'entered-in-error' })['m'], 'entered-in-error');
  });

  it('keeps a source’s own words beside a code that lost its meaning on the way', () => {
    const lost = only(request('m', { medicationCodeableConcept: concept('196421000000109', 'Transfer-degraded medication entry', 'Aspirin 75mg dispersible tablet') }));
    assert.deepEqual([lost.code.display, lost.code.text], ['Transfer-degraded medication entry', 'Aspirin 75mg dispersible tablet']);
  });

  it('is none where a Patient Summary says that there are none, in its own words and not as an allergy', () => {
    const ips = (code: string, display: string, status = 'active') =>
      sift('medications', [statement('m', { status, medicationCodeableConcept: concept(code, display, undefined, 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips') })]);
    const none = ips('no-known-medications', 'No known medications');
    assert.deepEqual([none.knownNone[0]!.scope, none.knownNone[0]!.code.display, reasons(none)], ['other', 'No known medications', { m: 'statement' }]);
    const unknown = ips('no-medication-info', 'No information about medications');
    assert.deepEqual([unknown.knownNone, reasons(unknown)], [[], { m: 'statement' }]);
    assert.deepEqual(reasons(ips('no-known-medications', 'x', 'stopped')), { m: 'lapsed' });
  });
});

describe('the list that a medicine stands in', () => {
  it('is the discharge’s by category alone, whatever became of it since', () => {
    for (const status of ['active', 'stopped', 'completed', 'on-hold', 'draft', 'cancelled'])
      assert.equal(placed(statement('m', { status, category: category('discharge') })), 'discharge: category discharge');
    assert.equal(placed(request('m', { category: [category('community'), category('discharge')] })), 'discharge: category discharge');
  });

  it('is by status for every other category, and by its period against today', () => {
    for (const other of ['leave', 'inpatient', 'outpatient', 'community', 'primarycare', 'nonsense'])
      assert.equal(placed(statement('m', { category: category(other) })), 'current: status active');
    for (const status of ['completed', 'stopped', 'not-taken']) assert.equal(placed(statement('m', { status })), `past: status ${status}`);
    // What never came into force is not current, and says by its status that it never was.
    for (const status of ['cancelled', 'draft']) assert.equal(placed(request('m', { status })), `past: status ${status}`);
    for (const status of ['intended', 'on-hold', 'unknown']) assert.equal(placed(statement('m', { status })), `current: status ${status}`);
    assert.equal(placed(statement('m', { status: 'no such status' })), 'current: status unknown');

    const until = (end: string, more: object = {}) => placed(statement('m', { effectivePeriod: { end }, ...more }));
    assert.equal(until('2025-12-31'), 'past: status active, period ended 2025-12-31');
    assert.equal(until('2025'), 'past: status active, period ended 2025');
    // "2026" may well mean its last day, and a pause has no end of its own.
    assert.equal(until('2026'), 'current: status active');
    assert.equal(until('2026-01-01'), 'current: status active');
    assert.equal(until('2025-06-01', { status: 'on-hold' }), 'current: status on-hold');
    // A course is over when its last instruction is, and only if every one has an end.
    const course = (...ends: (string | undefined)[]) =>
      placed(request('m', { dosageInstruction: ends.map((end) => ({ text: 'x', timing: { repeat: { boundsPeriod: { start: '2025-01-01', end } } } })) }));
    assert.equal(course('2025-02-01', '2025-03-01'), 'past: status active, period ended 2025-03-01');
    assert.equal(course('2025-02-01', undefined), 'current: status active');
  });

  it('never has what was entered in error or may not be seen', () => {
    const sifted = sift('medications', [statement('e', { status: 'entered-in-error' }), request('w', { meta: RESTRICTED })]);
    assert.deepEqual([shown(sifted), reasons(sifted), sifted.withheld], [[], { e: 'entered-in-error', w: 'withheld' }, true]);
  });

  it('is ordered: the latest discharge, then what is taken on and on, then short courses, then the past', () => {
    const on = (id: string, display: string, more: object = {}) => request(id, { medicationCodeableConcept: concept('1', display), ...more });
    const course = (code: string) => ({ courseOfTherapyType: concept(code, undefined, undefined, 'x') });
    const entries = sift('medications', [
      on('old', 'Aspirin', { status: 'stopped', authoredOn: '2001' }),
      on('recent', 'Zopiclone', { status: 'stopped', authoredOn: '2020' }),
      on('unsaid', 'Atorvastatin'),
      on('acute', 'Amoxicillin', course('acute')),
      on('z', 'Zinc', course('continuous')),
      on('a', 'allopurinol', course('continuous')),
      on('first', 'Bisoprolol', { category: [category('discharge')], authoredOn: '2019-01-01' }),
      on('second', 'Warfarin', { category: [category('discharge')], authoredOn: '2025-03-01T16:00:00Z' }),
      on('third', 'Bisoprolol', { category: [category('discharge')], authoredOn: '2025-03-01T17:00:00Z' }),
    ]).entries;
    const { order } = ruleOf('medications');
    const ids = (list: Medication[]) => list.toSorted(order).map(({ id }) => id.split('.')[2]);
    assert.deepEqual(ids(entries), ['third', 'second', 'first', 'a', 'z', 'acute', 'unsaid', 'recent', 'old']);
    assert.deepEqual(ids(entries.toReversed()), ids(entries));
  });
});

describe('what was changed', () => {
  const change = (url: string, parts: object[]) => only(statement('m', { extension: [{ url, extension: parts }] })).change;

  it('comes from UK Core, from CareConnect and from GP Connect, whose names differ', () => {
    assert.deepEqual(
      change(`${UKCORE}MedicationChangeSummary`, [
        { url: 'status', valueCodeableConcept: { text: 'Dose increased' } },
        { url: 'indicationForChange', valueCodeableConcept: { text: 'Ankle swelling' } },
        { url: 'dateChanged', valueDateTime: '2025-09-20' },
        { url: 'detailsOfAmendment', valueString: 'From 20 mg to 40 mg' },
      ]),
      { what: { display: 'Dose increased' }, when: '2025-09-20', reason: 'Ankle swelling. From 20 mg to 40 mg' },
    );
    assert.deepEqual(
      change('https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-MedicationChangeSummary-1', [{ url: 'status', valueCode: 'added' }]),
      { what: { display: 'added' } },
    );
    assert.deepEqual(
      change('https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-MedicationChangeSummary-1', [
        { url: 'https://fhir.nhs.uk/STU3/ValueSet/CareConnect-MedicationChangeStatus-1', valueCode: 'Amended' },
      ]),
      { what: { display: 'Amended' } },
    );
  });

  it('is not made up: nobody said "unchanged", and a reason alone is a reason alone', () => {
    assert.equal(only(statement('m')).change, undefined);
    assert.equal(change(`${UKCORE}MedicationChangeSummary`, []), undefined);
    assert.deepEqual(change(`${UKCORE}MedicationChangeSummary`, [{ url: 'detailsOfAmendment', valueString: 'Halved' }]), { reason: 'Halved' });
  });

  it('has the reason for its status beside it, from the extension of GP systems too', () => {
    const url = 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-MedicationStatusReason-1';
    const entry = only(request('m', { status: 'stopped', extension: [{ url, extension: [{ url: 'statusReason', valueCodeableConcept: { text: 'Ankle oedema' } }] }] }));
    assert.deepEqual(entry.statusReason, { display: 'Ankle oedema' });
    assert.deepEqual(only(request('m', { statusReason: { text: 'Ran out' } })).statusReason, { display: 'Ran out' });
  });
});

describe('a dose', () => {
  const dosage = (...written: object[]) => sift('medications', [request('m', { dosageInstruction: written })]);

  it('is as sent: quantity, range, rate, to the last digit', () => {
    const dose = (more: object) => dosage({ doseAndRate: [more] }).entries[0]!.dosages[0]!;
    assert.deepEqual(dose({ doseQuantity: { value: '0.50', unit: 'mcg', system: UCUM, code: 'ug' } }).dose, { type: 'quantity', value: '0.50', unit: 'mcg', ucum: 'ug' });
    assert.deepEqual(dose({ doseRange: { low: { value: '1', unit: 'tablet' }, high: { value: '2', unit: 'tablet' } } }).dose, { type: 'range', low: '1', high: '2', unit: 'tablet' });
    assert.deepEqual(dose({ rateRatio: { numerator: { value: '100', unit: 'ml' }, denominator: { value: '1', unit: 'h' } } }).rate, { type: 'ratio', numerator: '100 ml', denominator: '1 h' });
    assert.deepEqual(dose({ rateQuantity: { value: '2', unit: 'L/min' } }).rate, { type: 'quantity', value: '2', unit: 'L/min' });
  });

  it('is what was ordered, not what somebody calculated from it', () => {
    const type = (code: string) => ({ type: concept(code, undefined, undefined, 'http://terminology.hl7.org/CodeSystem/dose-rate-type') });
    const { entries } = dosage({
      doseAndRate: [
        { ...type('calculated'), doseQuantity: { value: '372', unit: 'mg' } },
        { ...type('ordered'), doseQuantity: { value: '5', unit: 'mg/kg' } },
      ],
    });
    assert.deepEqual(entries[0]!.dosages[0]!.dose, { type: 'quantity', value: '5', unit: 'mg/kg' });
  });

  it('that could not be read is counted, and its words are still shown', () => {
    const sifted = dosage({ text: 'ONE tablet', doseAndRate: [{ doseQuantity: { value: 'one' } }] });
    assert.deepEqual([sifted.entries[0]!.dosages, sifted.unreadable], [[{ text: 'ONE tablet' }], 1]);
  });

  it('goes by its sequence, and says what it is needed for', () => {
    const { entries } = dosage({ sequence: '2', text: 'then' }, { sequence: '1', text: 'first' }, {}, { asNeededBoolean: true }, { asNeededCodeableConcept: { text: 'pain' } });
    assert.deepEqual(entries[0]!.dosages, [{ asNeeded: 'as needed' }, { asNeeded: 'pain' }, { sequence: 1, text: 'first' }, { sequence: 2, text: 'then' }]);
  });

  it('writes "micrograms" and "units" where only a code was sent, and leaves everybody’s own words alone', () => {
    const most = (more: object) => dosage({ maxDosePerAdministration: { value: '100', ...more } }).entries[0]!.dosages[0]!.maximum;
    assert.equal(most({ system: UCUM, code: 'ug' }), '100 micrograms at a time');
    assert.equal(most({ system: UCUM, code: '[iU]' }), '100 units at a time');
    assert.equal(most({ unit: 'mcg', system: UCUM, code: 'ug' }), '100 mcg at a time');
  });

  it('never has its text changed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }).filter((words) => words === words.trim() && /^[ -~]+$/.test(words)), (text) => {
        assert.equal(dosage({ text }).entries[0]!.dosages[0]!.text, text);
      }),
    );
  });
});

describe('whatever stands anywhere in it', () => {
  const whole = [
    statement('s', {
      category: category('discharge'), effectivePeriod: { start: '2019', end: '2020' }, dateAsserted: '2020', note: [{ text: 'x' }],
      statusReason: [{ text: 'x' }], reasonReference: [to('Condition/c')], context: to('Encounter/e'), informationSource: P,
      extension: [{ url: `${UKCORE}MedicationChangeSummary`, extension: [{ url: 'status', valueCode: 'x' }, { url: 'dateChanged', valueDateTime: '2020' }] }],
      medicationCodeableConcept: undefined, medicationReference: to('#x'),
      contained: [{ resourceType: 'Medication', id: 'x', code: furosemide, form: concept('2'), ingredient: [{ strength: { numerator: { value: '1', unit: 'mg' } } }] }],
    }),
    request('r', {
      dosageInstruction: [{ sequence: '1', text: 'x', timing: { event: ['2020'], code: concept('BID'), repeat: { frequency: '1', period: '1', periodUnit: 'd', dayOfWeek: ['mon'] } }, asNeededCodeableConcept: concept('3'), doseAndRate: [{ doseQuantity: { value: '1', unit: 'mg' } }], maxDosePerPeriod: { numerator: { value: '1', code: 'ug' } } }],
      dispenseRequest: { quantity: { value: '1' } }, courseOfTherapyType: concept('acute'), requester: to('Practitioner/d'),
    }),
    { resourceType: 'Condition', id: 'c', subject: P, code: concept('4') },
    { resourceType: 'Encounter', id: 'e', subject: P, class: { code: 'IMP' } },
    { resourceType: 'Practitioner', id: 'd', name: [{ text: 'x' }] },
  ];

  it('is sifted without harm', () => {
    fc.assert(fc.property(mutationsOf<readonly unknown[]>(whole, 4, anywhere), (resources) => void sift('medications', resources)), { numRuns: 1000 });
  });
});

const data = new URL('../../../../shared/data/', import.meta.url);
const skip = existsSync(data) ? false : 'no ../shared/data';
const read = (file: string) => readJson(readFileSync(new URL(file, data), 'utf8'));

describe('published medicines', { skip }, () => {
  it('of UK Core are read as their authors meant them', async () => {
    const names = readdirSync(new URL('ukcore-examples/', data)).filter((name) => /Medication(Request|Statement)?-|LastIssueDate/.test(name));
    const { entries, uncoded } = await siftDocuments('medications', names.map((name) => read(`ukcore-examples/${name}`)), 'UKCore-Patient-RichardSmith-Example');
    const of = (name: string) => entries.find(({ id }) => id.includes(name))!;
    assert.deepEqual([of('Doxycycline').kind, of('Doxycycline').intent, of('EyeDrops')?.code], ['past', 'option', undefined]);
    assert.deepEqual(
      of('Doxycycline').dosages.map(({ text, frequency, dose }) => [text, frequency, dose]),
      [
        ['200mg - once a day - for 1 day', 'once a day, for 1 day', { type: 'quantity', value: '200', unit: 'milligram', ucum: 'mg' }],
        ['100mg - once a day.', 'once a day', { type: 'quantity', value: '100', unit: 'milligram', ucum: 'mg' }],
      ],
    );
    const amoxicillin = of('MedicationStatement-Amoxicillin');
    assert.deepEqual([amoxicillin.kind, amoxicillin.classifiedBy], ['past', 'status active, period ended 2021-05-15T13:50:00+00:00']);
    assert.deepEqual([amoxicillin.dosages[0]!.text, amoxicillin.dosages[0]!.asNeeded], ['2 capsules 4 times a day.', 'Pain of ear']);
    assert.equal(of('LastIssueDate').lastIssued, '2017-02-24');
    // The eye drops name a Medication that is not among the examples.
    assert.equal(uncoded, 1);
  });

  it('of Synthea are all there', async () => {
    for (const name of readdirSync(new URL('synthea-r4/', data)).filter((file) => file.endsWith('.json'))) {
      const shelf = createShelf(about);
      const bundle = read(`synthea-r4/${name}`) as { entry: { resource: { resourceType: string } }[] };
      shelf.add(bundle);
      const { resources } = await shelf.search(shelf.patients()[0]!.id, ruleOf('medications').searches, soon());
      const sifted = sift('medications', resources);
      assert.equal(sifted.entries.length, bundle.entry.filter(({ resource }) => resource.resourceType === 'MedicationRequest').length);
      assert.deepEqual([sifted.uncoded, sifted.unreadable, sifted.complete], [0, 0, true]);
    }
  });
});
