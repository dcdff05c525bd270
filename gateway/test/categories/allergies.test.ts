import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Entry } from '../../../api-spec/record.ts';
import { concept, P, reasons, RESTRICTED, ruleOf, shown, sift, SNOMED, to } from './sifting.ts';

const CLINICAL = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical';
const VERIFICATION = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification';
const clinical = (code: string) => ({ clinicalStatus: concept(code, undefined, undefined, CLINICAL) });
const verified = (code: string) => ({
  verificationStatus: concept(code, undefined, undefined, VERIFICATION),
});

const allergy = (id: string, more: object = {}) => ({
  resourceType: 'AllergyIntolerance',
  id,
  patient: P,
  ...clinical('active'),
  ...verified('confirmed'),
  code: concept('372687004', 'Amoxicillin'),
  ...more,
});
const none = (id: string, code = '716186003', more: object = {}) =>
  allergy(id, { code: concept(code, 'No known allergy'), recordedDate: '2024-05-01', ...more });
const list = (id: string, more: object = {}) => ({
  resourceType: 'List',
  id,
  subject: P,
  status: 'current',
  code: concept('886921000000105', 'Allergies'),
  ...more,
});
const only = (resource: object, ...others: object[]): Entry<'allergies'> =>
  sift('allergies', [resource, ...others]).entries[0]!;

describe('an allergy', () => {
  it('is told in full, with who recorded it', () => {
    const entry = only(
      allergy('a', {
        meta: { lastUpdated: '2024-06-01T08:00:00Z' },
        type: 'allergy',
        category: ['medication', 'nonsense'],
        criticality: 'high',
        onsetDateTime: '2019-03',
        recordedDate: '2019-03-05',
        lastOccurrence: '2021',
        recorder: to('PractitionerRole/r'),
        note: [{ text: 'Carries an injector.' }],
        reaction: [
          {
            manifestation: [concept('39579001', 'Anaphylaxis'), { text: 'collapsed' }],
            severity: 'severe',
            onset: '2019-03-04',
            substance: concept('27658006', 'Amoxicillin'),
            exposureRoute: concept('26643006', 'Oral'),
            description: 'At home',
            note: [{ text: 'By ambulance' }],
          },
        ],
      }),
      {
        resourceType: 'PractitionerRole',
        id: 'r',
        practitioner: to('Practitioner/d'),
        organization: to('Organization/o'),
        code: [{ text: 'Consultant' }],
      },
      {
        resourceType: 'Practitioner',
        id: 'd',
        name: [
          { use: 'old', family: 'Maiden' },
          { family: 'Okafor', given: ['Ada', 'B'], prefix: ['Dr'] },
        ],
      },
      { resourceType: 'Organization', id: 'o', name: 'Northbridge' },
    );
    assert.deepEqual(entry, {
      id: 'northbridge.AllergyIntolerance.a',
      code: { system: SNOMED, code: '372687004', display: 'Amoxicillin' },
      status: 'active',
      verification: 'confirmed',
      type: 'allergy',
      categories: ['medication'],
      criticality: 'high',
      reactions: [
        {
          manifestations: [
            { display: 'Anaphylaxis', system: SNOMED, code: '39579001' },
            { display: 'collapsed' },
          ],
          severity: 'severe',
          when: '2019-03-04',
          note: 'At home\nBy ambulance',
          substance: { display: 'Amoxicillin', system: SNOMED, code: '27658006' },
          route: { display: 'Oral', system: SNOMED, code: '26643006' },
        },
      ],
      onset: '2019-03',
      lastOccurrence: '2021',
      when: '2019-03',
      recorded: '2019-03-05',
      lastUpdated: '2024-06-01T08:00:00Z',
      source: { odsCode: 'XQ1', name: 'Northbridge University Hospitals', system: 'Invented records' },
      author: { name: 'OKAFOR, Ada B (Dr)', role: 'Consultant', organisation: 'Northbridge' },
      note: 'Carries an injector.',
    });
  });

  it('never has a severity, a criticality or a status that nobody recorded', () => {
    const entry = only({
      resourceType: 'AllergyIntolerance',
      id: 'a',
      patient: P,
      code: concept('372687004'),
      reaction: [{ severity: 'unknown' }],
    });
    assert.deepEqual(Object.keys(entry).toSorted(), [
      'code',
      'id',
      'reactions',
      'recorded',
      'source',
      'status',
      'when',
    ]);
    assert.deepEqual(
      [entry.status, entry.when, entry.reactions],
      ['not-recorded', null, [{ manifestations: [] }]],
    );
  });

  it('keeps an onset that is no date in words', () => {
    assert.equal(only(allergy('a', { onsetString: 'as a child' })).note, 'Onset: as a child');
    assert.equal(
      only(allergy('a', { onsetAge: { value: '12', unit: 'years' }, note: [{ text: 'x' }] })).note,
      'Onset: 12 years\nx',
    );
    assert.equal(only(allergy('a', { onsetPeriod: { start: '2001' } })).onset, '2001');
  });

  it('says when and why it ended, and that its code was lost on the way', () => {
    const url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-AllergyIntoleranceEnd';
    const extension = [
      {
        url,
        extension: [
          { url: 'endDate', valueDateTime: '2021-07-20' },
          { url: 'reasonEnded', valueString: 'Challenge negative' },
        ],
      },
    ];
    const ended = only(
      allergy('a', { clinicalStatus: { ...concept('inactive', undefined, undefined, CLINICAL), extension } }),
    );
    assert.deepEqual(
      [ended.status, ended.ended],
      ['inactive', { when: '2021-07-20', reason: 'Challenge negative' }],
    );
    for (const code of ['196461000000101', '196471000000108']) {
      const degraded = only(allergy('a', { code: concept(code, 'Transfer-degraded', 'Septrin') }));
      assert.deepEqual([degraded.degraded, degraded.code.text], [true, 'Septrin']);
    }
  });

  it('is shown when refuted, marked as such, and never when entered in error', () => {
    const sifted = sift('allergies', [
      allergy('r', verified('refuted')),
      allergy('e', verified('entered-in-error')),
      allergy('u', verified('unconfirmed')),
    ]);
    assert.deepEqual(
      sifted.entries.map(({ verification }) => verification),
      ['refuted', 'unconfirmed'],
    );
    assert.deepEqual(reasons(sifted), { e: 'entered-in-error' });
    assert.equal(JSON.stringify(sifted.entries).includes('entered-in-error'), false);
  });

  it('is left out without a code, and counted', () => {
    const sifted = sift('allergies', [
      allergy('t', { code: { text: 'Penicillin' } }),
      allergy('n', { code: undefined }),
      allergy('p', { code: concept('TBC') }),
      allergy('a'),
    ]);
    assert.deepEqual([shown(sifted), sifted.uncoded], [['a'], 3]);
    assert.deepEqual(reasons(sifted), { t: 'uncoded', n: 'uncoded', p: 'uncoded' });
  });

  it('is withheld by a label that the reader may not see, known or unknown; nothing below normal is', () => {
    const labelled = (id: string, ...security: unknown[]) => allergy(id, { meta: { security } });
    const v3 = (code: string) => ({
      system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
      code,
    });
    const sifted = sift('allergies', [
      labelled('N', v3('N')),
      labelled('U', v3('U')),
      labelled('R', v3('R')),
      labelled('both', v3('N'), v3('R')),
      labelled('REDACTED', v3('REDACTED')),
      labelled('foreign', { system: 'urn:local', code: 'N' }),
      labelled('empty', {}),
      labelled('text', 'N'),
      allergy('contained', { contained: [{ resourceType: 'Practitioner', id: 'x', meta: RESTRICTED }] }),
    ]);
    assert.deepEqual(shown(sifted), ['N', 'U']);
    assert.equal(sifted.withheld, true);
    assert.ok(sifted.left.every(({ reason }) => reason === 'withheld'));
    const asked: string[] = [];
    sift(
      'allergies',
      [
        labelled(
          'a',
          v3('M'),
          { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'PSY' },
          { system: 'urn:x', code: 'y' },
        ),
      ],
      (label) => asked.push(label) > 0,
    );
    assert.deepEqual(asked, ['N', 'PSY', 'urn:x|y']);
  });

  it('withholds nothing that was entered in error anyway', () => {
    assert.equal(
      sift('allergies', [allergy('e', { ...verified('entered-in-error'), meta: RESTRICTED })]).withheld,
      false,
    );
  });

  it('stands once, however often it came', () => {
    const sifted = sift('allergies', [
      allergy('a'),
      allergy('a'),
      null,
      null,
      { resourceType: 'AllergyIntolerance' },
      { resourceType: 'Patient', id: 'p' },
    ]);
    assert.deepEqual([shown(sifted), sifted.unreadable], [['a'], 3]);
    assert.deepEqual(
      sifted.left.map(({ reason }) => reason),
      ['duplicate', 'unreadable', 'unreadable', 'unreadable', 'not-this-category'],
    );
  });
});

describe('a statement that there is none', () => {
  it('is a statement and never an entry, as far as it reaches', () => {
    for (const [code, scope] of [
      ['716186003', 'all'],
      ['409137002', 'drug'],
      ['429625007', 'food'],
      ['428607008', 'environment'],
      ['716220001', 'other'],
    ] as const) {
      const sifted = sift('allergies', [none('n', code, { recorder: { display: 'Dr Okafor' } })]);
      assert.deepEqual(sifted.knownNone, [
        {
          code: { system: SNOMED, code, display: 'No known allergy' },
          scope,
          when: '2024-05-01',
          recorded: '2024-05-01',
          source: { odsCode: 'XQ1', name: 'Northbridge University Hospitals', system: 'Invented records' },
          author: { name: 'Dr Okafor' },
        },
      ]);
      assert.deepEqual([sifted.entries, reasons(sifted)], [[], { n: 'statement' }]);
    }
  });

  it('stays one beside an allergy: what follows from both is not for a source to say', () => {
    const sifted = sift('allergies', [none('n'), allergy('a')]);
    assert.deepEqual([sifted.entries.length, sifted.knownNone.length], [1, 1]);
  });

  it('holds no longer once inactive, resolved, refuted, withdrawn or without a status', () => {
    const sifted = sift('allergies', [
      none('i', undefined, clinical('inactive')),
      none('s', undefined, clinical('resolved')),
      none('r', undefined, verified('refuted')),
      none('x', undefined, { clinicalStatus: undefined }),
      none('e', undefined, verified('entered-in-error')),
      none('w', undefined, { meta: RESTRICTED }),
    ]);
    assert.deepEqual([sifted.knownNone, sifted.entries], [[], []]);
    assert.deepEqual(reasons(sifted), {
      i: 'lapsed',
      s: 'lapsed',
      r: 'lapsed',
      x: 'lapsed',
      e: 'entered-in-error',
      w: 'withheld',
    });
  });

  it('is read as the allergy when it names an agent as well', () => {
    const coding = [
      ...concept('716186003', 'No known allergy').coding,
      ...concept('372687004', 'Amoxicillin').coding,
    ];
    const sifted = sift('allergies', [allergy('a', { code: { coding } })]);
    assert.deepEqual([sifted.knownNone, sifted.entries[0]!.code.code], [[], '372687004']);
  });

  it('is none where it describes a reaction: it is counted as unreadable, and nothing is concluded from it', () => {
    for (const status of ['active', 'resolved']) {
      const sifted = sift('allergies', [none('n', undefined, { ...clinical(status), reaction: [{ manifestation: [concept('39579001', 'Anaphylaxis')] }] })]);
      assert.deepEqual([sifted.knownNone, sifted.entries, reasons(sifted), sifted.unreadable], [[], [], { n: 'unreadable' }, 1]);
    }
  });

  it('is not made of "no information"', () => {
    const code = concept(
      'no-allergy-info',
      undefined,
      undefined,
      'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips',
    );
    const sifted = sift('allergies', [allergy('a', { code })]);
    assert.deepEqual([sifted.knownNone, sifted.entries, reasons(sifted)], [[], [], { a: 'statement' }]);
  });
});

describe('a list of allergies', () => {
  const empty = (code: string) => ({
    emptyReason: concept(
      code,
      undefined,
      undefined,
      'http://terminology.hl7.org/CodeSystem/list-empty-reason',
    ),
  });

  it('states that there is nothing only by nilknown, only if it is the current one, and only while empty', () => {
    const scopes = (more: object) =>
      sift('allergies', [list('l', { date: '2024-05-01', ...more }), allergy('a')]).knownNone.map(
        ({ scope }) => scope,
      );
    assert.deepEqual(scopes(empty('nilknown')), ['all']);
    assert.deepEqual(
      scopes({ ...empty('nilknown'), code: concept('1103671000000101', 'Ended allergies') }),
      [],
    );
    assert.deepEqual(scopes({ ...empty('nilknown'), entry: [{ item: to('AllergyIntolerance/a') }] }), []);
    assert.deepEqual(scopes({ ...empty('nilknown'), status: 'retired' }), []);
    for (const reason of ['notasked', 'no-content-recorded', 'closed', 'notstarted'])
      assert.deepEqual(scopes(empty(reason)), []);
  });

  it('tells of what is not on it', () => {
    const warning = (valueCode: string) => ({
      extension: [
        { url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ListWarningCode', valueCode },
      ],
    });
    const told = (more: object) => {
      const { withheld, complete } = sift('allergies', [list('l', more)]);
      return { withheld, complete };
    };
    assert.deepEqual(told({}), { withheld: false, complete: true });
    assert.deepEqual(told(empty('withheld')), { withheld: true, complete: true });
    assert.deepEqual(told(empty('unavailable')), { withheld: false, complete: false });
    assert.deepEqual(told(warning('confidential-items')), { withheld: true, complete: true });
    assert.deepEqual(told(warning('data-in-transit')), { withheld: false, complete: false });
    assert.deepEqual(told(warning('data-awaiting-filing')), { withheld: false, complete: false });
    assert.deepEqual(told({ entry: [{ item: to('AllergyIntolerance/not-sent') }] }), {
      withheld: false,
      complete: false,
    });
    assert.deepEqual(told({ entry: [{ item: to('AllergyIntolerance/not-sent'), deleted: true }] }), {
      withheld: false,
      complete: true,
    });
  });

  it('of something else says nothing here', () => {
    const sifted = sift('allergies', [
      list('l', { code: concept('717711000000103', 'Problems'), ...empty('nilknown') }),
    ]);
    assert.deepEqual([sifted.knownNone, reasons(sifted)], [[], { l: 'not-this-category' }]);
  });
});

describe('the order of allergies', () => {
  it('is what holds first, then by agent, then the latest; refuted comes last; and no two are equal', () => {
    const agent = (id: string, display: string, more: object = {}) =>
      allergy(id, { code: concept('1', display), ...more });
    const entries = sift('allergies', [
      agent('refuted', 'Aspirin', verified('refuted')),
      agent('resolved', 'Aspirin', clinical('resolved')),
      agent('inactive', 'Aspirin', clinical('inactive')),
      agent('unsaid', 'Aspirin', { clinicalStatus: undefined }),
      agent('z', 'Zinc'),
      agent('old', 'penicillin', { recordedDate: '2001' }),
      agent('new', 'Penicillin', { recordedDate: '2020' }),
      agent('b', 'Penicillin'),
      agent('a', 'Penicillin'),
    ]).entries;
    const { order } = ruleOf('allergies');
    const ids = entries.toSorted(order).map(({ id }) => id.split('.')[2]);
    assert.deepEqual(ids, ['new', 'old', 'a', 'b', 'z', 'unsaid', 'inactive', 'resolved', 'refuted']);
    assert.deepEqual(
      entries
        .toReversed()
        .toSorted(order)
        .map(({ id }) => id.split('.')[2]),
      ids,
    );
  });
});
