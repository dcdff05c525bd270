import { html } from 'lit';
import '../components/gp-record/lcr-gp-record.ts';
import { scene } from './scene.ts';

export default {
  title: 'Categories/GP record',
  component: 'lcr-gp-record',
  render: () => html`<lcr-gp-record></lcr-gp-record>`,
};

export const ThirdPartyData = scene('Something still waits to be filed at the practice: the warning stands first.', { patient: 'margaret' }, 'ready partial');
export const InTransit = scene('The record has not come over whole from the last practice.', { patient: 'bronwen' }, 'ready partial');
export const Confidential = scene('The practice keeps items back.', { patient: 'jerome' }, 'ready partial');
export const PracticeDown = scene('The one source that could have a GP record does not answer.', { patient: 'gareth', sources: { larkfield: 'down' } }, 'failed');
