import { html } from 'lit';
import '../components/problems/lcr-problems.ts';
import { scene, sharedStates } from './scene.ts';

export default {
  title: 'Categories/Problems',
  component: 'lcr-problems',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-problems .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-problems>`,
};

export const Ready = scene('A cancer, with older problems beside it. Every source answered in full.', { patient: 'gareth' });
export const ReadyPartial = scene('One source is down: the list says so above and below.', { patient: 'margaret', sources: { canalside: 'down' } });
export const Disagreement = scene('Atrial fibrillation: active at one source, resolved at another; both are shown.', { patient: 'margaret' });
export const WithoutCategory = scene('A condition whose source does not say what it is stands among the problems.', { patient: 'haruto' });
export const Relapse = scene('A relapse is active.', { patient: 'zeynep' });
export const NothingRecorded = scene('Every source answered, and each has nothing recorded.', { patient: 'tomasz' });
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
