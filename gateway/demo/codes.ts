/**
 * The codes that the embedded record uses: facts, carried over from what NHS England and HL7 publish. SNOMED
 * CT needs the UK Edition licence (free in the UK) in production.
 */
export interface Code {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

export const snomed = (code: string, display: string): Code =>
  ({ system: 'http://snomed.info/sct', code, display });
const hl7 = (table: string) => (code: string, display: string): Code =>
  ({ system: `http://terminology.hl7.org/CodeSystem/${table}`, code, display });

export const allergens = {
  noKnown: snomed('716186003', 'No known allergy'),
  noKnownDrug: snomed('409137002', 'No known drug allergy'),
  degradedDrug: snomed('196461000000101', 'Transfer-degraded drug allergy'),
  penicillin: snomed('91936005', 'Allergy to penicillin'),
  erythromycin: snomed('91931000', 'Allergy to erythromycin'),
  aspirin: snomed('293586001', 'Aspirin allergy'),
  salicylate: snomed('293585002', 'Salicylate allergy'),
  warfarin: snomed('294881007', 'Warfarin allergy'),
  iodophore: snomed('294915005', 'Iodophore allergy'),
  influenzaVaccine: snomed('294647003', 'Influenza vaccine allergy'),
  latex: snomed('300916003', 'Allergy to latex'),
  peanuts: snomed('91935009', 'Allergy to peanuts'),
  nut: snomed('91934008', 'Allergy to nut'),
  eggs: snomed('91930004', 'Allergy to eggs'),
  cowMilk: snomed('738069006', 'Intolerance to cow milk'),
  shellfish: snomed('300913006', 'Shellfish allergy'),
  beeVenom: snomed('424213003', 'Allergy to bee venom'),
  houseDustMite: snomed('232350006', 'House dust mite allergy'),
  grassPollen: snomed('418689008', 'Allergy to grass pollen'),
  amoxicillin: snomed('372687004', 'Amoxicillin'),
  cashew: snomed('227493005', 'Cashew nut'),
  ibuprofen: snomed('38268001', 'Ibuprofen'),
  morphine: snomed('73572009', 'Morphine'),
  metoclopramide: snomed('56549003', 'Metoclopramide'),
  coCodamol: snomed('412556009', 'Co-codamol'),
  omeprazole: snomed('25673006', 'Omeprazole'),
  ceftriaxone: snomed('775120003', 'Ceftriaxone'),
} as const;

export const manifestations = {
  anaphylaxis: snomed('39579001', 'Anaphylactic reaction'),
  urticaria: snomed('247472004', 'Urticarial rash'),
  rash: snomed('271807003', 'Eruption'),
  breathing: snomed('230145002', 'Difficulty breathing'),
  tightChest: snomed('23924001', 'Tight chest'),
  dizziness: snomed('404640003', 'Dizziness'),
  diarrhoea: snomed('249519007', 'Diarrhoea and vomiting'),
  eyelid: snomed('68670009', 'Contact dermatitis of eyelid'),
} as const;

export const routes = {
  oral: snomed('26643006', 'Oral'),
  intravenous: snomed('47625008', 'Intravenous'),
  topical: snomed('6064005', 'Topical'),
  intramuscular: snomed('78421000', 'Intramuscular route'),
} as const;

export const specimens = {
  venous: snomed('122555007', 'Venous blood specimen'),
  edta: snomed('445295009', 'Blood specimen with EDTA'),
  blood: snomed('119297000', 'Blood specimen'),
  urine: snomed('122575003', 'Urine specimen'),
  cervix: snomed('258524009', 'Cervical swab'),
  tissue: snomed('119376003', 'Tissue specimen'),
} as const;

const section = hl7('v2-0074');
export const sections = {
  LAB: section('LAB', 'Laboratory'),
  CH: section('CH', 'Chemistry'),
  HM: section('HM', 'Hematology'),
  IMM: section('IMM', 'Immunology'),
  MB: section('MB', 'Microbiology'),
  VR: section('VR', 'Virology'),
  SP: section('SP', 'Surgical Pathology'),
  CP: section('CP', 'Cytopathology'),
  RX: section('RX', 'Radiograph'),
  CT: section('CT', 'CAT Scan'),
  RAD: section('RAD', 'Radiology'),
  EC: section('EC', 'Electrocardiac (e.g., EKG, EEC, Holter)'),
  CUS: section('CUS', 'Cardiac Ultrasound'),
  PF: section('PF', 'Pulmonary Function'),
  OTH: section('OTH', 'Other'),
} as const;
export const laboratories: readonly (keyof typeof sections)[] = ['CH', 'HM', 'IMM', 'MB', 'VR'];
const category = hl7('observation-category');
export const laboratory = category('laboratory', 'Laboratory');
export const vitalSigns = category('vital-signs', 'Vital Signs');
export const procedure = category('procedure', 'Procedure');

const v3 = hl7('v3-ObservationInterpretation');
const v2 = hl7('v2-0078');
export const flags = {
  H: { v3: v3('H', 'High'), v2: v2('H', 'Above high normal') },
  L: { v3: v3('L', 'Low'), v2: v2('L', 'Below low normal') },
  HH: { v3: v3('HH', 'Critical high'), v2: v2('HH', 'Above upper panic limits') },
  LL: { v3: v3('LL', 'Critical low'), v2: v2('LL', 'Below lower panic limits') },
  N: { v3: v3('N', 'Normal'), v2: v2('N', 'Normal (applies to non-numeric results)') },
  A: { v3: v3('A', 'Abnormal'), v2: v2('A', 'Abnormal (applies to non-numeric results)') },
  POS: { v3: v3('POS', 'Positive'), v2: v2('POS', 'Positive') },
  NEG: { v3: v3('NEG', 'Negative'), v2: v2('NEG', 'Negative') },
  S: { v3: v3('S', 'Susceptible'),
    v2: v2('S', 'Susceptible. Indicates for microbiology susceptibilities only.') },
  I: { v3: v3('I', 'Intermediate'),
    v2: v2('I', 'Intermediate. Indicates for microbiology susceptibilities only.') },
  R: { v3: v3('R', 'Resistant'),
    v2: v2('R', 'Resistant. Indicates for microbiology susceptibilities only.') },
} as const;
export type Flag = keyof typeof flags;

export const absences = {
  error: hl7('data-absent-reason')('error', 'Error'),
  notPerformed: hl7('data-absent-reason')('not-performed', 'Not Performed'),
  notApplicable: hl7('data-absent-reason')('not-applicable', 'Not Applicable'),
} as const;

const confidentiality = hl7('v3-Confidentiality');
export const labels = {
  normal: confidentiality('N', 'normal'),
  restricted: confidentiality('R', 'restricted'),
  veryRestricted: confidentiality('V', 'very restricted'),
  /** A label that nobody outside the sender can read. */
  unknown: { system: 'https://fhir.larkfield.example/CodeSystem/sealing', code: 'SEALED-2' },
} as const;
export type Label = keyof typeof labels;

/** Reports and findings that are not blood tests. */
export const studies = {
  report: snomed('721981007', 'Diagnostic studies report'),
  chestXray: snomed('399208008', 'Plain chest X-ray'),
  chestCt: snomed('169069000', 'Computed tomography of chest'),
  chestAbdomenCt: snomed('418891003', 'Computed tomography of chest and abdomen'),
  boneDensity: snomed('312681000', 'Bone density scan'),
  colonBiopsy: snomed('76164006', 'Biopsy of colon'),
  prostateBiopsy: snomed('65575008', 'Biopsy of prostate'),
  colonoscopy: snomed('73761001', 'Colonoscopy'),
  ecg: snomed('268400002', '12 lead ECG'),
  echo: snomed('433236007', 'Transthoracic echocardiography'),
  spirometry: snomed('127783003', 'Spirometry'),
  heartRate: snomed('364075005', 'Heart rate'),
  ejectionFraction: snomed('250908004', 'Left ventricular ejection fraction'),
  fev1: snomed('59328004', 'Forced expired volume in 1 second'),
  fvc: snomed('50834005', 'Forced vital capacity'),
  urineCulture: snomed('401324008', 'Urinary microscopy, culture and sensitivities'),
  culture: snomed('117010004', 'Urine culture'),
  microscopy: snomed('127800008', 'Microscopic urinalysis'),
  urineWhiteCells: snomed('42331000237103', 'White blood cell count in urine'),
  urineRedCells: snomed('43331000237105', 'Red blood cell count in urine'),
  epithelialCells: snomed('49941000237104',
    'Epithelial cells in mid-stream urine microscopy qualitative result'),
  bloodCulture: snomed('104177005', 'Blood culture for bacteria, including anaerobic screen'),
  aerobicCulture: snomed('1009761000000105', 'Aerobic culture'),
  sensitivities: snomed('14788002', 'Antimicrobial susceptibility test'),
  trimethoprim: snomed('53781000237107', 'Organism susceptibility to trimethoprim'),
  nitrofurantoin: snomed('53851000237109', 'Organism susceptibility to nitrofurantoin'),
  flucloxacillin: snomed('54151000237102', 'Organism susceptibility to flucloxacillin'),
  mrsaScreen: snomed('993071000000107', 'MRSA (methicillin resistant Staphylococcus aureus) screening test'),
  mrsaDna: snomed('51681000237102',
    'MRSA (methicillin resistant Staphylococcus aureus) DNA nucleic acid amplification qualitative result'),
  hepatitisB: snomed('47758006', 'Hepatitis B surface antigen measurement'),
  hepatitisBAntigen: snomed('51061000237103', 'Hepatitis B surface antigen in serum qualitative result'),
  hpvScreen: snomed('700152009', 'Human papilloma virus screening'),
  hpvRna: snomed('50121000237101', 'Human papilloma virus RNA nucleic acid amplification qualitative result'),
  rubella: snomed('1012301000000103', 'Rubella IgG level'),
} as const;

export const findings = {
  ecoli: snomed('112283007', 'Escherichia coli'),
  aureus: snomed('3092008', 'Staphylococcus aureus'),
  negative: snomed('260385009', 'Negative'),
  notDetected: snomed('260415000', 'Not detected'),
  notSeen: snomed('47492008', 'Not seen'),
  present: snomed('260347006', 'Present + out of ++++'),
  scanty: snomed('263866000', 'Scanty growth'),
  susceptible: snomed('131196009', 'Susceptible'),
  resistant: snomed('30714006', 'Resistant'),
  colonCancer: snomed('363406005', 'Malignant tumour of colon'),
  pneumonia: snomed('233604007', 'Pneumonia'),
  osteoporosis: snomed('64859006', 'Osteoporosis'),
} as const;
