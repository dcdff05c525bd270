/**
 * Which resource is meant, and whose it is: the little that a source has to understand of FHIR
 * (https://hl7.org/fhir/R4/references.html, https://hl7.org/fhir/R4/compartmentdefinition-patient.html).
 */

export type Json = { [element: string]: unknown };

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Elements that should be lists are lists here, whatever arrived. */
export const listed = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** A text or number as it was written, and nothing of anything else: `String` would ask an object for its `toString`. */
export const asWritten = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** FHIR says `[A-Za-z0-9\-.]{1,64}`. Servers use `_` and `~` as well, and neither does harm in an address. */
const ID = /^[A-Za-z0-9\-._~]{1,64}$/;
const TYPE = /^[A-Z][A-Za-z]{1,63}$/;
const LOCAL = /^([A-Z][A-Za-z]{1,63})\/([A-Za-z0-9\-._~]{1,64})(?:\/_history\/[A-Za-z0-9\-._~]+)?$/;
const REMOTE = /^(https?:\/\/.+)\/([A-Z][A-Za-z]{1,63}\/[A-Za-z0-9\-._~]{1,64})(?:\/_history\/[A-Za-z0-9\-._~]+)?$/;

export const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);
export const isType = (value: unknown): value is string => typeof value === 'string' && TYPE.test(value);

/** `Type/id`, without the version, of a relative reference. */
export function relative(reference: string): string | undefined {
  const parts = LOCAL.exec(reference);
  return parts ? `${parts[1]}/${parts[2]}` : undefined;
}

/** The service base and the `Type/id` of an absolute reference. */
export function absolute(reference: string): { base: string; key: string } | undefined {
  const parts = REMOTE.exec(reference);
  return parts ? { base: parts[1]!, key: parts[2]! } : undefined;
}

/** An address under which a source may keep a document: one of a `Binary`, or a name inside a bundle. */
const DOCUMENT = /^urn:(uuid|oid):|(^|\/)Binary\/[^/]+(\/_history\/[^/]+)?$/;

/** `Binary/id` of an address of this source's own: relative, or absolute to one of its bases. */
export function binaryOf(address: string, ...bases: readonly string[]): string | undefined {
  const remote = absolute(address);
  const key = remote ? (bases.includes(remote.base) ? remote.key : undefined) : relative(address);
  // An id of dots would be a step up in the address.
  return key !== undefined && /^Binary\/(?!\.+$)/.test(key) ? key : undefined;
}

/**
 * A copy of which the source may be sure: numbers are strings, and every reference has been put through `resolve`;
 * so has every address of a document, which `Attachment.url` gives without calling it a reference.
 * (A fixture written in code has numbers; in what `readJson` gives there are none left.)
 */
export function transcribe(value: unknown, resolve: (reference: string) => string): unknown {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map((item) => transcribe(item, resolve));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([element, inner]) => {
    if (typeof inner !== 'string') return [element, transcribe(inner, resolve)];
    return [element, leads(element, inner) ? resolve(inner) : inner];
  });
  // Not by assignment: an element named __proto__ must stay an element.
  return Object.fromEntries(entries);
}

const leads = (element: string, value: string) => element === 'reference' || (element === 'url' && DOCUMENT.test(value));

/** The same without a copy, for what was read from JSON just now and is nobody else's. */
export function readdress(value: unknown, resolve: (reference: string) => string): void {
  if (Array.isArray(value)) for (const item of value) readdress(item, resolve);
  else if (isObject(value)) {
    for (const element of Object.keys(value)) {
      const inner = value[element];
      if (typeof inner === 'object') readdress(inner, resolve);
      else if (typeof inner === 'string' && leads(element, inner)) value[element] = resolve(inner);
    }
  }
}

const PATIENT_ELEMENTS = ['subject', 'patient', 'beneficiary'] as const;

const patientIn = (link: unknown): string[] =>
  isObject(link) && typeof link['reference'] === 'string' && link['reference'].startsWith('Patient/')
    ? [link['reference']]
    : [];

/** The patients that a resource is about, as `Patient/id`; none for an organisation or a practitioner. */
export function patientsOf(resource: Json): string[] {
  if (resource['resourceType'] === 'Patient') return [`Patient/${asWritten(resource['id'])}`];
  const own = PATIENT_ELEMENTS.flatMap((element) => listed(resource[element])).flatMap(patientIn);
  if (own.length > 0) return own;
  const participants = listed(resource['participant']).filter(isObject);
  return participants.flatMap(({ actor }) => patientIn(actor));
}

/** Whether a resource may be handed out as this patient's. An appointment may be of several, nothing else may. */
export function isAbout(resource: Json, patient: string): boolean {
  const patients = patientsOf(resource);
  return resource['resourceType'] === 'Appointment'
    ? patients.includes(patient)
    : patients.length > 0 && patients.every((one) => one === patient);
}

/** Every reference anywhere under an element. */
export function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  const own = typeof value['reference'] === 'string' ? [value['reference']] : [];
  return [...own, ...Object.values(value).flatMap(referencesIn)];
}

/** Search parameters that have another name than their element (https://hl7.org/fhir/R4/searchparameter-registry.html). */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['Appointment:actor', 'participant'],
  ['CarePlan:activity-reference', 'activity'],
  ['CarePlan:performer', 'activity'],
  ['DocumentReference:encounter', 'context.encounter'],
  ['EpisodeOfCare:organization', 'managingOrganization'],
  ['MedicationRequest:medication', 'medicationReference'],
  ['MedicationStatement:medication', 'medicationReference'],
  ['MedicationStatement:source', 'informationSource'],
]);

/** What an `_include` follows, and where that may lead. */
export interface Path {
  readonly type: string;
  follow(resource: Json): unknown;
  leadsTo(reference: string): boolean;
}

/** Reads an `_include`: `Observation:has-member` is `hasMember` of an Observation, whatever it leads to. */
export function pathOf(include: string): Path {
  const [type = '', parameter = '', target] = include.split(':');
  const element = parameter.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const steps = (ELSEWHERE.get(`${type}:${parameter}`) ?? element).split('.');
  return {
    type,
    follow: (resource) => steps.reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), resource),
    leadsTo: (reference) => target === undefined || reference.startsWith(`${target}/`),
  };
}
