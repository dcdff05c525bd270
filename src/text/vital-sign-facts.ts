/** The sentences of a vital sign's detail. */
export const vitalSignFactWords = {
  method: 'Method',
  device: 'Device',
  position: 'Position',
  bodySite: 'Body site',
  sent: 'Sent',
};
