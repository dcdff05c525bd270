/** The sentences of a referral's detail. */
export const referralFactWords = {
  to: 'Referred to',
  specialty: 'Specialty',
  reasons: 'Reason',
  requester: 'Referred by, and responsible',
  due: 'Wanted by',
  intent: 'Intent',
};
