import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { Entry, Section } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { columnSheet } from '../../src/style/columns.ts';
import { sheet } from '../../src/style/sheet.ts';
import { medicationWords as say } from '../../src/text/medications.ts';
import { words } from '../../src/text/words.ts';
import { dated } from '../../src/view/dated.ts';
import { classed } from '../../src/view/filled.ts';
import type { Content } from '../../src/view/frame.ts';
import { dose, medicationStatus, medicine, taken } from '../../src/view/medication.ts';
import type { Column } from '../../src/view/rows.ts';
import { table } from '../../src/view/table.ts';
import { discharges } from './discharges.ts';

type Medication = Entry<'medications'>;

/** What was changed, as its source put it. That nothing is said is not that nothing was changed. */
function change({ change: made, status }: Medication): Content {
  if (!made) return say.changeNotRecorded;
  const what = made.what?.display;
  const sentence = what && made.reason ? say.changed(what, made.reason) : (what ?? made.reason);
  return html`<div class=${status === 'stopped' ? 'mark' : nothing}>${sentence}</div>
    ${made.when ? dated('', made.when) : nothing}`;
}

const isInForce = ({ status: standing }: Medication) => standing !== 'draft' && standing !== 'cancelled';

const REPEAT = ['continuous', 'repeat', 'repeat-dispensing', 'seasonal'];
const ACUTE = ['acute', 'delayed-prescribing'];
const runs = (courses: readonly string[]) => ({ course }: Medication) => courses.includes(course?.code ?? '');

/**
 * Medications (FHIR MedicationStatement and MedicationRequest, UKCore-MedicationStatement, UKCore-MedicationRequest):
 * what was prescribed at discharge and what changed with it first, then what is current, then what is past. Each line
 * is written as NHS CUI writes it, and beside it stands what the source wrote. Lists of several sources stand side by
 * side: nothing is reconciled.
 *
 * @element lcr-medications
 * @attr {'discharge'|'current'|'past'} kind - Kinds to show, with spaces between.
 */
export class LcrMedications extends CategoryElement<'medications'> {
  static override readonly styles: CSSResultGroup = [sheet, columnSheet];

  protected override readonly category = 'medications';
  protected override readonly words = say;

  protected override get columns(): readonly Column<Medication>[] {
    return [
      { heading: say.medicine, cell: medicine },
      { heading: say.dose, cell: dose },
      { heading: say.dates, cell: taken },
      { heading: say.status, cell: medicationStatus },
      { heading: say.source, cell: ({ source }) => source.name },
    ];
  }

  /** A discharge's date and source stand above it: in their place is what was changed. */
  get #atDischarge(): readonly Column<Medication>[] {
    return [
      { heading: say.medicine, cell: medicine },
      { heading: say.dose, cell: dose },
      { heading: say.change, cell: change },
      { heading: say.status, cell: medicationStatus },
      { heading: say.source, cell: ({ source }) => source.name },
    ];
  }

  protected override groups(entries: readonly Medication[]): Group<Medication>[] {
    const standing = entries.filter(isInForce);
    const of = (kind: Medication['kind']) => standing.filter((entry) => entry.kind === kind);
    // A kind that this version does not know is not left out.
    const current = standing.filter(({ kind }) => kind !== 'discharge' && kind !== 'past');
    const [repeat, acute] = [current.filter(runs(REPEAT)), current.filter(runs(ACUTE))];
    return [
      ...discharges(of('discharge')),
      { title: say.currentRepeat, entries: repeat },
      { title: say.currentAcute, entries: acute },
      { title: repeat.length + acute.length ? say.currentOther : say.current, entries: current.filter((entry) => !repeat.includes(entry) && !acute.includes(entry)) },
      { title: say.past, entries: of('past') },
      { title: say.neverInForce, entries: entries.filter((entry) => !isInForce(entry)), folded: true },
    ];
  }

  protected override list(entries: readonly Medication[], title: string): TemplateResult {
    const columns = entries.every(({ kind }) => kind === 'discharge') ? this.#atDischarge : this.columns;
    return table(title, entries, columns, this.rows, (entry) => this.detail(entry));
  }

  protected override above({ entries, knownNone }: Section<'medications'>): Content {
    return html`${knownNone.length
        ? html`<div class="notice" role="status">${knownNone.map(({ code, source }) => html`<p>${words.conflict(code.display, source.name)}</p>`)}</div>`
        : nothing}
      ${entries.some(({ from }) => from === 'request') ? classed('aside state', say.requestIsNotTaking, 'p') : nothing}`;
  }

  protected override below(): Content {
    return classed('aside state', say.notHere, 'p');
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-medications', LcrMedications);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-medications': LcrMedications;
  }
}
