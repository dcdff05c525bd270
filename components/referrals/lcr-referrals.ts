import { html, nothing, type CSSResultGroup } from 'lit';
import type { Entry } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { columnSheet } from '../../src/style/columns.ts';
import { sheet } from '../../src/style/sheet.ts';
import { referralWords as say } from '../../src/text/referrals.ts';
import { words } from '../../src/text/words.ts';
import { dated } from '../../src/view/dated.ts';
import { classed } from '../../src/view/filled.ts';
import type { Content } from '../../src/view/frame.ts';
import type { Column } from '../../src/view/rows.ts';

type Referral = Entry<'referrals'>;

const to = ({ referredTo, specialty }: Referral) =>
  [...referredTo.map(({ name }) => name), specialty?.display].filter(Boolean).join(', ') || words.notRecorded;

const date = ({ when, due }: Referral): Content =>
  html`${when ? dated('', when) : words.notRecorded}${due ? dated(say.due, due) : nothing}`;

const status = ({ status: sent, intent }: Referral) => [say.statuses[sent], intent && say.intents[intent]].filter(Boolean).join('. ');

const isOff = (entry: Referral) => entry.status === 'revoked' || entry.status === 'draft';
const isDone = (entry: Referral) => entry.status === 'completed';

/**
 * Referrals (FHIR ServiceRequest, UKCore-ServiceRequest), what is still to happen first. Requests for laboratory tests
 * and imaging are not among them, and GP referrals never are (provider FAQ). A referral is not an acceptance.
 *
 * @element lcr-referrals
 */
export class LcrReferrals extends CategoryElement<'referrals'> {
  static override readonly styles: CSSResultGroup = [sheet, columnSheet];

  protected override readonly category = 'referrals';
  protected override readonly words = say;

  protected override get columns(): readonly Column<Referral>[] {
    return [
      { heading: say.referral, cell: ({ code }) => code.text || code.display },
      { heading: say.to, cell: to },
      { heading: say.date, cell: date },
      { heading: say.priority, cell: ({ priority }) => (priority ? say.priorities[priority] : words.notRecorded) },
      { heading: say.status, cell: status },
      { heading: say.source, cell: ({ source }) => source.name },
    ];
  }

  protected override groups(entries: readonly Referral[]): Group<Referral>[] {
    return [
      { entries: entries.filter((entry) => !isOff(entry) && !isDone(entry)) },
      { title: say.completedGroup, entries: entries.filter(isDone) },
      { title: say.withdrawnGroup, entries: entries.filter(isOff), folded: true },
    ];
  }

  protected override above(): Content {
    return classed('aside state', say.notAccepted, 'p');
  }

  protected override below(): Content {
    return classed('aside state', say.responsibility, 'p');
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-referrals', LcrReferrals);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-referrals': LcrReferrals;
  }
}
