/** What a patient of a benchmark has: as many allergies as are wanted, each about as large as real ones are. */
export const PATIENT = '9990000018';

const concept = (system: string, code: string) => ({ coding: [{ system, code, display: code }] });

export const patient = {
  resourceType: 'Patient',
  id: 'p',
  identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: PATIENT }],
};

export const allergies = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({
    resourceType: 'AllergyIntolerance',
    id: `allergy-${from + index}`,
    meta: { versionId: '1', lastUpdated: '2026-11-24T09:00:00Z' },
    clinicalStatus: concept('http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', 'active'),
    verificationStatus: concept('http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', 'confirmed'),
    code: concept('http://snomed.info/sct', String(91_936_005 + from + index)),
    patient: { reference: 'Patient/p' },
    recordedDate: '2019-03-05',
    reaction: [{ manifestation: [concept('http://snomed.info/sct', '271807003')], severity: 'moderate' }],
  }));
