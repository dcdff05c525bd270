import { html, nothing, type CSSResultGroup } from 'lit';
import type { Entry, Section } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { formatDay } from '../../src/format/day.ts';
import { alignedSheet } from '../../src/style/aligned.ts';
import { clinicalDocumentSheet } from '../../src/style/clinical-document.ts';
import { sheet } from '../../src/style/sheet.ts';
import { carePlanWords as say } from '../../src/text/care-plans.ts';
import { clinicalDocumentWords } from '../../src/text/clinical-document.ts';
import { words } from '../../src/text/words.ts';
import { replacement } from '../../src/view/clinical-document.ts';
import type { Content } from '../../src/view/frame.ts';
import type { Column } from '../../src/view/rows.ts';

type Plan = Entry<'care-plans'>;

const hasEnded = ({ status }: Plan) => status === 'completed' || status === 'revoked' || status === 'superseded';

const typeOf = ({ code }: Plan) => code.text || code.display;

const status = (plan: Plan) =>
  [
    say.statuses[plan.status],
    plan.intent && say.intents[plan.intent],
    plan.completion && clinicalDocumentWords.completion[plan.completion],
    plan.replacedBy && !hasEnded(plan) ? clinicalDocumentWords.newerExists : '',
  ]
    .filter(Boolean)
    .join('. ');

/** Plans that contradict each other where it counts: several of one type that none of their sources calls ended. */
const several = (entries: readonly Plan[]): Content =>
  [...Map.groupBy(entries.filter((plan) => plan.emergency && !hasEnded(plan)), typeOf)].map(([type, plans]) =>
    plans.length > 1 && plans[0]
      ? html`<div class="notice" role="status">${say.several(type, plans.length, formatDay(plans[0].when, false), plans[0].source.name)}</div>`
      : nothing,
  );

/**
 * Care plans (FHIR CarePlan and DocumentReference, UKCore-CarePlan). Plans for an emergency, a crisis or the end of
 * life come first, the latest version first; what has ended or was replaced waits under its own heading. A copy here
 * may not be the plan in force, and the list says so.
 *
 * @element lcr-care-plans
 */
export class LcrCarePlans extends CategoryElement<'care-plans'> {
  static override readonly styles: CSSResultGroup = [sheet, alignedSheet, clinicalDocumentSheet];

  protected override readonly category = 'care-plans';
  protected override readonly words = say;

  protected override get columns(): readonly Column<Plan>[] {
    return [
      { heading: say.plan, cell: (plan) => plan.title || typeOf(plan) },
      { heading: say.status, cell: (plan) => html`${status(plan)}${replacement(plan, this.reading.data?.entries)}` },
      { heading: say.date, cell: ({ when }) => html`<b>${formatDay(when, false)}</b>`, as: 'date' },
      { heading: say.source, cell: ({ source }) => html`<b>${source.name}</b>` },
      { heading: say.type, cell: typeOf },
      { heading: say.author, cell: ({ author }) => author?.name ?? words.notRecorded },
    ];
  }

  protected override above({ entries }: Section<'care-plans'>): Content {
    return html`<p class="state">${say.caution}</p>${several(entries)}`;
  }

  protected override groups(entries: readonly Plan[]): Group<Plan>[] {
    const standing = entries.filter((plan) => !hasEnded(plan));
    const emergency = standing.filter((plan) => plan.emergency);
    const others = standing.filter((plan) => !plan.emergency);
    return [
      { title: say.emergencyGroup, entries: emergency },
      emergency.length ? { title: say.otherGroup, entries: others } : { entries: others },
      { title: say.endedGroup, entries: entries.filter(hasEnded), folded: true },
    ];
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-care-plans', LcrCarePlans);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-care-plans': LcrCarePlans;
  }
}
