import { html } from 'lit';
import '../components/care-coordinator/lcr-care-coordinator.ts';
import { scene } from './scene.ts';

export default {
  title: 'Categories/Care coordinator',
  component: 'lcr-care-coordinator',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-care-coordinator .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-care-coordinator>`,
};

export const SourceDown = scene('A source is down: somebody may be missing.', { patient: 'margaret', sources: { heathway: 'slow' } }, 'ready partial');
export const SeveralCoordinators = scene('Coordinators of health and social care, and those who no longer are.', { patient: 'margaret' });
export const NotYetInCharge = scene('Proposed, suspended or a team without a name of a person in it.', { patient: 'eileen' });
export const Restricted = scene('The practice of a restricted patient is given to nobody.', { patient: 'amara' }, 'ready partial');
export const OnlyThePractice = scene('Nobody but the GP practice is recorded.', { patient: 'tomasz' });
export const OnlySourceDown = scene('Nothing arrived, and the only source is missing.', { patient: 'callum', sources: { canalside: 'down' } }, 'incomplete');
