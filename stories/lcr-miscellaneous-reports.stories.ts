import { html } from 'lit';
import '../components/miscellaneous-reports/lcr-miscellaneous-reports.ts';
import { scene, sharedStates } from './scene.ts';

export default {
  title: 'Categories/Miscellaneous reports',
  component: 'lcr-miscellaneous-reports',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-miscellaneous-reports .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-miscellaneous-reports>`,
};

export const Ready = scene('An operation note, an endoscopy report and a second opinion.', { patient: 'gareth' });
export const ReadyPartial = scene('One hospital is down: the list says so above and below.', { patient: 'gareth', sources: { canalside: 'down' } });
export const LargeDocument = scene('A scanned record of hundreds of pages beside an operation note.', { patient: 'kwabena' });
export const Uncoded = scene('A document without a coded type is counted, not shown.', { patient: 'eileen' });
export const NothingRecorded = scene('Every source answered, and each has nothing recorded.', { patient: 'tomasz' });
export const Incomplete = scene('Nothing arrived, and a source is missing: not the same as nothing recorded.', { patient: 'tomasz', sources: { northbridge: 'down' } });
export const HostileText = scene('Markup, script and odd characters in every field stay text.', { patient: 'xanthe' });

export const NoPatient = sharedStates.NoPatient;
export const Loading = sharedStates.Loading;
export const NotPermitted = sharedStates.NotPermitted;
export const OptedOut = sharedStates.OptedOut;
export const NoRelationship = sharedStates.NoRelationship;
export const SessionEnded = sharedStates.SessionEnded;
export const EverySourceDown = sharedStates.EverySourceDown;
export const Failed = sharedStates.Failed;
