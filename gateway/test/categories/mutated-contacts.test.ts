/** What is about people and places with anything at all put in anywhere: nothing throws, nothing is lost. */
import { it } from 'node:test';
import fc from 'fast-check';
import { anywhere, mutationsOf } from '../sources/mutate.ts';
import { marked } from './laboratory.ts';
import { concept, P, RESTRICTED, sift, to } from './sifting.ts';

const people = [
  { resourceType: 'PractitionerRole', id: 'r', practitioner: to('Practitioner/d'), organization: to('Organization/o'), code: [concept('3')],
    telecom: [{ system: 'phone', value: '020', rank: '1', period: { end: '2020' } }] },
  { resourceType: 'Practitioner', id: 'd', name: [{ family: 'Okafor' }], telecom: [{ system: 'email', value: 'x', use: 'work' }] },
  { resourceType: 'Organization', id: 'o', name: 'Trust' },
];
const appointment = {
  resourceType: 'Appointment', id: 'a', status: 'booked', start: '2026-02-01T10:00:00Z', end: '2026-02-01T10:20:00Z', created: '2025',
  requestedPeriod: [{ start: '2026-01', end: '2026-03' }], serviceType: [concept('1')], cancelationReason: concept('pat'),
  participant: [{ actor: P }, { actor: to('PractitionerRole/r'), type: [concept('ATND')] }, { actor: to('Location/l') }, { actor: to('HealthcareService/h') }],
};

const record = {
  appointments: [
    appointment,
    { resourceType: 'Location', id: 'l', name: 'Clinic', telecom: [{ system: 'phone', value: '1' }], address: { line: ['x'], city: 'y' } },
    { resourceType: 'HealthcareService', id: 'h', name: 'Service' },
    ...people,
  ],
  'care-coordinator': [
    { resourceType: 'CareTeam', id: 't', status: 'active', name: 'Team', subject: P, period: { start: '2025' }, managingOrganization: [to('Organization/o')],
      participant: [{ member: to('PractitionerRole/r'), role: [concept('1'), { text: 'x' }], period: { end: '2025-06' }, onBehalfOf: to('Organization/o') }, { member: P }],
      telecom: [{ system: 'phone', value: '1' }] },
    { resourceType: 'EpisodeOfCare', id: 'e', status: 'active', patient: P, careManager: to('Practitioner/d'), type: [concept('2')], period: { start: '2025' } },
    { resourceType: 'Patient', id: 'p', meta: RESTRICTED, generalPractitioner: [to('Organization/o'), { identifier: { system: 'x', value: 'y' } }] },
    ...people,
  ],
  'community-mental-health': [
    { resourceType: 'Encounter', id: 'v', status: 'finished', subject: P, serviceType: concept('931801000000101'), type: [concept('270420001')],
      period: { start: '2025', end: '2026' }, appointment: [to('Appointment/a')], participant: [{ individual: to('PractitionerRole/r') }],
      extension: [{ url: 'Extension-UKCore-OutcomeOfAttendance', valueCodeableConcept: concept('2') }] },
    { resourceType: 'EpisodeOfCare', id: 'e', status: 'active', patient: P, type: [concept('89301000000108')], careManager: to('Practitioner/d'), team: [to('CareTeam/t')] },
    { resourceType: 'DocumentReference', id: 'n', status: 'current', subject: P, type: concept('371531000'), date: '2025', author: [to('Practitioner/d')],
      securityLabel: [concept('N')], context: { practiceSetting: concept('931801000000101'), period: { start: '2025' } },
      content: [{ attachment: { contentType: 'text/plain', data: 'eA==' } }] },
    appointment,
    ...people,
  ],
  'vital-signs': [
    { resourceType: 'Observation', id: 's', status: 'final', subject: P, ...marked('vital-signs'), code: concept('1'), valueQuantity: { value: '5' },
      hasMember: [to('Observation/m'), to('Observation/s')], performer: [to('PractitionerRole/r')], device: { display: 'x' }, bodySite: concept('2'),
      extension: [{ url: 'bodyPosition', valueCodeableConcept: concept('3') }], issued: '2025-01-01T00:00:00Z', effectiveDateTime: '2025' },
    { resourceType: 'Observation', id: 'm', status: 'final', subject: P, ...marked('vital-signs'), code: concept('4'),
      component: [{ code: concept('5'), valueQuantity: { value: '1', unit: 'mmHg' } }, { code: { text: 'x' } }] },
    ...people,
  ],
} as const;

/** Things that are right somewhere else, too. */
const strange = fc.oneof(
  anywhere,
  fc.constantFrom<unknown>('entered-in-error', 'Observation/s', '#c', 'Patient/p', P, to('Observation/m'), to('#'), concept('89301000000108'), RESTRICTED,
    { text: '\u0000' }, '2026-02-30', 'cancelled', 'noshow'),
);

for (const category of Object.keys(record) as (keyof typeof record)[]) {
  it(`mutated ${category} are sifted whatever they are`, () => {
    const mutated = mutationsOf<readonly unknown[]>(record[category], 4, strange);
    fc.assert(fc.property(mutated, (resources) => void sift(category, resources)), { numRuns: 500 });
  });
}
