import { html } from 'lit';
import '../components/progress-notes/lcr-progress-notes.ts';
import { scene, sharedStates } from './scene.ts';

export default {
  title: 'Categories/Progress notes',
  component: 'lcr-progress-notes',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-progress-notes .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-progress-notes>`,
};

export const Ready = scene('Three days of notes from two hospitals.', { patient: 'gareth' });
export const ReadyPartial = scene('One hospital is down: the list says so above and below.', { patient: 'margaret', sources: { canalside: 'down' } });
export const Forms = scene('Plain text, a PDF, a photograph, an amended note and a preliminary one.', { patient: 'margaret' });
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
