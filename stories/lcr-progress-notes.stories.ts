import { html } from 'lit';
import '../components/progress-notes/lcr-progress-notes.ts';
import { scene } from './scene.ts';

export default {
  title: 'Categories/Progress notes',
  component: 'lcr-progress-notes',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-progress-notes .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-progress-notes>`,
};

export const Forms = scene('Plain text, a PDF, a photograph, an amended note and a preliminary one.', { patient: 'margaret' });
