/** Reading what a server answered to a search (https://hl7.org/fhir/R4/bundle.html#searchset), believing little. */
import { Unreadable } from './json.ts';
import { labeller } from './labels.ts';
import { absolute, asWritten, isId, isObject, isType, listed, readdress, relative, type Json } from './reference.ts';
import type { Resource } from './source.ts';

export interface Page {
  readonly bundle: Json;
  /** When the server says it answered (RFC 9110, `Date`). */
  readonly date: string | null;
}

/** What the pages of one search hold together, each resource once. */
export interface Gathered {
  readonly resources: Resource[];
  readonly complete: boolean;
  readonly withheld: boolean;
  readonly unreadable: number;
  readonly total: number | null;
  readonly asOf: string | null;
}

/** Issues that mean a gap even as a warning (https://hl7.org/fhir/R4/valueset-issue-type.html). */
const GAPS = new Set([
  'incomplete', 'timeout', 'too-costly', 'throttled', 'transient', 'lock-error', 'no-store', 'exception',
]);

/** @throws {Unreadable} */
export function readSearchset(value: unknown): Json {
  if (!isObject(value) || value['resourceType'] !== 'Bundle') throw new Unreadable('it is not a Bundle');
  if (value['type'] !== 'searchset') throw new Unreadable('it is a Bundle, but no searchset');
  for (const element of ['entry', 'link']) {
    const list = value[element];
    if (list !== undefined && !Array.isArray(list)) throw new Unreadable(`Bundle.${element} is not a list`);
  }
  return value;
}

/** Where the next page is, as the server wrote it; undefined on the last page. */
export const nextOf = (bundle: Json) => linkOf(bundle, 'next');

/** `Bundle.link.url` of a relation; empty where there is one that cannot be read. */
export function linkOf(bundle: Json, relation: 'next' | 'self'): string | undefined {
  const link = listed(bundle['link']).find((one) => isObject(one) && one['relation'] === relation);
  return isObject(link) ? asWritten(link['url']) : undefined;
}

/** What stands in the pages becomes the resources themselves: nothing is copied, and the pages are used up. */
export function gather(pages: readonly Page[], base: string, type: string): Gathered {
  const entries = pages.flatMap(({ bundle }) => listed(bundle['entry']));
  const resolve = resolverOf(entries, base);
  const resources = new Map<string, Resource>();
  let matches = 0;
  let unreadable = 0;
  let complete = true;
  let withheld = false;
  const labelled = labeller(pages.map(({ bundle }) => bundle), entries.map((entry) => (isObject(entry) ? entry['resource'] : undefined)));
  for (const entry of entries) {
    const { resource, search } = isObject(entry) ? entry : {};
    const mode = isObject(search) ? search['mode'] : undefined;
    if (isObject(resource) && resource['resourceType'] === 'OperationOutcome') {
      const issues = listed(resource['issue']).filter(isObject);
      withheld ||= issues.some(({ code }) => code === 'suppressed');
      complete &&= !issues.some(isGap);
    } else if (isObject(resource) && isType(resource['resourceType']) && isId(resource['id'])) {
      const key = `${resource['resourceType']}/${resource['id']}`;
      if (resources.has(key)) continue;
      // A server that overlooks what was asked for answers with something else, and calls it a match.
      if (resource['resourceType'] === type && mode !== 'include') matches++;
      else complete &&= mode !== 'match';
      complete &&= !isSubsetted(resource);
      readdress(resource, resolve);
      resources.set(key, labelled(resource) as Resource);
    } else unreadable++;
  }
  // Nothing comes along with nothing: a server that overlooks the type answers so, and a patient is not unknown to it.
  complete &&= matches > 0 || resources.size === 0;
  const totals = new Set(pages.map(({ bundle }) => totalOf(bundle)).filter((total) => total !== null));
  const total = totals.values().next().value ?? null;
  // Some servers count what they include as well. With any other number not all has arrived, or is not what it says.
  const counted = total === null || total === matches || (matches > 0 && total === resources.size) || unreadable > 0;
  return {
    resources: [...resources.values()],
    complete: complete && counted && totals.size <= 1 && pages.every(isClear),
    withheld,
    unreadable,
    total,
    asOf: oldest(pages.map(ageOf)),
  };
}

/** How many matches there are, and whether there are more pages, is said in a form that can be read, or not at all. */
const isClear = ({ bundle: { total, link } }: Page) =>
  (total === undefined || total === null || /^\d{1,9}$/.test(asWritten(total))) &&
  listed(link).every((one) => isObject(one) && typeof one['relation'] === 'string');

/** The one that says least: a page whose age is unknown leaves the age of the whole unknown. */
export function oldest(ages: readonly (string | null)[]): string | null {
  return ages.includes(null) ? null : (ages.toSorted()[0] ?? null);
}

/**
 * A server may write its own address otherwise than we do (behind a proxy, say). What it calls its matches by
 * `fullUrl` shows how.
 */
function resolverOf(entries: readonly unknown[], base: string): (reference: string) => string {
  const bases = new Set([base]);
  const addresses = new Map<string, string>();
  for (const entry of entries) {
    if (!isObject(entry) || !isObject(entry['resource']) || typeof entry['fullUrl'] !== 'string') continue;
    const key = `${asWritten(entry['resource']['resourceType'])}/${asWritten(entry['resource']['id'])}`;
    addresses.set(entry['fullUrl'], key);
    const address = absolute(entry['fullUrl']);
    const included = isObject(entry['search']) && entry['search']['mode'] === 'include';
    if (address?.key === key && !included) bases.add(address.base);
  }
  return (reference) => {
    const remote = absolute(reference);
    if (remote && bases.has(remote.base)) return remote.key;
    return relative(reference) ?? addresses.get(reference) ?? reference;
  };
}

const totalOf = ({ total }: Json) => (/^\d{1,9}$/.test(asWritten(total)) ? Number(total) : null);

const isGap = ({ severity, code }: Json) => severity === 'error' || severity === 'fatal' || GAPS.has(asWritten(code));

/** Sent without some of its elements (https://hl7.org/fhir/R4/search.html#elements). */
const isSubsetted = ({ meta }: Json) =>
  isObject(meta) && listed(meta['tag']).some((tag) => isObject(tag) && tag['code'] === 'SUBSETTED');

/** How old the data of a page are, by itself or by when it was sent (RFC 3339). */
export function ageOf({ bundle, date }: Page): string | null {
  const { meta } = bundle;
  const moment = new Date((isObject(meta) && asWritten(meta['lastUpdated'])) || date || '');
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
