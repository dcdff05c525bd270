import { contentOf } from './binary.ts';
import { digest } from './digest.ts';
import { NHS_NUMBER, numbersOf, testNumber } from './nhs-number.ts';
import {
  idOf, isNewer, isPatient, isSamePerson, leavesOf, lookUp, namesOf, ownersOf, unversioned, type Leaf,
} from './leaf.ts';
import {
  absolute, binaryOf, isAbout, isObject, listed, pathOf, patientsOf, referencesIn, relative, transcribe, type Json,
} from './reference.ts';
import { linkOf } from './searchset.ts';
import { Outage, type About, type Found, type Resource, type Search, type Source } from './source.ts';

/** A source in memory, FHIR resources by patient: what a folder is read into, and a page or a test fills itself. */
export interface Shelf extends Source {
  /** Files a Bundle or a single resource. Answers what of it could not be read, a line each; each is counted. */
  add(document: unknown): string[];
  /** Something that belongs here could not be read at all, and so nobody knows whose record it was. */
  spoilt(): void;
  /** Every patient there is, in the order in which they were filed. */
  patients(): Resource[];
  /** Resources, as `Type/id`, that are about somebody, but nothing here says whom. They count as unreadable. */
  strays(): readonly string[];
  /** How many further pages saved searches lead to that are not here. They count as unreadable. */
  missing(): number;
}

export interface ShelfOptions {
  /** How old its resources are (RFC 3339), if that is known. */
  readonly asOf?: string | null;
  /** Gives patients without an NHS number one from the test range, always the same for the same id. */
  readonly testNumbers?: boolean;
}

/** What a reference becomes that must not lead anywhere. */
const UNREADABLE = 'urn:unreadable:';

/** By how its own bundle calls it, where each resource was filed. */
type Scope = ReadonlyMap<string, string>;

interface Filed {
  readonly leaf: Leaf;
  /** Whose it is, as far as could be said when it was filed. */
  readonly owners: string;
  readonly resource: Resource;
  /** Some reference did not lead to anything in its own bundle. */
  readonly loose: boolean;
  /** It names a patient by an id alone, who stands in another document. */
  readonly distant: boolean;
  /** It names a `Binary` by an id alone, which stands in another document. */
  readonly astray: boolean;
}

interface Index {
  /** By patient, then by type. */
  readonly holdings: ReadonlyMap<string, ReadonlyMap<string, Resource[]>>;
  readonly numbers: ReadonlyMap<string, string[]>;
  readonly strays: readonly string[];
}

export function createShelf(about: About, { asOf = null, testNumbers = false }: ShelfOptions = {}): Shelf {
  const filed = new Map<string, Filed>();
  /** Where each `fullUrl` was filed; null where two different resources came under the same one. */
  const addresses = new Map<string, string | null>();
  /** Ids under which more than one person or document came: outside its own bundle, nobody can say which is meant. */
  const contested = new Set<string>();
  /** Pages of saved searches, by their addresses: those that others lead to, and those that are here. */
  const pages = { next: new Set<string>(), self: new Set<string>() };
  let unreadable = 0;
  let index: Index | undefined;

  function add(document: unknown): string[] {
    const complaints: string[] = [];
    file(document, complaints);
    for (const relation of ['next', 'self'] as const) {
      const link = isObject(document) && document['resourceType'] === 'Bundle' ? linkOf(document, relation) : undefined;
      if (link !== undefined) pages[relation].add(link);
    }
    unreadable += complaints.length;
    index = undefined;
    return complaints;
  }

  function file(document: unknown, complaints: string[]): void {
    const leaves: Leaf[] = [];
    const before = complaints.length;
    const found = leavesOf(document, complaints);
    const torn = complaints.length > before;
    for (const leaf of found) {
      // A bundle in a bundle (an answer to a batch) is a world of its own.
      if (leaf.written['resourceType'] === 'Bundle') file(leaf.written, complaints);
      else leaves.push(leaf);
    }
    const scope = new Map<string, string>();
    const patientsFirst = leaves.toSorted((a, b) => Number(isPatient(b.written)) - Number(isPatient(a.written)));
    const keys = patientsFirst.map((leaf) => {
      const key = place(leaf, scope);
      for (const name of namesOf(leaf)) scope.set(name, key);
      const address = leaf.address && unversioned(leaf.address);
      if (address) addresses.set(address, addresses.has(address) && addresses.get(address) !== key ? null : key);
      return key;
    });
    patientsFirst.forEach((leaf, at) => {
      const key = keys[at]!;
      const one = filed.get(key);
      if (one?.leaf === leaf) filed.set(key, { ...one, ...transcribed(leaf, key, scope, torn) });
    });
  }

  /**
   * Ids are unique at a server, not between bundles: a bundle may bring somebody else, or another report, under
   * an id that is taken. Only what says itself that it is a version of the same thing may take its place.
   */
  function place(leaf: Leaf, scope: Scope): string {
    const type = leaf.written['resourceType'] as string;
    const owners = ownersOf(leaf, scope);
    const id = idOf(leaf);
    for (let key = `${type}/${id}`, attempt = 0; ; attempt++) {
      const before = filed.get(key);
      if (!before) {
        const resource = { resourceType: type, id: key.slice(type.length + 1) };
        filed.set(key, { leaf, owners, resource, loose: false, distant: false, astray: false });
        return key;
      }
      const content = JSON.stringify(leaf.written);
      const same = isPatient(leaf.written)
        ? isSamePerson(before.leaf.written, leaf.written)
        : owners === before.owners;
      if (same) {
        const newer = isNewer(leaf, before.leaf);
        if (newer) filed.set(key, { ...before, leaf });
        const equal = isPatient(leaf.written) || JSON.stringify(before.leaf.written) === content;
        if (newer !== undefined || equal) return key;
      }
      if (isPatient(leaf.written) || type === 'Binary') contested.add(`${type}/${id}`);
      key = `${type}/${id.slice(0, 50)}-${digest(`${attempt} ${owners} ${content}`).toString(36)}`;
    }
  }

  function transcribed(leaf: Leaf, key: string, scope: Scope, torn: boolean): Pick<Filed, 'resource' | 'loose' | 'distant' | 'astray'> {
    let loose = false;
    let distant = false;
    let astray = false;
    const resolve = (reference: string) => {
      const inside = lookUp(reference, leaf, scope);
      const known = inside ?? relative(reference);
      // The patient meant may be the very entry that could not be read, and not another bundle's of that id.
      if (torn && !inside && known?.startsWith('Patient/')) return `${UNREADABLE}${known}`;
      if (known?.startsWith('Patient/') && !inside) distant = true;
      if (known?.startsWith('Binary/') && !inside) astray = true;
      if (known === undefined && !reference.startsWith('#')) loose = true;
      return known ?? reference;
    };
    const resource = transcribe(leaf.written, resolve) as Resource;
    return { loose, distant, astray, resource: { ...resource, id: key.slice(key.indexOf('/') + 1) } };
  }

  /** Once everything is there: references from one document to another, who holds what, who has which number. */
  function settle(): Index {
    const resolve = (reference: string) => {
      const address = addresses.get(unversioned(reference));
      // Two bundles that use one urn:uuid may well mean two patients. The address of a server is another matter.
      if (address && !(address.startsWith('Patient/') && reference.startsWith('urn:'))) return address;
      const remote = absolute(reference);
      if (remote && isContested(remote.key)) return reference;
      // Without its address in any bundle, a resource is taken for the one of that id, as a server's export means it.
      const candidate = remote && filed.get(remote.key);
      return candidate && candidate.leaf.address === undefined ? remote.key : reference;
    };
    const onlyWhereCertain = (reference: string) => (isContested(reference) ? `${UNREADABLE}${reference}` : reference);
    for (const [key, one] of filed) {
      if (one.astray) filed.set(key, { ...one, resource: transcribe(one.resource, onlyWhereCertain) as Resource });
    }
    for (const [key, one] of filed) {
      if (one.loose) filed.set(key, { ...one, resource: transcribe(one.resource, resolve) as Resource });
    }
    if (testNumbers) giveTestNumbers();
    const numbers = new Map<string, string[]>();
    for (const patient of patientsFiled()) {
      for (const number of new Set(numbersOf(patient))) {
        numbers.set(number, [...(numbers.get(number) ?? []), patient.id]);
      }
    }
    const holdings = new Map<string, Map<string, Resource[]>>();
    const unclear = new Set<string>();
    for (const [key, { resource, distant }] of filed) {
      if (distant && patientsOf(resource).some((patient) => contested.has(patient))) {
        unclear.add(key);
        continue;
      }
      for (const patient of new Set([...patientsOf(resource), ...byNumber(resource, numbers)])) {
        const types = holdings.get(patient) ?? new Map<string, Resource[]>();
        const held = types.get(resource.resourceType) ?? [];
        held.push(resource);
        types.set(resource.resourceType, held);
        holdings.set(patient, types);
      }
    }
    const strays = [...filed].filter(([key, { resource }]) => unclear.has(key) || isStray(resource)).map(([key]) => key);
    return { holdings, numbers, strays };
  }

  function giveTestNumbers(): void {
    const taken = new Set(patientsFiled().flatMap(numbersOf));
    const without = patientsFiled().filter((patient) => numbersOf(patient).length === 0);
    for (const patient of without.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      const value = testNumber(patient.id, taken);
      taken.add(value);
      const identifier = [...listed(patient['identifier']), { system: NHS_NUMBER, value }];
      const key = `Patient/${patient.id}`;
      filed.set(key, { ...filed.get(key)!, resource: { ...patient, identifier } });
    }
  }

  /** A person's id is another matter: whose a resource is, is settled when it is handed out. */
  const isContested = (key: string) => key.startsWith('Binary/') && contested.has(key);

  const patientsFiled = () => [...filed.values()].map(({ resource }) => resource).filter(isPatient);

  const settled = () => (index ??= settle());

  const missing = () => [...pages.next].filter((page) => !pages.self.has(page)).length;

  return {
    ...about,
    add,
    spoilt() {
      unreadable++;
    },
    patients() {
      settled();
      return patientsFiled();
    },

    strays: () => settled().strays,

    missing,

    async find(nhsNumber, signal) {
      heed(signal);
      const { numbers, strays } = settled();
      const patients = numbers.get(nhsNumber) ?? [];
      if (patients.length === 0 && unreadable + strays.length + missing() > 0) {
        throw new Outage('unavailable', 'some of it could not be read, and this patient may be in that part');
      }
      return [...patients];
    },

    async search(patientId, searches, signal): Promise<Found> {
      heed(signal);
      const patient = `Patient/${patientId}`;
      const { holdings, strays } = settled();
      const types = holdings.get(patient);
      const brought = new Map<string, Resource>();
      let total = 0;
      for (const search of searches) {
        const matches = types?.get(search.type) ?? [];
        total += matches.length;
        include(search, matches, patient, brought);
      }
      const resources = [...brought.values()];
      return { resources, asOf, complete: true, withheld: false, unreadable: unreadable + strays.length + missing(), total };
    },

    async binary(address, most, signal) {
      heed(signal);
      settled();
      const key = binaryOf(address);
      const binary = key && filed.get(key)?.resource;
      return binary ? contentOf(binary, most) : 'not-found';
    },
  };

  /** Puts the matches there, and after them whatever the includes lead to. */
  function include(
    search: Search,
    matches: readonly Resource[],
    patient: string,
    brought: Map<string, Resource>,
  ): void {
    const paths = (search.include ?? []).map(pathOf);
    const queue = [...matches];
    const seen = new Set<Resource>(queue);
    for (const resource of queue) {
      brought.set(`${resource.resourceType}/${resource.id}`, resource);
      for (const { type, follow, leadsTo } of paths) {
        if (resource.resourceType !== type) continue;
        for (const reference of referencesIn(follow(resource)).filter(leadsTo)) {
          const target = filed.get(reference)?.resource;
          if (!target || seen.has(target)) continue;
          seen.add(target);
          if (patientsOf(target).length === 0 || isAbout(target, patient)) queue.push(target);
        }
      }
    }
  }
}

/** Where a resource says whom it is about; an appointment says so among those who take part. */
function linksOf({ subject, patient, participant }: Resource): Json[] {
  const link = subject ?? patient;
  const links = link === undefined ? listed(participant).map((one) => (isObject(one) ? one['actor'] : undefined)) : [link];
  return links.filter(isObject);
}

/** A resource may name its patient by the number alone (https://hl7.org/fhir/R4/references.html#logical). */
function byNumber(resource: Resource, numbers: ReadonlyMap<string, string[]>): string[] {
  return linksOf(resource)
    .filter(({ reference }) => reference === undefined)
    .flatMap(({ identifier }) => numbersOf({ identifier }))
    .flatMap((number) => numbers.get(number) ?? [])
    .map((id) => `Patient/${id}`);
}

/** Its reference to the patient leads to none, and is not the plain id of one who is simply not here. */
function isStray(resource: Resource): boolean {
  return (
    patientsOf(resource).length === 0 &&
    linksOf(resource).some(({ reference }) =>
      typeof reference === 'string' && !reference.startsWith('#') && relative(reference) === undefined)
  );
}

function heed(signal: AbortSignal): void {
  if (signal.aborted) throw new Outage('timed-out', 'the deadline had passed');
}
