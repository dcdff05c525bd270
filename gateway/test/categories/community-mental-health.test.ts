import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Entry } from '../../../api-spec/record.ts';
import { gateway, policyText, spySource } from '../house.ts';
import { about } from '../sources/about.ts';
import { concept, P, reasons, RESTRICTED, ruleOf, shown, sift, to } from './sifting.ts';

type Contact = Entry<'community-mental-health'>;

const NURSING = concept('931801000000101', 'Community nursing service');
const CMHT = concept('89301000000108', 'Community mental health team');
const CARDIOLOGY = concept('789718008', 'Cardiology service');
const PHYSIOTHERAPY = concept('722140001', 'Physiotherapy service');

const visit = (id: string, more: object = {}) =>
  ({ resourceType: 'Encounter', id, status: 'finished', subject: P, serviceType: NURSING, period: { start: '2025-11-20T10:00:00Z' }, ...more });
const episode = (id: string, more: object = {}) =>
  ({ resourceType: 'EpisodeOfCare', id, status: 'active', patient: P, type: [NURSING], ...more });
const paper = (id: string, more: object = {}) => ({
  resourceType: 'DocumentReference', id, status: 'current', subject: P, type: concept('371531000', 'Report of clinical encounter'),
  context: { practiceSetting: NURSING }, date: '2025-11-20', content: [], ...more,
});
const only = (...resources: object[]): Contact => sift('community-mental-health', resources).entries[0]!;

/** As a source of a community or mental health trust would be sifted. */
const inTrust = (careSetting: 'community' | 'mental-health', ...resources: object[]) =>
  ruleOf('community-mental-health').sift(resources as never, {
    category: 'community-mental-health', source: { ...about, careSetting }, may: (label) => label === 'N', now: new Date(0),
  });

describe('what is of a community or mental health service', () => {
  const kinds = ({ entries }: { entries: Contact[] }) => entries.map(({ kind, classifiedBy }) => `${kind}: ${classifiedBy}`);

  it('is told by its service, then by the kind of contact', () => {
    assert.deepEqual(
      kinds(sift('community-mental-health', [
        visit('nursing'),
        visit('team', { serviceType: CMHT }),
        visit('clinic', { serviceType: undefined, type: [concept('185232008', 'Seen in psychiatry clinic')] }),
        visit('service first', { serviceType: CMHT, type: [concept('384181000000102')] }),
        paper('paper', { context: { practiceSetting: CMHT } }),
        episode('episode'),
      ])).toSorted(),
      [
        'community: service type 931801000000101',
        'community: service type 931801000000101',
        'mental-health: contact type 185232008',
        'mental-health: service type 89301000000108',
        'mental-health: service type 89301000000108',
        'mental-health: type 371531000, service type 89301000000108',
      ],
    );
  });

  it('is the more protected of two', () => {
    assert.equal(only(episode('e', { type: [NURSING, CMHT] })).kind, 'mental-health');
    assert.equal(only(visit('v', { serviceType: { coding: [...NURSING.coding, ...CMHT.coding] } })).kind, 'mental-health');
  });

  it('is not what a hospital does, and not what nobody has classified', () => {
    const sifted = sift('community-mental-health', [
      visit('cardiology', { serviceType: CARDIOLOGY }),
      visit('physiotherapy', { serviceType: PHYSIOTHERAPY }),
      visit('unsaid', { serviceType: undefined }),
      visit('words', { serviceType: { text: 'Community nursing' } }),
      paper('paper', { context: undefined }),
      episode('episode', { type: [] }),
    ]);
    assert.deepEqual(sifted.entries, []);
    assert.ok(sifted.left.every(({ reason }) => reason === 'not-this-category'));
    assert.equal(sifted.uncoded, 0);
  });

  it('is everything that such a trust does, each by its service where that says more', () => {
    const everything = [visit('a', { serviceType: undefined }), visit('b', { serviceType: PHYSIOTHERAPY }), visit('c', { serviceType: CMHT })];
    assert.deepEqual(kinds(inTrust('mental-health', ...everything)), [
      'mental-health: source of a mental-health trust', 'community: service type 722140001', 'mental-health: service type 89301000000108',
    ]);
    assert.equal(kinds(inTrust('community', ...everything))[0], 'community: source of a community trust');
  });

  it('is never EMIS community, whoever passes it on', () => {
    const passedOn = visit('v', { meta: { source: 'https://connect.example/EMIS-Community/3' } });
    assert.deepEqual(reasons(sift('community-mental-health', [passedOn])), { v: 'not-this-category' });
    const rule = ruleOf('community-mental-health');
    const source = { ...about, system: 'EMIS Community', careSetting: 'community' as const };
    const sifted = rule.sift([visit('v'), episode('e'), paper('d')] as never, { category: 'community-mental-health', source, may: () => true, now: new Date(0) });
    assert.deepEqual(sifted.entries, []);
  });
});

describe('a contact', () => {
  it('is told with who saw the patient, what came of it, and nobody else who was there', () => {
    const entry = only(
      visit('v', {
        type: [concept('270420001', 'Seen in own home')],
        period: { start: '2025-11-20T10:00:00Z', end: '2025-11-20T10:35:00Z' },
        extension: [{
          url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-OutcomeOfAttendance',
          valueCodeableConcept: concept('2', 'Another appointment given', undefined, 'https://fhir.hl7.org.uk/CodeSystem/UKCore-OutcomeOfAttendanceEngland'),
        }],
        participant: [{ individual: to('Practitioner/d') }, { individual: to('RelatedPerson/m') }, { individual: { reference: 'RelatedPerson/n', display: 'A neighbour' } }],
      }),
      { resourceType: 'Practitioner', id: 'd', name: [{ text: 'Sister Tran' }] },
      { resourceType: 'RelatedPerson', id: 'm', patient: P, name: [{ text: 'Daughter' }] },
    );
    const { from, status, contactType, service, professionals, outcome, period, when, missed } = entry;
    assert.deepEqual(
      [from, status, contactType?.display, service?.display, professionals, outcome?.display, period, when, missed],
      ['encounter', 'finished', 'Seen in own home', 'Community nursing service', [{ name: 'Sister Tran' }], 'Another appointment given',
        { start: '2025-11-20T10:00:00Z', end: '2025-11-20T10:35:00Z' }, '2025-11-20T10:00:00Z', undefined],
    );
  });

  it('that nobody came to says so, from the appointment that led to it', () => {
    const appointment = (status: string) => ({ resourceType: 'Appointment', id: 'a', status, participant: [{ actor: P }] });
    const missed = (status: string) => only(visit('v', { status: 'cancelled', appointment: [to('Appointment/a')] }), appointment(status)).missed;
    assert.deepEqual([missed('noshow'), missed('cancelled')], [true, undefined]);
  });

  it('never has a status that nobody recorded', () => {
    assert.deepEqual([visit('v', { status: undefined }), episode('e', { status: 'odd' }), paper('d', { status: undefined })].map((one) => only(one).status),
      ['unknown', 'unknown', 'unknown']);
  });
});

describe('a document', () => {
  it('needs a code for its type; where it is of this category it is counted without', () => {
    const sifted = sift('community-mental-health', [paper('d', { type: { text: 'Notes' } })]);
    assert.deepEqual([sifted.uncoded, reasons(sifted)], [1, { d: 'uncoded' }]);
  });

  it('can be opened, and is sorted by the visit that it tells of', () => {
    const entry = only(paper('d', {
      context: { practiceSetting: NURSING, period: { start: '2025-11-19' } },
      description: 'Wound', author: [{ display: 'Sister Tran' }],
      content: [{ attachment: { contentType: 'text/plain', data: 'eA==', title: 'Assessment' } }],
    }));
    assert.deepEqual([entry.when, entry.recorded, entry.note, entry.professionals], ['2025-11-19', '2025-11-20', 'Wound', [{ name: 'Sister Tran' }]]);
    assert.deepEqual(entry.documents?.map(({ title, size }) => [title, size]), [['Assessment', 1]]);
  });

  it('is withheld by the label of the document itself, readable or not', () => {
    const label = (code: string, system = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality') => ({ securityLabel: [concept(code, undefined, undefined, system)] });
    const sifted = sift('community-mental-health', [
      paper('normal', label('N')), paper('restricted', label('R')), paper('foreign', label('N', 'urn:local')),
      paper('words', { securityLabel: [{ text: 'sealed' }] }), paper('meta', { meta: RESTRICTED }),
    ]);
    assert.deepEqual([shown(sifted), sifted.withheld], [['normal'], true]);
  });
});

describe('the order of contacts', () => {
  it('is the open caseloads first, then the latest, and last what was replaced', () => {
    const { entries } = sift('community-mental-health', [
      visit('old', { period: { start: '2020' } }), paper('replaced', { status: 'superseded', date: '2025-12-31' }), visit('new'),
      episode('closed', { status: 'finished', period: { start: '2021' } }), episode('open', { period: { start: '2019' } }),
    ]);
    const ids = entries.toSorted(ruleOf('community-mental-health').order).map(({ id }) => id.split('.')[2]);
    assert.deepEqual(ids, ['open', 'new', 'closed', 'old', 'replaced']);
  });
});

describe('a role that may see community services alone', () => {
  it('is told that something is withheld, and is neither shown nor told how much', async () => {
    const policy = policyText.replace('community-mental-health: { labels', 'community-mental-health: { kinds: [community], labels');
    const resources = [visit('c'), visit('m', { serviceType: CMHT }), visit('n', { serviceType: CMHT })] as never;
    const house = await gateway([spySource('northbridge', { resources })], { policy });
    const { body } = await house.ask('/v1/record/community-mental-health');
    assert.deepEqual(body.entries.map(({ kind }: Contact) => kind), ['community']);
    assert.deepEqual([body.total, body.completeness, body.sources[0].withheld, body.sources[0].uncoded], [1, 'partial', true, 0]);
    assert.doesNotMatch(JSON.stringify(body), /mental health team|89301000000108/);
    const all = await gateway([spySource('northbridge', { resources })]);
    assert.equal((await all.ask('/v1/record/community-mental-health')).body.total, 3);
  });
});
