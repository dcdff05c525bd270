import type { Cabinet, Wording } from './cabinet.ts';
import { concept } from './cabinet.ts';
import type { When } from './calendar.ts';
import type { Label } from './codes.ts';
import { Decimal } from './draft.ts';
import { conditions as codes } from './list-codes.ts';
import type { Table } from './patients.ts';
import { rowsAt } from './patients.ts';
import type { ProfessionalKey } from './people.ts';
import { author, subject } from './people.ts';

interface Condition {
  readonly what: Wording;
  /** The source's own words, where they are not those of the code. */
  readonly text?: string;
  /** On the problem list with its weight; `null` where the source does not say what the entry is. */
  readonly problem?: 'major' | 'minor' | 'unweighed' | null;
  /** Made at an encounter, named in words. A condition may be both. */
  readonly madeAt?: string;
  /** Active and confirmed unless said otherwise; `null` where the source does not say. */
  readonly status?: 'recurrence' | 'relapse' | 'inactive' | 'remission' | 'resolved' | null;
  readonly verified?: 'unconfirmed' | 'provisional' | 'differential' | 'refuted' | 'entered-in-error' | null;
  readonly onset?: When;
  /** An age in years, or words. */
  readonly onsetAs?: number | string;
  readonly ended?: When;
  readonly recorded: When;
  readonly severity?: string;
  readonly site?: string;
  readonly stage?: readonly [summary: string, type: string];
  /** What the practice filed under a problem: the type of each entry, and how it is called. */
  readonly linked?: readonly (readonly [type: string, display: string])[];
  readonly by?: ProfessionalKey;
  readonly note?: string;
  readonly labels?: readonly Label[];
}

const conditions: Table<Condition> = {
  margaret: {
    northbridge: [
      { what: codes.pneumonia, madeAt: 'Emergency department', verified: 'provisional', onset: '62d', recorded: '62d 21:15',
        severity: 'Moderate', site: 'Right lower lobe', by: 'okafor' },
      { what: codes.pulmonaryEmbolism, madeAt: 'Emergency department', verified: 'refuted', recorded: '62d 20:30', by: 'okafor',
        note: 'CT pulmonary angiogram: no filling defect.' },
      { what: codes.chestPain, madeAt: 'Emergency department', status: 'resolved', recorded: '62d 19:50', by: 'tran' },
      { what: codes.myocardialInfarction, madeAt: 'Emergency department', verified: 'differential', recorded: '62d 20:10', by: 'okafor' },
      { what: codes.hipFracture, madeAt: 'Orthopaedic ward', status: 'resolved', onset: '4y', ended: '3y', recorded: '1480d 10:40',
        site: 'Left hip', by: 'bains' },
      { what: codes.heartFailure, problem: 'unweighed', madeAt: 'Cardiology clinic', onset: '39mo', recorded: '1185d 11:00', by: 'okafor' },
      { what: codes.hypertension, verified: 'entered-in-error', problem: 'unweighed', recorded: '900d 09:00', by: 'tran' },
    ],
    // One source takes it for over, the other does not.
    canalside: [
      { what: codes.atrialFibrillation, problem: 'unweighed', status: 'resolved', onset: '7y', ended: '5y', recorded: '1900d 15:00',
        by: 'haddad', note: 'Sinus rhythm since the ablation.' },
    ],
    heathway: [
      { what: codes.alzheimers, madeAt: 'Memory service', verified: 'provisional', recorded: '96d 14:30', severity: 'Mild',
        by: 'kowalska' },
      { what: codes.depression, problem: 'unweighed', status: 'remission', onset: '9y', recorded: '2400d 10:00', by: 'kowalska' },
    ],
    larkfield: [
      { what: codes.renalFailure, text: 'Chronic kidney disease stage 3b', problem: 'major', onset: '92mo', recorded: '2790d',
        by: 'rao', linked: [['Observation', 'eGFR'], ['MedicationRequest', 'Ramipril 2.5mg capsules']] },
      { what: codes.atrialFibrillation, problem: 'major', onset: '7y', recorded: '2300d', by: 'rao',
        linked: [['MedicationRequest', 'Apixaban 2.5mg tablets']] },
      { what: codes.heartFailure, problem: 'major', onset: '38mo', recorded: '1160d', by: 'rao' },
      { what: codes.hypertension, problem: 'major', onset: '25y', recorded: '25y' },
      { what: codes.osteoporosis, problem: 'major', onset: '4y', recorded: '1400d', by: 'hughes' },
      { what: codes.kneeArthritis, problem: 'minor', onset: '16y', recorded: '16y', site: 'Both knees' },
      { what: codes.hearingLoss, problem: 'minor', recorded: '12y' },
      { what: codes.gout, problem: 'minor', status: 'inactive', onset: '11y', recorded: '11y', site: 'Left big toe' },
      { what: codes.cholecystitis, problem: 'major', status: 'resolved', onset: '21y', ended: '21y', recorded: '20y' },
      { what: codes.tonsillitis, problem: 'minor', status: 'resolved', onsetAs: 'in childhood', recorded: '31y' },
      { what: codes.urinaryInfection, problem: 'minor', status: 'recurrence', onset: '75d', recorded: '75d', by: 'hughes' },
    ],
  },
  gareth: {
    northbridge: [
      { what: codes.colonCancer, madeAt: 'Colorectal multidisciplinary meeting', onset: '48d', recorded: '48d 09:30',
        site: 'Sigmoid colon', stage: ['T3 N1 M0', 'Clinical TNM'], by: 'bains', note: 'For surgery, then chemotherapy.' },
      { what: codes.lungCancer, text: 'Lung metastasis', madeAt: 'Colorectal multidisciplinary meeting', verified: 'refuted',
        recorded: '45d 10:15', by: 'bains', note: 'The nodule is an old granuloma.' },
      { what: codes.anaemia, madeAt: 'Gastroenterology clinic', onset: '70d', recorded: '66d 14:00', severity: 'Moderate', by: 'okafor' },
    ],
    canalside: [
      { what: codes.backPain, madeAt: 'Emergency department', status: 'resolved', recorded: '840d 03:20', by: 'fitzgerald' },
      { what: codes.hyperlipidaemia, problem: 'unweighed', onset: '9y', recorded: '835d 11:00', by: 'haddad' },
    ],
    larkfield: [
      { what: codes.colonCancer, problem: 'major', onset: '48d', recorded: '40d', by: 'rao',
        linked: [['DocumentReference', 'Letter from the colorectal clinic']] },
      { what: codes.anaemia, problem: 'major', onset: '75d', recorded: '72d', by: 'rao' },
      { what: codes.hypertension, problem: 'minor', onset: '14y', recorded: '14y' },
      { what: codes.appendicitis, problem: 'minor', status: 'resolved', onsetAs: 17, ended: '50y', recorded: '30y' },
    ],
  },
  fatima: { larkfield: [{ what: codes.migraine, problem: 'major', onset: '6y', recorded: '6y', by: 'rao' }] },
  priya: {
    northbridge: [{ what: codes.pregnancy, madeAt: 'Antenatal clinic', status: 'resolved', recorded: '820d 10:00', by: 'tran' }],
    larkfield: [{ what: codes.endometriosis, problem: 'major', onset: '5y', recorded: '5y', by: 'rao' }],
  },
  gwilym: {
    northbridge: [{ what: codes.gallstones, madeAt: 'Surgical assessment unit', recorded: '35d 16:00', by: 'bains' }],
    larkfield: [{ what: codes.diabetes2, problem: 'major', onset: '8y', recorded: '8y' }],
  },
  leo: {
    northbridge: [
      { what: codes.asthma, madeAt: 'Children’s emergency department', verified: 'unconfirmed', recorded: '210d 18:20', by: 'lindqvist',
        note: 'Wheeze with a cold. Too young for lung function tests.' },
    ],
    larkfield: [
      { what: codes.atopicDermatitis, problem: 'major', onset: '50mo', recorded: '1500d', by: 'rao' },
      { what: codes.otitisMedia, problem: 'minor', status: 'resolved', onset: '18mo', ended: '17mo', recorded: '18mo', site: 'Right ear' },
    ],
  },
  kwabena: {
    northbridge: [
      { what: codes.renalFailure, text: 'End-stage kidney disease, on haemodialysis', problem: 'unweighed', madeAt: 'Dialysis unit',
        onset: '8y', recorded: '2800d 09:00', by: 'okafor' },
    ],
    larkfield: [
      { what: codes.renalFailure, problem: 'major', onset: '8y', recorded: '8y', by: 'rao' },
      { what: codes.hypertension, problem: 'major', onset: '20y', recorded: '19y' },
    ],
  },
  jerome: {
    northbridge: [{ what: codes.overdose, madeAt: 'Emergency department', status: 'resolved', recorded: '95d 03:10', by: 'tran',
      labels: ['restricted'] }],
    heathway: [
      { what: codes.postTraumaticStress, problem: 'unweighed', onset: '3y', recorded: '700d 11:00', by: 'kowalska', labels: ['restricted'] },
      { what: codes.opioids, problem: 'unweighed', recorded: '700d 11:10', by: 'kowalska', labels: ['veryRestricted'] },
    ],
    larkfield: [
      { what: codes.asthma, problem: 'major', onsetAs: 6, recorded: '12y', labels: ['normal'] },
      { what: codes.depression, problem: 'major', recorded: '2y', labels: ['unknown'] },
    ],
  },
  eileen: {
    northbridge: [{ what: codes.respiratoryInfection, text: 'Chest infection', madeAt: 'Acute medical unit', recorded: '1122d 21:00',
      by: 'tran' }],
    larkfield: [
      { what: codes.rheumatoidArthritis, problem: 'major', onset: '18y', recorded: '18y' },
      { what: 'Bad chest every winter', problem: 'minor', recorded: '9y' },
    ],
    millmead: [{ what: 'Memory getting worse, says daughter', problem: null, recorded: '75d', by: 'oyelaran' }],
  },
  haruto: {
    northbridge: [{ what: codes.chestPain, madeAt: 'Ambulatory care', status: null, verified: null, recorded: '49d 13:00', by: 'tran' }],
    canalside: [{ what: codes.hyperlipidaemia, problem: null, onset: '2y', recorded: '60d 12:00', by: 'haddad' }],
  },
  bronwen: {
    northbridge: [{ what: codes.suspectedBreastCancer, madeAt: 'Breast clinic', verified: 'refuted', recorded: '500d 15:40', by: 'lindqvist' }],
    larkfield: [
      { what: codes.diabetes2, problem: 'major', onset: '11y', recorded: '11y', by: 'rao' },
      { what: codes.diabeticRetinopathy, problem: 'major', onset: '2y', recorded: '2y', site: 'Both eyes' },
    ],
  },
  stanley: {
    northbridge: [{ what: codes.lungCancer, madeAt: 'Respiratory clinic', onset: '16mo', recorded: '480d 10:00',
      stage: ['Stage 4', 'Clinical'], by: 'okafor' }],
    larkfield: [{ what: codes.palliative, problem: 'major', recorded: '160d', by: 'rao' }],
  },
  amara: { larkfield: [{ what: codes.epilepsy, problem: 'major', onsetAs: 'as a teenager', recorded: '9y', by: 'rao' }] },
  zeynep: {
    canalside: [{ what: codes.prostateCarcinomaInSitu, madeAt: 'Urology clinic', verified: 'entered-in-error', recorded: '400d 12:00',
      by: 'haddad' }],
    larkfield: [{ what: codes.asthma, problem: 'major', status: 'relapse', onset: '30y', recorded: '27mo', by: 'rao' }],
  },
  // Words are replaced by hostile ones.
  xanthe: {
    northbridge: [
      { what: codes.pneumonia, text: 'Diagnosis', madeAt: 'Clinic', verified: 'provisional', onset: '100d', recorded: '100d 12:00',
        severity: 'Severe', site: 'Site', stage: ['Stage', 'Type'], by: 'mallory', note: 'Note' },
      { what: codes.asthma, text: 'Diagnosis', madeAt: 'Clinic', verified: 'refuted', recorded: '90d 12:00', by: 'mallory' },
    ],
    canalside: [{ what: codes.gout, text: 'Problem', problem: 'unweighed', recorded: '80d 12:00', by: 'mallory', note: 'Note' }],
    heathway: [{ what: codes.depression, text: 'Problem', problem: null, recorded: '70d 12:00', by: 'mallory' }],
    larkfield: [
      { what: codes.hypertension, text: 'Problem', problem: 'major', onsetAs: 'Onset', recorded: '60d', by: 'mallory',
        linked: [['Procedure', 'Linked']] },
      { what: codes.migraine, text: 'Problem', problem: 'minor', status: 'resolved', recorded: '9y', by: 'mallory' },
    ],
  },
};

const hl7 = (table: string, code: string) => concept({ system: `http://terminology.hl7.org/CodeSystem/${table}`, code });
const careConnect = 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect';

/** UKCore-Condition for every problem and every diagnosis at this source. */
export function fileConditions(cabinet: Cabinet): void {
  for (const [patient, one] of rowsAt(cabinet.source.id, conditions)) {
    const { contained, reference: professional } = one.by ? author(cabinet, one.by) : {};
    const { status = 'active', verified = 'confirmed', problem, onsetAs } = one;
    const lists = [
      ...(problem ? ['problem-list-item'] : []),
      ...(one.madeAt === undefined ? [] : ['encounter-diagnosis']),
    ];
    // A withdrawn condition has no status (FHIR R4, con-5).
    const clinical = status === null || verified === 'entered-in-error' ? undefined : status;
    const extension = [
      ...(problem === 'major' || problem === 'minor' ? [{ url: `${careConnect}-ProblemSignificance-1`, valueCode: problem }] : []),
      ...(one.linked ?? []).map(([type, display]) =>
        ({ url: `${careConnect}-RelatedClinicalContent-1`, valueReference: { type, display } })),
    ];
    cabinet.file('Condition', {
      contained,
      extension: extension.length > 0 ? extension : undefined,
      clinicalStatus: clinical && hl7('condition-clinical', clinical),
      verificationStatus: verified === null ? undefined : hl7('condition-ver-status', verified),
      category: lists.length > 0 ? lists.map((list) => hl7('condition-category', list)) : undefined,
      severity: one.severity === undefined ? undefined : { text: one.severity },
      code: concept(one.what, one.text),
      bodySite: one.site === undefined ? undefined : [{ text: one.site }],
      subject: subject(cabinet, patient),
      encounter: one.madeAt === undefined ? undefined : { display: one.madeAt },
      onsetDateTime: one.onset && cabinet.at(one.onset),
      onsetAge: typeof onsetAs === 'number' ?
        { value: new Decimal(String(onsetAs)), unit: 'years', system: 'http://unitsofmeasure.org', code: 'a' } : undefined,
      onsetString: typeof onsetAs === 'string' ? onsetAs : undefined,
      abatementDateTime: one.ended && cabinet.at(one.ended),
      recordedDate: cabinet.at(one.recorded),
      recorder: professional,
      asserter: professional,
      stage: one.stage && [{ summary: { text: one.stage[0] }, type: { text: one.stage[1] } }],
      note: one.note === undefined ? undefined : [{ text: one.note }],
    }, { patient, recorded: one.recorded, labels: one.labels });
  }
}
