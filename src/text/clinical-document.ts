import { list } from './list.ts';

/** The sentences that a row of every list of documents has (FHIR DocumentReference). */
export const clinicalDocumentWords = list('clinicalDocumentWords', {
  type: 'Type',
  date: 'Date',
  about: 'About',
  author: 'Author',
  authorAndSpecialty: 'Author, specialty',
  authorNotRecorded: 'Author not recorded',
  specialtyNotRecorded: 'Specialty not recorded',
  organisation: 'Organisation',
  source: 'Source',
  completion: { preliminary: 'Preliminary: not the final version', amended: 'Amended', final: '' },
  superseded: 'Replaced',
  newerExists: 'A newer version exists',
  replacedBy: (name: string, day: string) => `Replaced by “${name}” of ${day}`,
  replacedElsewhere: 'Replaced by a newer version, which is not in this list',
  supersededGroup: 'Replaced by a newer version',
  noFile: 'The document itself was not sent',
  groupOfYear: (group: string, year: string) => `${group}, ${year}`,
});
