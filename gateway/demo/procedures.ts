import type { Cabinet, Wording } from './cabinet.ts';
import { concept } from './cabinet.ts';
import type { When } from './calendar.ts';
import type { Label } from './codes.ts';
import { studies } from './codes.ts';
import { procedures as codes } from './list-codes.ts';
import type { Table } from './patients.ts';
import { rowsAt } from './patients.ts';
import type { ProfessionalKey } from './people.ts';
import { author, subject } from './people.ts';

interface Procedure {
  readonly what: Wording;
  /** The source's own words, where they are not those of the code. */
  readonly text?: string;
  /** Done unless said otherwise. */
  readonly status?: 'preparation' | 'in-progress' | 'not-done' | 'on-hold' | 'stopped' | 'unknown' | 'entered-in-error';
  readonly because?: string;
  /** When it was done; when it began and ended; or as far as anybody remembers. */
  readonly when?: When | readonly [began: When, ended: When] | { readonly words: string };
  readonly surgical?: true;
  /** A site, and the side where the source sends it apart. */
  readonly site?: readonly [site: string, side?: string];
  readonly by?: ProfessionalKey;
  readonly as?: string;
  readonly reason?: string;
  readonly outcome?: string;
  readonly complications?: readonly string[];
  readonly place?: string;
  readonly report?: string;
  readonly note?: string;
  readonly labels?: readonly Label[];
}

const procedures: Table<Procedure> = {
  margaret: {
    northbridge: [
      { what: codes.kneeReplacement, status: 'preparation', site: ['Knee', 'Left'], surgical: true, by: 'bains', as: 'Surgeon',
        reason: 'Osteoarthritis of knee', note: 'On the waiting list; needs an anaesthetic opinion first.' },
      { what: codes.transfusion, when: ['61d 02:10', '61d 05:40'], reason: 'Haemoglobin 68 g/L', by: 'tran', outcome: 'Haemoglobin 86 g/L',
        place: 'Ward 7' },
      { what: codes.bronchoscopy, status: 'not-done', because: 'Patient declined', when: '60d 09:00', by: 'okafor' },
      { what: codes.kneeReplacement, text: 'Right total knee replacement', when: ['3020d 10:05', '3020d 11:50'], surgical: true,
        site: ['Right knee'], by: 'bains', as: 'Surgeon', reason: 'Osteoarthritis of knee', outcome: 'Walking with a frame on day 3',
        complications: ['Wound haematoma'], place: 'Theatre 4', report: 'Operation note' },
    ],
    canalside: [
      { what: codes.ablation, when: '1990d 13:30', surgical: true, by: 'haddad', as: 'Operator', outcome: 'Sinus rhythm', place: 'Catheter laboratory' },
      { what: codes.cardioversion, status: 'stopped', because: 'Low blood pressure after sedation', when: '2140d 09:15', by: 'fitzgerald' },
    ],
    heathway: [{ what: codes.therapy, status: 'in-progress', when: '50d 10:00', by: 'kowalska' }],
    larkfield: [
      { what: codes.cholecystectomy, when: '20y', reason: 'Acute cholecystitis' },
      { what: codes.appendicectomy, when: { words: 'in the 1950s' } },
      { what: codes.shoulderManipulation, status: 'unknown', when: '14y', site: ['Shoulder'] },
    ],
  },
  gareth: {
    northbridge: [
      { what: codes.colectomy, text: 'Sigmoid colectomy, laparoscopic', status: 'preparation', surgical: true, site: ['Sigmoid colon'],
        by: 'bains', as: 'Surgeon', reason: 'Malignant tumour of colon' },
      { what: codes.colonoscopy, when: ['55d 11:20', '55d 12:05'], by: 'bains', as: 'Endoscopist', reason: 'Iron deficiency anaemia',
        outcome: '35 mm lesion at 40 cm, biopsied', place: 'Endoscopy unit', report: 'Endoscopy report' },
      { what: studies.colonBiopsy, text: 'Biopsy of sigmoid colon', when: '55d 11:50', by: 'bains' },
    ],
    canalside: [
      { what: codes.suture, when: '840d 03:50', site: ['Hand', 'Right'], by: 'fitzgerald', outcome: 'Healed' },
    ],
    larkfield: [
      { what: codes.appendicectomy, when: '50y' },
      { what: codes.vasectomy, when: '24y', reason: 'Family complete' },
    ],
  },
  fatima: { northbridge: [{ what: codes.caesarean, when: '9y', surgical: true, by: 'lindqvist' }] },
  priya: { northbridge: [{ what: codes.caesarean, when: '815d 04:20', surgical: true, by: 'lindqvist', as: 'Obstetrician',
    complications: ['Blood loss of 1.2 litres'], outcome: 'Healthy girl, 3.1 kg' }] },
  gwilym: {
    northbridge: [{ what: codes.cholecystectomy, status: 'on-hold', because: 'Waiting for the result of a heart test', surgical: true,
      by: 'bains' }],
  },
  leo: {
    northbridge: [{ what: codes.suture, when: '300d 17:10', site: ['Left eyebrow'], by: 'tran' }],
  },
  kwabena: {
    northbridge: [{ what: codes.transfusion, when: ['900d 14:00', '900d 17:20'], by: 'tran' }],
  },
  jerome: {
    northbridge: [{ what: codes.suture, when: '94d 04:00', site: ['Left forearm'], by: 'tran', labels: ['restricted'] }],
    heathway: [{ what: codes.therapy, when: '600d 14:00', by: 'kowalska', labels: ['veryRestricted'] }],
    larkfield: [
      { what: codes.appendicectomy, when: '19y', labels: ['normal'] },
      { what: codes.suture, when: '2y', labels: ['unknown'] },
    ],
  },
  eileen: {
    northbridge: [{ what: codes.kneeReplacement, when: '2300d 09:00', surgical: true, site: ['Knee'], by: 'bains' }],
    larkfield: [
      { what: 'Women’s operation, 1980s', when: { words: 'in the 1980s' } },
      { what: 'Cataracts done', when: '7y' },
    ],
  },
  haruto: { canalside: [{ what: codes.coronaryIntervention, status: 'not-done', because: 'Arteries unobstructed', when: '47d 10:30', by: 'haddad' }] },
  bronwen: { northbridge: [{ what: codes.shoulderManipulation, when: '500d 12:00', site: ['Shoulder', 'Right'], by: 'bains' }] },
  stanley: {
    northbridge: [{ what: codes.bronchoscopy, when: '485d 10:10', by: 'okafor', outcome: 'Biopsies taken' }],
    canalside: [{ what: codes.prostateBiopsy, status: 'entered-in-error', when: '500d 10:00', by: 'haddad' }],
    larkfield: [{ what: codes.rehabilitation, status: 'stopped', because: 'Too breathless', when: '2y' }],
  },
  amara: { larkfield: [{ what: codes.implant, when: '14mo', site: ['Left arm'], by: 'hughes' }] },
  zeynep: { canalside: [{ what: codes.polypectomy, when: '409d 09:00', by: 'haddad', complications: ['Bleeding, stopped with a clip'] }] },
  // Words are replaced by hostile ones.
  xanthe: {
    northbridge: [
      { what: codes.kneeReplacement, text: 'Procedure', status: 'not-done', because: 'Reason', when: '100d 12:00', surgical: true,
        site: ['Site', 'Side'], by: 'mallory', as: 'Surgeon', reason: 'Reason', note: 'Note' },
      { what: codes.colonoscopy, text: 'Procedure', when: ['90d 12:00', '90d 13:00'], by: 'mallory', outcome: 'Outcome',
        complications: ['Complication'], place: 'Place', report: 'Report' },
    ],
    canalside: [{ what: codes.suture, text: 'Procedure', status: 'preparation', by: 'mallory', note: 'Note' }],
    larkfield: [{ what: codes.appendicectomy, text: 'Procedure', status: 'unknown', when: { words: 'Long ago' }, by: 'mallory' }],
  },
};

/** UKCore-Procedure for everything that was done at this source, was to be done, or was not. */
export function fileProcedures(cabinet: Cabinet): void {
  for (const [patient, one] of rowsAt(cabinet.source.id, procedures)) {
    const { contained, reference: actor } = one.by ? author(cabinet, one.by) : {};
    const { when, because, site } = one;
    const [began, ended] = Array.isArray(when) ? (when as readonly [When, When]) : [];
    const day = typeof when === 'string' ? when : undefined;
    const words = typeof when === 'object' && 'words' in when ? when.words : undefined;
    cabinet.file('Procedure', {
      contained,
      status: one.status ?? 'completed',
      statusReason: because === undefined ? undefined : { text: because },
      category: one.surgical && concept(codes.surgical),
      code: concept(one.what, one.text),
      subject: subject(cabinet, patient),
      performedDateTime: day && cabinet.at(day),
      performedPeriod: began && ended && { start: cabinet.at(began), end: cabinet.at(ended) },
      performedString: words,
      recorder: actor,
      performer: actor && [{ function: one.as === undefined ? undefined : { text: one.as }, actor }],
      location: one.place === undefined ? undefined : { display: one.place },
      reasonCode: one.reason === undefined ? undefined : [{ text: one.reason }],
      bodySite: site?.map((text) => ({ text })),
      outcome: one.outcome === undefined ? undefined : { text: one.outcome },
      report: one.report === undefined ? undefined : [{ type: 'DocumentReference', display: one.report }],
      complication: one.complications?.map((text) => ({ text })),
      note: one.note === undefined ? undefined : [{ text: one.note }],
    }, { patient, recorded: ended ?? day ?? '300d', labels: one.labels });
  }
}
