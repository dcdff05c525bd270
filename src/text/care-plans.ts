import type { Entry } from '../../api-spec/record.ts';
import { list } from './list.ts';

/** The sentences of the care plans. */
export const carePlanWords = list('carePlanWords', {
  title: 'Care plans',
  plan: 'Plan',
  type: 'Type',
  status: 'Status',
  date: 'Date',
  author: 'Author',
  source: 'Source',
  statuses: {
    draft: 'Draft: not in force',
    active: 'Active',
    'on-hold': 'On hold',
    revoked: 'Ended early',
    completed: 'Completed',
    unknown: 'Status not recorded',
    current: 'Current at its source',
    superseded: 'Replaced',
  } satisfies Record<Entry<'care-plans'>['status'], string>,
  intents: { proposal: 'Proposed: not agreed', option: 'An option: not agreed' } as Record<string, string>,
  caution: 'A copy here may not be the plan in force. Check its date and source, and ask whoever keeps the plan.',
  several: (type: string, count: number, day: string, source: string) =>
    `${count} current versions of “${type}” are listed here. The latest is of ${day}, from ${source}. Check which one is in force.`,
  emergencyGroup: 'For an emergency, a crisis or the end of life',
  otherGroup: 'Other plans',
  endedGroup: 'Ended or replaced',
});
