import type { AnalyteKey } from './analytes.ts';
import { analytes, panels } from './analytes.ts';
import type { Cabinet } from './cabinet.ts';
import type { When } from './calendar.ts';
import type { Chance } from './chance.ts';
import { chance, spread } from './chance.ts';
import type { Flag } from './codes.ts';
import type { DemoPatient, PatientKey, Table } from './patients.ts';
import { patients, rowsAt } from './patients.ts';
import type { ProfessionalKey } from './people.ts';
import type { Finding, Range, Report } from './report.ts';

/** Where results were heading: values spread evenly over a stretch of time, the oldest first. */
type Course = { readonly [A in AnalyteKey]?: readonly number[] };

/** The last ten years of each patient, whichever laboratory measured. */
const courses: { readonly [P in PatientKey]?: Course } = {
  margaret: { creatinine: [78, 84, 96, 108, 124, 139, 158], urea: [6.1, 7, 8.2, 9.9, 12.4],
    potassium: [4.3, 4.5, 4.8, 5.2], haemoglobin: [128, 124, 119, 112, 104, 101], mcv: [89, 90],
    hba1c: [57, 61, 68, 74, 66, 59], albumin: [41, 39, 36], phosphate: [1.05, 1.42],
    cholesterol: [5.8, 4.6, 4.1, 4.2], tsh: [2.8, 3.9] },
  kwabena: { potassium: [4.6, 5.1, 4.7, 5.7, 4.6, 5.2, 6, 4.9, 4.6, 5.5, 5], urea: [18, 21, 23, 22],
    creatinine: [640, 780, 860, 910], haemoglobin: [92, 104, 110, 112, 107], sodium: [138, 137] },
  gareth: { haemoglobin: [149, 147, 148, 146, 147, 145, 143, 138, 118, 104, 126],
    mcv: [90, 90, 90, 89, 89, 88, 86, 82, 76, 73, 84],
    mchc: [334, 334, 334, 334, 334, 333, 330, 324, 314, 309, 322], platelets: [240, 250, 260, 330, 440, 380],
    ferritin: [118, 116, 112, 104, 96, 82, 66, 44, 21, 7, 42], albumin: [44, 43, 42, 38, 39] },
  gwilym: { psa: [1.9, 2.4, 3.1, 4.6, 6.8, 8.9], cholesterol: [6.4, 5.2, 4.8], hba1c: [41, 44, 46] },
  stanley: { creatinine: [94, 102, 118, 131], haemoglobin: [141, 136, 128, 119], albumin: [40, 37, 31],
    urea: [6.8, 9.4] },
  leo: { haemoglobin: [104], mcv: [72], mchc: [318], ferritin: [9], eosinophils: [0.92], ige: [418],
    creatinine: [28] },
  bronwen: { hba1c: [44, 49, 54], cholesterol: [6.1, 5.3] },
  zeynep: { hba1c: [52, 55, 51], haemoglobin: [131] },
  jerome: { haemoglobin: [151] },
  fatima: { hba1c: [38], haemoglobin: [109, 118], mcv: [77, 81], ferritin: [7, 16] },
};

interface Series {
  readonly panels: readonly (keyof typeof panels)[];
  /** Days before today of the newest sample, days between two samples, and how many there are. */
  readonly newest: number;
  readonly every: number;
  readonly count: number;
  readonly by: ProfessionalKey;
  /** A course of this series alone: an illness in hospital, say. */
  readonly course?: Course;
}

const everySeries: Table<Series> = {
  margaret: {
    northbridge: [
      { panels: ['ue', 'fbc'], newest: 20, every: 91, count: 40, by: 'okafor' },
      { panels: ['bone', 'lft'], newest: 20, every: 182, count: 12, by: 'okafor' },
    ],
    canalside: [
      { panels: ['fbc', 'ue', 'crp'], newest: 634, every: 2, count: 4, by: 'fitzgerald',
        course: { crp: [184, 142, 66, 28], neutrophils: [15.2, 12.8, 8.1, 6.2],
          creatinine: [204, 188, 156, 139], urea: [18.8, 16.1, 12.4, 10.2] } },
    ],
    heathway: [{ panels: ['inr'], newest: 12, every: 28, count: 32, by: 'boateng' }],
    larkfield: [
      { panels: ['hba1c'], newest: 48, every: 182, count: 16, by: 'hughes' },
      { panels: ['lipids', 'thyroid'], newest: 48, every: 364, count: 8, by: 'rao' },
    ],
  },
  priya: {
    northbridge: [{ panels: ['fbc', 'thyroid'], newest: 69, every: 7, count: 1, by: 'rao' }],
  },
  gwilym: {
    northbridge: [{ panels: ['psa', 'lipids', 'hba1c'], newest: 27, every: 182, count: 10, by: 'rao' }],
  },
  fatima: {
    northbridge: [{ panels: ['fbc', 'haematinics', 'hba1c'], newest: 104, every: 364, count: 3, by: 'rao' }],
  },
  leo: {
    northbridge: [
      { panels: ['fbc', 'haematinics', 'ige', 'ue'], newest: 41, every: 182, count: 3, by: 'lindqvist' },
    ],
  },
  // Three dialysis sessions a week with four results each and a full blood count of thirteen on one of them:
  // 25 results a week, 10,000 in 400 weeks.
  kwabena: {
    northbridge: [
      { panels: ['dialysis', 'fbc'], newest: 1, every: 7, count: 400, by: 'okafor' },
      { panels: ['dialysis'], newest: 4, every: 7, count: 400, by: 'okafor' },
      { panels: ['dialysis'], newest: 6, every: 7, count: 400, by: 'okafor' },
    ],
  },
  xanthe: {
    northbridge: [{ panels: ['fbc'], newest: 69, every: 91, count: 2, by: 'mallory' }],
    canalside: [{ panels: ['ue'], newest: 70, every: 91, count: 2, by: 'mallory' }],
    heathway: [{ panels: ['inr'], newest: 71, every: 91, count: 2, by: 'mallory' }],
    larkfield: [{ panels: ['lipids'], newest: 72, every: 91, count: 2, by: 'mallory' }],
  },
  jerome: {
    northbridge: [{ panels: ['fbc', 'ue'], newest: 90, every: 182, count: 3, by: 'tran' }],
  },
  eileen: {
    northbridge: [{ panels: ['fbc'], newest: 62, every: 182, count: 2, by: 'rao' }],
  },
  haruto: {
    northbridge: [{ panels: ['ue', 'crp'], newest: 48, every: 7, count: 1, by: 'tran' }],
  },
  bronwen: {
    canalside: [{ panels: ['hba1c', 'lft'], newest: 76, every: 182, count: 4, by: 'fitzgerald' }],
  },
  stanley: {
    northbridge: [{ panels: ['ue', 'fbc', 'lft', 'crp'], newest: 121, every: 91, count: 20, by: 'okafor' }],
  },
  amara: {
    northbridge: [{ panels: ['fbc'], newest: 55, every: 182, count: 2, by: 'rao' }],
  },
  zeynep: {
    northbridge: [{ panels: ['hba1c', 'lipids'], newest: 34, every: 182, count: 4, by: 'rao' }],
    canalside: [{ panels: ['fbc', 'ue'], newest: 410, every: 7, count: 1, by: 'fitzgerald' }],
  },
  callum: {
    northbridge: [
      { panels: ['fbc', 'ue', 'lft', 'crp'], newest: 17, every: 7, count: 1, by: 'bains',
        course: { crp: [74], neutrophils: [13.4] } },
    ],
  },
  gareth: {
    northbridge: [{ panels: ['fbc', 'ue', 'lft'], newest: 13, every: 42, count: 8, by: 'bains' }],
    larkfield: [{ panels: ['fbc', 'haematinics'], newest: 300, every: 364, count: 7, by: 'rao' }],
  },
};

/** The reports of every series at this source, the oldest first. */
export function* bloodTests(cabinet: Cabinet): Generator<readonly [PatientKey, Report]> {
  const { id } = cabinet.source;
  for (const [key, series] of rowsAt(id, everySeries)) {
    const patient: DemoPatient = patients.find((one) => one.key === key)!;
    const draw = chance(`${id}/${key}/${series.panels.join()}/${series.newest}`);
    for (let back = series.count - 1; back >= 0; back--) {
      const days = series.newest + back * series.every;
      const minute = String(Math.floor(draw() * 60)).padStart(2, '0') as `${number}`;
      const taken: When = `${days}d ${8 + Math.floor(draw() * 4)}:${minute}`;
      const age = cabinet.calendar.age(patient.birthDate, days);
      const subject: Subject = { age, female: patient.gender === 'female' };
      const course = (analyte: AnalyteKey): number | undefined =>
        along(series.course?.[analyte], 1 - back / Math.max(series.count - 1, 1)) ??
        along(courses[key]?.[analyte], 1 - Math.min(days / 3652, 1));
      const sample = measure(subject, course, draw);
      for (const panel of series.panels) {
        const { of, ...rest } = panels[panel];
        yield [key, { ...rest, taken, by: series.by, findings: of.map(sample) }];
      }
    }
  }
}

/** The value of a course at a position from 0 to 1. */
function along(course: readonly number[] | undefined, position: number): number | undefined {
  if (course === undefined) return undefined;
  const place = position * (course.length - 1);
  const before = course[Math.floor(place)]!;
  const after = course[Math.ceil(place)]!;
  return before + (after - before) * (place % 1);
}

interface Subject {
  readonly age: number;
  readonly female: boolean;
}
type Limits = readonly [low: number | null, high: number | null];

function limits(key: AnalyteKey, { age, female }: Subject): Limits | undefined {
  const { range, child } = analytes[key];
  if (child && age < 16) return child;
  return range && 'female' in range ? range[female ? 'female' : 'male'] : range;
}

/** The range that the laboratory prints beside a result. */
export function reference(key: AnalyteKey, subject: Subject): Range | undefined {
  const { range, rangeText, unit, ucum = unit, places } = analytes[key];
  const printed = limits(key, subject);
  if (!printed) return rangeText === undefined ? undefined : { words: rangeText };
  const [low, high] = printed;
  const adult = range && printed !== range && subject.age >= 16;
  return {
    unit, ucum,
    ...(low === null ? {} : { low: low.toFixed(places) }),
    ...(high === null ? {} : { high: high.toFixed(places) }),
    ...(adult ? { of: subject.female ? 'Adult female' : 'Adult male' } : {}),
  };
}

/** One blood sample: the same analyte asked for twice has the same value, and what is calculated adds up. */
function measure(
  subject: Subject,
  course: (analyte: AnalyteKey) => number | undefined,
  draw: Chance,
): (analyte: AnalyteKey) => Finding {
  const values = new Map<AnalyteKey, number>();
  const value = (key: AnalyteKey): number => {
    const known = values.get(key);
    if (known !== undefined) return known;
    const { from, usual, varies = 0.05, places } = analytes[key];
    const [low, high] = limits(key, subject) ?? [];
    const middle = course(key) ?? usual ?? ((low ?? 0) + (high ?? 0)) / 2;
    const measured = from ? from(value, subject) : middle * (1 + varies * spread(draw));
    const rounded = Number(measured.toFixed(places));
    values.set(key, rounded);
    return rounded;
  };
  return (key) => {
    const { code, text, unit, ucum = unit, places, critical } = analytes[key];
    const { floor = -Infinity, ceiling = Infinity } = analytes[key];
    if (key === 'egfr' && subject.age < 18) {
      return { code, text, absent: ['notApplicable', 'Not calculated under 18 years'] };
    }
    const number = value(key);
    const comparator = number < floor ? '<' : number > ceiling ? '>' : undefined;
    const quantity = Math.min(Math.max(number, floor), ceiling).toFixed(places);
    const range = reference(key, subject);
    const normal = limits(key, subject);
    return {
      code, text,
      value: { quantity, unit, ucum, ...(comparator ? { comparator } : {}) },
      ...(range ? { range } : {}),
      ...(normal ? { flag: flag(number, normal, critical) } : {}),
    };
  };
}

function flag(value: number, [low, high]: Limits, critical: Limits = [null, null]): Flag {
  if (critical[0] !== null && value <= critical[0]) return 'LL';
  if (critical[1] !== null && value >= critical[1]) return 'HH';
  if (low !== null && value < low) return 'L';
  if (high !== null && value > high) return 'H';
  return 'N';
}
