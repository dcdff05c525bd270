import { html } from 'lit';
import '../components/fhircast/lcr-fhircast.ts';
import '../components/index.ts';
import { openInPage } from '../demo/in-page.ts';
import { pageHub, patientEvent, type Script } from './hub.ts';

/** A page with the record of whoever another application has opened. */
function following(shows: string, script: Script, more: { hub?: string } = {}) {
  return {
    parameters: { scene: undefined, docs: { description: { story: shows } } },
    render: () => {
      const { fetch, getToken } = openInPage({ patient: 'margaret' });
      const { hub, topic } = pageHub(script);
      return html`<lcr-context gateway="https://gateway.invalid" .fetch=${fetch} .getToken=${getToken}>
        <lcr-fhircast hub=${more.hub ?? hub} .topic=${topic}></lcr-fhircast>
        <lcr-patient-banner></lcr-patient-banner>
        <lcr-allergies></lcr-allergies>
      </lcr-context>`;
    },
  };
}

const number = openInPage({ patient: 'margaret' }).patient ?? '';
const opened = patientEvent('open', 'p-1', number);

export default { title: 'Set-up/Patient of other applications', component: 'lcr-fhircast' };

export const PatientOpened = following('Another application has opened a patient: the record is here, too.', [opened]);
export const NobodyOpen = following('Connected; no application has a patient open.', []);
export const PatientClosed = following('The patient was closed in another application.', [opened, patientEvent('close', 'p-1', number)]);
export const UnknownPatient = following('The next patient has no NHS number: nobody is shown, and never the one before.', [opened, patientEvent('open', 'p-2')]);
export const UnclearPatient = following('An event that cannot be understood: nobody is shown.', [opened, { 'hub.event': 'Patient-open', context: [] }]);
export const NotFollowedElsewhere = following('Another application could not follow.', [opened, { 'hub.event': 'SyncError', context: [] }]);
export const SignedOut = following('The user has signed out in another application.', [opened, { 'hub.event': 'UserLogout', context: [] }]);
export const ConnectionLost = following('The connection was lost: the patient may have changed elsewhere.', [opened, 'lost']);
export const Denied = following('The hub does not take the subscription.', ['denied']);
export const OpenLine = following('The page gave a hub without https.', [], { hub: 'http://hub.example/' });
export const NoContext = {
  parameters: { scene: undefined, docs: { description: { story: 'Outside a context it says so.' } } },
  render: () => html`<lcr-fhircast></lcr-fhircast>`,
};
