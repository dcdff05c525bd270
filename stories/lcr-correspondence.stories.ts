import { html } from 'lit';
import '../components/correspondence/lcr-correspondence.ts';
import { scene, sharedStates } from './scene.ts';

export default {
  title: 'Categories/Correspondence',
  component: 'lcr-correspondence',
  render: (args: { kind?: string; headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-correspondence .kind=${args.kind} .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-correspondence>`,
  argTypes: {
    kind: { control: 'select', options: ['inpatient-discharge', 'emergency-discharge', 'outpatient-letter'] },
  },
};

export const Ready = scene('A cancer pathway: clinic, discharge, oncology and an emergency attendance at two hospitals.', { patient: 'gareth' });
export const ReadyPartial = scene('One hospital is down: the list says so above and below.', { patient: 'margaret', sources: { canalside: 'down' } });
export const Versions = scene('A draft that the final summary replaced, and a letter that is not final: each says so.', { patient: 'margaret' });
export const CorrectedDose = scene('A letter that replaces one with a wrong dose; one that was dictated and not sent; one filed in error is not shown.', { patient: 'haruto' });
export const ManyYears = scene('Ten clinic letters: by year.', { patient: 'kwabena' });
export const OneKind = { ...scene('Outpatient letters alone.', { patient: 'margaret' }), args: { kind: 'outpatient-letter' } };
export const DateNotRecorded = scene('A letter of which nobody knows the date.', { patient: 'zeynep' });
export const NothingRecorded = scene('Every source answered, and each has nothing recorded.', { patient: 'tomasz' });
export const Incomplete = scene('Nothing arrived, and a source is missing: not the same as nothing recorded.', { patient: 'tomasz', sources: { northbridge: 'down' } });
export const Withheld = scene('Some entries are labelled beyond the reader’s role.', { patient: 'jerome', user: 'whitlock' });
export const HostileText = scene('Markup, script and odd characters in every field stay text.', { patient: 'xanthe' });

export const NoPatient = sharedStates.NoPatient;
export const Loading = sharedStates.Loading;
export const NotPermitted = sharedStates.NotPermitted;
export const OptedOut = sharedStates.OptedOut;
export const NoRelationship = sharedStates.NoRelationship;
export const SessionEnded = sharedStates.SessionEnded;
export const EverySourceDown = sharedStates.EverySourceDown;
export const Failed = sharedStates.Failed;
