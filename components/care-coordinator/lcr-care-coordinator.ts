import { html, nothing } from 'lit';
import type { Entry } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { formatDay } from '../../src/format/day.ts';
import { coordinatorWords as say } from '../../src/text/care-coordinator.ts';
import { words } from '../../src/text/words.ts';
import { unbroken } from '../../src/view/dated.ts';
import { classed } from '../../src/view/filled.ts';
import type { Column } from '../../src/view/rows.ts';

type Coordinator = Entry<'care-coordinator'>;

const OVER = new Set<Coordinator['status']>(['inactive', 'finished', 'cancelled']);
const isOver = ({ status }: Coordinator) => OVER.has(status);

const role = ({ role: own, from, team }: Coordinator) => {
  const place = say.from[from](team ?? '');
  return own ? html`${own.display} <span class="aside">${place}</span>` : place;
};

/** Where they work, and how to reach them there. */
const organisation = ({ organisation: name, telephone, email }: Coordinator) =>
  html`${name ?? words.notRecorded} ${telephone ? classed('number', telephone, 'div') : nothing}
    ${email ? html`<div>${email.split(/(?=@)/).map((part) => html`<wbr />${part}`)}</div>` : nothing}
    ${telephone || email ? nothing : classed('aside', say.contactNotRecorded, 'div')}`;

const status = (entry: Coordinator) => {
  const { status: code, period } = entry;
  if (isOver(entry)) {
    const ended = say.statuses[code];
    return classed('mark', period?.end ? unbroken(say.statusOn(ended, formatDay(period.end))) : ended);
  }
  return period?.start && code === 'active' ? unbroken(say.since(say.statuses[code], formatDay(period.start))) : say.statuses[code];
};

/** The practice that another source has named already: that all agree is worth a line, not a page. */
function repeated(entries: readonly Coordinator[]): Set<Coordinator> {
  const met = new Set<string>();
  const again = new Set<Coordinator>();
  for (const entry of entries) {
    const { from, name, organisation, telephone, email } = entry;
    if (from !== 'general-practitioner') continue;
    const who = JSON.stringify([name, organisation, telephone, email]);
    if (met.has(who)) again.add(entry);
    met.add(who);
  }
  return again;
}

/**
 * Whom to turn to: every coordinator, team member and care manager, and the registered practice (FHIR CareTeam,
 * EpisodeOfCare, Patient.generalPractitioner). Who is in charge now stands first; who no longer is, waits under a heading.
 *
 * @element lcr-care-coordinator
 */
export class LcrCareCoordinator extends CategoryElement<'care-coordinator'> {
  protected override readonly category = 'care-coordinator';
  protected override readonly words = say;

  protected override get columns(): readonly Column<Coordinator>[] {
    return [
      { heading: say.name, cell: ({ name, organisation, team }) => name ?? organisation ?? team ?? words.notRecorded },
      { heading: say.role, cell: role },
      { heading: say.organisation, cell: organisation },
      { heading: say.status, cell: status },
      { heading: say.source, cell: ({ source }) => source.name },
    ];
  }

  protected override groups(entries: readonly Coordinator[]): Group<Coordinator>[] {
    const again = repeated(entries);
    return [
      { entries: entries.filter((entry) => !isOver(entry) && !again.has(entry)) },
      { title: say.repeatedGroup, entries: entries.filter((entry) => again.has(entry)), folded: true },
      { title: say.endedGroup, entries: entries.filter(isOver), folded: true },
    ];
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-care-coordinator', LcrCareCoordinator);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-care-coordinator': LcrCareCoordinator;
  }
}
