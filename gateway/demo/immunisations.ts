import type { Cabinet, Wording } from './cabinet.ts';
import { concept } from './cabinet.ts';
import type { When } from './calendar.ts';
import type { Label } from './codes.ts';
import { routes } from './codes.ts';
import { Decimal } from './draft.ts';
import { notGiven, vaccinations, vaccines } from './list-codes.ts';
import type { Table } from './patients.ts';
import { rowsAt } from './patients.ts';
import type { ProfessionalKey } from './people.ts';
import { author, organisation, subject } from './people.ts';

interface Immunisation {
  /** What was done; what stood on the syringe, if that is known too. */
  readonly done?: Wording;
  readonly vaccine?: Wording;
  readonly against?: readonly string[];
  /** Given, unless there is a reason why not; `null` where nobody wrote one down. */
  readonly refused?: Wording | null;
  readonly when?: When;
  /** Where nobody knows the date. */
  readonly whenInWords?: string;
  readonly dose?: readonly [number: string, of?: string];
  readonly series?: string;
  readonly batch?: string;
  readonly expires?: When;
  readonly maker?: string;
  readonly site?: string;
  /** Told by whom, where the source did not give it itself. */
  readonly toldBy?: string;
  readonly weak?: string;
  readonly because?: string;
  readonly by?: ProfessionalKey;
  readonly wrong?: true;
  readonly note?: string;
  readonly labels?: readonly Label[];
}

const arm = { left: 'Left upper arm', right: 'Right upper arm' } as const;
const six = ['Diphtheria', 'Tetanus', 'Pertussis', 'Poliomyelitis', 'Haemophilus influenzae type b', 'Hepatitis B'];
const mmr = ['Measles', 'Mumps', 'Rubella'];
const flu = { done: vaccinations.influenza, against: ['Influenza'], dose: ['1'] } as const;

const immunisations: Table<Immunisation> = {
  margaret: {
    northbridge: [
      { done: vaccinations.tetanus, against: ['Tetanus'], dose: ['Booster'], when: '1481d 19:40', batch: 'TT-4471', site: arm.left,
        because: 'Laceration from a rusty nail', by: 'tran' },
    ],
    // The practice tells of the same two doses.
    canalside: [
      { done: vaccinations.covid1, vaccine: vaccines.covid, against: ['COVID-19'], when: '2120d 11:05', dose: ['1', '2'],
        batch: 'PV46671', site: arm.left, by: 'fitzgerald' },
      { done: vaccinations.covid2, vaccine: vaccines.covid, against: ['COVID-19'], when: '2043d 10:50', dose: ['2', '2'],
        batch: 'PV46702', site: arm.left, weak: 'Half of the dose was lost', by: 'fitzgerald' },
    ],
    heathway: [
      { ...flu, vaccine: vaccines.influenza, when: '22d 14:15', batch: 'FLU-2611', site: arm.right,
        because: 'Housebound, over 65', by: 'boateng', note: 'Given at home; consent by her daughter.' },
    ],
    larkfield: [
      { ...flu, refused: 'Patient declined', vaccine: vaccines.none, when: '49d', by: 'hughes',
        note: 'Wanted to think about it.' },
      { ...flu, vaccine: vaccines.influenza, when: '404d', batch: 'FLU-2502', expires: '180d', site: arm.left, by: 'hughes' },
      { ...flu, vaccine: vaccines.influenza, when: '768d', batch: 'FLU-2417', site: arm.left },
      { ...flu, when: '3y', toldBy: 'Pharmacy' },
      { done: vaccinations.covid1, against: ['COVID-19'], when: '2120d', dose: ['1'], toldBy: 'Hospital' },
      { done: vaccinations.covid2, against: ['COVID-19'], when: '2043d', dose: ['2'], toldBy: 'Hospital' },
      { done: vaccinations.shingles, against: ['Shingles'], when: '6y', dose: ['1', '2'] },
      { done: vaccinations.shingles2, against: ['Shingles'], refused: null, when: '66mo', dose: ['2', '2'] },
      { done: vaccinations.pneumococcal, against: ['Pneumococcal disease'], when: '15y' },
      { done: vaccinations.yellowFever, when: '100d', wrong: true },
    ],
  },
  leo: {
    northbridge: [
      { done: vaccinations.nasalInfluenza, against: ['Influenza'], vaccine: vaccines.none, refused: notGiven.live,
        when: '56d 10:00', by: 'lindqvist', note: 'On steroids. To be offered the injection.' },
    ],
    larkfield: [
      { done: vaccinations.mmr2, against: mmr, vaccine: vaccines.none, refused: notGiven.didNotAttend, when: '199d',
        dose: ['2', '2'], by: 'hughes' },
      { done: vaccinations.mmr1, against: mmr, when: '1340d', dose: ['1', '2'], batch: 'MMR-0183', site: arm.left, by: 'hughes' },
      { done: vaccinations.six3, against: six, when: '1610d', dose: ['3', '3'], batch: 'HX-7713', by: 'hughes' },
      { done: vaccinations.six2, against: six, when: '1638d', dose: ['2', '3'], batch: 'HX-7702', by: 'hughes' },
      { done: vaccinations.six1, against: six, when: '1666d', dose: ['1', '3'], batch: 'HX-7680', by: 'hughes' },
      { done: vaccinations.rotavirus2, against: ['Rotavirus'], when: '1638d', dose: ['2', '2'], by: 'hughes' },
      { done: vaccinations.rotavirus1, against: ['Rotavirus'], when: '1666d', dose: ['1', '2'], by: 'hughes' },
      { done: vaccinations.pneumococcal1, against: ['Pneumococcal disease'], when: '1638d', by: 'hughes' },
      { done: vaccinations.meningitisB, against: ['Meningococcal disease'], when: '54mo', toldBy: 'Parent' },
    ],
  },
  gareth: {
    northbridge: [
      { done: vaccinations.covid2, vaccine: vaccines.covid, against: ['COVID-19'], when: '2019d 12:30', dose: ['2', '2'],
        batch: 'PV46690', site: arm.left, by: 'tran' },
      { done: vaccinations.covid1, vaccine: vaccines.covid, against: ['COVID-19'], when: '2096d 12:10', dose: ['1', '2'],
        batch: 'PV46655', site: arm.left, by: 'tran' },
    ],
    larkfield: [
      { ...flu, vaccine: vaccines.influenza, when: '41d', batch: 'FLU-2604', site: arm.left,
        because: 'Chemotherapy planned', by: 'hughes' },
      { ...flu, vaccine: vaccines.influenza, when: '402d', batch: 'FLU-2502', site: arm.left, by: 'hughes' },
      { done: vaccinations.pneumococcal, against: ['Pneumococcal disease'], when: '28d', by: 'hughes' },
    ],
  },
  fatima: { larkfield: [{ ...flu, when: '38d', by: 'hughes' }] },
  priya: {
    northbridge: [{ done: vaccinations.pertussis, against: ['Pertussis'], when: '2y', by: 'tran' }],
    larkfield: [{ done: vaccinations.papilloma, against: ['Human papillomavirus'], when: '19y', dose: ['3', '3'] }],
  },
  gwilym: { larkfield: [{ ...flu, when: '52d', by: 'hughes' }, { ...flu, when: '420d' }] },
  kwabena: {
    northbridge: [
      { done: vaccinations.hepatitisB1, against: ['Hepatitis B'], when: '2590d 08:20', dose: ['1', '4'], batch: 'HB-900',
        site: arm.left, series: 'Renal, double dose', by: 'tran' },
      { done: vaccinations.hepatitisB1, against: ['Hepatitis B'], when: '1100d 08:15', dose: ['Booster'], batch: 'HB-1187',
        site: arm.left, because: 'Antibodies below 10 mIU/mL', by: 'tran' },
    ],
    larkfield: [{ ...flu, when: '60d', by: 'hughes' }],
  },
  jerome: {
    heathway: [
      { done: vaccinations.hepatitisB1, against: ['Hepatitis B'], when: '95d 15:00', dose: ['1', '3'], by: 'boateng',
        labels: ['restricted'] },
    ],
    larkfield: [
      { ...flu, when: '45d', by: 'hughes', labels: ['normal'] },
      { done: vaccinations.papilloma, against: ['Human papillomavirus'], when: '3y', labels: ['unknown'] },
    ],
  },
  eileen: {
    heathway: [{ ...flu, when: '20d', by: 'boateng' }],
    larkfield: [
      { vaccine: 'Flu jab at the chemist', when: '1y', toldBy: 'Patient' },
      { vaccine: 'Smallpox', whenInWords: 'as a child' },
    ],
  },
  haruto: {
    canalside: [
      { done: vaccinations.bcg, against: ['Tuberculosis'], vaccine: vaccines.none, refused: notGiven.bcgDeclined, when: '47d',
        by: 'haddad' },
    ],
    northbridge: [{ done: vaccinations.bcg, against: ['Tuberculosis'], whenInWords: 'at school, in Japan', toldBy: 'Patient' }],
  },
  bronwen: {
    larkfield: [
      { done: vaccinations.yellowFever, against: ['Yellow fever'], when: '28y', toldBy: 'Patient' },
      { done: vaccinations.typhoid, when: '135mo', by: 'hughes' },
      { ...flu, when: '400d' },
    ],
  },
  stanley: { larkfield: [{ ...flu, when: '415d', by: 'hughes' }, { done: vaccinations.pneumococcal, when: '17y' }] },
  amara: {
    larkfield: [
      { done: vaccinations.papilloma, against: ['Human papillomavirus'], when: '18y', dose: ['2', '3'] },
      { done: vaccinations.papilloma, against: ['Human papillomavirus'], when: '19y', dose: ['1', '3'] },
    ],
  },
  zeynep: { larkfield: [{ ...flu, vaccine: vaccines.none, refused: 'Allergic to an earlier one', when: '39d', by: 'hughes' }] },
  // Words are replaced by hostile ones.
  xanthe: {
    northbridge: [
      { ...flu, vaccine: vaccines.influenza, when: '100d', site: 'Arm', because: 'Reason', by: 'mallory',
        note: 'Note' },
    ],
    canalside: [{ ...flu, refused: 'Reason', when: '90d', by: 'mallory', note: 'Note' }],
    heathway: [{ ...flu, when: '80d', toldBy: 'Somebody', weak: 'Reason', by: 'mallory' }],
    larkfield: [{ vaccine: 'Vaccine', when: '70d' }, { done: vaccinations.tetanus, when: '9y', maker: 'Maker' }],
  },
};

/** UKCore-Immunization for every dose that was given, or was not, at this source. */
export function fileImmunisations(cabinet: Cabinet): void {
  for (const [patient, one] of rowsAt(cabinet.source.id, immunisations)) {
    const { contained, reference: actor } = one.by ? author(cabinet, one.by) : {};
    const { done, dose, series, against, refused } = one;
    const given = refused === undefined;
    const [number, of] = dose ?? [];
    const inFigures = (text: string) => (/^\d+$/.test(text) ? new Decimal(text) : undefined);
    const figure = number === undefined ? undefined : inFigures(number);
    cabinet.file('Immunization', {
      contained,
      extension: done && [{
        url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-VaccinationProcedure',
        valueCodeableConcept: concept(done),
      }],
      status: one.wrong ? 'entered-in-error' : given ? 'completed' : 'not-done',
      statusReason: refused ? concept(refused) : undefined,
      vaccineCode: concept(one.vaccine ?? done ?? 'Not recorded'),
      patient: subject(cabinet, patient),
      occurrenceDateTime: one.when && cabinet.at(one.when),
      occurrenceString: one.when ? undefined : (one.whenInWords ?? 'unknown'),
      recorded: one.when && cabinet.at(one.when),
      primarySource: one.toldBy === undefined,
      reportOrigin: one.toldBy === undefined ? undefined : { text: one.toldBy },
      manufacturer: one.maker === undefined ? undefined : { display: one.maker },
      lotNumber: one.batch,
      expirationDate: one.expires && cabinet.at(one.expires),
      site: one.site === undefined ? undefined : { text: one.site },
      route: one.site === undefined ? undefined : concept(routes.intramuscular),
      doseQuantity: one.batch === undefined ? undefined :
        { value: new Decimal('0.5'), unit: 'mL', system: 'http://unitsofmeasure.org', code: 'mL' },
      performer: actor && [{ actor }, { actor: organisation(cabinet, cabinet.source.id) }],
      note: one.note === undefined ? undefined : [{ text: one.note }],
      reasonCode: one.because === undefined ? undefined : [{ text: one.because }],
      isSubpotent: one.weak === undefined ? undefined : true,
      subpotentReason: one.weak === undefined ? undefined : [{ text: one.weak }],
      protocolApplied: number === undefined && against === undefined ? undefined : [{
        series,
        targetDisease: against?.map((disease) => ({ text: disease })),
        doseNumberPositiveInt: figure,
        // FHIR wants one or the other, and sources find something to say.
        doseNumberString: figure ? undefined : (number ?? 'Dose sequence not recorded'),
        seriesDosesPositiveInt: of === undefined ? undefined : inFigures(of),
      }],
    }, { patient, recorded: one.when ?? '1y', labels: one.labels });
  }
}
