import { html } from 'lit';
import '../components/correspondence/lcr-correspondence.ts';
import { scene } from './scene.ts';

export default {
  title: 'Categories/Correspondence',
  component: 'lcr-correspondence',
  render: (args: { kind?: string; headingLevel?: number; density?: string; limit?: number }) =>
    html`<lcr-correspondence .kind=${args.kind} .headingLevel=${args.headingLevel ?? 2} .density=${args.density} .limit=${args.limit}></lcr-correspondence>`,
  argTypes: {
    kind: { control: 'select', options: ['inpatient-discharge', 'emergency-discharge', 'outpatient-letter'] },
  },
};

export const Versions = scene('A draft that the final summary replaced, and a letter that is not final: each says so.', { patient: 'margaret' });
export const CorrectedDose = scene('A letter that replaces one with a wrong dose; one that was dictated and not sent; one filed in error is not shown.', { patient: 'haruto' });
export const ManyYears = scene('Ten clinic letters: by year.', { patient: 'kwabena' });
export const OneKind = { ...scene('Outpatient letters alone.', { patient: 'margaret' }), args: { kind: 'outpatient-letter' } };
export const DateNotRecorded = scene('A letter of which nobody knows the date.', { patient: 'zeynep' });
export const Withheld = scene('Some entries are labelled beyond the reader’s role.', { patient: 'jerome', role: 'R8004' }, 'ready partial');
