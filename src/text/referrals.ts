import { list } from './list.ts';

/** The sentences of the referrals list. A referral is not an acceptance (domain rules, A2). */
export const referralWords = list('referralWords', {
  title: 'Referrals',
  referral: 'Referral',
  to: 'Referred to',
  date: 'Date',
  priority: 'Priority',
  status: 'Status',
  source: 'Source',
  /** Before a day. */
  due: 'wanted by',
  priorities: { routine: 'Routine', urgent: 'Urgent', asap: 'As soon as possible', stat: 'At once' },
  statuses: {
    draft: 'Draft: not sent', active: 'Sent: acceptance not recorded', 'on-hold': 'On hold', revoked: 'Revoked: withdrawn',
    completed: 'Completed', unknown: 'Status not known',
  },
  intents: { proposal: 'Proposed only', plan: 'Planned only', option: 'One of several options' } as Readonly<Record<string, string>>,
  completedGroup: 'Completed',
  withdrawnGroup: 'Revoked or draft',
  notAccepted: 'A referral shows what was asked for. It does not show that it was accepted or seen.',
  responsibility: 'Whoever made a referral remains responsible for it. If something worries you, speak to them.',
});
