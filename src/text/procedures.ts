import type { Entry } from '../../api-spec/record.ts';
import { list } from './list.ts';

type Status = Entry<'procedures'>['status'];

/** The sentences of the procedures list. What was planned or not done says so in the name of its row (domain rules, A2, A4). */
export const procedureWords = list('procedureWords', {
  title: 'Procedures',
  procedure: 'Procedure',
  status: 'Status',
  date: 'Date',
  site: 'Site and side',
  source: 'Source',
  statuses: {
    preparation: 'Planned',
    'in-progress': 'In progress',
    'not-done': 'Not done',
    'on-hold': 'On hold',
    stopped: 'Stopped before it was complete',
    completed: 'Done',
    unknown: 'Not known whether it was done',
  } satisfies Record<Status, string>,
  /** What stands before the name of a procedure that has not been carried out in full. */
  before: {
    preparation: 'Planned:',
    'not-done': 'Not done:',
    'on-hold': 'On hold:',
    stopped: 'Stopped:',
  } as Partial<Record<Status, string>>,
  reason: (reason: string) => `Reason: ${reason}`,
  surgical: 'Surgical',
  complication: 'Complication recorded',
  sideNotRecorded: (site: string) => `${site}. Side not recorded`,
  aheadGroup: 'Planned or under way',
  pastGroup: 'Done, stopped or not done',
  unknownGroup: 'Not known whether done',
});
