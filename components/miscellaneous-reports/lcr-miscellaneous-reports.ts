import type { CSSResultGroup } from 'lit';
import type { Entry } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { alignedSheet } from '../../src/style/aligned.ts';
import { clinicalDocumentSheet } from '../../src/style/clinical-document.ts';
import { sheet } from '../../src/style/sheet.ts';
import { miscellaneousReportWords as say } from '../../src/text/miscellaneous-reports.ts';
import { byYear, documentColumns, isSuperseded, supersededGroup } from '../../src/view/clinical-document.ts';

type Report = Entry<'miscellaneous-reports'>;

/**
 * Operation notes and every other document that no other list claims (FHIR DocumentReference,
 * UKCore-DocumentReference), the latest first; where there are many, by year. What a newer version has replaced is
 * folded away and says by what.
 *
 * @element lcr-miscellaneous-reports
 */
export class LcrMiscellaneousReports extends CategoryElement<'miscellaneous-reports'> {
  static override readonly styles: CSSResultGroup = [sheet, alignedSheet, clinicalDocumentSheet];

  protected override readonly category = 'miscellaneous-reports';
  protected override readonly words = say;
  protected override get columns() {
    return documentColumns<Report>(() => this.reading.data?.entries);
  }

  protected override groups(entries: readonly Report[]): Group<Report>[] {
    return [...byYear(entries.filter((entry) => !isSuperseded(entry))), supersededGroup(entries)];
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-miscellaneous-reports', LcrMiscellaneousReports);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-miscellaneous-reports': LcrMiscellaneousReports;
  }
}
