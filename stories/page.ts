import { html } from 'lit';
import './pages.css';

/** A page for designers, among the stories so that it is looked at like one. */
export const page = (title: string, render: () => unknown) => ({
  parameters: { controls: { disable: true } },
  render: () => html`<main class="page"><h1>${title}</h1>${render()}</main>`,
});

/** Storybook's name for a story (`storybook/internal/csf`, toId). */
export const idOf = (title: string, story: string): string =>
  `${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}--${story.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()}`;

/** A way to another story, out of the frame that this one stands in. */
export const storyLink = (title: string, story: string, text: unknown) => html`<a href="./?path=/story/${idOf(title, story)}" target="_top">${text}</a>`;
