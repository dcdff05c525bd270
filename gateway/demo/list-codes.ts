import type { Code } from './codes.ts';
import { snomed } from './codes.ts';

/** The codes of alerts, immunisations, problems, diagnoses and procedures in the embedded record. */
const england = (code: string, display: string): Code =>
  ({ system: 'https://fhir.nhs.uk/England/CodeSystem/England-FlagCategoryPatient', code, display });
const interweave = (table: 'FlagCategory' | 'FlagType') => (code: string, display: string): Code =>
  ({ system: `https://fhir.interweavedigital.nhs.uk/CodeSystem/Interweave-${table}`, code, display });
const dmd = (code: string, display: string): Code => ({ system: 'https://dmd.nhs.uk', code, display });
const concern = interweave('FlagCategory');
const kind = interweave('FlagType');

export const flagCategories = {
  adjustment: england('national-reasonable-adjustment-flag', 'National Reasonable Adjustment Flag'),
  genitalMutilation: england('female-genital-mutilation-flag', 'Female Genital Mutilation Flag'),
  childProtection: england('child-protection-information-system-flag',
    'Child Protection Information System Flag'),
  riskToOthers: concern('RTO', 'Risk to other'),
  riskToSelf: concern('RTS', 'Risk to self'),
  safeguarding: concern('SGC', 'Safeguarding concern'),
  other: concern('OTH', 'Other'),
  deprivationOfLiberty: kind('DOLS', 'Deprivation of Liberty Safeguards'),
  endOfLife: kind('EOL', 'End of life'),
  notAlone: kind('NVU', 'Not to be visited unaccompanied'),
  handling: kind('MANHAN', 'Manual Handling/Lifting risk'),
  communication: kind('COMM', 'Communication'),
  diet: { system: 'http://terminology.hl7.org/CodeSystem/flag-category', code: 'diet', display: 'Diet' },
} as const satisfies { readonly [key: string]: Code };

export const flags = {
  respect: snomed('1107891000000106', 'Has Recommended Summary Plan for Emergency Care and Treatment'),
  splenectomy: snomed('161626009', 'History of splenectomy'),
  homeless: snomed('32911000', 'Homeless'),
  familyGenitalMutilation: snomed('902961000000107', 'Family history of FGM (female genital mutilation)'),
  childProtectionPlan: snomed('342191000000101', 'Subject to child protection plan'),
  peanutFree: snomed('226201008', 'Peanut-free diet'),
  alcohol: snomed('415685003', 'Suspected alcohol abuse'),
  lacksCapacity: snomed('787381000000106',
    'Lack of mental capacity to make decision (Mental Capacity Act 2005)'),
  interpreter: snomed('315594003', 'Interpreter needed'),
  turkish: snomed('204191000000105', 'Turkish language interpreter needed'),
  somali: snomed('204021000000108', 'Somali language interpreter needed'),
  lipReads: snomed('441092009', 'Does lip read'),
  hearingAid: snomed('285055002', 'Does use hearing aid'),
  signLanguage: snomed('520471000000105', 'Preferred method of communication: British Sign Language'),
  braille: snomed('936681000000100', 'Requires information in uncontracted (Grade 1) Braille'),
  passport: snomed('1108121000000101', 'Has My Healthcare Passport'),
  reminders: snomed('1108131000000104', 'Requires appointment reminders'),
  carerPresent: snomed('1108151000000106', 'Requires carer to be present at encounters'),
} as const;

/** Products (dm+d). */
export const vaccines = {
  influenza: dmd('11278411000001109',
    'Influenza vaccine (split virion, inactivated) suspension for injection 0.5ml pre-filled syringes (Pfizer Ltd)'),
  covid: dmd('39114911000001105',
    'COVID-19 Vaccine Vaxzevria (ChAdOx1 S [recombinant]) not less than 2.5x100,000,000 infectious units/0.5ml ' +
      'dose suspension for injection multidose vials (AstraZeneca UK Ltd)'),
  /** What the NHS sends where there is no product because nothing was given. */
  none: { system: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor', code: 'NAVU',
    display: 'Not available' },
} as const satisfies { readonly [key: string]: Code };

/** What was done, or not (Extension-UKCore-VaccinationProcedure). */
export const vaccinations = {
  influenza: snomed('822851000000102', 'Seasonal influenza vaccination'),
  nasalInfluenza: snomed('871781000000105', 'Administration of second intranasal influenza vaccination'),
  covid1: snomed('1324681000000101',
    'Administration of first dose of severe acute respiratory syndrome coronavirus 2 vaccine'),
  covid2: snomed('1324691000000104',
    'Administration of second dose of SARS-CoV-2 (severe acute respiratory syndrome coronavirus 2) vaccine'),
  pneumococcal: snomed('170337005', 'Pneumococcal vaccination given'),
  pneumococcal1: snomed('247631000000101', 'First pneumococcal conjugated vaccination'),
  shingles: snomed('722215002', 'Administration of Varicella-zoster vaccine for shingles'),
  shingles2: snomed('1326111000000107', 'Administration of second dose of Varicella-zoster vaccine for shingles'),
  six1: snomed('1082441000000108', 'First diphtheria, tetanus and acellular pertussis, inactivated polio, ' +
    'Haemophilus influenzae type b and hepatitis B vaccination'),
  six2: snomed('1082451000000106', 'Second diphtheria, tetanus and acellular pertussis, inactivated polio, ' +
    'Haemophilus influenzae type b and hepatitis B vaccination'),
  six3: snomed('1082461000000109', 'Third diphtheria, tetanus and acellular pertussis, inactivated polio, ' +
    'Haemophilus influenzae type b and hepatitis B vaccination'),
  rotavirus1: snomed('868631000000102', 'First rotavirus vaccination'),
  rotavirus2: snomed('868651000000109', 'Second rotavirus vaccination'),
  meningitisB: snomed('958381000000107', 'First meningitis B vaccination given by other healthcare provider'),
  mmr1: snomed('308081000000105', 'Measles mumps and rubella vaccination - first dose'),
  mmr2: snomed('170433008', 'Measles mumps and rubella vaccination - second dose'),
  pertussis: snomed('956951000000104', 'Pertussis vaccination in pregnancy'),
  papilloma: snomed('99501000119107', 'Human papilloma virus vaccination given'),
  hepatitisB1: snomed('170370000', 'Administration of first dose of hepatitis B vaccine'),
  tetanus: snomed('127786006', 'Administration of tetanus vaccine'),
  bcg: snomed('42284007', 'BCG vaccination'),
  yellowFever: snomed('67308009', 'Administration of yellow fever vaccine'),
  typhoid: snomed('15483003', 'Administration of typhoid vaccine'),
} as const;

export const notGiven = {
  didNotAttend: snomed('201741000000102', 'Did not attend child immunisation'),
  live: snomed('183936003', 'Contraindication to live immunisation'),
  bcgDeclined: snomed('408791003', 'BCG vaccination declined'),
} as const;

export const conditions = {
  hypertension: snomed('38341003', 'Hypertensive disorder'),
  diabetes2: snomed('44054006', 'Type 2 diabetes mellitus'),
  asthma: snomed('195967001', 'Asthma'),
  atrialFibrillation: snomed('49436004', 'Atrial Fibrillation'),
  myocardialInfarction: snomed('22298006', 'Myocardial infarction'),
  heartFailure: snomed('88805009', 'Chronic congestive heart failure'),
  hyperlipidaemia: snomed('55822004', 'Hyperlipidaemia'),
  anaemia: snomed('271737000', 'Anaemia'),
  osteoporosis: snomed('64859006', 'Osteoporosis'),
  kneeArthritis: snomed('239873007', 'Osteoarthritis of knee'),
  gout: snomed('90560007', 'Gout'),
  rheumatoidArthritis: snomed('69896004', 'Rheumatoid arthritis'),
  alzheimers: snomed('26929004', "Alzheimer's disease"),
  epilepsy: snomed('84757009', 'Epilepsy'),
  depression: snomed('370143000', 'Major depression disorder'),
  postTraumaticStress: snomed('47505003', 'Posttraumatic stress disorder'),
  opioids: snomed('5602001', 'Opioid abuse'),
  renalFailure: snomed('90688005', 'Chronic renal failure'),
  diabeticRetinopathy: snomed('422034002', 'Diabetic retinopathy associated with type II diabetes mellitus'),
  pneumonia: snomed('233604007', 'Pneumonia'),
  urinaryInfection: snomed('68566005', 'Urinary tract infection'),
  tonsillitis: snomed('90176007', 'Tonsillitis'),
  otitisMedia: snomed('65363002', 'Otitis media'),
  atopicDermatitis: snomed('24079001', 'Atopic dermatitis'),
  respiratoryInfection: snomed('50417007', 'Lower respiratory tract infection'),
  chestPain: snomed('29857009', 'Chest pain'),
  pulmonaryEmbolism: snomed('59282003', 'Pulmonary embolism'),
  colonCancer: snomed('363406005', 'Malignant tumour of colon'),
  prostateCarcinomaInSitu: snomed('92691004', 'Carcinoma in situ of prostate'),
  lungCancer: snomed('363358000', 'Malignant tumour of lung'),
  cholecystitis: snomed('65275009', 'Acute Cholecystitis'),
  gallstones: snomed('235919008', 'Cholelithiasis'),
  appendicitis: snomed('74400008', 'Appendicitis'),
  hipFracture: snomed('359817006', 'Closed fracture of hip'),
  forearmFracture: snomed('65966004', 'Fracture of forearm'),
  overdose: snomed('55680006', 'Drug overdose'),
  hearingLoss: snomed('95820000', 'Bilateral hearing loss'),
  backPain: snomed('279039007', 'Low back pain'),
  endometriosis: snomed('76376003', 'Endometriosis of uterus'),
  pregnancy: snomed('72892002', 'Normal pregnancy'),
  migraine: snomed('124171000119105', 'Chronic intractable migraine without aura'),
  suspectedBreastCancer: snomed('134405005', 'Suspected breast cancer'),
  palliative: snomed('103735009', 'Palliative care'),
} as const;

export const procedures = {
  surgical: snomed('387713003', 'Surgical procedure'),
  colonoscopy: snomed('73761001', 'Colonoscopy'),
  polypectomy: snomed('274031008', 'Rectal polypectomy'),
  colectomy: snomed('43075005', 'Partial resection of colon'),
  colostomy: snomed('387607004', 'Construction of diverting colostomy'),
  coronaryIntervention: snomed('415070008', 'Percutaneous coronary intervention'),
  ablation: snomed('18286008', 'Catheter ablation of tissue of heart'),
  cardioversion: snomed('180325003', 'Electrical cardioversion'),
  appendicectomy: snomed('80146002', 'Appendectomy'),
  cholecystectomy: snomed('45595009', 'Laparoscopic Removal of Gall Bladder'),
  kneeReplacement: snomed('609588000', 'Total knee replacement'),
  shoulderManipulation: snomed('387685009', 'Surgical manipulation of shoulder joint'),
  caesarean: snomed('11466000', 'Cesarean section'),
  vasectomy: snomed('22523008', 'Vasectomy'),
  transfusion: snomed('180207008', 'Intravenous blood transfusion of packed cells'),
  bronchoscopy: snomed('173160006', 'Diagnostic fiberoptic bronchoscopy'),
  prostateBiopsy: snomed('65575008', 'Biopsy of prostate'),
  therapy: snomed('228557008', 'Cognitive and behavioral therapy'),
  rehabilitation: snomed('15081005', 'Pulmonary rehabilitation'),
  suture: snomed('288086009', 'Suture open wound'),
  implant: snomed('169553002', 'Insertion of subcutaneous contraceptive'),
} as const;
