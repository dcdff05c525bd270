import { html, nothing, type TemplateResult } from 'lit';
import type { Answer, Entry } from '../../api-spec/record.ts';
import { formatValue } from '../../src/format/quantity.ts';
import { assessmentFactWords as say } from '../../src/text/assessment-facts.ts';
import { clinicalDocumentFactWords } from '../../src/text/clinical-document-facts.ts';
import type { Fact } from '../../src/view/detail.ts';
import { nameOf, scoreWords } from './scores.ts';

/** Questions with their answers, as the form had them inside each other. One that nobody answered says so. */
const questions = (answers: readonly Answer[]): TemplateResult =>
  html`<ul>
    ${answers.map(({ question, values, answers: inside = [] }) => {
      const said = values.map(formatValue).join('; ') || (inside.length ? '' : say.notAnswered);
      return html`<li>${question}${said ? html` <b>${said}</b>` : nothing}${inside.length ? questions(inside) : nothing}</li>`;
    })}
  </ul>`;

/** What an assessment's detail adds to its row (FHIR QuestionnaireResponse, Observation). Loaded when the first row is opened. */
export function facts({ scores, answers, documents, replacedBy, classifiedBy }: Entry<'assessments'>): Fact[] {
  return [
    ...scores.flatMap((score): Fact[] => [
      [nameOf(score), scoreWords(score)],
      [say.comment, score.note],
    ]),
    [say.answers, answers.length ? questions(answers) : undefined],
    [clinicalDocumentFactWords.files, documents?.length === 0 ? clinicalDocumentFactWords.noFile : undefined],
    [clinicalDocumentFactWords.replacedBy, replacedBy],
    [clinicalDocumentFactWords.classifiedBy, classifiedBy],
  ];
}
