import { html } from 'lit';
import { openInPage, type Scene } from '../demo/in-page.ts';
import type { Shown } from './cells.ts';

/** A story's page: its element inside a context that has the scene's patient open, with the real gateway behind it. */
export function inScene(element: unknown, scene: Scene) {
  const { patient, fetch, getToken } = openInPage(scene);
  return html`<lcr-context gateway="https://gateway.invalid" .fetch=${fetch} .getToken=${getToken} .patient=${patient}>${element}</lcr-context>`;
}

/** A story is a scene, the state that its tag comes into there, and a sentence on what to see in it. */
export const scene = (story: string, scene: Scene, shows: Shown = 'ready complete') => ({ parameters: { scene, shows, docs: { description: { story } } } });
