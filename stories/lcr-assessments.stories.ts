import { html } from 'lit';
import '../components/assessments/lcr-assessments.ts';
import { scene, sharedStates } from './scene.ts';

export default {
  title: 'Categories/Assessments',
  component: 'lcr-assessments',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-assessments .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-assessments>`,
};

export const Ready = scene('Questionnaires with their answers, and scores beside their scales.', { patient: 'gareth' });
export const ReadyPartial = scene('One hospital is down: the list says so above and below.', { patient: 'margaret', sources: { millmead: 'down' } });
export const ScalesAndUnfinished = scene('Frailty over time, a score without its scale, a questionnaire in progress.', { patient: 'margaret' });
export const Child = scene('A paediatric early warning score with its parts.', { patient: 'leo' });
export const EveryStatus = scene('Corrected and stopped; what was entered in error is not shown.', { patient: 'haruto' });
export const Uncoded = scene('A form that nobody can name is counted, not shown.', { patient: 'eileen' });
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
