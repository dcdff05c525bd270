import type { CSSResultGroup } from 'lit';
import type { Entry, Kind } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { alignedSheet } from '../../src/style/aligned.ts';
import { clinicalDocumentSheet } from '../../src/style/clinical-document.ts';
import { sheet } from '../../src/style/sheet.ts';
import { correspondenceWords as say } from '../../src/text/correspondence.ts';
import { byYear, documentColumns, isSuperseded, supersededGroup } from '../../src/view/clinical-document.ts';

type Letter = Entry<'correspondence'>;

/**
 * Discharge summaries and outpatient letters, by kind and, where there are many, by year (FHIR DocumentReference,
 * UKCore-DocumentReference). What a newer version has replaced is folded away and says by what. Letters of a GP
 * practice are never included (provider FAQ).
 *
 * @element lcr-correspondence
 * @attr {'inpatient-discharge'|'emergency-discharge'|'outpatient-letter'} kind - Kinds to show, with spaces between.
 */
export class LcrCorrespondence extends CategoryElement<'correspondence'> {
  static override readonly styles: CSSResultGroup = [sheet, alignedSheet, clinicalDocumentSheet];

  protected override readonly category = 'correspondence';
  protected override readonly words = say;
  protected override get columns() {
    return documentColumns<Letter>(() => this.reading.data?.entries);
  }

  protected override groups(entries: readonly Letter[]): Group<Letter>[] {
    const standing = entries.filter((entry) => !isSuperseded(entry));
    return [
      ...(Object.keys(say.kinds) as Kind<'correspondence'>[]).flatMap((kind) =>
        byYear(standing.filter((entry) => entry.kind === kind), say.kinds[kind]),
      ),
      // A kind that this version does not know is not left out.
      { title: say.other, entries: standing.filter(({ kind }) => !Object.hasOwn(say.kinds, kind)) },
      supersededGroup(entries),
    ];
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-correspondence', LcrCorrespondence);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-correspondence': LcrCorrespondence;
  }
}
