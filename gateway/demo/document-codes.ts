/** Codes of documents, care plans and assessments: see `codes.ts`. */
import type { Code } from './codes.ts';
import { snomed } from './codes.ts';

const loinc = (code: string, display: string): Code => ({ system: 'http://loinc.org', code, display });

export const documentTypes = {
  discharge: snomed('373942005', 'Discharge summary'),
  inpatientDischarge: snomed('824331000000106', 'Inpatient final discharge letter'),
  emergency: snomed('24561000000109', 'A+E report'),
  outpatient: snomed('823681000000100', 'Outpatient letter'),
  clinicNote: snomed('24731000000108', 'Clinic Note'),
  letter: snomed('823751000000102', 'Letter'),
  referralLetter: snomed('25611000000107', 'Referral letter'),
  procedureReport: snomed('371525003', 'Clinical procedure report'),
  operationNote: loinc('11504-8', 'Surgical operation note'),
  imaging: snomed('4201000179104', 'Imaging report'),
  pathology: snomed('371528001', 'Pathology report'),
  otherNote: snomed('38651000000103', 'Other note'),
  chart: snomed('706825008', 'Chart'),
  clinicalNote: snomed('823651000000106', 'Clinical note'),
  progressNote: loinc('11506-3', 'Progress note'),
  assessment: snomed('325931000000109', 'Assessment'),
  carePlan: snomed('734163000', 'Care plan'),
  crisisPlan: snomed('736253002', 'Mental health crisis plan'),
  emergencyPlan: snomed('887701000000100', 'Emergency health care plan'),
  respect: snomed('1382601000000107', 'ReSPECT (Recommended Summary Plan for Emergency Care and Treatment) form'),
  endOfLife: snomed('736373009', 'End of life care plan'),
  escalation: snomed('735324008', 'Treatment escalation plan'),
  supportPlan: snomed('2181441000000107', 'Personalised Care and Support Plan'),
} as const;

/** UKCore-CareSettingType. */
export const settings = {
  emergency: snomed('310000008', 'Accident and Emergency service'),
  cardiology: snomed('789718008', 'Cardiology service'),
  oncology: snomed('310022001', 'Clinical oncology service'),
  surgery: snomed('310156009', 'General surgical service'),
  gastroenterology: snomed('700433006', 'Gastroenterology service'),
  nephrology: snomed('788003006', 'Nephrology service'),
  orthopaedics: snomed('893431000000109', 'Trauma and orthopaedics service'),
  respiratory: snomed('816074000', 'Respiratory medicine service'),
  urology: snomed('310167005', 'Urology service'),
  palliative: snomed('893641000000102', 'Palliative medicine service'),
  obstetrics: snomed('310063007', 'Obstetrics service'),
  communityNursing: snomed('931801000000101', 'Community nursing service'),
  mentalHealth: snomed('788002001', 'Adult mental health service'),
} as const;

const actCode = (code: string, display: string): Code => ({ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code, display });
export const encounterClasses = {
  IMP: actCode('IMP', 'inpatient encounter'),
  EMER: actCode('EMER', 'emergency'),
  AMB: actCode('AMB', 'ambulatory'),
} as const;

export const planCategories = {
  carePlan: documentTypes.carePlan,
  cancer: snomed('736252007', 'Cancer care plan'),
  heartFailure: snomed('735984001', 'Heart failure self management plan'),
  asthma: snomed('699728000', 'Asthma self management'),
  diabetes: snomed('698360004', 'Diabetes self management plan'),
  selfCare: snomed('326051000000105', 'Self care'),
  wound: snomed('225358003', 'Wound care'),
  physiotherapy: snomed('91251008', 'Physical therapy procedure'),
} as const;

export const scores = {
  phq9Panel: loinc('44249-1', 'PHQ-9 quick depression assessment panel [Reported.PHQ]'),
  phq9: loinc('44261-6', 'Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]'),
  gad7: loinc('70274-6', 'Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]'),
  pain: loinc('72514-3', 'Pain severity - 0-10 verbal numeric rating [Score] - Reported'),
  paediatricWarning: snomed('1363261000000104', 'NPEWS (National Paediatric Early Warning Score) - total score'),
} as const;
