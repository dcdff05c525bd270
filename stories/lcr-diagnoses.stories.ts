import { html } from 'lit';
import '../components/diagnoses/lcr-diagnoses.ts';
import { scene, sharedStates } from './scene.ts';

export default {
  title: 'Categories/Diagnoses',
  component: 'lcr-diagnoses',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-diagnoses .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-diagnoses>`,
};

export const Ready = scene('A staged cancer; a suspected spread that was ruled out waits under its own heading.', { patient: 'gareth' });
export const ReadyPartial = scene('One source is down: the list says so above and below.', { patient: 'margaret', sources: { canalside: 'down' } });
export const NotCertain = scene('Provisional, one of several, and refuted: none looks like a plain diagnosis.', { patient: 'margaret' });
export const Unconfirmed = scene('A child’s wheeze, not confirmed.', { patient: 'leo' });
export const OnlyRefuted = scene('The only entry says what the patient does not have.', { patient: 'bronwen' });
export const NothingRecorded = scene('Every source answered, and each has nothing recorded.', { patient: 'tomasz' });
export const Incomplete = scene('Nothing to list while a source is slow: no verdict.', { patient: 'tomasz', sources: { northbridge: 'slow' } });
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
