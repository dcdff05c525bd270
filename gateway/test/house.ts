import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Category, Organisation } from '../../api-spec/record.ts';
import { type Embedded, type Embedding, embed } from '../embed.ts';
import { editionOf } from '../policy/edition.ts';
import { categories } from '../policy/kinds.ts';
import { policyFrom } from '../policy/text.ts';
import type { Content, Found, Outage, Resource, Search, Source } from '../sources/source.ts';
import type { AuditRow, Store } from '../store/store.ts';
import type { HostStatement, OperatorHostStatement } from '../../host-kit/host.ts';
import { conform, conformTo, isIn } from './conform.ts';

export const policyText = readFileSync(new URL('../policy.yaml', import.meta.url), 'utf8');

/** How sessions and audit rows name that policy. */
export const EDITION = await editionOf(policyFrom(policyText));

/** Invented patients of the 999 range, which is never issued. */
export const PATIENT = '9990000018';
export const OTHER = '9990000026';
export const ORIGIN = 'https://ehr.example';

export const northbridge: Organisation = { odsCode: 'XQ1', name: 'Northbridge University Hospitals' };
export const larkfield: Organisation = { odsCode: 'XQ4', name: 'Larkfield Road Surgery' };

export const doctor: HostStatement = {
  user: 'u-1',
  name: 'Dr Ada Okafor',
  org: 'XQ1',
  roles: ['R8000'],
  patient: PATIENT,
};
export const receptionist: HostStatement = { ...doctor, user: 'u-2', name: 'Robin Vale', roles: ['R8009'] };

/** A source that does as it is told, and remembers when it was asked what. */
export interface SpySource extends Source {
  readonly asked: string[];
  /** Signals of searches that were ended early. */
  readonly ended: string[];
}

export interface Told {
  organisation?: Organisation;
  categories?: readonly Category[];
  deadline?: number;
  /** Local ids of the patients that carry the number. */
  patients?: readonly string[];
  resources?: readonly Resource[];
  found?: Partial<Found>;
  /** Milliseconds before a search answers; the number of one that never does. */
  slow?: number;
  slowFind?: number;
  outage?: Outage | Error;
  outageOnFind?: Outage | Error;
  /** What a document's address leads to. */
  binary?: (address: string, most: number) => Content | Outage;
  slowBinary?: number;
  onAsk?: (what: string) => void | Promise<void>;
}

export function spySource(id: string, told: Told = {}): SpySource {
  const asked: string[] = [];
  const ended: string[] = [];
  const ask = async (what: string) => {
    asked.push(what);
    await told.onAsk?.(what);
  };
  const wait = (milliseconds: number | undefined, what: string, signal: AbortSignal) =>
    milliseconds === undefined
      ? undefined
      : new Promise<void>((resolve, reject) => {
          const timer = setTimeout(resolve, milliseconds);
          signal.addEventListener('abort', () => {
            clearTimeout(timer);
            ended.push(what);
            reject(signal.reason);
          });
        });
  return {
    id,
    organisation: told.organisation ?? northbridge,
    system: 'Meridian EPR',
    categories: new Set(told.categories ?? categories),
    deadline: told.deadline ?? 1000,
    asked,
    ended,
    async find(_nhsNumber: string, signal: AbortSignal) {
      await ask('find');
      await wait(told.slowFind, 'find', signal);
      if (told.outageOnFind) throw told.outageOnFind;
      return [...(told.patients ?? ['local-1'])];
    },
    async search(_patient: string, searches: readonly Search[], signal: AbortSignal): Promise<Found> {
      const types = searches.map(({ type }) => type);
      await ask(`search ${types.join('+')}`);
      await wait(told.slow, 'search', signal);
      if (told.outage) throw told.outage;
      const resources = (told.resources ?? []).filter(({ resourceType }) => types.includes(resourceType));
      return { resources, asOf: '2026-11-24T06:00:00Z', complete: true, withheld: false, unreadable: 0, total: null, ...told.found };
    },
    async binary(address: string, most: number, signal: AbortSignal): Promise<Content> {
      await ask(`binary ${address}`);
      await wait(told.slowBinary, 'binary', signal);
      const content = told.binary?.(address, most) ?? 'not-found';
      if (content instanceof Error) throw content;
      return content;
    },
  };
}

export const SNOMED = 'http://snomed.info/sct';

/** An active, coded allergy as a source would send it. */
export function allergy(id: string, display: string, more: Record<string, unknown> = {}): Resource {
  return {
    resourceType: 'AllergyIntolerance',
    id,
    clinicalStatus: status('allergyintolerance-clinical', 'active'),
    verificationStatus: status('allergyintolerance-verification', 'confirmed'),
    code: { coding: [{ system: SNOMED, code: '91936005', display }] },
    patient: { reference: 'Patient/local-1' },
    recordedDate: '2019-03-05',
    ...more,
  };
}

/** A coded laboratory observation of a day, with the section that says which kind it is. */
export function report(id: string, day: string, section: string, more: Record<string, unknown> = {}): Resource {
  return {
    resourceType: 'DiagnosticReport',
    id,
    status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: section }] }],
    code: { coding: [{ system: SNOMED, code: '721981007', display: `Report ${id}` }] },
    subject: { reference: 'Patient/local-1' },
    effectiveDateTime: day,
    ...more,
  };
}

const status = (system: string, code: string) => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }],
});

export type Gateway = Embedded & {
  lines: Record<string, unknown>[];
  audit: () => Promise<AuditRow[]>;
  /** Asks as a page of the host would, and holds every answer against the contract. */
  ask: (path: string, how?: Asking) => Promise<Answer>;
};

export interface Asking {
  who?: HostStatement | OperatorHostStatement;
  token?: string;
  /** The header LCR-Patient; null leaves it out. */
  patient?: string | null;
  headers?: Record<string, string>;
  method?: string;
  /** Sent as JSON, by POST. */
  body?: unknown;
  signal?: AbortSignal;
}

export interface Answer {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

export async function gateway(sources: readonly Source[], more: Partial<Embedding> = {}): Promise<Gateway> {
  const lines: Record<string, unknown>[] = [];
  const embedded = await embed({
    policy: policyText,
    sources,
    organisations: [northbridge, larkfield],
    origins: [ORIGIN],
    log: (line) => lines.push(line),
    ...more,
  });
  return {
    ...embedded,
    lines,
    audit: () => rowsOf(embedded.house.store),
    async ask(path, { who = doctor, token, patient, headers = {}, body, method = body === undefined ? 'GET' : 'POST', signal } = {}) {
      const bearer = token ?? (await embedded.hostToken(who)).access_token;
      const open = patient === undefined && 'patient' in who ? who.patient : patient;
      const answer = await embedded.app.request(path, {
        method,
        headers: {
          Authorization: `Bearer ${bearer}`,
          ...(open ? { 'LCR-Patient': open } : {}),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      });
      return read(path, method, answer);
    },
  };
}

/** Reads an answer of any kind and holds it against the contract. */
export async function read(path: string, method: string, answer: Response): Promise<Answer> {
  const type = answer.headers.get('Content-Type')?.split(';')[0] ?? '';
  const text = await answer.text();
  const bare = path.split('?')[0]!;
  const stream = type === 'application/x-ndjson';
  const isText = type === 'text/csv' || type === 'application/fhir+ndjson';
  const body = isText ? text : stream ? text.split('\n').filter(Boolean).map((line) => JSON.parse(line)) : JSON.parse(text);
  for (const one of stream ? body : [body]) {
    if (answer.status === 404 || !isIn(method, bare)) conformTo('Problem', one);
    else conform(method, bare, answer.status, type, one);
  }
  return { status: answer.status, headers: answer.headers, body };
}

export async function rowsOf(store: Store): Promise<AuditRow[]> {
  return (await store.audit.read(0, 10_000)).map(({ row }) => row);
}

/** The rows of what was asked for after the token was issued; what was then shown has rows of its own. */
export async function askedRows(house: Gateway): Promise<AuditRow[]> {
  return (await house.audit()).filter(({ action }) => action !== 'token' && action !== 'shown');
}

export async function shownRows(house: Gateway): Promise<AuditRow[]> {
  return (await house.audit()).filter(({ action }) => action === 'shown');
}

/** The one row of the one thing that was asked for. */
export async function onlyRow(house: Gateway): Promise<AuditRow> {
  const rows = await askedRows(house);
  assert.equal(rows.length, 1, `one audit row, not ${rows.length}`);
  return rows[0]!;
}

/** A store whose audit cannot be written after so many rows. */
export function brokenAfter(store: Store, rows: number): Store {
  let left = rows;
  return {
    ...store,
    audit: {
      ...store.audit,
      append: (row) => (left-- > 0 ? store.audit.append(row) : Promise.reject(new Error('disk full'))),
    },
  };
}
