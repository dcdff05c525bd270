/** The records that pages are measured with: the real gateway over sources in memory, its answers remembered. */
import { readFileSync } from 'node:fs';
import { users } from '../../demo/ehr.ts';
import { embed } from '../../gateway/embed.ts';
import { generate, patients, sources } from '../../gateway/demo/record.ts';
import { categories } from '../../gateway/policy/kinds.ts';
import { createShelf } from '../../gateway/sources/shelf.ts';
import type { Resource } from '../../gateway/sources/source.ts';
import { parseNhsNumber } from '../../src/format/nhs-number.ts';

/** How many allergies the patients of a list have. */
export const sizes = [50, 1000, 10_000] as const;
export type Size = (typeof sizes)[number];

/** Test numbers (NHS number range 999) that belong to nobody of the demonstration. */
const numbers = Array.from({ length: 1000 }, (_, index) => String(9_990_007_000 + index)).filter((number) => parseNhsNumber(number));
export const patientOf = (size: Size): string => numbers[sizes.indexOf(size)]!;
/** Somebody with as long a list, to switch to. */
export const otherOf = (size: Size): string => numbers[sizes.length + sizes.indexOf(size)]!;
/** Somebody who has something in all of the twenty categories. */
export const everything: string = patients[0].nhsNumber;

const concept = (system: string, code: string, display: string) => ({ coding: [{ system, code, display }] });
const agents = ['Penicillin', 'Peanut', 'Latex', 'Ibuprofen', 'Cow’s milk protein', 'Bee venom', 'Iodinated contrast'];

function listed(number: string, size: number): Resource[] {
  const id = `p-${number}`;
  return [
    { resourceType: 'Patient', id, identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: number }] },
    ...Array.from({ length: size }, (_, index) => ({
      resourceType: 'AllergyIntolerance',
      id: `${id}-${index}`,
      meta: { versionId: '1', lastUpdated: '2026-11-24T09:00:00Z' },
      clinicalStatus: concept('http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', 'active', 'Active'),
      verificationStatus: concept('http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', 'confirmed', 'Confirmed'),
      code: concept('http://snomed.info/sct', String(91_936_005 + index), `${agents[index % agents.length]} ${index + 1}`),
      patient: { reference: `Patient/${id}` },
      recordedDate: `${2000 + (index % 26)}-0${1 + (index % 9)}-1${index % 10}`,
      reaction: [{ manifestation: [concept('http://snomed.info/sct', '271807003', 'Rash')], severity: 'moderate' }],
    })),
  ] as Resource[];
}

/** What the gateway said to a request, as bytes that can be said again. */
export interface Said {
  status: number;
  type: string;
  body: Uint8Array;
}

export interface Record {
  /** A token for a patient. */
  token(patient: string): Promise<{ access_token: string; expires_in: number }>;
  /** The real gateway's answer; asked a second time, the same bytes without its work. */
  answer(path: string, patient: string): Promise<Said>;
  /** The same patient's resources of one type as a FHIR server would send them. */
  bundle(patient: string, type: string): Uint8Array;
}

const bytes = (text: string) => new TextEncoder().encode(text);

export async function openRecord(origin: string, gateway: string): Promise<Record> {
  const record = generate();
  const all = new Map<string, Resource[]>(sources.map(({ id }) => [id, [...record[id]]]));
  const first = all.get(sources[0]!.id)!;
  for (const size of sizes) for (const number of [patientOf(size), otherOf(size)]) for (const resource of listed(number, size)) first.push(resource);
  const shelves = sources.map(({ id, organisation, system, without }) => {
    const shelf = createShelf({ id, organisation, system, categories: new Set(categories), without: new Set(without), deadline: 60_000 });
    shelf.add({ resourceType: 'Bundle', type: 'collection', entry: all.get(id)!.map((resource) => ({ resource })) });
    return shelf;
  });
  // A token lives five minutes, and a benchmark may take longer.
  const began = new Date();
  const { app, hostToken } = await embed({
    policy: readFileSync(new URL('../../gateway/policy.yaml', import.meta.url), 'utf8'),
    sources: shelves,
    issuer: gateway,
    origins: [origin],
    now: () => began,
  });
  const { id: user, name, odsCode: org, roles } = users.find(({ id: one }) => one === 'okafor')!;
  const tokens = new Map<string, ReturnType<typeof hostToken>>();
  const token = (patient: string) => tokens.get(patient) ?? tokens.set(patient, hostToken({ user, name, org, roles, patient })).get(patient)!;
  const answers = new Map<string, Promise<Said>>();
  const ask = async (path: string, patient: string): Promise<Said> => {
    const headers = { Authorization: `Bearer ${(await token(patient)).access_token}`, 'LCR-Patient': patient };
    const answer = await app.request(`${gateway}${path}`, { headers });
    return { status: answer.status, type: answer.headers.get('Content-Type') ?? '', body: new Uint8Array(await answer.arrayBuffer()) };
  };
  return {
    token,
    answer(path, patient) {
      const key = `${patient} ${path}`;
      return answers.get(key) ?? answers.set(key, ask(path, patient)).get(key)!;
    },
    bundle(patient, type) {
      const of = [...all.values()].flat();
      const person = of.filter(({ resourceType, ...rest }) => resourceType === 'Patient' && JSON.stringify(rest).includes(patient)).map(({ id }) => `"Patient/${id}"`);
      const entry = of.filter((one) => one.resourceType === type && person.some((reference) => JSON.stringify(one).includes(reference)));
      return bytes(JSON.stringify({ resourceType: 'Bundle', type: 'searchset', total: entry.length, entry: entry.map((resource) => ({ resource })) }));
    },
  };
}
