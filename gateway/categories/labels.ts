import { at, listed, objects, text, type Json } from './read.ts';
import type { Sifting } from './rule.ts';

/** Code systems whose codes a policy names without their system. */
const OWN = /\/(v3-Confidentiality|v3-ActCode)$/;

/** Levels below normal (https://terminology.hl7.org/CodeSystem-v3-Confidentiality.html). */
const BELOW_NORMAL = new Set(['U', 'L', 'M']);

/** The label as a policy names it: see {@link Sifting.may}. */
function nameOf(label: Json): string {
  const [system, code] = [text(label['system']) ?? '', text(label['code']) ?? ''];
  if (!OWN.test(system)) return `${system}|${code}`;
  return BELOW_NORMAL.has(code) && system.endsWith('v3-Confidentiality') ? 'N' : code;
}

/**
 * Whether a resource has to be kept back, because of a security label of its own or of something contained in it
 * (https://hl7.org/fhir/R4/security-labels.html). A label that cannot be read keeps it back as well.
 */
export function isWithheld(resource: unknown, may: Sifting['may']): boolean {
  const meta = at(resource, 'meta');
  const security = at(meta, 'security');
  // A DocumentReference has the labels of its document in an element of its own, as concepts.
  const ofDocument = at(resource, 'securityLabel');
  const concepts = listed(ofDocument).flatMap((concept) => {
    const codes = listed(at(concept, 'coding'));
    return codes.length > 0 ? codes : [concept];
  });
  const labels = [...listed(security), ...concepts];
  return (
    // A list where an object belongs, or the other way round, may hide a label.
    (meta !== undefined && (typeof meta !== 'object' || Array.isArray(meta))) ||
    [security, ofDocument].some((list) => list !== undefined && !Array.isArray(list)) ||
    labels.length > objects(labels).length ||
    objects(labels).some((label) => !may(nameOf(label))) ||
    objects(at(resource, 'contained')).some((contained) => isWithheld(contained, may))
  );
}
