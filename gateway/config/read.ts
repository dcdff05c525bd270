import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Category, Contact, Organisation } from '../../api-spec/record.ts';
import { categories, isCategory } from '../policy/kinds.ts';
import { flaws, type Policy } from '../policy/policy.ts';
import type { Host, Member } from '../register/register.ts';
import { tryKeySet } from '../token/keys.ts';
import { Mistakes, type Place, type Read, readDocument } from './document.ts';

type ContactText = Omit<Contact, 'who'>;

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
  headers: Readonly<Record<string, string>>;
}

/** The settings of a gateway: every path absolute, every name looked up, every default filled in. */
export interface Settings {
  issuer: string;
  listen: { host?: string; port: number };
  signingKey: string;
  storeFolder: string;
  policy: Policy;
  helpdesk: Contact;
  optOutPage?: string;
  demographics: readonly string[];
  members: readonly Member[];
  sources: readonly SourceSettings[];
  hosts: readonly Host[];
}

/** gateway.yaml as it is written. */
interface File {
  issuer: string;
  listen: { host?: string; port: number };
  signingKey: string;
  store: { folder: string };
  policy: string;
  contacts: { helpdesk: ContactText };
  optOutPage?: string;
  deadline?: number;
  demographics?: string[];
  organisations: {
    odsCode: string;
    name: string;
    roles?: Record<string, string>;
    requireKnownPatient?: boolean;
    contacts: { localServiceDesk: ContactText; localSystemAdministrator: ContactText };
  }[];
  sources: {
    id: string;
    organisation: string;
    system: string;
    fhir?: string;
    folder?: string;
    testNumbers?: boolean;
    deadline?: number;
    categories?: string[];
    headers?: Record<string, string>;
  }[];
  hosts: { clientId: string; organisations: string[]; origins: string[]; jwks: string }[];
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
    value.hosts.map(async (host, index) => {
      const jwks = await readKeySet(beside(host.jwks)).catch((error: Error) => {
        lines.push(read.mistake(['hosts', index, 'jwks'], `${error.message}; expected the public keys of the host (JWKS)`));
      });
      return { ...host, jwks };
    }),
  );
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
    listen: value.listen,
    signingKey: beside(value.signingKey),
    storeFolder: beside(value.store.folder),
    policy: readPolicy(beside(value.policy), environment),
    helpdesk: { who: 'helpdesk', ...value.contacts.helpdesk },
    ...(value.optOutPage === undefined ? {} : { optOutPage: value.optOutPage }),
    demographics: value.demographics ?? value.sources.map(({ id }) => id),
    members,
    sources: value.sources.map(({ organisation, fhir, folder, categories: held, ...source }) => ({
      testNumbers: false,
      deadline: value.deadline ?? DEADLINE,
      headers: {},
      ...source,
      organisation: { odsCode: organisation, name: names.get(organisation)! },
      ...(fhir === undefined ? {} : { fhir }),
      ...(folder === undefined ? {} : { folder: beside(folder) }),
      categories: new Set(held?.filter(isCategory) ?? categories),
    })),
    hosts,
  };
}

/** @throws {Mistakes} */
export function readPolicy(file: string, environment: Readonly<Record<string, string | undefined>> = {}): Policy {
  const { value, mistake } = readDocument<Policy>(file, new URL('../policy/policy.schema.yaml', import.meta.url), environment);
  const found = flaws(value);
  if (found.length > 0) throw new Mistakes(found.map(({ place, text }) => mistake(place, text)));
  return value;
}

async function readKeySet(file: string): Promise<unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  let set: unknown;
  try {
    set = JSON.parse(text);
  } catch {
    throw new Error(`${file} is not JSON`);
  }
  await tryKeySet(set).catch((error: Error) => {
    throw new Error(`${file}: ${error.message}`);
  });
  return set;
}

/** Names that are given twice, and names that lead nowhere. */
function wrongNames({ value, mistake }: Read<File>): string[] {
  const lines: string[] = [];
  const ids = value.sources.map(({ id }) => id);
  const odsCodes = value.organisations.map(({ odsCode }) => odsCode);

  const unique = (names: readonly string[], list: string, key: string) => {
    for (const [index, name] of names.entries()) {
      if (names.indexOf(name) < index) lines.push(mistake([list, index, key], `"${name}" is there twice; expected once`));
    }
  };
  const among = (known: readonly string[], name: string, place: Place, what: string) => {
    if (known.includes(name)) return;
    lines.push(mistake(place, `"${name}" is not ${what}; expected one of ${known.join(', ')}`));
  };

  unique(odsCodes, 'organisations', 'odsCode');
  unique(ids, 'sources', 'id');
  unique(value.hosts.map(({ clientId }) => clientId), 'hosts', 'clientId');
  for (const [index, id] of (value.demographics ?? []).entries()) {
    among(ids, id, ['demographics', index], 'the id of a source');
  }
  for (const [index, { organisation, categories: held = [] }] of value.sources.entries()) {
    among(odsCodes, organisation, ['sources', index, 'organisation'], 'an organisation above');
    for (const [at, name] of held.entries()) among(categories, name, ['sources', index, 'categories', at], 'a category');
  }
  for (const [index, { organisations }] of value.hosts.entries()) {
    for (const [at, code] of organisations.entries()) {
      among(odsCodes, code, ['hosts', index, 'organisations', at], 'an organisation above');
    }
  }
  for (const [index, { odsCode, requireKnownPatient }] of value.organisations.entries()) {
    if (!requireKnownPatient || value.sources.some(({ organisation }) => organisation === odsCode)) continue;
    const text = `no source belongs to ${odsCode}, so it could know no patient; expected one under "sources"`;
    lines.push(mistake(['organisations', index, 'requireKnownPatient'], text));
  }
  return lines;
}

/** Addresses and folders that cannot be used as they are. */
function wrongPlaces({ value, mistake }: Read<File>, beside: (path: string) => string): string[] {
  const lines: string[] = [];
  for (const [index, { fhir, folder, testNumbers, headers }] of value.sources.entries()) {
    if ((fhir === undefined) === (folder === undefined)) {
      lines.push(mistake(['sources', index], `has ${fhir ? 'both "fhir" and' : 'neither "fhir" nor'} "folder"; expected one of them`));
    }
    if (fhir !== undefined && !URL.canParse(fhir)) {
      lines.push(mistake(['sources', index, 'fhir'], 'is not an address; expected the base of a FHIR R4 server'));
    }
    if (fhir !== undefined && testNumbers) {
      lines.push(mistake(['sources', index, 'testNumbers'], 'is for folders only; expected it not to be there'));
    }
    if (folder !== undefined && headers) {
      lines.push(mistake(['sources', index, 'headers'], 'are for FHIR servers only; expected them not to be there'));
    }
    if (folder !== undefined && !isFolder(beside(folder))) {
      lines.push(mistake(['sources', index, 'folder'], `${beside(folder)} is not there; expected a folder of FHIR files`));
    }
  }
  for (const [index, { origins }] of value.hosts.entries()) {
    for (const [at, origin] of origins.entries()) {
      if (URL.canParse(origin) && new URL(origin).origin === origin) continue;
      const text = 'is not an origin; expected scheme, host and port without a path, such as https://ehr.example.nhs.uk';
      lines.push(mistake(['hosts', index, 'origins', at], text));
    }
  }
  return lines;
}

const isFolder = (path: string) => existsSync(path) && statSync(path).isDirectory();
