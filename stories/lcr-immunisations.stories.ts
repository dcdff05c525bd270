import { html } from 'lit';
import '../components/immunisations/lcr-immunisations.ts';
import { scene, sharedStates } from './scene.ts';

export default {
  title: 'Categories/Immunisations',
  component: 'lcr-immunisations',
  render: (args: { headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-immunisations .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-immunisations>`,
};

export const Ready = scene('Every source answered in full.', { patient: 'gareth' });
export const ReadyPartial = scene('One source is down: the list says so above and below.', { patient: 'margaret', sources: { canalside: 'down' } });
export const NotGiven = scene('A child who missed one vaccine and may not have another: neither looks as if it had been given.', { patient: 'leo' });
export const TheSameDoseTwice = scene('A hospital’s own doses and the practice’s report of them; declined at one place, given at another.', { patient: 'margaret' });
export const Reported = scene('Doses that the patient told of, dated to the year.', { patient: 'bronwen' });
export const NothingRecorded = scene('Every source answered, and each has nothing recorded.', { patient: 'tomasz' });
export const Incomplete = scene('Nothing to list while a source is slow: no verdict.', { patient: 'tomasz', sources: { northbridge: 'slow' } });
export const Withheld = scene('Some entries are labelled beyond the reader’s role.', { patient: 'jerome', user: 'whitlock' });
export const Uncoded = scene('Entries without a code are counted, not shown.', { patient: 'eileen' });
export const HostileText = scene('Markup, script and odd characters in every field stay text.', { patient: 'xanthe' });

export const NoPatient = sharedStates.NoPatient;
export const Loading = sharedStates.Loading;
export const NotPermitted = sharedStates.NotPermitted;
export const OptedOut = sharedStates.OptedOut;
export const NoRelationship = sharedStates.NoRelationship;
export const SessionEnded = sharedStates.SessionEnded;
export const EverySourceDown = sharedStates.EverySourceDown;
export const Failed = sharedStates.Failed;
