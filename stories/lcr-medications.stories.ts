import { html } from 'lit';
import '../components/medications/lcr-medications.ts';
import { scene } from './scene.ts';

export default {
  title: 'Categories/Medications',
  component: 'lcr-medications',
  render: (args: { kind?: string; headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-medications .kind=${args.kind} .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-medications>`,
  argTypes: {
    kind: { control: 'select', options: ['discharge', 'current', 'past'] },
  },
};

export const DischargeNotTakenOver = scene(
  'Furosemide was doubled at discharge; the practice still issues the old dose. An earlier discharge is folded.',
  { patient: 'margaret' },
);
export const SourceDown = scene('The practice does not answer: what is taken at home is missing.', { patient: 'margaret', sources: { larkfield: 'down' } }, 'ready partial');
export const EveryStatus = scene('On hold, not to be given, one of several options, not taken, draft and cancelled.', { patient: 'haruto' });
export const Units = scene('Micrograms, units and a strength that is written apart, with the source’s own words beside them.', { patient: 'bronwen' });
export const Child = scene('A child’s doses, in millilitres and milligrams.', { patient: 'leo' });
export const OneKind = { ...scene('What is current, alone.', { patient: 'margaret' }), args: { kind: 'current' } };
export const Withheld = scene('Some medicines are labelled beyond the reader’s role.', { patient: 'jerome', user: 'whitlock' }, 'ready partial');
export const Uncoded = scene('Medicines without a code are counted, not shown.', { patient: 'eileen' }, 'ready partial');
