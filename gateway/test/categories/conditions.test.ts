import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Entry } from '../../../api-spec/record.ts';
import { createShelf } from '../../sources/shelf.ts';
import { about, soon } from '../sources/about.ts';
import { anywhere, mutationsOf } from '../sources/mutate.ts';
import { documentsIn, noPublicData, type Raw } from './public-data.ts';
import { concept, OPEN, P, reasons, RESTRICTED, ruleOf, shown, sift, siftDocuments, SNOMED, to } from './sifting.ts';

const HL7 = 'http://terminology.hl7.org/CodeSystem';
const clinical = (code: string) => ({
  clinicalStatus: concept(code, undefined, undefined, `${HL7}/condition-clinical`),
});
const verified = (code: string) => ({
  verificationStatus: concept(code, undefined, undefined, `${HL7}/condition-ver-status`),
});
const category = (...codes: string[]) => ({
  category: codes.map((code) => concept(code, undefined, undefined, `${HL7}/condition-category`)),
});
const PROBLEM = category('problem-list-item');
const DIAGNOSIS = category('encounter-diagnosis');

const condition = (id: string, more: object = {}) => ({
  resourceType: 'Condition',
  id,
  subject: P,
  ...clinical('active'),
  code: concept('239873007', 'Osteoarthritis of knee'),
  ...more,
});
const problem = (id: string, more: object = {}) => condition(id, { ...PROBLEM, ...more });
const diagnosis = (id: string, more: object = {}) => condition(id, { ...DIAGNOSIS, ...more });
const significance = (valueCode: string) => ({
  extension: [
    { url: 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-ProblemSignificance-1', valueCode },
  ],
});

const onlyProblem = (resource: object, ...others: object[]): Entry<'problems'> =>
  sift('problems', [resource, ...others]).entries[0]!;
const onlyDiagnosis = (resource: object, ...others: object[]): Entry<'diagnoses'> =>
  sift('diagnoses', [resource, ...others]).entries[0]!;

describe('where a condition stands', () => {
  const conditions = [
    problem('problem'),
    diagnosis('diagnosis'),
    condition('both', category('encounter-diagnosis', 'problem-list-item')),
    condition('neither'),
    condition('foreign', { category: [concept('issue', 'Issue', undefined, 'https://fhir.nhs.uk/England/CodeSystem/x')] }),
    condition('stu3', { category: [concept('problem-list-item', undefined, undefined, 'http://hl7.org/fhir/condition-category')] }),
    condition('bare', { category: 'encounter-diagnosis' }),
    condition('words', { category: [{ text: 'Encounter diagnosis' }] }),
  ];

  it('is said by its category, which is asked for and then read again', () => {
    assert.deepEqual(shown(sift('diagnoses', conditions)), ['diagnosis', 'both', 'bare']);
    assert.deepEqual(ruleOf('diagnoses').searches[0]!.params, { category: 'encounter-diagnosis' });
  });

  it('is among the problems where its category does not say: all are asked for, and none is in neither list', () => {
    const problems = sift('problems', conditions);
    assert.deepEqual(shown(problems), ['problem', 'both', 'neither', 'foreign', 'stu3', 'words']);
    assert.deepEqual(
      problems.entries.filter(({ classifiedBy }) => classifiedBy !== 'category problem-list-item').length,
      3,
    );
    assert.equal(ruleOf('problems').searches[0]!.params, undefined);
  });

  it('decides what it is withheld from, and where it is counted as uncoded', () => {
    const others = [problem('w', { meta: RESTRICTED }), problem('u', { code: { text: 'Bad knee' } })];
    const sifted = sift('diagnoses', others);
    assert.deepEqual(reasons(sifted), { w: 'not-this-category', u: 'not-this-category' });
    assert.deepEqual([sifted.withheld, sifted.uncoded], [false, 0]);
    const own = sift('problems', others);
    assert.deepEqual([own.withheld, own.uncoded, reasons(own)], [true, 1, { w: 'withheld', u: 'uncoded' }]);
  });

  it('is one list at least, whatever the category is', () => {
    fc.assert(
      fc.property(anywhere, (anything) => {
        const resources = [condition('a', { category: anything })];
        assert.ok(sift('problems', resources).entries.length + sift('diagnoses', resources).entries.length >= 1);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a problem', () => {
  it('is told in full', () => {
    const link = (valueReference: object) => ({
      url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-RelatedClinicalContent',
      valueReference,
    });
    const entry = onlyProblem(
      problem('a', {
        meta: { lastUpdated: '2024-06-01T08:00:00Z' },
        ...verified('confirmed'),
        extension: [
          ...significance('major').extension,
          link({ reference: 'MedicationRequest/m', display: 'Naproxen 500mg tablets' }),
          link({ reference: 'Procedure/p' }),
        ],
        severity: concept('24484000', 'Severe'),
        bodySite: [{ text: 'Left knee' }],
        onsetDateTime: '2019-03',
        abatementDateTime: '2024',
        recordedDate: '2019-04-02',
        recorder: { display: 'Dr Rao' },
        evidence: [{ detail: [{ reference: 'Observation/gone' }, { display: 'X-ray of knee' }] }],
        note: [{ text: 'Awaiting an opinion.' }],
      }),
      { resourceType: 'Procedure', id: 'p', subject: P, status: 'completed', code: concept('699253003', 'Manipulation of knee') },
    );
    assert.deepEqual(entry, {
      id: 'northbridge.Condition.a',
      code: { system: SNOMED, code: '239873007', display: 'Osteoarthritis of knee' },
      status: 'active',
      verification: 'confirmed',
      significance: 'major',
      severity: { display: 'Severe', system: SNOMED, code: '24484000' },
      bodySites: [{ display: 'Left knee' }],
      onset: '2019-03',
      abatement: '2024',
      linked: [
        { category: 'medications', display: 'Naproxen 500mg tablets' },
        { id: 'northbridge.Procedure.p', category: 'procedures', display: 'Manipulation of knee' },
        { display: 'X-ray of knee' },
      ],
      when: '2019-03',
      recorded: '2019-04-02',
      lastUpdated: '2024-06-01T08:00:00Z',
      source: { odsCode: 'XQ1', name: 'Northbridge University Hospitals', system: 'Invented records' },
      author: { name: 'Dr Rao' },
      note: 'Awaiting an opinion.',
      classifiedBy: 'category problem-list-item',
    });
  });

  it('has no status, verification or significance that nobody sent', () => {
    const bare = onlyProblem(problem('a', { clinicalStatus: undefined, ...significance('huge') }));
    assert.equal(bare.status, 'not-recorded');
    assert.ok(!('verification' in bare) && !('significance' in bare) && !('severity' in bare));
    assert.equal(onlyProblem(problem('a', clinical('inactive'))).status, 'inactive');
    assert.equal(onlyProblem(problem('a', clinical('remission'))).status, 'remission');
  });

  it('keeps a beginning and an end that are no dates in words, and then has the date of its record', () => {
    const entry = onlyProblem(
      problem('a', { onsetString: 'in childhood', abatementAge: { value: '12', unit: 'years' }, recordedDate: '2019' }),
    );
    assert.deepEqual(
      [entry.onset, entry.onsetText, entry.abatementText, entry.when],
      [undefined, 'in childhood', '12 years', '2019'],
    );
    assert.equal(onlyProblem(problem('a', { onsetRange: { low: { value: '3' }, high: { value: '5', unit: 'a' } } })).onsetText, '3 – 5 a');
    assert.equal(onlyProblem(problem('a', { onsetPeriod: { start: '2001' } })).onset, '2001');
  });

  it('does not name what the reader may not see, nor what was withdrawn', () => {
    const linking = problem('a', {
      evidence: [{ detail: [{ reference: 'Procedure/w', display: 'Secret' }, { reference: 'Procedure/e', display: 'Wrong' }] }],
    });
    const sifted = sift('problems', [
      linking,
      { resourceType: 'Procedure', id: 'w', subject: P, status: 'completed', meta: RESTRICTED },
      { resourceType: 'Procedure', id: 'e', subject: P, status: 'entered-in-error' },
    ]);
    assert.deepEqual([sifted.entries[0]!.linked, sifted.withheld], [[], true]);
  });

  it('is shown when refuted, and never when entered in error', () => {
    const sifted = sift('problems', [problem('r', verified('refuted')), problem('e', verified('entered-in-error'))]);
    assert.deepEqual([sifted.entries.map(({ verification }) => verification), reasons(sifted)], [['refuted'], { e: 'entered-in-error' }]);
  });

  it('stands by whether it holds, then by its weight, then by its date; refuted comes last', () => {
    const { entries } = sift('problems', [
      problem('refuted', { ...verified('refuted'), ...significance('major') }),
      problem('resolved', { ...clinical('resolved'), ...significance('major') }),
      problem('remission', { ...clinical('remission'), onsetDateTime: '2020' }),
      problem('minor', { ...significance('minor'), onsetDateTime: '2025' }),
      problem('unweighed', { onsetDateTime: '2024' }),
      problem('unsaid', { clinicalStatus: undefined, onsetDateTime: '2001' }),
      problem('relapse', { ...clinical('relapse'), ...significance('major'), onsetDateTime: '1999' }),
      problem('major', { ...significance('major'), onsetDateTime: '2010' }),
    ]);
    const sorted = ['major', 'relapse', 'unweighed', 'unsaid', 'minor', 'resolved', 'remission', 'refuted'];
    for (const given of [entries, entries.toReversed()])
      assert.deepEqual(given.toSorted(ruleOf('problems').order).map(({ id }) => id.split('.')[2]), sorted);
  });
});

describe('a diagnosis', () => {
  it('has its stages and the encounter at which it was made', () => {
    const entry = onlyDiagnosis(
      diagnosis('a', {
        ...verified('provisional'),
        stage: [
          { summary: { text: 'T3 N1 M0' }, type: { text: 'Clinical' } },
          { assessment: [to('Observation/x')] },
          { summary: concept('1', 'Stage 3') },
        ],
        encounter: to('Encounter/e'),
        asserter: to('Practitioner/d'),
      }),
      { resourceType: 'Encounter', id: 'e', subject: P, status: 'finished', type: [{ text: 'Orthopaedic clinic' }] },
      { resourceType: 'Practitioner', id: 'd', name: [{ text: 'Miss Thornbury' }] },
    );
    assert.deepEqual(entry.stages, [
      { summary: { display: 'T3 N1 M0' }, type: { display: 'Clinical' } },
      { summary: { display: 'Stage 3', system: SNOMED, code: '1' } },
    ]);
    assert.deepEqual(entry.encounter, { id: 'northbridge.Encounter.e', category: 'encounters', display: 'Orthopaedic clinic' });
    assert.deepEqual([entry.verification, entry.author], ['provisional', { name: 'Miss Thornbury' }]);
  });

  it('asks for no include that R4 does not have: who recorded a condition cannot be asked for', () => {
    for (const { include = [] } of [...ruleOf('diagnoses').searches, ...ruleOf('problems').searches])
      assert.ok(!include.includes('Condition:recorder') && include.includes('Condition:asserter'));
  });

  it('stands by its date, and last where it was refuted', () => {
    const { entries } = sift('diagnoses', [
      diagnosis('refuted', { ...verified('refuted'), recordedDate: '2026' }),
      diagnosis('undated'),
      diagnosis('resolved', { ...clinical('resolved'), recordedDate: '2025' }),
      diagnosis('active', { recordedDate: '2024' }),
    ]);
    assert.deepEqual(
      entries.toSorted(ruleOf('diagnoses').order).map(({ id }) => id.split('.')[2]),
      ['resolved', 'active', 'undated', 'refuted'],
    );
  });
});

describe('a statement that there are no problems', () => {
  const none = (code: string, more: object = {}) =>
    problem('n', {
      code: concept(code, 'No known problems', undefined, 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips'),
      recordedDate: '2024',
      ...more,
    });

  it('is its source’s own, never an entry, and tells nothing once it holds no longer', () => {
    const stated = sift('problems', [none('no-known-problems')]);
    assert.deepEqual(stated.knownNone.map(({ scope, when, code }) => [scope, when, code.display]), [['other', '2024', 'No known problems']]);
    assert.deepEqual([stated.entries, reasons(stated)], [[], { n: 'statement' }]);
    const unknown = sift('problems', [none('no-problem-info')]);
    assert.deepEqual([unknown.knownNone, unknown.entries, reasons(unknown)], [[], [], { n: 'statement' }]);
    for (const more of [clinical('resolved'), verified('refuted')])
      assert.deepEqual(reasons(sift('problems', [none('no-known-problems', more)])), { n: 'lapsed' });
  });

  it('is read as the problem that it names at the same time', () => {
    const code = { coding: [...none('no-known-problems').code.coding, ...concept('195967001', 'Asthma').coding] };
    assert.deepEqual(onlyProblem(problem('a', { code })).code.display, 'Asthma');
  });
});

describe('public conditions', { skip: noPublicData }, () => {
  it('of Synthea, none of which has a category, are all problems', async () => {
    for (const bundle of noPublicData ? [] : documentsIn('synthea-r4')) {
      const shelf = createShelf(about);
      shelf.add(bundle);
      const { resources } = await shelf.search(shelf.patients()[0]!.id, ruleOf('problems').searches, soon());
      const sifted = sift('problems', resources);
      const conditions = (bundle.entry as Raw[]).filter(({ resource }) => resource.resourceType === 'Condition');
      assert.equal(sifted.entries.length, conditions.length);
      assert.deepEqual(sift('diagnoses', resources).entries, []);
    }
  });

  it('of UK Core: a diagnosis, and one that has no code', async () => {
    const documents = noPublicData ? [] : documentsIn('ukcore-examples', /Condition/);
    const diagnoses = await siftDocuments('diagnoses', documents, 'UKCore-Patient-RichardSmith-Example');
    assert.deepEqual(diagnoses.entries.map(({ code }) => code.display), ['Loosening of total hip replacement']);
    const problems = await siftDocuments('problems', documents, 'UKCore-Patient-RichardSmith-Example');
    assert.deepEqual([problems.entries, problems.uncoded], [[], 1]);
  });
});

describe('mutated conditions', () => {
  const whole = [
    condition('a', {
      meta: { lastUpdated: '2024-05-01T10:00:00Z', ...OPEN },
      ...category('encounter-diagnosis', 'problem-list-item'),
      ...verified('differential'),
      extension: [...significance('minor').extension, { url: 'x-RelatedClinicalContent', valueReference: to('Encounter/e') }],
      severity: concept('1'),
      bodySite: [concept('2')],
      onsetAge: { value: '3', unit: 'years' },
      abatementRange: { low: { value: '4' }, high: { value: '5' } },
      recordedDate: '2019',
      recorder: to('Practitioner/d'),
      stage: [{ summary: concept('3'), type: { text: 'x' } }],
      evidence: [{ detail: [to('#c'), to('Condition/a')] }],
      encounter: to('Encounter/e'),
      contained: [{ resourceType: 'Observation', id: 'c', code: { text: 'x' } }],
      note: [{ text: 'x' }],
    }),
    { resourceType: 'Encounter', id: 'e', subject: P, status: 'finished', class: { display: 'x' }, type: [concept('6')] },
    { resourceType: 'Practitioner', id: 'd', name: [{ family: 'x' }] },
  ];
  for (const list of ['problems', 'diagnoses'] as const)
    it(`are sifted as ${list} whatever they are`, () => {
      fc.assert(
        fc.property(mutationsOf<readonly unknown[]>(whole, 4, anywhere), (resources) => void sift(list, resources)),
        { numRuns: 500 },
      );
    });
});
