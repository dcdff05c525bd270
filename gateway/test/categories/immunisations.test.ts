import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Entry } from '../../../api-spec/record.ts';
import { createShelf } from '../../sources/shelf.ts';
import { about, soon } from '../sources/about.ts';
import { anywhere, mutationsOf } from '../sources/mutate.ts';
import { documentsIn, noPublicData, type Raw } from './public-data.ts';
import { concept, OPEN, P, reasons, RESTRICTED, ruleOf, shown, sift, siftDocuments, SNOMED, to } from './sifting.ts';

const DMD = 'https://dmd.nhs.uk';
const VACCINE = concept('11278411000001109', 'Influenza vaccine', undefined, DMD);
const NOT_AVAILABLE = concept('NAVU', 'Not available', undefined, 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor');
const procedure = (code: string, display: string) => ({
  extension: [
    {
      url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-VaccinationProcedure',
      valueCodeableConcept: concept(code, display),
    },
  ],
});

const dose = (id: string, more: object = {}) => ({
  resourceType: 'Immunization',
  id,
  patient: P,
  status: 'completed',
  vaccineCode: VACCINE,
  occurrenceDateTime: '2025-10-05',
  ...more,
});
const only = (resource: object, ...others: object[]): Entry<'immunisations'> =>
  sift('immunisations', [resource, ...others]).entries[0]!;

describe('an immunisation', () => {
  it('is told in full: product, batch, dose, site, who gave it and where', () => {
    const entry = only(
      dose('a', {
        ...procedure('822851000000102', 'Seasonal influenza vaccination'),
        recorded: '2025-10-06',
        primarySource: true,
        manufacturer: to('Organization/m'),
        lotNumber: 'AB 12',
        expirationDate: '2026-03',
        site: { text: 'Left upper arm' },
        route: concept('78421000', 'Intramuscular'),
        doseQuantity: { value: '0.50', unit: 'mL' },
        reasonCode: [{ text: 'Age 65 or over' }],
        performer: [{ actor: to('Practitioner/d') }, { actor: to('Organization/o') }],
        location: to('Location/l'),
        protocolApplied: [
          { doseNumberPositiveInt: '1', seriesDosesPositiveInt: '2', series: 'Primary course', targetDisease: [{ text: 'Influenza' }] },
        ],
        note: [{ text: 'Sat for 15 minutes.' }],
      }),
      { resourceType: 'Practitioner', id: 'd', name: [{ family: 'Holding', given: ['Rafferty'] }] },
      { resourceType: 'Organization', id: 'o', name: 'Northbridge' },
      { resourceType: 'Organization', id: 'm', name: 'Maker Ltd' },
      {
        resourceType: 'Location',
        id: 'l',
        name: 'Clinic 3',
        address: { line: ['1 Quay'], city: 'Northbridge' },
        telecom: [{ system: 'phone', value: '020 7946 0100' }],
      },
    );
    assert.deepEqual(entry, {
      id: 'northbridge.Immunization.a',
      code: { system: DMD, code: '11278411000001109', display: 'Influenza vaccine' },
      procedure: { system: SNOMED, code: '822851000000102', display: 'Seasonal influenza vaccination' },
      status: 'completed',
      dose: { number: '1', of: '2', series: 'Primary course' },
      targetDiseases: [{ display: 'Influenza' }],
      manufacturer: 'Maker Ltd',
      batch: 'AB 12',
      expires: '2026-03',
      site: { display: 'Left upper arm' },
      route: { display: 'Intramuscular', system: SNOMED, code: '78421000' },
      quantity: { type: 'quantity', value: '0.50', unit: 'mL' },
      reasons: [{ display: 'Age 65 or over' }],
      performer: { name: 'HOLDING, Rafferty', organisation: 'Northbridge' },
      location: { name: 'Clinic 3', address: '1 Quay, Northbridge', telephone: '020 7946 0100' },
      reported: false,
      when: '2025-10-05',
      recorded: '2025-10-06',
      source: { odsCode: 'XQ1', name: 'Northbridge University Hospitals', system: 'Invented records' },
      note: 'Sat for 15 minutes.',
    });
  });

  it('that was not given is an entry by its status and reason, under the name of what was not done', () => {
    const entry = only(
      dose('a', {
        ...procedure('822851000000102', 'Seasonal influenza vaccination'),
        status: 'not-done',
        statusReason: { text: 'Declined' },
        vaccineCode: NOT_AVAILABLE,
      }),
    );
    assert.deepEqual(
      [entry.status, entry.statusReason, entry.code.display],
      ['not-done', { display: 'Declined' }, 'Seasonal influenza vaccination'],
    );
  });

  it('is counted as unreadable where it is not said whether it was given', () => {
    for (const status of [undefined, 'in-progress', 'Completed', null, 1])
      assert.deepEqual(reasons(sift('immunisations', [dose('a', { status })])), { a: 'unreadable' });
  });

  it('goes by the vaccine, failing that by the procedure, failing both it is uncoded', () => {
    const code = (more: object) => only(dose('a', more)).code.code;
    const done = procedure('822851000000102', 'Seasonal influenza vaccination');
    assert.equal(code(done), '11278411000001109');
    assert.equal(code({ ...done, vaccineCode: { text: 'Flu jab' } }), '822851000000102');
    const sifted = sift('immunisations', [dose('w', { vaccineCode: { text: 'Flu jab' } }), dose('n', { vaccineCode: NOT_AVAILABLE })]);
    assert.deepEqual([reasons(sifted), sifted.uncoded], [{ w: 'uncoded', n: 'uncoded' }, 2]);
  });

  it('has the number of its dose as it was sent, in figures or words, and none that was not', () => {
    const number = (...protocolApplied: object[]) => only(dose('a', { protocolApplied })).dose;
    assert.deepEqual(number({ doseNumberString: 'Booster', seriesDosesPositiveInt: '3' }), { number: 'Booster', of: '3' });
    assert.deepEqual(number({ targetDisease: [] }, { doseNumberPositiveInt: '2' }), { number: '2' });
    assert.equal(number({}), undefined);
    assert.equal(only(dose('a')).dose, undefined);
  });

  it('that was told and not witnessed says so; what does not say is not taken for told', () => {
    assert.deepEqual(
      [{ primarySource: false, reportOrigin: { text: 'Patient' } }, { primarySource: true }, {}].map((more) => {
        const { reported, reportOrigin } = only(dose('a', more));
        return [reported, reportOrigin?.display];
      }),
      [[true, 'Patient'], [false, undefined], [false, undefined]],
    );
  });

  it('that counts for less than a full dose says so, with or without a reason', () => {
    assert.deepEqual(only(dose('a', { isSubpotent: true, subpotentReason: [{ text: 'Cold chain broken' }] })).subpotent, [{ display: 'Cold chain broken' }]);
    assert.deepEqual(only(dose('a', { isSubpotent: true })).subpotent, []);
    assert.equal(only(dose('a', { isSubpotent: false })).subpotent, undefined);
  });

  it('keeps a date in words, and nothing that was entered in error or may not be seen', () => {
    const entry = only(dose('a', { occurrenceDateTime: undefined, occurrenceString: 'as a child' }));
    assert.deepEqual([entry.when, entry.note], [null, 'When: as a child']);
    const sifted = sift('immunisations', [dose('e', { status: 'entered-in-error' }), dose('w', { meta: RESTRICTED })]);
    assert.deepEqual(reasons(sifted), { e: 'entered-in-error', w: 'withheld' });
  });

  it('stands by its date, given or not', () => {
    const { entries } = sift('immunisations', [
      dose('old', { occurrenceDateTime: '1998' }),
      dose('new', { status: 'not-done', occurrenceDateTime: '2025-11' }),
      dose('undated', { occurrenceDateTime: undefined }),
      dose('between'),
    ]);
    assert.deepEqual(
      entries.toSorted(ruleOf('immunisations').order).map(({ id }) => id.split('.')[2]),
      ['new', 'between', 'old', 'undated'],
    );
  });
});

describe('public immunisations', { skip: noPublicData }, () => {
  it('of Synthea are all shown', async () => {
    for (const bundle of noPublicData ? [] : documentsIn('synthea-r4')) {
      const shelf = createShelf(about);
      shelf.add(bundle);
      const { resources } = await shelf.search(shelf.patients()[0]!.id, ruleOf('immunisations').searches, soon());
      const given = (bundle.entry as Raw[]).filter(({ resource }) => resource.resourceType === 'Immunization');
      assert.equal(sift('immunisations', resources).entries.length, given.length);
    }
  });

  it('of UK Core are all shown, with what was done beside the vaccine', async () => {
    const documents = noPublicData ? [] : documentsIn('ukcore-examples', /-Immunization-|VaccinationProcedure/);
    const immunizations = documents.filter(({ resourceType }) => resourceType === 'Immunization');
    const sifted = await siftDocuments('immunisations', documents, 'UKCore-Patient-RichardSmith-Example');
    assert.equal(shown(sifted).length, immunizations.length);
    assert.deepEqual(sifted.entries.map(({ procedure: done }) => done?.display).filter(Boolean), ['Influenza vaccination given']);
    const performers = sifted.entries.map(({ performer }) => performer).filter((one) => one !== undefined);
    assert.deepEqual(performers, [
      { name: 'HOLDING, Rafferty', organisation: 'ELLAND ROAD STADIUM - COVID VACCINATION CENTRE' },
    ]);
  });
});

describe('mutated immunisations', () => {
  it('are sifted whatever they are', () => {
    const whole = [
      dose('a', {
        ...procedure('1', 'x'),
        meta: OPEN,
        statusReason: concept('2'),
        recorded: '2024',
        primarySource: false,
        reportOrigin: { text: 'x' },
        manufacturer: { display: 'x' },
        lotNumber: 'x',
        expirationDate: '2024-05',
        site: concept('3'),
        route: concept('4'),
        doseQuantity: { value: '1', comparator: '<', unit: 'x', code: 'mL' },
        isSubpotent: true,
        subpotentReason: [concept('5')],
        reasonCode: [concept('6')],
        performer: [{ actor: to('Practitioner/d') }],
        location: to('#l'),
        protocolApplied: [{ doseNumberPositiveInt: '1', seriesDosesString: 'x', series: 'x', targetDisease: [concept('7')] }],
        contained: [{ resourceType: 'Location', id: 'l', name: 'x', address: { text: 'x' }, telecom: [{ system: 'phone', value: 'x' }] }],
        note: [{ text: 'x' }],
      }),
      dose('n', { status: 'not-done', vaccineCode: NOT_AVAILABLE }),
      { resourceType: 'Practitioner', id: 'd', name: [{ family: 'x' }] },
    ];
    fc.assert(
      fc.property(mutationsOf<readonly unknown[]>(whole, 4, anywhere), (resources) => void sift('immunisations', resources)),
      { numRuns: 500 },
    );
  });
});
