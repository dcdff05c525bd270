import type { Person } from '../../api-spec/record.ts';
import type { Found, Holdings } from './holdings.ts';
import { at, inWords, listed, known, objects, text, type Json } from './read.ts';

/**
 * Who a reference means: Practitioner, PractitionerRole, Organization, RelatedPerson, CareTeam, Device or the
 * patient. Where it leads nowhere, what the source wrote beside it (https://hl7.org/fhir/R4/references.html).
 */
export function person(link: unknown, within: Json, holdings: Holdings, role = true): Person | undefined {
  const found = holdings.mention(link, within);
  const written = text(at(link, 'display')) ?? text(at(at(link, 'identifier'), 'value'));
  const who = found && described(found, holdings, role);
  const name = who?.name ?? written;
  return name === undefined ? undefined : known<Person>({ role: undefined, organisation: undefined, ...who, name });
}

/** The first of several who is a person, with the first organisation as the one that they acted for. */
export function firstPerson(links: unknown, within: Json, holdings: Holdings): Person | undefined {
  const everybody = listed(links).flatMap((link) => {
    const who = person(link, within, holdings);
    return who ? [{ who, isOrganisation: typeOf(link, within, holdings) === 'Organization' }] : [];
  });
  const somebody = everybody.find(({ isOrganisation }) => !isOrganisation)?.who;
  const organisation = everybody.find(({ isOrganisation }) => isOrganisation)?.who;
  return somebody && organisation ? { organisation: organisation.name, ...somebody } : (somebody ?? organisation);
}

/** What a reference leads to, or says that it does. */
export function typeOf(link: unknown, within: Json, holdings: Holdings): unknown {
  const reference = text(at(link, 'reference')) ?? '';
  const arrived = holdings.follow(link, within)?.resource['resourceType'];
  return arrived ?? at(link, 'type') ?? /^(\w+)\//.exec(reference)?.[1];
}

function described({ resource, within }: Found, holdings: Holdings, role: boolean): Partial<Person> | undefined {
  switch (resource['resourceType']) {
    case 'Practitioner':
    case 'Patient':
    case 'RelatedPerson':
      return named(humanName(resource['name']), inWords(objects(resource['relationship'])[0]));
    case 'PractitionerRole': {
      // A role of a role is none, and might go on for ever.
      if (!role) return undefined;
      const who = person(resource['practitioner'], within, holdings, false);
      const organisation = person(resource['organization'], within, holdings, false)?.name;
      return known<Partial<Person>>({ name: who?.name, role: inWords(objects(resource['code'])[0]), organisation });
    }
    case 'Organization':
    case 'CareTeam':
      return named(text(resource['name']));
    case 'Device':
      return named(text(at(objects(resource['deviceName'])[0], 'name')) ?? inWords(resource['type']));
    default:
      return undefined;
  }
}

const named = (name: string | undefined, role?: string): Partial<Person> => known<Partial<Person>>({ name, role });

/** `SURNAME, Given (Title)`, or as the source wrote it whole. A name that is no longer used is not used. */
export function humanName(names: unknown): string | undefined {
  const current = objects(names).filter(({ use }) => use !== 'old');
  const best = current.find(({ use }) => use === 'official' || use === 'usual') ?? current[0];
  if (!best) return undefined;
  const join = (value: unknown) => listed(value).map(text).filter(Boolean).join(' ');
  const [family, given, prefix] = [text(best['family'])?.toUpperCase(), join(best['given']), join(best['prefix'])];
  const name = [family, given].filter(Boolean).join(', ');
  return name ? `${name}${prefix ? ` (${prefix})` : ''}` : text(best['text']);
}
