import { html } from 'lit';
import '../components/appointments/lcr-appointments.ts';
import { scene } from './scene.ts';

export default {
  title: 'Categories/Appointments',
  component: 'lcr-appointments',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-appointments .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-appointments>`,
};

export const SourceDown = scene('A source is down: there may be more appointments than these.', { patient: 'margaret', sources: { northbridge: 'down' } }, 'ready partial');
export const BookedOrNot = scene('Booked today and later, proposed, awaiting a reply, on a waiting list, cancelled: none looks like another.', { patient: 'margaret' });
export const Group = scene('A class of several patients: nobody else in it is named.', { patient: 'gwilym' });
export const Disagreement = scene('One source has cancelled because the patient has died; another one does not know.', { patient: 'stanley' });
export const Withheld = scene('An appointment is labelled beyond the reader’s role.', { patient: 'jerome', user: 'lowe' }, 'ready partial');
