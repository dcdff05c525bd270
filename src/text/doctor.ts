import type { Acts } from '../../host-kit/doctor.ts';

/** What is looked at and what can be wrong: the same words as the command `lcr doctor` has. */
export { checks as doctorChecks, findings as doctorFindings } from '../../host-kit/doctor.ts';

/** What the element says around them. It is for the developers of hosts, never for a page that clinicians use. */
export const doctorWords = {
  heading: 'The set-up of this page',
  looking: 'Looking.',
  good: 'Nothing is wrong.',
  wrong: (count: number) => `${count} ${count === 1 ? 'thing is' : 'things are'} wrong.`,
  passed: 'in order',
  failed: 'wrong',
  notTried: 'not tried',
  act: (act: string) => `What to do: ${act}`,
  who: (who: string) => `Who acts: ${who}`,
  acts: {
    'host-developer': 'the developer of the host',
    'gateway-operator': 'whoever runs the gateway',
    'service-desk': 'your service desk',
  } satisfies Record<Acts, string>,
  again: 'Look again',
};
