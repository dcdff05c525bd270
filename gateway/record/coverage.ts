import type { Coverage } from '../../api-spec/record.ts';

/** What the record never includes, whichever sources are connected (provider FAQ). */
export const never: Coverage['never'] = [
  { code: 'uncoded', text: 'Entries without a code behind them' },
  { code: 'gp-letters', text: 'Letters written by a GP practice' },
  { code: 'gp-referrals', text: 'Referrals made by a GP practice' },
  { code: 'emis-community', text: 'Records of EMIS community systems' },
];
