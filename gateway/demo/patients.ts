import type { When } from './calendar.ts';
import type { SourceId } from './sources.ts';

/** One invented patient. Nobody has these names, birth dates or numbers: 999 numbers are never issued. */
export interface DemoPatient {
  readonly key: string;
  readonly nhsNumber: string;
  readonly name: { readonly family: string; readonly given: readonly string[]; readonly prefix: string };
  readonly gender: 'female' | 'male';
  readonly birthDate: string;
  /** What this patient demonstrates. */
  readonly shows: string;
  /** The sources where the patient is on file, whether or not anything else is. */
  readonly knownTo: readonly SourceId[];
  readonly died?: When;
  /** What single sources have differently. */
  readonly differs?: { readonly [S in SourceId]?: { readonly birthDate?: string; readonly alive?: true } };
  /** Demographics are restricted: no address, telephone or GP is given out (PDS, meta.security R). */
  readonly sensitive?: true;
  /** Whatever a person can type in is hostile here. */
  readonly hostile?: true;
  /** Stands in the opt-out register, which is no part of the record. */
  readonly optedOut?: true;
}

/** A name: title, forenames, surname. */
export function person(prefix: string, given: string, family: string): DemoPatient['name'] {
  return { family, given: given.split(' '), prefix };
}

export const patients = [
  { key: 'margaret', nhsNumber: '9995260182', name: person('Mrs', 'Margaret Folasade', 'Adeyemi-Clarke'),
    gender: 'female', birthDate: '1943-05-17',
    knownTo: ['northbridge', 'canalside', 'heathway', 'larkfield', 'millmead'],
    shows: 'Older adult, many conditions; sources disagree about penicillin; ten years of kidney results' },
  { key: 'tomasz', nhsNumber: '9991590838', name: person('Mr', 'Tomasz', 'Wiśniewski'), gender: 'male',
    birthDate: '1990-02-28', knownTo: ['northbridge', 'canalside', 'larkfield', 'millmead'],
    shows: 'Known to four sources, nothing recorded at any of them' },
  { key: 'priya', nhsNumber: '9990166137', name: person('Miss', 'Priya', 'Raghunathan'), gender: 'female',
    birthDate: '1988-09-03', knownTo: ['northbridge', 'canalside', 'larkfield'],
    shows: 'No known allergies, said by the GP practice only' },
  { key: 'gwilym', nhsNumber: '9991860916', name: person('Mr', 'Gwilym', 'Prosser'), gender: 'male',
    birthDate: '1961-12-30', knownTo: ['northbridge', 'larkfield'],
    shows: 'No known drug allergies: a statement about drugs only' },
  { key: 'fatima', nhsNumber: '9993909963', name: person('Ms', 'Fatima', 'Al-Hassani'), gender: 'female',
    birthDate: '1979-07-11', knownTo: ['northbridge', 'larkfield'], optedOut: true,
    shows: 'Has opted out; there are data behind the door' },
  { key: 'leo', nhsNumber: '9990308241', name: person('Master', 'Leo', 'Mensah-Doyle'), gender: 'male',
    birthDate: '2022-03-08', knownTo: ['northbridge', 'larkfield'],
    shows: 'A child of four: food allergies, one outgrown, and ranges for children' },
  { key: 'kwabena', nhsNumber: '9996281949', name: person('Mr', 'Kwabena', 'Asante'), gender: 'male',
    birthDate: '1958-04-21', knownTo: ['northbridge', 'larkfield'],
    shows: 'On dialysis: 10,000 results over nearly eight years' },
  { key: 'xanthe', nhsNumber: '9998219930', name: person('Dr', 'Xanthe', 'Scripps'), gender: 'female',
    birthDate: '1970-01-01', knownTo: ['northbridge', 'canalside', 'heathway', 'larkfield', 'millmead'],
    hostile: true,
    shows: 'Hostile text in every field that a person can type in' },
  { key: 'jerome', nhsNumber: '9995181908', name: person('Mr', 'Jerome', 'Baptiste'), gender: 'male',
    birthDate: '1984-10-19', knownTo: ['northbridge', 'heathway', 'larkfield'],
    shows: 'Restricted, very restricted and strangely labelled entries beside open ones' },
  { key: 'eileen', nhsNumber: '9992319488', name: person('Mrs', 'Eileen', 'Gallagher'), gender: 'female',
    birthDate: '1950-01-06', knownTo: ['northbridge', 'heathway', 'larkfield', 'millmead'],
    shows: 'Allergies and results written in words with no code behind them' },
  { key: 'haruto', nhsNumber: '9997574915', name: person('Mr', 'Haruto', 'Nakamura-Bell'), gender: 'male',
    birthDate: '1972-06-25', knownTo: ['northbridge', 'canalside'],
    shows: 'Results in every status: awaited, interim, corrected, added to, cancelled, entered in error' },
  { key: 'bronwen', nhsNumber: '9991862528', name: person('Ms', 'Bronwen', 'Llewellyn'), gender: 'female',
    birthDate: '1967-11-15', knownTo: ['northbridge', 'canalside', 'heathway', 'larkfield'],
    shows: 'Units that contradict each other, comparators, ranges in words, results with no value' },
  { key: 'stanley', nhsNumber: '9997601890', name: person('Mr', 'Stanley', 'Pickersgill'), gender: 'male',
    birthDate: '1938-08-02', knownTo: ['northbridge', 'canalside', 'larkfield', 'millmead'], died: '120d',
    differs: { canalside: { alive: true } }, shows: 'Has died; one source does not know it yet' },
  { key: 'amara', nhsNumber: '9995075296', name: person('Ms', 'Amara', 'Nwosu'), gender: 'female',
    birthDate: '1995-04-12', knownTo: ['northbridge', 'larkfield'], sensitive: true,
    shows: 'Demographics are restricted: no address, telephone or GP is given out' },
  { key: 'zeynep', nhsNumber: '9993667129', name: person('Mrs', 'Zeynep', 'Demirkan'), gender: 'female',
    birthDate: '1955-03-09', knownTo: ['northbridge', 'canalside', 'larkfield'],
    differs: { canalside: { birthDate: '1955-09-03' } }, shows: 'Two sources have different birth dates' },
  { key: 'callum', nhsNumber: '9997684265', name: person('Mr', 'Callum', 'Forsythe'), gender: 'male',
    birthDate: '1999-05-30', knownTo: ['northbridge'],
    shows: 'Known to one hospital, and not to the council' },
  { key: 'gareth', nhsNumber: '9992122331', name: person('Mr', 'Gareth', 'Winstanley'), gender: 'male',
    birthDate: '1959-02-14', knownTo: ['northbridge', 'canalside', 'larkfield'],
    shows: 'Bowel cancer: endoscopy, histology, imaging, and the blood tests that led there' },
] as const satisfies readonly DemoPatient[];

export type PatientKey = (typeof patients)[number]['key'];

/** What the record is written down in: entries of one kind by patient and source. */
export type Table<Row> = { readonly [P in PatientKey]?: { readonly [S in SourceId]?: readonly Row[] } };

/** The rows of one source, each with its patient. */
export function* rowsAt<Row>(source: SourceId, table: Table<Row>): Generator<readonly [PatientKey, Row]> {
  for (const { key } of patients) for (const row of table[key]?.[source] ?? []) yield [key, row];
}

/** The NHS numbers that the opt-out register of a demonstration holds. */
export const optedOut: readonly string[] = patients
  .filter((patient: DemoPatient) => patient.optedOut)
  .map(({ nhsNumber }) => nhsNumber);
