import { list } from './list.ts';

/** The sentences of a problem's or a diagnosis's detail. */
export const conditionFactWords = list('conditionFactWords', {
  severity: 'Severity',
  site: 'Site',
  onset: 'Started',
  abatement: 'Ended',
  stage: 'Stage',
  encounter: 'Made at',
  linked: 'Recorded with this problem',
});
