import { html } from 'lit';
import '../components/immunisations/lcr-immunisations.ts';
import { scene } from './scene.ts';

export default {
  title: 'Categories/Immunisations',
  component: 'lcr-immunisations',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-immunisations .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-immunisations>`,
};

export const NotGiven = scene('A child who missed one vaccine and may not have another: neither looks as if it had been given.', { patient: 'leo' });
export const TheSameDoseTwice = scene('A hospital’s own doses and the practice’s report of them; declined at one place, given at another.', { patient: 'margaret' });
export const Reported = scene('Doses that the patient told of, dated to the year.', { patient: 'bronwen' });
export const Withheld = scene('Some entries are labelled beyond the reader’s role.', { patient: 'jerome', user: 'whitlock' }, 'ready partial');
export const Uncoded = scene('Entries without a code are counted, not shown.', { patient: 'eileen' }, 'ready partial');
