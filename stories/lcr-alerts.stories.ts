import { html } from 'lit';
import '../components/alerts/lcr-alerts.ts';
import { scene, sharedStates } from './scene.ts';

export default {
  title: 'Categories/Alerts',
  component: 'lcr-alerts',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-alerts .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-alerts>`,
};

export const Ready = scene('Adjustments and a plan for emergencies. Every source answered in full.', { patient: 'gareth' });
export const ReadyPartial = scene('One source is down: the list says so above and below.', { patient: 'margaret', sources: { canalside: 'down' } });
export const Safeguarding = scene('A child on a protection plan, told by two sources: others may see the screen.', { patient: 'leo' });
export const SafeguardingAtTheCouncil = scene('Safeguarding and handling risks before adjustments, as a social worker sees them.', { patient: 'margaret', user: 'obi' });
export const NothingIsNoReassurance = scene('No alert at all, and the sentence that this does not mean that there is no risk.', { patient: 'tomasz' });
export const Incomplete = scene('Nothing to list while a source is slow: no verdict.', { patient: 'tomasz', sources: { northbridge: 'slow' } });
export const Withheld = scene('Some entries are labelled beyond the reader’s role.', { patient: 'jerome', user: 'whitlock' });
export const Uncoded = scene('Entries without a code are counted, not shown.', { patient: 'eileen' });
export const HostileText = scene('Markup, script and odd characters in every field stay text.', { patient: 'xanthe' });

export const NoPatient = sharedStates.NoPatient;
export const Loading = sharedStates.Loading;
export const NotPermitted = sharedStates.NotPermitted;
export const OptedOut = sharedStates.OptedOut;
export const NoRelationship = sharedStates.NoRelationship;
export const SessionEnded = sharedStates.SessionEnded;
export const EverySourceDown = sharedStates.EverySourceDown;
export const Failed = sharedStates.Failed;
