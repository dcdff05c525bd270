import { html } from 'lit';
import '../components/diagnoses/lcr-diagnoses.ts';
import { scene } from './scene.ts';

export default {
  title: 'Categories/Diagnoses',
  component: 'lcr-diagnoses',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-diagnoses .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-diagnoses>`,
};

export const NotCertain = scene('Provisional, one of several, and refuted: none looks like a plain diagnosis.', { patient: 'margaret' });
export const Unconfirmed = scene('A child’s wheeze, not confirmed.', { patient: 'leo' });
export const OnlyRefuted = scene('The only entry says what the patient does not have.', { patient: 'bronwen' });
export const Withheld = scene('Some entries are labelled beyond the reader’s role.', { patient: 'jerome', role: 'R8004' }, 'incomplete');
