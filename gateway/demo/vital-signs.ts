import type { Cabinet, Filed } from './cabinet.ts';
import { concept } from './cabinet.ts';
import type { When } from './calendar.ts';
import { later } from './calendar.ts';
import { consciousness, vitals } from './contact-codes.ts';
import { laboratory, vitalSigns, type Code, type Flag } from './codes.ts';
import type { PatientKey, Table } from './patients.ts';
import { rowsAt } from './patients.ts';
import type { ProfessionalKey } from './people.ts';
import { author, subject } from './people.ts';
import type { Finding, Value } from './report.ts';
import { measured } from './results.ts';

interface Reading extends Finding {
  readonly taken: When;
  readonly by?: ProfessionalKey;
  /** Made from these, each an observation of its own at the same time. */
  readonly members?: readonly Finding[];
  readonly position?: string;
  readonly site?: string;
  readonly device?: string;
  /** Measured on the ward, and filed as a laboratory test as well. */
  readonly laboratory?: true;
}

const amount = (quantity: string, unit: string, ucum = unit): Value => ({ quantity, unit, ucum });

/** A blood pressure is one reading of two pressures. */
const pressure = (systolic: string, diastolic: string, flag?: Flag): Finding => ({
  code: vitals.bloodPressure, text: 'Blood pressure',
  parts: [
    { code: vitals.systolic, text: 'Systolic', value: amount(systolic, 'mmHg', 'mm[Hg]'), ...(flag && { flag }) },
    { code: vitals.diastolic, text: 'Diastolic', value: amount(diastolic, 'mmHg', 'mm[Hg]') },
  ],
});
const simple = (code: Code, text: string, value: Value, flag?: Flag): Finding => ({ code, text, value, ...(flag && { flag }) });
const pulse = (rate: string, flag?: Flag) => simple(vitals.heartRate, 'Heart rate', amount(rate, 'beats/min', '/min'), flag);
const breaths = (rate: string, flag?: Flag) => simple(vitals.respirations, 'Respiratory rate', amount(rate, 'breaths/min', '/min'), flag);
const saturation = (percent: string, flag?: Flag) => simple(vitals.saturation, 'Oxygen saturation', amount(percent, '%'), flag);
const temperature = (degrees: string, flag?: Flag) => simple(vitals.temperature, 'Temperature', amount(degrees, '°C', 'Cel'), flag);
const weight = (kilograms: string) => simple(vitals.weight, 'Weight', amount(kilograms, 'kg'));
const height = (centimetres: string) => simple(vitals.height, 'Height', amount(centimetres, 'cm'));
const roomAir: Finding = { code: vitals.roomAir, text: 'Breathing room air', value: { yes: true } };
const oxygen = (litres: string) => simple(vitals.onOxygen, 'On oxygen', amount(litres, 'L/min'));
const awake = (state: keyof typeof consciousness): Finding =>
  ({ code: vitals.acvpu, text: 'ACVPU', value: { coded: consciousness[state] } });

/** NEWS2 as a ward's system sends it: the total, and what it was made from. Nothing here adds it up. */
const news2 = (total: string, scale: 1 | 2 | undefined, members: readonly Finding[], flag?: Flag): Finding => ({
  code: vitals.news2, text: 'NEWS2', value: amount(total, 'score', '{score}'), members,
  ...(scale && { method: `SpO2 scale ${scale}` }), ...(flag && { flag }),
});

const readings: Table<Reading> = {
  // Scale 2 for a lung disease at one hospital, no word of the scale at the other; pressures over the years at the practice.
  margaret: {
    northbridge: [
      { taken: '2d 06:10', by: 'tran', ...news2('5', 2, [breaths('22', 'H'), saturation('90'), oxygen('1'), pressure('104', '58', 'L'),
        pulse('96', 'H'), awake('alert'), temperature('37.8')]) },
      { taken: '2d 14:05', by: 'tran', ...news2('3', 2, [breaths('20'), saturation('91'), oxygen('1'), pressure('112', '64'),
        pulse('92', 'H'), awake('alert'), temperature('37.1')]) },
      { taken: '1d 06:00', by: 'tran', ...news2('7', 2, [breaths('25', 'HH'), saturation('87', 'L'), oxygen('2'), pressure('98', '55', 'L'),
        pulse('112', 'H'), awake('confused'), temperature('38.4', 'H')], 'HH'), note: 'Escalated to the medical registrar 06:05.' },
      { taken: '1d 12:10', by: 'tran', ...pressure('108', '60'), position: 'Lying', site: 'Left upper arm', device: 'Ward monitor 7' },
      { taken: '1d 12:12', by: 'tran', ...pressure('92', '52', 'L'), position: 'Standing', site: 'Left upper arm',
        note: 'Dizzy on standing.' },
      { taken: '2d 09:00', by: 'tran', ...weight('58.4'), device: 'Chair scale' },
    ],
    canalside: [
      { taken: '410d 21:15', by: 'fitzgerald', ...news2('4', undefined, [breaths('21'), saturation('93'), pressure('118', '66'), pulse('94'),
        awake('alert'), temperature('37.4')]) },
    ],
    heathway: [
      { taken: '3d 10:45', by: 'boateng', ...pressure('124', '70'), position: 'Sitting' },
      { taken: '3d 10:50', by: 'boateng', code: vitals.glucose, text: 'Capillary glucose', laboratory: true,
        value: amount('7.9', 'mmol/L'), method: 'Finger prick' },
      { taken: '3d 10:48', by: 'boateng', ...saturation('92') },
    ],
    larkfield: [
      ...([['12d', '128', '72'], ['190d', '134', '76'], ['13mo', '138', '78'], ['26mo', '142', '80'], ['40mo', '146', '82'],
        ['5y', '150', '84']] as const).map(([taken, systolic, diastolic]) =>
        ({ taken, by: 'hughes' as const, ...pressure(systolic, diastolic), position: 'Sitting' })),
      ...([['12d', '59.2'], ['190d', '61.0'], ['13mo', '62.6'], ['26mo', '64.1']] as const).map(([taken, kilograms]) =>
        ({ taken, by: 'hughes' as const, ...weight(kilograms) })),
      { taken: '26mo', by: 'hughes', ...height('158') },
    ],
  },
  gareth: {
    northbridge: [
      { taken: '16d 08:40', by: 'maddox', ...pressure('132', '78'), position: 'Sitting' },
      { taken: '16d 08:41', by: 'maddox', ...weight('81.6') },
      { taken: '37d 08:45', by: 'maddox', ...pressure('128', '76'), position: 'Sitting' },
      { taken: '37d 08:46', by: 'maddox', ...weight('82.9') },
      { taken: '192d 05:50', by: 'tran', ...news2('1', 1, [breaths('16'), saturation('97'), roomAir, pressure('116', '70'), pulse('92', 'H'),
        awake('alert'), temperature('36.9')]) },
      { taken: '191d 06:00', by: 'tran', ...news2('0', 1, [breaths('15'), saturation('98'), roomAir, pressure('122', '72'), pulse('82'),
        awake('alert'), temperature('36.7')]) },
    ],
    canalside: [
      { taken: '58d 09:10', by: 'quist', ...weight('83.4') },
      { taken: '58d 09:12', by: 'quist', ...temperature('36.6'), site: 'Ear' },
    ],
  },
  leo: {
    northbridge: [
      { taken: '410d 17:20', by: 'tran', code: vitals.npews, text: 'NPEWS', value: amount('3', 'score', '{score}'),
        members: [breaths('34', 'H'), saturation('94'), oxygen('2'), pulse('138', 'H'), temperature('37.2')] },
      { taken: '884d 15:30', by: 'lindqvist', ...simple(vitals.head, 'Head circumference', amount('49.5', 'cm')) },
    ],
    larkfield: [
      { taken: '50d', by: 'hughes', ...weight('17.2') },
      { taken: '50d', by: 'hughes', ...height('106') },
    ],
  },
  haruto: {
    northbridge: [
      { taken: '48d 17:15', by: 'tran', ...pressure('144', '90', 'H'), status: 'amended', note: 'Cuff size corrected.' },
      { taken: '47d 09:00', by: 'tran', code: vitals.temperature, text: 'Temperature', status: 'cancelled',
        absent: ['notPerformed', 'Thermometer fault'] },
      { taken: '48d 17:16', by: 'tran', ...temperature('36.8') },
      { taken: '46d 09:00', by: 'tran', ...pulse('44'), status: 'entered-in-error' },
    ],
  },
  priya: {
    larkfield: [
      { taken: '410d', by: 'hughes', ...pressure('118', '74') },
      { taken: '410d', by: 'hughes', ...simple(vitals.bmi, 'Body mass index', amount('23.4', 'kg/m2')) },
    ],
  },
  gwilym: {
    larkfield: [
      { taken: '70d', by: 'hughes', ...pressure('136', '84') },
      // One of the two was never entered, and the other source's is none of its business.
      { taken: '35d', code: vitals.bloodPressure, text: 'Blood pressure',
        parts: [{ code: vitals.systolic, text: 'Systolic', value: amount('141', 'mmHg', 'mm[Hg]') }] },
    ],
  },
  fatima: {
    northbridge: [{ taken: '30d 10:00', by: 'tran', ...saturation('97') }],
  },
  jerome: {
    northbridge: [
      { taken: '20d 11:00', by: 'tran', ...pressure('126', '80') },
      { taken: '95d 23:30', by: 'tran', ...pulse('118', 'H'), labels: ['restricted'] },
    ],
  },
  eileen: {
    heathway: [
      { taken: '6d 10:10', by: 'boateng', ...pressure('130', '70') },
      { taken: '6d 10:12', by: 'boateng', code: 'Pain score', value: { words: '3 out of 10' } },
    ],
  },
  bronwen: {
    larkfield: [{ taken: '90d', by: 'hughes', ...pressure('124', '78') }],
  },
  stanley: {
    northbridge: [{ taken: '121d 22:00', by: 'tran', ...news2('11', 2, [breaths('30', 'HH'), saturation('84', 'LL'), oxygen('10'),
      pressure('84', '46', 'LL'), pulse('128', 'HH'), awake('confused'), temperature('35.1', 'L')], 'HH') }],
  },
  amara: {
    northbridge: [{ taken: '80d 10:00', by: 'tran', ...pressure('112', '68') }],
  },
  zeynep: {
    larkfield: [{ taken: '27mo', by: 'rao', ...weight('71') }],
  },
  xanthe: {
    northbridge: [
      { taken: '9d 10:00', by: 'mallory', ...news2('2', 1, [saturation('95'), roomAir]), note: 'Note', device: 'Device', position: 'Position',
        site: 'Site' },
      { taken: '9d 11:00', by: 'mallory', ...pressure('120', '70') },
    ],
    heathway: [{ taken: '8d 10:00', by: 'mallory', ...weight('70') }],
  },
};

/** UKCore-Observation-VitalSigns for every reading at this source. */
export function fileVitalSigns(cabinet: Cabinet): void {
  for (const [patient, reading] of rowsAt(cabinet.source.id, readings)) fileReading(cabinet, patient, reading);
}

function fileReading(cabinet: Cabinet, patient: PatientKey, { members = [], ...reading }: Reading): Filed {
  const { taken, by, labels } = reading;
  const filed = members.map((member) => fileReading(cabinet, patient, { taken, ...(by && { by }), ...(labels && { labels }), ...member }));
  const { contained, reference: taker } = by ? author(cabinet, by) : {};
  // Only what has a time of day has a time at which it was sent.
  const issued = taken.includes(' ') ? cabinet.at(later(taken, 2)) : undefined;
  return cabinet.file('Observation', {
    contained,
    extension: reading.position === undefined ? undefined : [{
      url: 'http://hl7.org/fhir/StructureDefinition/observation-bodyPosition',
      valueCodeableConcept: concept(reading.position),
    }],
    status: reading.status ?? 'final',
    category: [concept(vitalSigns), ...(reading.laboratory ? [concept(laboratory)] : [])],
    ...measured(cabinet, reading),
    subject: subject(cabinet, patient),
    effectiveDateTime: cabinet.at(taken),
    issued,
    performer: taker && [taker],
    note: reading.note === undefined ? undefined : [{ text: reading.note }],
    bodySite: reading.site === undefined ? undefined : concept(reading.site),
    method: reading.method === undefined ? undefined : concept(reading.method),
    device: reading.device === undefined ? undefined : { display: reading.device },
    hasMember: filed.length > 0 ? filed.map((one) => cabinet.refer(one)) : undefined,
    component: reading.parts?.map((part) => measured(cabinet, part)),
  }, { patient, recorded: taken, labels });
}
