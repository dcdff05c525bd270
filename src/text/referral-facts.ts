import { list } from './list.ts';

/** The sentences of a referral's detail. */
export const referralFactWords = list('referralFactWords', {
  to: 'Referred to',
  specialty: 'Specialty',
  reasons: 'Reason',
  requester: 'Referred by, and responsible',
  due: 'Wanted by',
  intent: 'Intent',
});
