import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Entry } from '../../../api-spec/record.ts';
import { claimantOf, type DocumentCategory } from '../../categories/documents.ts';
import { classes, types } from '../../categories/documents-codes.ts';
import { Holdings } from '../../categories/holdings.ts';
import { rules } from '../../categories/index.ts';
import type { Resource } from '../../sources/source.ts';
import { about } from '../sources/about.ts';
import { concept, LOINC, P, reasons, RESTRICTED, shown, sift, siftDocuments, SNOMED, to } from './sifting.ts';

const CATEGORIES = [
  'assessments', 'care-plans', 'community-mental-health', 'correspondence', 'miscellaneous-reports', 'progress-notes',
] as const satisfies readonly DocumentCategory[];

const pdf = { contentType: 'application/pdf', data: 'JVBERi0=' };
const document = (id: string, type: object | undefined, more: object = {}) => ({
  resourceType: 'DocumentReference',
  id,
  subject: P,
  status: 'current',
  ...(type && { type }),
  content: [{ attachment: pdf }],
  ...more,
});
const encounter = (id: string, code: string, more: object = {}) => ({
  resourceType: 'Encounter', id, subject: P, class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code }, ...more,
});
const setting = (code: string) => ({ context: { practiceSetting: concept(code) } });

/** What the rule of every category makes of these resources. */
function claim(resource: object, ...others: object[]) {
  const all = [resource, ...others];
  const holdings = new Holdings(all as Resource[], {
    category: 'correspondence', source: about, may: () => true, now: new Date(0),
  });
  const { category, kind, classifiedBy } = claimantOf(resource as Resource, holdings);
  for (const each of CATEGORIES) {
    const own = sift(each, all).entries.filter(({ id }) => id.includes('DocumentReference'));
    assert.equal(own.length, each === category ? 1 : 0, `${each} of a document of ${category}`);
  }
  return [category, kind, classifiedBy];
}

describe('a document is claimed', () => {
  const cases: [what: string, resources: [object, ...object[]], claim: [DocumentCategory, string | undefined, string]][] = [
    ['by its type', [document('d', concept('824331000000106'))], ['correspondence', 'inpatient-discharge', 'type 824331000000106']],
    ['by a type of LOINC', [document('d', concept('11506-3', '', '', LOINC))], ['progress-notes', undefined, 'type 11506-3']],
    ['as a care plan', [document('d', concept('1382601000000107'))], ['care-plans', undefined, 'type 1382601000000107']],
    ['as an assessment', [document('d', concept('325931000000109'))], ['assessments', undefined, 'type 325931000000109']],
    ['by its category, where its type is its source’s own',
      [document('d', concept('RESP', 'ReSPECT', '', 'https://own.example'), { category: [concept('734163000')] })],
      ['care-plans', undefined, 'type 734163000']],
    ['as a discharge of whichever stay its encounter was',
      [document('d', concept('373942005'), { context: { encounter: [to('Encounter/e')] } }), encounter('e', 'EMER')],
      ['correspondence', 'emergency-discharge', 'type 373942005, class EMER']],
    ['as an inpatient discharge, where nothing says which', [document('d', concept('373942005'))],
      ['correspondence', 'inpatient-discharge', 'type 373942005']],
    ['as a letter, by the class of its encounter',
      [document('d', concept('823751000000102'), { context: { encounter: [to('Encounter/e')] } }), encounter('e', 'AMB')],
      ['correspondence', 'outpatient-letter', 'type 823751000000102, class AMB']],
    ['as a letter, by its service', [document('d', concept('823751000000102'), setting('789718008'))],
      ['correspondence', 'outpatient-letter', 'type 823751000000102, service 789718008']],
    ['as a letter of an emergency service', [document('d', concept('823751000000102'), setting('310000008'))],
      ['correspondence', 'emergency-discharge', 'type 823751000000102, service 310000008']],
    ['by a community service, where its type says no more', [document('d', concept('823751000000102'), setting('931801000000101'))],
      ['community-mental-health', 'community', 'type 823751000000102, service type 931801000000101']],
    ['by the service of its encounter',
      [document('d', concept('38651000000103'), { context: { encounter: [to('Encounter/e')] } }), encounter('e', 'AMB', { serviceType: concept('788002001') })],
      ['community-mental-health', 'mental-health', 'type 38651000000103, service type 788002001']],
    ['by its type even in such a service', [document('d', concept('736253002'), setting('788002001'))], ['care-plans', undefined, 'type 736253002']],
    ['as a report, whatever its encounter was',
      [document('d', concept('371525003'), { context: { encounter: [to('Encounter/e')] } }), encounter('e', 'IMP')],
      ['miscellaneous-reports', undefined, 'type 371525003']],
    ['as a miscellaneous report, where nothing else claims it', [document('d', concept('X1', 'Form', '', 'https://own.example'))],
      ['miscellaneous-reports', undefined, 'unclaimed: type X1']],
    ['not by a code of another system', [document('d', concept('373942005', 'Own', '', 'https://own.example'))],
      ['miscellaneous-reports', undefined, 'unclaimed: type 373942005']],
  ];
  for (const [what, [resource, ...others], expected] of cases) {
    it(what, () => assert.deepEqual(claim(resource, ...others), expected));
  }

  it('by exactly one category, whatever its type, service, encounter, label or status', () => {
    const code = fc.oneof(fc.constantFrom(...types.keys()), fc.constantFrom('99', '', 'TBC'));
    const concepts = fc.record({ system: fc.constantFrom(SNOMED, LOINC, 'https://own.example'), code }, { noNullPrototype: true });
    const made = fc.record({
      types: fc.array(concepts, { maxLength: 2 }),
      category: fc.array(concepts, { maxLength: 1 }),
      setting: fc.option(fc.constantFrom('931801000000101', '89301000000108', '789718008', '788007007', '310000008')),
      class: fc.option(fc.constantFrom(...classes.keys(), 'HH', '')),
      label: fc.boolean(),
      status: fc.constantFrom('current', 'superseded', 'entered-in-error'),
    });
    fc.assert(fc.property(made, (one) => {
      const resource = document('d', { coding: one.types }, {
        status: one.status,
        ...(one.label && { meta: RESTRICTED }),
        category: [{ coding: one.category }],
        context: { encounter: [to('Encounter/e')], practiceSetting: { coding: [{ system: SNOMED, code: one.setting ?? '' }] } },
      });
      const all = [resource, encounter('e', one.class ?? '')];
      const holdings = new Holdings(all as Resource[], { category: 'correspondence', source: about, may: () => true, now: new Date(0) });
      const { category } = claimantOf(resource as Resource, holdings);
      const fates = CATEGORIES.flatMap((each) => {
        const sifted = sift(each, all);
        const fate = reasons(sifted)['d'] ?? 'entry';
        return fate === 'not-this-category' ? [] : [[each, fate]];
      });
      assert.deepEqual(fates.map(([each]) => each), [category]);
    }));
  });
});

describe('a letter', () => {
  const only = (resource: object, ...others: object[]) => sift('correspondence', [resource, ...others]).entries[0]!;

  it('is told in full: who wrote it, for which service, and its three dates apart', () => {
    const entry = only(
      document('d', concept('823681000000100', 'Outpatient letter', 'Clinic letter'), {
        meta: { lastUpdated: '2024-06-01T08:00:00Z' },
        docStatus: 'preliminary',
        description: 'Heart failure clinic',
        date: '2024-05-04T10:00:00+01:00',
        author: [to('Organization/o'), to('Practitioner/d')],
        custodian: to('Organization/o'),
        content: [
          { attachment: { ...pdf, title: 'Letter', creation: '2024-05-03' } },
          { attachment: { contentType: 'text/html', url: 'Binary/b' } },
          { attachment: { contentType: 'text/plain' } },
        ],
        context: { period: { start: '2024-05-01', end: '2024-05-02' }, practiceSetting: concept('789718008', 'Cardiology service') },
      }),
      { resourceType: 'Organization', id: 'o', name: 'Northbridge' },
      { resourceType: 'Practitioner', id: 'd', name: [{ family: 'Okafor', given: ['Ada'] }] },
    );
    assert.equal(entry.documents.length, 2);
    assert.deepEqual(entry.documents.map(({ title, contentType, size }) => [title, contentType, size]), [
      ['Letter', 'application/pdf', 5], [undefined, 'text/html', undefined],
    ]);
    assert.deepEqual({ ...entry, documents: [] }, {
      id: 'northbridge.DocumentReference.d',
      kind: 'outpatient-letter',
      classifiedBy: 'type 823681000000100',
      code: { system: SNOMED, code: '823681000000100', display: 'Outpatient letter', text: 'Clinic letter' },
      status: 'current',
      completion: 'preliminary',
      title: 'Heart failure clinic',
      specialty: { display: 'Cardiology service', system: SNOMED, code: '789718008' },
      custodian: 'Northbridge',
      created: '2024-05-03',
      filed: '2024-05-04T10:00:00+01:00',
      when: '2024-05-01',
      recorded: '2024-05-04T10:00:00+01:00',
      lastUpdated: '2024-06-01T08:00:00Z',
      source: { odsCode: 'XQ1', name: 'Northbridge University Hospitals', system: 'Invented records' },
      author: { name: 'OKAFOR, Ada', organisation: 'Northbridge' },
      documents: [],
    });
  });

  it('has no date, author or completion that nobody sent', () => {
    const entry = only(document('d', concept('823681000000100'), { content: [] }));
    assert.deepEqual([entry.when, entry.recorded, entry.documents], [null, null, []]);
    for (const element of ['author', 'completion', 'title', 'specialty', 'created', 'filed']) assert.ok(!(element in entry), element);
  });

  it('names its other version, both ways; one that the reader may not see is not named', () => {
    const replaces = { relatesTo: [{ code: 'replaces', target: to('DocumentReference/old') }, { code: 'appends', target: to('DocumentReference/x') }] };
    const old = document('old', concept('823681000000100'), { status: 'superseded' });
    const [newer, older] = sift('correspondence', [document('new', concept('823681000000100'), replaces), old]).entries as [
      Entry<'correspondence'>, Entry<'correspondence'>,
    ];
    assert.deepEqual([newer.replaces, newer.replacedBy], ['northbridge.DocumentReference.old', undefined]);
    assert.deepEqual([older.status, older.replacedBy], ['superseded', 'northbridge.DocumentReference.new']);
    const hidden = sift('correspondence', [document('new', concept('823681000000100'), { ...replaces, meta: RESTRICTED }), old]);
    assert.deepEqual([hidden.withheld, hidden.entries[0]!.replacedBy], [true, undefined]);
    assert.equal(only(document('d', concept('823681000000100'), { relatesTo: [{ code: 'replaces', target: to('DocumentReference/d') }] })).replaces, undefined);
  });

  it('that is withheld, withdrawn or uncoded is so in its own category only', () => {
    const all = [
      document('r', concept('823681000000100'), { meta: RESTRICTED }),
      document('e', concept('823681000000100'), { status: 'entered-in-error' }),
      document('f', concept('823681000000100'), { docStatus: 'entered-in-error' }),
      document('u', { text: 'Clinic letter' }),
    ];
    const letters = sift('correspondence', all);
    assert.deepEqual([letters.entries.length, letters.withheld, letters.uncoded], [0, true, 0]);
    assert.deepEqual(reasons(letters), { r: 'withheld', e: 'entered-in-error', f: 'entered-in-error', u: 'not-this-category' });
    const reports = sift('miscellaneous-reports', all);
    assert.deepEqual([reports.withheld, reports.uncoded], [false, 1]);
  });

  it('opens what is contained in it', () => {
    const { attachments } = sift('correspondence', [document('d', concept('823681000000100'), {
      contained: [{ resourceType: 'Binary', id: 'b', contentType: 'text/html', data: 'PGI+' }],
      content: [{ attachment: { contentType: 'text/html', url: '#b' } }, { attachment: { url: '#nothing' } }],
    })]);
    assert.deepEqual([...attachments.values()].map((form) => form['data']), ['PGI+']);
  });

  it('has the encounter that a source holds for it', async () => {
    const { entries } = await siftDocuments('correspondence', [
      { resourceType: 'Patient', id: 'p' },
      encounter('e', 'EMER'),
      document('d', concept('373942005'), { context: { encounter: [to('Encounter/e')] } }),
    ]);
    assert.deepEqual(entries.map(({ kind }) => kind), ['emergency-discharge']);
  });

  it('comes before older ones, and one without a date after all', () => {
    const letter = (id: string, start?: string) => document(id, concept('823681000000100'), { context: { period: { start } } });
    const sifted = sift('correspondence', [letter('none'), letter('old', '2019'), letter('new', '2024-01-02')]);
    sifted.entries.sort((rules.correspondence as Exclude<typeof rules.correspondence, 'not-connected'>).order);
    assert.deepEqual(shown(sifted), ['new', 'old', 'none']);
  });
});

describe('a progress note', () => {
  const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes as string).toString('base64');
  const textOf = (...attachments: object[]) =>
    sift('progress-notes', [document('d', concept('823651000000106'), { content: attachments.map((attachment) => ({ attachment })) })]).entries[0]!.text;

  it('is told whole where it is plain text, in whichever charset it says', () => {
    const words = 'No chest pain – “well”.\nT 38.2 °C 👩🏽‍⚕️';
    assert.equal(textOf({ contentType: 'text/plain; charset=utf-8', data: base64(words) }), words);
    assert.equal(textOf({ contentType: 'TEXT/PLAIN', data: base64(words) }), words);
    assert.equal(textOf({ contentType: 'text/plain;charset="iso-8859-1"', data: base64(Buffer.from('5 µg', 'latin1')) }), '5 µg');
    assert.equal(textOf({ contentType: 'text/plain', data: base64('one') }, pdf, { contentType: 'text/plain', data: base64('two') }), 'one\n\ntwo');
  });

  it('is a document, and not half a note, where it cannot be read as text', () => {
    const unreadable: object[] = [
      pdf,
      { contentType: 'text/plain', url: 'Binary/b' },
      { contentType: 'text/plain', data: '%%%' },
      { contentType: 'text/plain', data: base64(Uint8Array.of(0xff, 0xfe, 0x41)) },
      { contentType: 'text/plain; charset=klingon', data: base64('a') },
      { contentType: 'text/plain', data: base64('x'.repeat(100_000)) },
      { contentType: 'text/plainly', data: base64('a') },
      { contentType: 'text/plain', data: '' },
    ];
    for (const attachment of unreadable) assert.equal(textOf(attachment), undefined, JSON.stringify(attachment).slice(0, 80));
    assert.equal(textOf({ contentType: 'text/plain', data: base64('readable') }, { contentType: 'text/plain', url: 'Binary/b' }), undefined);
  });
});
