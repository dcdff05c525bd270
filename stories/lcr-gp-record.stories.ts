import { html } from 'lit';
import '../components/gp-record/lcr-gp-record.ts';
import { scene, sharedStates } from './scene.ts';

export default {
  title: 'Categories/GP record',
  component: 'lcr-gp-record',
  render: () => html`<lcr-gp-record></lcr-gp-record>`,
};

export const Ready = scene('The practice’s coded record, heading by heading.', { patient: 'gareth' });
export const ThirdPartyData = scene('Something still waits to be filed at the practice: the warning stands first.', { patient: 'margaret' });
export const InTransit = scene('The record has not come over whole from the last practice.', { patient: 'bronwen' });
export const Confidential = scene('The practice keeps items back.', { patient: 'jerome' });
export const NothingRecorded = scene('The practice answered, and has nothing recorded.', { patient: 'tomasz' });
export const PracticeDown = scene('The one source that could have a GP record does not answer.', { patient: 'gareth', sources: { larkfield: 'down' } });
export const HostileText = scene('Markup, script and odd characters in every field stay text.', { patient: 'xanthe' });

export const NoPatient = sharedStates.NoPatient;
export const Loading = sharedStates.Loading;
export const NotPermitted = sharedStates.NotPermitted;
export const OptedOut = sharedStates.OptedOut;
export const NoRelationship = sharedStates.NoRelationship;
export const SessionEnded = sharedStates.SessionEnded;
export const Failed = sharedStates.Failed;
