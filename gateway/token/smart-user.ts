import { isObject, type Json, listed } from '../sources/reference.ts';

const ODS_CODE = 'https://fhir.nhs.uk/Id/ods-organization-code';
const SDS_USER = 'https://fhir.nhs.uk/Id/sds-user-id';
const JOB_ROLE = 'https://fhir.nhs.uk/CodeSystem/NHSDigital-SDS-JobRoleCode';

/** Who the user of a SMART app is, as the FHIR server of the host says it. */
export interface SmartUser {
  /** The national id of the user (SDS), where the server has it. */
  id?: string;
  name: string;
  /** National job role codes, and the organisation's own words for roles. */
  roles: string[];
}

/**
 * Reads a user out of what a search for PractitionerRole with its practitioner and organisation brought.
 *
 * Only a role that is in force counts, and only one in the organisation for which the host is registered: one that names
 * another, or an organisation of which no ODS code is there to see, gives nobody anything.
 *
 * @param of - `Practitioner/…` or `PractitionerRole/…` (the `fhirUser`)
 * @returns undefined where there is no such user, or no role
 */
export function userIn(resources: readonly Json[], of: string, base: string, org: string, own: Readonly<Record<string, string>>, now: Date): SmartUser | undefined {
  const keyed = new Map(resources.map((resource) => [`${resource['resourceType']}/${resource['id']}`, resource]));
  const led = (link: unknown) => (isObject(link) && typeof link['reference'] === 'string' ? within(link['reference'], base) : undefined);

  const practitioner = of.startsWith('Practitioner/') ? of : led(keyed.get(of)?.['practitioner']);
  const person = practitioner === undefined ? undefined : keyed.get(practitioner);
  const name = person && nameOf(person);
  if (person?.['resourceType'] !== 'Practitioner' || !name) return undefined;

  const held = resources.filter(
    (role) =>
      role['resourceType'] === 'PractitionerRole' &&
      led(role['practitioner']) === practitioner &&
      (of === practitioner || `PractitionerRole/${role['id']}` === of) &&
      role['active'] !== false &&
      isNow(role['period'], now) &&
      isAt(role['organization']),
  );
  if (held.length === 0) return undefined;

  /** A role that says nothing of an organisation is one in the only organisation for which the host may speak. */
  function isAt(link: unknown): boolean {
    if (link === undefined) return true;
    if (!isObject(link)) return false;
    const there = keyed.get(led(link) ?? '');
    const codes = [link['identifier'], ...listed(there?.['identifier'])].filter(isObject).filter(({ system }) => system === ODS_CODE);
    return codes.length > 0 && codes.every(({ value }) => value === org);
  }

  const codings = held.flatMap(({ code }) => listed(code)).filter(isObject).flatMap(({ coding }) => listed(coding)).filter(isObject);
  // A code of another system may look like a national one and mean something else: it counts only where it is mapped.
  const roles = codings.flatMap(({ system, code }) => (typeof code === 'string' && (system === JOB_ROLE || Object.hasOwn(own, code)) ? [code] : []));
  const id = listed(person['identifier']).filter(isObject).find(({ system }) => system === SDS_USER)?.['value'];
  return { ...(typeof id === 'string' ? { id } : {}), name, roles: [...new Set(roles)] };
}

/** `Type/id` of a reference to this server: relative, or absolute below its base. */
export function within(reference: string, base: string): string | undefined {
  const inner = reference.startsWith(`${base}/`) ? reference.slice(base.length + 1) : reference;
  // An id of dots would be a step up in the address.
  return /^(?:Practitioner|PractitionerRole|Organization)\/(?!\.+$)[A-Za-z0-9.-]{1,64}$/.test(inner) ? inner : undefined;
}

function isNow(period: unknown, now: Date): boolean {
  if (!isObject(period)) return period === undefined;
  const [start = -Infinity, end = Infinity] = [period['start'], period['end']].map((day) => (day === undefined ? undefined : Date.parse(String(day))));
  // A day without an hour holds until it is over.
  const over = /^[\d-]{10}$/.test(String(period['end'])) ? end + 86_400_000 : end;
  return start <= now.getTime() && now.getTime() < over;
}

function nameOf(person: Json): string | undefined {
  const names = listed(person['name']).filter(isObject);
  const best = names.find(({ use }) => use === 'official') ?? names.find(({ use }) => use === 'usual') ?? names[0];
  if (!best) return undefined;
  if (typeof best['text'] === 'string' && best['text'] !== '') return best['text'];
  const parts = [...listed(best['prefix']), ...listed(best['given']), best['family']];
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' ') || undefined;
}
