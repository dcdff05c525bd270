import type { Entry } from '../../api-spec/record.ts';
import { formatDay } from '../format/day.ts';
import { clinicalDocumentFactWords as say } from '../text/clinical-document-facts.ts';
import { words } from '../text/words.ts';
import type { ClinicalDocument } from './clinical-document.ts';
import type { Fact } from './detail.ts';

/** What the detail of a letter, a report or a note adds to its row (FHIR DocumentReference). */
export function documentFacts(entry: ClinicalDocument & Pick<Entry, 'classifiedBy'>): Fact[] {
  const { title, completion, specialty, custodian, when, created, filed, replaces, replacedBy, documents, classifiedBy } = entry;
  return [
    [say.title, title],
    [say.completion, completion ? say.completions[completion] : words.notRecorded],
    [say.event, formatDay(when)],
    [say.created, formatDay(created)],
    [say.filed, formatDay(filed)],
    [say.specialty, specialty?.display],
    [say.custodian, custodian],
    [say.files, documents.length ? undefined : say.noFile],
    [say.replaces, replaces],
    [say.replacedBy, replacedBy],
    [say.classifiedBy, classifiedBy],
  ];
}
