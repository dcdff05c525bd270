import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Contact } from '../../api-spec/record.ts';
import { categories } from '../policy/kinds.ts';
import type { Allowance } from '../routes/allowance.ts';
import type { Place, Read } from './document.ts';

type ContactText = Omit<Contact, 'who'>;

/** gateway.yaml as it is written. */
export interface File {
  issuer: string;
  listen: { host?: string; port: number; drain?: number };
  limits?: { perUser?: Allowance; perHost?: Allowance; underWay?: number };
  signingKey: string;
  launchCheck?: boolean;
  elements?: string;
  auditKey?: string;
  store: { folder: string };
  policy: string;
  contacts: { helpdesk: ContactText };
  optOutPage?: string;
  deadline?: number;
  documents?: { largest?: number; deadline?: number };
  compareUsers?: boolean;
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
    without?: string[];
    careSetting?: 'community' | 'mental-health';
    headers?: Record<string, string>;
  }[];
  hosts: {
    clientId: string;
    organisations: string[];
    origins: string[];
    jwks?: string;
    jwksUri?: string;
    smart?: { fhir: string; issuer: string; introspection: string; gatewayId: string; clientId: string; scopes?: string[] };
    dpop?: 'off' | 'optional' | 'required';
    isolated?: boolean;
    scopes?: { audit?: string[]; 'opt-out'?: string[] };
  }[];
}

/** Which file holds the settings: LCR_CONFIG names it. */
export const settingsFile = (environment: Readonly<Record<string, string | undefined>>): string =>
  environment['LCR_CONFIG'] || fileURLToPath(new URL('../gateway.yaml', import.meta.url));

/** Names that are given twice, and names that lead nowhere. */
export function wrongNames({ value, mistake }: Read<File>): string[] {
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
  for (const [index, { organisation, categories: held = [], without = [] }] of value.sources.entries()) {
    among(odsCodes, organisation, ['sources', index, 'organisation'], 'an organisation above');
    for (const [at, name] of held.entries()) among(categories, name, ['sources', index, 'categories', at], 'a category');
    for (const [at, name] of without.entries()) among(categories, name, ['sources', index, 'without', at], 'a category');
  }
  for (const [index, { organisations, scopes = {}, smart }] of value.hosts.entries()) {
    if (smart && organisations.length > 1) {
      lines.push(mistake(['hosts', index, 'organisations', 1], 'is one too many; expected the only organisation of a SMART app’s users'));
    }
    if (smart && Object.keys(scopes).length > 0) {
      lines.push(mistake(['hosts', index, 'scopes'], 'are for hosts with a back end; expected them not to be there'));
    }
    for (const [at, code] of organisations.entries()) {
      among(odsCodes, code, ['hosts', index, 'organisations', at], 'an organisation above');
    }
    for (const [scope, codes] of Object.entries(scopes)) {
      for (const [at, code] of codes.entries()) {
        among(organisations, code, ['hosts', index, 'scopes', scope, at], 'an organisation of this host');
      }
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
export function wrongPlaces({ value, mistake }: Read<File>, beside: (path: string) => string): string[] {
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
    if (testNumbers && value.sources.slice(0, index).some((other) => other.testNumbers)) {
      // Each folder would give its own, and two people would share one.
      lines.push(mistake(['sources', index, 'testNumbers'], 'is for one folder; expected it not to be there a second time'));
    }
    if (folder !== undefined && headers) {
      lines.push(mistake(['sources', index, 'headers'], 'are for FHIR servers only; expected them not to be there'));
    }
    if (folder !== undefined && !isFolder(beside(folder))) {
      lines.push(mistake(['sources', index, 'folder'], `${beside(folder)} is not there; expected a folder of FHIR files`));
    }
  }
  const { elements } = value;
  if (elements !== undefined && !existsSync(join(beside(elements), 'inside.js'))) {
    lines.push(mistake(['elements'], `${beside(elements)} has no inside.js; expected the folder dist/cdn of the widgets`));
  }
  for (const [index, { origins, jwks, jwksUri, smart, isolated }] of value.hosts.entries()) {
    if (isolated && elements === undefined) {
      lines.push(mistake(['hosts', index, 'isolated'], 'needs the widgets on this gateway; expected their folder under "elements"'));
    }
    const ways = Object.entries({ jwks, jwksUri, smart }).flatMap(([key, said]) => (said === undefined ? [] : [`"${key}"`]));
    if (ways.length !== 1) {
      lines.push(mistake(['hosts', index], `has ${ways.join(' and ') || 'none of "jwks", "jwksUri" and "smart"'}; expected one of them`));
    }
    for (const key of ['fhir', 'introspection'] as const) {
      if (smart === undefined || (isSafe(smart[key]) && !/[?#]/.test(smart[key]))) continue;
      lines.push(mistake(['hosts', index, 'smart', key], 'is not an https address without a query; expected one of the SMART issuer’s own'));
    }
    if (jwksUri !== undefined && !isSafe(jwksUri)) {
      lines.push(mistake(['hosts', index, 'jwksUri'], 'is not an https address; expected where the host publishes its public keys (JWKS)'));
    }
    for (const [at, origin] of origins.entries()) {
      if (URL.canParse(origin) && new URL(origin).origin === origin) continue;
      const text = 'is not an origin; expected scheme, host and port without a path, such as https://ehr.example.nhs.uk';
      lines.push(mistake(['hosts', index, 'origins', at], text));
    }
  }
  return lines;
}

/** Keys that come over an open line could be anybody's; only this machine's own may. */
function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  const loopback = /^(localhost|127(\.[0-9]+){3}|\[::1\])$/.test(hostname);
  return (protocol === 'https:' || (protocol === 'http:' && loopback)) && !username && !password;
}

const isFolder = (path: string) => existsSync(path) && statSync(path).isDirectory();
