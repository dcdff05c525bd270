/** Valid FHIR with anything at all put in anywhere: nothing throws, nothing is lost, the contract is kept. */
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createShelf } from '../../sources/shelf.ts';
import { about } from '../sources/about.ts';
import { anywhere, mutationsOf } from '../sources/mutate.ts';
import { concept, P, RESTRICTED, sift, to, UCUM } from './sifting.ts';

const FLAG = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
const laboratory = [
  concept('laboratory', undefined, undefined, 'http://terminology.hl7.org/CodeSystem/observation-category'),
];

const record = {
  allergies: [
    {
      resourceType: 'AllergyIntolerance',
      id: 'a',
      patient: P,
      meta: { lastUpdated: '2024-05-01T10:00:00Z', ...RESTRICTED },
      clinicalStatus: {
        ...concept('active'),
        extension: [
          {
            url: 'https://x/Extension-UKCore-AllergyIntoleranceEnd',
            extension: [{ url: 'endDate', valueDateTime: '2021' }],
          },
        ],
      },
      verificationStatus: concept('confirmed'),
      type: 'allergy',
      category: ['food'],
      criticality: 'high',
      code: concept('91935009', 'Allergy to peanut', 'Peanut'),
      onsetDateTime: '2001-02',
      onsetAge: { value: '3', unit: 'years' },
      recordedDate: '2019-01-01',
      lastOccurrence: '2020',
      recorder: to('PractitionerRole/r'),
      note: [{ text: 'x' }],
      reaction: [
        {
          manifestation: [concept('39579001')],
          severity: 'severe',
          substance: concept('1'),
          onset: '2001',
          description: 'x',
          exposureRoute: concept('2'),
        },
      ],
    },
    {
      resourceType: 'AllergyIntolerance',
      id: 'n',
      patient: P,
      clinicalStatus: concept('active'),
      code: concept('716186003'),
      recordedDate: '2019',
    },
    {
      resourceType: 'List',
      id: 'l',
      subject: P,
      status: 'current',
      date: '2024',
      code: concept('886921000000105'),
      emptyReason: concept('nilknown'),
      entry: [{ item: to('AllergyIntolerance/a') }],
      extension: [{ url: 'ListWarningCode', valueCode: 'x' }],
    },
    {
      resourceType: 'PractitionerRole',
      id: 'r',
      practitioner: to('Practitioner/d'),
      organization: to('Organization/o'),
      code: [concept('3')],
    },
    { resourceType: 'Practitioner', id: 'd', name: [{ family: 'Okafor', given: ['Ada'], prefix: ['Dr'] }] },
    { resourceType: 'Organization', id: 'o', name: 'Trust' },
  ],
  results: [
    {
      resourceType: 'DiagnosticReport',
      id: 'r',
      subject: P,
      status: 'amended',
      code: concept('721981007'),
      category: [concept('LAB', undefined, undefined, 'http://terminology.hl7.org/CodeSystem/v2-0074')],
      effectivePeriod: { start: '2024-05-01' },
      issued: '2024-05-01T10:00:00Z',
      result: [to('Observation/g'), to('#c')],
      specimen: [to('Specimen/s')],
      performer: [to('Organization/o'), to('Practitioner/d')],
      basedOn: [to('ServiceRequest/q')],
      conclusion: 'x',
      conclusionCode: [concept('4'), { text: 'x' }],
      presentedForm: [{ contentType: 'text/plain', data: 'eA==', size: '1' }],
      contained: [
        { resourceType: 'Observation', id: 'c', status: 'final', code: concept('5'), valueString: 'x' },
      ],
    },
    {
      resourceType: 'Observation',
      id: 'g',
      subject: P,
      status: 'final',
      category: laboratory,
      code: concept('6'),
      hasMember: [to('Observation/m'), to('Observation/g')],
      note: [{ text: 'x' }],
    },
    {
      resourceType: 'Observation',
      id: 'm',
      subject: P,
      status: 'final',
      category: laboratory,
      code: concept('7'),
      effectiveDateTime: '2024',
      specimen: to('Specimen/s'),
      valueQuantity: { value: '5.60', comparator: '<', unit: 'g/L', system: UCUM, code: 'g/L' },
      interpretation: [concept('H', 'High', undefined, FLAG)],
      referenceRange: [
        {
          low: { value: '1', unit: 'g/L' },
          high: { value: '2' },
          text: 'x',
          appliesTo: [concept('8')],
          age: { low: { value: '18' } },
        },
      ],
      method: concept('9'),
      component: [
        {
          code: concept('10'),
          valueRatio: { numerator: { value: '1' }, denominator: { value: '2' } },
          dataAbsentReason: { text: 'x' },
        },
      ],
      note: [{ text: 'x' }],
      performer: [{ display: 'x' }],
    },
    {
      resourceType: 'Observation',
      id: 'lone',
      subject: P,
      status: 'cancelled',
      category: laboratory,
      code: concept('11'),
      valueRange: { low: { value: '1' }, high: { value: '2' } },
    },
    {
      resourceType: 'Specimen',
      id: 's',
      subject: P,
      type: concept('122555007'),
      receivedTime: '2024',
      collection: { collectedDateTime: '2024-05' },
      note: [{ text: 'x' }],
    },
    { resourceType: 'ServiceRequest', id: 'q', subject: P, requester: to('Practitioner/d') },
    { resourceType: 'Practitioner', id: 'd', name: [{ text: 'Dr Okafor' }] },
    { resourceType: 'Organization', id: 'o', name: 'Trust' },
  ],
};

/** Things that are right somewhere else, too. */
const strange = fc.oneof(
  anywhere,
  fc.constantFrom<unknown>(
    'entered-in-error',
    'Observation/g',
    '#c',
    'valueOf',
    { reference: 'Observation/m' },
    { reference: '#' },
    { coding: [{ system: ' ', code: ' ' }] },
    concept('716186003'),
    concept('entered-in-error'),
    { text: '\u0000' },
    RESTRICTED,
    { value: 'x', unit: '%', code: 'l/l', system: UCUM },
  ),
);

for (const category of ['allergies', 'results'] as const) {
  const whole = record[category];
  const mutated = mutationsOf<readonly unknown[]>(whole, 4, strange);

  describe(`mutated ${category}`, () => {
    it('are sifted whatever they are', () => {
      fc.assert(
        fc.property(mutated, (resources) => void sift(category, resources)),
        { numRuns: 1000 },
      );
    });

    it('are filed and sifted whatever they are', async () => {
      await fc.assert(
        fc.asyncProperty(mutated, async (resources) => {
          const shelf = createShelf(about, { testNumbers: true });
          shelf.add({
            resourceType: 'Bundle',
            type: 'collection',
            entry: resources.map((resource) => ({ resource })),
          });
          const found = await shelf.search(
            'p',
            [
              { type: 'AllergyIntolerance' },
              { type: 'DiagnosticReport', include: ['DiagnosticReport:result', 'Observation:has-member'] },
            ],
            AbortSignal.timeout(5000),
          );
          sift(category, found.resources);
        }),
        { numRuns: 300 },
      );
    });
  });
}
