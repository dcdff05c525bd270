import { html } from 'lit';
import '../components/procedures/lcr-procedures.ts';
import { scene } from './scene.ts';

export default {
  title: 'Categories/Procedures',
  component: 'lcr-procedures',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-procedures .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-procedures>`,
};

export const NotDoneStoppedPlanned = scene('Declined, stopped half-way, planned, not known: each says so first.', { patient: 'margaret' });
export const OnHold = scene('An operation that waits for a result.', { patient: 'gwilym' });
export const Complication = scene('A complication is marked in the row.', { patient: 'priya' });
export const Withheld = scene('Some entries are labelled beyond the reader’s role.', { patient: 'jerome', user: 'whitlock' }, 'ready partial');
export const Uncoded = scene('Entries without a code are counted, not shown.', { patient: 'eileen' }, 'ready partial');
