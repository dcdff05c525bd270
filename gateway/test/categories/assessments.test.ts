import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Entry } from '../../../api-spec/record.ts';
import { concept, P, reasons, RESTRICTED, shown, sift, SNOMED, to } from './sifting.ts';

const FORM = 'https://fhir.example/Questionnaire/falls';
const response = (id: string, more: object = {}) => ({
  resourceType: 'QuestionnaireResponse', id, subject: P, status: 'completed', questionnaire: `${FORM}|2.0`, ...more,
});
const survey = (id: string, more: object = {}) => ({
  resourceType: 'Observation', id, subject: P, status: 'final', code: concept('1363261000000104', 'NPEWS'),
  category: [concept('survey', '', '', 'http://terminology.hl7.org/CodeSystem/observation-category')], ...more,
});
const only = (...resources: object[]): Entry<'assessments'> => sift('assessments', resources).entries[0]!;
const value = (number: string) => ({ valueQuantity: { value: number } });
const scale = { referenceRange: [{ low: { value: '1' }, high: { value: '9' } }] };

describe('a questionnaire', () => {
  it('is known by the code of its form, or by its address in the world; by neither, it is counted', () => {
    const inside = (more: object) => ({ questionnaire: '#f', contained: [{ resourceType: 'Questionnaire', id: 'f', ...more }] });
    const code = [{ system: 'http://loinc.org', code: '44249-1', display: 'PHQ-9' }];
    assert.equal(only(response('q', inside({ code, title: 'How you feel' }))).code.code, '44249-1');
    assert.equal(only(response('q', inside({ code, title: 'How you feel' }))).title, 'How you feel');
    assert.deepEqual(only(response('q')).code, { system: 'urn:ietf:rfc:3986', code: FORM, display: FORM });
    assert.equal(only(response('q'), { resourceType: 'Questionnaire', id: 'x', url: FORM, title: 'Falls' }).title, 'Falls');
    const display = { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/display', valueString: 'Falls' }] };
    assert.equal(only(response('q', { _questionnaire: display })).title, 'Falls');
    for (const questionnaire of [undefined, 'Questionnaire/7', '#gone']) {
      assert.equal(sift('assessments', [response('q', { questionnaire })]).uncoded, 1, questionnaire);
    }
  });

  it('has its questions inside each other, each with its answer as given; one without an answer stays', () => {
    const { answers, status } = only(response('q', {
      status: 'in-progress',
      item: [
        { linkId: '1', text: 'History', item: [
          { linkId: '1.1', text: 'Fallen?', answer: [{ valueBoolean: true, item: [{ linkId: '1.1.1', text: 'How often?', answer: [{ valueInteger: '2' }] }] }] },
          { linkId: '1.2', text: 'Injured?' }] },
        { linkId: '2', item: [{ linkId: '2.1', text: 'Weight', answer: [{ valueDecimal: '83.50' }] }] },
        { linkId: '3', text: 'Mood', answer: [{ valueCoding: { system: 'x', code: 'y', display: 'Low' } }, { valueCoding: { code: 'female' } }] },
        { linkId: '4', answer: [{ valueDate: '2024-05' }] },
      ],
    }));
    assert.equal(status, 'in-progress');
    assert.deepEqual(answers, [
      { question: 'History', values: [], answers: [
        { question: 'Fallen?', values: [{ type: 'boolean', value: true }], answers: [
          { question: 'How often?', values: [{ type: 'quantity', value: '2' }] }] },
        { question: 'Injured?', values: [] }] },
      { question: 'Weight', values: [{ type: 'quantity', value: '83.50' }] },
      { question: 'Mood', values: [{ type: 'text', text: 'Low', code: { system: 'x', code: 'y', display: 'Low' } }, { type: 'text', text: 'female' }] },
      { question: '4', values: [{ type: 'date', date: '2024-05' }] },
    ]);
  });

  it('has the scores that were worked out from it; if it is withheld or withdrawn, so are they', () => {
    const total = survey('s', { derivedFrom: [to('QuestionnaireResponse/q')], ...value('6'), ...scale });
    const { entries } = sift('assessments', [total, response('q')]);
    assert.deepEqual(entries.map(({ id, scores }) => [id.split('.')[2], scores.map(({ value: score }) => score)]), [
      ['q', [{ type: 'quantity', value: '6' }]],
    ]);
    assert.deepEqual(entries[0]!.scores[0]!.ranges, [{ low: '1', high: '9' }]);
    assert.deepEqual(reasons(sift('assessments', [total, response('q', { meta: RESTRICTED })])), { s: 'withheld', q: 'withheld' });
    assert.deepEqual(reasons(sift('assessments', [total, response('q', { status: 'entered-in-error' })])), { s: 'entered-in-error', q: 'entered-in-error' });
    assert.deepEqual(shown(sift('assessments', [total, response('q', { questionnaire: undefined })])), ['s']);
  });

  it('can have files for answers', () => {
    const item = [{ linkId: '1', text: 'Photograph', answer: [{ valueAttachment: { contentType: 'image/png', title: 'Shin', data: 'AA==' } }] }];
    const { documents, answers } = only(response('q', { item }));
    assert.deepEqual([documents!.map(({ title }) => title), answers[0]!.values], [['Shin'], [{ type: 'text', text: 'Shin' }]]);
  });
});

describe('a score', () => {
  it('is an entry with its parts inside it, each once, even in a circle', () => {
    const sifted = sift('assessments', [
      survey('part', { ...value('4'), hasMember: [to('Observation/total')] }),
      survey('total', { ...value('6'), hasMember: [to('Observation/part')], effectiveDateTime: '2024-05-01' }),
    ]);
    assert.equal(sifted.entries.length, 1);
    assert.equal(sifted.entries[0]!.scores.length, 2);
    const tree = sift('assessments', [
      survey('part', value('4')),
      survey('group', { hasMember: [to('Observation/part'), to('Observation/gone')] }),
    ]);
    assert.deepEqual([shown(tree), tree.entries[0]!.scores.length, tree.complete], [['group'], 1, false]);
  });

  it('never has a scale that was not sent', () => {
    assert.deepEqual(only(survey('s', value('17'))).scores[0]!.ranges, []);
  });

  it('that is a vital sign as well, or no survey at all, is not one', () => {
    const category = (...codes: string[]) => ({ category: codes.map((code) => concept(code)) });
    assert.deepEqual(reasons(sift('assessments', [
      survey('v', category('vital-signs', 'survey')), survey('l', category('laboratory')), survey('n', { category: undefined }),
    ])), { v: 'not-this-category', l: 'not-this-category', n: 'not-this-category' });
  });

  it('keeps back what is withheld, with its parts; says what has no code', () => {
    const { withheld, left } = sift('assessments', [survey('total', { hasMember: [to('Observation/part')], meta: RESTRICTED }), survey('part')]);
    assert.deepEqual([withheld, left.map(({ reason }) => reason)], [true, ['withheld', 'withheld']]);
    const uncoded = sift('assessments', [survey('total', { code: { text: 'Own score' }, hasMember: [to('Observation/part')] }), survey('part')]);
    assert.deepEqual([uncoded.uncoded, shown(uncoded)], [1, ['part']]);
  });
});

describe('a document that is an assessment', () => {
  it('has no answers and no scores, and says if it is not final', () => {
    const entry = only({
      resourceType: 'DocumentReference', id: 'd', subject: P, status: 'current', docStatus: 'preliminary',
      type: concept('325931000000109', 'Assessment'), content: [{ attachment: { contentType: 'application/pdf', data: 'JVBERi0=' } }],
    });
    assert.deepEqual([entry.status, entry.completion, entry.title, entry.scores, entry.answers], ['current', 'preliminary', 'Assessment', [], []]);
    assert.deepEqual([entry.documents!.length, entry.code.system], [1, SNOMED]);
  });
});
