import { html, nothing, type CSSResultGroup } from 'lit';
import type { Entry } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { formatCoding } from '../../src/format/coding.ts';
import { formatDay } from '../../src/format/day.ts';
import { alignedSheet } from '../../src/style/aligned.ts';
import { sheet } from '../../src/style/sheet.ts';
import { procedureWords as say } from '../../src/text/procedures.ts';
import { words } from '../../src/text/words.ts';
import type { Content } from '../../src/view/frame.ts';
import type { Column } from '../../src/view/rows.ts';

type Procedure = Entry<'procedures'>;

const AHEAD: ReadonlySet<Procedure['status']> = new Set(['preparation', 'in-progress', 'on-hold']);
const isAhead = ({ status }: Procedure) => AHEAD.has(status);
const isUnknown = ({ status }: Procedure) => status === 'unknown';

/** SNOMED CT 387713003 |Surgical procedure|. */
const isSurgical = ({ category }: Procedure) => category?.code === '387713003';

function name({ code, status }: Procedure): Content {
  const before = say.before[status];
  const danger = status === 'not-done' || status === 'stopped';
  return before ? html`<span><span class=${danger ? 'mark' : nothing}>${before}</span> ${formatCoding(code)}</span>` : formatCoding(code);
}

function status(procedure: Procedure): Content {
  const { status: stands, statusReason, complications } = procedure;
  const reason = statusReason?.display ?? (stands === 'not-done' ? words.notRecorded : undefined);
  const told = [say.statuses[stands], reason && say.reason(reason), isSurgical(procedure) && say.surgical];
  return html`${told.filter(Boolean).join('. ')}${complications.length ? html`. <span class="mark">${say.complication}</span>` : nothing}`;
}

/** Words that name a side. They are not read for it, but where they stand it is not said to be missing. */
const SIDES = /\b(left|right|both|bilateral|unilateral)\b/i;

/** A site whose own words name no side, and with which none was sent, is said to lack one. */
function site({ bodySites, laterality, code }: Procedure): string {
  const where = bodySites.map(({ display }) => display).join(', ');
  if (laterality) return [where, laterality.display].filter(Boolean).join(', ');
  if (!where) return words.notRecorded;
  return SIDES.test(`${where} ${code.display}`) ? where : say.sideNotRecorded(where);
}

/**
 * Procedures (FHIR Procedure, UKCore-Procedure): what is planned or under way, then what is past, the latest first.
 * All are shown, since sources do not agree on which are surgical; those that are marked so say it. What was not
 * done, stopped or only planned is told by its first words.
 *
 * @element lcr-procedures
 */
export class LcrProcedures extends CategoryElement<'procedures'> {
  static override readonly styles: CSSResultGroup = [sheet, alignedSheet];

  protected override readonly category = 'procedures';
  protected override readonly words = say;

  protected override get columns(): readonly Column<Procedure>[] {
    return [
      { heading: say.procedure, cell: name },
      { heading: say.status, cell: status },
      { heading: say.date, cell: ({ when }) => formatDay(when, false), as: 'date' },
      { heading: say.site, cell: site },
      { heading: say.source, cell: ({ source }) => source.name },
    ];
  }

  protected override groups(entries: readonly Procedure[]): Group<Procedure>[] {
    return [
      { title: say.aheadGroup, entries: entries.filter(isAhead) },
      { title: say.pastGroup, entries: entries.filter((entry) => !isAhead(entry) && !isUnknown(entry)) },
      { title: say.unknownGroup, entries: entries.filter(isUnknown), folded: true },
    ];
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-procedures', LcrProcedures);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-procedures': LcrProcedures;
  }
}
