import { html } from 'lit';
import '../components/community-mental-health/lcr-community-mental-health.ts';
import { scene } from './scene.ts';

export default {
  title: 'Categories/Community and mental health',
  component: 'lcr-community-mental-health',
  render: (args: { kind?: string; headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-community-mental-health .kind=${args.kind} .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-community-mental-health>`,
  argTypes: { kind: { control: 'select', options: ['community', 'mental-health'] } },
};

export const SourceDown = scene('A source is down.', { patient: 'margaret', sources: { northbridge: 'down' } }, 'ready partial');
export const ByService = scene('Nursing, physiotherapy and memory clinic, each by itself; one visit that nobody attended.', { patient: 'margaret' });
export const MentalHealth = scene('A community mental health team, a crisis and a podiatrist, who is no mental health service.', { patient: 'jerome' }, 'ready partial');
export const Withheld = scene('What is labelled beyond the reader’s role is said to be withheld, and not counted.', { patient: 'jerome', user: 'whitlock' }, 'ready partial');
export const OneKind = { ...scene('Community services alone.', { patient: 'jerome' }, 'ready partial'), args: { kind: 'community' } };
export const Uncoded = scene('A document without a code is counted, not shown.', { patient: 'eileen' }, 'ready partial');
