import { html, nothing, type CSSResultGroup } from 'lit';
import type { Entry } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { formatDay } from '../../src/format/day.ts';
import { alignedSheet } from '../../src/style/aligned.ts';
import { clinicalDocumentSheet } from '../../src/style/clinical-document.ts';
import { sheet } from '../../src/style/sheet.ts';
import { assessmentWords as say } from '../../src/text/assessments.ts';
import { clinicalDocumentWords } from '../../src/text/clinical-document.ts';
import { words } from '../../src/text/words.ts';
import { isSuperseded, replacement, supersededGroup } from '../../src/view/clinical-document.ts';
import { classed } from '../../src/view/filled.ts';
import type { Column } from '../../src/view/rows.ts';
import { nameOf, scoreWords } from './scores.ts';

type Assessment = Entry<'assessments'>;

/** As many scores as a row has room for; the detail has all of them. */
const SHOWN = 3;

const scores = ({ scores: all, id }: Assessment) =>
  all.length
    ? html`${all.slice(0, SHOWN).map((score, place) => html`${place ? html`<br />` : nothing}${score.id === id ? nothing : say.scoreOf(nameOf(score))}${scoreWords(score, id)}`)}
        ${all.length > SHOWN ? classed('aside under', say.moreScores(all.length - SHOWN)) : nothing}`
    : say.noScore;

const status = ({ status: own, completion }: Assessment) =>
  [say.statuses[own], completion && clinicalDocumentWords.completion[completion]].filter(Boolean).join('. ');

/**
 * Assessments: questionnaires with their answers, scores beside their scales, and documents (FHIR
 * QuestionnaireResponse, Observation, DocumentReference). The latest first; where one was made more than once, by title.
 *
 * @element lcr-assessments
 */
export class LcrAssessments extends CategoryElement<'assessments'> {
  static override readonly styles: CSSResultGroup = [sheet, alignedSheet, clinicalDocumentSheet];

  protected override readonly category = 'assessments';
  protected override readonly words = say;

  protected override get columns(): readonly Column<Assessment>[] {
    return [
      { heading: say.assessment, cell: ({ title }) => title },
      { heading: say.date, cell: ({ when }) => formatDay(when, false), as: 'date' },
      { heading: say.score, cell: scores },
      { heading: say.status, cell: (entry) => html`${status(entry)}${replacement(entry, this.reading.data?.entries)}` },
      { heading: say.author, cell: ({ author }) => author?.name ?? words.notRecorded },
      { heading: say.source, cell: ({ source }) => source.name },
    ];
  }

  /** What was assessed more than once is read over time, under its title; a heading over a single row would be in the way. */
  protected override groups(entries: readonly Assessment[]): Group<Assessment>[] {
    const standing = entries.filter((entry) => !isSuperseded(entry));
    const titles = Map.groupBy(standing, ({ title }) => title);
    const repeated = [...titles].filter(([, same]) => same.length > 1).map(([title, same]) => ({ title, entries: same }));
    const once = standing.filter(({ title }) => titles.get(title)?.length === 1);
    return [...repeated, repeated.length ? { title: say.once, entries: once } : { entries: once }, supersededGroup(entries)];
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-assessments', LcrAssessments);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-assessments': LcrAssessments;
  }
}
