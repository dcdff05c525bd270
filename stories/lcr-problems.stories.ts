import { html } from 'lit';
import '../components/problems/lcr-problems.ts';
import { scene } from './scene.ts';

export default {
  title: 'Categories/Problems',
  component: 'lcr-problems',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-problems .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-problems>`,
};

export const Disagreement = scene('Atrial fibrillation: active at one source, resolved at another; both are shown.', { patient: 'margaret' });
export const WithoutCategory = scene('A condition whose source does not say what it is stands among the problems.', { patient: 'haruto' });
export const Relapse = scene('A relapse is active.', { patient: 'zeynep' });
export const Withheld = scene('Some entries are labelled beyond the reader’s role.', { patient: 'jerome', user: 'whitlock' }, 'ready partial');
export const Uncoded = scene('Entries without a code are counted, not shown.', { patient: 'eileen' }, 'ready partial');
