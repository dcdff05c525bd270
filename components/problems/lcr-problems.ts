import type { Entry } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { formatCoding } from '../../src/format/coding.ts';
import { conditionWords } from '../../src/text/conditions.ts';
import { problemWords as say } from '../../src/text/problems.ts';
import { words } from '../../src/text/words.ts';
import { conditionStatus, isRefuted, since } from '../../src/view/condition.ts';
import type { Column } from '../../src/view/rows.ts';

type Problem = Entry<'problems'>;

const PAST: ReadonlySet<Problem['status']> = new Set(['inactive', 'remission', 'resolved']);
const isPast = ({ status }: Problem) => PAST.has(status);

/**
 * The problem list (FHIR Condition, UKCore-Condition): what holds now, major problems first; what is past and what was
 * ruled out wait under their own headings. The same problem from two sources stands there twice, each as its
 * source has it: they may well disagree.
 *
 * @element lcr-problems
 */
export class LcrProblems extends CategoryElement<'problems'> {
  protected override readonly category = 'problems';
  protected override readonly words = say;

  protected override get columns(): readonly Column<Problem>[] {
    return [
      { heading: say.problem, cell: ({ code }) => formatCoding(code) },
      { heading: say.status, cell: conditionStatus },
      { heading: say.significance, cell: ({ significance: how }) => (how ? say.significances[how] : words.notRecorded) },
      { heading: say.since, cell: since },
      { heading: say.source, cell: ({ source }) => source.name },
    ];
  }

  protected override groups(entries: readonly Problem[]): Group<Problem>[] {
    const standing = entries.filter((entry) => !isRefuted(entry));
    return [
      { entries: standing.filter((entry) => !isPast(entry)) },
      { title: say.pastGroup, entries: standing.filter(isPast), folded: true },
      { title: conditionWords.refutedGroup, entries: entries.filter(isRefuted), folded: true },
    ];
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-problems', LcrProblems);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-problems': LcrProblems;
  }
}
