import { nothing, type CSSResultGroup } from 'lit';
import type { Entry, Section } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { formatCoding } from '../../src/format/coding.ts';
import { formatDay } from '../../src/format/day.ts';
import { alignedSheet } from '../../src/style/aligned.ts';
import { sheet } from '../../src/style/sheet.ts';
import { alertWords as say } from '../../src/text/alerts.ts';
import { words } from '../../src/text/words.ts';
import { classed } from '../../src/view/filled.ts';
import type { Content } from '../../src/view/frame.ts';
import type { Column } from '../../src/view/rows.ts';

type Alert = Entry<'alerts'>;

const isGrave = ({ concern }: Alert) => concern === 'safeguarding' || concern === 'risk';
const isAdjustment = ({ concern }: Alert) => concern === 'reasonable-adjustment';

const categories = ({ categories: all }: Alert) => all.map(({ display }) => display).join(', ') || words.notRecorded;

/**
 * Alerts that hold today (FHIR Flag, UKCore-Flag): safeguarding and risk first, reasonable adjustments last. Full or
 * empty, the list says that a missing alert does not mean that there is no risk; and where it shows safeguarding
 * information, that somebody else may be looking.
 *
 * @element lcr-alerts
 */
export class LcrAlerts extends CategoryElement<'alerts'> {
  static override readonly styles: CSSResultGroup = [sheet, alignedSheet];

  protected override readonly category = 'alerts';
  protected override readonly words = say;

  protected override get columns(): readonly Column<Alert>[] {
    return [
      { heading: say.alert, cell: ({ code }) => formatCoding(code) },
      { heading: say.category, cell: categories },
      { heading: say.since, cell: ({ when }) => formatDay(when, false), as: 'date' },
      { heading: say.source, cell: ({ source }) => source.name },
    ];
  }

  protected override groups(entries: readonly Alert[]): Group<Alert>[] {
    return [
      { title: say.concernGroups.grave, entries: entries.filter(isGrave) },
      { title: say.concernGroups.other, entries: entries.filter((entry) => !isGrave(entry) && !isAdjustment(entry)) },
      { title: say.concernGroups.adjustment, entries: entries.filter(isAdjustment) },
    ];
  }

  protected override above({ entries }: Section<'alerts'>): Content {
    return entries.some(({ concern }) => concern === 'safeguarding') ? classed('notice', say.privacy, 'p') : nothing;
  }

  protected override below(): Content {
    return classed('state', say.caution, 'p');
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-alerts', LcrAlerts);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-alerts': LcrAlerts;
  }
}
