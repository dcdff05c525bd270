import type { Entry, Period, Term } from '../../api-spec/record.ts';
import type { Resource } from '../sources/source.ts';
import { byId, head, siftEach, type Reader } from './each.ts';
import type { Found, Holdings } from './holdings.ts';
import { isWithheld } from './labels.ts';
import { person, typeOf } from './people.ts';
import { at, dayOf, endOf, inWords, known, listed, objects, oneOf, periodOf, term, text, type Json } from './read.ts';
import type { Rule } from './rule.ts';

type Coordinator = Entry<'care-coordinator'>;
type Status = Coordinator['status'];

const PEOPLE = ['PractitionerRole:practitioner', 'PractitionerRole:organization'];

/**
 * Whom to turn to: every member of a CareTeam (UKCore-CareTeam; https://hl7.org/fhir/R4/careteam.html), the care manager of
 * an EpisodeOfCare (UKCore-EpisodeOfCare), and whoever the patient is registered with (`Patient.generalPractitioner`).
 * One entry each. Teams and episodes that are over are kept, and said to be over: nobody should ring in vain.
 */
export const careCoordinator: Rule<'care-coordinator'> = {
  searches: [
    { type: 'CareTeam', include: ['CareTeam:participant', ...PEOPLE] },
    { type: 'EpisodeOfCare', include: ['EpisodeOfCare:care-manager', 'EpisodeOfCare:organization', ...PEOPLE] },
    { type: 'Patient', include: ['Patient:general-practitioner', ...PEOPLE] },
  ],
  coded: 'the resource type',

  /** Who is in charge now comes first: the teams, the care managers, the practice, in its own words first; then the latest. */
  order: (a, b) =>
    Number(isOver(a)) - Number(isOver(b)) ||
    FROM.indexOf(a.from) - FROM.indexOf(b.from) ||
    Number(isOwnWord(b)) - Number(isOwnWord(a)) ||
    endOf(b.when) - endOf(a.when) || // NaN for two without a date: on to the id
    byId(a, b),

  sift(resources, sifting) {
    const today = dayOf(sifting.now.toISOString());
    const read = { CareTeam: team(today), EpisodeOfCare: careManager(today), Patient: generalPractitioners };
    const restricted = resources.some((one) => at(one, 'resourceType') === 'Patient' && isSensitive(one));
    return { ...siftEach<'care-coordinator'>(read)(resources, sifting), restricted };
  },

  restricted: ({ from }) => from === 'general-practitioner',
};

/** PDS gives a sensitive patient's practice to nobody, whoever may see restricted entries elsewhere. */
const isSensitive = (patient: unknown) => isWithheld(patient, (label) => label === 'N');

const FROM: readonly Coordinator['from'][] = ['care-team', 'episode-of-care', 'general-practitioner'];
const OVER = new Set<Status>(['inactive', 'finished', 'cancelled']);
const isOver = ({ status }: Coordinator) => OVER.has(status);

const isOwnWord = ({ from, organisation, source }: Coordinator) => from === 'general-practitioner' && organisation === source.name;

const TEAM_STATUSES = ['proposed', 'active', 'suspended', 'inactive'] as const;
const EPISODE_STATUSES = ['planned', 'waitlist', 'active', 'onhold', 'finished', 'cancelled'] as const;

const team = (today: string): Reader<'care-coordinator'> => (resource, holdings, sifted) => {
  const own = periodOf(resource['period']);
  const status = ended(oneOf(resource['status'], TEAM_STATUSES) ?? 'unknown', own, today, 'inactive');
  const shared = { from: 'care-team', team: text(resource['name']) } as const;
  const entries = objects(resource['participant']).flatMap((one, index): Coordinator[] => {
    const { member } = one;
    // Patients belong to their own team, but are nobody to turn to.
    if (typeOf(member, resource, holdings) === 'Patient') return [];
    const who = somebody(member, resource, holdings);
    const role = rolesOf(one['role']) ?? who.role;
    sifted.complete &&= isNamed(who) || role !== undefined;
    if (!isNamed(who) && !role) return [];
    const organisation = nameOf(one['onBehalfOf'], resource, holdings) ?? who.organisation;
    const time = periodOf(one['period']) ?? own;
    return [entry(resource, holdings, index + 1, { ...shared, ...who, role, organisation, status: ended(status, time, today, 'inactive'), period: time })];
  });
  if (entries.length > 0) return entries;
  // A team may be reached without anybody in it being named.
  const organisation = nameOf(listed(resource['managingOrganization'])[0], resource, holdings);
  return shared.team || organisation
    ? [entry(resource, holdings, 1, { ...shared, ...contacts([resource]), organisation, status, period: own })]
    : 'unreadable';
};

const careManager = (today: string): Reader<'care-coordinator'> => (resource, holdings) => {
  if (resource['careManager'] === undefined) return 'not-this-category';
  const who = somebody(resource['careManager'], resource, holdings);
  if (!isNamed(who)) return 'unreadable';
  const time = periodOf(resource['period']);
  return [
    entry(resource, holdings, 1, {
      ...who,
      from: 'episode-of-care',
      organisation: who.organisation ?? nameOf(resource['managingOrganization'], resource, holdings),
      team: listed(resource['type']).map(inWords).filter(Boolean).join(', ') || undefined,
      status: ended(oneOf(resource['status'], EPISODE_STATUSES) ?? 'unknown', time, today, 'finished'),
      period: time,
    }),
  ];
};

const generalPractitioners: Reader<'care-coordinator'> = (resource, holdings, sifted) => {
  if (isSensitive(resource)) return 'withheld';
  const links = objects(resource['generalPractitioner']);
  const entries = links.flatMap((link, index): Coordinator[] => {
    const who = somebody(link, resource, holdings);
    sifted.complete &&= isNamed(who);
    return isNamed(who) ? [entry(resource, holdings, index + 1, { ...who, from: 'general-practitioner', status: 'active' })] : [];
  });
  return entries.length > 0 ? entries : 'not-this-category';
};

type Said = { [K in keyof Coordinator]?: Coordinator[K] | undefined } & Pick<Coordinator, 'from' | 'status'>;

function entry(resource: Resource, holdings: Holdings, number: number, said: Said): Coordinator {
  const { id, ...rest } = head(resource, holdings);
  return known<Coordinator>({ ...rest, ...said, id: `${id}.${number}`, when: said.period?.start ?? null, recorded: null });
}

/** Whose time is over is in charge no longer, whatever the status says. Dated by its month, it is over when the month is. */
function ended(status: Status, time: Period | undefined, today: string, over: Status): Status {
  if (!time?.end || OVER.has(status)) return status;
  const day = dayOf(time.end);
  return day < today.slice(0, day.length) ? over : status;
}

type Somebody = { [K in 'name' | 'role' | 'organisation' | 'telephone' | 'email']?: Coordinator[K] | undefined };

const isNamed = ({ name, organisation }: Somebody) => name !== undefined || organisation !== undefined;

/** Who is meant, and how they are reached at work. */
function somebody(link: unknown, within: Json, holdings: Holdings): Somebody {
  const who = person(link, within, holdings);
  const found = holdings.mention(link, within);
  const isOrganisation =
    ORGANISATIONS.has(typeOf(link, within, holdings)) || at(at(link, 'identifier'), 'system') === ODS_CODE;
  if (isOrganisation) return { organisation: who?.name, ...reached(found, holdings) };
  const role = term(objects(found?.resource['code'])[0]) ?? (who?.role === undefined ? undefined : { display: who.role });
  return { name: who?.name, role, organisation: who?.organisation, ...reached(found, holdings) };
}

const ORGANISATIONS = new Set<unknown>(['Organization', 'CareTeam']);
const ODS_CODE = 'https://fhir.nhs.uk/Id/ods-organization-code';

const nameOf = (link: unknown, within: Json, holdings: Holdings) => person(link, within, holdings)?.name;

function rolesOf(roles: unknown): Term | undefined {
  const terms = listed(roles).map(term).filter((one) => one !== undefined);
  return terms.length > 1 ? { display: terms.map(({ display }) => display).join(', ') } : terms[0];
}

/** By the numbers of a role, of the person in it, of the organisation that they work for. A relative's are their own. */
function reached(found: Found | undefined, holdings: Holdings): Pick<Somebody, 'telephone' | 'email'> {
  if (!found || found.resource['resourceType'] === 'RelatedPerson') return {};
  const { resource, within } = found;
  const others = [resource['practitioner'], resource['organization']].map((link) => holdings.mention(link, within)?.resource);
  return contacts([resource, ...others.filter((one) => one !== undefined)]);
}

/** https://hl7.org/fhir/R4/datatypes.html#contactpoint, the preferred one. A professional's home is nobody's business. */
function contacts(resources: readonly Json[]): Pick<Somebody, 'telephone' | 'email'> {
  const first = (system: string) =>
    resources
      .flatMap(({ telecom }) => objects(telecom).toSorted((a, b) => rankOf(a) - rankOf(b)))
      .filter((point) => point['system'] === system && point['use'] !== 'old' && point['use'] !== 'home')
      .filter((point) => at(point['period'], 'end') === undefined)
      .map(({ value }) => text(value))
      .find((value) => value !== undefined);
  return { telephone: first('phone'), email: first('email') };
}

const rankOf = ({ rank }: Json) => (/^\d{1,9}$/.test(String(rank)) ? Number(rank) : 1e9);
