import { html } from 'lit';
import '../components/results/lcr-results.ts';
import { filter, press, scene, sharedStates } from './scene.ts';

export default {
  title: 'Categories/Results',
  component: 'lcr-results',
  render: (args: { kind?: string; headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-results .kind=${args.kind} .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit ?? 40}></lcr-results>`,
  argTypes: {
    kind: { control: 'select', options: ['radiology', 'histopathology', 'blood-sciences', 'microbiology-virology', 'other'] },
  },
};

export const Ready = scene('A cancer pathway: endoscopy, histology, imaging and blood tests from two sources.', { patient: 'gareth' });
export const ReadyPartial = scene('A hospital does not answer in time.', { patient: 'margaret', sources: { northbridge: 'slow' } });
export const NothingRecorded = scene('Every source answered, and each has nothing recorded.', { patient: 'tomasz' });
export const Incomplete = scene('Nothing arrived, and a source is missing: not the same as nothing recorded.', { patient: 'tomasz', sources: { northbridge: 'down' } });
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
export const NarrowRole = scene('A pharmacist sees blood sciences and microbiology.', { patient: 'gareth', user: 'sethi' });
export const HostileText = scene('Markup, script and odd characters in every field stay text.', { patient: 'xanthe' });

export const NoPatient = sharedStates.NoPatient;
export const Loading = sharedStates.Loading;
export const NotPermitted = sharedStates.NotPermitted;
export const OptedOut = sharedStates.OptedOut;
export const NoRelationship = sharedStates.NoRelationship;
export const SessionEnded = sharedStates.SessionEnded;
export const EverySourceDown = sharedStates.EverySourceDown;
export const Failed = sharedStates.Failed;
