import { html } from 'lit';
import { openInPage, type Scene } from '../demo/in-page.ts';

/** A story's page: its element inside a context that has the scene's patient open, with the real gateway behind it. */
export function inScene(element: unknown, scene: Scene) {
  const { patient, fetch, getToken } = openInPage(scene);
  return html`<lcr-context gateway="https://gateway.invalid" .fetch=${fetch} .getToken=${getToken} .patient=${patient}>${element}</lcr-context>`;
}

/** A story is a scene, and a sentence on what to see in it. */
export const scene = (shows: string, what: Scene) => ({ parameters: { scene: what, docs: { description: { story: shows } } } });

/** The states that look the same in every widget: one list, so that no widget can lack one. */
export const sharedStates = {
  NoPatient: scene('No patient is open.', { patient: null }),
  Loading: scene('The gateway has not answered yet.', { patient: 'margaret', gateway: 'silent' }),
  NotPermitted: scene('A receptionist’s role does not have this category.', { patient: 'margaret', user: 'lowe' }),
  OptedOut: scene('The patient has asked not to share their record.', { patient: 'fatima' }),
  NoRelationship: scene('A council’s own system does not know the patient.', { patient: 'callum', user: 'adeyemi' }),
  SessionEnded: scene('The host’s token is refused, and so is the next.', { patient: 'margaret', gateway: 'refused' }),
  EverySourceDown: scene('No source answers: a failure, with the sources named.', {
    patient: 'margaret',
    sources: { northbridge: 'down', canalside: 'down', heathway: 'down', larkfield: 'down', millmead: 'slow' },
  }),
  Failed: scene('The gateway cannot be reached.', { patient: 'margaret', gateway: 'unreachable' }),
};
