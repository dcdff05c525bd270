import type { Cabinet, Filed, Wording } from './cabinet.ts';
import { concept } from './cabinet.ts';
import type { When } from './calendar.ts';
import type { Code, Label } from './codes.ts';
import { scores as codes } from './document-codes.ts';
import type { DraftedElements } from './draft.ts';
import { Decimal } from './draft.ts';
import type { Table } from './patients.ts';
import { rowsAt } from './patients.ts';
import type { ProfessionalKey } from './people.ts';
import { author, subject } from './people.ts';

/** A question with its answer, a question that nobody answered, or a heading with the questions below it. */
interface Item {
  readonly ask: string;
  readonly answer?: string | boolean | { readonly number: string; readonly unit?: string } | { readonly choice: Code };
  readonly below?: readonly Item[];
}

interface Score {
  readonly code: Wording;
  readonly text?: string;
  readonly value?: string;
  readonly words?: string;
  /** From the lowest to the highest score there can be. */
  readonly scale?: readonly [low: string, high: string];
  readonly means?: string;
  readonly parts?: readonly Score[];
}

interface Assessment {
  /** The form that was filled in, or only scores where there was none. */
  readonly form?: {
    readonly title: string;
    readonly name: string;
    readonly code?: Code;
    /** Whether the form itself comes with the answers, or only its address, or not even that. */
    readonly known: 'inside' | 'by address' | 'not at all';
  };
  readonly status?: 'in-progress' | 'completed' | 'amended' | 'stopped' | 'entered-in-error' | 'preliminary' | 'final' | 'corrected';
  readonly on: When;
  readonly by?: ProfessionalKey;
  readonly items?: readonly Item[];
  readonly scores?: readonly Score[];
  readonly labels?: readonly Label[];
}

const local = (code: string, display: string): Code => ({ system: 'https://fhir.northbridge.example/CodeSystem/assessments', code, display });
const frailty = local('CFS', 'Clinical Frailty Scale');
const choice = (display: string): { choice: Code } => ({ choice: { system: 'https://fhir.heathway.example/CodeSystem/answers', code: display.toUpperCase().replace(/\W+/g, '-'), display } });

const depression = (on: When, total: string, by: ProfessionalKey, answers: readonly string[]): Assessment => ({
  form: { title: 'PHQ-9', known: 'inside', name: 'phq-9', code: codes.phq9Panel }, on, by,
  items: [
    { ask: 'Little interest or pleasure in doing things', answer: choice(answers[0]!) },
    { ask: 'Feeling down, depressed, or hopeless', answer: choice(answers[1]!) },
    { ask: 'Thoughts that you would be better off dead, or of hurting yourself in some way', answer: choice(answers[2]!) },
  ],
  scores: [{ code: codes.phq9, text: 'PHQ-9 total', value: total, scale: ['0', '27'] }],
});

const assessments: Table<Assessment> = {
  margaret: {
    northbridge: [
      { on: '302d 14:30', by: 'tran', scores: [{ code: frailty, value: '6', scale: ['1', '9'] }] },
      { on: '110d 16:00', by: 'lindqvist', scores: [{ code: frailty, value: '7', scale: ['1', '9'] }] },
      // The total alone: nobody said of how many.
      { on: '301d 10:00', by: 'tran', scores: [{ code: local('WATERLOW', 'Waterlow pressure ulcer risk score'), value: '17' }] },
      { on: '301d 18:00', by: 'tran', status: 'preliminary', scores: [{ code: codes.pain, text: 'Pain score', value: '0', scale: ['0', '10'] }] },
    ],
    heathway: [
      { form: { title: 'Falls risk at home', known: 'inside', name: 'falls-at-home' }, status: 'in-progress', on: '31d 14:40', by: 'boateng',
        items: [
          { ask: 'History', below: [
            { ask: 'Has the person fallen in the past twelve months?', answer: true, below: [{ ask: 'How often?', answer: { number: '2' } }] },
            { ask: 'Was the person able to get up alone?', answer: false }] },
          { ask: 'Home', below: [{ ask: 'Loose rugs or cables?', answer: 'Rug in the hall' }, { ask: 'Light on the stairs?' }] }] },
    ],
    millmead: [
      { form: { title: 'Care Act needs assessment', known: 'inside', name: 'care-act' }, status: 'completed', on: '242d', by: 'oyelaran',
        items: [
          { ask: 'Managing and maintaining nutrition', answer: 'Cannot carry a pan; needs a hot meal to be made' },
          { ask: 'Being appropriately clothed', answer: 'No support needed with upper body; needs help with shoes and stockings' },
          { ask: 'Maintaining a habitable home', answer: 'Daughter cleans' }] },
    ],
    larkfield: [{ on: '139mo', by: 'hughes', scores: [{ code: codes.pain, text: 'Pain score', value: '6', scale: ['0', '10'] }] }],
  },
  leo: {
    northbridge: [
      { on: '410d 12:20', by: 'lindqvist', scores: [{ code: codes.paediatricWarning, value: '6',
          parts: [{ code: local('NPEWS-RESP', 'Respiratory part of the score'), value: '4' }, { code: local('NPEWS-CIRC', 'Circulatory part of the score'), value: '2' }] }] },
      { on: '410d 16:00', by: 'tran', scores: [{ code: codes.paediatricWarning, value: '0' }] },
    ],
  },
  xanthe: {
    northbridge: [
      { form: { title: 'Form', known: 'inside', name: 'form' }, on: '120d 10:00', by: 'mallory', status: 'completed',
        items: [{ ask: 'Question', answer: 'Answer', below: [{ ask: 'Question', answer: choice('Choice') }] }],
        scores: [{ code: local('X', 'Score'), text: 'Score', words: 'Words', means: 'Means' }] },
    ],
  },
  jerome: {
    heathway: [
      { ...depression('332d 11:00', '21', 'kowalska', ['Nearly every day', 'Nearly every day', 'More than half the days']), labels: ['restricted'] },
      { ...depression('280d 11:00', '11', 'kowalska', ['Several days', 'Several days', 'Not at all']), labels: ['normal'] },
      { on: '280d 11:20', by: 'kowalska', labels: ['normal'], scores: [{ code: codes.gad7, text: 'GAD-7 total', value: '9', scale: ['0', '21'], means: 'Mild anxiety' }] },
    ],
  },
  eileen: {
    northbridge: [
      { on: '92d 10:30', by: 'lindqvist', scores: [{ code: 'Clock drawing', words: 'Numbers bunched on one side' }] },
      { on: '92d 10:35', by: 'lindqvist', scores: [{ code: frailty, value: '4', scale: ['1', '9'], means: 'Living with very mild frailty' }] },
    ],
    millmead: [
      { form: { title: 'Home visit checklist', known: 'not at all', name: 'checklist' }, on: '74d', by: 'oyelaran', items: [{ ask: 'Smoke alarm?', answer: true }] },
    ],
  },
  haruto: {
    northbridge: [
      { on: '48d 12:00', status: 'corrected', by: 'tran', scores: [{ code: codes.pain, text: 'Pain score', value: '3', scale: ['0', '10'] }] },
      { on: '47d 12:00', status: 'entered-in-error', by: 'tran', scores: [{ code: codes.pain, text: 'Pain score', value: '10', scale: ['0', '10'] }] },
      { form: { title: 'Admission checklist', known: 'by address', name: 'admission' }, status: 'stopped', on: '48d 11:00', by: 'tran',
        items: [{ ask: 'Smoking', answer: 'Never' }, { ask: 'Alcohol' }] },
    ],
  },
  gareth: {
    northbridge: [
      { form: { title: 'Pre-operative assessment', known: 'inside', name: 'pre-operative' }, status: 'completed', on: '193d 10:00', by: 'tran',
        items: [
          { ask: 'Problems with a previous anaesthetic?', answer: false },
          { ask: 'Exercise tolerance', answer: 'Walks two miles; no chest pain' },
          { ask: 'Weight', answer: { number: '83.5', unit: 'kg' } },
          { ask: 'Alcohol', answer: { number: '6', unit: 'units a week' } }],
        scores: [{ code: frailty, value: '2', scale: ['1', '9'] }] },
      { on: '185d 09:00', by: 'tran', scores: [{ code: codes.pain, text: 'Pain score', value: '4', scale: ['0', '10'] }] },
      { on: '184d 09:00', by: 'tran', scores: [{ code: codes.pain, text: 'Pain score', value: '1', scale: ['0', '10'] }] },
    ],
    canalside: [
      { form: { title: 'Holistic needs assessment', known: 'inside', name: 'holistic-needs' }, status: 'amended', on: '152d 15:00', by: 'haddad',
        items: [{ ask: 'Worry', below: [{ ask: 'Money', answer: true }, { ask: 'Family', answer: false }] }, { ask: 'What helps?', answer: 'Walking the dog' }] },
    ],
  },
};

const survey = concept({ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'survey', display: 'Survey' });

/** UKCore-QuestionnaireResponse for every form that was filled in at this source, UKCore-Observation for every score. */
export function fileAssessments(cabinet: Cabinet): void {
  for (const [patient, assessment] of rowsAt(cabinet.source.id, assessments)) {
    const { form, on, by, status, labels } = assessment;
    const about = { patient, recorded: on, labels } as const;
    const of = subject(cabinet, patient);
    const { contained = [], reference } = by ? author(cabinet, by) : {};
    const address = form && `${cabinet.source.base}/Questionnaire/${form.name}`;
    const inside = form?.known === 'inside'
      ? [{ resourceType: 'Questionnaire', id: 'form', url: address, title: form.title, status: 'active', code: form.code && [{ ...form.code }] }]
      : [];
    const response = form && cabinet.file('QuestionnaireResponse', {
      contained: contained.length + inside.length > 0 ? [...contained, ...inside] : undefined,
      questionnaire: { 'by address': `${address}|1.0`, inside: '#form', 'not at all': undefined }[form.known],
      status: status ?? 'completed',
      subject: of,
      authored: cabinet.at(on),
      author: reference,
      item: assessment.items?.map((item, index) => itemOf(item, `${index + 1}`)),
    }, about);
    for (const score of assessment.scores ?? []) fileScore(score);

    function fileScore(score: Score): Filed {
      const parts = score.parts?.map(fileScore);
      const { value, words, scale } = score;
      return cabinet.file('Observation', {
        contained: contained.length > 0 ? contained : undefined,
        status: form ? 'final' : (status ?? 'final'),
        category: [survey],
        code: concept(score.code, score.text),
        subject: of,
        effectiveDateTime: cabinet.at(on),
        performer: reference && [reference],
        valueQuantity: value === undefined ? undefined : { value: new Decimal(value) },
        valueString: words,
        interpretation: score.means === undefined ? undefined : [{ text: score.means }],
        referenceRange: scale && [{ low: { value: new Decimal(scale[0]) }, high: { value: new Decimal(scale[1]) } }],
        hasMember: parts?.map((part) => cabinet.refer(part)),
        derivedFrom: response && [cabinet.refer(response)],
      }, about);
    }
  }
}

function itemOf({ ask, answer, below }: Item, linkId: string): DraftedElements {
  const items = below?.map((item, index) => itemOf(item, `${linkId}.${index + 1}`));
  // What is asked because of an answer hangs on the answer; what a heading holds together, on the heading.
  return answer === undefined
    ? { linkId, text: ask, item: items }
    : { linkId, text: ask, answer: [{ ...valueOf(answer), item: items }] };
}

function valueOf(answer: NonNullable<Item['answer']>): DraftedElements {
  if (typeof answer === 'string') return { valueString: answer };
  if (typeof answer === 'boolean') return { valueBoolean: answer };
  if ('choice' in answer) return { valueCoding: { ...answer.choice } };
  const value = new Decimal(answer.number);
  return answer.unit === undefined ? { valueInteger: value } : { valueQuantity: { value, unit: answer.unit } };
}
