/** The parts of a FHIR HumanName that a banner shows. */
export interface PersonName {
  family: string;
  given: readonly string[];
  prefix: readonly string[];
}

/** Writes a patient's name as the NHS does: `SURNAME, Given (Title)` (NHS CUI patient banner NID-0001). */
export const formatPersonName = ({ family, given, prefix }: PersonName): string =>
  [[family.toUpperCase(), given.join(' ')].filter(Boolean).join(', '), prefix.length ? `(${prefix.join(' ')})` : '']
    .filter(Boolean)
    .join(' ');
