/** Valid FHIR for each category, with every element that its rule reads; and what may be put anywhere into it. */
import fc from 'fast-check';
import { anywhere } from '../sources/mutate.ts';
import { concept, P, RESTRICTED, to, UCUM } from './sifting.ts';

const FLAG = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
const laboratory = [
  concept('laboratory', undefined, undefined, 'http://terminology.hl7.org/CodeSystem/observation-category'),
];

const note = (id: string, type: string, more: object = {}) => ({
  resourceType: 'DocumentReference',
  id,
  subject: P,
  status: 'current',
  docStatus: 'final',
  type: concept(type),
  category: [concept('734163000')],
  date: '2024-05-01T10:00:00Z',
  description: 'x',
  author: [to('Practitioner/d')],
  content: [
    { attachment: { contentType: 'text/plain', data: 'eA==', title: 'x', creation: '2024' } },
    { attachment: { contentType: 'text/html', url: '#b' } },
  ],
  contained: [{ resourceType: 'Binary', id: 'b', contentType: 'text/html', data: 'eA==' }],
  context: {
    encounter: [to('Encounter/e')],
    period: { start: '2024-05-01' },
    practiceSetting: concept('789718008'),
  },
  ...more,
});
const around = [
  {
    resourceType: 'Encounter',
    id: 'e',
    subject: P,
    class: { code: 'IMP' },
    serviceType: concept('931801000000101'),
  },
  { resourceType: 'Practitioner', id: 'd', name: [{ text: 'Dr Okafor' }] },
];

const documents = {
  correspondence: [
    note('a', '373942005', { relatesTo: [{ code: 'replaces', target: to('DocumentReference/b') }] }),
    note('b', '823751000000102', { status: 'superseded' }),
    ...around,
  ],
  'progress-notes': [note('a', '823651000000106'), note('b', '371525003'), ...around],
  'care-plans': [
    note('a', '736253002'),
    {
      resourceType: 'CarePlan',
      id: 'c',
      subject: P,
      status: 'active',
      intent: 'plan',
      replaces: [to('CarePlan/c')],
      category: [{ text: 'x' }, concept('734163000')],
      title: 'x',
      period: { start: '2024', end: '2025' },
      created: '2024',
      author: to('Practitioner/d'),
      goal: [to('Goal/g'), { display: 'x' }],
      activity: [
        {
          detail: {
            code: concept('1'),
            status: 'scheduled',
            doNotPerform: true,
            scheduledPeriod: { start: '2024' },
            performer: [to('Practitioner/d')],
            description: 'x',
          },
        },
        { reference: to('ServiceRequest/q') },
      ],
      note: [{ text: 'x' }],
    },
    {
      resourceType: 'Goal',
      id: 'g',
      subject: P,
      lifecycleStatus: 'active',
      description: { text: 'x' },
      target: [{ dueDate: '2024' }],
    },
    { resourceType: 'ServiceRequest', id: 'q', subject: P, status: 'active', code: concept('2') },
    ...around,
  ],
  assessments: [
    note('a', '325931000000109'),
    {
      resourceType: 'QuestionnaireResponse',
      id: 'q',
      subject: P,
      status: 'completed',
      questionnaire: '#f',
      authored: '2024-05-01',
      author: to('Practitioner/d'),
      contained: [
        {
          resourceType: 'Questionnaire',
          id: 'f',
          url: 'https://x/f',
          title: 'x',
          code: [{ system: 'x', code: 'y' }],
          item: [{ linkId: '1', text: 'x' }],
        },
      ],
      item: [
        {
          linkId: '1',
          answer: [
            { valueCoding: { code: 'x' }, item: [{ linkId: '1.1', text: 'x', answer: [{ valueDecimal: '1' }] }] },
          ],
        },
        { linkId: '2', text: 'x', item: [{ linkId: '2.1', answer: [{ valueAttachment: { url: 'x' } }] }] },
      ],
    },
    ...['s', 't'].map((id) => ({
      resourceType: 'Observation',
      id,
      subject: P,
      status: 'final',
      category: [concept('survey')],
      code: concept('3'),
      effectiveDateTime: '2024',
      valueInteger: '6',
      referenceRange: [{ low: { value: '1' }, high: { value: '9' } }],
      hasMember: [to('Observation/t')],
      derivedFrom: [to('QuestionnaireResponse/q')],
      performer: [to('Practitioner/d')],
    })),
    ...around,
  ],
};

export const record = {
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
  ...documents,
};

/** Things that are right somewhere else, too. */
export const strange = fc.oneof(
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
