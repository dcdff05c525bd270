import { expect } from '@open-wc/testing';
import { openInPage } from '../demo/in-page.ts';
import { open } from './support/page.ts';
import { waitUntil } from './support/wait.ts';

/** Seeing a result here makes nobody responsible for it (provider FAQ): the list says so, and its rows who is. */
describe('Whose responsibility it is', () => {
  for (const [tag, who] of [
    ['lcr-results', 'requested it'],
    ['lcr-vital-signs', 'took it'],
    ['lcr-referrals', 'Whoever made a referral'],
  ] as const)
    it(`is said below the list of <${tag}>, with what to do if something worries the reader`, async () => {
      const { patient, fetch, getToken } = openInPage({ patient: 'margaret' });
      const page = open(tag, fetch, null);
      page.context.getToken = getToken;
      page.context.patient = patient;
      // The first of them makes the whole demonstration's record, beside whatever else the machine does.
      await waitUntil(() => page.states.at(-1)?.state === 'ready', 'ready', { timeout: 30_000 });
      await waitUntil(() => page.text().includes(who) && /responsib.*If something worries you, speak to them\./.test(page.text()));
      expect(page.text()).not.to.match(/acknowledge/i);
      page.close();
    }).timeout(45_000);
});
