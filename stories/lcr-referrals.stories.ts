import { html } from 'lit';
import '../components/referrals/lcr-referrals.ts';
import { scene, sharedStates } from './scene.ts';

export default {
  title: 'Categories/Referrals',
  component: 'lcr-referrals',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-referrals .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-referrals>`,
};

export const Ready = scene('Two hospitals refer; a letter goes with one. The GP practice is not among the sources.', { patient: 'gareth' });
export const BetweenOrganisations = scene('Hospital, community and council refer to each other: sent, on hold, completed, revoked.', { patient: 'margaret' });
export const ReadyPartial = scene('The council is down.', { patient: 'margaret', sources: { millmead: 'down' } });
export const EveryStatus = scene('Draft, sent, on hold, revoked, completed and unknown; only the priority that was sent.', { patient: 'haruto' });
export const NothingRecorded = scene('Every source answered, and each has nothing recorded.', { patient: 'tomasz' });
export const Incomplete = scene('Nothing arrived, and a source is missing: not the same as nothing recorded.', { patient: 'tomasz', sources: { northbridge: 'down' } });
export const Withheld = scene('Some referrals are labelled beyond the reader’s role.', { patient: 'jerome', user: 'whitlock' });
export const Uncoded = scene('Referrals without a code are counted, not shown.', { patient: 'eileen' });
export const HostileText = scene('Markup, script and odd characters in every field stay text.', { patient: 'xanthe' });

export const NoPatient = sharedStates.NoPatient;
export const Loading = sharedStates.Loading;
export const NotPermitted = scene('A pharmacist’s role does not have this category.', { patient: 'margaret', user: 'sethi' });
export const OptedOut = sharedStates.OptedOut;
export const NoRelationship = sharedStates.NoRelationship;
export const SessionEnded = sharedStates.SessionEnded;
export const EverySourceDown = sharedStates.EverySourceDown;
export const Failed = sharedStates.Failed;
