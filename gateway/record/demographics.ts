import type { Demographics, EntrySource, Organisation, SourceAnswer } from '../../api-spec/record.ts';
import { isWithheld } from '../categories/labels.ts';
import { at, codings, date, known, listed, objects, oneOf, text, versionOf } from '../categories/read.ts';
import { NHS_NUMBER } from '../sources/nhs-number.ts';
import type { Resource, Source } from '../sources/source.ts';
import type { Inquiry } from './inquiry.ts';
import { Refusal } from './refusal.ts';
import { answerOf, completenessOf, isOut, shownOf, type Told } from './section.ts';

const VERIFICATION = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus';
const ODS_CODE = 'https://fhir.nhs.uk/Id/ods-organization-code';

/** What one source says of who the patient is. */
type Said = Pick<
  Demographics,
  'name' | 'birthDate' | 'deceased' | 'gender' | 'address' | 'telephone' | 'email' | 'gp' | 'numberStatus'
>;

interface Saying {
  said: Said;
  source: EntrySource;
  restricted: boolean;
  /** Says outright that the patient lives, rather than nothing about it. */
  alive: boolean;
}

/**
 * Who the patient is, for the banner. The first source in the configured order that knows the patient
 * speaks; where another one says otherwise, that is told beside it and never mixed in.
 */
export async function readDemographics(
  sources: readonly Source[],
  inquiry: Inquiry,
  patient: string,
  now: () => Date,
): Promise<Told<Demographics>> {
  const answers: SourceAnswer[] = [];
  const sayings: Saying[] = [];
  const said = new Map<SourceAnswer, { id: string; version: string | undefined }>();
  const search = { type: 'Patient', include: ['Patient:general-practitioner'] };
  const brought = await Promise.all(sources.map((source) => inquiry.bring(source, [search])));
  for (const [index, one] of brought.entries()) {
    const source = sources[index]!;
    const answer = answerOf(source, one.status, one);
    answers.push(answer);
    const resource = one.resources.find(({ resourceType }) => resourceType === 'Patient');
    if (!resource) continue;
    if (isWithheld(resource, (label) => label === 'N' || label === RESTRICTED)) {
      answer.withheld = true;
      continue;
    }
    said.set(answer, { id: `${source.id}.Patient.${resource.id}`, version: versionOf(resource) });
    const { odsCode, name } = source.organisation;
    sayings.push({
      said: sayingOf(resource, one.resources, patient),
      source: { odsCode, name, system: source.system },
      restricted: isWithheld(resource, (label) => label === 'N'),
      alive: resource['deceasedBoolean'] === false,
    });
  }
  if (answers.every(({ status }) => isOut(status))) throw new Refusal('all-sources-unavailable', { sources: answers });

  const first = sayings[0];
  const { address, telephone, email, gp, ...open } = first?.said ?? NOBODY;
  // One source's restriction (PDS "sensitive") would be worth nothing if another one gave the address away.
  const restricted = sayings.some((saying) => saying.restricted);
  const demographics: Demographics = {
    patient,
    answeredAt: now().toISOString(),
    completeness: completenessOf(answers),
    sources: answers,
    ...open,
    ...(restricted ? {} : known({ address, telephone, email, gp })),
    restricted,
    source: first?.source ?? null,
    disagreements: first ? sayings.slice(1).flatMap((other) => disagreements(first, other)) : [],
  };
  return {
    answer: demographics,
    sources: answers.map((answer) => {
      const one = said.get(answer);
      return shownOf(answer, one ? [one.id] : [], () => one?.version);
    }),
  };
}

const NOBODY: Said = { name: null, birthDate: null, deceased: null, gender: null };

/** v3-Confidentiality: PDS calls such a patient sensitive, and gives neither address nor telecom nor GP. */
const RESTRICTED = 'R';

const GENDERS = ['male', 'female', 'other', 'unknown'] as const;

/** Names that are not, or are no longer, what the patient is called. */
const OTHER_NAMES = ['old', 'maiden', 'nickname', 'anonymous', 'temp'];

function sayingOf(resource: Resource, all: readonly Resource[], patient: string): Said {
  const telecom = (system: string) =>
    text(at(current(resource['telecom']).find((one) => one['system'] === system), 'value'));
  return {
    name: nameOf(resource),
    birthDate: date(resource['birthDate']) ?? null,
    deceased: deceasedOf(resource),
    gender: oneOf(resource['gender'], GENDERS) ?? null,
    ...known({
      address: addressOf(resource),
      telephone: telecom('phone'),
      email: telecom('email'),
      gp: gpOf(resource, all),
      numberStatus: numberStatusOf(resource, patient),
    }),
  };
}

function nameOf(resource: Resource): Said['name'] {
  const names = current(resource['name']).filter(({ use }) => !OTHER_NAMES.includes(String(use)));
  const name = ['usual', 'official'].map((use) => names.find((one) => one['use'] === use)).find(Boolean) ?? names[0];
  const [family, given] = [text(name?.['family']), texts(name?.['given'])];
  if (family !== undefined || given.length > 0) {
    return { family: family ?? '', given, prefix: texts(name?.['prefix']) };
  }
  const whole = text(name?.['text']);
  return whole === undefined ? null : { family: whole, given: [], prefix: [] };
}

function deceasedOf(resource: Resource): Said['deceased'] {
  const when = date(resource['deceasedDateTime']) ?? null;
  return when !== null || resource['deceasedBoolean'] === true ? { when } : null;
}

function addressOf(resource: Resource): string[] | undefined {
  const addresses = current(resource['address']).filter(({ use }) => use !== 'old');
  const address = addresses.find(({ use }) => use === 'home') ?? addresses[0];
  const parts = ['city', 'district', 'postalCode'].map((part) => text(address?.[part]));
  const lines = [...texts(address?.['line']), ...parts].filter((line) => line !== undefined);
  return lines.length > 0 ? lines : text(address?.['text'])?.split(/\s*[\n,]\s*/);
}

function gpOf(resource: Resource, all: readonly Resource[]): Organisation | undefined {
  for (const link of objects(resource['generalPractitioner'])) {
    const practice = all.find(({ resourceType, id }) => `${resourceType}/${id}` === link['reference']);
    const identifiers = [link['identifier'], ...listed(practice?.['identifier'])];
    const odsCode = text(at(identifiers.find((one) => at(one, 'system') === ODS_CODE), 'value'));
    const name = text(link['display']) ?? text(practice?.['name']);
    if (odsCode !== undefined && /^[A-Z0-9]{3,10}$/.test(odsCode)) return { odsCode, name: name ?? odsCode };
  }
  return undefined;
}

function numberStatusOf(resource: Resource, patient: string): Said['numberStatus'] {
  const numbers = objects(resource['identifier']).filter(({ system }) => system === NHS_NUMBER);
  const number = numbers.find(({ value }) => text(value)?.replaceAll(' ', '') === patient);
  const status = objects(number?.['extension']).find(({ url }) => url === VERIFICATION);
  if (status === undefined) return undefined;
  const codes = codings(status['valueCodeableConcept']).map(({ code }) => code);
  return codes.includes('01') ? 'verified' : 'unverified';
}

/** What a saying says of each field that a banner shows, in words; null where it says nothing. */
const words = {
  name: ({ said: { name } }: Saying) => name && [...name.given, name.family].join(' '),
  birthDate: ({ said: { birthDate } }: Saying) => birthDate,
  gender: ({ said: { gender } }: Saying) => gender,
  deceased: ({ said: { deceased }, alive }: Saying) => (deceased ? (deceased.when ?? 'yes') : alive ? 'no' : null),
};

function disagreements(first: Saying, other: Saying): Demographics['disagreements'] {
  return (['name', 'birthDate', 'gender', 'deceased'] as const).flatMap((field) => {
    const value = words[field](other);
    // Whoever says nothing of a death is read as if the patient lived, and so must be contradicted.
    const spoken = words[field](first) ?? (field === 'deceased' ? 'no' : '');
    const same = value?.toLocaleLowerCase('en-GB') === spoken.toLocaleLowerCase('en-GB');
    return value === null || same ? [] : [{ field, source: other.source, value }];
  });
}

const texts = (value: unknown) => listed(value).map(text).filter((one) => one !== undefined);

/** A name, address or number whose period has ended is history. */
const current = (value: unknown) => objects(value).filter(({ period }) => at(period, 'end') === undefined);
