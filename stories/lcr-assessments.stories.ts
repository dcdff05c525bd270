import { html } from 'lit';
import '../components/assessments/lcr-assessments.ts';
import { scene } from './scene.ts';

export default {
  title: 'Categories/Assessments',
  component: 'lcr-assessments',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-assessments .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-assessments>`,
};

export const ScalesAndUnfinished = scene('Frailty over time, a score without its scale, a questionnaire in progress.', { patient: 'margaret' });
export const Child = scene('A paediatric early warning score with its parts.', { patient: 'leo' });
export const EveryStatus = scene('Corrected and stopped; what was entered in error is not shown.', { patient: 'haruto' });
export const Uncoded = scene('A form that nobody can name is counted, not shown.', { patient: 'eileen' }, 'ready partial');
export const Withheld = scene('Some entries are labelled beyond the reader’s role.', { patient: 'jerome', role: 'R8004' }, 'ready partial');
