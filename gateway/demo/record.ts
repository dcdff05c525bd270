import type { Resource } from '../sources/source.ts';
import { fileAlerts } from './alerts.ts';
import { fileAllergies } from './allergies.ts';
import { fileAppointments } from './appointments.ts';
import { fileAssessments } from './assessments.ts';
import type { Filed } from './cabinet.ts';
import { Cabinet } from './cabinet.ts';
import { Calendar } from './calendar.ts';
import { fileCarePlans } from './care-plans.ts';
import { fileCareTeams } from './care-teams.ts';
import { fileConditions } from './conditions.ts';
import { fileContacts } from './contacts.ts';
import { fileDocuments } from './documents.ts';
import { asRead } from './draft.ts';
import { fileEncounters } from './encounters.ts';
import { fileGpLists } from './gp-lists.ts';
import { hostileTexts, poisoned } from './hostile.ts';
import { fileImmunisations } from './immunisations.ts';
import { fileMedications } from './medications.ts';
import type { DemoPatient } from './patients.ts';
import { patients } from './patients.ts';
import { filePatients } from './people.ts';
import { fileProcedures } from './procedures.ts';
import { fileReferrals } from './referrals.ts';
import { fileResults } from './results.ts';
import type { SourceId } from './sources.ts';
import { sources } from './sources.ts';
import { fileVitalSigns } from './vital-signs.ts';

export { asJson } from './draft.ts';
export { optedOut, patients } from './patients.ts';
export type { DemoPatient, PatientKey } from './patients.ts';
export { sources } from './sources.ts';
export type { DemoSource, SourceId } from './sources.ts';

/** The day on which the record is "now", unless another is given. */
export const today = '2026-11-24';

/** One line a category: what files its resources into a source's cabinet. Lists come last: they name what is there. */
const categories: readonly ((cabinet: Cabinet) => void)[] = [
  filePatients,
  fileAllergies,
  fileResults,
  fileAlerts,
  fileAppointments,
  fileAssessments,
  fileCarePlans,
  fileCareTeams,
  fileConditions,
  fileContacts,
  fileDocuments,
  fileEncounters,
  fileImmunisations,
  fileMedications,
  fileProcedures,
  fileReferrals,
  fileVitalSigns,
  fileGpLists,
];

const hostile = new Set<string | undefined>(
  patients.filter((patient: DemoPatient) => patient.hostile).map(({ key }) => key),
);

/** The whole invented record, source by source, as drafts whose numbers keep their written precision. */
export function draft(day: string = today): { [S in SourceId]: Filed[] } {
  const calendar = new Calendar(day);
  const drafts = sources.map((source) => {
    const cabinet = new Cabinet(source, calendar);
    for (const file of categories) file(cabinet);
    let turn = 0;
    const next = (): string => hostileTexts[turn++ % hostileTexts.length]!;
    const resources = cabinet.filed.map(({ resource, patient }) =>
      hostile.has(patient) ? (poisoned(resource, next) as Filed) : resource);
    return [source.id, resources] as const;
  });
  return Object.fromEntries(drafts) as { [S in SourceId]: Filed[] };
}

/** The whole invented record as the gateway holds what it has read: for stories and tests in a page. */
export function generate(day: string = today): { [S in SourceId]: Resource[] } {
  const drafts = Object.entries(draft(day)).map(([id, filed]) => [id, filed.map(asRead)] as const);
  return Object.fromEntries(drafts) as { [S in SourceId]: Resource[] };
}
