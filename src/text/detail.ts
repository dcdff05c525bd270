import { list } from './list.ts';

/** The sentences of an entry's detail: where it comes from, and who to tell if it is wrong (provider FAQ). */
export const detailWords = list('detailWords', {
  source: 'Source',
  system: 'System',
  author: 'Recorded by',
  recorded: 'Recorded',
  updated: 'Last updated at the source',
  code: 'Code',
  sentAs: 'In the source’s own words',
  note: 'Note',
  identity: 'Entry',
  from: (name: string, odsCode: string) => `${name} (${odsCode})`,
  codeOf: (code: string, system: string) => `${code} (${system})`,
  problem: 'Report a problem.',
  problemOwn: 'Something wrong with this entry? It comes from your own organisation: contact your local service desk',
  problemOther: 'Something wrong with this entry? It comes from another organisation: contact the helpdesk',
  problemUnknown: 'Something wrong with this entry? If it comes from your own organisation, contact your local service desk; if not, the helpdesk.',
});

/** Names by which people know the code systems of UK records. */
export const codeSystems: Record<string, string> = list('codeSystems', {
  'http://snomed.info/sct': 'SNOMED CT',
  'http://loinc.org': 'LOINC',
  'https://dmd.nhs.uk': 'dm+d',
  'http://read.info/readv2': 'Read v2',
  'http://read.info/ctv3': 'Read CTV3',
  'http://www.nlm.nih.gov/research/umls/rxnorm': 'RxNorm',
  'urn:ietf:rfc:3986': 'address of the form',
  'http://hl7.org/fhir/sid/icd-10': 'ICD-10',
  'http://hl7.org/fhir/sid/icd-10-uk': 'ICD-10',
});
