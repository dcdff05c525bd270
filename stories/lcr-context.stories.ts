import { html } from 'lit';
import '../components/index.ts';
import { scene } from './scene.ts';

export default {
  title: 'Set-up/Context',
  component: 'lcr-context',
  render: () => html`<lcr-patient-banner></lcr-patient-banner><lcr-allergies></lcr-allergies><lcr-results limit="20"></lcr-results>`,
};

export const OnePatient = scene('One context serves every widget inside it: one token, one round trip.', { patient: 'margaret' });
export const SlowGateway = scene('Every answer takes two seconds: the skeletons keep their place.', { patient: 'margaret', delay: 2000 });
export const NoContext = { ...scene('A widget outside a context says so.', { patient: null }), parameters: { scene: undefined } };
export const WrongNumber = {
  parameters: { scene: undefined },
  render: () => html`<lcr-context gateway="https://gateway.invalid" patient="999 999 9991"><lcr-allergies></lcr-allergies></lcr-context>`,
};
