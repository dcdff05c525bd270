import type { Entry } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { formatCoding } from '../../src/format/coding.ts';
import { conditionWords } from '../../src/text/conditions.ts';
import { diagnosisWords as say } from '../../src/text/diagnoses.ts';
import { conditionStatus, isRefuted, since } from '../../src/view/condition.ts';
import type { Column } from '../../src/view/rows.ts';

type Diagnosis = Entry<'diagnoses'>;

/**
 * Diagnoses made at encounters (FHIR Condition, UKCore-Condition), the latest first. One that is provisional, one of
 * several or unconfirmed says so in its row; one that was ruled out waits under its own heading.
 *
 * @element lcr-diagnoses
 */
export class LcrDiagnoses extends CategoryElement<'diagnoses'> {
  protected override readonly category = 'diagnoses';
  protected override readonly words = say;

  protected override get columns(): readonly Column<Diagnosis>[] {
    return [
      { heading: say.diagnosis, cell: ({ code }) => formatCoding(code) },
      { heading: say.status, cell: conditionStatus },
      { heading: say.date, cell: since },
      { heading: say.source, cell: ({ source }) => source.name },
    ];
  }

  protected override groups(entries: readonly Diagnosis[]): Group<Diagnosis>[] {
    return [
      { entries: entries.filter((entry) => !isRefuted(entry)) },
      { title: conditionWords.refutedGroup, entries: entries.filter(isRefuted), folded: true },
    ];
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-diagnoses', LcrDiagnoses);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-diagnoses': LcrDiagnoses;
  }
}
