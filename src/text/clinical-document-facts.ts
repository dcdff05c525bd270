import { list } from './list.ts';

/** The sentences of a document's detail. Which of its dates is which matters (domain rules, A2). */
export const clinicalDocumentFactWords = list('clinicalDocumentFactWords', {
  title: 'About',
  completion: 'Completion',
  completions: { preliminary: 'Preliminary: not the final version', final: 'Final', amended: 'Amended' },
  specialty: 'Specialty',
  custodian: 'Kept by',
  event: 'Date of what it is about',
  created: 'Written',
  filed: 'Filed',
  files: 'Document',
  noFile: 'The document itself was not sent. Ask its source.',
  replaces: 'Replaces entry',
  replacedBy: 'Replaced by entry',
  classifiedBy: 'Sorted by',
});
