import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Entry } from '../../../api-spec/record.ts';
import { createShelf } from '../../sources/shelf.ts';
import { about, patient } from '../sources/about.ts';
import { concept, P, reasons, RESTRICTED, ruleOf, shown, sift, to } from './sifting.ts';

// The clock of these tests stands at midnight, UTC and London, of 1 January 2026.
const appointment = (id: string, more: object = {}) => ({
  resourceType: 'Appointment',
  id,
  status: 'booked',
  start: '2026-02-01T10:00:00Z',
  participant: [{ actor: P, status: 'accepted' }],
  ...more,
});
const only = (resource: object, ...others: object[]): Entry<'appointments'> =>
  sift('appointments', [resource, ...others]).entries[0]!;
const attender = { type: [concept('ATND', undefined, undefined, 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType')] };

describe('an appointment', () => {
  it('is told in full: when, where, how, with whom and what the patient was told', () => {
    const entry = only(
      appointment('a', {
        extension: [{
          url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeliveryChannel',
          valueCodeableConcept: concept('In-person', 'In person', undefined, 'https://fhir.hl7.org.uk/CodeSystem/UKCore-DeliveryChannel'),
        }],
        serviceType: [concept('893431000000109', 'Trauma and orthopaedics service')],
        specialty: [{ text: 'Orthopaedics' }],
        appointmentType: { text: 'Follow-up' },
        reasonCode: [{ text: 'Wrist' }],
        end: '2026-02-01T10:20:00Z',
        created: '2025-12-24',
        description: 'Six weeks',
        comment: 'Ring twice',
        patientInstruction: 'Bring your medicines.',
        participant: [
          { actor: P },
          { actor: to('PractitionerRole/r') },
          { actor: to('Location/l') },
          { actor: to('RelatedPerson/m') },
          { actor: { display: 'Sister Tran' }, ...attender },
        ],
      }),
      { resourceType: 'PractitionerRole', id: 'r', practitioner: to('Practitioner/d'), code: [{ text: 'Consultant' }] },
      { resourceType: 'Practitioner', id: 'd', name: [{ text: 'Dr Okafor' }] },
      { resourceType: 'Location', id: 'l', name: 'Fracture clinic', telecom: [{ system: 'phone', value: '020 7946 0118' }],
        address: { line: ['Lock Lane'], city: 'Northbridge', postalCode: 'ZZ99 1AB' } },
      { resourceType: 'RelatedPerson', id: 'm', name: [{ text: 'Mother' }] },
    );
    assert.deepEqual(entry.location, { name: 'Fracture clinic', address: 'Lock Lane, Northbridge, ZZ99 1AB', telephone: '020 7946 0118' });
    assert.deepEqual(entry.clinicians, [{ name: 'Dr Okafor', role: 'Consultant' }, { name: 'Sister Tran' }]);
    const { status, when, end, recorded, channel, service, specialty, type, reasons: why, instruction, note } = entry;
    assert.deepEqual(
      [status, when, end, recorded, channel?.display, service?.display, specialty?.display, type?.display, why, instruction, note],
      ['booked', '2026-02-01T10:00:00Z', '2026-02-01T10:20:00Z', '2025-12-24', 'In person', 'Trauma and orthopaedics service',
        'Orthopaedics', 'Follow-up', [{ display: 'Wrist' }], 'Bring your medicines.', 'Six weeks\nRing twice'],
    );
  });

  it('keeps its own status, and without one that FHIR knows it is not read as booked', () => {
    const statuses = ['proposed', 'pending', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow', 'checked-in', 'waitlist'];
    const sifted = sift('appointments', statuses.map((status) => appointment(status, { status })));
    assert.deepEqual(sifted.entries.map(({ status }) => status), statuses);
    const odd = sift('appointments', [appointment('none', { status: undefined }), appointment('odd', { status: 'confirmed' })]);
    assert.deepEqual([odd.entries, odd.unreadable], [[], 2]);
    assert.deepEqual(reasons(sift('appointments', [appointment('e', { status: 'entered-in-error' })])), { e: 'entered-in-error' });
  });

  it('says why it was cancelled', () => {
    const cancelationReason = concept('prov', 'Provider', 'Clinic closed', 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason');
    assert.equal(only(appointment('a', { status: 'cancelled', cancelationReason })).cancellation!.display, 'Clinic closed (Provider)');
    assert.equal(only(appointment('a', { status: 'cancelled' })).cancellation, undefined);
  });

  it('is withheld by its label', () => {
    const sifted = sift('appointments', [appointment('r', { meta: RESTRICTED })]);
    assert.deepEqual([sifted.entries, sifted.withheld], [[], true]);
  });
});

describe('the day of an appointment', () => {
  const at = (now: string, ...more: object[]) =>
    shown(ruleOf('appointments').sift(
      more.map((one, index) => appointment(`${index}`, one)) as never,
      { category: 'appointments', source: about, may: () => true, now: new Date(now) },
    ));

  it('is kept to its end, and then over', () => {
    const mine = { start: '2026-01-10T09:00:00Z', end: '2026-01-10T09:20:00Z' };
    assert.deepEqual(at('2026-01-10T23:59:59Z', mine), ['0']);
    assert.deepEqual(at('2026-01-11T00:00:00Z', mine), []);
  });

  it('is London’s: in summer it begins an hour before that of UTC', () => {
    const late = { start: '2026-07-01T22:30:00Z' }; // 23:30 on the first
    assert.deepEqual(at('2026-07-01T22:59:00Z', late), ['0']);
    assert.deepEqual(at('2026-07-01T23:00:00Z', late), []);
    const small = { start: '2026-07-01T23:30:00Z' }; // 00:30 on the second
    assert.deepEqual(at('2026-07-02T12:00:00Z', small), ['0']);
    // The clocks go back on 25 October 2026: that day has 25 hours.
    const autumn = { start: '2026-10-25T00:30:00Z' };
    assert.deepEqual(at('2026-10-25T23:59:00Z', autumn), ['0']);
    assert.deepEqual(at('2026-10-26T00:00:00Z', autumn), []);
  });

  it('may be the day on which it ends; and a month is over when it is', () => {
    assert.deepEqual(at('2026-01-10T08:00:00Z', { start: '2026-01-09T20:00:00Z', end: '2026-01-10T07:00:00Z' }), ['0']);
    assert.deepEqual(at('2026-01-31T12:00:00Z', { start: '2026-01' }, { start: '2025-12' }), ['0']);
  });

  it('is not known yet for what is asked or waited for, and no such wish runs out', () => {
    const past = { start: undefined, requestedPeriod: [{ start: '2025-01-01', end: '2025-03-01' }] };
    assert.deepEqual(
      at('2026-01-10T08:00:00Z', { ...past, status: 'waitlist' }, { ...past, status: 'proposed' }, { ...past, status: 'cancelled' }),
      ['0', '1'],
    );
    const entry = only(appointment('w', { ...past, status: 'waitlist' }));
    assert.deepEqual([entry.when, entry.requested], [null, { start: '2025-01-01', end: '2025-03-01' }]);
  });

  it('orders them: the soonest first, what has no date after it, what will not take place last', () => {
    const { entries } = sift('appointments', [
      appointment('cancelled', { status: 'cancelled', start: '2026-01-02T10:00:00Z' }),
      appointment('later', { start: '2026-03-01T10:00:00Z' }),
      appointment('waiting', { status: 'waitlist', start: undefined }),
      // An hour earlier than it looks.
      appointment('abroad', { start: '2026-02-01T10:30:00+01:00' }),
      appointment('sooner'),
    ]);
    const { order } = ruleOf('appointments');
    const ids = (all: typeof entries) => all.toSorted(order).map(({ id }) => id.split('.')[2]);
    assert.deepEqual(ids(entries), ['abroad', 'sooner', 'later', 'waiting', 'cancelled']);
    assert.deepEqual(ids(entries.toReversed()), ids(entries));
  });
});

describe('an appointment of several patients', () => {
  const group = appointment('g', {
    participant: [
      { actor: P },
      { actor: { reference: 'Patient/q', display: 'Somebody Else' } },
      { actor: { display: 'Another Person' } },
      { actor: to('RelatedPerson/x') },
      { actor: { reference: 'Practitioner/d', display: 'Dr Okafor' } },
      { actor: { display: 'Sister Tran' }, ...attender },
    ],
  });

  it('names its professionals and nobody else', () => {
    assert.deepEqual(only(group).clinicians, [{ name: 'Dr Okafor' }, { name: 'Sister Tran' }]);
    assert.doesNotMatch(JSON.stringify(only(group)), /Else|Another/);
  });

  it('is each patient’s, and nobody’s who does not take part', async () => {
    const shelf = createShelf(about);
    shelf.add({
      resourceType: 'Bundle',
      type: 'collection',
      entry: ['p', 'q', 'z'].map((id) => ({ resource: patient(id) })).concat([{ resource: group as never }]),
    });
    const of = async (id: string) => (await shelf.search(id, ruleOf('appointments').searches, AbortSignal.timeout(5000))).resources;
    // And with it no other patient comes along.
    assert.deepEqual((await of('p')).map(({ id }) => id), ['g']);
    assert.deepEqual((await of('q')).map(({ id }) => id), ['g']);
    assert.deepEqual(await of('z'), []);
  });
});
