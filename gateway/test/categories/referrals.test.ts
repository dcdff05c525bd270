import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Entry } from '../../../api-spec/record.ts';
import { readJson } from '../../sources/json.ts';
import { anywhere, mutationsOf } from '../sources/mutate.ts';
import { concept, P, reasons, RESTRICTED, ruleOf, shown, sift, to } from './sifting.ts';

const physiotherapy = concept('308447003', 'Referral to physiotherapist');

const request = (id: string, more: object = {}) => ({
  resourceType: 'ServiceRequest',
  id,
  subject: P,
  status: 'active',
  intent: 'order',
  code: physiotherapy,
  ...more,
});
const only = (resource: object, ...others: object[]): Entry<'referrals'> => sift('referrals', [resource, ...others]).entries[0]!;

describe('a referral', () => {
  it('is told in full: to whom, why, by whom, by when, and only the priority that was sent', () => {
    const entry = only(
      request('f', {
        priority: 'urgent',
        authoredOn: '2025-09-20',
        occurrencePeriod: { start: '2025-10-01' },
        requester: to('Practitioner/d'),
        performer: [to('Organization/o'), { display: 'Community physiotherapy' }],
        performerType: concept('722140001', 'Physiotherapy service'),
        reasonCode: [concept('239873007', 'Osteoarthritis of knee')],
        note: [{ text: 'Prefers the morning.' }],
      }),
      { resourceType: 'Practitioner', id: 'd', name: [{ family: 'Okafor' }] },
      { resourceType: 'Organization', id: 'o', name: 'Heathway' },
    );
    assert.deepEqual(entry, {
      id: 'northbridge.ServiceRequest.f',
      code: { system: 'http://snomed.info/sct', code: '308447003', display: 'Referral to physiotherapist' },
      status: 'active',
      intent: 'order',
      priority: 'urgent',
      referredTo: [{ name: 'Heathway' }, { name: 'Community physiotherapy' }],
      specialty: { display: 'Physiotherapy service', system: 'http://snomed.info/sct', code: '722140001' },
      reasons: [{ display: 'Osteoarthritis of knee', system: 'http://snomed.info/sct', code: '239873007' }],
      due: '2025-10-01',
      when: '2025-09-20',
      recorded: '2025-09-20',
      source: { odsCode: 'XQ1', name: 'Northbridge University Hospitals', system: 'Invented records' },
      requester: { name: 'OKAFOR' },
      note: 'Prefers the morning.',
    });
    const bare = only(request('f', { status: 'nonsense', priority: 'very' }));
    assert.deepEqual([bare.status, bare.priority, bare.due, bare.when, bare.referredTo], ['unknown', undefined, undefined, null, []]);
  });

  it('is left out without a code, restricted or entered in error, each counted as what it is', () => {
    const sifted = sift('referrals', [
      request('u', { code: { text: 'Physio please' } }),
      request('w', { meta: RESTRICTED }),
      request('e', { status: 'entered-in-error' }),
    ]);
    assert.deepEqual([shown(sifted), sifted.uncoded, sifted.withheld], [[], 1, true]);
    assert.deepEqual(reasons(sifted), { u: 'uncoded', w: 'withheld', e: 'entered-in-error' });
  });

  it('has its letters, and none that is withdrawn, restricted or without a coded type', () => {
    const letter = (id: string, more: object = {}) => ({
      resourceType: 'DocumentReference', id, subject: P, status: 'current', type: concept('25611000000107', 'Referral letter'),
      content: [{ attachment: { contentType: 'application/pdf', title: `Letter ${id}`, data: 'JVBERi0=' } }], ...more,
    });
    const sifted = sift('referrals', [
      request('f', { supportingInfo: ['a', 'wrong', 'restricted', 'uncoded', 'missing'].map((id) => to(`DocumentReference/${id}`)).concat(to('Condition/c')) }),
      letter('a'),
      letter('wrong', { status: 'entered-in-error' }),
      letter('restricted', { meta: RESTRICTED }),
      letter('uncoded', { type: { text: 'Letter' } }),
      letter('unrelated'),
      { resourceType: 'Condition', id: 'c', subject: P },
    ]);
    const documents = sifted.entries[0]!.documents!;
    assert.deepEqual(documents.map(({ title, contentType, size }) => [title, contentType, size]), [['Letter a', 'application/pdf', 5]]);
    assert.ok(sifted.attachments.has(documents[0]!.id));
    assert.deepEqual(reasons(sifted), { a: 'shown-within', wrong: 'entered-in-error', restricted: 'withheld', uncoded: 'uncoded', unrelated: 'not-this-category', c: 'not-this-category' });
  });

  it('is in order: what is still to happen, then the newest', () => {
    const entries = sift('referrals', [
      request('revoked', { status: 'revoked', authoredOn: '2025' }),
      request('done', { status: 'completed', authoredOn: '2025-10' }),
      request('old', { authoredOn: '2019' }),
      request('held', { status: 'on-hold', authoredOn: '2025' }),
      request('new', { authoredOn: '2025-11' }),
    ]).entries;
    assert.deepEqual(entries.toSorted(ruleOf('referrals').order).map(({ id }) => id.split('.')[2]), ['new', 'old', 'held', 'done', 'revoked']);
  });
});

describe('a request that is no referral', () => {
  const category = (code: string, system?: string) => ({ category: [concept(code, undefined, undefined, system)] });
  const cases: Record<string, [request: object, ...others: object[]]> = {
    'of the laboratory, by category': [category('108252007')],
    'of imaging, by category': [category('363679005')],
    'by HL7’s own section': [category('RAD', 'http://terminology.hl7.org/CodeSystem/v2-0074')],
    'by profile': [{ meta: { profile: ['https://fhir.hl7.org.uk/StructureDefinition/UKCore-ServiceRequest-Lab'] } }],
    'by what is asked for': [{ code: concept('26604007', 'Full blood count') }],
    'by its specimen': [{ specimen: [to('Specimen/none')] }],
    'because a report answers it': [{}, { resourceType: 'DiagnosticReport', id: 'r', subject: P, basedOn: [to('ServiceRequest/q')] }],
    'because a specimen was taken for it': [{}, { resourceType: 'Specimen', id: 's', subject: P, request: [to('ServiceRequest/q')] }],
    'from a GP': [
      {
        extension: [
          {
            url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-SourceOfServiceRequest',
            valueCodeableConcept: concept('108161000000109', 'Referred by general practitioner'),
          },
        ],
      },
    ],
    'that it is not done': [{ doNotPerform: true }],
  };
  for (const [name, [more, ...others]] of Object.entries(cases)) {
    it(`${name} is left for another category, and never counted as missing from this one`, () => {
      for (const kept of [{}, { meta: { ...RESTRICTED, ...(more as { meta?: object }).meta } }, { code: { text: 'x' }, category: category('108252007').category }]) {
        const sifted = sift('referrals', [request('q', { ...more, ...kept }), ...others]);
        assert.deepEqual([shown(sifted), sifted.withheld, sifted.uncoded, reasons(sifted)['q']], [[], false, 0, 'not-this-category']);
      }
    });
  }

  it('a referral from a consultant, and one that may be performed, are referrals', () => {
    const extension = [{ url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-SourceOfServiceRequest', valueCodeableConcept: concept('312357002') }];
    assert.equal(shown(sift('referrals', [request('q', { extension, doNotPerform: false, ...category('409063005') })])).length, 1);
  });
});

describe('whatever stands anywhere in it', () => {
  const whole = [
    request('f', {
      supportingInfo: [to('DocumentReference/d')], performer: [to('Organization/o')], performerType: concept('1'), reasonReference: [to('Condition/c')],
      occurrenceDateTime: '2025', category: [concept('2')], note: [{ text: 'x' }], authoredOn: '2025', priority: 'stat',
    }),
    { resourceType: 'DiagnosticReport', id: 'r', subject: P, basedOn: [to('ServiceRequest/x')] },
    { resourceType: 'Specimen', id: 's', subject: P, request: [to('ServiceRequest/x')] },
    { resourceType: 'DocumentReference', id: 'd', subject: P, status: 'current', type: concept('3'), content: [{ attachment: { contentType: 'text/plain', data: 'eA==' } }] },
    { resourceType: 'Organization', id: 'o', name: 'x' },
    { resourceType: 'Condition', id: 'c', subject: P, code: concept('4') },
  ];
  it('is sifted without harm', () => {
    fc.assert(fc.property(mutationsOf<readonly unknown[]>(whole, 4, anywhere), (resources) => void sift('referrals', resources)), { numRuns: 1000 });
  });
});

const data = new URL('../../../../shared/data/', import.meta.url);
const skip = existsSync(data) ? false : 'no ../shared/data';

describe('published requests', { skip }, () => {
  it('for blood tests of NHS pathology are no referrals', () => {
    let requests = 0;
    const folder = new URL('nhs-r4-examples/national-pathology-programme/', data);
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
      const document = readJson(readFileSync(new URL(name, folder), 'utf8')) as { entry?: { fullUrl: string; resource: object }[] };
      const resources = (document.entry ?? []).map(({ resource }) => resource as { resourceType: string });
      requests += resources.filter(({ resourceType }) => resourceType === 'ServiceRequest').length;
      for (const { code } of sift('referrals', resources).entries) assert.fail(`${name}: ${code.display}`);
    }
    assert.ok(requests > 0);
  });

  it('of UK Core: a review that was asked for is one', () => {
    const read = (name: string) => readJson(readFileSync(new URL(`ukcore-examples/UKCore-ServiceRequest-${name}-Example.json`, data), 'utf8'));
    const { entries } = sift('referrals', [read('HipReplacement')]);
    assert.equal(entries[0]!.code.display, 'Metal-on-metal hip replacement annual review');
    assert.equal(entries[0]!.priority, undefined);
  });
});
