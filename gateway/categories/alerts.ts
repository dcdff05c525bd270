import type { Entry, Period } from '../../api-spec/record.ts';
import type { Resource } from '../sources/source.ts';
import { concernOf, CONCERNS } from './alerts-codes.ts';
import { head, newestFirst, siftEach } from './each.ts';
import type { Holdings } from './holdings.ts';
import { person } from './people.ts';
import { at, coding, date, endOf, known, listed, notes, objects, oneOf, term, text, type Json } from './read.ts';
import type { LeftFor, Rule } from './rule.ts';

type Alert = Entry<'alerts'>;

/**
 * FHIR Flag (UKCore-Flag, England-Flag-PatientFlag; https://hl7.org/fhir/R4/flag.html). R4 can search a Flag neither by
 * status nor by period: everything is asked for, and what no longer or not yet holds is left out here.
 */
export const alerts: Rule<'alerts'> = {
  searches: [
    { type: 'Flag', include: ['Flag:author', 'PractitionerRole:practitioner', 'PractitionerRole:organization'] },
  ],
  coded: 'Flag.code',

  /** Safeguarding and risk first, adjustments last; among their like the latest first. */
  order: (a, b) => standing(a) - standing(b) || newestFirst(a, b),

  sift: (resources, sifting) =>
    siftEach<'alerts'>({ Flag: (flag, holdings) => alert(flag, holdings, sifting.now.getTime()) })(resources, sifting),
};

/** One who harms and one who is harmed are not two lists: safeguarding and risk are sorted together. */
const standing = ({ concern }: Alert) => (concern === 'safeguarding' ? 0 : CONCERNS.indexOf(concern) - 1);

function alert(flag: Resource, holdings: Holdings, now: number): Alert | LeftFor {
  const status = oneOf(flag['status'], ['active', 'inactive']);
  // Without a status nobody can say whether it holds. That is not the same as that it does not.
  if (!status) return 'unreadable';
  const [start, end] = [date(at(flag['period'], 'start')), date(at(flag['period'], 'end'))];
  if (status === 'inactive' || (start && startOf(start) > now) || (end && endOf(end) < now)) return 'lapsed';
  const code = coding(flag['code']);
  if (!code) return 'uncoded';
  const provenance = provenanceOf(flag);
  return known<Alert>({
    ...head(flag, holdings),
    code,
    status,
    ...concernOf(flag['code'], flag['category']),
    categories: listed(flag['category']).map(term).filter((one) => one !== undefined),
    period: start || end ? known<Period>({ start, end }) : undefined,
    when: start ?? null,
    recorded: date(provenance?.['recorded']) ?? null,
    author: person(flag['author'], flag, holdings) ?? person(at(objects(provenance?.['agent'])[0], 'who'), flag, holdings),
    note: notes(objects(flag['extension']).filter(isNote).map(({ valueAnnotation }) => valueAnnotation)),
  });
}

const HOUR = 3_600_000;

/** The first moment that a date may mean: a day in London may begin an hour before it does in UTC. */
const startOf = (start: string): number => Date.parse(start) - (start.includes('T') ? 0 : HOUR);

/** The patient flag of NHS England carries who raised it, and when, in a Provenance inside it. */
const provenanceOf = (flag: Resource): Json | undefined =>
  objects(flag['contained']).find(({ resourceType }) => resourceType === 'Provenance');

/** NHS England, Extension-FlagNotes. */
const isNote = ({ url }: Json): boolean => text(url)?.endsWith('/Extension-FlagNotes') ?? false;
