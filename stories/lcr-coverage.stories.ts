import { html } from 'lit';
import '../components/coverage/lcr-coverage.ts';
import { scene } from './scene.ts';

export default {
  title: 'Whole record/Coverage',
  component: 'lcr-coverage',
  render: (args: { headingLevel?: number; density?: string }) =>
    html`<lcr-coverage .headingLevel=${args.headingLevel ?? 2} .density=${args.density}></lcr-coverage>`,
};

export const Clinician = scene('Which source is asked for what, how old its data are, and what is never included.', { patient: 'margaret' });
export const SocialWorker = scene('The coverage is the same for every role.', { patient: 'margaret', user: 'obi' });
export const Receptionist = scene('A receptionist may know what the record includes.', { patient: 'margaret', user: 'lowe' });
export const Pharmacist = scene('And so may a pharmacist.', { patient: 'margaret', user: 'sethi' });
export const OptedOut = scene('The coverage says nothing of the patient, who has asked not to share.', { patient: 'fatima' });
