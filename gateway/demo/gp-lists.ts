import type { Cabinet } from './cabinet.ts';
import { concept } from './cabinet.ts';
import type { When } from './calendar.ts';
import { snomed, type Code } from './codes.ts';
import { patients, type DemoPatient, type PatientKey } from './patients.ts';
import { subject } from './people.ts';

interface Warning {
  readonly code: 'confidential-items' | 'data-in-transit' | 'data-awaiting-filing';
  readonly on: keyof typeof headings;
  /** The practice's own words. */
  readonly note?: string;
}

/** The lists of a GP record by what is on them (UKCore-ListCode). */
const headings = {
  problems: { code: snomed('717711000000103', 'Problems'), types: ['Condition'] },
  medications: { code: snomed('933361000000108', 'Medications and medical devices'), types: ['MedicationStatement', 'MedicationRequest'] },
  immunisations: { code: snomed('1102181000000102', 'Immunisations'), types: ['Immunization'] },
  consultations: { code: snomed('1149501000000101', 'List of consultations'), types: ['Encounter'] },
} as const satisfies { [heading: string]: { code: Code; types: readonly string[] } };

/** What the practice's system knows to be missing from these people's records. */
const warnings: { readonly [P in PatientKey]?: readonly Warning[] } = {
  margaret: [{ code: 'data-awaiting-filing', on: 'consultations' }],
  jerome: [{ code: 'confidential-items', on: 'problems' }],
  bronwen: [{ code: 'data-in-transit', on: 'problems',
    note: 'Patient record transfer from previous GP practice not yet complete; what was recorded before it may be missing.' }],
  xanthe: [{ code: 'data-in-transit', on: 'medications', note: 'Transfer not complete.' }],
};

const filed: When = '1d';

/** UKCore-List for each heading of everybody's GP record that has something on it, and for those that have a warning. */
export function fileGpLists(cabinet: Cabinet): void {
  if (cabinet.source.id !== 'larkfield') return;
  for (const { key, knownTo } of patients as readonly DemoPatient[]) {
    if (!knownTo.includes('larkfield')) continue;
    for (const [heading, { code, types }] of Object.entries(headings)) {
      const members = cabinet.filed.filter(({ resource, patient }) =>
        patient === key && (types as readonly string[]).includes(resource.resourceType));
      const own = warnings[key as PatientKey]?.filter(({ on }) => on === heading) ?? [];
      if (members.length === 0 && own.length === 0) continue;
      const notes = own.flatMap(({ note }) => (note === undefined ? [] : [{ text: note }]));
      cabinet.file('List', {
        extension: own.length === 0 ? undefined : own.map((warning) => ({
          url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ListWarningCode',
          valueCode: warning.code,
        })),
        status: 'current',
        mode: 'snapshot',
        title: code.display,
        code: concept(code),
        subject: subject(cabinet, key as PatientKey),
        date: cabinet.at(filed),
        note: notes.length > 0 ? notes : undefined,
        entry: members.length === 0 ? undefined : members.map(({ resource }) => ({ item: cabinet.refer(resource) })),
      }, { patient: key, recorded: filed });
    }
  }
}
