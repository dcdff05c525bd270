import { html } from 'lit';
import '../components/care-plans/lcr-care-plans.ts';
import { scene } from './scene.ts';

export default {
  title: 'Categories/Care plans',
  component: 'lcr-care-plans',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-care-plans .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-care-plans>`,
};

export const Contradiction = scene('Two hospitals hold different ReSPECT forms, and both call theirs current.', { patient: 'margaret' });
export const EndOfLife = scene('Plans for the end of life before every other one.', { patient: 'stanley' });
export const Child = scene('An allergy action plan.', { patient: 'leo' });
export const Uncoded = scene('A plan without a coded category is counted, not shown.', { patient: 'eileen' }, 'ready partial');
export const Withheld = scene('Some entries are labelled beyond the reader’s role.', { patient: 'jerome', user: 'whitlock' }, 'ready partial');
