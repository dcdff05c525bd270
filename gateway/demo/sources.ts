import type { Category } from '../../api-spec/record.ts';
import type { Zone } from './calendar.ts';

export type SourceId = 'northbridge' | 'canalside' | 'heathway' | 'larkfield' | 'millmead';

/** How a source writes things down. No two real systems agree, so no two of these do. */
export interface Habits {
  readonly references: 'relative' | 'urn' | 'absolute';
  readonly zone: Zone;
  /** Whether `meta` says when the source last changed a resource. */
  readonly stamps: boolean;
  /** How an author is named: by role, by person, inside the resource, or in words alone. */
  readonly people: 'role' | 'practitioner' | 'contained' | 'words';
  /** A panel as results of its report, as members of a group observation, or with no report at all. */
  readonly panels: 'results' | 'members' | 'none';
  /** Laboratory reports say their section, or only that they are from a laboratory. */
  readonly sections: boolean;
  readonly flags: 'v3' | 'v2' | 'words' | 'none';
  /** Whether an unremarkable result is flagged as normal. */
  readonly flagsNormal: boolean;
  readonly ranges: 'numbers' | 'words';
  /** Its own text and UCUM code for a unit. */
  readonly units: { readonly [unit: string]: readonly [text: string, ucum: string] };
  /** Whether a quantity carries its UCUM code. */
  readonly ucum: boolean;
  /** A request and a specimen of their own, or a specimen inside the report. */
  readonly requests: boolean;
  /** A code system of its own, sent before the national code. */
  readonly local?: string;
  /** How the source is exported. */
  readonly export: 'ndjson' | 'transaction' | 'searchset' | 'collection' | 'single';
}

export interface DemoSource {
  readonly id: SourceId;
  readonly organisation: { readonly odsCode: string; readonly name: string };
  readonly kind: string;
  readonly system: string;
  readonly base: string;
  /** What it cannot hold by its nature. */
  readonly without: readonly Category[];
  /** What its contacts are where nothing in them says. */
  readonly careSetting?: 'community' | 'mental-health';
  readonly habits: Habits;
}

/** Five invented organisations, each with one invented system. */
export const sources: readonly DemoSource[] = [
  {
    id: 'northbridge',
    organisation: { odsCode: 'XQ1', name: 'Northbridge University Hospitals' },
    kind: 'acute trust',
    system: 'Meridian EPR',
    base: 'https://fhir.northbridge.example/R4',
    without: ['gp-record'],
    habits: {
      references: 'relative', zone: 'utc', stamps: true, people: 'role', panels: 'results', sections: true,
      flags: 'v3', flagsNormal: false, ranges: 'numbers', units: {}, ucum: true, requests: true,
      local: 'https://fhir.northbridge.example/CodeSystem/pathology', export: 'ndjson',
    },
  },
  {
    id: 'canalside',
    organisation: { odsCode: 'XQ2', name: 'Canalside General Hospital' },
    kind: 'acute trust',
    system: 'WardView',
    base: 'https://integration.canalside.example/fhir',
    without: ['gp-record'],
    habits: {
      references: 'urn', zone: 'london', stamps: true, people: 'practitioner', panels: 'members',
      sections: false,
      flags: 'v2', flagsNormal: true, ranges: 'numbers',
      units: { 'U/L': ['iu/L', '[iU]/L'], 'umol/L': ['µmol/L', 'umol/L'] }, ucum: true, requests: true,
      export: 'transaction',
    },
  },
  {
    id: 'heathway',
    organisation: { odsCode: 'XQ3', name: 'Heathway Community and Mental Health' },
    kind: 'community and mental health trust',
    system: 'Outreach',
    base: 'https://fhir.heathway.example/R4',
    without: ['gp-record'],
    careSetting: 'mental-health',
    habits: {
      references: 'absolute', zone: 'london', stamps: false, people: 'contained', panels: 'none',
      sections: false,
      flags: 'words', flagsNormal: false, ranges: 'words', units: {}, ucum: true, requests: false,
      export: 'searchset',
    },
  },
  {
    id: 'larkfield',
    organisation: { odsCode: 'XQ4', name: 'Larkfield Road Surgery' },
    kind: 'GP practice',
    system: 'PracticeLine',
    base: 'https://gp.larkfield.example/fhir',
    // Letters, other documents and referrals of a GP practice are never included (provider FAQ).
    without: ['correspondence', 'miscellaneous-reports', 'progress-notes', 'referrals'],
    habits: {
      references: 'relative', zone: 'london', stamps: false, people: 'practitioner', panels: 'results',
      sections: false, flags: 'none', flagsNormal: false, ranges: 'words',
      units: { '10*9/L': ['x10^9/L', '10*9/L'] },
      ucum: false, requests: false, export: 'collection',
    },
  },
  {
    id: 'millmead',
    organisation: { odsCode: 'XQ5', name: 'Millmead Borough Council' },
    kind: 'adult social care',
    system: 'CareLedger',
    base: 'https://care.millmead.example/fhir',
    without: ['gp-record'],
    habits: {
      references: 'relative', zone: 'london', stamps: true, people: 'words', panels: 'none', sections: false,
      flags: 'none', flagsNormal: false, ranges: 'words', units: {}, ucum: false, requests: false,
      export: 'single',
    },
  },
];

export const sourceOf = new Map(sources.map((source) => [source.id, source] as const));
