/** The codes of services, contacts, appointments and vital signs: facts, as those of `codes.ts`. */
import { snomed, type Code } from './codes.ts';

const of = (system: string) => (code: string, display: string): Code => ({ system, code, display });

/** UK Core CareSettingType. */
export const services = {
  adultMentalHealth: snomed('788002001', 'Adult mental health service'),
  communityMentalHealth: snomed('89301000000108', 'Community mental health team'),
  crisis: snomed('89311000000105', 'Crisis prevention assessment and treatment team'),
  communityNursing: snomed('931801000000101', 'Community nursing service'),
  healthVisiting: snomed('1078501000000104', 'Health visiting service'),
  physiotherapy: snomed('722140001', 'Physiotherapy service'),
  podiatry: snomed('310087009', 'Podiatry service'),
  palliative: snomed('893641000000102', 'Palliative medicine service'),
  cardiology: snomed('789718008', 'Cardiology service'),
  generalPractice: snomed('788007007', 'General practice service'),
  nephrology: snomed('788003006', 'Nephrology service'),
  oncology: snomed('310022001', 'Clinical oncology service'),
  ophthalmology: snomed('310160007', 'Ophthalmology service'),
  orthopaedics: snomed('893431000000109', 'Trauma and orthopaedics service'),
  respiratory: snomed('816074000', 'Respiratory medicine service'),
  surgery: snomed('310156009', 'General surgical service'),
  urology: snomed('310167005', 'Urology service'),
} as const;

/** UK Core EncounterType. */
export const contactTypes = {
  ownHome: snomed('270420001', 'Seen in own home'),
  communityClinic: snomed('384181000000102', 'Seen in community clinic'),
  mentalHealthClinic: snomed('431957001', 'Seen in mental health clinic'),
  memoryClinic: snomed('432806004', 'Seen in memory clinic'),
  telephone: snomed('386472008', 'Telephone consultation'),
} as const;

const act = of('http://terminology.hl7.org/CodeSystem/v3-ActCode');
export const classes = {
  ambulatory: act('AMB', 'ambulatory'),
  home: act('HH', 'home health'),
  virtual: act('VR', 'virtual'),
} as const;

const channel = of('https://fhir.hl7.org.uk/CodeSystem/UKCore-DeliveryChannel');
export const channels = {
  inPerson: channel('In-person', 'In person'),
  telephone: channel('Telephone', 'Telephone'),
  video: channel('Video', 'Video'),
} as const;

const outcome = of('https://fhir.hl7.org.uk/CodeSystem/UKCore-OutcomeOfAttendanceEngland');
export const outcomes = {
  discharged: outcome('1', 'Discharged from consultant\'s care (last attendance)'),
  another: outcome('2', 'Another appointment given'),
  later: outcome('3', 'Appointment to be made at a later date'),
} as const;

const cancellation = of('http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason');
export const cancellations = {
  patient: cancellation('pat', 'Patient'),
  provider: cancellation('prov', 'Provider'),
} as const;

export const attender = of('http://terminology.hl7.org/CodeSystem/v3-ParticipationType')('ATND', 'attender');

export const papers = {
  encounter: snomed('371531000', 'Report of clinical encounter'),
  crisisPlan: snomed('736253002', 'Mental health crisis plan'),
  assessment: snomed('325931000000109', 'Assessment'),
  letter: snomed('823751000000102', 'Letter'),
} as const;

export const vitals = {
  bloodPressure: snomed('75367002', 'Blood pressure'),
  systolic: snomed('72313002', 'Systolic arterial pressure'),
  diastolic: snomed('1091811000000102', 'Diastolic arterial pressure'),
  heartRate: snomed('364075005', 'Heart rate'),
  respirations: snomed('86290005', 'Respiratory rate'),
  saturation: snomed('431314004', 'Peripheral oxygen saturation'),
  temperature: snomed('703421000', 'Temperature'),
  weight: snomed('27113001', 'Body weight'),
  height: snomed('50373000', 'Body height measure'),
  bmi: snomed('60621009', 'Body mass index'),
  head: snomed('363812007', 'Head circumference'),
  news2: snomed('1104051000000101', 'Royal College of Physicians NEWS2 (National Early Warning Score 2) total score'),
  npews: snomed('1363261000000104', 'NPEWS (National Paediatric Early Warning Score) - total score'),
  onOxygen: snomed('371825009', 'Patient on oxygen'),
  roomAir: snomed('722742002', 'Breathing room air'),
  acvpu: snomed('1104441000000107', 'Alert Confusion Voice Pain Unresponsive scale score'),
  glucose: snomed('997671000000106', 'Blood glucose level'),
} as const;

export const consciousness = {
  alert: snomed('248234008', 'Mentally alert'),
  confused: snomed('130987000', 'Acute confusion'),
} as const;
