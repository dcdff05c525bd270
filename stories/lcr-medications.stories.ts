import { html } from 'lit';
import '../components/medications/lcr-medications.ts';
import { scene, sharedStates } from './scene.ts';

export default {
  title: 'Categories/Medications',
  component: 'lcr-medications',
  render: (args: { kind?: string; headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-medications .kind=${args.kind} .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-medications>`,
  argTypes: {
    kind: { control: 'select', options: ['discharge', 'current', 'past'] },
  },
};

export const Ready = scene('After bowel surgery: what was started, stopped and continued, and what the practice has.', { patient: 'gareth' });
export const DischargeNotTakenOver = scene(
  'Furosemide was doubled at discharge; the practice still issues the old dose. An earlier discharge is folded.',
  { patient: 'margaret' },
);
export const ReadyPartial = scene('The practice does not answer: what is taken at home is missing.', { patient: 'margaret', sources: { larkfield: 'down' } });
export const EveryStatus = scene('On hold, not to be given, one of several options, not taken, draft and cancelled.', { patient: 'haruto' });
export const Units = scene('Micrograms, units and a strength that is written apart, with the source’s own words beside them.', { patient: 'bronwen' });
export const Child = scene('A child’s doses, in millilitres and milligrams.', { patient: 'leo' });
export const OneKind = { ...scene('What is current, alone.', { patient: 'margaret' }), args: { kind: 'current' } };
export const NothingRecorded = scene('Every source answered, and each has nothing recorded.', { patient: 'tomasz' });
export const Incomplete = scene('Nothing arrived, and a source is missing: not the same as nothing recorded.', { patient: 'tomasz', sources: { larkfield: 'slow' } });
export const Withheld = scene('Some medicines are labelled beyond the reader’s role.', { patient: 'jerome', user: 'whitlock' });
export const Uncoded = scene('Medicines without a code are counted, not shown.', { patient: 'eileen' });
export const HostileText = scene('Markup, script and odd characters in every field stay text.', { patient: 'xanthe' });

export const NoPatient = sharedStates.NoPatient;
export const Loading = sharedStates.Loading;
export const NotPermitted = sharedStates.NotPermitted;
export const OptedOut = sharedStates.OptedOut;
export const NoRelationship = sharedStates.NoRelationship;
export const SessionEnded = sharedStates.SessionEnded;
export const EverySourceDown = sharedStates.EverySourceDown;
export const Failed = sharedStates.Failed;
