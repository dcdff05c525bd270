import { html } from 'lit';
import '../components/encounters/lcr-encounters.ts';
import { scene } from './scene.ts';

export default {
  title: 'Categories/Encounters',
  component: 'lcr-encounters',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-encounters .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-encounters>`,
};

export const NeverClosed = scene('A visit that has been “in progress” for years, and a stay with its hours in the emergency department.', { patient: 'margaret' });
export const SourceDown = scene('A hospital does not answer in time.', { patient: 'margaret', sources: { northbridge: 'slow' } }, 'ready partial');
export const EveryStatus = scene('Arrived, on leave, planned, cancelled, unknown, and in progress although it has ended.', { patient: 'haruto' });
export const Died = scene('One hospital knows of the death; the other has never closed its stay.', { patient: 'stanley' });
export const Withheld = scene('Some visits are labelled beyond the reader’s role.', { patient: 'jerome', user: 'whitlock' }, 'ready partial');
