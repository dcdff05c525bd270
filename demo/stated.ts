import type { Resource } from '../gateway/sources/source.ts';

/** Two numbers of the test range beside the embedded record's own: one that no source knows, and one that says nothing but "none". */
export const STRANGER = '9990000018';
export const STATED = '9990000026';

const patient = { reference: 'Patient/stated' };
const RECORDED = '2026-10-05';

/** "There are none", coded as the International Patient Summary does (https://hl7.org/fhir/uv/ips). */
const none = (code: string, display: string) => ({
  coding: [{ system: 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips', code, display }],
});

const state = (system: string, code: string) => ({ coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }] });

/** What a practice has on file of a patient of whom it states, wherever that can be coded, that there is nothing. */
export const statements: readonly Resource[] = [
  {
    resourceType: 'Patient', id: 'stated', gender: 'female', birthDate: '2001-02-03',
    identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: STATED }],
    name: [{ use: 'official', family: 'Oduya', given: ['Sinead'], prefix: ['Ms'] }],
  },
  {
    resourceType: 'AllergyIntolerance', id: 'stated', patient, recordedDate: RECORDED,
    clinicalStatus: state('allergyintolerance-clinical', 'active'),
    code: { coding: [{ system: 'http://snomed.info/sct', code: '716186003', display: 'No known allergy' }] },
  },
  ...(['problem-list-item', 'encounter-diagnosis'] as const).map((category) => ({
    resourceType: 'Condition', id: category, subject: patient, recordedDate: RECORDED,
    category: [state('condition-category', category)],
    clinicalStatus: state('condition-clinical', 'active'),
    code: none('no-known-problems', 'No known problems'),
  })),
  { resourceType: 'Procedure', id: 'stated', subject: patient, status: 'completed', performedDateTime: RECORDED, code: none('no-known-procedures', 'No known procedures') },
  { resourceType: 'Immunization', id: 'stated', patient, status: 'completed', occurrenceDateTime: RECORDED, vaccineCode: none('no-known-immunizations', 'No known immunizations') },
  {
    resourceType: 'MedicationStatement', id: 'stated', subject: patient, status: 'active', dateAsserted: RECORDED,
    medicationCodeableConcept: none('no-known-medications', 'No known medications'),
  },
];
