import type { Attachment, Entry } from '../../api-spec/record.ts';
import type { Resource } from '../sources/source.ts';
import { attachmentsOf } from './attachments.ts';
import { begin, byId, finish, head, keptBack, newestFirst } from './each.ts';
import { Holdings } from './holdings.ts';
import { person } from './people.ts';
import {
  at, coding, codings, date, known, listed, moment, notes, objects, oneOf, SNOMED, statusOf, term, text,
} from './read.ts';
import { reasonsOf } from './reasons.ts';
import { tests } from './results-codes.ts';
import { isDiagnostic } from './results-kind.ts';
import type { LeftFor, Rule } from './rule.ts';

type Referral = Entry<'referrals'>;

/**
 * FHIR ServiceRequest (UKCore-ServiceRequest; https://hl7.org/fhir/R4/servicerequest.html). The same resource asks for
 * blood tests and scans, which are no referrals: the reports and specimens that point back to their requests are asked
 * for to tell them apart. Letters go with a referral as `supportingInfo`, which no include follows.
 */
export const referrals: Rule<'referrals'> = {
  searches: [
    {
      type: 'ServiceRequest',
      include: [
        'ServiceRequest:requester', 'ServiceRequest:performer',
        'PractitionerRole:practitioner', 'PractitionerRole:organization',
      ],
    },
    { type: 'DiagnosticReport', optional: true },
    { type: 'Specimen', optional: true },
    { type: 'DocumentReference', optional: true },
  ],
  coded: 'ServiceRequest.code',

  /** What is still to happen comes first, then the newest. */
  order: (a, b) => STANDING.indexOf(a.status) - STANDING.indexOf(b.status) || newestFirst(a, b) || byId(a, b),

  sift(resources, sifting) {
    const holdings = new Holdings(resources, sifting);
    const sifted = begin<'referrals'>();
    const tested = requestsForTests(holdings);
    for (const resource of holdings.ofType('ServiceRequest')) {
      // Not even as withheld or uncoded is another category's request counted here.
      if (tested.has(resource) || asksForTest(resource) || isFromGp(resource) || isForbidden(resource)) continue;
      const found = keptBack(resource, holdings) ?? entry(resource, holdings);
      if (typeof found !== 'string') sifted.entries.push(found);
      holdings.decide(resource, typeof found === 'string' ? found : 'entry');
    }
    return finish(sifted, holdings);
  },
};

const STANDING: readonly Referral['status'][] = ['active', 'on-hold', 'draft', 'unknown', 'completed', 'revoked'];

/** The requests that a report or a specimen answers to. */
function requestsForTests(holdings: Holdings): ReadonlySet<unknown> {
  const answers = [
    ...holdings.ofType('DiagnosticReport').map((report) => [report, report['basedOn']] as const),
    ...holdings.ofType('Specimen').map((specimen) => [specimen, specimen['request']] as const),
  ];
  return new Set<unknown>(
    answers.flatMap(([from, links]) => listed(links).flatMap((link) => holdings.follow(link, from)?.resource ?? [])),
  );
}

/** SNOMED CT 108252007 |Laboratory procedure|, 363679005 |Imaging| (https://hl7.org/fhir/R4/valueset-servicerequest-category.html). */
const TESTS = ['108252007', '363679005'] as const;

/** By profile, by category, by what is asked for, or because a specimen for it is named. */
function asksForTest(resource: Resource): boolean {
  const profiles = listed(at(resource['meta'], 'profile')).map(text);
  return (
    profiles.some((profile) => profile !== undefined && /ServiceRequest-Lab\b/.test(profile)) ||
    isDiagnostic(resource) ||
    listed(resource['category']).some((one) => statusOf(one, TESTS)) ||
    listed(resource['specimen']).length > 0 ||
    codings(resource['code']).some(({ system, code }) => system === SNOMED && tests.has(code))
  );
}

/** SNOMED CT 108161000000109 |Referred by general practitioner|, in Extension-UKCore-SourceOfServiceRequest. */
const BY_GP = ['108161000000109'] as const;

/**
 * GP referrals are never included (provider FAQ). A source that is a GP practice is not asked for referrals at all
 * (`without` in the configuration); a hospital's record of a referral that it had from a GP is told by what it says.
 */
const isFromGp = (resource: Resource): boolean =>
  objects(resource['extension']).some(
    ({ url, valueCodeableConcept }) => text(url)?.endsWith('SourceOfServiceRequest') && statusOf(valueCodeableConcept, BY_GP),
  );

/** A request that something is not done sends nobody anywhere. */
const isForbidden = (resource: Resource): boolean => resource['doNotPerform'] === true;

const STATUSES = ['draft', 'active', 'on-hold', 'revoked', 'completed', 'unknown'] as const;
const PRIORITIES = ['routine', 'urgent', 'asap', 'stat'] as const;
const INTENTS = [
  'proposal', 'plan', 'directive', 'order', 'original-order', 'reflex-order', 'filler-order', 'instance-order', 'option',
] as const;

function entry(resource: Resource, holdings: Holdings): Referral | LeftFor {
  const code = coding(resource['code']);
  if (!code) return 'uncoded';
  const authored = date(resource['authoredOn']) ?? null;
  return known<Referral>({
    ...head(resource, holdings),
    code,
    status: oneOf(resource['status'], STATUSES) ?? 'unknown',
    intent: oneOf(resource['intent'], INTENTS),
    priority: oneOf(resource['priority'], PRIORITIES),
    referredTo: listed(resource['performer']).flatMap((link) => person(link, resource, holdings) ?? []),
    specialty: term(resource['performerType']),
    reasons: reasonsOf(resource, holdings),
    due: moment(resource, 'occurrence'),
    documents: letters(resource, holdings),
    when: authored,
    recorded: authored,
    requester: person(resource['requester'], resource, holdings),
    note: notes(resource['note']),
  });
}

/** The letters sent along, each with a coded type as every document here, unless withdrawn or beyond the reader. */
function letters(resource: Resource, holdings: Holdings): Attachment[] | undefined {
  const forms = listed(resource['supportingInfo']).flatMap((link) => {
    const document = holdings.follow(link, resource)?.resource;
    if (document?.['resourceType'] !== 'DocumentReference') return [];
    const kept = keptBack(document as Resource, holdings) ?? (coding(document['type']) ? undefined : 'uncoded');
    if (kept) {
      holdings.decide(document, kept);
      return [];
    }
    holdings.decide(document, 'shown-within');
    return objects(document['content']).map(({ attachment }) => attachment);
  });
  return attachmentsOf(forms, holdings.idOf(resource), holdings);
}
