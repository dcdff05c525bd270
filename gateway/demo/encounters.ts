import type { Cabinet } from './cabinet.ts';
import { concept } from './cabinet.ts';
import type { When } from './calendar.ts';
import { classes, reasons, services, visits } from './care-codes.ts';
import type { Code, Label } from './codes.ts';
import type { DraftedElements } from './draft.ts';
import { Decimal } from './draft.ts';
import type { PatientKey, Table } from './patients.ts';
import { rowsAt } from './patients.ts';
import type { ProfessionalKey } from './people.ts';
import { author, organisation, subject } from './people.ts';

interface Encounter {
  /** By which its segments, and what was prescribed in it, name it. */
  readonly key?: string;
  /** Finished, unless said otherwise. */
  readonly status?: 'planned' | 'arrived' | 'triaged' | 'in-progress' | 'onleave' | 'cancelled' | 'unknown' | 'entered-in-error';
  readonly of: keyof typeof classes;
  readonly type: Code;
  readonly service?: Code;
  readonly from?: When;
  readonly to?: When;
  readonly why?: Code | string;
  readonly found?: readonly { readonly of: Code; readonly use?: string; readonly suspected?: true }[];
  readonly where?: readonly string[];
  readonly came?: string;
  readonly admitted?: string;
  readonly went?: string;
  readonly left?: string;
  readonly by?: ProfessionalKey;
  readonly partOf?: string;
  readonly labels?: readonly Label[];
}

const HOME = 'Usual place of residence';
const atGp = (from: When, by: 'rao' | 'hughes', why: Encounter['why'], more: Partial<Encounter> = {}): Encounter =>
  ({ of: 'AMB', type: visits.surgery, service: services.generalPractice, from, to: from, by, ...(why && { why }), ...more });

const encounters: Table<Encounter> = {
  margaret: {
    northbridge: [
      { key: 'heart', of: 'IMP', type: visits.ward, service: services.cardiology, from: '302d 13:40', to: '295d 15:30',
        why: 'Breathless at rest, swollen ankles', where: ['Coronary care unit', 'Ward 6 Cardiology'],
        found: [{ of: reasons.heartFailure, use: 'Discharge diagnosis' },
          { of: reasons.renalFailure, use: 'Comorbidity diagnosis' },
          { of: reasons.chestInfection, use: 'Admission diagnosis', suspected: true }],
        came: HOME, admitted: 'Emergency: through the emergency department', went: HOME,
        left: 'Discharged on clinical advice', by: 'okafor' },
      { of: 'EMER', type: visits.casualty, service: services.emergency, from: '302d 10:05', to: '302d 13:40',
        why: 'Breathless at rest', where: ['Majors'], partOf: 'heart', by: 'tran' },
      { key: 'fall', of: 'IMP', type: visits.ward, service: services.orthopaedics, from: '1480d 18:20', to: '1466d 11:00',
        why: reasons.hipFracture, found: [{ of: reasons.hipFracture, use: 'Discharge diagnosis' }],
        where: ['Ward 11 Trauma'], came: HOME, went: 'Rehabilitation unit', by: 'bains' },
      { of: 'EMER', type: visits.casualty, service: services.emergency, from: '1480d 14:50', to: '1480d 18:20',
        partOf: 'fall', by: 'tran' },
      { of: 'AMB', type: visits.cardiacClinic, service: services.cardiology, from: '120d 09:40', to: '120d 10:05',
        why: reasons.heartFailure, by: 'okafor' },
      { status: 'planned', of: 'AMB', type: visits.cardiacClinic, service: services.cardiology, from: '+16d 11:20',
        why: reasons.heartFailure, by: 'okafor' },
    ],
    canalside: [
      { of: 'EMER', type: visits.casualty, service: services.emergency, from: '3701d 20:50', to: '3701d 23:55',
        why: reasons.urineInfection, went: HOME, by: 'fitzgerald' },
      { status: 'cancelled', of: 'AMB', type: visits.outpatients, service: services.respiratory, from: '200d 14:00',
        by: 'haddad' },
    ],
    heathway: [
      // Nobody ever closed it.
      { status: 'in-progress', of: 'HH', type: visits.home, service: services.communityNursing, from: '2041d',
        why: 'Leg ulcer dressings', by: 'boateng' },
      { of: 'HH', type: visits.home, service: services.communityNursing, from: '512d 13:40', to: '512d 14:20',
        why: reasons.kneeArthritis, by: 'boateng' },
    ],
    larkfield: [
      atGp('288d 09:10', 'rao', reasons.heartFailure),
      atGp('96d 16:30', 'hughes', reasons.hypertension, { of: 'VR', type: visits.telephone }),
      atGp('15y', 'rao', reasons.chestInfection),
    ],
    millmead: [{ of: 'HH', type: visits.home, from: '281d', to: '281d', why: 'Care needs after a stay in hospital', by: 'oyelaran' }],
  },
  priya: {
    northbridge: [{ of: 'AMB', type: visits.outpatients, from: '620d 10:00', to: '620d 10:20', by: 'lindqvist' }],
    larkfield: [atGp('410d 10:30', 'rao', undefined)],
  },
  gwilym: {
    northbridge: [{ of: 'SS', type: visits.daySurgery, service: services.generalSurgery, from: '35d 07:40', to: '35d 16:10', by: 'bains' }],
  },
  fatima: {
    northbridge: [{ of: 'EMER', type: visits.casualty, service: services.emergency, from: '730d 17:30', to: '730d 22:00', by: 'tran' }],
  },
  leo: {
    northbridge: [
      { of: 'EMER', type: visits.casualty, service: services.emergency, from: '410d 11:20', to: '410d 17:45',
        why: 'Reaction to a peanut biscuit', went: HOME, by: 'tran' },
      { of: 'AMB', type: visits.outpatients, from: '884d 15:30', to: '884d 16:15', why: 'Skin prick tests', by: 'lindqvist' },
    ],
    larkfield: [atGp('57d 08:50', 'hughes', reasons.eczema)],
  },
  kwabena: {
    northbridge: [
      { key: 'dialysis', status: 'in-progress', of: 'AMB', type: visits.outpatients, service: services.nephrology,
        from: '2610d', why: reasons.renalFailure, by: 'okafor', where: ['Haemodialysis unit'] },
      { of: 'IMP', type: visits.ward, service: services.nephrology, from: '402d 09:00', to: '398d 12:00',
        why: reasons.renalFailure, where: ['Ward 9 Renal'], partOf: 'dialysis', went: HOME, by: 'okafor' },
    ],
    larkfield: [atGp('210d 11:00', 'rao', reasons.hypertension)],
  },
  // Words are replaced by hostile ones.
  xanthe: {
    northbridge: [
      { key: 'stay', of: 'IMP', type: visits.ward, service: services.cardiology, from: '900d 12:00', to: '890d 12:00', why: 'Why',
        found: [{ of: reasons.chestPain, use: 'Use' }], where: ['Where'], came: 'From', admitted: 'How', went: 'To', left: 'How', by: 'mallory' },
      { of: 'EMER', type: visits.casualty, from: '900d 08:00', to: '900d 12:00', partOf: 'stay', by: 'mallory' },
    ],
    canalside: [{ status: 'cancelled', of: 'AMB', type: visits.outpatients, from: '700d 12:00', by: 'mallory' }],
    heathway: [{ status: 'in-progress', of: 'HH', type: visits.home, from: '600d 12:00', why: 'Why', by: 'mallory' }],
    larkfield: [{ of: 'AMB', type: visits.surgery, from: '500d', to: '500d', by: 'mallory' }],
    millmead: [{ of: 'HH', type: visits.home, from: '400d', by: 'mallory' }],
  },
  jerome: {
    northbridge: [{ of: 'AMB', type: visits.outpatients, from: '640d 09:00', to: '640d 09:20', by: 'tran', labels: ['restricted'] }],
    heathway: [{ of: 'AMB', type: visits.psychiatryClinic, service: services.adultMentalHealth, from: '333d 15:00', to: '333d 15:50',
      why: reasons.depression, by: 'kowalska', labels: ['veryRestricted'] }],
    larkfield: [
      atGp('8y', 'rao', undefined, { labels: ['normal'] }),
      atGp('160d 10:00', 'rao', reasons.anxiety, { labels: ['unknown'] }),
    ],
  },
  eileen: {
    northbridge: [{ of: 'AMB', type: visits.outpatients, from: '62d 09:00', to: '62d 10:45', by: 'rao', why: 'Itchy under plasters' }],
    heathway: [{ of: 'AMB', type: visits.communityClinic, service: services.communityNursing, from: '60d 11:15', to: '60d 11:40', by: 'boateng' }],
  },
  // Every status that an encounter can have.
  haruto: {
    northbridge: [
      { status: 'arrived', of: 'AMB', type: visits.outpatients, service: services.gastroenterology, from: '0d 08:50', by: 'bains' },
      { status: 'onleave', of: 'IMP', type: visits.ward, service: services.respiratory, from: '6d 14:00',
        why: reasons.chestInfection, where: ['Ward 3'], by: 'lindqvist' },
      { status: 'planned', of: 'SS', type: visits.daySurgery, service: services.generalSurgery, by: 'bains' },
      { status: 'cancelled', of: 'AMB', type: visits.preoperative, service: services.generalSurgery, from: '20d 09:00', by: 'bains' },
      { status: 'unknown', of: 'AMB', type: visits.outpatients, from: '7mo', by: 'tran' },
      { status: 'in-progress', of: 'EMER', type: visits.casualty, service: services.emergency, from: '90d 10:00', to: '90d 15:00', by: 'tran' },
      { status: 'entered-in-error', of: 'EMER', type: visits.casualty, from: '48d 18:00', by: 'tran' },
    ],
    canalside: [{ of: 'AMB', type: visits.outpatients, from: '205d 09:00', by: 'fitzgerald' }],
  },
  bronwen: {
    northbridge: [{ of: 'AMB', type: visits.outpatients, from: '21d 09:20', to: '21d 09:50', why: reasons.diabetes, by: 'lindqvist' }],
    heathway: [{ of: 'AMB', type: visits.communityClinic, service: services.communityNursing, from: '33d 13:00', to: '33d 13:30', by: 'boateng' }],
  },
  stanley: {
    northbridge: [
      { of: 'IMP', type: visits.ward, service: services.palliative, from: '131d 16:00', to: '120d 04:10', why: reasons.palliativeCare,
        where: ['Ward 2'], left: 'Patient died', by: 'okafor' },
    ],
    // It has not heard of the death, and nobody has closed the stay that ended in the transfer.
    canalside: [{ status: 'in-progress', of: 'IMP', type: visits.ward, service: services.respiratory, from: '134d 11:00', why: reasons.bronchitis, by: 'fitzgerald' }],
  },
  amara: { larkfield: [atGp('30d 12:10', 'hughes', reasons.migraine)] },
  zeynep: {
    canalside: [{ of: 'AMB', type: visits.outpatients, from: '410d 08:30', to: '410d 08:55', by: 'haddad' }],
    larkfield: [atGp('27mo', 'rao', undefined)],
  },
  gareth: {
    northbridge: [
      { key: 'colectomy', of: 'IMP', type: visits.ward, service: services.generalSurgery, from: '187d 07:15', to: '180d 11:40',
        why: reasons.colonCancer, found: [{ of: reasons.colonCancer, use: 'Discharge diagnosis' }], where: ['Theatre 4', 'Ward 8 Surgery'],
        came: HOME, admitted: 'Elective admission: planned', went: HOME, left: 'Discharged on clinical advice', by: 'bains' },
      { of: 'AMB', type: visits.preoperative, service: services.generalSurgery, from: '200d 15:20', to: '200d 16:30', by: 'bains' },
      { of: 'AMB', type: visits.outpatients, service: services.oncology, from: '160d 10:30', to: '160d 11:00', why: reasons.colonCancer, by: 'okafor' },
      { status: 'planned', of: 'AMB', type: visits.outpatients, service: services.oncology, from: '+9d 14:30', why: reasons.colonCancer, by: 'okafor' },
    ],
    canalside: [
      { of: 'SS', type: visits.daySurgery, service: services.gastroenterology, from: '223d 09:30', to: '223d 13:10', why: reasons.anaemia, by: 'haddad' },
    ],
    larkfield: [atGp('251d 08:40', 'rao', reasons.anaemia), atGp('66d 09:30', 'rao', reasons.colonCancer)],
  },
};

/** UKCore-Encounter for every stay and visit at this source. */
export function fileEncounters(cabinet: Cabinet): void {
  for (const [patient, encounter] of rowsAt(cabinet.source.id, encounters)) {
    const file = () => fileEncounter(cabinet, patient, encounter);
    if (encounter.key) cabinet.kept(encounterKey(patient, encounter.key), file);
    else file();
  }
}

const encounterKey = (patient: PatientKey, key: string): string => `Encounter/${patient}/${key}`;

/** The stay or visit that something else belongs to. */
export const encounterOf = (cabinet: Cabinet, patient: PatientKey, key: string): DraftedElements =>
  cabinet.refer(cabinet.kept(encounterKey(patient, key), () => {
    throw new Error(`${patient} has no encounter "${key}" at ${cabinet.source.id}`);
  }));

function fileEncounter(cabinet: Cabinet, patient: PatientKey, encounter: Encounter) {
  const { status = 'finished', from, to, found = [], by } = encounter;
  const { contained = [], reference: doctor } = by ? author(cabinet, by) : {};
  const of = subject(cabinet, patient);
  const words = (text: string | undefined) => text === undefined ? undefined : concept(text);
  const stay = {
    extension: encounter.admitted ? [extension('AdmissionMethod', encounter.admitted)] : undefined,
    admitSource: words(encounter.came),
    dischargeDisposition: words(encounter.went),
  };
  const conditions = found.map(({ of: code, suspected }, index): DraftedElements => ({
    resourceType: 'Condition',
    id: `diagnosis-${index + 1}`,
    verificationStatus: concept({
      system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
      code: suspected ? 'provisional' : 'confirmed',
    }),
    code: concept(code),
    subject: of,
  }));
  const inside = [...contained, ...conditions];
  return cabinet.file('Encounter', {
    contained: inside.length > 0 ? inside : undefined,
    extension: encounter.left ? [extension('DischargeMethod', encounter.left)] : undefined,
    status,
    class: { ...classes[encounter.of] },
    type: [concept(encounter.type)],
    serviceType: encounter.service && concept(encounter.service),
    subject: of,
    participant: doctor && [{ individual: doctor }],
    period: from || to ? { start: from && cabinet.at(from), end: to && cabinet.at(to) } : undefined,
    reasonCode: encounter.why === undefined ? undefined : [concept(encounter.why)],
    diagnosis: conditions.length > 0 ? conditions.map(({ id }, index) => ({
      condition: { reference: `#${String(id)}` },
      use: words(found[index]!.use),
      rank: new Decimal(String(index + 1)),
    })) : undefined,
    hospitalization: Object.values(stay).some((part) => part !== undefined) ? stay : undefined,
    location: encounter.where?.map((name) => ({ location: ward(cabinet, patient, name) })),
    serviceProvider: cabinet.source.habits.people === 'words' ? undefined : organisation(cabinet, cabinet.source.id),
    partOf: encounter.partOf === undefined ? undefined : encounterOf(cabinet, patient, encounter.partOf),
  }, { patient, recorded: to ?? from ?? '1d', labels: encounter.labels });
}

const extension = (name: string, text: string): DraftedElements => ({
  url: `https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-${name}`,
  valueCodeableConcept: concept(text),
});

/** A place of its own where the source names people so; elsewhere words are enough. */
function ward(cabinet: Cabinet, patient: PatientKey, name: string): DraftedElements {
  if (cabinet.source.habits.people !== 'role') return { display: name };
  const about = { recorded: '2y', ...(patient === 'xanthe' && { patient }) } as const;
  const location = cabinet.kept(`Location/${name}`, () => cabinet.file('Location', { status: 'active', name }, about));
  return cabinet.refer(location, name);
}
