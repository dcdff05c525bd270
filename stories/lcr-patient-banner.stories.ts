import { html } from 'lit';
import '../components/patient-banner/lcr-patient-banner.ts';
import { scene } from './scene.ts';

export default {
  title: 'Patient/Banner',
  component: 'lcr-patient-banner',
  render: () => html`<lcr-patient-banner></lcr-patient-banner>`,
};

export const Several = scene('Name, birth date and age, gender, NHS number.', { patient: 'margaret' });
export const SourceDown = scene('The GP system is down: the next most trusted source names the patient.', { patient: 'margaret', sources: { larkfield: 'down' } }, 'ready partial');
export const Disagreement = scene('Two sources have different birth dates.', { patient: 'zeynep' });
export const Died = scene('One source knows of the death, another does not yet.', { patient: 'stanley' });
export const Restricted = scene('Address, telephone and GP are not given out.', { patient: 'amara' });
