import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { concept, P, reasons, RESTRICTED, sift } from './sifting.ts';

const allergy = (id: string, more: object = {}) => ({
  resourceType: 'AllergyIntolerance',
  id,
  patient: P,
  clinicalStatus: concept('active', undefined, undefined, 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical'),
  code: concept('91936005', 'Allergy to penicillin'),
  ...more,
});

const result = (id: string, more: object = {}) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  subject: P,
  category: [concept('laboratory', undefined, undefined, 'http://terminology.hl7.org/CodeSystem/observation-category')],
  code: concept('1022541000000102', 'Total white cell count'),
  ...more,
});

const list = (code: string, more: object = {}) => ({
  resourceType: 'List',
  id: `list-${code}`,
  status: 'current',
  mode: 'snapshot',
  subject: P,
  code: concept(code),
  ...more,
});

const warns = (...codes: string[]) => ({
  extension: codes.map((valueCode) => ({
    url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ListWarningCode',
    valueCode,
  })),
});

const PROBLEMS = '717711000000103';

describe('the GP record', () => {
  it('has an entry of each heading, in the shape of that heading’s category', () => {
    const { entries } = sift('gp-record', [result('r'), allergy('a')]);
    assert.deepEqual(
      entries.map(({ heading, id }) => [heading, id.split('.').at(-1)]),
      [['allergies', 'a'], ['investigations', 'r']],
    );
  });

  it('leaves each resource for the reason that its own heading has', () => {
    const sifted = sift('gp-record', [
      allergy('uncoded', { code: { text: 'Elastoplast' } }),
      allergy('wrong', { verificationStatus: concept('entered-in-error') }),
      result('secret', { meta: RESTRICTED }),
      { resourceType: 'Device', id: 'pacemaker' },
      null,
    ]);
    assert.deepEqual(reasons(sifted), {
      uncoded: 'uncoded', wrong: 'entered-in-error', secret: 'withheld', pacemaker: 'not-this-category', '': 'unreadable',
    });
    assert.deepEqual([sifted.uncoded, sifted.unreadable, sifted.withheld], [1, 1, true]);
  });

  it('counts the uncoded inside of an entry once', () => {
    const { uncoded } = sift('gp-record', [
      result('r', { component: [{ code: { text: 'a note' }, valueString: 'x' }] }),
      result('u', { code: { text: 'Urine dip' } }),
    ]);
    assert.equal(uncoded, 2);
  });

  it('says “no known allergies” as its own source does', () => {
    const { knownNone, entries } = sift('gp-record', [allergy('n', { code: concept('716186003', 'No known allergy') })]);
    assert.deepEqual([knownNone.length, entries.length], [1, 0]);
  });
});

describe('a list of the GP record', () => {
  it('tells each warning in the source’s own words, or in those of GP Connect', () => {
    const own = sift('gp-record', [list(PROBLEMS, { ...warns('data-in-transit'), note: [{ text: 'Nothing before 03-Mar-2024.' }] })]);
    assert.deepEqual(own.warnings.map(({ code, text }) => [code, text]), [['data-in-transit', 'Nothing before 03-Mar-2024.']]);
    const both = sift('gp-record', [list(PROBLEMS, warns('data-in-transit', 'data-awaiting-filing'))]);
    assert.deepEqual(both.warnings.map(({ code }) => code), ['data-in-transit', 'data-awaiting-filing']);
    assert.match(both.warnings[0]!.text, /record transfer from previous GP practice not yet complete/);
  });

  it('that leaves out something confidential says that something is withheld', () => {
    const { withheld, complete } = sift('gp-record', [list(PROBLEMS, warns('confidential-items'))]);
    assert.deepEqual([withheld, complete], [true, true]);
  });

  it('is not whole where a warning, known or not, says so, or where a member did not arrive', () => {
    for (const more of [
      warns('data-in-transit'),
      warns('a-warning-of-next-year'),
      { emptyReason: concept('unavailable', undefined, undefined, 'http://terminology.hl7.org/CodeSystem/list-empty-reason') },
      { entry: [{ item: { reference: 'Condition/lost' } }] },
    ]) assert.equal(sift('gp-record', [list(PROBLEMS, more)]).complete, false, JSON.stringify(more));
    assert.equal(sift('gp-record', [list(PROBLEMS, { entry: [{ deleted: true, item: { reference: 'Condition/lost' } }] })]).complete, true);
  });

  it('that is retired, withdrawn or about something else warns of nothing', () => {
    for (const [code, more] of [
      [PROBLEMS, { status: 'retired' }],
      [PROBLEMS, { status: 'entered-in-error' }],
      ['1', {}],
    ] as const) assert.deepEqual(sift('gp-record', [list(code, { ...warns('data-in-transit'), ...more })]).warnings, []);
  });

  it('never throws and never loses a resource, whatever it holds', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('extension', 'entry', 'emptyReason', 'note', 'status'), fc.jsonValue(), { maxKeys: 5 }), (more) => {
        sift('gp-record', [list(PROBLEMS, more as object), allergy('a'), result('r')]);
      }),
    );
  });
});
