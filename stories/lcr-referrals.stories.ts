import { html } from 'lit';
import '../components/referrals/lcr-referrals.ts';
import { scene } from './scene.ts';

export default {
  title: 'Categories/Referrals',
  component: 'lcr-referrals',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-referrals .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-referrals>`,
};

export const BetweenOrganisations = scene('Hospital, community and council refer to each other: sent, on hold, completed, revoked.', { patient: 'margaret' });
export const SourceDown = scene('The council is down.', { patient: 'margaret', sources: { millmead: 'down' } }, 'ready partial');
export const EveryStatus = scene('Draft, sent, on hold, revoked, completed and unknown; only the priority that was sent.', { patient: 'haruto' });
export const Withheld = scene('Some referrals are labelled beyond the reader’s role.', { patient: 'jerome', user: 'whitlock' }, 'ready partial');
export const Uncoded = scene('Referrals without a code are counted, not shown.', { patient: 'eileen' }, 'ready partial');
