import { list } from './list.ts';

/** The sentences of a vital sign's detail. */
export const vitalSignFactWords = list('vitalSignFactWords', {
  method: 'Method',
  device: 'Device',
  position: 'Position',
  bodySite: 'Body site',
  sent: 'Sent',
});
