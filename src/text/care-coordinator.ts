import type { Entry } from '../../api-spec/record.ts';
import { list } from './list.ts';

/** The sentences of the list of whom to turn to. Everybody is named, never only the first (domain rules, A2). */
export const coordinatorWords = list('coordinatorWords', {
  title: 'Care coordinator and team',
  name: 'Name',
  role: 'Role',
  organisation: 'Organisation and contact',
  contactNotRecorded: 'Contact not recorded',
  status: 'Status',
  source: 'Source',
  /** Which resource names them, and of which team or service. */
  from: {
    'care-team': (team: string) => (team ? `Care team: ${team}` : 'Care team'),
    'episode-of-care': (service: string) => (service ? `Care manager: ${service}` : 'Care manager'),
    'general-practitioner': () => 'Registered GP',
  } satisfies Record<Entry<'care-coordinator'>['from'], (team: string) => string>,
  statuses: {
    active: 'Current',
    proposed: 'Proposed: not yet in charge',
    planned: 'Planned: not yet in charge',
    waitlist: 'Waiting list: not yet in charge',
    suspended: 'Suspended',
    onhold: 'On hold',
    inactive: 'Ended',
    finished: 'Ended',
    cancelled: 'Cancelled: never in charge',
    unknown: 'Status not recorded',
  } satisfies Record<Entry<'care-coordinator'>['status'], string>,
  statusOn: (status: string, day: string) => `${status} ${day}`,
  since: (status: string, day: string) => `${status} since ${day}`,
  endedGroup: 'No longer in charge',
  repeatedGroup: 'The same GP practice, as other sources have it',
});
