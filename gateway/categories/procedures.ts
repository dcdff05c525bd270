import type { Entry, Period, Person, Term } from '../../api-spec/record.ts';
import type { Resource } from '../sources/source.ts';
import { absence } from './absent.ts';
import { head, newestFirst, siftEach } from './each.ts';
import type { Holdings } from './holdings.ts';
import { entryLink, linkedTerm, place } from './links.ts';
import { person } from './people.ts';
import { at, coding, date, inWords, known, listed, moment, momentInWords, notes, objects, oneOf, term } from './read.ts';
import type { LeftFor, Rule, Sifted } from './rule.ts';

type Procedure = Entry<'procedures'>;

const STATUSES = ['preparation', 'in-progress', 'not-done', 'on-hold', 'stopped', 'completed', 'unknown'] as const;

/**
 * FHIR Procedure (UKCore-Procedure; https://hl7.org/fhir/R4/procedure.html). Sources do not agree on what they mark as
 * surgical (387713003): all procedures are shown, and those that are marked say so.
 */
export const procedures: Rule<'procedures'> = {
  searches: [
    {
      type: 'Procedure',
      include: [
        'Procedure:performer', 'Procedure:location', 'Procedure:reason-reference',
        'PractitionerRole:practitioner', 'PractitionerRole:organization',
      ],
    },
  ],
  coded: 'Procedure.code',

  /** What is still to come, then what is past, the latest first; last what nobody knows whether it was done. */
  order: (a, b) => standing(a) - standing(b) || newestFirst(a, b),

  sift: siftEach<'procedures'>({ Procedure: procedure }),
};

const AHEAD = new Set<Procedure['status']>(['preparation', 'in-progress', 'on-hold']);
const standing = ({ status }: Procedure) => (AHEAD.has(status) ? 0 : status === 'unknown' ? 2 : 1);

function procedure(resource: Resource, holdings: Holdings, sifted: Sifted<'procedures'>): Procedure | LeftFor {
  const code = coding(resource['code']);
  if (!code) return 'uncoded';
  const status = oneOf(resource['status'], STATUSES) ?? 'unknown';
  const when = moment(resource, 'performed') ?? null;
  const absent = absence(resource['code'], { when, recorded: null }, holdings, status === 'completed' ? sifted : undefined);
  if (absent) return absent;
  const performed = resource['performedPeriod'];
  const [start, end] = [date(at(performed, 'start')), date(at(performed, 'end'))];
  const words = momentInWords(resource, 'performed');
  const linked = (links: unknown) => listed(links).map((link) => linkedTerm(link, resource, holdings));
  return known<Procedure>({
    ...head(resource, holdings),
    code,
    status,
    statusReason: term(resource['statusReason']),
    category: term(resource['category']),
    ...sites(resource),
    period: start || end ? known<Period>({ start, end }) : undefined,
    performers: objects(resource['performer']).map((one) => performer(one, resource, holdings)).filter(present),
    reasons: [...listed(resource['reasonCode']).map(term), ...linked(resource['reasonReference'])].filter(present),
    outcome: term(resource['outcome']),
    complications: [...listed(resource['complication']).map(term), ...linked(resource['complicationDetail'])].filter(present),
    location: place(resource['location'], resource, holdings),
    report: listed(resource['report']).map((link) => entryLink(link, resource, holdings)).find(present),
    when,
    recorded: null,
    author: person(resource['recorder'], resource, holdings) ?? person(resource['asserter'], resource, holdings),
    note: notes([words && `When: ${words}`, ...listed(resource['note'])]),
  });
}

const present = <T>(one: T | undefined): one is T => one !== undefined;

/** A site that is nothing but a side. */
const SIDE = /^(left|right|bilateral|both|left and right|right and left)( sides?)?$/i;

/**
 * The side, only where it is sent apart from the site, as a `bodySite` of its own. It is never picked out of "Left knee":
 * "Left bundle branch" would have one, too.
 */
function sites(resource: Resource): Pick<Procedure, 'bodySites' | 'laterality'> {
  const all = listed(resource['bodySite']).map(term).filter(present);
  const sides = all.filter(({ display }) => SIDE.test(display));
  const bodySites = all.filter((one) => !sides.includes(one));
  const [side, ...others] = sides;
  if (!side) return { bodySites };
  const laterality: Term = others.length > 0 ? { display: sides.map(({ display }) => display).join(', ') } : side;
  return { bodySites, laterality };
}

/** Who did it, in what role they did it, and for whom. */
function performer(written: unknown, resource: Resource, holdings: Holdings): Person | undefined {
  const who = person(at(written, 'actor'), resource, holdings);
  if (!who) return undefined;
  const role = inWords(at(written, 'function')) ?? who.role;
  const organisation = who.organisation ?? person(at(written, 'onBehalfOf'), resource, holdings)?.name;
  return known<Person>({ name: who.name, role, organisation });
}
