import { patients, sources, type DemoPatient, type PatientKey } from '../gateway/demo/record.ts';
import type { Scope } from '../gateway/token/claims.ts';

/** The people who use the invented host system. Each sees the shared record as their organisation and role allow. */
export interface User {
  id: string;
  name: string;
  role: string;
  organisation: string;
  odsCode: string;
  /** NHS job role codes, or the host's own word for a role, which the gateway maps by organisation. */
  roles: string[];
  /** Why they look (HL7 v3 PurposeOfUse), where it is not to treat. */
  purpose?: string;
  /** The patient who is signed in themself, by key, and no other. */
  self?: PatientKey;
  /** What they may do as an operator: read the reports about access, keep the register of objections. */
  scopes?: readonly Scope[];
}

/** A patient on a user's list. */
export interface ListedPatient {
  nhsNumber: string;
  name: string;
  birthDate?: string;
  /** What this patient shows, for whoever explores the demonstration. */
  note?: string;
}

export const users: readonly User[] = [
  { id: 'okafor', name: 'Dr Amara Okafor', role: 'Consultant physician', organisation: 'Northbridge University Hospitals', odsCode: 'XQ1', roles: ['R8000'] },
  { id: 'whitlock', name: 'Ben Whitlock', role: 'Community nurse', organisation: 'Heathway Community and Mental Health', odsCode: 'XQ3', roles: ['S8000:G8000:R8001'] },
  { id: 'sethi', name: 'Priya Sethi', role: 'Clinical pharmacist', organisation: 'Canalside General Hospital', odsCode: 'XQ2', roles: ['PHARMACIST'] },
  { id: 'obi', name: 'Grace Obi', role: 'Social worker', organisation: 'Millmead Borough Council', odsCode: 'XQ5', roles: ['R8014'] },
  { id: 'lindqvist', name: 'Maya Lindqvist', role: 'Occupational therapist', organisation: 'Millmead Borough Council', odsCode: 'XQ5', roles: ['R0950'] },
  { id: 'adeyemi', name: 'Joy Adeyemi', role: 'Reablement nurse', organisation: 'Millmead Borough Council', odsCode: 'XQ5', roles: ['R8001'] },
  { id: 'lowe', name: 'Tom Lowe', role: 'Receptionist', organisation: 'Larkfield Road Surgery', odsCode: 'XQ4', roles: ['R8009'] },
  { id: 'castellane', name: 'Ines Castellane', role: 'Privacy officer', organisation: 'Northbridge University Hospitals', odsCode: 'XQ1', roles: ['R0001'], purpose: 'HOPERAT', scopes: ['audit', 'opt-out'] },
  { id: 'margaret', name: 'Margaret Adeyemi-Clarke', role: 'Patient', organisation: 'Larkfield Road Surgery', odsCode: 'XQ4', roles: ['PATIENT'], purpose: 'PATRQT', self: 'margaret' },
];

const full = ({ name: { family, given, prefix } }: DemoPatient) => `${family.toUpperCase()}, ${given.join(' ')} (${prefix})`;

/** Patients whom a user has on the list although their own organisation has no record of them. */
const BY_MISTAKE: Record<string, string[]> = { obi: ['callum'], lindqvist: ['callum'], adeyemi: ['callum'] };

/** The patients of the embedded record who are on a user's list: those of the user's own organisation. */
export function embeddedPatientsOf({ id, odsCode, self }: User): ListedPatient[] {
  const own = sources.find(({ organisation }) => organisation.odsCode === odsCode)?.id;
  return patients
    .map((patient: DemoPatient) => patient)
    .filter(({ key, knownTo }) => (self ? key === self : (own && knownTo.includes(own)) || BY_MISTAKE[id]?.includes(key)))
    .map((patient) => ({ nhsNumber: patient.nhsNumber, name: full(patient), birthDate: patient.birthDate, note: patient.shows }));
}
