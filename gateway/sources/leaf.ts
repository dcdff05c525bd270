/** What a document holds, before it is filed: how resources are called, whose they are, which is the newer. */
import { digest } from './digest.ts';
import { labeller } from './labels.ts';
import { numbersOf } from './nhs-number.ts';
import {
  absolute, asWritten, isId, isObject, isType, listed, patientsOf, relative, transcribe, type Json,
} from './reference.ts';

/** A resource as it came, and where it came from. */
export interface Leaf {
  readonly written: Json;
  /** `Bundle.entry.fullUrl` */
  readonly address: string | undefined;
  /** When its bundle was put together: for a patient without a version of their own. */
  readonly bundled: unknown;
}

/** The resources of a document. What should be one and is not becomes a complaint. */
export function leavesOf(document: unknown, complaints: string[]): Leaf[] {
  if (!isObject(document) || !isType(document['resourceType'])) {
    complaints.push('it is not a FHIR resource');
    return [];
  }
  if (document['resourceType'] !== 'Bundle') return [{ written: document, address: undefined, bundled: undefined }];
  if (document['type'] === 'history') {
    complaints.push('a Bundle of type history also holds what has been deleted, and is not read');
    return [];
  }
  const entries = document['entry'];
  if (entries !== undefined && !Array.isArray(entries)) {
    complaints.push('Bundle.entry is not a list');
    return [];
  }
  const labelled = labeller([document], (entries ?? []).map((entry: unknown) => (isObject(entry) ? entry['resource'] : undefined)));
  const bundled = isObject(document['meta']) ? document['meta']['lastUpdated'] : undefined;
  return (entries ?? []).flatMap((entry: unknown, at: number): Leaf[] => {
    const written = isObject(entry) ? entry['resource'] : undefined;
    if (isObject(written) && isType(written['resourceType'])) {
      const address = isObject(entry) && typeof entry['fullUrl'] === 'string' ? entry['fullUrl'] : undefined;
      return [{ written: labelled(written), address, bundled: bundled ?? document['timestamp'] }];
    }
    if (written !== undefined || !isObject(entry) || !isEmptyOnPurpose(entry)) {
      complaints.push(`Bundle.entry[${at}] holds no FHIR resource`);
    }
    return [];
  });
}

/** A request that sends nothing, or the answer to one that worked (https://hl7.org/fhir/R4/http.html#transaction). */
function isEmptyOnPurpose(entry: Json): boolean {
  const { request, response } = entry;
  return isObject(response) ? /^2/.test(asWritten(response['status'])) : isObject(request);
}

/** How other resources of the same bundle may call this one. */
export function namesOf({ written, address }: Leaf): string[] {
  const own = isId(written['id']) ? [`${asWritten(written['resourceType'])}/${written['id']}`] : [];
  return address === undefined ? own : [unversioned(address), ...own];
}

/**
 * Where a reference leads inside its own bundle. A relative one is relative to the server of the resource that it
 * stands in (https://hl7.org/fhir/R4/bundle.html#references).
 */
export function lookUp(reference: string, leaf: Leaf, scope: ReadonlyMap<string, string>): string | undefined {
  const key = relative(reference);
  const base = key && leaf.address && absolute(leaf.address)?.base;
  return (base && scope.get(`${base}/${key}`)) || scope.get(key ?? unversioned(reference));
}

export const unversioned = (reference: string) => reference.replace(/\/_history\/[^/]+$/, '');

export function idOf({ written, address }: Leaf): string {
  if (isId(written['id'])) return written['id'];
  const tail = address && (/^urn:(?:uuid|oid):(.+)$/.exec(address)?.[1] ?? absolute(address)?.key.split('/')[1]);
  return isId(tail) ? tail : `unnamed-${digest(JSON.stringify(written)).toString(36)}`;
}

/** Whose it is, as far as can be said inside its bundle. */
export function ownersOf(leaf: Leaf, scope: ReadonlyMap<string, string>): string {
  const { resourceType, id, subject, patient, beneficiary, participant } = leaf.written;
  const resolve = (reference: string) => lookUp(reference, leaf, scope) ?? relative(reference) ?? reference;
  const links = transcribe({ resourceType, id, subject, patient, beneficiary, participant }, resolve) as Json;
  return patientsOf(links).join();
}

export const isPatient = (resource: Json) => resource['resourceType'] === 'Patient';

/** Whether the one is a later version than the other; undefined where they do not say. */
export function isNewer(one: Leaf, other: Leaf): boolean | undefined {
  const [updated, before] = [one, other].map(({ written }) => instantOf(written, 'lastUpdated')) as [number, number];
  if (updated !== before && !Number.isNaN(updated) && !Number.isNaN(before)) return updated > before;
  const [version, previous] = [one, other].map(({ written }) => numberOf(written, 'versionId')) as [number, number];
  if (version !== previous && !Number.isNaN(version) && !Number.isNaN(previous)) return version > previous;
  if (!isPatient(one.written)) return undefined;
  return Date.parse(asWritten(one.bundled)) > Date.parse(asWritten(other.bundled));
}

const metaOf = ({ meta }: Json, element: string) => (isObject(meta) ? asWritten(meta[element]) : '');
const instantOf = (resource: Json, element: string) => Date.parse(metaOf(resource, element));
const numberOf = (resource: Json, element: string) => Number(metaOf(resource, element) || NaN);

/** Under one id: by the NHS number, and where there is none by what else would not be the same by chance. */
export function isSamePerson(one: Json, other: Json): boolean {
  const [numbers, others] = [numbersOf(one), numbersOf(other)];
  if (numbers.length > 0 && others.length > 0) return numbers.some((number) => others.includes(number));
  const born = one['birthDate'];
  return typeof born === 'string' && born === other['birthDate'] && family(one) === family(other);
}

const family = ({ name }: Json) => {
  const first = listed(name)[0];
  return isObject(first) ? asWritten(first['family']).toUpperCase() : '';
};
