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

interface Played {
  canvasElement: HTMLElement;
}

/** Something in the shadow trees of a story, as soon as it is there. */
async function found<E extends Element>({ canvasElement }: Played, selector: string, text: string): Promise<E> {
  for (;;) {
    const roots = [...canvasElement.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    const one = roots.flatMap((root) => [...root.querySelectorAll<E>(selector)]).find(({ textContent }) => textContent?.trim().startsWith(text));
    if (one) return one;
    await new Promise((later) => setTimeout(later, 50));
  }
}

/** Presses a button of the story's widget. */
export const press = (name: string) => async (story: Played) => (await found<HTMLButtonElement>(story, 'button', name)).click();

/** Opens the filter and fills in one of its fields. */
export const filter = (label: string, value: string) => async (story: Played) => {
  await press('Filter')(story);
  const field = (await found(story, '.toolbar label', label)).querySelector<HTMLInputElement>('input, select');
  if (!field) return;
  if (field.type === 'checkbox') field.checked = true;
  else field.value = value;
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type));
};
