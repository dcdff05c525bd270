import { type CSSResultGroup } from 'lit';
import type { Entry } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { formatDay } from '../../src/format/day.ts';
import { alignedSheet } from '../../src/style/aligned.ts';
import { sheet } from '../../src/style/sheet.ts';
import { contactWords as say } from '../../src/text/community-mental-health.ts';
import { words } from '../../src/text/words.ts';
import { unbroken } from '../../src/view/dated.ts';
import { classed } from '../../src/view/filled.ts';
import type { Column } from '../../src/view/rows.ts';

type Contact = Entry<'community-mental-health'>;

const isReplaced = ({ status }: Contact) => status === 'superseded';
const isOpenCaseload = ({ from, status }: Contact) => from === 'episode-of-care' && status !== 'finished' && status !== 'cancelled';

const what = ({ from, contactType, service, code }: Contact) =>
  from === 'episode-of-care'
    ? [say.from[from], service?.display].filter(Boolean).join(': ')
    : (contactType?.display ?? code?.text ?? code?.display ?? say.from[from]);

/** When a visit was; how long a caseload has lasted. */
function when({ from, when: start, period }: Contact): string {
  if (from !== 'episode-of-care') return formatDay(start);
  const [first, last] = [period?.start && formatDay(period.start), period?.end && formatDay(period.end)];
  if (first && last) return say.between(first, last);
  return first ? say.since(first) : last ? say.until(last) : words.notRecorded;
}

const status = ({ status: code, missed }: Contact) => {
  if (missed) return classed('mark', say.missed);
  return code === 'cancelled' ? classed('mark', say.statuses.cancelled) : say.statuses[code];
};

/**
 * Community and mental health care: the caseloads that are open, then contacts and documents by service, the latest
 * first (FHIR EpisodeOfCare, Encounter, DocumentReference). EMIS community is never included.
 *
 * @element lcr-community-mental-health
 * @attr {'community'|'mental-health'} kind - Kinds to show, with spaces between.
 */
export class LcrCommunityMentalHealth extends CategoryElement<'community-mental-health'> {
  static override readonly styles: CSSResultGroup = [sheet, alignedSheet];

  protected override readonly category = 'community-mental-health';
  protected override readonly words = say;

  protected override get columns(): readonly Column<Contact>[] {
    return [
      { heading: say.what, cell: what },
      { heading: say.when, cell: (entry) => unbroken(when(entry)) },
      { heading: say.professionals, cell: ({ professionals }) => professionals.map(({ name }) => name).join('; ') || words.notRecorded },
      { heading: say.outcome, cell: ({ outcome, from }) => outcome?.display ?? (from === 'encounter' ? words.notRecorded : '') },
      { heading: say.status, cell: status },
      { heading: say.source, cell: ({ source }) => source.name },
    ];
  }

  protected override groups(entries: readonly Contact[]): Group<Contact>[] {
    const rest = entries.filter((entry) => !isOpenCaseload(entry) && !isReplaced(entry));
    const services = Map.groupBy(rest, ({ service, kind }) => say.serviceGroup(service?.display ?? say.noService, say.kinds[kind]));
    return [
      { title: say.caseloadGroup, entries: entries.filter(isOpenCaseload) },
      ...[...services].map(([title, group]) => ({ title, entries: group })),
      { title: say.replacedGroup, entries: entries.filter(isReplaced), folded: true },
    ];
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-community-mental-health', LcrCommunityMentalHealth);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-community-mental-health': LcrCommunityMentalHealth;
  }
}
