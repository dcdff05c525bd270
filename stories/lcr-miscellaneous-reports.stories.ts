import { html } from 'lit';
import '../components/miscellaneous-reports/lcr-miscellaneous-reports.ts';
import { scene } from './scene.ts';

export default {
  title: 'Categories/Miscellaneous reports',
  component: 'lcr-miscellaneous-reports',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-miscellaneous-reports .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-miscellaneous-reports>`,
};

export const LargeDocument = scene('A scanned record of hundreds of pages beside an operation note.', { patient: 'kwabena' });
export const Uncoded = scene('A document without a coded type is counted, not shown.', { patient: 'eileen' }, 'incomplete');
