import { html } from 'lit';
import '../components/care-plans/lcr-care-plans.ts';
import { scene, sharedStates } from './scene.ts';

export default {
  title: 'Categories/Care plans',
  component: 'lcr-care-plans',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-care-plans .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-care-plans>`,
};

export const Ready = scene('Cancer care, chemotherapy and a personalised plan; one that is completed is folded.', { patient: 'gareth' });
export const ReadyPartial = scene('One hospital is down: the list says so above and below.', { patient: 'margaret', sources: { canalside: 'down' } });
export const Contradiction = scene('Two hospitals hold different ReSPECT forms, and both call theirs current.', { patient: 'margaret' });
export const EndOfLife = scene('Plans for the end of life before every other one.', { patient: 'stanley' });
export const Child = scene('An allergy action plan.', { patient: 'leo' });
export const Uncoded = scene('A plan without a coded category is counted, not shown.', { patient: 'eileen' });
export const NothingRecorded = scene('Every source answered, and each has nothing recorded.', { patient: 'tomasz' });
export const Incomplete = scene('Nothing arrived, and a source is missing: not the same as nothing recorded.', { patient: 'tomasz', sources: { northbridge: 'down' } });
export const Withheld = scene('Some entries are labelled beyond the reader’s role.', { patient: 'jerome', user: 'whitlock' });
export const HostileText = scene('Markup, script and odd characters in every field stay text.', { patient: 'xanthe' });

export const NoPatient = sharedStates.NoPatient;
export const Loading = sharedStates.Loading;
export const NotPermitted = sharedStates.NotPermitted;
export const OptedOut = sharedStates.OptedOut;
export const NoRelationship = sharedStates.NoRelationship;
export const SessionEnded = sharedStates.SessionEnded;
export const EverySourceDown = sharedStates.EverySourceDown;
export const Failed = sharedStates.Failed;
