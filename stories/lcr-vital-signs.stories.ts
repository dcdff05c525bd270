import { html } from 'lit';
import '../components/vital-signs/lcr-vital-signs.ts';
import { scene } from './scene.ts';

export default {
  title: 'Categories/Vital signs',
  component: 'lcr-vital-signs',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-vital-signs .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-vital-signs>`,
};

export const SourceDown = scene('A source is down: the latest reading may be there.', { patient: 'margaret', sources: { northbridge: 'down' } }, 'ready partial');
export const EarlyWarningScore = scene('NEWS2 as it was sent, with the scale where that was sent; oxygen beside each saturation.', { patient: 'margaret' });
export const Child = scene('A child’s own score, weight and height.', { patient: 'leo' });
export const EveryStatus = scene('A corrected reading, one that was cancelled, and one that was withdrawn and is not here.', { patient: 'haruto' });
export const HalfAPressure = scene('One of the two pressures was never entered: the other is not borrowed from another reading.', { patient: 'gwilym' });
export const Withheld = scene('A reading is labelled beyond the reader’s role.', { patient: 'jerome', role: 'R8004' }, 'ready partial');
export const Uncoded = scene('A reading without a code is counted, not shown.', { patient: 'eileen' }, 'ready partial');
