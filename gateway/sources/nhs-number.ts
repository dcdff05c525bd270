import { isNhsNumber } from '../register/nhs-number.ts';
import { digest } from './digest.ts';
import { asWritten, isObject, listed, type Json } from './reference.ts';

/** FHIR identifier system of the NHS number (UKCore-Patient). */
export const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number';

/**
 * The NHS numbers in force: an `old` one belongs to the patient no longer
 * (https://hl7.org/fhir/R4/valueset-identifier-use.html).
 */
export function numbersOf(patient: Json): string[] {
  return listed(patient['identifier']).flatMap((identifier) => {
    if (!isObject(identifier) || identifier['system'] !== NHS_NUMBER || identifier['use'] === 'old') return [];
    const number = asWritten(identifier['value']).replace(/[\s-]/g, '');
    return number === '' ? [] : [number];
  });
}

/** What follows 999 and goes before the check digit. */
const SERIALS = 1_000_000;

/**
 * An NHS number from the range 999 000 0000 to 999 999 9999, which is never issued and meant for tests, with a
 * valid check digit. The same name gets the same number, unless somebody has it already: then the next one.
 */
export function testNumber(name: string, taken: ReadonlySet<string>): string {
  const first = digest(name) % SERIALS;
  for (let step = 0; step < SERIALS; step++) {
    const serial = String((first + step) % SERIALS).padStart(6, '0');
    for (let check = 0; check <= 9; check++) {
      const number = `999${serial}${check}`;
      if (isNhsNumber(number) && !taken.has(number)) return number;
    }
  }
  throw new RangeError('every NHS number of the test range is taken');
}
