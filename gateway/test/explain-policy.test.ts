import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Category } from '../../api-spec/record.ts';
import { explain } from '../policy/explain.ts';
import { policy } from './written-policy.ts';

/*
 * Organisation, role, part of the record and label; what is answered; and each reason with the place in the policy that
 * it rests on. The policy is that of the repository with two organisations that differ from it (written-policy.ts).
 */
const told = `
XQ1 R8000 allergies
  yes: Yes: Clinical Practitioner Access Role (R8000) of XQ1 sees allergies, entries that are normal or carry no label.
  - Clinical Practitioner Access Role (R8000) has the level clinical-full, "Doctors, nurses, midwives and others who diagnose and treat" @ roles.R8000.level
  - the level clinical-full has allergies @ levels.clinical-full.categories.allergies
  - the label N (Normal) is among those that hold everywhere where nothing else is said @ levels.clinical-full.labels

XQ1 R8000 alerts SDV
  yes: Yes: Clinical Practitioner Access Role (R8000) of XQ1 sees alerts, entries that carry SDV.
  - Clinical Practitioner Access Role (R8000) has the level clinical-full, "Doctors, nurses, midwives and others who diagnose and treat" @ roles.R8000.level
  - the level clinical-full has alerts @ levels.clinical-full.categories.alerts
  - the label SDV (Sexual assault, abuse or domestic violence) is among those that hold in alerts @ levels.clinical-full.categories.alerts.labels

XQ1 R8000 alerts HIV
  no-label: No: Clinical Practitioner Access Role (R8000) of XQ1 sees alerts, but not entries that carry HIV.
  - Clinical Practitioner Access Role (R8000) has the level clinical-full, "Doctors, nurses, midwives and others who diagnose and treat" @ roles.R8000.level
  - the level clinical-full has alerts @ levels.clinical-full.categories.alerts
  - the label HIV (HIV) is not among those that hold in alerts @ levels.clinical-full.categories.alerts.labels

XQ1 R8000 alerts unheard-of
  no-label: No: Clinical Practitioner Access Role (R8000) of XQ1 sees alerts, but not entries that carry unheard-of.
  - Clinical Practitioner Access Role (R8000) has the level clinical-full, "Doctors, nurses, midwives and others who diagnose and treat" @ roles.R8000.level
  - the level clinical-full has alerts @ levels.clinical-full.categories.alerts
  - the label unheard-of is not listed, and an unknown label hides an entry from everybody @ labels

XQ1 R1290 results
  yes: Yes: Pharmacist (R1290) of XQ1 sees results, only blood-sciences, microbiology-virology.
  - Pharmacist (R1290) has the level pharmacy, "Pharmacists and pharmacy technicians" @ roles.R1290.level
  - radiology: not shown @ levels.pharmacy.categories.results
  - histopathology: not shown @ levels.pharmacy.categories.results
  - blood-sciences: shown @ levels.pharmacy.labels
  - microbiology-virology: shown @ levels.pharmacy.labels
  - other: not shown @ levels.pharmacy.categories.results

XQ1 R8000 results
  yes: Yes: Clinical Practitioner Access Role (R8000) of XQ1 sees results, every kind.
  - Clinical Practitioner Access Role (R8000) has the level clinical-full, "Doctors, nurses, midwives and others who diagnose and treat" @ roles.R8000.level
  - radiology: shown @ levels.clinical-full.labels
  - histopathology: shown @ levels.clinical-full.labels
  - blood-sciences: shown @ levels.clinical-full.labels
  - microbiology-virology: shown @ levels.clinical-full.labels
  - other: shown @ levels.clinical-full.labels

XQ1 R8009 results
  no: No: Receptionist Access Role (R8009) of XQ1 sees no kind of results.
  - Receptionist Access Role (R8009) has the level administrative, "Receptionists, secretaries, clerks and coders" @ roles.R8009.level
  - radiology: not shown @ levels.administrative.categories
  - histopathology: not shown @ levels.administrative.categories
  - blood-sciences: not shown @ levels.administrative.categories
  - microbiology-virology: not shown @ levels.administrative.categories
  - other: not shown @ levels.administrative.categories

XQ1 R8000 medications unheard-of
  no: No: Clinical Practitioner Access Role (R8000) of XQ1 sees no kind of medications.
  - Clinical Practitioner Access Role (R8000) has the level clinical-full, "Doctors, nurses, midwives and others who diagnose and treat" @ roles.R8000.level
  - discharge: not shown with the label unheard-of @ labels
  - current: not shown with the label unheard-of @ labels
  - past: not shown with the label unheard-of @ labels

XQ1 R1110 medications R
  no: No: Physiotherapist (R1110) of XQ1 sees no kind of medications.
  - Physiotherapist (R1110) has the level clinical-summary, "Therapists, paramedics, students and others who treat a part of the person" @ roles.R1110.level
  - discharge: not shown with the label R @ levels.clinical-summary.labels
  - current: not shown with the label R @ levels.clinical-summary.labels
  - past: not shown with the label R @ levels.clinical-summary.labels

XQ1 R1290 results/radiology
  no: No: Pharmacist (R1290) of XQ1 does not see results (radiology).
  - Pharmacist (R1290) has the level pharmacy, "Pharmacists and pharmacy technicians" @ roles.R1290.level
  - the level pharmacy has other kinds, but not results (radiology) @ levels.pharmacy.categories.results

XQ1 R1290 results/blood-sciences
  yes: Yes: Pharmacist (R1290) of XQ1 sees results (blood-sciences), entries that are normal or carry no label.
  - Pharmacist (R1290) has the level pharmacy, "Pharmacists and pharmacy technicians" @ roles.R1290.level
  - the level pharmacy has results (blood-sciences) @ levels.pharmacy.categories.results
  - the label N (Normal) is among those that hold everywhere where nothing else is said @ levels.pharmacy.labels

XQ1 R8009 allergies
  no: No: Receptionist Access Role (R8009) of XQ1 does not see allergies.
  - Receptionist Access Role (R8009) has the level administrative, "Receptionists, secretaries, clerks and coders" @ roles.R8009.level
  - the level administrative does not name allergies, and what is not named is refused @ levels.administrative.categories

XQ1 R9999 allergies
  no: No: R9999 of XQ1 sees nothing of the record.
  - the role R9999 is not listed, and what is not listed sees nothing @ roles

XQ5 R8004 allergies
  no: No: Healthcare Student Access Role (R8004) of XQ5 sees nothing of the record.
  - at XQ5 Healthcare Student Access Role (R8004) has no level @ organisations.XQ5.roles.R8004

XQ5 R8008 vital-signs
  yes: Yes: Admin/Clinical Support Access Role (R8008) of XQ5 sees vital-signs, entries that are normal or carry no label.
  - at XQ5 Admin/Clinical Support Access Role (R8008) has the level care-home, "Registered care staff of a care home (no national role leads here; an organisation may choose it)" @ organisations.XQ5.roles.R8008
  - the organisation's own rule allows vital-signs @ organisations.XQ5.allow.1
  - the organisation's own rule allows the label N (Normal) @ organisations.XQ5.allow.1

XQ5 R8014 encounters
  no: No: Social Worker Access Role (R8014) of XQ5 does not see encounters.
  - Social Worker Access Role (R8014) has the level social-care, "Social workers of a council" @ roles.R8014.level
  - the organisation's own rule refuses encounters @ organisations.XQ5.refuse.0

XQ5 R1290 medications/past SUD
  no-label: No: Pharmacist (R1290) of XQ5 sees medications (past), but not entries that carry SUD.
  - Pharmacist (R1290) has the level pharmacy, "Pharmacists and pharmacy technicians" @ roles.R1290.level
  - the level pharmacy has medications (past) @ levels.pharmacy.categories.medications
  - the organisation's own rule refuses the label SUD (A disorder of substance use) @ organisations.XQ5.refuse.1

XQ5 R8000 alerts R
  no-label: No: Clinical Practitioner Access Role (R8000) of XQ5 sees alerts, but not entries that carry R.
  - Clinical Practitioner Access Role (R8000) has the level clinical-full, "Doctors, nurses, midwives and others who diagnose and treat" @ roles.R8000.level
  - the level clinical-full has alerts @ levels.clinical-full.categories.alerts
  - the organisation's own rule refuses the label R (Restricted) @ organisations.XQ5.refuse.2

XQ3 R1310 community-mental-health/community MH
  yes: Yes: Clinical Psychologist (R1310) of XQ3 sees community-mental-health (community), entries that carry MH.
  - Clinical Psychologist (R1310) has the level clinical-summary, "Therapists, paramedics, students and others who treat a part of the person" @ roles.R1310.level
  - the organisation's own rule allows community-mental-health (community) @ organisations.XQ3.allow.0
  - the organisation's own rule allows the label MH (Mental health) @ organisations.XQ3.allow.0`;

describe('why somebody sees a part of the record, or does not, is told in plain words', () => {
  for (const block of told.trim().split('\n\n')) {
    const [question, ...lines] = block.split('\n');
    it(question!, () => {
      const [org, role, part, label] = question!.split(' ') as [string, string, string, string?];
      const [category, kind] = part.split('/') as [Category, string?];
      const { answer, text, reasons } = explain(policy, { org, role, category, kind, label });
      const said = [`  ${answer}: ${text}`, ...reasons.map(({ text: why, place }) => `  - ${why} @ ${place.join('.')}`)];
      assert.deepEqual(said, lines);
    });
  }
});
