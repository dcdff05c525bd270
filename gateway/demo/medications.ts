import type { Cabinet, Wording } from './cabinet.ts';
import { concept } from './cabinet.ts';
import type { When } from './calendar.ts';
import { byRoute, courses, medicines, reasons, settings, type Setting } from './care-codes.ts';
import type { Code, Label } from './codes.ts';
import type { DraftedElements } from './draft.ts';
import { Decimal } from './draft.ts';
import { encounterOf } from './encounters.ts';
import type { PatientKey, Table } from './patients.ts';
import { rowsAt } from './patients.ts';
import type { ProfessionalKey } from './people.ts';
import { author, subject } from './people.ts';

interface Amount {
  readonly quantity: string;
  readonly unit?: string;
  readonly ucum?: string;
}

interface Dose {
  readonly text?: string;
  readonly dose?: Amount | readonly [low: Amount, high: Amount];
  readonly rate?: Amount;
  readonly route?: Code;
  /** FHIR `timing.repeat`. */
  readonly every?: DraftedElements;
  readonly asNeeded?: string | true;
  readonly also?: string;
  readonly most?: readonly [Amount, Amount];
}

interface Medicine {
  readonly of: Wording;
  readonly text?: string;
  /** A product of its own: what the form and the strength are. */
  readonly product?: { readonly form: string; readonly strength: Amount; readonly of: string };
  /** An order, where it is not a statement of what is taken. */
  readonly order?: true | 'plan' | 'option' | 'proposal';
  readonly status?: 'completed' | 'intended' | 'stopped' | 'on-hold' | 'cancelled' | 'draft' | 'not-taken' | 'unknown' | 'entered-in-error';
  readonly because?: string;
  readonly in?: Setting;
  /** Asked not to be given. */
  readonly never?: true;
  readonly from?: When;
  readonly until?: When;
  readonly written: When;
  readonly by?: ProfessionalKey;
  /** Who says that it is taken. */
  readonly told?: string;
  readonly course?: keyof typeof courses;
  readonly why?: Code;
  readonly doses?: readonly Dose[];
  readonly supply?: Amount;
  readonly issued?: When;
  readonly change?: { readonly what: string; readonly why?: string; readonly how?: string; readonly when?: When };
  readonly stay?: string;
  readonly note?: string;
  readonly labels?: readonly Label[];
}

const amount = (quantity: string, unit: string, ucum?: string): Amount => ({ quantity, unit, ...(ucum && { ucum }) });
const mg = (quantity: string) => amount(quantity, 'mg', 'mg');
const many = (frequency: string, more: DraftedElements = {}): DraftedElements =>
  ({ frequency: new Decimal(frequency), period: new Decimal('1'), periodUnit: 'd', ...more });
const daily = (more: DraftedElements = {}) => many('1', more);
const forDays = (days: string): DraftedElements =>
  ({ boundsDuration: { value: new Decimal(days), unit: 'day', system: 'http://unitsofmeasure.org', code: 'd' } });
const oral = (text: string, dose: Dose['dose'], every: DraftedElements, more: Dose = {}): Dose =>
  ({ text, route: byRoute.oral, every, ...(dose && { dose }), ...more });

const repeat = (of: Code, text: string, written: When, issued: When, more: Partial<Medicine> = {}): Medicine =>
  ({ of, in: 'community', from: written, written, issued, doses: [{ text }], ...more });

const medications: Table<Medicine> = {
  // Discharged on twice the furosemide that her practice still has.
  margaret: {
    northbridge: [
      { of: medicines.furosemide40, order: true, in: 'discharge', written: '295d 14:10', by: 'okafor', stay: 'heart', course: 'continuous',
        why: reasons.heartFailure, supply: amount('28', 'tablet'),
        doses: [oral('40 mg by mouth once a day, in the morning', mg('40'), daily({ when: ['MORN'] }))],
        change: { what: 'Dose increased', why: 'Ankle swelling and weight gain', how: 'From 20 mg to 40 mg', when: '297d' } },
      { of: medicines.digoxin, order: true, in: 'discharge', written: '295d 14:12', by: 'okafor', stay: 'heart', course: 'continuous',
        supply: amount('28', 'tablet'),
        doses: [oral('HALF a tablet (62.5 micrograms) each morning', amount('62.5', 'mcg', 'ug'), daily({ when: ['MORN'] }),
          { also: 'Have your pulse checked every month.' })],
        change: { what: 'Started', why: 'Fast irregular heartbeat', when: '299d' },
        note: 'Level and potassium in one week, please.' },
      { of: medicines.lisinopril, order: true, in: 'discharge', status: 'stopped', because: 'Kidney function worse', written: '295d 14:15',
        by: 'okafor', stay: 'heart', change: { what: 'Stopped', why: 'Kidney function worse', when: '300d' } },
      { of: medicines.ibuprofen, order: true, in: 'discharge', status: 'stopped', written: '295d 14:15', by: 'okafor', stay: 'heart',
        change: { what: 'Stopped', why: 'Heart failure and kidney disease: do not restart', when: '302d' } },
      { of: medicines.paracetamol, order: true, in: 'discharge', written: '295d 14:16', by: 'okafor', stay: 'heart', why: reasons.kneeArthritis,
        doses: [oral('ONE or TWO capsules up to four times a day if needed', [amount('500', 'mg', 'mg'), amount('1000', 'mg', 'mg')],
          { frequencyMax: new Decimal('4'), period: new Decimal('1'), periodUnit: 'd' },
          { asNeeded: 'Knee pain', most: [amount('4', 'g', 'g'), amount('24', 'hours', 'h')] })],
        change: { what: 'Continued' } },
      { of: medicines.levothyroxine, order: true, in: 'discharge', written: '295d 14:17', by: 'okafor', stay: 'heart', course: 'continuous',
        doses: [oral('100 micrograms daily', amount('100', 'microgram', 'ug'), daily({ when: ['ACM'], offset: new Decimal('30') }))] },
      { of: medicines.coCodamol, order: true, in: 'discharge', status: 'completed', written: '1466d 10:00', by: 'bains', stay: 'fall', course: 'acute',
        doses: [oral('TWO tablets four times a day for 14 days', amount('2', 'tablet'), many('4', forDays('14')))],
        change: { what: 'Started', why: 'Hip fracture' } },
      { of: medicines.heparin, order: true, in: 'inpatient', status: 'completed', written: '302d 15:00', by: 'okafor', stay: 'heart', course: 'acute',
        doses: [{ text: '1,000 units/hour by continuous infusion, adjusted to APTT', route: byRoute.intravenous,
          rate: amount('1000', 'units/hour', '[iU]/h') }] },
    ],
    canalside: [
      { of: medicines.doxycycline, in: 'discharge', status: 'completed', from: '3701d', until: '3694d', written: '3701d 23:50', by: 'fitzgerald',
        why: reasons.urineInfection,
        doses: [oral('200mg on the first day', mg('200'), daily(forDays('1'))), oral('100mg once a day', mg('100'), daily(forDays('6')))] },
    ],
    heathway: [
      { of: medicines.lidocaine, in: 'community', status: 'on-hold', because: 'Skin broken under the plaster', from: '16mo', written: '44d',
        by: 'boateng', why: reasons.kneeArthritis,
        doses: [{ text: 'One plaster to each knee, 12 hours on, 12 hours off', route: byRoute.cutaneous }] },
    ],
    larkfield: [
      repeat(medicines.furosemide20, 'One tablet each morning', '4y', '24d', { why: reasons.heartFailure, supply: amount('28', 'tablet') }),
      repeat(medicines.amlodipine, 'One tablet daily', '11y', '24d', { why: reasons.hypertension }),
      repeat(medicines.atorvastatin, 'ONE tablet at NIGHT', '9y', '24d', { why: reasons.hyperlipidaemia }),
      repeat(medicines.levothyroxine, 'ONE tablet each morning, 30 minutes before breakfast', '12y', '24d', { why: reasons.hypothyroidism }),
      repeat(medicines.colchicine, 'One tablet twice a day until the pain stops, no more than 12 in a course', '8mo', '8mo',
        { status: 'completed', why: reasons.gout, until: '8mo' }),
      repeat(medicines.amoxicillin, 'One capsule three times a day for 7 days', '15y', '15y', { status: 'completed', until: '15y' }),
      repeat(medicines.degraded, 'Twice a day', '15y', '15y', { text: 'Aspirin 75mg dispersible tablet', status: 'unknown' }),
    ],
  },
  priya: { larkfield: [repeat(medicines.microgynon, 'One daily for 21 days, then 7 days without', '3y', '70d')] },
  gwilym: {
    northbridge: [
      { of: medicines.coCodamol, order: true, in: 'discharge', written: '35d 15:30', by: 'bains', course: 'acute',
        doses: [oral('One or two every 4 to 6 hours if in pain, for 5 days', [amount('1', 'tablet'), amount('2', 'tablet')],
          { frequency: new Decimal('1'), period: new Decimal('4'), periodMax: new Decimal('6'), periodUnit: 'h', ...forDays('5') },
          { asNeeded: 'Pain' })],
        change: { what: 'Started' } },
    ],
    larkfield: [repeat(medicines.allopurinol, 'One daily', '6y', '40d', { why: reasons.gout })],
  },
  fatima: { larkfield: [repeat(medicines.omeprazole, 'One daily', '2y', '40d')] },
  leo: {
    northbridge: [
      { of: medicines.paracetamolChild, order: true, in: 'discharge', status: 'completed', written: '410d 17:30', by: 'tran', course: 'acute',
        doses: [oral('5 ml every 4 to 6 hours if needed, no more than 4 times in 24 hours', amount('120', 'mg', 'mg'),
          { frequency: new Decimal('1'), period: new Decimal('4'), periodMax: new Decimal('6'), periodUnit: 'h' },
          { asNeeded: 'Fever or pain' })],
        change: { what: 'Started' } },
    ],
    larkfield: [
      repeat(medicines.loratadine, '5 ml once a day when needed', '14mo', '57d', { why: reasons.hayFever }),
      repeat(medicines.hydrocortisone, 'Apply thinly twice a day for one week', '57d', '57d', { why: reasons.eczema, until: '50d' }),
    ],
  },
  kwabena: {
    northbridge: [
      { of: medicines.heparin, order: true, in: 'outpatient', written: '402d 09:30', by: 'okafor', course: 'continuous', stay: 'dialysis',
        doses: [{ text: '2,000 units at the start of each dialysis', dose: amount('2000', 'units', '[iU]'), route: byRoute.intravenous,
          every: { frequency: new Decimal('3'), period: new Decimal('1'), periodUnit: 'wk', dayOfWeek: ['mon', 'wed', 'fri'] } }] },
    ],
    larkfield: [repeat(medicines.amlodipine, 'One daily, not on dialysis days', '8y', '30d', { why: reasons.hypertension })],
  },
  // Words are replaced by hostile ones.
  xanthe: {
    northbridge: [
      { of: medicines.digoxin, text: 'Text', order: true, in: 'discharge', written: '890d 11:00', by: 'mallory', stay: 'stay', course: 'continuous',
        supply: amount('28', 'tablet'), doses: [oral('Text', mg('1'), daily(), { asNeeded: 'For', also: 'Also' })],
        change: { what: 'What', why: 'Why', how: 'How' }, note: 'Note' },
      { of: medicines.timolol, text: 'Text', product: { form: 'Form', strength: mg('5'), of: 'Of' }, order: true, written: '800d', by: 'mallory',
        status: 'stopped', because: 'Because' },
    ],
    canalside: [{ of: medicines.aspirin, text: 'Text', status: 'cancelled', order: true, written: '700d', by: 'mallory' }],
    heathway: [{ of: medicines.diazepam, text: 'Text', status: 'on-hold', because: 'Because', written: '600d', by: 'mallory', told: 'Who' }],
    larkfield: [repeat(medicines.amlodipine, 'Text', '500d', '400d', { by: 'mallory', note: 'Note' })],
  },
  jerome: {
    northbridge: [{ of: medicines.doxycycline, order: true, in: 'outpatient', written: '640d 9:30', status: 'completed', by: 'tran', labels: ['restricted'] }],
    heathway: [{ of: medicines.fluoxetine, in: 'leave', from: '333d', written: '333d 16:00', by: 'kowalska', why: reasons.depression,
      doses: [{ text: '20 mg each morning' }], labels: ['veryRestricted'] }],
    larkfield: [
      repeat(medicines.cetirizine, 'One daily', '2y', '90d', { labels: ['normal'], why: reasons.hayFever }),
      repeat(medicines.diazepam, 'One at night, for 5 days', '160d', '160d', { labels: ['unknown'], until: '155d' }),
    ],
  },
  eileen: {
    northbridge: [{ of: medicines.cetirizine, text: 'Cetirizine', order: true, in: 'outpatient', written: '62d 10:40', by: 'rao', doses: [{ text: '10mg od' }] }],
    heathway: [{ of: 'Barrier cream', in: 'community', written: '60d', by: 'boateng' }],
    larkfield: [
      { of: 'Water tablets, the small white ones', written: '22y' },
      repeat(medicines.amlodipine, 'One daily', '12y', '31d'),
      { of: 'Cod liver oil', told: 'The patient', written: '19y' },
    ],
  },
  // Every status that a medicine can have, and orders that are none.
  haruto: {
    northbridge: [
      { of: medicines.clopidogrel, order: true, status: 'on-hold', because: 'Colonoscopy on Friday', written: '6d 10:00', by: 'bains', course: 'continuous',
        doses: [{ text: '75 mg once a day' }] },
      { of: medicines.aspirin, order: true, never: true, written: '6d 10:05', by: 'bains', note: 'Bled on both together in 2024.' },
      { of: medicines.ciprofloxacin, order: 'option', in: 'inpatient', written: '5d 18:00', by: 'lindqvist', course: 'acute',
        doses: [{ text: 'Ciprofloxacin 400mg, twice daily.', dose: mg('400'), route: byRoute.intravenous, every: many('2') }] },
      { of: medicines.omeprazole, order: true, status: 'draft', written: '1d', by: 'tran' },
      { of: medicines.metformin, order: true, status: 'cancelled', because: 'Prescribed for the wrong patient', written: '30d 9:00', by: 'tran' },
      { of: medicines.diazepam, order: true, status: 'entered-in-error', written: '30d 9:10', by: 'tran' },
      { of: medicines.amitriptyline, status: 'not-taken', because: 'Too drowsy', told: 'The patient', from: '8mo', written: '6d 15:00', by: 'tran' },
      { of: medicines.beclometasone, status: 'intended', written: '5d', by: 'lindqvist', doses: [{ text: '2 puffs twice a day', route: byRoute.inhalation }] },
    ],
    canalside: [{ of: medicines.folicAcid, status: 'unknown', from: '2y', written: '205d', by: 'fitzgerald',
      doses: [{ text: '5mg once a WEEK', dose: mg('5'), route: byRoute.oral,
        every: { frequency: new Decimal('1'), period: new Decimal('1'), periodUnit: 'wk', dayOfWeek: ['sun'] } }] }],
  },
  bronwen: {
    northbridge: [
      { of: medicines.insulinGlargine, order: true, in: 'outpatient', written: '21d 9:45', by: 'lindqvist', course: 'continuous', why: reasons.diabetes,
        doses: [{ text: '18 units at bedtime', dose: { quantity: '18', ucum: '[iU]' }, route: byRoute.subcutaneous, every: { when: ['HS'] } }],
        change: { what: 'Dose increased', how: 'From 16 units to 18 units' } },
      { of: medicines.timolol, product: { form: 'Ear/eye drops solution', strength: amount('2.50', 'mg/ml'), of: 'Timolol' }, order: true,
        in: 'outpatient', written: '300d', by: 'lindqvist', doses: [{ text: '1 drop in left eye, every 12 hours, until finished.',
          dose: amount('1', 'drop', '[drp]'), every: { frequency: new Decimal('1'), period: new Decimal('12'), periodUnit: 'h' } }] },
    ],
    larkfield: [repeat(medicines.metformin, '2 bd with food', '5y', '20d', { why: reasons.diabetes })],
  },
  stanley: {
    northbridge: [
      { of: medicines.morphine, order: true, in: 'inpatient', status: 'completed', written: '130d 10:00', by: 'okafor', why: reasons.palliativeCare,
        doses: [oral('10 mg every 12 hours', mg('10'), { frequency: new Decimal('1'), period: new Decimal('12'), periodUnit: 'h' })] },
    ],
    larkfield: [repeat(medicines.fentanyl, 'One patch every 72 hours', '11mo', '140d', { why: reasons.chronicPain,
      doses: [{ text: 'One patch every 72 hours', dose: amount('1', 'patch'), route: byRoute.transdermal, every: { period: new Decimal('72'), periodUnit: 'h' } }] })],
  },
  amara: { larkfield: [repeat(medicines.paracetamol, 'Two when needed', '30d', '30d', { why: reasons.migraine })] },
  zeynep: { larkfield: [repeat(medicines.levothyroxine, 'One each morning', '7y', '28d')] },
  gareth: {
    northbridge: [
      { of: medicines.coCodamol, order: true, in: 'discharge', status: 'completed', written: '180d 10:20', by: 'bains', stay: 'colectomy', course: 'acute',
        supply: amount('56', 'tablet'),
        doses: [oral('ONE or TWO tablets four times a day, for 7 days', [amount('1', 'tablet'), amount('2', 'tablet')], many('4', forDays('7')))],
        change: { what: 'Started', why: 'Pain after surgery' } },
      { of: medicines.loperamide, order: true, in: 'discharge', written: '180d 10:22', by: 'bains', stay: 'colectomy', course: 'continuous',
        doses: [oral('2 mg up to three times a day if stools are loose', mg('2'),
          { frequencyMax: new Decimal('3'), period: new Decimal('1'), periodUnit: 'd' }, { asNeeded: 'Loose stools' })],
        change: { what: 'Started', when: '182d' } },
      { of: medicines.aspirin, order: true, in: 'discharge', status: 'stopped', because: 'Bleeding risk', written: '180d 10:25', by: 'bains', stay: 'colectomy',
        change: { what: 'Stopped', why: 'Bleeding risk: GP to review in 6 weeks', when: '194d' } },
      { of: medicines.atorvastatin, order: true, in: 'discharge', written: '180d 10:26', by: 'bains', stay: 'colectomy', course: 'continuous',
        doses: [oral('20 mg at night', mg('20'), daily({ when: ['NIGHT'] }))], change: { what: 'Continued' } },
    ],
    larkfield: [
      repeat(medicines.atorvastatin, 'ONE tablet at NIGHT', '7y', '18d', { why: reasons.hyperlipidaemia }),
      repeat(medicines.ferrousSulfate, 'One tablet daily', '251d', '96d', { status: 'stopped', because: 'Haemoglobin back to normal', until: '66d', why: reasons.anaemia }),
      repeat(medicines.aspirin, 'ONE daily', '4y', '200d', { status: 'stopped', because: 'Stopped by the hospital before surgery', until: '194d' }),
    ],
  },
};

/** UKCore-MedicationRequest and -MedicationStatement for every medicine at this source. */
export function fileMedications(cabinet: Cabinet): void {
  for (const [patient, medicine] of rowsAt(cabinet.source.id, medications)) fileMedicine(cabinet, patient, medicine);
}

function fileMedicine(cabinet: Cabinet, patient: PatientKey, row: Medicine): void {
  const { contained = [], reference: doctor } = row.by ? author(cabinet, row.by) : {};
  const { order, because, stay, issued, supply } = row;
  const about = { patient, recorded: row.written, labels: row.labels } as const;
  const reason = because === undefined ? undefined : concept(because);
  const encounter = stay === undefined ? undefined : encounterOf(cabinet, patient, stay);
  const doses = row.doses?.map((dose, index, all) => dosage(dose, all.length > 1 ? index + 1 : undefined));
  const category = row.in && concept({ system: system(row.in, order !== undefined), code: row.in, display: settings[row.in] });
  const extensions = [
    ...(issued ? [{ url: ukcore('MedicationStatementLastIssueDate'), valueDateTime: cabinet.at(issued) }] : []),
    ...(row.change ? [changed(cabinet, row.change)] : []),
  ];
  const shared = {
    contained: contained.length > 0 ? contained : undefined,
    extension: extensions.length > 0 ? extensions : undefined,
    status: row.status ?? 'active',
    ...medication(cabinet, patient, row),
    subject: subject(cabinet, patient),
    reasonCode: row.why && [concept(row.why)],
    note: row.note === undefined ? undefined : [{ text: row.note }],
  };
  if (order === undefined) {
    cabinet.file('MedicationStatement', {
      ...shared,
      statusReason: reason && [reason],
      category,
      context: encounter,
      effectivePeriod: row.from ? { start: cabinet.at(row.from), end: row.until && cabinet.at(row.until) } : undefined,
      dateAsserted: cabinet.at(row.written),
      informationSource: row.told === undefined ? doctor : { display: row.told },
      dosage: doses,
    }, about);
    return;
  }
  cabinet.file('MedicationRequest', {
    ...shared,
    statusReason: reason,
    intent: order === true ? 'order' : order,
    doNotPerform: row.never,
    category: category && [category],
    encounter,
    authoredOn: cabinet.at(row.written),
    requester: doctor,
    courseOfTherapyType: row.course && concept(courses[row.course]),
    dosageInstruction: doses,
    dispenseRequest: supply && { quantity: quantity(supply) },
  }, about);
}

/** A code in the order itself, or a Medication of its own. */
function medication(cabinet: Cabinet, patient: PatientKey, { of, text, product, written }: Medicine): DraftedElements {
  if (!product) return { medicationCodeableConcept: concept(of, text) };
  const filed = cabinet.file('Medication', {
    code: concept(of, text),
    form: concept(product.form),
    ingredient: [{ itemCodeableConcept: concept(product.of), strength: { numerator: quantity(product.strength), denominator: { value: new Decimal('1') } } }],
  }, { patient, recorded: written });
  return { medicationReference: cabinet.refer(filed) };
}

function dosage({ text, dose, rate, route, every, asNeeded, also, most }: Dose, sequence: number | undefined): DraftedElements {
  const amounts: DraftedElements = { ...dosed(dose), rateQuantity: rate && quantity(rate) };
  return {
    sequence: sequence === undefined ? undefined : new Decimal(String(sequence)),
    text,
    additionalInstruction: also === undefined ? undefined : [concept(also)],
    timing: every && { repeat: every },
    asNeededBoolean: asNeeded === true ? true : undefined,
    asNeededCodeableConcept: typeof asNeeded === 'string' ? concept(asNeeded) : undefined,
    route: route && concept(route),
    doseAndRate: dose || rate ? [amounts] : undefined,
    maxDosePerPeriod: most && { numerator: quantity(most[0]), denominator: quantity(most[1]) },
  };
}

function dosed(dose: Dose['dose']): DraftedElements {
  if (dose === undefined) return {};
  return 'quantity' in dose ? { doseQuantity: quantity(dose) } : { doseRange: { low: quantity(dose[0]), high: quantity(dose[1]) } };
}

const quantity = ({ quantity: value, unit, ucum }: Amount): DraftedElements => ({
  value: new Decimal(value),
  unit,
  system: ucum && 'http://unitsofmeasure.org',
  code: ucum,
});

const ukcore = (name: string): string => `https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-${name}`;

/** HL7 has some of the categories, UK Core the rest, and not the same ones for orders and for statements. */
function system(setting: Setting, order: boolean): string {
  const resource = order ? 'Request' : 'Statement';
  const ownOfUk = setting === 'leave' || (setting === 'discharge' && !order);
  if (ownOfUk) return `https://fhir.hl7.org.uk/CodeSystem/UKCore-Medication${resource}Category`;
  return `http://terminology.hl7.org/CodeSystem/${order ? 'medicationrequest-category' : 'medication-statement-category'}`;
}

/** Extension-UKCore-MedicationChangeSummary: retired, and still what discharge messages are made with. */
function changed(cabinet: Cabinet, { what, why, how, when }: NonNullable<Medicine['change']>): DraftedElements {
  const parts: DraftedElements[] = [{ url: 'status', valueCodeableConcept: concept(what) }];
  if (why) parts.push({ url: 'indicationForChange', valueCodeableConcept: concept(why) });
  if (when) parts.push({ url: 'dateChanged', valueDateTime: cabinet.at(when) });
  if (how) parts.push({ url: 'detailsOfAmendment', valueString: how });
  return { url: ukcore('MedicationChangeSummary'), extension: parts };
}
