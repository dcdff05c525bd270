import type { Code, sections, specimens } from './codes.ts';
import { snomed, studies } from './codes.ts';

type Bounds = readonly [low: number | null, high: number | null];

/**
 * A blood test. Ranges and spreads are those of a UK laboratory, but only serve to invent plausible results:
 * they are good for nothing else. `usual` says where an unremarkable result lies, `varies` how far it strays.
 */
export interface Analyte {
  readonly code: Code;
  readonly text: string;
  readonly unit: string;
  readonly ucum?: string;
  readonly places: number;
  readonly range?: Bounds | { readonly female: Bounds; readonly male: Bounds };
  readonly child?: Bounds;
  /** Beyond these the laboratory telephones. */
  readonly critical?: Bounds;
  readonly rangeText?: string;
  readonly usual?: number;
  readonly varies?: number;
  /** Reported as below the one or above the other. */
  readonly floor?: number;
  readonly ceiling?: number;
  /** Calculated from the results beside it, so that the report adds up. */
  readonly from?: (of: (analyte: AnalyteKey) => number, subject: { age: number; female: boolean }) => number;
}

export type AnalyteKey =
  | 'haemoglobin' | 'whiteCells' | 'platelets' | 'redCells' | 'haematocrit' | 'mcv' | 'mch' | 'mchc'
  | 'neutrophils' | 'lymphocytes' | 'monocytes' | 'eosinophils' | 'basophils'
  | 'sodium' | 'potassium' | 'urea' | 'creatinine' | 'egfr' | 'bilirubin' | 'albumin' | 'alp' | 'alt'
  | 'totalProtein' | 'calcium' | 'adjustedCalcium' | 'phosphate' | 'cholesterol' | 'hdl' | 'nonHdl' | 'ratio'
  | 'triglycerides' | 'hba1c' | 'crp' | 'tsh' | 'ft4' | 'ferritin' | 'b12' | 'folate' | 'inr' | 'psa' | 'ige';

export const analytes: { readonly [K in AnalyteKey]: Analyte } = {
  haemoglobin: { code: snomed('1107511000000100', 'Haemoglobin mass concentration in blood'),
    text: 'Haemoglobin', unit: 'g/L', places: 0, range: { female: [115, 165], male: [130, 180] },
    child: [110, 140], critical: [70, null], varies: 0.025 },
  whiteCells: { code: snomed('1110441000000100', 'White blood cell count in blood'), text: 'White cell count',
    unit: '10*9/L', places: 1, range: [4, 11], child: [5, 15],
    from: (of) =>
      of('neutrophils') + of('lymphocytes') + of('monocytes') + of('eosinophils') + of('basophils') },
  platelets: { code: snomed('1108041000000107', 'Platelet count in blood'), text: 'Platelet count',
    unit: '10*9/L', places: 0, range: [140, 400], varies: 0.07 },
  redCells: { code: snomed('1022451000000103', 'Red blood cell count'), text: 'Red cell count',
    unit: '10*12/L', places: 2, range: { female: [3.8, 5.5], male: [4.3, 6] }, child: [4, 5.2],
    from: (of) => (of('haematocrit') / of('mcv')) * 1000 },
  haematocrit: { code: snomed('1111571000000101', 'Haematocrit volume fraction of blood'),
    text: 'Haematocrit', unit: 'L/L', places: 3, range: { female: [0.36, 0.48], male: [0.4, 0.52] },
    child: [0.33, 0.42], from: (of) => of('haemoglobin') / of('mchc') },
  mcv: { code: snomed('1491000237105', 'Erythrocytes MCV (mean corpuscular volume) in blood'), text: 'MCV',
    unit: 'fL', places: 1, range: [80, 100], child: [74, 88], varies: 0.008 },
  mch: { code: snomed('1022471000000107', 'MCH - Mean corpuscular haemoglobin'), text: 'MCH', unit: 'pg',
    places: 1, range: [27, 33], child: [24, 30], from: (of) => of('haemoglobin') / of('redCells') },
  mchc: { code: snomed('1022481000000109', 'MCHC - Mean corpuscular haemoglobin concentration'), text: 'MCHC',
    unit: 'g/L', places: 0, range: [315, 350], varies: 0.008 },
  neutrophils: { code: snomed('1108071000000101', 'Neutrophil count in blood'), text: 'Neutrophils',
    unit: '10*9/L', places: 2, range: [2, 7.5], varies: 0.12 },
  lymphocytes: { code: snomed('67541000237108', 'Lymphocyte count in blood'), text: 'Lymphocytes',
    unit: '10*9/L', places: 2, range: [1, 4], child: [1.5, 8], usual: 1.9, varies: 0.1 },
  monocytes: { code: snomed('1107991000000100', 'Monocyte count in blood'), text: 'Monocytes', unit: '10*9/L',
    places: 2, range: [0.2, 1], usual: 0.5, varies: 0.12 },
  eosinophils: { code: snomed('1107391000000104', 'Eosinophil count in blood'), text: 'Eosinophils',
    unit: '10*9/L', places: 2, range: [0.02, 0.5], usual: 0.18, varies: 0.2 },
  basophils: { code: snomed('1106091000000103', 'Basophil count in blood'), text: 'Basophils', unit: '10*9/L',
    places: 2, range: [0.01, 0.1], usual: 0.04, varies: 0.2 },
  sodium: { code: snomed('1107871000000107', 'Sodium substance concentration in serum'), text: 'Sodium',
    unit: 'mmol/L', places: 0, range: [133, 146], critical: [120, 155], varies: 0.01 },
  potassium: { code: snomed('1107761000000109', 'Potassium substance concentration in serum'),
    text: 'Potassium', unit: 'mmol/L', places: 1, range: [3.5, 5.3], critical: [2.5, 6.5], varies: 0.045 },
  urea: { code: snomed('1110281000000107', 'Urea substance concentration in serum'), text: 'Urea',
    unit: 'mmol/L', places: 1, range: [2.5, 7.8], child: [2.5, 6.5], varies: 0.08 },
  creatinine: { code: snomed('1107001000000108', 'Creatinine substance concentration in serum'),
    text: 'Creatinine', unit: 'umol/L', places: 0, range: { female: [45, 84], male: [59, 104] },
    child: [23, 37], varies: 0.03 },
  egfr: { code: snomed('1011481000000105',
      'eGFR (estimated glomerular filtration rate) using creatinine Chronic Kidney Disease ' +
        'Epidemiology Collaboration equation per 1.73 square metres'),
    text: 'eGFR (CKD-EPI)', unit: 'mL/min/1.73m2', ucum: 'mL/min/{1.73_m2}', places: 0, ceiling: 90,
    from: (of, { age, female }) => ckdEpi(of('creatinine'), age, female) },
  bilirubin: { code: snomed('1107221000000109', 'Total bilirubin substance concentration in serum'),
    text: 'Total bilirubin', unit: 'umol/L', places: 0, range: [null, 21], usual: 9, varies: 0.2 },
  albumin: { code: snomed('1105861000000106', 'Albumin mass concentration in serum'), text: 'Albumin',
    unit: 'g/L', places: 0, range: [35, 50], varies: 0.03 },
  alp: { code: snomed('1106051000000106', 'Alkaline phosphatase enzyme activity in serum'),
    text: 'Alkaline phosphatase', unit: 'U/L', places: 0, range: [30, 130], child: [60, 425], varies: 0.08 },
  alt: { code: snomed('1106081000000100', 'Alanine aminotransferase enzyme activity in serum'), text: 'ALT',
    unit: 'U/L', places: 0, range: [null, 40], usual: 21, varies: 0.15 },
  totalProtein: { code: snomed('1000811000000109', 'Serum total protein'), text: 'Total protein', unit: 'g/L',
    places: 0, range: [60, 80], varies: 0.03 },
  calcium: { code: snomed('1000691000000101', 'Serum calcium level'), text: 'Calcium', unit: 'mmol/L',
    places: 2, range: [2.1, 2.55], varies: 0.02 },
  adjustedCalcium: { code: snomed('935051000000108', 'Serum adjusted calcium concentration'),
    text: 'Adjusted calcium', unit: 'mmol/L', places: 2, range: [2.2, 2.6],
    from: (of) => of('calcium') + 0.02 * (40 - of('albumin')) },
  phosphate: { code: snomed('1000701000000101', 'Serum inorganic phosphate level'), text: 'Phosphate',
    unit: 'mmol/L', places: 2, range: [0.8, 1.5], varies: 0.06 },
  cholesterol: { code: snomed('1106541000000101', 'Cholesterol substance concentration in serum'),
    text: 'Total cholesterol', unit: 'mmol/L', places: 1, usual: 5.1, varies: 0.06 },
  hdl: { code: snomed('1107681000000108',
      'HDL (high density lipoprotein) cholesterol substance concentration in serum'),
    text: 'HDL cholesterol', unit: 'mmol/L', places: 2, usual: 1.38, varies: 0.05 },
  nonHdl: { code: snomed('12021000237106',
      'Non-HDL (high density lipoprotein) cholesterol molar concentration in serum'),
    text: 'Non-HDL cholesterol', unit: 'mmol/L', places: 1, from: (of) => of('cholesterol') - of('hdl') },
  ratio: { code: snomed('1028551000000102', 'Total cholesterol:HDL (high density lipoprotein) ratio'),
    text: 'Total cholesterol:HDL ratio', unit: '', places: 1, from: (of) => of('cholesterol') / of('hdl') },
  triglycerides: { code: snomed('1005691000000109', 'Serum triglycerides level'), text: 'Triglycerides',
    unit: 'mmol/L', places: 1, rangeText: 'Fasting: below 1.7 mmol/L', usual: 1.3, varies: 0.12 },
  hba1c: { code: snomed('1107481000000106', 'HbA1c (haemoglobin A1c) substance concentration in blood'),
    text: 'HbA1c (IFCC)', unit: 'mmol/mol', places: 0, rangeText: 'Diabetes: 48 mmol/mol or above', usual: 36,
    varies: 0.03 },
  crp: { code: snomed('1001371000000100', 'Serum CRP (C reactive protein) level'), text: 'CRP', unit: 'mg/L',
    places: 0, range: [0, 5], floor: 1, usual: 3, varies: 0.3 },
  tsh: { code: snomed('1022791000000101', 'Serum TSH (thyroid stimulating hormone) level'), text: 'TSH',
    unit: 'mU/L', ucum: 'm[iU]/L', places: 2, range: [0.3, 4.4], usual: 1.9, varies: 0.15 },
  ft4: { code: snomed('1022841000000104', 'Plasma free T4 level'), text: 'Free T4', unit: 'pmol/L', places: 1,
    range: [8, 22], varies: 0.06 },
  ferritin: { code: snomed('993381000000106', 'Serum ferritin level'), text: 'Ferritin', unit: 'ug/L',
    places: 0, range: { female: [13, 150], male: [30, 400] }, child: [12, 100], varies: 0.1 },
  b12: { code: snomed('993391000000108', 'Serum vitamin B12 level'), text: 'Vitamin B12', unit: 'ng/L',
    places: 0, range: [170, 700], varies: 0.1 },
  folate: { code: snomed('993421000000102', 'Plasma folate level'), text: 'Folate', unit: 'ug/L', places: 1,
    range: [2, 20], usual: 8, varies: 0.15 },
  inr: { code: snomed('165581004', 'INR - international normalised ratio'), text: 'INR', unit: '', ucum: '1',
    places: 1, rangeText: 'Target 2.0 - 3.0', usual: 2.4, varies: 0.13 },
  psa: { code: snomed('1107801000000104', 'Prostate specific antigen mass concentration in plasma'),
    text: 'PSA', unit: 'ug/L', places: 1, range: [0, 4], usual: 1.4, varies: 0.05 },
  ige: { code: snomed('997041000000106', 'IgE'), text: 'Total IgE', unit: 'ku/L', ucum: 'k[iU]/L', places: 0,
    rangeText: 'Age related: below 52 ku/L', usual: 30, varies: 0.1 },
};

/** CKD-EPI 2009, without the ethnicity factor (NICE NG203); creatinine in umol/L. */
function ckdEpi(creatinine: number, age: number, female: boolean): number {
  const relative = creatinine / 88.4 / (female ? 0.7 : 0.9);
  const below = Math.min(relative, 1) ** (female ? -0.329 : -0.411);
  return 141 * below * Math.max(relative, 1) ** -1.209 * 0.993 ** age * (female ? 1.018 : 1);
}

export interface Panel {
  readonly code: Code;
  readonly text: string;
  readonly section: keyof typeof sections;
  readonly specimen: keyof typeof specimens;
  readonly of: readonly AnalyteKey[];
}

export const panels = {
  fbc: { code: snomed('26604007', 'Full blood count'), text: 'Full blood count', section: 'HM',
    specimen: 'edta',
    of: ['haemoglobin', 'whiteCells', 'platelets', 'redCells', 'haematocrit', 'mcv', 'mch', 'mchc',
      'neutrophils', 'lymphocytes', 'monocytes', 'eosinophils', 'basophils'] },
  ue: { code: snomed('252167001', 'Urea and electrolytes'), text: 'Urea and electrolytes', section: 'CH',
    specimen: 'venous', of: ['sodium', 'potassium', 'urea', 'creatinine', 'egfr'] },
  dialysis: { code: snomed('54610007', 'Kidney panel'), text: 'Renal profile before dialysis', section: 'CH',
    specimen: 'venous', of: ['sodium', 'potassium', 'urea', 'creatinine'] },
  lft: { code: snomed('26958001', 'Hepatic function panel'), text: 'Liver function tests', section: 'CH',
    specimen: 'venous', of: ['bilirubin', 'alt', 'alp', 'albumin', 'totalProtein'] },
  bone: { code: studies.report, text: 'Bone profile', section: 'CH', specimen: 'venous',
    of: ['calcium', 'adjustedCalcium', 'phosphate', 'albumin', 'alp'] },
  lipids: { code: snomed('271244005', 'Measurement of serum lipid level'), text: 'Lipid profile',
    section: 'CH', specimen: 'venous', of: ['cholesterol', 'hdl', 'nonHdl', 'ratio', 'triglycerides'] },
  hba1c: { code: snomed('43396009', 'Haemoglobin A1c measurement'), text: 'HbA1c', section: 'CH',
    specimen: 'edta', of: ['hba1c'] },
  crp: { code: analytes.crp.code, text: 'C-reactive protein', section: 'CH', specimen: 'venous',
    of: ['crp'] },
  thyroid: { code: studies.report, text: 'Thyroid function tests', section: 'CH', specimen: 'venous',
    of: ['tsh', 'ft4'] },
  haematinics: { code: studies.report, text: 'Haematinics', section: 'HM', specimen: 'venous',
    of: ['ferritin', 'b12', 'folate'] },
  inr: { code: analytes.inr.code, text: 'INR', section: 'HM', specimen: 'blood', of: ['inr'] },
  psa: { code: snomed('63476009', 'Prostate specific antigen measurement'), text: 'Prostate specific antigen',
    section: 'CH', specimen: 'venous', of: ['psa'] },
  ige: { code: analytes.ige.code, text: 'Total IgE', section: 'IMM', specimen: 'venous', of: ['ige'] },
} as const satisfies { [panel: string]: Panel };
