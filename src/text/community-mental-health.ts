import type { Entry, Kind } from '../../api-spec/record.ts';
import { list } from './list.ts';

type Contact = Entry<'community-mental-health'>;

/** The sentences of the community and mental health list. A contact that did not take place says so. */
export const contactWords = list('contactWords', {
  title: 'Community and mental health',
  what: 'Contact',
  when: 'When',
  professionals: 'Seen by',
  outcome: 'Outcome',
  status: 'Status',
  source: 'Source',
  kinds: { community: 'Community', 'mental-health': 'Mental health' } satisfies Record<Kind<'community-mental-health'>, string>,
  from: { encounter: 'Contact', 'episode-of-care': 'On the caseload', document: 'Document' } satisfies Record<Contact['from'], string>,
  statuses: {
    planned: 'Planned: has not taken place',
    waitlist: 'On a waiting list',
    arrived: 'Arrived',
    triaged: 'Triaged',
    'in-progress': 'In progress',
    active: 'Open',
    onleave: 'On leave',
    onhold: 'On hold',
    finished: 'Finished',
    cancelled: 'Cancelled: did not take place',
    unknown: 'Status not recorded',
    current: 'Current',
    superseded: 'Replaced by a newer version',
  } satisfies Record<Contact['status'], string>,
  missed: 'Did not attend',
  since: (day: string) => `Since ${day}`,
  until: (day: string) => `Until ${day}`,
  between: (from: string, until: string) => `${from} to ${until}`,
  caseloadGroup: 'Caseloads that are open',
  serviceGroup: (service: string, kind: string | undefined) => (kind ? `${service} (${kind.toLowerCase()})` : service),
  noService: 'Service not recorded',
  replacedGroup: 'Replaced by a newer version',
});
