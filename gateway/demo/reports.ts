import { analytes, panels } from './analytes.ts';
import { reference } from './blood.ts';
import type { Flag } from './codes.ts';
import { findings, studies } from './codes.ts';
import type { Table } from './patients.ts';
import type { Finding, Quantity, Report } from './report.ts';

const { ecoli, aureus, negative, notDetected, notSeen, present, scanty, susceptible, resistant } = findings;

/** One antibiotic's line below a culture. */
function sensitivity(code: Finding['code'], flag: 'S' | 'I' | 'R', text?: string): Finding {
  const value = flag === 'I' ? { words: 'Intermediate' } : { coded: flag === 'S' ? susceptible : resistant };
  return { code, flag, value, ...(text === undefined ? {} : { text }) };
}

/** A blood test written out by hand, with whatever unit and range this report has. */
function test(key: keyof typeof analytes, value: Quantity, more: Partial<Finding> = {}): Finding {
  return { code: analytes[key].code, text: analytes[key].text, value, ...more };
}

const g = (quantity: string, unit: string, ucum: string = unit): Quantity => ({ quantity, unit, ucum });
/** What the reports of one panel have in common. */
function from(key: keyof typeof panels): Pick<Report, 'code' | 'text' | 'section' | 'specimen'> {
  const { code, text, section, specimen } = panels[key];
  return { code, text, section, specimen };
}

/** A test whose range depends on neither sex nor age. */
function plain(
  key: 'sodium' | 'potassium' | 'alt',
  value: string,
  flag: Flag,
  more: Partial<Finding> = {},
): Finding {
  const range = reference(key, { age: 50, female: true })!;
  return test(key, g(value, analytes[key].unit), { range, flag, ...more });
}

const histology = `Clinical details
Iron deficiency anaemia. 35 mm lesion at 40 cm. ?malignant.

Macroscopy
Six pieces of pale tissue, the largest 3 mm.

Microscopy
Large bowel mucosa infiltrated by moderately differentiated adenocarcinoma with desmoplastic stroma. No
lymphovascular invasion is seen in these superficial pieces.

Conclusion
Colon at 40 cm, biopsy: moderately differentiated adenocarcinoma.`;

/** Reports written out one by one: everything that is not a plain series of blood tests. */
export const reports: Table<Report> = {
  margaret: {
    northbridge: [
      { code: studies.chestXray, text: 'XR Chest', section: 'RX', taken: '302d 14:05', by: 'okafor',
        reader: 'lindqvist',
        conclusion: 'Cardiomegaly (cardiothoracic ratio 0.57). Small bilateral pleural effusions. No ' +
          'focal consolidation. No pneumothorax.' },
      { code: studies.boneDensity, text: 'DEXA hip and spine', section: 'RAD', taken: '3d 10:20',
        status: 'preliminary', by: 'okafor', concludes: [findings.osteoporosis],
        conclusion: 'T-score: lumbar spine -2.7, femoral neck -2.9. Osteoporosis. Provisional report, ' +
          'awaiting verification.' },
      { code: studies.echo, text: 'Echocardiogram', section: 'CUS', taken: '296d 11:30', by: 'okafor',
        reader: 'okafor',
        findings: [{ code: studies.ejectionFraction, text: 'LV ejection fraction', value: g('38', '%'),
            range: { low: '55', unit: '%' }, flag: 'L', method: 'Biplane Simpson' }],
        conclusion: 'Moderately impaired left ventricular systolic function. Mild mitral regurgitation.' },
      { code: studies.ecg, text: 'ECG 12 lead', section: 'EC', taken: '302d 13:40', by: 'tran',
        findings: [{ code: studies.heartRate, text: 'Ventricular rate', value: g('88', '/min') }],
        conclusion: 'Atrial fibrillation, controlled ventricular rate. No acute ischaemic change.' },
      { code: studies.urineCulture, text: 'Urine MC&S', section: 'MB', taken: '142d 09:25',
        issued: '140d 13:10', specimen: 'urine', by: 'rao', specimenNote: 'Mid-stream',
        conclusion: 'Likely to be clinically significant with symptoms. Trimethoprim resistance: choose ' +
          'by sensitivity.',
        findings: [{ code: studies.urineWhiteCells, text: 'White cells',
            value: { ...g('200', '10*6/L'), comparator: '>' }, flag: 'A' },
          { code: studies.urineRedCells, text: 'Red cells',
            value: { between: ['10', '35'], unit: '10*6/L', ucum: '10*6/L' } },
          { code: studies.epithelialCells, text: 'Epithelial cells', value: { coded: notSeen } },
          { code: studies.culture, text: 'Culture',
            value: { coded: ecoli, text: 'Escherichia coli >10^5 cfu/mL' }, flag: 'A' },
          sensitivity(studies.trimethoprim, 'R', 'Trimethoprim'),
          sensitivity(studies.nitrofurantoin, 'S', 'Nitrofurantoin'),
          sensitivity(studies.sensitivities, 'I', 'Co-amoxiclav')] },
    ],
    canalside: [
      { code: studies.chestCt, text: 'CT Thorax with contrast', section: 'CT', taken: '639d 23:50',
        by: 'fitzgerald', reader: 'haddad', concludes: [findings.pneumonia],
        conclusion: 'Right lower lobe consolidation in keeping with pneumonia. No pulmonary ' +
          'embolus.\nIncidental 4 mm nodule in the left upper lobe: no follow-up is needed by the ' +
          'current guideline.' },
      { code: studies.bloodCulture, text: 'Blood culture', section: 'MB', taken: '640d 22:40',
        issued: '635d 10:15', specimen: 'blood', by: 'fitzgerald',
        conclusion: 'Staphylococcus aureus in one of two sets.',
        findings: [{ code: studies.aerobicCulture, text: 'Aerobic bottle', value: { coded: aureus },
            flag: 'A',
            members: [{ code: studies.sensitivities, text: 'Staphylococcus aureus sensitivities',
                members: [sensitivity(studies.flucloxacillin, 'S', 'Flucloxacillin'),
                  sensitivity(studies.sensitivities, 'R', 'Benzylpenicillin'),
                  sensitivity(studies.trimethoprim, 'S', 'Trimethoprim')] }] }] },
    ],
  },
  priya: {
    northbridge: [
      { code: studies.hpvScreen, text: 'Cervical screening', section: 'CP', taken: '69d 15:30',
        issued: '58d 10:00', specimen: 'cervix', by: 'hughes',
        conclusion: 'HPV not detected. Routine recall.',
        findings: [{ code: studies.hpvRna, text: 'High risk HPV', value: { coded: notDetected } }] },
      { code: studies.rubella, text: 'Rubella immunity', section: 'VR', taken: '69d 9:12', specimen: 'venous',
        by: 'rao',
        findings: [{ code: studies.rubella, text: 'Rubella IgG', value: g('34', 'IU/mL', '[iU]/mL'),
            range: { words: 'Immune: 10 IU/mL or above' } }] },
    ],
  },
  gwilym: {
    northbridge: [
      { code: studies.prostateBiopsy, text: 'Histology: prostate biopsies', section: 'SP',
        status: 'preliminary', taken: '9d 14:00', issued: '2d 16:45', specimen: 'tissue', by: 'bains',
        reader: 'lindqvist',
        conclusion: 'Interim: acinar adenocarcinoma in 2 of 12 cores, grade group 1. Immunohistochemistry ' +
          'to follow.' },
    ],
  },
  fatima: {
    northbridge: [
      { code: studies.chestXray, text: 'XR Chest', section: 'RX', taken: '730d 17:40', by: 'tran',
        reader: 'lindqvist', conclusion: 'No abnormality seen.' },
    ],
  },
  // Words are replaced by hostile ones.
  xanthe: {
    northbridge: [
      { code: studies.chestXray, text: 'Title', section: 'RX', status: 'corrected', taken: '64d 10:00',
        changed: '60d 10:00', by: 'mallory', reader: 'mallory', conclusion: 'Conclusion',
        concludes: [findings.pneumonia],
        document: { title: 'Title', text: '<script>globalThis.pwned = "document"</script>' } },
      { code: studies.urineCulture, text: 'Title', section: 'MB', taken: '66d 10:00', specimen: 'urine',
        specimenNote: 'Note', by: 'mallory', conclusion: 'Conclusion',
        findings: [{ code: studies.culture, text: 'Name', value: { coded: ecoli, text: 'Growth' },
            note: 'Note', flag: 'A', method: 'Method' },
          { code: studies.epithelialCells, text: 'Name', value: { words: 'Words' },
            range: { words: 'Range' } },
          { code: studies.aerobicCulture, text: 'Name', absent: ['error', 'Reason'] },
          { code: studies.spirometry, text: 'Name',
            parts: [{ code: studies.fev1, text: 'Name', value: g('1.02', 'L') }] },
          sensitivity(studies.trimethoprim, 'R', 'Name')] },
    ],
    canalside: [
      { code: studies.bloodCulture, text: 'Title', section: 'MB', taken: '67d 10:00', specimen: 'blood',
        by: 'mallory', conclusion: 'Conclusion',
        findings: [{ code: studies.aerobicCulture, text: 'Name', value: { words: 'Words' },
            members: [sensitivity(studies.flucloxacillin, 'S', 'Name')] }] },
    ],
  },
  // Labels on whole reports, and on one line of an open report.
  jerome: {
    northbridge: [
      { code: studies.hepatitisB, text: 'Hepatitis B surface antigen', section: 'VR', taken: '640d 9:40',
        specimen: 'venous', by: 'tran', labels: ['restricted'],
        findings: [{ code: studies.hepatitisBAntigen, text: 'HBsAg', value: { coded: negative },
            flag: 'NEG' }] },
      { code: studies.chestCt, text: 'CT Thorax', section: 'CT', taken: '320d 16:00', by: 'tran',
        labels: ['veryRestricted'], conclusion: 'This report is very restricted.' },
      { ...from('lft'), text: 'Liver screen', taken: '640d 9:45', by: 'tran', labels: ['normal'],
        findings: [plain('alt', '31', 'N'),
          { code: studies.hepatitisBAntigen, text: 'HBsAg', value: { coded: negative }, flag: 'NEG',
            labels: ['restricted'] }] },
    ],
    larkfield: [
      { ...from('psa'), taken: '500d 9:00', labels: ['unknown'], findings: [test('psa', g('1.1', 'ug/L'))] },
    ],
  },
  // Words without codes.
  eileen: {
    northbridge: [
      { code: 'Skin prick tests', section: 'IMM', taken: '62d 10:30', by: 'tran',
        findings: [{ code: 'Plaster adhesive', value: { words: 'Weal of 4 mm' } }] },
      { ...from('ue'), taken: '62d 9:15', by: 'rao',
        findings: [plain('sodium', '139', 'N'), { code: 'K+', value: g('4.4', 'mmol/L') },
          { code: { system: 'https://fhir.northbridge.example/CodeSystem/pathology', code: 'HAEM-INDEX' },
            value: { words: '1+' } }] },
    ],
    heathway: [
      { code: 'Wound', section: 'MB', taken: '60d 11:35', by: 'boateng',
        findings: [{ code: 'Wound swab dipped, looks clean', value: { yes: false } }] },
    ],
  },
  // Every status that a result can have.
  haruto: {
    northbridge: [
      { ...from('fbc'), status: 'registered', taken: '1d 9:05', by: 'tran' },
      { ...from('ue'), status: 'partial', taken: '1d 9:10', issued: '1d 11:30', by: 'tran',
        findings: [plain('sodium', '138', 'N', { status: 'final' }),
          plain('potassium', '4.1', 'N', { status: 'preliminary' }),
          { code: analytes.creatinine.code, text: 'Creatinine', status: 'registered' }] },
      { code: studies.bloodCulture, text: 'Blood culture', section: 'MB', status: 'preliminary',
        taken: '2d 7:55', issued: '1d 12:20', specimen: 'blood', by: 'tran',
        conclusion: 'Interim: identification to follow.',
        findings: [{ code: studies.aerobicCulture, text: 'Aerobic bottle',
            value: { words: 'Gram positive cocci in clusters' }, flag: 'A' }] },
      { ...from('ue'), status: 'corrected', taken: '30d 8:20', issued: '30d 12:00', changed: '28d 9:00',
        by: 'tran',
        conclusion: 'Corrected report: sodium was issued as 114 mmol/L for a sample of another patient.',
        findings: [plain('sodium', '141', 'N', { status: 'corrected', note: 'Issued in error as 114.' }),
          plain('potassium', '4.3', 'N', { status: 'final' })] },
      { code: studies.chestXray, text: 'XR Chest', section: 'RX', status: 'amended', taken: '48d 18:40',
        changed: '46d 10:00', by: 'tran', reader: 'lindqvist',
        conclusion: 'Amended: on review there is a 9 mm nodule in the right mid zone. CT is advised. ' +
          '(First report: clear lungs.)' },
      { code: studies.colonBiopsy, text: 'Histology: rectal biopsy', section: 'SP', status: 'appended',
        taken: '90d 11:00', issued: '84d 15:00', changed: '80d 15:00', specimen: 'tissue', by: 'bains',
        reader: 'lindqvist',
        conclusion: 'Mild chronic inflammation. No dysplasia.\nAdded: stain for amyloid negative.' },
      { ...from('fbc'), status: 'cancelled', taken: '14d 8:15', by: 'tran',
        specimenNote: 'Clotted on arrival',
        findings: [{ code: analytes.haemoglobin.code, text: 'Haemoglobin',
            absent: ['notPerformed', 'Sample clotted: please repeat'] }] },
      { ...from('crp'), status: 'entered-in-error', taken: '30d 8:25', by: 'tran',
        findings: [test('crp', g('212', 'mg/L'), { flag: 'H' })] },
      { ...from('lft'), taken: '48d 8:30', by: 'tran',
        findings: [plain('alt', '33', 'N'),
          test('bilirubin', g('310', 'umol/L'), { status: 'entered-in-error', flag: 'H' })] },
    ],
    canalside: [
      { ...from('hba1c'), status: 'unknown', taken: '205d 9:20', by: 'fitzgerald',
        findings: [test('hba1c', g('43', 'mmol/mol'))] },
    ],
  },
  // What real laboratories send.
  bronwen: {
    northbridge: [
      { ...from('fbc'), taken: '21d 9:35', by: 'rao',
        findings: [test('haemoglobin', g('14.2', 'g/dL'),
            { range: { low: '115', high: '165', unit: 'g/L' }, flag: 'N' }),
          test('haematocrit', g('0.352', 'l/l', '%'),
            { range: { low: '0.360', high: '0.460', unit: 'l/l', ucum: '%' }, flag: 'L' }),
          test('platelets', g('231', '10*9/L'),
            { range: { low: '140', high: '400', unit: '10*9/L' }, method: 'Automated count' }),
          test('whiteCells', g('7.0', '10*9/L'), { range: { low: '4.0', high: '11.0', unit: '10*9/L' } })] },
      { ...from('hba1c'), taken: '21d 9:40', by: 'rao',
        findings: [test('hba1c', g('53', 'mmol/mol'), { range: { words: 'Diabetes: 48 mmol/mol or above' } }),
          { code: analytes.hba1c.code, text: 'HbA1c (DCCT)', value: g('7.0', '%'),
            note: 'Old unit, on request of the diabetes clinic.' }] },
      { ...from('lft'), taken: '21d 9:36', by: 'rao', specimenNote: 'Haemolysed',
        findings: [test('alp', g('96', 'IU/L 37C', '[iU]/L'),
            { range: { low: '30', high: '130', unit: 'IU/L 37C', ucum: '[iU]/L' } }),
          test('bilirubin', { ...g('3', 'umol/L'), comparator: '<' },
            { range: { high: '21', unit: 'umol/L' } }),
          { code: analytes.alt.code, text: 'ALT', absent: ['error', 'Haemolysed sample'] },
          { code: analytes.potassium.code, text: 'Potassium', absent: ['error', 'Haemolysed sample'],
            note: 'Please repeat.' }] },
      { code: studies.report, text: 'Autoimmune screen', section: 'IMM', taken: '21d 9:38',
        specimen: 'venous', by: 'rao',
        findings: [{ code: { system: 'https://fhir.northbridge.example/CodeSystem/pathology', code: 'ANA' },
            text: 'Antinuclear antibody titre', value: { ratio: ['1', '80'] },
            range: { words: 'Below 1:80' } },
          test('crp', { ...g('0.6', 'mg/L'), comparator: '<=' },
            { range: { low: '0', high: '5', unit: 'mg/L' } }),
          test('ferritin', { ...g('1500', 'ug/L'), comparator: '>' },
            { range: { low: '13', high: '150', unit: 'ug/L' }, flag: 'HH' })] },
    ],
    canalside: [
      { code: studies.urineCulture, text: 'Urine MC&S', section: 'MB', taken: '76d 11:20', issued: '74d 9:00',
        specimen: 'urine', by: 'fitzgerald',
        findings: [{ code: studies.microscopy, text: 'Microscopy',
            members: [{ code: studies.urineWhiteCells, text: 'White cells',
                value: { ...g('35', 'x10*6/L', '10*6/L'), comparator: '>' } },
              { code: studies.epithelialCells, text: 'Epithelial cells', value: { coded: present } }] },
          { code: studies.culture, text: 'Culture', value: { coded: scanty, text: 'Scanty mixed growth' },
            note: 'Probable contamination.' }] },
    ],
    heathway: [
      { code: analytes.inr.code, text: 'INR', section: 'HM', taken: '33d 13:15', by: 'boateng',
        findings: [{ code: analytes.inr.code, text: 'INR', method: 'Point of care',
            absent: ['error', 'Meter error, patient sent to clinic'] }] },
    ],
    larkfield: [
      { ...from('fbc'), text: 'FBC', taken: '385d 10:10', by: 'rao',
        findings: [test('haemoglobin', g('142', 'g/dL'), { range: { words: '115 - 150 g/L' } })] },
    ],
  },
  stanley: {
    northbridge: [
      { code: studies.spirometry, text: 'Spirometry', section: 'PF', taken: '710d 10:10', by: 'okafor',
        conclusion: 'Moderately severe airflow obstruction without reversibility.',
        findings: [{ code: studies.spirometry, text: 'Before bronchodilator',
            parts: [{ code: studies.fev1, text: 'FEV1', value: g('1.02', 'L'),
                range: { low: '1.83', unit: 'L' }, flag: 'L' },
              { code: studies.fvc, text: 'FVC', value: g('2.10', 'L'),
                range: { low: '2.51', unit: 'L' }, flag: 'L' },
              { code: 'FEV1/FVC', value: { ratio: ['1.02', '2.10'] } }] }] },
    ],
    canalside: [
      { code: studies.mrsaScreen, text: 'MRSA screen', section: 'MB', taken: '133d 19:20', specimen: 'tissue',
        by: 'fitzgerald',
        findings: [{ code: studies.mrsaDna, text: 'MRSA DNA', value: { coded: notDetected } }] },
    ],
  },
  callum: {
    northbridge: [
      { code: studies.chestXray, text: 'XR Chest', section: 'RX', taken: '17d 01:50', by: 'bains',
        reader: 'lindqvist', conclusion: 'Clear lungs. No free gas under the diaphragm.' },
    ],
  },
  // The way to a diagnosis.
  gareth: {
    northbridge: [
      { code: studies.colonBiopsy, text: 'Histology: colon at 40 cm', section: 'SP', status: 'appended',
        taken: '223d 11:05', issued: '217d 16:30', changed: '209d 12:00', specimen: 'tissue', by: 'bains',
        reader: 'lindqvist', concludes: [findings.colonCancer],
        conclusion: 'Moderately differentiated adenocarcinoma of the colon.\nSupplementary report: ' +
          'mismatch repair proteins MLH1, PMS2, MSH2 and MSH6 are all retained.',
        document: { title: 'Histopathology report', text: histology } },
      { code: studies.chestAbdomenCt, text: 'CT Chest abdomen pelvis: staging', section: 'CT',
        taken: '212d 08:35', issued: '212d 17:20', by: 'bains', reader: 'lindqvist',
        conclusion: '4 cm sigmoid tumour with pericolic stranding; two nodes of 8 mm. No liver or lung ' +
          'metastasis. T3 N1 M0.' },
      { code: studies.colonBiopsy, text: 'Histology: sigmoid colectomy', section: 'SP', taken: '186d 15:10',
        issued: '174d 11:00', specimen: 'tissue', by: 'bains', reader: 'lindqvist',
        concludes: [findings.colonCancer],
        conclusion: 'Adenocarcinoma, pT3 pN1a (1 of 19 nodes), margins clear (R0).' },
      { code: studies.chestAbdomenCt, text: 'CT surveillance', section: 'CT', taken: '6d 09:50', by: 'bains',
        status: 'registered' },
    ],
    canalside: [
      { code: studies.colonoscopy, text: 'Colonoscopy', section: 'OTH', taken: '223d 10:45', by: 'fitzgerald',
        reader: 'haddad',
        conclusion: 'Caecum reached. Ulcerated 35 mm lesion at 40 cm, biopsied x6 and tattooed. Two 4 mm ' +
          'sessile polyps in the ascending colon removed by cold snare. Comfort score 2.',
        document: { title: 'Colonoscopy report',
          text: 'COLONOSCOPY\n\nIndication: iron deficiency anaemia.\nSedation: midazolam 2 mg.\nExtent: ' +
            'caecum. Bowel preparation: good.\n\nFindings: ulcerated lesion at 40 cm.\n\nPlan: urgent ' +
            'staging CT, two-week MDT.\n' } },
      { code: studies.bloodCulture, text: 'Blood culture', section: 'MB', taken: '96d 22:40', issued: '91d 10:15',
        specimen: 'blood', by: 'fitzgerald', conclusion: 'No growth after five days in either bottle.',
        findings: [{ code: studies.aerobicCulture, text: 'Aerobic bottle', value: { words: 'No growth' } }] },
    ],
  },
};
