import { list } from './list.ts';

/** The sentences of the alerts list. That there is none is never a reassurance (domain rules, A2). */
export const alertWords = list('alertWords', {
  title: 'Alerts',
  caution: 'A missing alert does not mean that there is no risk.',
  privacy: 'Safeguarding information. Check who else can see this screen.',
  alert: 'Alert',
  category: 'Category',
  since: 'Since',
  source: 'Source',
  concernGroups: {
    grave: 'Safeguarding and risk',
    other: 'Other alerts',
    adjustment: 'Reasonable adjustments',
  },
});
