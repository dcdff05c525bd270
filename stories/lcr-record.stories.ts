import { html } from 'lit';
import '../components/index.ts';
import { scene } from './scene.ts';

export default {
  title: 'Whole record/Record',
  component: 'lcr-record',
  render: (args: { categories?: string; headingLevel?: number; density?: string }) =>
    html`<lcr-record .categories=${args.categories} .headingLevel=${args.headingLevel ?? 2} .density=${args.density}></lcr-record>`,
};

export const Clinician = scene('Everything, in the clinical order: what may harm the patient first.', { patient: 'margaret' }, 'ready partial');
export const SocialWorker = scene('The care coordinator, the plans and the appointments come first; what the role does not have is listed.', { patient: 'margaret', user: 'obi' });
export const Receptionist = scene('Three categories, and an honest list of the rest.', { patient: 'margaret', user: 'lowe' });
export const Pharmacist = scene('Allergies and medications first; of the results two kinds only, and it says so.', { patient: 'margaret', user: 'sethi' }, 'ready partial');
export const SourceDown = scene('A source is down: the navigation marks every list that it leaves incomplete.', { patient: 'margaret', sources: { canalside: 'down' } }, 'ready partial');
export const HostOrder = { ...scene('A host that shows two categories, in its own order.', { patient: 'margaret' }), args: { categories: 'results allergies' } };
