import type { Condition } from '../../api-spec/record.ts';
import { list } from './list.ts';

/** The sentences that problems and diagnoses share. Inactive is not resolved, and refuted is not there (domain rules, A2, A4). */
export const conditionWords = list('conditionWords', {
  status: {
    active: 'Active',
    recurrence: 'Recurrence',
    relapse: 'Relapse',
    inactive: 'Inactive',
    remission: 'In remission',
    resolved: 'Resolved',
    'not-recorded': 'Status not recorded',
  } satisfies Record<Condition['status'], string>,
  verification: {
    confirmed: 'Confirmed',
    unconfirmed: 'Unconfirmed',
    provisional: 'Provisional: still to be confirmed',
    differential: 'Differential: one of several possible',
    refuted: 'Refuted: this was ruled out',
  } satisfies Record<NonNullable<Condition['verification']>, string>,
  recordedOn: (day: string) => `recorded ${day}`,
  refutedGroup: 'Refuted: ruled out',
});
