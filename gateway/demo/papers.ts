import type { When } from './calendar.ts';
import type { Code, Label } from './codes.ts';
import type { Wording } from './cabinet.ts';
import type { encounterClasses } from './document-codes.ts';
import { documentTypes as types, settings } from './document-codes.ts';
import type { Form } from './forms.ts';
import type { Table } from './patients.ts';
import type { ProfessionalKey } from './people.ts';
import type { Part } from './pdf.ts';

/** One form of a document: inline, contained, or behind the address of a Binary. */
export interface Copy {
  readonly as: Form;
  readonly title?: string;
  readonly kept?: 'binary' | 'contained';
  /** What the source says it is, where that is not true. */
  readonly declared?: string;
}

export interface Paper {
  /** A name by which a later version can say that it replaces this one. */
  readonly key?: string;
  readonly replaces?: string;
  readonly type: Wording;
  readonly text?: string;
  readonly title?: string;
  readonly status?: 'superseded' | 'entered-in-error';
  readonly completion?: 'preliminary' | 'final' | 'amended' | 'entered-in-error';
  /** From when, and until when, what it is about. */
  readonly about?: readonly [from: When, until?: When];
  readonly written?: When;
  readonly filed?: `${number}d ${number}:${number}`;
  readonly setting?: Code;
  /** It belongs to an encounter of this class. */
  readonly class?: keyof typeof encounterClasses;
  readonly by?: ProfessionalKey;
  readonly copies?: readonly Copy[];
  readonly parts?: readonly Part[];
  readonly labels?: readonly Label[];
}

const part = (heading: string, text: string): Part => ({ heading, text });
const pdf: readonly Copy[] = [{ as: 'pdf' }];
const linkedPdf: readonly Copy[] = [{ as: 'pdf', kept: 'binary' }];
const html: readonly Copy[] = [{ as: 'html' }];
const text: readonly Copy[] = [{ as: 'text' }];
const rtf: readonly Copy[] = [{ as: 'rtf' }];

/** A note as it was typed. */
const note = (about: `${number}d ${number}:${number}`, by: ProfessionalKey, words: string, more: Partial<Paper> = {}): Paper => ({
  type: types.clinicalNote, completion: 'final', about: [about], filed: about, by, copies: text, parts: [{ text: words }], ...more,
});

const heartFailure: readonly Part[] = [
  part('Reason for admission', 'Increasing breathlessness and ankle swelling over two weeks.'),
  part('Diagnoses', 'Heart failure with reduced ejection fraction (38%).\nAtrial fibrillation.\nChronic kidney disease stage 3b.'),
  part('Course', 'Treated with intravenous furosemide; lost 6.2 kg. No chest pain at any time. Troponin did not rise. Echocardiogram: ' +
    'moderately impaired left ventricle, mild mitral regurgitation.'),
  part('Changes to medication', 'STARTED furosemide 40 mg in the morning; bisoprolol 2.5 mg in the morning.\nSTOPPED ibuprofen: not to be ' +
    'taken again with these kidneys and this heart.\nNO CHANGE to apixaban 2.5 mg twice a day.'),
  part('Plan', 'GP: please check U&E in one week.\nHeart failure nurse will visit within 14 days.\nCardiology clinic in six weeks.'),
  part('Resuscitation', 'A ReSPECT form was completed with Mrs Adeyemi-Clarke and her daughter.'),
];

/** A long paper record, for a document that is not opened in a blink. */
const sessions = (count: number): readonly Part[] =>
  Array.from({ length: count }, (_, index) => part(`Session ${index + 1}`,
    `Pre-dialysis weight ${(71.2 + ((index * 7) % 19) / 10).toFixed(1)} kg. Blood pressure ${138 + ((index * 5) % 24)}/${74 + ((index * 3) % 12)}. ` +
    'Fistula: good thrill, no redness, no swelling. Needles placed without difficulty. No cramps. No bleeding after the needles were removed. ' +
    `Post-dialysis weight ${(69.4 + ((index * 3) % 9) / 10).toFixed(1)} kg. Went home by hospital transport.`));

/** Documents, source by source: letters, reports, notes, and the care plans and assessments that are kept as documents. */
export const papers: Table<Paper> = {
  margaret: {
    northbridge: [
      { key: 'draft', type: types.discharge, title: 'Discharge summary, cardiology ward (before pharmacy check)', status: 'superseded',
        completion: 'preliminary', about: ['302d 13:30', '295d 16:00'], written: '295d 11:40', filed: '295d 11:45', setting: settings.cardiology,
        class: 'IMP', by: 'okafor', copies: linkedPdf, parts: heartFailure.slice(0, 3) },
      { replaces: 'draft', type: types.inpatientDischarge, title: 'Discharge summary, cardiology ward', completion: 'final',
        about: ['302d 13:30', '295d 16:00'], written: '295d 15:20', filed: '294d 08:10', setting: settings.cardiology, by: 'okafor',
        copies: [{ as: 'pdf', title: 'Discharge summary', kept: 'binary' }, { as: 'text', title: 'Discharge summary as plain text' }],
        parts: heartFailure },
      { type: types.outpatient, title: 'Heart failure clinic', completion: 'final', about: ['251d 10:10'], written: '249d', filed: '248d 17:30',
        setting: settings.cardiology, by: 'okafor', copies: html,
        parts: [part('Dear Dr Rao', 'I reviewed Mrs Adeyemi-Clarke six weeks after her admission. She can climb one flight of stairs. No ankle ' +
            'swelling. No dizziness.'),
          part('Plan', 'Increase bisoprolol to 3.75 mg.\nNo ACE inhibitor: creatinine rose on ramipril in the past.\nReview in six months.')] },
      { type: types.letter, text: 'Results letter', title: 'DEXA scan: provisional result', completion: 'preliminary', about: ['3d 10:20'],
        written: '2d', filed: '2d 09:05', setting: settings.orthopaedics, class: 'AMB', by: 'okafor', copies: pdf,
        parts: [part('Result', 'Osteoporosis of the spine and hip. This result has not been verified yet; please wait for the final letter.')] },
      { key: 'respect1', type: types.respect, title: 'ReSPECT form, version 1', status: 'superseded', completion: 'final', about: ['297d'],
        written: '297d', filed: '297d 14:00', by: 'okafor', copies: linkedPdf,
        parts: [part('Recommendation', 'Full escalation, including intensive care.')] },
      { replaces: 'respect1', type: types.respect, title: 'ReSPECT form, version 2', completion: 'final', about: ['110d'], written: '110d',
        filed: '110d 16:40', setting: settings.palliative, by: 'lindqvist', copies: linkedPdf,
        parts: [part('Priorities', 'Balance between comfort and living longer: nearer to comfort.'),
          part('Clinical recommendations', 'For hospital admission and intravenous treatment.\nNot for intensive care. Not for attempted ' +
            'cardiopulmonary resuscitation.'),
          part('Capacity', 'Mrs Adeyemi-Clarke has capacity and took part in this decision. Her daughter was present.')] },
      { type: types.imaging, title: 'Chest X-ray: printed report', completion: 'final', about: ['302d 14:05'], filed: '301d 09:00', by: 'lindqvist',
        copies: pdf, parts: [part('Report', 'Cardiomegaly. Small bilateral pleural effusions. No focal consolidation. No pneumothorax.')] },
      note('302d 15:10', 'okafor', 'Post-take ward round. Breathless at rest on arrival, better after furosemide.\nNo chest pain. No fever. No ' +
        'signs of deep\nvein thrombosis.\n\nPlan: strict fluid balance, daily weights, echocardiogram. Not for intensive care until discussed with ' +
        'family.'),
      note('301d 09:25', 'tran', 'Slept well on two pillows. Weight 74.1 kg (down 1.3 kg). Refused breakfast.\n\nSkin: no pressure damage.'),
      note('301d 17:40', 'okafor', 'Echo seen: ejection fraction 38%. Explained to patient and daughter.', { completion: 'amended' }),
      { type: types.progressNote, title: 'Physiotherapy', completion: 'preliminary', about: ['299d 11:00'], filed: '299d 11:30', by: 'tran', copies: pdf,
        parts: [{ text: 'Walks 20 metres with a frame and one person. No falls on the ward.' }] },
    ],
    canalside: [
      { type: types.emergency, title: 'Emergency department summary', completion: 'final', about: ['640d 21:55', '639d 02:10'], filed: '639d 02:20',
        setting: settings.emergency, class: 'EMER', by: 'fitzgerald', copies: html,
        parts: [part('Presenting complaint', 'Fever, productive cough, confusion since the morning.'),
          part('Findings', 'Temperature 38.9, oxygen saturation 89% in air. No neck stiffness. Crackles at the right base.'),
          part('Outcome', 'Admitted under general medicine.')] },
      { type: types.discharge, title: 'Discharge summary: pneumonia', completion: 'final', about: ['639d', '631d'], written: '631d', filed: '630d 12:00',
        setting: settings.respiratory, class: 'IMP', by: 'haddad', copies: rtf,
        parts: [part('Diagnosis', 'Community-acquired pneumonia with Staphylococcus aureus bacteraemia.'),
          part('Allergies', 'No known allergies.'),
          part('Plan', 'Chest X-ray in six weeks. Incidental 4 mm nodule: no follow-up is needed.')] },
      // A copy that was never replaced here: it says the opposite of the form at the other hospital.
      { type: types.respect, title: 'ReSPECT form (copy)', completion: 'final', about: ['296d'], filed: '290d 10:00', by: 'haddad', copies: pdf,
        parts: [part('Recommendation', 'Full escalation, including intensive care.')] },
    ],
    heathway: [
      { type: types.letter, title: 'Community nursing: first visit', completion: 'final', about: ['284d 10:00'], filed: '283d 16:00',
        setting: settings.communityNursing, by: 'boateng', copies: [{ as: 'html', kept: 'binary' }],
        parts: [part('Visit', 'Seen at home with her daughter. Weight 68.9 kg. No ankle swelling. Legs: dry skin, no broken areas.')] },
      { type: types.assessment, title: 'Falls risk assessment', completion: 'final', about: ['160d'], written: '160d', filed: '159d 09:30', by: 'boateng',
        copies: pdf, parts: [part('Outcome', 'Two falls in the past year. Rugs in the hall; grab rail needed in the bathroom.')] },
      { type: types.progressNote, title: 'Wound review', completion: 'final', about: ['31d 14:20'], filed: '31d 15:00', by: 'boateng',
        copies: [{ as: 'text' }, { as: 'png', title: 'Photograph, left shin' }],
        parts: [{ text: 'Skin tear on the left shin, 2 x 1 cm, from the car door.\nNo sign of infection.\nDressed; review in three days.' }] },
    ],
    millmead: [
      { type: types.supportPlan, title: 'Care and support plan', about: ['240d'], written: '240d', filed: '238d 12:00', by: 'oyelaran', copies: rtf,
        parts: [part('What matters to me', 'Staying in my own home. Church on Sundays.'),
          part('Support', 'Two visits a day for washing, dressing and a hot meal. Key safe by the front door.')] },
      { type: types.assessment, title: 'Carer’s assessment: daughter', about: ['236d'], filed: '236d 15:00', by: 'oyelaran',
        copies: [{ as: 'text', title: 'Notes of the conversation' }],
        parts: [{ text: 'Daughter lives ten minutes away and works full time. Sleeps badly. Has not had a holiday for three years.' }] },
    ],
  },
  priya: {
    northbridge: [
      { type: types.outpatient, title: 'Antenatal booking clinic', completion: 'preliminary', about: ['69d 09:00'], written: '68d', filed: '68d 17:00',
        setting: settings.obstetrics, by: 'lindqvist', copies: html,
        parts: [part('Summary', 'First pregnancy. No bleeding. Rubella immune. Dictated but not yet checked.')] },
    ],
  },
  gwilym: {
    northbridge: [
      { type: types.operationNote, title: 'Transperineal prostate biopsy', completion: 'final', about: ['9d 14:00'], filed: '9d 15:30',
        setting: settings.urology, by: 'bains', copies: text,
        parts: [part('Operation', 'Transperineal biopsy under local anaesthetic, 24 cores.'),
          part('Findings', 'Firm nodule at the left base. No bleeding at the end.')] },
      { type: types.outpatient, title: 'Urology clinic', completion: 'final', about: ['21d'], filed: '20d 12:00', setting: settings.urology,
        by: 'bains', copies: pdf, parts: [part('Plan', 'Raised PSA and abnormal MRI. Biopsy arranged.')] },
    ],
  },
  fatima: {
    northbridge: [
      { type: types.discharge, title: 'Discharge summary', completion: 'final', about: ['730d', '727d'], filed: '726d 09:00', class: 'IMP', by: 'okafor',
        copies: pdf, parts: [part('Diagnosis', 'Reaction to ceftriaxone.')] },
    ],
  },
  leo: {
    northbridge: [
      { type: types.emergency, title: 'Children’s emergency department', completion: 'final', about: ['410d 12:15', '410d 17:50'], filed: '410d 18:05',
        setting: settings.emergency, class: 'EMER', by: 'lindqvist', copies: pdf,
        parts: [part('Presenting complaint', 'Vomiting, hives and noisy breathing ten minutes after a peanut biscuit at nursery.'),
          part('Treatment', 'Adrenaline 150 micrograms into the thigh at 12:04 by nursery staff and at 12:20 here.'),
          part('Outcome', 'Home after six hours. No second reaction.')] },
      { type: types.outpatient, title: 'Allergy clinic', completion: 'final', about: ['884d 15:45'], filed: '880d 10:00', by: 'lindqvist', copies: html,
        parts: [part('Dear parents', 'Leo’s skin tests show that he is allergic to peanut. Cashew was positive too, but he has never eaten it.')] },
      { type: types.emergencyPlan, title: 'Allergy action plan for nursery', completion: 'final', about: ['409d'], written: '409d', filed: '409d 11:00',
        by: 'lindqvist', copies: linkedPdf,
        parts: [part('If Leo has trouble breathing', 'Give the adrenaline pen in the outer thigh. Call 999 and say ANAPHYLAXIS. Do not stand him up.')] },
      note('410d 14:00', 'lindqvist', 'Settled after second dose of adrenaline. No wheeze. Playing.'),
    ],
  },
  kwabena: {
    northbridge: [
      ...[12, 195, 377, 560, 742, 925, 1107, 1290, 1472, 1655].map((day): Paper => ({
        type: types.outpatient, title: 'Renal clinic', completion: 'final', about: [`${day}d 09:40`], filed: `${day - 1}d 17:15`,
        setting: settings.nephrology, by: 'lindqvist', copies: html,
        parts: [part('Dialysis', 'Three sessions a week through a left arm fistula. No missed sessions.'),
          part('Transplant list', 'Remains active on the list.')],
      })),
      { type: types.chart, title: 'Dialysis unit paper record, scanned', completion: 'final', about: ['700d', '12d'], filed: '11d 08:00',
        setting: settings.nephrology, by: 'tran', copies: linkedPdf, parts: sessions(2200) },
      { type: types.operationNote, title: 'Formation of left radiocephalic fistula', completion: 'final', about: ['2610d'], filed: '2609d 08:00',
        by: 'bains', copies: text, parts: [{ text: 'Local anaesthetic. End-to-side anastomosis. Good thrill at the end. No haematoma.' }] },
    ],
  },
  // Words are replaced by hostile ones.
  xanthe: {
    northbridge: [
      { key: 'old', type: types.outpatient, text: 'Letter', title: 'Letter', status: 'superseded', about: ['300d'], filed: '299d 12:00', by: 'mallory',
        copies: [{ as: 'hostile-html', title: 'Letter' }] },
      { replaces: 'old', type: types.outpatient, text: 'Letter', title: 'Letter', about: ['298d'], filed: '297d 12:00', setting: settings.cardiology,
        by: 'mallory', copies: [{ as: 'hostile-html', title: 'Letter', kept: 'binary' }, { as: 'hostile-text', title: 'Letter' }] },
      { type: types.discharge, title: 'Summary', about: ['200d'], filed: '199d 12:00', by: 'mallory',
        copies: [{ as: 'hostile-html', title: 'Summary', declared: 'application/pdf' }] },
      { type: { system: 'javascript:globalThis.pwned="system"', code: '"><img/src=x/onerror=globalThis.pwned="code">', display: 'Type' },
        title: 'Report', about: ['180d'], filed: '179d 12:00', by: 'mallory', copies: [{ as: 'hostile-text', title: 'Report' }] },
      { type: types.clinicalNote, text: 'Note', title: 'Note', about: ['170d 10:00'], filed: '170d 10:00', by: 'mallory', copies: [{ as: 'hostile-text' }] },
      { type: types.respect, text: 'Plan', title: 'Plan', about: ['160d'], filed: '159d 12:00', by: 'mallory', copies: [{ as: 'hostile-html' }] },
      { type: types.assessment, text: 'Assessment', title: 'Assessment', about: ['150d'], filed: '149d 12:00', by: 'mallory',
        copies: [{ as: 'hostile-html' }] },
    ],
  },
  jerome: {
    northbridge: [
      { type: types.emergency, title: 'Emergency department summary', completion: 'final', about: ['333d 13:10'], filed: '333d 18:00', by: 'okafor',
        copies: pdf, parts: [part('Outcome', 'Seen by the liaison team and taken home by a friend.')], labels: ['normal'] },
      { type: types.outpatient, title: 'Sexual health clinic', completion: 'final', about: ['640d'], filed: '639d 12:00', by: 'okafor', copies: html,
        parts: [part('Plan', 'Results by text message.')], labels: ['restricted'] },
      note('333d 16:20', 'tran', 'Quiet. Ate a sandwich. No thoughts of harming others.', { labels: ['restricted'] }),
      note('333d 13:40', 'okafor', 'Cuts to the left forearm, cleaned and closed. No tendon injury.'),
    ],
    heathway: [
      { type: types.crisisPlan, title: 'Crisis plan', completion: 'final', about: ['325d'], filed: '325d 15:00', setting: settings.mentalHealth,
        by: 'kowalska', copies: pdf, parts: [part('When things get worse', 'Ring the crisis line, then my sister.')], labels: ['veryRestricted'] },
      { type: types.assessment, title: 'Mental health assessment', completion: 'final', about: ['332d'], filed: '331d 12:00', by: 'kowalska',
        copies: rtf, parts: [part('Risk', 'No plans. Protective factors: sister, dog, work.')], labels: ['restricted'] },
      { type: types.letter, title: 'Letter after assessment', completion: 'final', about: ['332d'], filed: '330d 12:00', setting: settings.mentalHealth,
        by: 'kowalska', copies: html, parts: [part('Dear Jerome', 'It was good to meet you.')], labels: ['restricted'] },
    ],
  },
  eileen: {
    northbridge: [
      { type: types.outpatient, title: 'Memory clinic', completion: 'final', about: ['92d'], filed: '91d 12:00', by: 'lindqvist', copies: html,
        parts: [part('Summary', 'Mild memory loss. No driving concerns.')] },
      { type: 'Ward letter', title: 'Letter from ward 7', about: ['1122d'], filed: '1121d 12:00', by: 'tran', copies: text,
        parts: [{ text: 'Very drowsy after morphine.' }] },
    ],
    heathway: [
      { type: 'Care plan', title: 'Leg ulcer plan', about: ['60d'], filed: '60d 12:00', setting: settings.communityNursing, by: 'boateng', copies: text,
        parts: [{ text: 'No adhesive dressings.' }] },
    ],
    millmead: [
      { type: types.supportPlan, title: 'Support plan', about: ['74d'], filed: '74d 12:00', by: 'oyelaran', copies: rtf,
        parts: [part('Support', 'Lunch club twice a week.')] },
    ],
  },
  haruto: {
    northbridge: [
      { type: types.discharge, title: 'Filed under the wrong patient', status: 'entered-in-error', about: ['50d'], filed: '50d 12:00', class: 'IMP',
        by: 'okafor', copies: pdf, parts: [part('Diagnosis', 'Not this patient’s.')] },
      { key: 'first', type: types.outpatient, title: 'Gastroenterology clinic', status: 'superseded', completion: 'final', about: ['48d'],
        written: '47d', filed: '47d 12:00', setting: settings.gastroenterology, by: 'lindqvist', copies: html,
        parts: [part('Plan', 'Start mesalazine 4 g a day.')] },
      { replaces: 'first', type: types.outpatient, title: 'Gastroenterology clinic: corrected dose', completion: 'amended', about: ['48d'],
        written: '45d', filed: '45d 12:00', setting: settings.gastroenterology, by: 'lindqvist', copies: html,
        parts: [part('Plan', 'Start mesalazine 2 g a day. This letter replaces the one of two days ago, in which the dose was wrong.')] },
      { type: types.outpatient, title: 'Dictated, not yet typed', completion: 'preliminary', about: ['6d'], filed: '6d 18:00', by: 'lindqvist' },
      { type: types.clinicalNote, title: 'Written in error', completion: 'entered-in-error', about: ['44d 09:00'], filed: '44d 09:00', by: 'tran',
        copies: text, parts: [{ text: 'Nil by mouth.' }] },
    ],
    canalside: [
      { type: types.letter, title: 'Letter without a service', about: ['2y'], filed: '700d 12:00', by: 'haddad', copies: pdf,
        parts: [part('Dear patient', 'Your appointment has been changed.')] },
    ],
  },
  bronwen: {
    northbridge: [
      { type: types.outpatient, title: 'Endocrine clinic', completion: 'final', about: ['82d'], filed: '81d 12:00', by: 'okafor',
        copies: [{ as: 'html', title: 'Clinic letter', declared: 'application/pdf' }],
        parts: [part('Summary', 'Declared to be a PDF by its source; it is not.')] },
      { type: types.procedureReport, title: 'Thyroid ultrasound and aspiration', completion: 'final', about: ['100d'], filed: '99d 12:00', by: 'okafor',
        copies: [{ as: 'text', kept: 'contained' }], parts: [{ text: 'Aspirated under ultrasound. No complications.' }] },
    ],
    heathway: [
      { type: types.otherNote, title: 'Podiatry', completion: 'final', about: ['140d'], filed: '140d 12:00', by: 'boateng', copies: text,
        parts: [{ text: 'Nails cut. Pulses present. No ulcers.' }] },
    ],
  },
  stanley: {
    northbridge: [
      { type: types.endOfLife, title: 'End of life care plan', completion: 'final', about: ['140d'], written: '140d', filed: '140d 17:00',
        setting: settings.palliative, by: 'lindqvist', copies: pdf,
        parts: [part('Wishes', 'To die at home with the window open.'), part('Medicines', 'Just-in-case box is in the kitchen cupboard.')] },
      { type: types.discharge, title: 'Discharge summary', completion: 'final', about: ['150d', '139d'], filed: '139d 12:00',
        setting: settings.palliative, class: 'IMP', by: 'lindqvist', copies: pdf, parts: [part('Plan', 'Home with the palliative care team.')] },
    ],
    canalside: [
      { type: types.escalation, title: 'Treatment escalation plan', about: ['3y'], filed: '1090d 12:00', by: 'haddad', copies: pdf,
        parts: [part('Ceiling of care', 'Ward care. Not for intensive care.')] },
    ],
  },
  amara: {
    northbridge: [
      { type: types.outpatient, title: 'Dermatology advice', completion: 'final', about: ['210d'], filed: '208d 12:00', by: 'okafor', copies: html,
        parts: [part('Plan', 'Emollient. No follow-up.')] },
    ],
  },
  zeynep: {
    canalside: [
      { type: types.letter, title: 'Copy letter, date not known', setting: settings.cardiology, by: 'haddad', copies: rtf,
        parts: [part('Dear colleague', 'Thank you for seeing this lady with palpitations.')] },
      { type: types.otherNote, title: 'Telephone message', about: ['14mo'], by: 'haddad', copies: text, parts: [{ text: 'Daughter rang: no change.' }] },
    ],
  },
  gareth: {
    northbridge: [
      { type: types.outpatient, title: 'Colorectal two-week-wait clinic', completion: 'final', about: ['233d 09:30'], written: '232d', filed: '231d 12:00',
        setting: settings.surgery, by: 'bains', copies: html,
        parts: [part('Dear Dr Rao', 'Thank you for referring Mr Winstanley with iron deficiency anaemia and a change of bowel habit. No family history ' +
            'of bowel cancer.'),
          part('Plan', 'Colonoscopy within two weeks.')] },
      { type: types.procedureReport, title: 'Colonoscopy report', completion: 'final', about: ['222d 10:15'], filed: '222d 12:00',
        setting: settings.gastroenterology, by: 'lindqvist', copies: linkedPdf,
        parts: [part('Findings', '35 mm lesion at 40 cm, partly obstructing. Biopsied. Not passed.'), part('Complications', 'None seen.')] },
      { type: types.operationNote, title: 'Laparoscopic sigmoid colectomy', completion: 'final', about: ['186d 09:05'], filed: '186d 14:10',
        setting: settings.surgery, by: 'bains', copies: text,
        parts: [part('Operation', 'Laparoscopic sigmoid colectomy with primary anastomosis.'),
          part('Findings', 'Tumour of the sigmoid colon. No liver metastases. No peritoneal disease.'),
          part('After the operation', 'Antibiotics: no ceftriaxone (urticaria). Drain out when below 50 mL.')] },
      { type: types.inpatientDischarge, title: 'Discharge summary, colorectal surgery', completion: 'final', about: ['187d', '180d'],
        written: '180d 13:00', filed: '179d 08:00', setting: settings.surgery, by: 'bains', copies: linkedPdf,
        parts: [part('Operation', 'Laparoscopic sigmoid colectomy.'), part('Histology', 'pT3 N1 (2 of 22 nodes). Margins clear.'),
          part('Plan', 'Oncology at Canalside in three weeks.\nNo driving for four weeks.\nStoma: none was made.')] },
      note('185d 08:50', 'bains', 'Day 1. Comfortable. Abdomen soft. No fever.\nSips of water. No signs of a leak.'),
      note('184d 08:40', 'bains', 'Day 2. Passing wind. Eating soup.\n\nCatheter out. No pain on coughing.'),
      note('184d 14:30', 'tran', 'Walked to the bathroom and back. Wound dry.'),
    ],
    canalside: [
      { type: types.outpatient, title: 'Oncology clinic', completion: 'final', about: ['158d 11:20'], written: '157d', filed: '156d 12:00',
        setting: settings.oncology, by: 'haddad', copies: rtf,
        parts: [part('Plan', 'Six months of chemotherapy by CAPOX, starting in two weeks.'),
          part('Discussed', 'Risk of infection: to ring the 24-hour line with a temperature of 37.5 or above.')] },
      { type: types.emergency, title: 'Emergency department: fever during chemotherapy', completion: 'final', about: ['96d 22:10', '95d 04:30'],
        filed: '95d 05:00', setting: settings.emergency, class: 'EMER', by: 'fitzgerald', copies: pdf,
        parts: [part('Findings', 'Temperature 38.2. Neutrophils 1.9: not neutropenic. No source was found.'),
          part('Outcome', 'Home with oral antibiotics. No ceftriaxone was given.')] },
      { type: types.pathology, title: 'Second opinion on histology', completion: 'final', about: ['165d'], filed: '164d 12:00', by: 'haddad', copies: pdf,
        parts: [part('Opinion', 'Agree: moderately differentiated adenocarcinoma. Mismatch repair proteins retained.')] },
      { type: types.supportPlan, title: 'Personalised care and support plan', completion: 'final', about: ['150d'], written: '150d', filed: '149d 12:00',
        setting: settings.oncology, by: 'haddad', copies: html,
        parts: [part('What matters to me', 'Being well enough for my daughter’s wedding.'), part('Support', 'Cancer nurse: weekly call.')] },
      note('95d 01:15', 'fitzgerald', 'Looks well. Port site clean. No neck stiffness, no rash.'),
    ],
  },
};
