import { parseNhsNumber, type NhsNumber } from './nhs-number.ts';

/** FHIR identifier system of the NHS number (UKCore-Patient). */
const SYSTEM = 'https://fhir.nhs.uk/Id/nhs-number';

interface Identifier {
  system?: unknown;
  use?: unknown;
  value?: unknown;
}

/**
 * The NHS number of a FHIR Patient: the only one in force there. One that is `old` belongs to the patient no longer
 * (https://hl7.org/fhir/R4/valueset-identifier-use.html).
 * @returns `undefined` where there is none, `null` where there are several, or one that is not valid: nobody is meant then.
 */
export function nhsNumberOf(patient: object | null | undefined): NhsNumber | null | undefined {
  const { identifier } = Object(patient) as { identifier?: unknown };
  const identifiers: unknown[] = Array.isArray(identifier) ? identifier : [];
  const own = identifiers.map((one) => Object(one) as Identifier).filter(({ system, use }) => system === SYSTEM && use !== 'old');
  const [number, ...others] = new Set(own.map(({ value }) => (typeof value === 'string' ? parseNhsNumber(value) : undefined)));
  return own.length === 0 ? undefined : others.length > 0 ? null : (number ?? null);
}
