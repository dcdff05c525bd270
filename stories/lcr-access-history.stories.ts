import { html } from 'lit';
import '../components/access-history/lcr-access-history.ts';
import { found, press, type Played } from './play.ts';
import { scene } from './scene.ts';

export default {
  title: 'Whole record/Access history',
  component: 'lcr-access-history',
  render: (args: { headingLevel?: number; density?: string }) =>
    html`<lcr-access-history .headingLevel=${args.headingLevel ?? 2} .density=${args.density}></lcr-access-history>`,
};

const visitors = ['okafor', 'lowe', 'sethi', 'obi', 'whitlock', 'okafor', 'lindqvist'];

export const Patient = scene('A patient reads who has looked at their record, and who was refused.', { patient: 'margaret', user: 'margaret', visitors });
export const PrivacyOfficer = scene('A privacy officer reads the same.', { patient: 'margaret', user: 'castellane', visitors });
export const Refusals = scene('Each refusal says why, in plain words.', { patient: 'callum', user: 'castellane', visitors: ['obi', 'adeyemi', 'lowe', 'lindqvist'] });
export const OptedOut = scene('A patient who does not share may still see who has asked.', { patient: 'fatima', user: 'castellane', visitors: ['okafor', 'sethi'] });
export const First = scene('Nobody has looked before: the reader’s own visit is the first one.', { patient: 'margaret', user: 'margaret' });
export const ManyVisits = {
  ...scene('More visits than one page has: the earlier ones are asked for.', {
    patient: 'margaret', user: 'margaret', visitors: Array.from({ length: 104 }, (_, index) => (index % 2 ? 'obi' : 'lowe')),
  }),
  play: press('Show earlier visits'),
};
export const NobodyLooked = {
  ...scene('Days in which nobody looked: it says so, and for which days.', { patient: 'margaret', user: 'margaret' }, 'nothing-recorded'),
  async play(story: Played) {
    const form = await found<HTMLFormElement>(story, 'form');
    form.querySelector<HTMLInputElement>('[name=to]')!.value = '2020-01-01';
    form.requestSubmit();
  },
};
export const Comfortable = { ...Patient, args: { density: 'comfortable' } };

