import type { Coding, Entry, Person, Term } from '../../api-spec/record.ts';
import type { Resource } from '../sources/source.ts';
import { documentSearch, isOf, told } from './documents.ts';
import { emergencyPlans } from './documents-codes.ts';
import { head, newestFirst, siftEach } from './each.ts';
import type { Holdings } from './holdings.ts';
import { person } from './people.ts';
import {
  at, coding, codings, date, inWords, isObject, known, listed, notes, objects, oneOf, SNOMED, statusOf, term, text,
  type Json,
} from './read.ts';
import type { Rule, Sifted } from './rule.ts';
import { versionsOf } from './versions.ts';

type Plan = Entry<'care-plans'>;
type Goal = Plan['goals'][number];
type Activity = Plan['activities'][number];

/**
 * FHIR CarePlan, and DocumentReference of a care plan type (UKCore-CarePlan; https://hl7.org/fhir/R4/careplan.html;
 * National Record Locator record types).
 */
export const carePlans: Rule<'care-plans'> = {
  searches: [
    {
      type: 'CarePlan',
      include: [
        'CarePlan:goal', 'CarePlan:performer', 'CarePlan:activity-reference',
        'PractitionerRole:practitioner', 'PractitionerRole:organization',
      ],
    },
    documentSearch,
  ],
  coded: 'CarePlan.category, DocumentReference.type',

  /** What may hold now before what has ended, emergencies before the rest, and the latest version first. */
  order: (a, b) => standing(a) - standing(b) || newestFirst(a, b),

  sift: siftEach<'care-plans'>({ CarePlan: carePlan, DocumentReference: planDocument }, isOf('care-plans')),
};

const ENDED: readonly Plan['status'][] = ['revoked', 'completed', 'superseded'];

const standing = ({ status, emergency }: Plan) => (ENDED.includes(status) ? 2 : emergency ? 0 : 1);

const isEmergency = ({ system, code }: { system: string; code: string }) => system === SNOMED && emergencyPlans.has(code);

function planDocument(document: Resource, holdings: Holdings): Plan | 'uncoded' {
  const plan = told(document, holdings);
  if (typeof plan === 'string') return plan;
  const emergency = codings(document['type']).some(isEmergency) || undefined;
  return known<Plan>({ ...plan, emergency, categories: [], goals: [], activities: [] });
}

const STATUSES = ['draft', 'active', 'on-hold', 'revoked', 'completed', 'unknown'] as const;

function carePlan(resource: Resource, holdings: Holdings, sifted: Sifted<'care-plans'>): Plan | 'uncoded' {
  const categories = listed(resource['category']);
  const code = best(categories);
  if (!code) return 'uncoded';
  const created = date(resource['created']);
  const [start, end] = ['start', 'end'].map((side) => date(at(resource['period'], side)));
  return known<Plan>({
    ...head(resource, holdings),
    code,
    status: oneOf(resource['status'], STATUSES) ?? 'unknown',
    intent: oneOf(resource['intent'], ['proposal', 'plan', 'order', 'option']),
    emergency: categories.flatMap((one) => codings(one)).some(isEmergency) || undefined,
    title: text(resource['title']),
    description: text(resource['description']),
    categories: categories.map(term).filter((one) => one !== undefined),
    period: start || end ? known<NonNullable<Plan['period']>>({ start, end }) : undefined,
    goals: listed(resource['goal']).flatMap((link) => goal(link, resource, holdings, sifted)),
    activities: objects(resource['activity']).flatMap((one) => activity(one, resource, holdings, sifted)),
    replacedBy: versionsOf(resource, holdings).replacedBy,
    when: start ?? created ?? null,
    recorded: created ?? null,
    author: person(resource['author'], resource, holdings),
    note: notes(resource['note']),
  });
}

/** The category by which a plan is known: a SNOMED CT one, if there is one. */
function best(categories: readonly unknown[]): Coding | undefined {
  const coded = categories.map((category) => coding(category)).filter((one) => one !== undefined);
  return coded.find(({ system }) => system === SNOMED) ?? coded[0];
}

/** FHIR Goal (UKCore-Goal). One that did not arrive is told as the plan calls it, or is missing. */
function goal(link: unknown, plan: Json, holdings: Holdings, sifted: Sifted<'care-plans'>): Goal[] {
  const found = holdings.follow(link, plan);
  if (found && statusOf(found.resource['lifecycleStatus'], ['entered-in-error'])) {
    holdings.decide(found.resource, 'entered-in-error');
    return [];
  }
  const seen = found && holdings.mention(link, plan)?.resource;
  if (found && !seen) {
    sifted.withheld = true;
    return [];
  }
  const description = term(seen?.['description']) ?? called(link);
  if (!description) {
    sifted.complete = false;
    return [];
  }
  const due = objects(seen?.['target']).map(({ dueDate }) => date(dueDate)).find((one) => one !== undefined);
  return [known<Goal>({ description, status: text(seen?.['lifecycleStatus']), due })];
}

const called = (link: unknown): Term | undefined => {
  const display = text(at(link, 'display'));
  return display === undefined ? undefined : { display };
};

/** What is to be done, written out in the plan or as a request of its own. */
function activity(written: Json, plan: Json, holdings: Holdings, sifted: Sifted<'care-plans'>): Activity[] {
  const { detail, reference } = written;
  if (isObject(detail)) {
    const [code, own] = [term(detail['code']), text(detail['description'])];
    const display = [code?.display, own].filter(Boolean).join(': ');
    if (display) {
      const performers = listed(detail['performer']).map((link) => person(link, plan, holdings));
      const people = performers.filter((one): one is Person => one !== undefined);
      return [known<Activity>({
        description: { ...code, display },
        doNotPerform: detail['doNotPerform'] === true || undefined,
        status: text(detail['status']),
        scheduled: scheduled(detail),
        performers: people.length > 0 ? people : undefined,
      })];
    }
  }
  const found = holdings.follow(reference, plan);
  const seen = found && holdings.mention(reference, plan)?.resource;
  if (found && !seen) {
    sifted.withheld = true;
    return [];
  }
  const description = term(seen?.['code'] ?? seen?.['medicationCodeableConcept']) ?? called(reference);
  if (description) {
    const doNotPerform = seen?.['doNotPerform'] === true || undefined;
    return [known<Activity>({ description, doNotPerform, status: text(seen?.['status']) })];
  }
  // An outcome or progress note alone is no activity; a request that did not arrive is one that is missing.
  if (reference !== undefined || detail !== undefined) sifted.complete = false;
  return [];
}

/** `scheduled[x]`, where the source has words for it or a period that can be written down. */
function scheduled(detail: Json): string | undefined {
  const period = detail['scheduledPeriod'];
  const [start, end] = [date(at(period, 'start')), date(at(period, 'end'))];
  const inDays = start || end ? `${start ?? ''} – ${end ?? ''}`.trim() : undefined;
  return text(detail['scheduledString']) ?? inWords(at(detail['scheduledTiming'], 'code')) ?? inDays;
}
