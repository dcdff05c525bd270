import { html } from 'lit';
import '../components/index.ts';
import { scene } from './scene.ts';

export default {
  title: 'Whole record/Timeline',
  component: 'lcr-timeline',
  render: (args: { categories?: string; headingLevel?: number; density?: string }) =>
    html`<lcr-timeline .categories=${args.categories} .headingLevel=${args.headingLevel ?? 2} .density=${args.density}></lcr-timeline>`,
};

export const Clinician = scene('Every category in one order of time, newest first.', { patient: 'margaret' }, 'ready partial');
export const SocialWorker = scene('What a social worker’s role has, in order of time.', { patient: 'margaret', user: 'obi' });
export const Receptionist = scene('Few categories; the others are named as not available for the role.', { patient: 'margaret', user: 'lowe' });
export const Pharmacist = scene('A pharmacist’s categories.', { patient: 'gareth', user: 'sethi' }, 'ready partial');
export const SourceMissing = scene('A source is down: it is named, with the categories that it leaves incomplete.', { patient: 'margaret', sources: { northbridge: 'down' } }, 'ready partial');
export const OnlyInPart = scene('Thousands of results: only the first pages are loaded, and it says so.', { patient: 'kwabena' });
export const PartialDates = scene('A year alone stands at the head of its year; what has no date stands apart.', { patient: 'bronwen' }, 'ready partial');
