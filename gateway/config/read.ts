import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Category, Contact, Organisation } from '../../api-spec/record.ts';
import { categories, isCategory } from '../policy/kinds.ts';
import { flaws } from '../policy/flaws.ts';
import type { Policy } from '../policy/policy.ts';
import { USUAL } from '../record/document.ts';
import type { Limits } from '../record/inquiry.ts';
import type { Host, Member } from '../register/register.ts';
import { tryKeySet } from '../token/keys.ts';
import { Mistakes, type Read, readDocument } from './document.ts';
import { type File, wrongNames, wrongPlaces } from './file.ts';

/** A source as the file describes it: a FHIR server by its address, or a folder of FHIR files. */
export interface SourceSettings {
  id: string;
  organisation: Organisation;
  system: string;
  fhir?: string;
  folder?: string;
  testNumbers: boolean;
  deadline: number;
  categories: ReadonlySet<Category>;
  without: ReadonlySet<Category>;
  careSetting?: 'community' | 'mental-health';
  headers: Readonly<Record<string, string>>;
}

/** The settings of a gateway: every path absolute, every name looked up, every default filled in. */
export interface Settings {
  issuer: string;
  listen: { host?: string; port: number; drain: number };
  limits: NonNullable<File['limits']>;
  signingKey: string;
  launchCheck: boolean;
  /** Where the widgets lie that the gateway's frame shows; nothing where there is no frame. */
  elements?: string;
  auditKey: string;
  storeFolder: string;
  /** The address of a PostgreSQL database, where the store is kept there and not in the folder. */
  database?: string;
  policy: Policy;
  /** Where the policy stands, to be followed while the gateway runs. */
  policyFile: string;
  helpdesk: Contact;
  optOutPage?: string;
  documents: Limits;
  compareUsers: boolean;
  demographics: readonly string[];
  members: readonly Member[];
  sources: readonly SourceSettings[];
  hosts: readonly Host[];
  /** The files that say who takes part: a change in one of them holds without a restart. */
  registerFiles: readonly string[];
}

/** How long a source may take where nothing is said: longer than a healthy one needs, shorter than anybody waits. */
const DEADLINE = 4000;

/**
 * Reads the settings from their file.
 *
 * @throws {Mistakes} with one line for everything that is wrong
 */
export async function readSettings(
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Settings> {
  const read = readDocument<File>(file, new URL('gateway.schema.yaml', import.meta.url), environment);
  const { value } = read;
  const beside = (path: string) => resolve(dirname(file), path);
  const lines = [...wrongNames(read), ...wrongPlaces(read, beside)];
  const hosts = await Promise.all(
    value.hosts.map(async ({ jwks: path, jwksUri, smart, ...host }, index): Promise<Host | undefined> => {
      if (smart) return smartHost(host, smart);
      if (path === undefined) return URL.canParse(jwksUri ?? '') ? { ...host, jwks: new URL(jwksUri!) } : undefined;
      try {
        return { ...host, jwks: await readKeySet(beside(path)) };
      } catch (error) {
        lines.push(read.mistake(['hosts', index, 'jwks'], `${(error as Error).message}; expected the public keys of the host (JWKS)`));
        return undefined;
      }
    }),
  );
  const database = environment['DATABASE_URL'];
  if (database && !/^postgres(ql)?:\/\//.test(database)) {
    // Never the value: it may have a password in it.
    lines.push('DATABASE_URL: is not the address of a PostgreSQL database; expected postgres://…');
  }
  if (lines.length > 0) throw new Mistakes(lines);

  const members = value.organisations.map(
    ({ odsCode, name, roles = {}, requireKnownPatient = false, contacts }): Member => ({
      odsCode,
      name,
      roles,
      requireKnownPatient,
      contacts: {
        localServiceDesk: { who: 'local-service-desk', ...contacts.localServiceDesk },
        localSystemAdministrator: { who: 'local-system-administrator', ...contacts.localSystemAdministrator },
      },
    }),
  );
  const names = new Map(members.map(({ odsCode, name }) => [odsCode, name]));
  return {
    issuer: value.issuer,
    listen: { drain: 0, ...value.listen },
    limits: value.limits ?? {},
    signingKey: beside(value.signingKey),
    launchCheck: value.launchCheck ?? false,
    ...(value.elements === undefined ? {} : { elements: beside(value.elements) }),
    auditKey: value.auditKey === undefined ? join(dirname(beside(value.signingKey)), 'audit.jwk') : beside(value.auditKey),
    storeFolder: beside(value.store.folder),
    ...(database ? { database } : {}),
    policy: readPolicy(beside(value.policy), environment),
    policyFile: beside(value.policy),
    helpdesk: { who: 'helpdesk', ...value.contacts.helpdesk },
    ...(value.optOutPage === undefined ? {} : { optOutPage: value.optOutPage }),
    documents: { ...USUAL, ...value.documents },
    compareUsers: value.compareUsers ?? true,
    demographics: value.demographics ?? value.sources.map(({ id }) => id),
    members,
    sources: value.sources.map(({ organisation, fhir, folder, categories: held, without, ...source }) => ({
      testNumbers: false,
      deadline: value.deadline ?? DEADLINE,
      headers: {},
      ...source,
      organisation: { odsCode: organisation, name: names.get(organisation)! },
      ...(fhir === undefined ? {} : { fhir }),
      ...(folder === undefined ? {} : { folder: beside(folder) }),
      categories: new Set(held?.filter(isCategory) ?? categories),
      without: new Set(without?.filter(isCategory)),
    })),
    hosts: hosts.filter((host) => host !== undefined),
    registerFiles: [file, ...value.hosts.flatMap(({ jwks }) => (jwks === undefined ? [] : [beside(jwks)]))],
  };
}

/** The scopes without which nothing can be known: who the user is, and who the patient. */
const SCOPES = ['openid', 'fhirUser', 'patient/Patient.rs'];

function smartHost(host: Host, { fhir, introspection, scopes = SCOPES, ...smart }: NonNullable<File['hosts'][number]['smart']>): Host | undefined {
  if (!URL.canParse(fhir) || !URL.canParse(introspection)) return undefined;
  return { ...host, smart: { ...smart, fhir: new URL(fhir), introspection: new URL(introspection), scopes } };
}

/** @throws {Mistakes} */
export function readPolicy(file: string, environment: Readonly<Record<string, string | undefined>> = {}): Policy {
  return openPolicy(file, environment).value;
}

/** A policy with the lines on which it says what. @throws {Mistakes} */
export function openPolicy(file: string, environment: Readonly<Record<string, string | undefined>> = {}): Read<Policy> {
  const read = readDocument<Policy>(file, new URL('../policy/policy.schema.yaml', import.meta.url), environment);
  const found = flaws(read.value);
  if (found.length > 0) throw new Mistakes(found.map(({ place, text }) => read.mistake(place, text)));
  return read;
}

async function readKeySet(file: string): Promise<object> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
  let set: object;
  try {
    set = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON`, { cause: error });
  }
  await tryKeySet(set).catch((error: Error) => {
    throw new Error(`${file}: ${error.message}`, { cause: error });
  });
  return set;
}
