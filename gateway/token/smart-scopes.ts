/** A scope about resources (SMART App Launch 2.2, "Scopes for requesting FHIR resources"), or undefined for any other. */
function resourceScope(scope: string): { who: string; type: string; letters: string } | undefined {
  const [, who, type, access] = /^(patient|user|system)\/(\*|[A-Za-z]+)\.(read|write|\*|c?r?u?d?s?)$/.exec(scope) ?? [];
  if (!who || !type || !access) return undefined;
  // The words of SMART 1, as SMART 2 reads them.
  const letters = { read: 'rs', write: 'cud', '*': 'cruds' }[access] ?? access;
  return { who, type, letters };
}

/**
 * Whether a granted scope is at least the one that is wanted: `patient/*.cruds` is, where `patient/Patient.rs` is wanted.
 * One that is narrowed by a query (`?category=…`) is less than it looks, and never is.
 */
export function grants(granted: string, wanted: string): boolean {
  if (granted === wanted) return true;
  const [given, needed] = [resourceScope(granted), resourceScope(wanted)];
  if (!given || !needed || given.who !== needed.who) return false;
  return (given.type === '*' || given.type === needed.type) && [...needed.letters].every((letter) => given.letters.includes(letter));
}
