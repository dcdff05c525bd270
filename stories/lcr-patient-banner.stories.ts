import { html } from 'lit';
import '../components/patient-banner/lcr-patient-banner.ts';
import { scene, sharedStates } from './scene.ts';

export default {
  title: 'Patient/Banner',
  component: 'lcr-patient-banner',
  render: () => html`<lcr-patient-banner></lcr-patient-banner>`,
};

export const Ready = scene('Name, birth date and age, gender, NHS number.', { patient: 'margaret' });
export const ReadyPartial = scene('The GP system is down: the next most trusted source names the patient.', { patient: 'margaret', sources: { larkfield: 'down' } });
export const Disagreement = scene('Two sources have different birth dates.', { patient: 'zeynep' });
export const Died = scene('One source knows of the death, another does not yet.', { patient: 'stanley' });
export const Restricted = scene('Address, telephone and GP are not given out.', { patient: 'amara' });
export const HostileText = scene('Markup, script and odd characters in every field stay text.', { patient: 'xanthe' });

export const NoPatient = sharedStates.NoPatient;
export const Loading = sharedStates.Loading;
export const OptedOut = sharedStates.OptedOut;
export const NoRelationship = sharedStates.NoRelationship;
export const SessionEnded = sharedStates.SessionEnded;
export const EverySourceDown = sharedStates.EverySourceDown;
export const Failed = sharedStates.Failed;
