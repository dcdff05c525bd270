import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Entry } from '../../../api-spec/record.ts';
import { doctor, gateway, larkfield, PATIENT, spySource } from '../house.ts';
import { concept, P, reasons, RESTRICTED, ruleOf, sift, to } from './sifting.ts';

type Coordinator = Entry<'care-coordinator'>;

// The clock of these tests stands at 1 January 2026.
const team = (id: string, participant: object[], more: object = {}) =>
  ({ resourceType: 'CareTeam', id, status: 'active', name: 'Frailty team', subject: P, participant, ...more });
const episode = (id: string, more: object = {}) =>
  ({ resourceType: 'EpisodeOfCare', id, status: 'active', patient: P, careManager: { display: 'Sister Tran' }, ...more });
const registered = (...links: object[]) => ({ resourceType: 'Patient', id: 'p', generalPractitioner: links });
const ODS = 'https://fhir.nhs.uk/Id/ods-organization-code';
const practice = { type: 'Organization', identifier: { system: ODS, value: 'XQ4' }, display: 'Larkfield Road Surgery' };
const named = (name: string, more: object = {}) => ({ member: { display: name }, ...more });

const all = (...resources: object[]) => sift('care-coordinator', resources).entries;
const only = (...resources: object[]): Coordinator => all(...resources)[0]!;

describe('a care team', () => {
  it('gives every one of its members, each with role, organisation and how they are reached at work', () => {
    const entries = all(
      team('t', [
        { member: to('PractitionerRole/r'), role: [{ text: 'Care coordinator' }], period: { start: '2025-03' } },
        { member: to('Practitioner/d') },
        { member: to('Organization/o') },
        named('Bryony Adlington', { role: [{ text: 'Key worker' }], onBehalfOf: { display: 'Millmead Borough Council' } }),
      ], { period: { start: '2025' } }),
      { resourceType: 'PractitionerRole', id: 'r', practitioner: to('Practitioner/d'), organization: to('Organization/o'),
        code: [concept('1', 'Community Nurse')], telecom: [{ system: 'phone', value: '020 1', rank: '2' }, { system: 'phone', value: '020 0', rank: '1' }] },
      { resourceType: 'Practitioner', id: 'd', name: [{ text: 'Ms Boateng' }],
        telecom: [{ system: 'phone', use: 'home', value: 'home' }, { system: 'email', value: 'b@heathway.example' }] },
      { resourceType: 'Organization', id: 'o', name: 'Heathway', telecom: [{ system: 'phone', use: 'old', value: 'old' }, { system: 'phone', value: '020 2' }] },
    );
    assert.deepEqual(
      entries.map(({ id, name, role, organisation, telephone, email }) => [id.split('.').slice(2).join('.'), name, role?.display, organisation, telephone, email]),
      [
        ['t.1', 'Ms Boateng', 'Care coordinator', 'Heathway', '020 0', 'b@heathway.example'],
        ['t.2', 'Ms Boateng', undefined, undefined, undefined, 'b@heathway.example'],
        ['t.3', undefined, undefined, 'Heathway', '020 2', undefined],
        ['t.4', 'Bryony Adlington', 'Key worker', 'Millmead Borough Council', undefined, undefined],
      ],
    );
    assert.deepEqual([entries[0]!.when, entries[0]!.team, entries[1]!.period], ['2025-03', 'Frailty team', { start: '2025' }]);
  });

  it('does not name the patient as somebody to turn to, and gives no relative’s numbers', () => {
    const entries = all(
      team('t', [{ member: P }, { member: to('RelatedPerson/m'), role: [{ text: 'Main carer' }] }]),
      { resourceType: 'RelatedPerson', id: 'm', patient: P, name: [{ text: 'Efua' }], telecom: [{ system: 'phone', value: '020 9' }] },
    );
    assert.deepEqual(entries.map(({ id, name, telephone }) => [id.split('.')[3], name, telephone]), [['2', 'Efua', undefined]]);
  });

  it('is given itself where it names nobody', () => {
    const entry = only(team('t', [], { name: 'Social work', telecom: [{ system: 'phone', value: '020 3' }] }));
    assert.deepEqual([entry.name, entry.team, entry.telephone], [undefined, 'Social work', '020 3']);
  });

  it('says of a member who did not arrive that something is missing', () => {
    const sifted = sift('care-coordinator', [team('t', [{ member: to('Practitioner/gone') }, named('Sister Tran')])]);
    assert.deepEqual([sifted.entries.length, sifted.complete], [1, false]);
  });

  it('keeps who is no longer in charge, and says so, whatever the status says', () => {
    const status = (more: object, member: object = {}) => only(team('t', [named('x', member)], more)).status;
    assert.equal(status({}), 'active');
    assert.equal(status({ status: 'inactive' }), 'inactive');
    assert.equal(status({ status: 'suspended' }), 'suspended');
    assert.equal(status({ status: undefined }), 'unknown');
    assert.equal(status({ period: { end: '2025-12-31' } }), 'inactive');
    assert.equal(status({ period: { end: '2026-01' } }), 'active');
    assert.equal(status({}, { period: { start: '2025', end: '2025-06' } }), 'inactive');
    assert.deepEqual(reasons(sift('care-coordinator', [team('t', [named('x')], { status: 'entered-in-error' })])), { t: 'entered-in-error' });
  });
});

describe('an episode of care', () => {
  it('gives its care manager, and nobody where there is none', () => {
    const entry = only(episode('e', { type: [{ text: 'Community nursing' }], period: { start: '2025-05-01' }, managingOrganization: { display: 'Heathway' } }));
    assert.deepEqual(
      [entry.id, entry.from, entry.name, entry.organisation, entry.team, entry.status, entry.when],
      ['northbridge.EpisodeOfCare.e.1', 'episode-of-care', 'Sister Tran', 'Heathway', 'Community nursing', 'active', '2025-05-01'],
    );
    assert.deepEqual(reasons(sift('care-coordinator', [episode('e', { careManager: undefined })])), { e: 'not-this-category' });
  });

  it('is over when it has ended', () => {
    const status = (more: object) => only(episode('e', more)).status;
    assert.equal(status({ status: 'finished' }), 'finished');
    assert.equal(status({ period: { end: '2025-12-30' } }), 'finished');
    assert.equal(status({ status: 'cancelled', period: { end: '2025-12-30' } }), 'cancelled');
    assert.equal(status({ status: 'onhold' }), 'onhold');
  });
});

describe('the registered practice', () => {
  it('is an entry by its ODS code alone, and every further one as well', () => {
    const entries = all(registered(practice, { identifier: { system: ODS, value: 'XQ9' } }, { display: 'Dr Rao', type: 'Practitioner' }));
    assert.deepEqual(
      entries.map(({ id, from, organisation, name, status }) => [id.split('.')[3], from, organisation, name, status]),
      [
        ['1', 'general-practitioner', 'Larkfield Road Surgery', undefined, 'active'],
        ['2', 'general-practitioner', 'XQ9', undefined, 'active'],
        ['3', 'general-practitioner', undefined, 'Dr Rao', 'active'],
      ],
    );
    assert.deepEqual(reasons(sift('care-coordinator', [{ resourceType: 'Patient', id: 'p' }])), { p: 'not-this-category' });
  });

  it('of a restricted patient is given to nobody, not even to who may see the restricted', () => {
    const sifted = sift('care-coordinator', [{ ...registered(practice), meta: RESTRICTED }], () => true);
    assert.deepEqual([sifted.entries, sifted.withheld, sifted.restricted], [[], true, true]);
  });

  it('is not given away by another source than the one that restricts it', async () => {
    const house = await gateway([
      spySource('northbridge', { resources: [{ ...registered(practice), meta: RESTRICTED }] }),
      spySource('larkfield', { organisation: larkfield, resources: [registered(practice), team('t', [named('Dr Rao')])] as never }),
    ]);
    const { body } = await house.ask('/v1/record/care-coordinator', { who: { ...doctor, patient: PATIENT } });
    assert.deepEqual(body.entries.map(({ name }: Coordinator) => name), ['Dr Rao']);
    assert.deepEqual(body.sources.map(({ withheld }: { withheld: boolean }) => withheld), [true, true]);
    assert.doesNotMatch(JSON.stringify(body.entries), /general-practitioner/);
  });
});

describe('the order of whom to turn to', () => {
  it('is who is in charge now, the practice after the teams, and last who no longer is', () => {
    const entries = all(
      registered(practice),
      episode('e'),
      team('ended', [named('a')], { status: 'inactive', period: { start: '2025-12' } }),
      team('old', [named('b')], { period: { start: '2019' } }),
      team('new', [named('c')], { period: { start: '2025' } }),
    );
    const ids = entries.toSorted(ruleOf('care-coordinator').order).map(({ id }) => id.split('.')[2]);
    assert.deepEqual(ids, ['new', 'old', 'e', 'p', 'ended']);
  });
});
