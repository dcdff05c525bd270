import { snomed, type Code } from './codes.ts';

/** Codes of medicines, encounters and referrals: facts, carried over from what NHS England and HL7 publish. */
const dmd = (code: string, display: string): Code => ({ system: 'https://dmd.nhs.uk', code, display });
const hl7 = (table: string, code: string, display: string): Code =>
  ({ system: `http://terminology.hl7.org/CodeSystem/${table}`, code, display });

export const medicines = {
  allopurinol: dmd('330062008', 'Allopurinol 300mg tablets'),
  amitriptyline: dmd('321745007', 'Amitriptyline 10mg tablets'),
  amlodipine: dmd('39731911000001109', 'Amlodipine 10mg tablets'),
  amoxicillin: dmd('39732411000001106', 'Amoxicillin 500mg capsules'),
  aspirin: dmd('319773006', 'Aspirin 75mg dispersible tablets'),
  atorvastatin: dmd('320030001', 'Atorvastatin 20mg tablets'),
  beclometasone: dmd('320537007', 'Beclometasone 100micrograms/dose inhaler'),
  cetirizine: dmd('320818006', 'Cetirizine 10mg tablets'),
  ciprofloxacin: dmd('36141511000001100', 'Ciprofloxacin 400mg/200ml infusion bags'),
  clopidogrel: dmd('39689111000001106', 'Clopidogrel 75mg tablets'),
  coCodamol: dmd('42009811000001101', 'Co-codamol 30mg/500mg tablets'),
  colchicine: dmd('330079002', 'Colchicine 500microgram tablets'),
  diazepam: dmd('42128111000001101', 'Diazepam 2mg tablets'),
  digoxin: dmd('42208511000001101', 'Digoxin 125microgram tablets'),
  doxycycline: dmd('41948311000001104', 'Doxycycline 100mg capsules'),
  fentanyl: dmd('36120011000001101', 'Fentanyl 25micrograms/hour transdermal patches'),
  ferrousSulfate: dmd('327438003', 'Ferrous sulfate 200mg tablets'),
  fluoxetine: dmd('321949006', 'Fluoxetine 20mg capsules'),
  folicAcid: dmd('327550006', 'Folic acid 5mg tablets'),
  furosemide20: dmd('317971007', 'Furosemide 20mg tablets'),
  furosemide40: dmd('42294811000001108', 'Furosemide 40mg tablets'),
  heparin: dmd('36054511000001107', 'Heparin sodium 20,000units/20ml solution for injection ampoules'),
  hydrocortisone: dmd('331680008', 'Hydrocortisone 0.1% cream'),
  ibuprofen: dmd('42104911000001104', 'Ibuprofen 400mg tablets'),
  insulinGlargine: dmd('38897011000001107',
    'Insulin glargine 100units/ml solution for injection 3ml pre-filled disposable devices'),
  levothyroxine: dmd('39697911000001101', 'Levothyroxine sodium 100microgram tablets'),
  lidocaine: dmd('116281000001109', 'Lidocaine 5% medicated plasters'),
  lisinopril: dmd('318859000', 'Lisinopril 10mg tablets'),
  loperamide: dmd('317378005', 'Loperamide 2mg capsules'),
  loratadine: dmd('38896711000001106', 'Loratadine 5mg/5ml oral solution'),
  metformin: dmd('325278007', 'Metformin 500mg tablets'),
  microgynon: dmd('42111000001107', 'Microgynon 30 tablets (Bayer Plc)'),
  morphine: dmd('36126511000001106', 'Morphine 10mg modified-release tablets'),
  omeprazole: dmd('317291008', 'Omeprazole 20mg gastro-resistant capsules'),
  paracetamol: dmd('322280009', 'Paracetamol 500mg capsules'),
  paracetamolChild: dmd('39024711000001106', 'Paracetamol 120mg/5ml oral suspension paediatric sugar free'),
  timolol: dmd('777773007', 'Timolol'),
  degraded: snomed('196421000000109', 'Transfer-degraded medication entry'),
} as const;

export const byRoute = {
  oral: snomed('26643006', 'Oral'),
  intravenous: snomed('47625008', 'Intravenous'),
  subcutaneous: snomed('34206005', 'Subcutaneous route'),
  inhalation: snomed('18679011000001101', 'Inhalation'),
  transdermal: snomed('45890007', 'Transdermal'),
  cutaneous: snomed('448598008', 'Cutaneous route'),
} as const;

/** UKCore-MedicationRequestCategory and UKCore-MedicationStatementCategory have the same codes in systems of their own. */
export const settings = {
  discharge: 'Discharge', leave: 'Leave', inpatient: 'Inpatient', outpatient: 'Outpatient', community: 'Community',
} as const;
export type Setting = keyof typeof settings;

const course = 'medicationrequest-course-of-therapy';
export const courses = {
  continuous: hl7(course, 'continuous', 'Continuous long term therapy'),
  acute: hl7(course, 'acute', 'Short course (acute) therapy'),
} as const;

export const classes = {
  IMP: hl7('v3-ActCode', 'IMP', 'inpatient encounter'),
  EMER: hl7('v3-ActCode', 'EMER', 'emergency'),
  AMB: hl7('v3-ActCode', 'AMB', 'ambulatory'),
  HH: hl7('v3-ActCode', 'HH', 'home health'),
  SS: hl7('v3-ActCode', 'SS', 'short stay'),
  VR: hl7('v3-ActCode', 'VR', 'virtual'),
} as const;

export const visits = {
  ward: snomed('185212007', 'Seen in hospital ward'),
  casualty: snomed('185210004', 'Seen in hospital casualty'),
  outpatients: snomed('185211000', 'Seen in hospital outpatient department'),
  cardiacClinic: snomed('185228002', 'Seen in cardiac clinic'),
  daySurgery: snomed('726001000000108', 'Seen in day surgery unit'),
  preoperative: snomed('932851000000109', 'Seen in preoperative assessment clinic'),
  surgery: snomed('185202000', 'Seen in GP\'s surgery'),
  telephone: snomed('386472008', 'Telephone consultation'),
  home: snomed('270420001', 'Seen in own home'),
  communityClinic: snomed('384181000000102', 'Seen in community clinic'),
  childClinic: snomed('439362007', 'Seen in community paediatric clinic'),
  psychiatryClinic: snomed('185232008', 'Seen in psychiatry clinic'),
} as const;

export const services = {
  emergency: snomed('310000008', 'Accident and Emergency service'),
  cardiology: snomed('789718008', 'Cardiology service'),
  communityNursing: snomed('931801000000101', 'Community nursing service'),
  adultMentalHealth: snomed('788002001', 'Adult mental health service'),
  gastroenterology: snomed('700433006', 'Gastroenterology service'),
  generalPractice: snomed('788007007', 'General practice service'),
  generalSurgery: snomed('310156009', 'General surgical service'),
  nephrology: snomed('788003006', 'Nephrology service'),
  oncology: snomed('310022001', 'Clinical oncology service'),
  orthopaedics: snomed('893431000000109', 'Trauma and orthopaedics service'),
  palliative: snomed('893641000000102', 'Palliative medicine service'),
  physiotherapy: snomed('722140001', 'Physiotherapy service'),
  respiratory: snomed('816074000', 'Respiratory medicine service'),
} as const;

export const reasons = {
  heartFailure: snomed('88805009', 'Chronic congestive heart failure'),
  renalFailure: snomed('90688005', 'Chronic renal failure'),
  hypertension: snomed('38341003', 'Hypertensive disorder'),
  hyperlipidaemia: snomed('55822004', 'Hyperlipidaemia'),
  diabetes: snomed('44054006', 'Type 2 diabetes mellitus'),
  hypothyroidism: snomed('83664006', 'Idiopathic atrophic hypothyroidism'),
  gout: snomed('90560007', 'Gout'),
  kneeArthritis: snomed('239873007', 'Osteoarthritis of knee'),
  backPain: snomed('279039007', 'Low back pain'),
  chestPain: snomed('29857009', 'Chest pain'),
  chestInfection: snomed('50417007', 'Lower respiratory tract infection'),
  urineInfection: snomed('68566005', 'Urinary tract infection'),
  hipFracture: snomed('359817006', 'Closed fracture of hip'),
  colonCancer: snomed('363406005', 'Malignant tumour of colon'),
  anaemia: snomed('271737000', 'Anaemia'),
  depression: snomed('370143000', 'Major depression disorder'),
  anxiety: snomed('231504006', 'Mixed anxiety and depressive disorder'),
  chronicPain: snomed('82423001', 'Chronic pain'),
  palliativeCare: snomed('103735009', 'Palliative care'),
  bronchitis: snomed('185086009', 'Chronic obstructive bronchitis'),
  hayFever: snomed('367498001', 'Seasonal allergic rhinitis'),
  eczema: snomed('24079001', 'Atopic dermatitis'),
  migraine: snomed('25064002', 'Headache'),
} as const;

export const referred = {
  physiotherapist: snomed('308447003', 'Referral to physiotherapist'),
  counsellor: snomed('308448008', 'Referral to counselor'),
  orthopaedics: snomed('183545006', 'Referral to orthopaedic service'),
  socialServices: snomed('306238000', 'Referral to Social Services'),
  handSurgeon: snomed('306312003', 'Referral to hand surgeon'),
  furtherCare: snomed('183444007', 'Referral for further care'),
  byConsultant: snomed('312357002', 'Referred by consultant'),
  byGp: snomed('108161000000109', 'Referred by general practitioner'),
  letter: snomed('25611000000107', 'Referral letter'),
} as const;
