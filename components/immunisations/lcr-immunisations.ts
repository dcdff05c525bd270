import { nothing, type CSSResultGroup } from 'lit';
import type { Entry, Section } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { formatCoding } from '../../src/format/coding.ts';
import { formatDay } from '../../src/format/day.ts';
import { alignedSheet } from '../../src/style/aligned.ts';
import { sheet } from '../../src/style/sheet.ts';
import { immunisationWords as say } from '../../src/text/immunisations.ts';
import { words } from '../../src/text/words.ts';
import { classed } from '../../src/view/filled.ts';
import type { Content } from '../../src/view/frame.ts';
import { given, vaccine } from '../../src/view/immunisation.ts';
import type { Column } from '../../src/view/rows.ts';

type Immunisation = Entry<'immunisations'>;

const dose = ({ dose: sent }: Immunisation) =>
  sent?.number && sent.of ? say.doseOf(sent.number, sent.of) : (sent?.number ?? words.notRecorded);

const protectsAgainst = ({ targetDiseases, code }: Immunisation) =>
  targetDiseases.map(({ display }) => display).toSorted().join(', ') || formatCoding(code);

/**
 * Immunisations by what they protect against, or by vaccine where that was not sent (FHIR Immunization,
 * UKCore-Immunization), the latest first. One that was not given is told by its first words, with the reason; a
 * dose that two sources tell of stands there twice.
 *
 * @element lcr-immunisations
 */
export class LcrImmunisations extends CategoryElement<'immunisations'> {
  static override readonly styles: CSSResultGroup = [sheet, alignedSheet];

  protected override readonly category = 'immunisations';
  protected override readonly words = say;

  protected override get columns(): readonly Column<Immunisation>[] {
    return [
      { heading: say.vaccine, cell: vaccine },
      { heading: say.status, cell: given },
      { heading: say.dose, cell: dose },
      { heading: say.date, cell: ({ when }) => formatDay(when, false), as: 'date' },
      { heading: say.source, cell: ({ source }) => source.name },
    ];
  }

  protected override groups(entries: readonly Immunisation[]): Group<Immunisation>[] {
    return [...Map.groupBy(entries, protectsAgainst)].map(([title, group]) => ({ title, entries: group }));
  }

  protected override below({ entries }: Section<'immunisations'>): Content {
    const sources = new Set(entries.map(({ source }) => source.odsCode));
    return sources.size > 1 ? classed('aside state', say.sameDose, 'p') : nothing;
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-immunisations', LcrImmunisations);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-immunisations': LcrImmunisations;
  }
}
