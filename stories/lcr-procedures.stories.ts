import { html } from 'lit';
import '../components/procedures/lcr-procedures.ts';
import { scene, sharedStates } from './scene.ts';

export default {
  title: 'Categories/Procedures',
  component: 'lcr-procedures',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-procedures .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-procedures>`,
};

export const Ready = scene('An operation that is planned, and what was done before. Every source answered in full.', { patient: 'gareth' });
export const ReadyPartial = scene('One source is down: the list says so above and below.', { patient: 'margaret', sources: { canalside: 'down' } });
export const NotDoneStoppedPlanned = scene('Declined, stopped half-way, planned, not known: each says so first.', { patient: 'margaret' });
export const OnHold = scene('An operation that waits for a result.', { patient: 'gwilym' });
export const Complication = scene('A complication is marked in the row.', { patient: 'priya' });
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
