import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Entry } from '../../../api-spec/record.ts';
import { readJson } from '../../sources/json.ts';
import { createShelf } from '../../sources/shelf.ts';
import { about, soon } from '../sources/about.ts';
import { anywhere, mutationsOf } from '../sources/mutate.ts';
import { concept, P, reasons, RESTRICTED, ruleOf, shown, sift, siftDocuments, to } from './sifting.ts';

const V3 = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const UKCORE = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-';
const VERIFICATION = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';

const encounter = (id: string, more: object = {}) => ({
  resourceType: 'Encounter',
  id,
  subject: P,
  status: 'finished',
  class: { system: V3, code: 'IMP', display: 'inpatient encounter' },
  ...more,
});
const condition = (id: string, more: object = {}) => ({ resourceType: 'Condition', id, subject: P, code: concept('22298006', 'Myocardial infarction'), ...more });
const only = (resource: object, ...others: object[]): Entry<'encounters'> => sift('encounters', [resource, ...others]).entries[0]!;

describe('an encounter', () => {
  it('is told in full, with its diagnoses, places and people', () => {
    const entry = only(
      encounter('e', {
        type: [concept('185212007', 'Seen in hospital ward')],
        serviceType: concept('789718008', 'Cardiology service'),
        period: { start: '2025-09-12T19:20:00+01:00', end: '2025-09-21' },
        reasonCode: [concept('29857009', 'Chest pain')],
        reasonReference: [to('Condition/c')],
        diagnosis: [{ condition: to('Condition/c'), use: { text: 'Discharge diagnosis' }, rank: '1' }, { condition: { display: 'Anaemia' } }],
        location: [{ location: to('Location/l') }, { location: { display: 'Ward 4' } }],
        participant: [{ type: [{ text: 'attender' }], individual: to('Practitioner/d') }, { individual: { display: 'Night team' } }],
        hospitalization: {
          extension: [{ url: `${UKCORE}AdmissionMethod`, valueCodeableConcept: { text: 'Emergency admission' } }],
          admitSource: { text: 'Usual place of residence' },
          dischargeDisposition: { text: 'Care home' },
        },
        extension: [{ url: `${UKCORE}DischargeMethod`, valueCodeableConcept: { text: 'Discharged on clinical advice' } }],
      }),
      condition('c', { verificationStatus: concept('provisional', undefined, undefined, VERIFICATION) }),
      { resourceType: 'Location', id: 'l', name: 'Coronary care', telecom: [{ system: 'phone', value: '020 7946 0100' }], address: { line: ['1 Lock Lane'], city: 'Northbridge' } },
      { resourceType: 'Practitioner', id: 'd', name: [{ family: 'Okafor' }] },
    );
    assert.deepEqual(entry, {
      id: 'northbridge.Encounter.e',
      status: 'finished',
      class: { system: V3, code: 'IMP', display: 'inpatient encounter' },
      types: [{ display: 'Seen in hospital ward', system: 'http://snomed.info/sct', code: '185212007' }],
      service: { display: 'Cardiology service', system: 'http://snomed.info/sct', code: '789718008' },
      period: { start: '2025-09-12T19:20:00+01:00', end: '2025-09-21' },
      reasons: [
        { display: 'Chest pain', system: 'http://snomed.info/sct', code: '29857009' },
        { display: 'Myocardial infarction', system: 'http://snomed.info/sct', code: '22298006' },
      ],
      diagnoses: [
        {
          condition: { display: 'Myocardial infarction', system: 'http://snomed.info/sct', code: '22298006' },
          verification: 'provisional',
          use: { display: 'Discharge diagnosis' },
          rank: 1,
        },
        { condition: { display: 'Anaemia' } },
      ],
      locations: [{ name: 'Coronary care', address: '1 Lock Lane, Northbridge', telephone: '020 7946 0100' }, { name: 'Ward 4' }],
      admittedFrom: { display: 'Usual place of residence' },
      admissionMethod: { display: 'Emergency admission' },
      dischargedTo: { display: 'Care home' },
      dischargeMethod: { display: 'Discharged on clinical advice' },
      participants: [{ name: 'OKAFOR', role: 'attender' }, { name: 'Night team' }],
      when: '2025-09-12T19:20:00+01:00',
      recorded: null,
      source: { odsCode: 'XQ1', name: 'Northbridge University Hospitals', system: 'Invented records' },
    });
  });

  it('needs no code but its type, and has no date, class or end that nobody sent', () => {
    const sifted = sift('encounters', [{ resourceType: 'Encounter', id: 'e', subject: P, status: 'nonsense' }]);
    const [entry] = sifted.entries;
    assert.deepEqual([sifted.uncoded, entry!.status, entry!.when, entry!.period, entry!.class], [0, 'unknown', null, {}, undefined]);
  });

  it('keeps its class however it was written', () => {
    assert.deepEqual(only(encounter('e', { class: { system: V3, code: 'EMER' } })).class, { system: V3, code: 'EMER', display: 'EMER' });
    assert.deepEqual(only(encounter('e', { class: concept('AMB', 'ambulatory', undefined, V3) })).class, { system: V3, code: 'AMB', display: 'ambulatory' });
    assert.deepEqual(only(encounter('e', { class: { code: 'HH' } })).class, { display: 'HH' });
    assert.deepEqual(only(encounter('e', { class: 'inpatient' })).class, { display: 'inpatient' });
  });

  it('has no diagnosis that was refuted, withdrawn or may not be seen, nor its name', () => {
    const of = (more: object) =>
      sift('encounters', [encounter('e', { diagnosis: [{ condition: { ...to('Condition/c'), display: 'A secret' } }] }), condition('c', more)]);
    for (const code of ['entered-in-error', 'refuted']) assert.deepEqual(of({ verificationStatus: concept(code, undefined, undefined, VERIFICATION) }).entries[0]!.diagnoses, []);
    const withheld = of({ meta: RESTRICTED });
    assert.deepEqual([withheld.entries[0]!.diagnoses, withheld.withheld], [[], true]);
    assert.equal(JSON.stringify(withheld.entries).includes('secret'), false);
    assert.equal(of({ code: undefined }).entries[0]!.diagnoses[0]!.condition.display, 'A secret');
  });

  it('that is part of another names it, if that one is an entry as well', () => {
    const part = (...others: object[]) => sift('encounters', [encounter('part', { partOf: to('Encounter/whole') }), ...others]).entries.find(({ id }) => id.endsWith('part'))!.partOf;
    assert.equal(part(encounter('whole')), 'northbridge.Encounter.whole');
    assert.equal(part(), undefined);
    assert.equal(part(encounter('whole', { status: 'entered-in-error' })), undefined);
    assert.equal(part(encounter('whole', { meta: RESTRICTED })), undefined);
    assert.equal(only(encounter('e', { partOf: to('Encounter/e') })).partOf, undefined);
  });

  it('is left out when entered in error or restricted, and a place that is restricted has no name', () => {
    const sifted = sift('encounters', [
      encounter('wrong', { status: 'entered-in-error' }),
      encounter('restricted', { meta: RESTRICTED }),
      encounter('e', { location: [{ location: { ...to('Location/l'), display: 'Refuge' } }] }),
      { resourceType: 'Location', id: 'l', name: 'Refuge', meta: RESTRICTED },
    ]);
    assert.deepEqual(shown(sifted), ['e']);
    assert.deepEqual(reasons(sifted), { wrong: 'entered-in-error', restricted: 'withheld', l: 'withheld' });
    assert.deepEqual(sifted.entries[0]!.locations, []);
  });
});

describe('the order of encounters', () => {
  it('is what was never closed, then the newest; an end closes whatever the status says', () => {
    const at = (id: string, start: string | undefined, more: object = {}) => encounter(id, { period: { start }, ...more });
    const entries = sift('encounters', [
      at('old', '2001'),
      at('new', '2025-11-01'),
      at('undated', undefined),
      at('planned', '2026-03-01', { status: 'planned' }),
      at('open', '2019-04-01', { status: 'in-progress' }),
      at('arrived', '2025-12-31', { status: 'arrived' }),
      encounter('closed', { status: 'in-progress', period: { start: '2018', end: '2018-02' } }),
    ]).entries;
    const { order } = ruleOf('encounters');
    const ids = entries.toSorted(order).map(({ id }) => id.split('.')[2]);
    assert.deepEqual(ids, ['arrived', 'open', 'planned', 'new', 'closed', 'old', 'undated']);
  });
});

describe('whatever stands anywhere in it', () => {
  const whole = [
    encounter('e', {
      partOf: to('Encounter/w'), type: [concept('1')], period: { start: '2020', end: '2021' }, diagnosis: [{ condition: to('Condition/c'), rank: '1' }],
      location: [{ location: to('Location/l') }], participant: [{ individual: to('Practitioner/d'), type: [concept('2')] }],
      hospitalization: { admitSource: concept('3'), extension: [{ url: `${UKCORE}AdmissionMethod`, valueCodeableConcept: concept('4') }] },
    }),
    encounter('w', { partOf: to('Encounter/e') }),
    condition('c'),
    { resourceType: 'Location', id: 'l', name: 'x', address: { line: ['x'] } },
    { resourceType: 'Practitioner', id: 'd', name: [{ text: 'x' }] },
  ];
  it('is sifted without harm', () => {
    fc.assert(fc.property(mutationsOf<readonly unknown[]>(whole, 4, anywhere), (resources) => void sift('encounters', resources)), { numRuns: 1000 });
  });
});

const data = new URL('../../../../shared/data/', import.meta.url);
const skip = existsSync(data) ? false : 'no ../shared/data';
const read = (file: string) => readJson(readFileSync(new URL(file, data), 'utf8'));

describe('published encounters', { skip }, () => {
  it('of UK Core: a stay with how it began and ended', async () => {
    const names = ['UKCore-Encounter-InpatientEncounter-Example', 'UKCore-Location-CardiologySJUH-Example', 'UKCore-Practitioner-ConsultantSandraGose-Example'];
    const { entries } = await siftDocuments('encounters', names.map((name) => read(`ukcore-examples/${name}.json`)), 'UKCore-Patient-RichardSmith-Example');
    const [stay] = entries;
    assert.deepEqual([stay!.admissionMethod?.display, stay!.dischargeMethod?.code, stay!.participants[0]?.name], ['Elective Admission: Planned', '1', 'GOSE, Sandra (Mrs)']);
    assert.match(stay!.dischargedTo!.display, /^Usual place of residence/);
    assert.equal(stay!.locations.length, 1);
  });

  it('of Synthea are all there, each with the class that it was sent', async () => {
    for (const name of readdirSync(new URL('synthea-r4/', data)).filter((file) => file.endsWith('.json'))) {
      const shelf = createShelf(about);
      const bundle = read(`synthea-r4/${name}`) as { entry: { resource: { resourceType: string; class?: { code: string } } }[] };
      shelf.add(bundle);
      const { resources } = await shelf.search(shelf.patients()[0]!.id, ruleOf('encounters').searches, soon());
      const sifted = sift('encounters', resources);
      const sent = bundle.entry.filter(({ resource }) => resource.resourceType === 'Encounter').map(({ resource }) => resource.class!.code);
      assert.deepEqual(sifted.entries.map((entry) => entry.class!.code).toSorted(), sent.toSorted());
      assert.deepEqual([sifted.unreadable, sifted.complete], [0, true]);
    }
  });
});
