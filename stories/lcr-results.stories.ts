import { html } from 'lit';
import '../components/results/lcr-results.ts';
import { filter, press } from './play.ts';
import { scene } from './scene.ts';

export default {
  title: 'Categories/Results',
  component: 'lcr-results',
  render: (args: { kind?: string; headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-results .kind=${args.kind} .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit ?? 40}></lcr-results>`,
  argTypes: {
    kind: { control: 'select', options: ['radiology', 'histopathology', 'blood-sciences', 'microbiology-virology', 'other'] },
  },
};

export const SourceDown = scene('A hospital does not answer in time.', { patient: 'margaret', sources: { northbridge: 'slow' } }, 'ready partial');
export const EveryStatus = scene('Awaited, interim, corrected, added to and cancelled.', { patient: 'haruto' });
export const Units = scene('Units that contradict each other, limits, ranges in words, values that are missing.', { patient: 'bronwen' });
export const TenThousand = scene('Ten thousand values arrive a page at a time.', { patient: 'kwabena' });
export const OneKind = { ...scene('Microbiology alone.', { patient: 'margaret' }), args: { kind: 'microbiology-virology' } };
export const SideBySide = {
  ...scene('The reports of each panel side by side: a line for each test in each unit, newest first.', { patient: 'margaret' }),
  args: { kind: 'blood-sciences' },
  play: press('Side by side by date'),
};
export const FlaggedOnly = { ...scene('The filter, open: only reports in which the laboratory flagged something.', { patient: 'gareth' }), play: filter('Only flagged', 'on') };
export const NarrowRole = scene('A pharmacist sees blood sciences and microbiology.', { patient: 'gareth', user: 'sethi' }, 'ready partial');
