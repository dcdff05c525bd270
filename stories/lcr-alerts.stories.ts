import { html } from 'lit';
import '../components/alerts/lcr-alerts.ts';
import { scene } from './scene.ts';

export default {
  title: 'Categories/Alerts',
  component: 'lcr-alerts',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-alerts .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-alerts>`,
};

export const Safeguarding = scene('A child on a protection plan, told by two sources: others may see the screen.', { patient: 'leo' });
export const SafeguardingAtTheCouncil = scene('Safeguarding and handling risks before adjustments, as a social worker sees them.', { patient: 'margaret', user: 'obi' });
export const NothingIsNoReassurance = scene('No alert at all, and the sentence that this does not mean that there is no risk.', { patient: 'tomasz' }, 'nothing-recorded');
export const Withheld = scene('Some entries are labelled beyond the reader’s role.', { patient: 'jerome', user: 'whitlock' }, 'ready partial');
export const Uncoded = scene('Entries without a code are counted, not shown.', { patient: 'eileen' }, 'ready partial');
