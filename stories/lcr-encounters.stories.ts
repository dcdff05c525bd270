import { html } from 'lit';
import '../components/encounters/lcr-encounters.ts';
import { scene, sharedStates } from './scene.ts';

export default {
  title: 'Categories/Encounters',
  component: 'lcr-encounters',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-encounters .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-encounters>`,
};

export const Ready = scene('A cancer pathway through two hospitals and the practice, with a clinic to come.', { patient: 'gareth' });
export const NeverClosed = scene('A visit that has been “in progress” for years, and a stay with its hours in the emergency department.', { patient: 'margaret' });
export const ReadyPartial = scene('A hospital does not answer in time.', { patient: 'margaret', sources: { northbridge: 'slow' } });
export const EveryStatus = scene('Arrived, on leave, planned, cancelled, unknown, and in progress although it has ended.', { patient: 'haruto' });
export const Died = scene('One hospital knows of the death; the other has never closed its stay.', { patient: 'stanley' });
export const NothingRecorded = scene('Every source answered, and each has nothing recorded.', { patient: 'tomasz' });
export const Incomplete = scene('Nothing arrived, and a source is missing: not the same as nothing recorded.', { patient: 'tomasz', sources: { northbridge: 'down' } });
export const Withheld = scene('Some visits are labelled beyond the reader’s role.', { patient: 'jerome', user: 'whitlock' });
export const HostileText = scene('Markup, script and odd characters in every field stay text.', { patient: 'xanthe' });

export const NoPatient = sharedStates.NoPatient;
export const Loading = sharedStates.Loading;
export const NotPermitted = sharedStates.NotPermitted;
export const OptedOut = sharedStates.OptedOut;
export const NoRelationship = sharedStates.NoRelationship;
export const SessionEnded = sharedStates.SessionEnded;
export const EverySourceDown = sharedStates.EverySourceDown;
export const Failed = sharedStates.Failed;
