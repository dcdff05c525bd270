import { nothing, type CSSResultGroup } from 'lit';
import type { Entry, Section } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { columnSheet } from '../../src/style/columns.ts';
import { sheet } from '../../src/style/sheet.ts';
import { encounterWords as say } from '../../src/text/encounters.ts';
import { encounterStatus, isOpen, setting, spanned, why } from '../../src/view/encounter.ts';
import { classed } from '../../src/view/filled.ts';
import type { Content } from '../../src/view/frame.ts';
import type { Column } from '../../src/view/rows.ts';
import { spells } from './spells.ts';

type Encounter = Entry<'encounters'>;

/**
 * Encounters and visits (FHIR Encounter, UKCore-Encounter), the newest first. What nobody closed is pinned, with since
 * when; that is no proof that it still goes on. A stay in the emergency department stands below the spell that it led to.
 *
 * @element lcr-encounters
 */
export class LcrEncounters extends CategoryElement<'encounters'> {
  static override readonly styles: CSSResultGroup = [sheet, columnSheet];

  protected override readonly category = 'encounters';
  protected override readonly words = say;

  /** The segments whose spell stands above them. */
  #below: ReadonlySet<string> = new Set();

  protected override get columns(): readonly Column<Encounter>[] {
    return [
      { heading: say.encounter, cell: (entry) => this.#named(entry) },
      { heading: say.service, cell: why },
      { heading: say.dates, cell: spanned },
      { heading: say.status, cell: encounterStatus },
      { heading: say.source, cell: ({ source }) => source.name },
    ];
  }

  #named(entry: Encounter): string {
    const name = setting(entry);
    if (!entry.partOf) return name;
    return this.#below.has(entry.id) ? say.part(name) : say.partElsewhere(name);
  }

  protected override groups(entries: readonly Encounter[]): Group<Encounter>[] {
    const all = spells(entries);
    this.#below = new Set(all.flatMap(({ segments }) => segments.map(({ id }) => id)));
    const open = all.filter(({ spell, segments }) => [spell, ...segments].some(isOpen));
    const rest = all.filter((one) => !open.includes(one));
    const of = (...statuses: Encounter['status'][]) => rest.filter(({ spell }) => statuses.includes(spell.status));
    const [planned, cancelled] = [of('planned'), of('cancelled')];
    const group = (title: string, some: typeof all, folded = false) => ({
      title,
      entries: some.flatMap(({ spell, segments }) => [spell, ...segments]),
      folded,
    });
    return [
      group(say.openGroup, open),
      group(say.plannedGroup, planned),
      group(say.pastGroup, rest.filter((one) => !planned.includes(one) && !cancelled.includes(one))),
      group(say.cancelledGroup, cancelled, true),
    ];
  }

  protected override above({ entries }: Section<'encounters'>): Content {
    return entries.some(isOpen) ? classed('aside state', say.openNote, 'p') : nothing;
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-encounters', LcrEncounters);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-encounters': LcrEncounters;
  }
}
