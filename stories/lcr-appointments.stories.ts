import { html } from 'lit';
import '../components/appointments/lcr-appointments.ts';
import { scene, sharedStates } from './scene.ts';

export default {
  title: 'Categories/Appointments',
  component: 'lcr-appointments',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-appointments .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-appointments>`,
};

export const Ready = scene('Booked at two hospitals; one was cancelled by the patient. Every source answered in full.', { patient: 'gareth' });
export const ReadyPartial = scene('A source is down: there may be more appointments than these.', { patient: 'margaret', sources: { northbridge: 'down' } });
export const BookedOrNot = scene('Booked today and later, proposed, awaiting a reply, on a waiting list, cancelled: none looks like another.', { patient: 'margaret' });
export const Group = scene('A class of several patients: nobody else in it is named.', { patient: 'gwilym' });
export const Disagreement = scene('One source has cancelled because the patient has died; another one does not know.', { patient: 'stanley' });
export const NothingRecorded = scene('Every source answered, and each has nothing recorded.', { patient: 'tomasz' });
export const Incomplete = scene('Nothing arrived, and a source is missing: not the same as nothing recorded.', { patient: 'tomasz', sources: { northbridge: 'down' } });
export const Withheld = scene('An appointment is labelled beyond the reader’s role.', { patient: 'jerome', user: 'lowe' });
export const HostileText = scene('Markup, script and odd characters in every field stay text.', { patient: 'xanthe' });

export const NoPatient = sharedStates.NoPatient;
export const Loading = sharedStates.Loading;
export const NotPermitted = scene('A pharmacist’s role does not have this category.', { patient: 'margaret', user: 'sethi' });
export const OptedOut = sharedStates.OptedOut;
export const NoRelationship = sharedStates.NoRelationship;
export const SessionEnded = sharedStates.SessionEnded;
export const EverySourceDown = sharedStates.EverySourceDown;
export const Failed = sharedStates.Failed;
